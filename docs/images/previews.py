"""Draw the README's pictures from the documents themselves.

``python docs/images/previews.py SORTIES`` takes the documents that ``ppgp build --output SORTIES``
made and writes sheets of pages to ``docs/images/apercus``. LibreOffice turns slides and Word
pages into PDF, PDFium turns PDF into pictures. Where ``SORTIES`` holds specimens of themes
(``ppgp theme specimen NAME``), they make one sheet, a row for each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from ppgp_docs.api import faces

TARGET = Path(__file__).parent / "apercus"
SHEETS = {
    "etude-de-cas-ain": ("01-ain/etude-de-cas-ain.pdf", (1, 4, 8, 11)),
    "synthese-oise": ("60-oise/synthese-oise.pdf", (1,)),
    "diaporama-oise": ("60-oise/diaporama-oise.pptx", (1, 2, 11, 14)),
    "fiche-action-08": (
        "77-seine-et-marne/fiche-action-08-seine-et-marne.docx",
        (1, 2),
    ),
}
"""For each picture, the document and the numbers of the pages that it shows."""

WHOLE = {
    "etude-de-cas-apres": ("01-ain/etude-de-cas-ain.pdf", 9, 210),
    "diaporama-apres": ("60-oise/diaporama-oise.pptx", 6, 130),
}
"""For each sheet of a whole document, beside the one of what it was: how many of its pages stand
side by side, their height in pixels."""

SPECIMEN = (1, 5, 6, 18, 22)
"""The pages of a specimen that are shown: cover, figures, an opener, a gallery, back."""

FONTS = """<?xml version="1.0"?><fontconfig>
<dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""

HEIGHT = 560
GAP = 16
BORDER = (201, 196, 184)


def main(outputs: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    if specimens := sorted(outputs.glob("specimen-*/*/etude-de-cas-*.pdf")):
        rows = [sheet(list(pictures(file, SPECIMEN))) for file in specimens]
        stack(rows).quantize(128).save(TARGET / "themes.png", optimize=True)
        print(TARGET / "themes.png")
        return
    for name, (document, numbers) in SHEETS.items():
        pages = list(pictures(outputs / document, numbers))
        sheet(pages).quantize(128).save(TARGET / f"{name}.png", optimize=True)
        print(TARGET / f"{name}.png")
    for name, (document, across, height) in WHOLE.items():
        pages = list(pictures(outputs / document, height=height))
        contact(pages, across).quantize(128).save(TARGET / f"{name}.png", optimize=True)
        print(TARGET / f"{name}.png")


def pictures(
    document: Path, numbers: Sequence[int] = (), height: int = HEIGHT
) -> Iterator[Image.Image]:
    """The pages of those numbers, or all of them, each ``height`` pixels high."""
    with tempfile.TemporaryDirectory() as folder:
        file = document if document.suffix == ".pdf" else as_pdf(document, Path(folder))
        with pypdfium2.PdfDocument(file) as pdf:
            for number in numbers or range(1, len(pdf) + 1):
                page = pdf[number - 1]
                yield page.render(scale=height / page.get_height()).to_pil().convert("RGB")


def as_pdf(document: Path, folder: Path) -> Path:
    """The document printed by LibreOffice, which is shown the font that decks name."""
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=faces()[0].file.parent, cache=folder), "utf-8")
    command = ("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, document)
    subprocess.run(
        [f"{part}" for part in command],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": f"{fonts}"},
    )
    return folder / f"{document.stem}.pdf"


def sheet(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages side by side, two rows of landscape ones, each with a thin border."""
    columns = len(pages) if pages[0].height > pages[0].width else 2
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    rows = -(-len(pages) // columns)
    size = (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    paper = Image.new("RGB", size, "white")
    for rank, page in enumerate(pages):
        x = GAP + rank % columns * (width + GAP)
        y = GAP + rank // columns * (height + GAP)
        paper.paste(BORDER, (x - 1, y - 1, x + page.width + 1, y + page.height + 1))
        paper.paste(page, (x, y))
    return paper


def contact(pages: Sequence[Image.Image], across: int) -> Image.Image:
    """All the pages of a document, small, for their rhythm."""
    width, height = pages[0].width + GAP // 2, pages[0].height + GAP // 2
    paper = Image.new("RGB", (width * across, height * -(-len(pages) // across)), BORDER)
    for rank, page in enumerate(pages):
        row, column = divmod(rank, across)
        paper.paste(page, (column * width + GAP // 4, row * height + GAP // 4))
    return paper


def stack(rows: Sequence[Image.Image]) -> Image.Image:
    """Sheets one under the other."""
    paper = Image.new("RGB", (rows[0].width, sum(row.height for row in rows)), "white")
    top = 0
    for row in rows:
        paper.paste(row, (0, top))
        top += row.height
    return paper


if __name__ == "__main__":
    main(Path(sys.argv[1]))
