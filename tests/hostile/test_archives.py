"""Archives that lie: about their sizes, how they are packed, how often they hold the same bytes.

Each is tried on what opens an office file from elsewhere: templates of Word and PowerPoint, a file
that comes back, notes in Word and LibreOffice.
"""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from ppgp_diaporama.template import read as read_deck
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.importing.prose.notes import read as read_notes
from ppgp_docs.roundtrip.active_content import disarmed
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.session import Session
from ppgp_fiche_action.template.archive import open_word
from ppgp_fiche_action.template.faults import NotATemplateError

from .world import Stranger

pytestmark = pytest.mark.hostile

LARGE: Final = 40
"""Megabytes that a few kilobytes become."""

_ENTRY, _END = b"PK\x01\x02", b"PK\x05\x06"
"""What an entry of the directory begins with, and its end (APPNOTE 6.3.10, § 4.3.12, 4.3.16)."""

REFUSED: Final = (UnreadableFileError, NotATemplateError, HandledError)


def with_part(data: bytes, name: str, method: int, megabytes: int) -> bytes:
    """An archive with one more part, of spaces."""
    out = io.BytesIO(data)
    archive = zipfile.ZipFile(out, "a", method, compresslevel=1)
    with archive, archive.open(name, "w") as part:
        for _ in range(megabytes):
            part.write(b" " * 2**20)
    return out.getvalue()


def announcing(data: bytes, size: int) -> bytes:
    """The same, whose directory announces ``size`` spaces and their checksum for its last part."""
    lie, at = bytearray(data), data.rfind(_ENTRY)
    struct.pack_into("<I", lie, at + 16, zlib.crc32(b" " * size))
    struct.pack_into("<I", lie, at + 24, size)
    return bytes(lie)


def repeated(data: bytes, times: int) -> bytes:
    """The same, whose directory names its last part so many times more: entries that overlap
    (D. Fifield, « A better zip bomb », 2019)."""
    at, end = data.rfind(_ENTRY), data.rfind(_END)
    names = (b"a/%07d.png" % rank for rank in range(times))
    more = b"".join(data[at:end].replace(NAME.encode(), name) for name in names)
    tail = bytearray(data[end:])
    count, length = (
        found + added
        for found, added in zip(
            struct.unpack_from("<HxxI", tail, 8), (times, len(more)), strict=True
        )
    )
    struct.pack_into("<HHI", tail, 8, count, count, length)
    return data[:end] + more + bytes(tail)


NAME: Final = "a/image01.png"

DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED

BOMBS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "annonce moins": lambda data: announcing(with_part(data, NAME, DEFLATED, 2), 9),
    "annonce plus": lambda data: announcing(with_part(data, NAME, DEFLATED, 1), 2**24),
    "bzip2": lambda data: with_part(data, NAME, zipfile.ZIP_BZIP2, 1),
    "annonce tout": lambda data: with_part(data, NAME, DEFLATED, 130),
    "superposées": lambda data: repeated(with_part(data, NAME, DEFLATED, 1), 1000),
    "des milliers": lambda data: repeated(with_part(data, NAME, STORED, 0), 3000),
}
READERS: Final[dict[str, Callable[[bytes], object]]] = {
    "fiche-action/fiche.docx": open_word,
    "diaporama/neutre.pptx": lambda data: read_deck(data, Path("modele.pptx")),
}


@cache
def ours(name: str) -> bytes:
    """A template of ours."""
    return Session.start(None).resources.bytes(name)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", BOMBS)
def test_a_template_whose_archive_lies_is_refused_before_a_library_opens_it(
    kind: str, name: str
) -> None:
    READERS[name](ours(name))
    with pytest.raises(REFUSED):
        READERS[name](BOMBS[kind](ours(name)))


@pytest.mark.parametrize("method", [DEFLATED, zipfile.ZIP_BZIP2])
def test_nothing_is_inflated_beyond_what_a_part_announces(method: int) -> None:
    parts = Parts(announcing(with_part(b"", NAME, method, LARGE), 9))
    tracemalloc.start()
    with pytest.raises(UnreadableFileError, match="abîmée"):
        parts[NAME]
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 2**20


def text(name: str) -> bytes:
    """An archive whose only part, the text, lies."""
    return announcing(with_part(b"", name, DEFLATED, 2), 9)


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")]
)
def test_notes_that_lie_are_refused(name: str, part: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"la partie `{part}` est abîmée"):
        read_notes(name, text(part))


@pytest.mark.parametrize("part", ["mimetype", "xl/workbook.xml"])
def test_a_file_that_comes_back_and_lies_is_refused(part: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"la partie `{part}` est abîmée"):
        opened(text(part))


def test_a_workbook_in_a_workbook_is_not_followed() -> None:
    data = b""
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/package" Target="a.xlsx"/></Relationships>'
    )
    for _ in range(400):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("ppt/charts/_rels/c.xml.rels", relation)
            archive.writestr("ppt/charts/a.xlsx", data)
        data = out.getvalue()
    (found,) = disarmed(data)[1]
    assert found.part == "ppt/charts/a.xlsx"
    assert not found.dropped


def test_what_a_part_says_of_itself_beside_the_directory_counts_for_nothing() -> None:
    """The header before a part is no more than a copy (APPNOTE, § 4.3.7): no reader heeds it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    lie = bytearray(out.getvalue())
    struct.pack_into("<II", lie, 18, 2**31, 2**31)
    assert Parts(bytes(lie))["word/document.xml"] == b"<a/>"
    lie[30:34] = b"autr"  # another name than the directory has
    with pytest.raises(UnreadableFileError, match="abîmée"):
        Parts(bytes(lie))["word/document.xml"]


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("notes.odt", ("import", "notes.odt", "--new", "38")),
        ("templates/diaporama/neutre.pptx", ("build", "--only", "diaporama")),
    ],
)
def test_the_command_refuses_it_without_a_trace(
    place: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    stranger = Stranger(tmp_path / "espace")
    file = stranger.root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text("content.xml"))
    done = stranger.run(*command)
    assert done.returncode in (2, 3)
    assert file.name in done.stderr
    assert stranger.documents() == set()
