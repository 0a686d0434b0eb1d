"""Readers that nobody here wrote find every word of the sheet, and see what its styles only say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import mammoth
import pytest
from docx2python import docx2python
from lxml import etree
from tests.plugins.fiche_action.conftest import words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(params=["essai", "fiche_8", "recap_77"])
def file(request, press, tmp_path) -> Path:
    made = tmp_path / "fichier.docx"
    made.write_bytes(press.bytes(request.getfixturevalue(request.param)))
    return made


def lost(file: Path, text: str) -> list[str]:
    """The paragraphs of the body that a reader lacks."""
    root = etree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    said = letters(text)
    return [one for p in root.iter(f"{W}p") if (one := letters(words(p))) not in said]


def letters(text: str) -> str:
    """The letters and figures of a text, those that are raised as the others."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


@pytest.mark.readers
def test_mammoth_finds_every_paragraph(file):
    text = mammoth.extract_raw_text(io.BytesIO(file.read_bytes())).value
    assert lost(file, text) == []


@pytest.mark.readers
def test_docx2python_finds_every_paragraph(file):
    with docx2python(file) as read:
        text = re.sub(r"</?a\b[^>]*>", "", read.text)
    assert lost(file, text) == []


@pytest.mark.readers
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_finds_every_paragraph(file):
    command = ["pandoc", "--from=docx", "--to=plain", "--wrap=none", str(file)]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    said = re.sub(r"[*_•]", "", text)
    assert lost(file, said) == []


def test_the_fill_of_a_header_stands_in_its_cells(press, essai):
    """White words on a fill that only the style of the table gives are lost in three viewers."""
    for table in press.word(essai).tables:
        for cell in table.find(f"{W}tr").findall(f"{W}tc"):
            assert cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") not in (None, "auto", "FFFFFF")


def test_every_bullet_is_numbered_where_it_stands(press, essai):
    """Bullets that only a style numbers vanish in two viewers."""
    listed = ("ListBullet", "ListNumber")
    found = 0
    for paragraph in press.word(essai).body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith(listed):
            found += 1
            assert paragraph.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    assert found > 5
