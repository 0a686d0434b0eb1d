"""A workspace of many dossiers that nobody has seen: the samples, texts and pictures varied.

``python benchmarks/many_dossiers.py FOLDER COUNT`` writes it. Each dossier takes the code of
another territory, a figure of its own in its texts, and pictures a shade lighter: no paragraph, no
picture is met twice, and each dossier makes the documents of its sample.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from ppgp_docs.francais.territoires import departements

SAMPLES: Final = ("01-ain", "60-oise")
ROOT: Final = Path(__file__).parents[1] / "departments"

_CODE: Final = re.compile(r'^departement: "\w+"$', re.MULTILINE)


def write(folder: Path, count: int, root: Path = ROOT) -> None:
    """Write ``count`` dossiers below ``folder``, the samples of ``root`` in turn."""
    for rank, (code, slug) in zip(range(count), territories(), strict=False):
        place = folder / "departments" / f"{code}-{slug}"
        shutil.copytree(root / SAMPLES[rank % len(SAMPLES)], place)
        for file in place.rglob("*.yaml"):
            file.write_text(_varied(file.read_text("utf-8"), code, rank), "utf-8")
        for picture in place.glob("images/*.png"):
            _lighten(picture, rank)


def territories() -> Iterator[tuple[str, str]]:
    """As many as are wanted: beyond the last code, the same again under other names."""
    turn = 0
    while True:
        for each in departements():
            yield each.code, each.slug if not turn else f"{each.slug}-{turn}"
        turn += 1


def _varied(text: str, code: str, rank: int) -> str:
    """Every text of the dossier holds a number of its own: no paragraph is met twice."""
    rng = random.Random(rank)
    text = _CODE.sub(f'departement: "{code}"', text)
    return re.sub(
        r"(?m)^( +)(version_courte|texte): >-\n( +)(?=\w)",
        lambda match: f"{match[0]}Dans {rng.randrange(1000, 9999)} foyers, ",
        text,
    )


def _lighten(file: Path, rank: int) -> None:
    with Image.open(file) as picture:
        picture.load()
        shade = 1 + rank / 2000
        kept = picture.convert("RGBA") if "A" in picture.getbands() else picture.convert("RGB")
        kept.point(lambda value: min(255, round(value * shade))).save(file)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
