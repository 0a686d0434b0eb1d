"""What our documents cost beside bare libraries and peers that are given the same content.

``pip install typst``, ``npm install docxtemplater pizzip pptxgenjs`` in a folder, then
``NODE_PATH=FOLDER/node_modules python benchmarks/peers.py [COUNT]``: COUNT dossiers (4 by default)
that nothing has seen, texts and pictures varied (``many_dossiers.py``), and as many times the fiche
of the third sample. What is not installed is left out.

Processor time, in one process each that made another document first. « First » is a document whose
dossier was never seen, « again » the same once more. A peer prints the same texts and pictures,
without the look, the checks, the tags that a reader needs, the proof.
"""

from __future__ import annotations

import base64
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from docx import Document as WordDocument
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from many_dossiers import ROOT, write
from pptx import Presentation
from pptx.util import Inches
from weasyprint import HTML

from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, Document, faces
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_etude_de_cas.document.html import make_html
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.format import EtudeDeCas
from ppgp_etude_de_cas.pdf.fetcher import StoreFetcher
from ppgp_fiche_action.format import FicheActionFormat

EMU: Final = 914_400
"""In an inch."""

SCRIPTS: Final = Path(__file__).with_name("peers")

Work = Callable[[], object]
Maker = Callable[[Any], Work]
"""From a document to what is counted."""

Row = tuple[str, list[float]]
"""What was done, its milliseconds for each document."""


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


class Ours:
    """Our own formats, each render with a context of its own."""

    def __init__(self, session: Session) -> None:
        self._resources = session.resources

    @property
    def context(self) -> Context:
        theme = load_theme("neutre", self._resources)
        return Context(self._resources, theme, lambda told: None)

    def makers(self, format: Any) -> dict[str, Maker]:
        """First, then again."""
        make: Maker = lambda document: lambda: format.render(document, self.context)  # noqa: E731
        return {"ppgp, first": make, "ppgp, again": make}

    def html(self, document: Document) -> tuple[str, Store]:
        store = Store()
        return make_html(document, self.context, store), store


def in_turn(makers: dict[str, Maker], documents: list[Any]) -> list[Row]:
    """Each maker in turn for each document; the first one warms up."""
    times: dict[str, list[float]] = {name: [] for name in makers}
    for document in documents:
        for name, maker in makers.items():
            times[name].append(milliseconds(maker(document)))
    return [(name, found[1:]) for name, found in times.items()]


def bare_weasyprint(ours: Ours) -> Maker:
    """The same HTML, the same variant."""

    def maker(document: Document) -> Work:
        html, store = ours.html(document)
        return lambda: HTML(
            string=html, base_url="ppgp:document", url_fetcher=StoreFetcher(store)
        ).write_pdf(pdf_variant="pdf/ua-1")

    return maker


def typst_makers(ours: Ours, place: Path) -> dict[str, Maker]:
    """The same titles, texts, items and pictures in order, as a PDF of Typst; no tag in it."""
    try:
        import typst
    except ImportError:
        return {}
    fonts = [str(faces()[0].file.parent)]

    def maker(document: Document) -> Work:
        source = place / "document.typ"
        source.write_text(_typst_source(*ours.html(document), place), "utf-8")
        return lambda: typst.compile(str(source), font_paths=fonts)

    return {"Typst": maker}


def _typst_source(html: str, store: Store, place: Path) -> str:
    root = HTML(
        string=html, base_url="ppgp:document", url_fetcher=StoreFetcher(store)
    ).etree_element
    lines = ['#set page(paper: "a4", margin: 24mm)', '#set text(lang: "fr", size: 10pt)']
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "img" and (address := element.get("src", "")).startswith("ppgp:"):
            data, _ = store.content(address)
            name = address.rpartition(":")[2]
            (place / name).write_bytes(data)
            lines.append(f'#image("{name}", width: 60%, alt: {_quoted(element.get("alt", ""))})')
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li"):
            text = " ".join("".join(element.itertext()).split())
            level = int(tag[1]) if tag[0] == "h" else 0
            mark = f"{'=' * level} " if level else "- " if tag == "li" else ""
            lines.append(f"{mark}#{_quoted(text)}")
    return "\n\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def slides_of(deck: bytes) -> list[dict[str, Any]]:
    """The texts and pictures of a deck, each with its place in inches, and its notes."""
    shown = Presentation(io.BytesIO(deck))
    width, height = shown.slide_width or 0, shown.slide_height or 0
    told = []
    for slide in shown.slides:
        texts = [
            {**_box(each), "text": each.text_frame.text}
            for each in slide.shapes
            if each.has_text_frame and each.text_frame.text
        ]
        pictures = [
            {**_box(each), "data": base64.b64encode(each.image.blob).decode(), "alt": each.name}
            for each in slide.shapes
            if hasattr(each, "image")
        ]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        sides = {"width": width / EMU, "height": height / EMU}
        told.append({**sides, "texts": texts, "pictures": pictures, "notes": notes})
    return told


def _box(shape: Any) -> dict[str, float]:
    places = {"x": shape.left, "y": shape.top, "w": shape.width, "h": shape.height}
    return {name: (value or 0) / EMU for name, value in places.items()}


def bare_pptx(ours: Ours) -> Maker:
    """The same texts, pictures and notes, by python-pptx."""

    def build(slides: list[dict[str, Any]]) -> None:
        deck = Presentation()
        for told in slides:
            slide = deck.slides.add_slide(deck.slide_layouts[6])
            for text in told["texts"]:
                box = slide.shapes.add_textbox(*(Inches(text[side]) for side in "xywh"))
                box.text_frame.text = text["text"]
            for picture in told["pictures"]:
                data = io.BytesIO(base64.b64decode(picture["data"]))
                slide.shapes.add_picture(data, *(Inches(picture[side]) for side in "xywh"))
            if told["notes"]:
                slide.notes_slide.notes_text_frame.text = told["notes"]
        deck.save(io.BytesIO())

    def maker(document: Document) -> Work:
        slides = slides_of(Diaporama().render(document, ours.context))
        return lambda: build(slides)

    return maker


def by_node(name: str, script: str, given: Any) -> Iterator[Row]:
    """What a script of a library of Node says that it took, if they are there."""
    try:
        done = subprocess.run(
            ["node", str(SCRIPTS / script)],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=True,
            env=os.environ,
        )
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"{name} is left out: {getattr(problem, 'stderr', problem)}", file=sys.stderr)
        return
    yield name, [float(line) for line in done.stdout.split()][1:]


def template_of(file: bytes, marks: str) -> tuple[bytes, dict[str, str]]:
    """A fiche as a template, each of its texts in a tag between ``marks``, and what they say."""
    word, values = WordDocument(io.BytesIO(file)), {}
    for text in word.element.body.iter(qn("w:t")):
        if text.text and text.text.strip():
            name = f"t{len(values)}"
            values[name] = text.text
            text.text = marks.format(name)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue(), values


def bare_docxtpl(template: bytes, values: dict[str, str]) -> Maker:
    def fill() -> None:
        word = DocxTemplate(io.BytesIO(template))
        word.render(values, autoescape=True)
        word.save(io.BytesIO())

    return lambda document: fill


def told(kind: str, rows: list[Row]) -> Iterator[str]:
    """The rows of a table, ratios to the first one; medians, and the least in brackets."""
    ours = statistics.median(rows[0][1])
    for name, times in rows:
        middle = statistics.median(times)
        yield f"| {kind} | {name} | {middle:.0f} ms ({min(times):.0f}) | {middle / ours:.2f} |"


def tables(count: int) -> Iterator[str]:
    ours = Ours(session := Session.start(None))
    with tempfile.TemporaryDirectory() as root:
        place = Path(root)
        write(place, count + 1)
        (place / "ppgp.toml").touch()
        read = [session.read(each).dossier for each in find_workspace(place).folders()]
        pages = [next(iter(EtudeDeCas().documents(each))) for each in read if each]
        makers = {**ours.makers(EtudeDeCas()), "bare WeasyPrint": bare_weasyprint(ours)}
        yield from told("case study", in_turn({**makers, **typst_makers(ours, place)}, pages))
        decks = [next(iter(Diaporama().documents(each))) for each in read if each]
        makers = {**ours.makers(Diaporama()), "bare python-pptx": bare_pptx(ours)}
        rows = in_turn(makers, decks)
        slides = [slides_of(Diaporama().render(each, ours.context)) for each in decks]
        yield from told("deck", [*rows, *by_node("pptxgenjs", "deck.cjs", slides)])
    yield from told("fiche", [*_fiches(ours, session, 5 * count + 1)])


def _fiches(ours: Ours, session: Session, count: int) -> Iterator[Row]:
    third = session.read(DossierFolder(ROOT / "77-seine-et-marne")).dossier
    assert third is not None
    fiche = next(iter(FicheActionFormat().documents(third)))
    made = FicheActionFormat().render(fiche, ours.context)
    template, values = template_of(made, "{{{{ {} }}}}")
    makers = ours.makers(FicheActionFormat())
    del makers["ppgp, again"]
    yield from in_turn({**makers, "bare docxtpl": bare_docxtpl(template, values)}, [fiche] * count)
    template, values = template_of(made, "{{{}}}")
    given = {"template": base64.b64encode(template).decode(), "documents": [values] * count}
    yield from by_node("docxtemplater", "fiche.cjs", given)


if __name__ == "__main__":
    print("| document | by | processor, median (least) | ratio to ours, first |\n|---|---|---|---|")
    for line in tables(int(sys.argv[1]) if len(sys.argv) > 1 else 4):
        print(line, flush=True)
