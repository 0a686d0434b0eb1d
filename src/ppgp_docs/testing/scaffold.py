"""A plugin ready to install: a format, a block, a check, their tests, CI, a README."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ppgp_docs import __version__
from ppgp_docs.francais.lettres import sans_accents

SKELETON: Final = Path(__file__).parent / "skeleton"
_ENDING: Final = ".txt"
"""Files of the skeleton have it beside their own: none of them is code of ours."""
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def name_of(text: str) -> str:
    """What somebody calls the plugin, as a distribution, a format and a block may be called.

    Raises ValueError for a text that gives no name.
    """
    name = re.sub(r"[^a-z0-9]+", "-", sans_accents(text.strip()).lower()).strip("-")
    name = name.removeprefix("ppgp-")
    if not _NAME.fullmatch(name):
        raise ValueError(f"`{text}` ne donne pas de nom : des lettres, des chiffres, des tirets")
    return name


def skeleton(name: str) -> dict[Path, str]:
    """The files of a new plugin, each by its place below the folder of the distribution."""
    module = name.replace("-", "_")
    words = name.replace("-", " ")
    known = {
        "__NOM__": name,
        "__MODULE__": module,
        "__TITRE__": words[0].upper() + words[1:],
        "__CLASSE__": "".join(part.capitalize() for part in name.split("-")),
        "__VERSION__": __version__,
    }
    files = sorted(file for file in SKELETON.rglob(f"*{_ENDING}"))
    return {
        Path(_filled(file.relative_to(SKELETON).as_posix().removesuffix(_ENDING), known)): _filled(
            file.read_text("utf-8"), known
        )
        for file in files
    }


def _filled(text: str, known: dict[str, str]) -> str:
    for mark, value in known.items():
        text = text.replace(mark, value)
    return text
