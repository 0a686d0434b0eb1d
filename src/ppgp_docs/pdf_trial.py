"""A PDF of one line, made and read back by another library: what ``ppgp doctor`` proves with."""

from __future__ import annotations

import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Final

from ppgp_docs import pdf_libraries

SENTENCE: Final = "L’été, à l’école\u202f: 12\u202f%."
_FONT: Final = "files/SourceSansPro-Regular.ttf"
_PATIENCE: Final = 60


def trial() -> str:
    """What went wrong, as it is told by who made the page; empty when all went well.

    In a process of its own: a library that is not the right one can end the one that loads it.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return str(problem)
    if done.returncode == 0:
        return ""
    told = done.stderr.strip().splitlines()
    return told[-1] if told else f"le programme s’est arrêté (code {done.returncode})"


def made() -> bytes:
    """The page, in the font of our documents."""
    pdf_libraries.expose()
    from weasyprint import HTML

    package = util.find_spec("font_source_sans_pro")
    assert package and package.origin
    font = (Path(package.origin).parent / _FONT).as_uri()
    style = f"@font-face {{ font-family: Essai; src: url({font}) }} p {{ font-family: Essai }}"
    page: bytes = HTML(string=f"<style>{style}</style><p>{SENTENCE}").write_pdf()
    return page


def read(page: bytes) -> str:
    """Its text, as PDFium reads it."""
    from pypdfium2 import PdfDocument

    return str(PdfDocument(page)[0].get_textpage().get_text_bounded())


if __name__ == "__main__":
    found = read(made())
    if found.split() != SENTENCE.split():
        sys.exit(f"la page dit : {found}")
