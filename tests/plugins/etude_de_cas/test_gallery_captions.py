"""Words under the pictures of a gallery, whatever shapes stand side by side: each is read whole."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from PIL import Image
from tests.lecteurs import pdf_text

from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import around
from ppgp_docs.workspace.folder import DossierFolder

SHAPES = {
    "portrait": (300, 550),
    "etroite": (200, 700),
    "panorama": (1000, 250),
    "large": (800, 450),
    "carree": (450, 450),
}
LONG = (
    "anticonstitutionnellement",
    "l’intercommunautarisation",
    "interdépartementalisation",
    "électroencéphalographiquement",
    "hexakosioihexekontahexaphobiques",
)
PLAIN = """
les permanences de la protection maternelle et infantile suivent professionnellement des
bénéficiaires accompagnées pendant chaque visite du territoire
""".split()  # noqa: SIM905 - words in a row


def gallery(random: Random) -> list[tuple[str, str]]:
    """Shapes and captions: a few words around a long one, or as many as a caption holds."""
    return [
        (
            random.choice((*SHAPES, "portrait", "panorama")),
            random.choice(
                (
                    f"Sur {random.choice(LONG)} au quotidien",
                    " ".join(random.sample(PLAIN, len(PLAIN))),
                )
            ),
        )
        for _ in range(random.randrange(2, 8))
    ]


def written(folder: Path, galleries: list[list[tuple[str, str]]]) -> Path:
    blocks = ""
    for views in galleries:
        blocks += "- type: galerie\n  vues:\n"
        for shape, caption in views:
            blocks += f"    - {{image: {{fichier: {shape}.png, alt: Vue}}, legende: {caption}}}\n"
    (folder / "dossier.yaml").write_text(around(blocks)[0], encoding="utf-8")
    for name, size in SHAPES.items():
        Image.new("RGB", size, "#88aabb").save(folder / f"{name}.png")
    return folder


@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=pytest.mark.campaign(share=12)) for n in range(24)]
)
def test_each_word_of_a_caption_is_whole_or_cut_with_a_hyphen(
    seed: int, session: Session, tmp_path: Path
) -> None:
    random = Random(seed)
    galleries = [gallery(random) for _ in range(6)]
    reading = session.read(DossierFolder(written(tmp_path, galleries)))
    assert reading.dossier, reading.diagnostics
    planned = plan(reading.dossier, session.plugins, frozenset({"etude-de-cas"}), archive=False)
    rendered = render(planned.candidates[0].document, session)
    assert rendered.data, rendered.diagnostics
    file = tmp_path / "etude.pdf"
    file.write_bytes(rendered.data)
    text = pdf_text(file).replace("-\n", "")  # no caption has a hyphen of its own
    read = {word.strip(".,") for word in text.split()}
    said = {word for views in galleries for _, caption in views for word in caption.split()}
    assert said - read == set()
