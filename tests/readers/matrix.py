"""Readers of our files that nobody here wrote: what each of them reads of a document.

Each function gives the text of a file. ``without`` is what a program leaves out of any file,
whoever made it; the page ``docs/lecteurs.md`` says the same to people.
"""

from __future__ import annotations

import atexit
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen
from tests.chromium import launched

NODE_MODULES = Path(sys.prefix) / "readers" / "node_modules"
"""Where ``bootstrap.py test`` puts the readers of ``tests/readers.json``."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HYPHENS: Final = re.compile("[-\u2010\u2011]")


@frozen
class Reader:
    """A program, what its version is (``by`` is what runs it), and the text that it reads."""

    name: str
    suffix: str
    read: Callable[[Path], str]
    version: Callable[[], str]
    without: tuple[str, ...] = ()
    by: str = ""


def letters(text: str) -> str:
    """A text without spaces, hyphens and invisible signs, which readers render as they like."""
    shown = _HYPHENS.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    return "".join(shown.split())


def _package(name: str) -> Callable[[], str]:
    return lambda: importlib.metadata.version(name)


def _module(name: str) -> Callable[[], str]:
    return lambda: str(json.loads((NODE_MODULES / name / "package.json").read_text())["version"])


def _command(*command: str) -> Callable[[], str]:
    def version() -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return next(iter(re.findall(r"\d+(?:\.\d+)+", done.stdout + done.stderr)), "")

    return version


def _ran(*command: str) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} n’est pas installé")
    done = subprocess.run(command, capture_output=True, check=True, cwd=NODE_MODULES.parent)
    return done.stdout.decode()


def _node(script: str) -> Callable[[Path], str]:
    return lambda file: _ran("node", "-e", script, str(file))


def _soffice(file: Path, kind: str) -> Path:
    """What LibreOffice makes of a file, in a folder that goes when the process ends."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="lu-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    _ran("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file))
    return folder / f"{file.stem}.{kind.partition(':')[0]}"


def _mupdf(file: Path) -> str:
    import pymupdf

    with pymupdf.open(file) as pages:
        return "\n".join(page.get_text() for page in pages)


# --- Word ---------------------------------------------------------------------------------


def _mammoth(file: Path) -> str:
    import mammoth

    with file.open("rb") as content:
        return str(mammoth.extract_raw_text(content).value)


def _docx2python(file: Path) -> str:
    from docx2python import docx2python

    with docx2python(file) as read:
        return str(read.text)


def _pandoc(file: Path) -> str:
    read = _ran("pandoc", "--to", "plain", "--wrap", "none", str(file))
    return re.sub(r"\^(?:\(([^)]*)\))?", r"\1", read)  # 1^(re) and 1^re, as it writes 1re


def _writer(file: Path) -> str:
    return _soffice(file, "txt:Text (encoded):UTF8").read_text("utf-8")


def _docx_preview(file: Path) -> str:
    """What a browser shows."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.set_content('<div id="lu"></div>')
        for script in ("jszip/dist/jszip.min.js", "docx-preview/dist/docx-preview.min.js"):
            page.add_script_tag(path=NODE_MODULES / script)
        page.evaluate(
            "async bytes => await docx.renderAsync("
            "new Uint8Array(bytes).buffer, document.getElementById('lu'))",
            list(file.read_bytes()),
        )
        text = page.inner_text("#lu")
        browser.close()
    return text


_OFFICEPARSER: Final = """
const {parseOffice} = require('officeparser');
parseOffice(process.argv[1]).then(read =>
  console.log(typeof read === 'string' ? read : read.toText()));
"""

# --- PDF ----------------------------------------------------------------------------------


def _poppler(file: Path) -> str:
    return _ran("pdftotext", "-raw", str(file), "-")


def _pdfium(file: Path) -> str:
    import pypdfium2

    pages = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _opendataloader(file: Path) -> str:
    import tempfile

    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as folder:
        opendataloader_pdf.convert(
            input_path=[str(file)], output_dir=folder, format="text", quiet=True
        )
        return Path(folder, file.stem + ".txt").read_text("utf-8")


_PDFJS: Final = """
globalThis.DOMMatrix = class {};  // what draws the pages is not installed: only words are read
import('pdfjs-dist/legacy/build/pdf.mjs').then(async pdfjs => {
  const file = await pdfjs.getDocument({url: process.argv[1], verbosity: 0}).promise;
  for (let number = 1; number <= file.numPages; number++) {
    const text = await (await file.getPage(number)).getTextContent();
    console.log(text.items.map(item => item.str + (item.hasEOL ? '\\n' : '')).join(''));
  }
});
"""

# --- Excel --------------------------------------------------------------------------------


def _calamine(file: Path) -> str:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(file))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)


_SHEETJS: Final = """
const xlsx = require('xlsx'), book = xlsx.readFile(process.argv[1]);
for (const name of book.SheetNames)
  for (const row of xlsx.utils.sheet_to_json(book.Sheets[name], {header: 1}))
    console.log(row.join('\\n'));
"""


def _openpyxl(file: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(file, data_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)


def _gnumeric(file: Path) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        _ran("ssconvert", "-S", "-T", "Gnumeric_stf:stf_csv", str(file), f"{folder}/%n.csv")
        return "\n".join(each.read_text("utf-8") for each in Path(folder).iterdir())


# --- pages of the web ---------------------------------------------------------------------


def _html5lib(file: Path) -> str:
    import html5lib

    page = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    return "".join(page.find("body").itertext())


# --- PowerPoint ---------------------------------------------------------------------------


def _impress(file: Path) -> str:
    return _poppler(_soffice(file, "pdf"))


_MARGINS: Final = ("l’en-tête et le pied de page",)
_NODE: Final = "officeparser"

_OFFICE = _command("soffice", "--version")
_PYMUPDF = _package("pymupdf")

MATRIX: Final = (
    Reader("mammoth", ".docx", _mammoth, _package("mammoth"), _MARGINS),
    Reader("docx2python", ".docx", _docx2python, _package("docx2python")),
    Reader("pandoc", ".docx", _pandoc, _command("pandoc", "--version"), _MARGINS),
    Reader("officeparser", ".docx", _node(_OFFICEPARSER), _module(_NODE), _MARGINS),
    Reader("docx-preview", ".docx", _docx_preview, _module("docx-preview"), by="dans Chromium"),
    Reader("LibreOffice", ".docx", _writer, _OFFICE, _MARGINS),
    Reader("MuPDF", ".docx", _mupdf, _PYMUPDF, _MARGINS, by="pymupdf"),
    Reader("poppler", ".pdf", _poppler, _command("pdftotext", "-v")),
    Reader("PDFium", ".pdf", _pdfium, _package("pypdfium2"), by="pypdfium2"),
    Reader("MuPDF", ".pdf", _mupdf, _PYMUPDF, by="pymupdf"),
    Reader("pdf.js", ".pdf", _node(_PDFJS), _module("pdfjs-dist")),
    Reader("OpenDataLoader", ".pdf", _opendataloader, _package("opendataloader-pdf"), by="Java"),
    Reader("calamine", ".xlsx", _calamine, _package("python-calamine")),
    Reader("SheetJS", ".xlsx", _node(_SHEETJS), _module("xlsx")),
    Reader("openpyxl", ".xlsx", _openpyxl, _package("openpyxl")),
    Reader("Gnumeric", ".xlsx", _gnumeric, _command("ssconvert", "--version")),
    Reader("officeparser", ".xlsx", _node(_OFFICEPARSER), _module(_NODE)),
    Reader("MuPDF", ".xlsx", _mupdf, _PYMUPDF, by="pymupdf"),
    Reader("officeparser", ".pptx", _node(_OFFICEPARSER), _module(_NODE)),
    Reader("LibreOffice", ".pptx", _impress, _OFFICE, ("les notes",)),
    Reader("MuPDF", ".pptx", _mupdf, _PYMUPDF, ("les notes",), by="pymupdf"),
    Reader("pandoc", ".html", _pandoc, _command("pandoc", "--version")),
    Reader("html5lib", ".html", _html5lib, _package("html5lib")),
)


# --- what a dossier says ------------------------------------------------------------------

_SAID: Final = {
    "blocs", "changements", "colonnes", "contenu", "detail", "elements", "intitule",
    "introduction", "lignes", "question", "texte", "titre",
}  # fmt: skip
"""The keys of texts that are printed as they are written, but for their signs."""

_SIGNS: Final = re.compile(r"[{}*_\[\]·|`<>\n\"«».…:;!?()/,\u0027’-]|\d")
_SHORTEST: Final = 12


def fragments(data: object, key: str = "") -> Iterator[tuple[str, ...]]:
    """For each text of a dossier, what stands between its signs and figures, in order."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from fragments(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from fragments(value, key)
    elif isinstance(data, str) and key in _SAID:
        parts = tuple(part for each in _SIGNS.split(data) if len(part := letters(each)) > _SHORTEST)
        if parts:
            yield parts


def unread(read: str, texts: Iterator[tuple[str, ...]]) -> list[str]:
    """The fragments that a reader misses, or gives in another order than their text has."""
    found, missed = letters(read), []
    for parts in texts:
        pattern = ".*?".join(map(re.escape, parts))
        if not re.search(pattern, found, re.DOTALL):
            missed += [part for part in parts if part not in found] or [" … ".join(parts)]
    return missed
