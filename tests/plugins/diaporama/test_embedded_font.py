"""The font in the deck, where a theme asks for it: what PowerPoint keeps fonts in, whole."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from fontTools.ttLib import TTFont
from lxml import etree
from ooxml_integrity import check_pptx
from openxml_audit import validate_pptx

from ppgp_diaporama.draw.embedded_font import embedded
from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, dossier, faces

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture(scope="module")
def deck(
    context: Context,
    shipped: Callable[[str], dossier.Dossier],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A shipped deck whose theme has it carry its font."""
    carrying = evolve(context, theme=evolve(context.theme, embeds_font=True))
    (document,) = Diaporama().documents(shipped("60-oise"))
    file = tmp_path_factory.mktemp("police") / "deck.pptx"
    file.write_bytes(Diaporama().render(document, carrying))
    return file


def test_two_validators_find_no_fault(deck: Path) -> None:
    assert validate_pptx(str(deck)).errors == []
    faults = [each for each in check_pptx(str(deck)) if each.severity.value == "error"]
    assert faults == []


def test_each_face_is_there_once_under_the_name_that_slides_use(deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        root = etree.fromstring(archive.read("ppt/presentation.xml"))
        parts = [name for name in archive.namelist() if name.endswith(".fntdata")]
        theme = archive.read("ppt/theme/theme1.xml").decode()
    [listed] = root.iter(f"{P}embeddedFont")
    [font, *styles] = listed
    assert f'<a:latin typeface="{font.get("typeface")}"' in theme
    assert [each.tag for each in styles] == [
        f"{P}{name}" for name in ("regular", "bold", "italic", "boldItalic")
    ]
    assert len(parts) == len(styles)


def test_what_is_kept_is_the_face_itself_behind_the_header_of_its_format() -> None:
    for face in faces():
        data = embedded(face.file)
        size, length, version, flags = struct.unpack_from("<4I", data)
        assert (size, version, flags) == (len(data), 0x00020001, 0)
        assert struct.unpack_from("<H", data, 34) == (0x504C,)
        assert data[-length:] == face.file.read_bytes()
        with TTFont(io.BytesIO(data[-length:])) as font:
            family = font["name"].getDebugName(1).encode("utf-16-le")
        assert struct.unpack_from("<H", data, 82) == (len(family),)
        assert data[84:].startswith(family)


def test_it_weighs_less_than_half_a_megabyte(deck: Path, decks: Callable) -> None:
    bare = decks("60-oise").data
    assert b"fntdata" not in bare
    carrying, without = (len(zlib.compress(data)) for data in (deck.read_bytes(), bare))
    assert carrying - without < 500_000
