"""What a person reads in a finished document, by libraries that made none of it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_SIGN: Mapping[str, str] = {}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def squeezed(text: str) -> str:
    """Without any space: readers give back line ends and no-break spaces as they like."""
    return "".join(text.split())


def pdf_text(file: Path) -> str:
    """The pages by poppler, in the order of their content, words cut at a line end made whole."""
    command = ["pdftotext", "-raw", str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return re.sub(r"[\u2010\u00ad]\n", "", text)


def docx_paragraphs(file: Path, hyphen: str = "-") -> list[str]:
    """Every paragraph of every part, within controls and tables too.

    ``hyphen`` is read where Word breaks no line (``w:noBreakHyphen``).
    """
    return list(_paragraphs(file, "word/", f"{_W}p", f"{_W}t", {f"{_W}noBreakHyphen": hyphen}))


def pptx_paragraphs(file: Path) -> list[str]:
    """Every paragraph of every slide, table, chart and speaker's note."""
    return list(_paragraphs(file, "ppt/", f"{_A}p", f"{_A}t"))


def descriptions(file: Path, folder: str) -> list[str]:
    """The alternative text of every picture and chart of the parts in a folder."""
    with zipfile.ZipFile(file) as archive:
        parts = [name for name in archive.namelist() if name.startswith(folder)]
        roots = [etree.fromstring(archive.read(name)) for name in parts if name.endswith(".xml")]
    return [node.get("descr") for root in roots for node in root.iter() if node.get("descr")]


def _paragraphs(
    file: Path, folder: str, paragraph: str, text: str, signs: Mapping[str, str] = _NO_SIGN
) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith(folder) and name.endswith(".xml"):
                for node in etree.fromstring(archive.read(name)).iter(paragraph):
                    yield "".join(
                        part.text or signs.get(part.tag, "") for part in node.iter(text, *signs)
                    )
