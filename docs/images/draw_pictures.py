"""Draw the pictures of the sample dossiers from their SVG sources.

Each file of ``sources/<territory>/`` becomes a file of ``departments/<territory>/images/``; those
of ``sources/communs/`` go to every territory. A ``picto-*.svg`` is copied as it stands, any other
source becomes a PNG of the size in pixels that its ``width`` and ``height`` attributes state.

Run it from anywhere: ``python docs/images/draw_pictures.py``.
"""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import pypdfium2
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DEPARTMENTS = HERE.parents[1] / "departments"
SHARED = "communs"
COLOURS = 128
"""Flat drawings and their smoothed edges need no more; the palette divides the weight by four."""

FACES = {
    "Regular": "400 normal",
    "It": "400 italic",
    "Semibold": "600 normal",
    "Bold": "700 normal",
    "BoldIt": "700 italic",
    "Black": "900 normal",
}


def main() -> None:
    """Write every picture and say where."""
    for source, target in pictures():
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".svg":
            shutil.copyfile(source, target)
        else:
            target.write_bytes(png(source))
        print(target.relative_to(DEPARTMENTS.parent))


def pictures() -> Iterator[tuple[Path, Path]]:
    """Pair each source with each file that is made from it."""
    territories = [folder.name for folder in sorted(SOURCES.iterdir()) if folder.name != SHARED]
    for source in sorted(SOURCES.glob("*/*.svg")):
        name = source.name if source.stem.startswith("picto-") else f"{source.stem}.png"
        folder = source.parent.name
        for territory in territories if folder == SHARED else [folder]:
            yield source, DEPARTMENTS / territory / "images" / name


def png(source: Path) -> bytes:
    """Rasterise one SVG file at one pixel per unit, with a reduced palette."""
    page = pypdfium2.PdfDocument(pdf(source))[0]
    picture: Image.Image = page.render(scale=96 / 72).to_pil()
    output = io.BytesIO()
    palette = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    palette.save(output, "PNG", optimize=True)
    return output.getvalue()


def pdf(source: Path) -> bytes:
    """Lay one SVG file out on a page of its own size (CSS pixels)."""
    root = ElementTree.parse(source).getroot()
    sheet = f"""{font_faces()}
        @page {{ size: {root.get("width")}px {root.get("height")}px; margin: 0 }}
        body {{ margin: 0 }} img {{ display: block }}"""
    fonts = FontConfiguration()
    html = weasyprint.HTML(string=f'<img src="{source.as_uri()}" alt="">')
    pages: bytes = html.write_pdf(
        stylesheets=[weasyprint.CSS(string=sheet, font_config=fonts)], font_config=fonts
    )
    return pages


def font_faces() -> str:
    """Return the CSS that lends the packaged typeface to the drawings."""
    files = Path(font_source_sans_pro.__file__).parent / "files"
    return "".join(font_face(files / f"SourceSansPro-{n}.ttf", FACES[n]) for n in FACES)


def font_face(file: Path, face: str) -> str:
    """Return one ``@font-face`` rule; ``face`` is a weight and a style."""
    weight, style = face.split()
    return f"""@font-face {{ font-family: "Source Sans Pro"; src: url("{file.as_uri()}");
        font-weight: {weight}; font-style: {style} }}"""


if __name__ == "__main__":
    main()
