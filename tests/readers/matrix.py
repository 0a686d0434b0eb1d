"""Readers of our files that nobody here wrote: what each of them reads of a document.

Each function gives the text of a file. ``without`` is what a program leaves out of any file,
whoever made it; the page ``docs/lecteurs.md`` says the same to people.
"""

from __future__ import annotations

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

NODE_MODULES = Path(sys.prefix) / "readers" / "node_modules"
"""Where ``bootstrap.py test`` puts the readers of ``tests/readers.json``."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HYPHENS: Final = re.compile("[-\u2010\u2011]")


@frozen
class Reader:
    """A program, what its version is, and the text that it reads in a file."""

    name: str
    suffix: str
    read: Callable[[Path], str]
    version: Callable[[], str]
    without: tuple[str, ...] = ()


def letters(text: str) -> str:
    """A text without spaces, hyphens and invisible signs, which readers render as they like."""
    shown = _HYPHENS.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
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
    return _ran("pandoc", "--to", "plain", "--wrap", "none", str(file)).replace("^", "")


def _docx_preview(file: Path) -> str:
    """What a browser shows."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
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


def _mupdf(file: Path) -> str:
    import pymupdf

    with pymupdf.open(file) as pages:
        return "\n".join(page.get_text() for page in pages)


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

# --- PowerPoint ---------------------------------------------------------------------------


def _impress(file: Path) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profil').as_uri()}"
        _ran("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file))
        return _poppler(Path(folder, file.stem + ".pdf"))


_MARGINS: Final = ("l’en-tête et le pied de page",)
_NODE: Final = "officeparser"

MATRIX: Final = (
    Reader("mammoth", ".docx", _mammoth, _package("mammoth"), _MARGINS),
    Reader("docx2python", ".docx", _docx2python, _package("docx2python")),
    Reader("pandoc", ".docx", _pandoc, _command("pandoc", "--version"), _MARGINS),
    Reader("officeparser", ".docx", _node(_OFFICEPARSER), _module(_NODE), _MARGINS),
    Reader("docx-preview", ".docx", _docx_preview, _module("docx-preview")),
    Reader("poppler", ".pdf", _poppler, _command("pdftotext", "-v")),
    Reader("PDFium", ".pdf", _pdfium, _package("pypdfium2")),
    Reader("MuPDF", ".pdf", _mupdf, _package("pymupdf")),
    Reader("pdf.js", ".pdf", _node(_PDFJS), _module("pdfjs-dist")),
    Reader("calamine", ".xlsx", _calamine, _package("python-calamine")),
    Reader("SheetJS", ".xlsx", _node(_SHEETJS), _module("xlsx")),
    Reader("officeparser", ".pptx", _node(_OFFICEPARSER), _module(_NODE)),
    Reader("LibreOffice", ".pptx", _impress, _command("soffice", "--version"), ("les notes",)),
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
