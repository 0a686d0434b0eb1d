"""``ppgp template check`` of a PowerPoint template."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from tests.commande import ppgp

from ppgp_diaporama.template import read
from ppgp_diaporama.template_check import check

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "templates" / "diaporama").glob("*.pptx"))
PICTURE = ROOT / "departments" / "01-ain" / "images" / "flyer-avant.png"


def with_picture(said: str, *, decorative: bool = False) -> bytes:
    """The neutral template with a slide that holds a picture."""
    deck: Any = Presentation(str(ROOT / "templates" / "diaporama" / "neutre.pptx"))
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    properties = slide.shapes.add_picture(str(PICTURE), 0, 0)._element.nvPicPr.cNvPr
    properties.set("descr", said)
    if decorative:
        name = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
        properties.append(properties.makeelement(name, {"val": "1"}))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_our_own_have_nothing_to_mend(file: Path) -> None:
    assert check(file, file.read_bytes()) == ()


@pytest.mark.parametrize("said", ["", "  ", "f.jpg", "Image 3", "Picture 1", "image.png"])
def test_a_picture_that_says_nothing_is_told_with_its_slide(said: str) -> None:
    (fault,) = check(Path("neutre.pptx"), with_picture(said))
    assert fault.code == "R319" and fault.is_error
    assert fault.message.startswith("la diapositive 1 du modèle")
    assert not said.strip() or f"`{said}`" in fault.message


@pytest.mark.parametrize(("said", "decorative"), [("Le logo du département", False), ("", True)])
def test_a_picture_that_is_told_or_decorative_is_sound(said: str, decorative: bool) -> None:
    assert check(Path("neutre.pptx"), with_picture(said, decorative=decorative)) == ()


def test_a_layout_that_lacks_is_told() -> None:
    deck: Any = Presentation(str(TEMPLATES[0]))
    deck.slide_layouts[0].name = "Autre"
    out = io.BytesIO()
    deck.save(out)
    assert [each.code for each in check(Path("neutre.pptx"), out.getvalue())] == ["R201"]


def test_the_command_knows_a_template_by_its_kind(tmp_path: Path) -> None:
    (tmp_path / "le-notre.pptx").write_bytes(with_picture("Image 3"))
    done = ppgp("template", "check", "le-notre.pptx", cwd=tmp_path)
    assert done.returncode == 1
    assert "R319" in done.stderr + done.stdout
    (tmp_path / "vide.pptx").write_bytes(b"x")
    assert "R203" in ppgp("template", "check", "vide.pptx", cwd=tmp_path).stdout


REFUSED = "n’ont pas une taille permise"


def resized(size: str) -> bytes:
    """The neutral template, its slides of another size."""
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES[0]) as own, zipfile.ZipFile(out, "w") as changed:
        for name in own.namelist():
            part = own.read(name)
            if name == "ppt/presentation.xml":
                part = re.sub(rb"<p:sldSz[^>]*/>", size.encode(), part)
            changed.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ('<p:sldSz cx="-5" cy="999999999999"/>', REFUSED),
        ('<p:sldSz cx="914399" cy="6858000"/>', REFUSED),
        ('<p:sldSz cx="12192000" cy="51206401"/>', REFUSED),
        ("", REFUSED),
        ('<p:sldSz cx="large" cy="6858000"/>', "n’est pas un fichier PowerPoint lisible"),
    ],
)
def test_slides_of_a_size_that_the_format_does_not_allow_are_refused(size: str, told: str) -> None:
    (fault,) = check(Path("neutre.pptx"), resized(size))
    assert (fault.code, fault.is_error) == ("R203", True)
    assert told in fault.message


@pytest.mark.parametrize("cx", [914_400, 51_206_400])
def test_slides_as_small_or_as_large_as_the_format_allows_open(cx: int) -> None:
    read(resized(f'<p:sldSz cx="{cx}" cy="6858000"/>'), Path("neutre.pptx"))
