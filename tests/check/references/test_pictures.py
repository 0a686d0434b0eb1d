"""C108, C116, C117: what is told of a picture before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
Folder = Callable[[str], Path]


def placed(name: str, more: str = "") -> str:
    return f"contexte:\n  blocs:\n    - {{type: image{more}, image: {{fichier: {name}, alt: A}}}}\n"


@pytest.mark.parametrize(
    ("points", "more", "told"),
    [
        (180, ", largeur: pleine", True),
        (180, "", True),
        (180, ", largeur: petite", False),
        (600, ", largeur: pleine", True),
        (640, ", largeur: pleine", False),
        (340, "", False),
    ],
)
def test_a_picture_too_small_for_its_place_is_told_with_what_it_asks_for(
    found: Found, dossier_file: Folder, points: int, more: str, told: bool
) -> None:
    folder = dossier_file("").parent
    Image.new("RGB", (points, points)).save(folder / "vue.png")
    faults = found(placed("vue.png", more))
    assert [fault.code for fault in faults] == ["C116"] * told
    assert all(f"a {points}\u00a0points de large" in fault.message for fault in faults)
    assert all("points de large, ou une `largeur`" in fault.hints[0] for fault in faults)


@pytest.mark.parametrize(
    ("sides", "told"), [((800, 600), True), ((900, 750), False), ((1600, 400), True)]
)
def test_a_cover_fills_the_page_in_width_and_in_height(
    found: Found, dossier_file: Folder, sides: tuple[int, int], told: bool
) -> None:
    Image.new("RGB", sides).save(dossier_file("").parent / "vue.png")
    faults = found("couverture: {fichier: vue.png, decoratif: oui}\n")
    assert [fault.code for fault in faults] == ["C116"] * told
    assert not [fault for fault in faults if "largeur" in fault.hints[0]]


def test_the_pages_that_are_not_shown_are_mentioned(found: Found, dossier_file: Folder) -> None:
    page = Image.new("RGB", (800, 600))
    page.save(dossier_file("").parent / "plan.pdf", save_all=True, append_images=[page, page])
    (mention,) = found(placed("plan.pdf"))
    assert mention.code == "C117"
    assert mention.message == "seule la première des 3 vues de `plan.pdf` est montrée"


def test_what_is_no_picture_and_what_was_cut_short_are_refused_with_what_to_do(
    found: Found, dossier_file: Folder
) -> None:
    folder = dossier_file("").parent
    (folder / "plan.png").write_bytes(b"{\\rtf1 Le plan")
    Image.effect_noise((400, 400), 50).save(folder / "vue.jpg")
    (folder / "vue.jpg").write_bytes((folder / "vue.jpg").read_bytes()[:-500])
    for name, told in (("plan.png", "c’est un document RTF"), ("vue.jpg", "coupée")):
        (fault,) = found(placed(name))
        assert (fault.code, told in fault.message, len(fault.hints)) == ("C108", True, 1)
