"""Slides printed by LibreOffice with the font that comes with the tool, read back with PDFium."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from attrs import frozen

from ppgp_docs.api import faces

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir>
<cachedir>{cache}</cachedir></fontconfig>"""

HYPHEN_AT_THE_END = "\ufffe"
"""What PDFium gives for a hyphen that ends a line."""


@frozen
class Rect:
    """A place on a slide, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Rect, slack: float) -> bool:
        """Whether ``other`` is inside, ``slack`` points over the edge being let pass."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float) -> bool:
        """Whether both share more than ``slack`` points across and down."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


@frozen
class Glyph:
    """A printed character and where its ink is."""

    char: str
    place: Rect


def printed(file: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a deck."""
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=faces()[0].file.parent, cache=folder / "cache"))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    return folder / f"{file.stem}.pdf"


def glyphs(pdf: Path) -> list[list[Glyph]]:
    """The characters of each page that leave ink."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_glyphs(page)) for page in document]
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1).replace(HYPHEN_AT_THE_END, "-")
        if char.strip():
            left, bottom, right, top = text.get_charbox(index)
            yield Glyph(char, Rect(left, height - top, right, height - bottom))
