"""The French of every document made, as readers that are not ours give it back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree
from tests.commande import ppgp

ROOT = Path(__file__).parents[1]

MISSPACED = re.compile(r".{0,20}(?: [;:!?»%€]|[«] |\d [0-9]{3}\b).{0,10}")
"""A sign after a plain space, a guillemet before one, thousands cut by one."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document of the three départements."""
    root = tmp_path_factory.mktemp("espace")
    shutil.copytree(ROOT / "departments", root / "departments")
    done = ppgp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "sorties"


def pdf_lines(file: Path) -> Iterator[str]:
    """PDFium is the reader that tells one space from another."""
    with pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            yield from page.get_textpage().get_text_range().splitlines()


def _paragraphs(file: Path, parts: str, paragraph: str, text: str) -> Iterator[str]:
    """The paragraphs of an Office file, straight from its XML."""
    with ZipFile(file) as package:
        for name in filter(re.compile(parts).fullmatch, package.namelist()):
            tree = etree.fromstring(package.read(name))
            for node in tree.iter(f"{{*}}{paragraph}"):
                yield "".join(each.text or "" for each in node.iter(f"{{*}}{text}"))


def docx_lines(file: Path) -> Iterator[str]:
    return _paragraphs(file, r"word/(document|header\d*|footer\d*|footnotes)\.xml", "p", "t")


def pptx_lines(file: Path) -> Iterator[str]:
    return _paragraphs(file, r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", "p", "t")


def xlsx_lines(file: Path) -> Iterator[str]:
    return _paragraphs(file, r"xl/sharedStrings\.xml", "si", "t")


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".pdf": pdf_lines,
    ".docx": docx_lines,
    ".pptx": pptx_lines,
    ".xlsx": xlsx_lines,
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.campaign(share=4)
def test_no_sign_of_a_document_stands_after_a_plain_space(outputs: Path, kind: str) -> None:
    files = sorted(outputs.rglob(f"*{kind}"))
    lines = [line for file in files for line in READERS[kind](file)]
    assert any("\N{NO-BREAK SPACE}" in line for line in lines), "the reader tells spaces apart"
    assert [found[0] for line in lines for found in MISSPACED.finditer(line)] == []


@pytest.mark.parametrize(
    ("document", "part", "raised"),
    [
        ("60-oise/diaporama-oise.pptx", "ppt/slides/slide3.xml", "*/@baseline"),
        (
            "77-seine-et-marne/fiche-action-08-seine-et-marne.docx",
            "word/document.xml",
            "*/*[local-name()='vertAlign']",
        ),
    ],
)
def test_the_endings_of_ordinals_are_raised(
    outputs: Path, document: str, part: str, raised: str
) -> None:
    with ZipFile(outputs / document) as package:
        runs = list(etree.fromstring(package.read(part)).iter("{*}r"))
    said = [("".join(run.itertext()), bool(run.xpath(raised))) for run in runs]
    assert {words for words, up in said if up} <= {"er", "re", "e"}
    assert [words for words, up in said if up] != []
    assert [words for words, _ in said if re.search(r"\b[\dIVX]+(er|re|e)\b", words)] == []
