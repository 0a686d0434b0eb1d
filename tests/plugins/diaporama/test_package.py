"""The file as a package: parts, relations, identifiers, pictures, and what validators say."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from ooxml_integrity import check_pptx
from openxml_audit import validate_pptx
from PIL import Image

from ppgp_diaporama.draw.vector import rasterised
from ppgp_docs.api import PictureError, dossier

HEAVIEST = 5_000_000
"""Bytes of a deck that still goes by e-mail."""

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
DRAWING = "http://www.w3.org/2000/svg"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="session")
def archive(any_deck) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(io.BytesIO(any_deck.data)) as opened:
        yield opened


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part names, by the identifier of the relation."""
    folder, name = posixpath.split(part)
    file = f"{folder}/_rels/{name}.rels".lstrip("/")
    if file not in archive.namelist():
        return {}
    return {
        node.get("Id"): posixpath.normpath(posixpath.join("/", folder, node.get("Target")))[1:]
        for node in etree.fromstring(archive.read(file)).iter(RELATION)
        if node.get("TargetMode") != "External"
    }


def reached(archive: zipfile.ZipFile, part: str = "", seen: set[str] | None = None) -> set[str]:
    """Every part that can be reached from the root of the package."""
    seen = set() if seen is None else seen
    for target in relations(archive, part).values():
        if target not in seen:
            seen.add(target)
            reached(archive, target, seen)
    return seen


def parts(archive: zipfile.ZipFile, folder: str) -> Iterator[tuple[str, etree._Element]]:
    for name in archive.namelist():
        if name.startswith(f"ppt/{folder}/") and name.endswith(".xml"):
            yield name, etree.fromstring(archive.read(name))


def test_every_part_is_there_once_and_serves_something(archive) -> None:
    files = [name for name in archive.namelist() if not name.endswith(".rels")]
    assert [name for name, count in Counter(files).items() if count > 1] == []
    assert set(files) - {"[Content_Types].xml"} == reached(archive)


def test_every_part_has_a_content_type(archive) -> None:
    root = etree.fromstring(archive.read("[Content_Types].xml"))
    extensions = {node.get("Extension") for node in root.iter(f"{TYPES}Default")}
    named = {node.get("PartName")[1:] for node in root.iter(f"{TYPES}Override")}
    files = set(archive.namelist()) - {"[Content_Types].xml"}
    assert named <= files
    assert [f for f in files if f not in named and f.rpartition(".")[2] not in extensions] == []


def test_every_relation_that_a_slide_calls_exists(archive) -> None:
    for name, root in parts(archive, "slides"):
        rels = archive.read(f"ppt/slides/_rels/{posixpath.basename(name)}.rels")
        known = {node.get("Id") for node in etree.fromstring(rels)}
        called = {
            value
            for node in root.iter()
            for key, value in node.attrib.items()
            if str(key).startswith(R)
        }
        assert called <= known, name


def test_no_two_shapes_of_a_slide_have_the_same_number(archive) -> None:
    for folder in ("slides", "notesSlides", "slideLayouts", "slideMasters"):
        for name, root in parts(archive, folder):
            numbers = Counter(node.get("id") for node in root.iter(f"{P}cNvPr"))
            assert [number for number, count in numbers.items() if count > 1] == [], name


def test_every_picture_is_shown_by_a_slide(archive) -> None:
    names = [name for name, _ in parts(archive, "slides")]
    shown = {target for name in names for target in relations(archive, name).values()}
    media = {name for name in archive.namelist() if name.startswith("ppt/media/")}
    assert media <= shown


def test_a_deck_is_light_enough_for_an_email(any_deck) -> None:
    assert len(any_deck.data) < HEAVIEST


def test_validators_find_no_fault(any_deck, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(any_deck.data)
    assert [str(fault) for fault in validate_pptx(file).errors] == []
    assert [str(found) for found in check_pptx(file) if found.severity == "error"] == []


def test_the_master_and_the_layouts_speak_french(archive) -> None:
    for folder in ("slideMasters", "slideLayouts", "notesMasters"):
        for name, root in parts(archive, folder):
            tongues = {
                node.get("lang")
                for tag in ("rPr", "defRPr", "endParaRPr")
                for node in root.iter(f"{A}{tag}")
            }
            assert tongues == {"fr-FR"}, name


def test_a_drawing_stays_a_drawing_beside_its_png(any_deck, archive) -> None:
    """The pictograms of the Oise: SVG for PowerPoint, PNG for the programs that cannot draw it."""
    drawn = [
        (relations(archive, name), node, next(node.iterancestors(f"{P}pic")))
        for name, root in parts(archive, "slides")
        for node in root.iter(SVG)
    ]
    after = any_deck.document.dossier.et_apres
    asked = [each.picto for each in after.priorites if each.picto] if after else []
    assert len(drawn) >= len(asked)
    for known, svg, native in drawn:
        blip = next(native.iter(f"{A}blip"))
        wide = int(native.find(f"{P}spPr/{A}xfrm/{A}ext").get("cx")) / 914400
        assert etree.fromstring(archive.read(known[svg.get(f"{R}embed")])).tag.endswith("}svg")
        with Image.open(io.BytesIO(archive.read(known[blip.get(f"{R}embed")]))) as picture:
            assert picture.format == "PNG"
            assert picture.width == pytest.approx(144 * wide, abs=1)


def test_a_drawing_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(PictureError):
        rasterised(b"<svg", 100)


def test_the_words_of_a_drawing_are_in_its_png_whatever_their_font() -> None:
    word = '<text y="40" style="font-family: Police Absente" font-size="30">PMI</text>'
    drawing = f'<svg xmlns="{DRAWING}" viewBox="0 0 90 60">{{}}</svg>'
    assert rasterised(drawing.format(word).encode(), 90) != rasterised(
        drawing.format("").encode(), 90
    )


def test_a_cover_may_be_a_drawing_that_fills_its_frame(
    read_text: Callable[..., dossier.Dossier], make: Callable
) -> None:
    story = read_text(
        'departement: "971"\ncouverture: {fichier: dessin.svg, decoratif: oui}\n'
        'contexte: {titre: Ici, blocs: ["Un texte."]}\n',
        drawing=f'<svg xmlns="{DRAWING}" viewBox="0 0 90 60"><circle r="20"/></svg>',
    )
    made = make(story)
    cover = next(shape for shape in made.deck.slides[0].shapes if hasattr(shape, "crop_left"))
    assert cover.crop_left == cover.crop_right > 0
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".svg")] != []
