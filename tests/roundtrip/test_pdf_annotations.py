"""Every remark that some program can leave on a PDF comes back once, with its place: by PyMuPDF,
and written object by object as other programs do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.roundtrip.test_pdf_remarks import sent  # noqa: F401

from ppgp_docs.importing.pdf_remarks import placed_remarks
from ppgp_docs.prove.letters import letters
from ppgp_docs.roundtrip.pdf import comments_of
from ppgp_docs.workspace.find import find_workspace


class Line:
    """A line of the document, and what writes on it: its page, its box from the foot of it."""

    def __init__(self, pdf: pikepdf.Pdf, page: int, box: pymupdf.Rect, words: str) -> None:
        self.pdf, self.page, self.words = pdf, page, words
        height = float(pdf.pages[page].mediabox[3])
        self.box = [box.x0, height - box.y1, box.x1, height - box.y0]
        left, low, right, top = self.box
        self.quads = [left, top, right, top, left, low, right, low]

    def add(self, subtype: str, **said: Any) -> pikepdf.Object:
        entry = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=self.box)
        for key, value in said.items():
            entry[f"/{key}"] = value
        made = self.pdf.make_indirect(entry)
        page = self.pdf.pages[self.page].obj
        page.Annots = Array([*page.get("/Annots", ()), made])
        return made

    def mark(self, subtype: str, **said: Any) -> pikepdf.Object:
        return self.add(subtype, QuadPoints=self.quads, **said)


def rich(said: str) -> str:
    return (
        '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p dir="ltr">'
        f'<span style="font-size:10pt">Vu &amp; revu {said}</span> l&#39;an</p></body>'
    )


def replaced(at: Line, said: str) -> None:
    """Acrobat, « remplacer le texte » : two marks, one remark."""
    caret = at.add("Caret", T="Paul", Contents=said, CreationDate="D:20260503101500+02'00'")
    at.mark("StrikeOut", T="Paul", IRT=caret, RT=Name.Group, IT=Name.StrikeOutTextEdit)


def window_alone(at: Line, said: str) -> None:
    mark = at.mark("Highlight", T="Paul")
    mark.Popup = at.add("Popup", Parent=mark, Contents=said)


def window_of_a_remark(at: Line, said: str) -> None:
    mark = at.mark("Highlight", T="Paul", Contents=said)
    mark.Popup = at.add("Popup", Parent=mark, Contents=said)


def answer_to_an_answer(at: Line, said: str) -> None:
    first = at.mark("Highlight", T="Jeanne", Contents="Sûr ?")
    second = at.add("Text", Rect=[0, 0, 0, 0], T="Paul", Contents="Oui.", IRT=first)
    at.add("Text", Rect=[0, 0, 0, 0], T="Zoé", Contents=said, IRT=second)


def answer_before_its_remark(at: Line, said: str) -> None:
    later = at.mark("Highlight", T="Jeanne", Contents="Sûr ?")
    at.add("Text", Rect=[0, 0, 0, 0], T="Paul", Contents=said, IRT=later)
    page = at.pdf.pages[at.page].obj
    *others, first, second = page.Annots
    page.Annots = Array([*others, second, first])


def twice_on_the_page(at: Line, said: str) -> None:
    made = at.add("Text", T="Paul", Contents=said)
    page = at.pdf.pages[at.page].obj
    page.Annots = Array([*page.Annots, made])


def in_the_page_itself(at: Line, said: str) -> None:
    page = at.pdf.pages[at.page].obj
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=at.box, T="Paul", Contents=said)
    page.Annots = Array([*page.get("/Annots", ()), note])


def arrow(at: Line, said: str) -> None:
    left, low, right, top = at.box
    tip = [left + 30, (low + top) / 2]
    at.add("Line", Rect=[20, 20, right, top], L=[20, 20, *tip], T="Paul", Contents=said,
           LE=[Name("/None"), Name.OpenArrow])  # fmt: skip


def callout(at: Line, said: str) -> None:
    left, low, _, top = at.box
    at.add("FreeText", Rect=[20, 20, 120, 60], CL=[left + 30, (low + top) / 2, 150, 70, 100, 60],
           IT=Name.FreeTextCallout, T="Paul", Contents=said)  # fmt: skip


def turned_corners(at: Line, said: str) -> None:
    left, low, right, top = at.box
    at.add("Text", Rect=[right, top, left, low], T="Paul", Contents=said)


DRAWN = ("Text", "FreeText", "Caret", "Ink", "Stamp", "Square", "Circle", "Polygon", "PolyLine")
RARE = (
    "FileAttachment", "Sound", "Screen", "Watermark", "Link", "Movie", "3D", "Projection",
    "PDFX_Note",
)  # fmt: skip
WAYS: dict[str, Callable[[Line, str], object]] = {
    **{
        f"marque {kind}": lambda at, said, kind=kind: at.mark(kind, T="Paul", Contents=said)
        for kind in ("Highlight", "Underline", "Squiggly", "StrikeOut", "Redact")
    },
    **{
        f"objet {kind}": lambda at, said, kind=kind: at.add(kind, T="Paul", Contents=said)
        for kind in (*DRAWN, *RARE)},
    "riche": lambda at, said: at.mark("Highlight", T="Paul", RC=rich(said)),
    "riche à part": lambda at, said: at.add(
        "Text", T="Paul", RC=at.pdf.make_stream(rich(said).encode())
    ),
    "blancs puis riche": lambda at, said: at.add("Text", Contents="\r", RC=rich(said)),
    "fenêtre seule": window_alone,
    "fenêtre et remarque": window_of_a_remark,
    "fenêtre orpheline": lambda at, said: at.add("Popup", Contents=said, T="Paul"),
    "remplacement": replaced,
    "réponse à une réponse": answer_to_an_answer,
    "réponse d’abord": answer_before_its_remark,
    "deux fois dans la page": twice_on_the_page,
    "sans objet": in_the_page_itself,
    "flèche": arrow,
    "bulle": callout,
    "coins retournés": turned_corners,
    "marque sans lignes": lambda at, said: at.add("StrikeOut", T="Paul", Contents=said),
    "lignes coupées": lambda at, said: at.add(
        "Highlight", QuadPoints=at.quads[:7], T="Paul", Contents=said
    ),
    "marque sans un mot": lambda at, said: at.mark("Highlight", T=said),
    "tampon sans un mot": lambda at, said: at.add("Stamp", T=said, Name=Name.Approved),
    "cachée": lambda at, said: at.add("Text", T="Paul", Contents=said, F=2),
    "auteur du nom de l’outil": lambda at, said: at.add("Text", T="ppgp-docs", Contents=said),
    "sans auteur": lambda at, said: at.add("Text", Contents=said),
    "dans la marge d’en face": lambda at, said: at.add(
        "Text", Rect=[2, at.box[1], 14, at.box[3]], T="Paul", Contents=said
    ),
    "deux lignes": lambda at, said: at.add("Highlight", T="Paul", Contents=said, QuadPoints=[
        *at.quads, *[side - 12 * (rank % 2) for rank, side in enumerate(at.quads)],
    ]),
}  # fmt: skip


def lines(root: Path, data: bytes, count: int) -> list[tuple[int, pymupdf.Rect, str]]:
    """Some lines of a document, far from one another, each of words that stand once in it and in
    its dossier."""
    found = []
    written = letters((root / "departments" / "01-ain" / "dossier.yaml").read_text("utf-8"))
    with pymupdf.open(stream=data) as document:
        text = letters("".join(page.get_text() for page in document))
        for number, page in enumerate(document):
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    words = "".join(span["text"] for span in line["spans"])
                    said = letters(words)
                    if len(words) > 30 and text.count(said) == written.count(said) == 1:
                        found.append((number, pymupdf.Rect(line["bbox"]), words))
    step = len(found) // count
    return found[: step * count : step]


@pytest.fixture(scope="module")
def returned(sent, session):  # noqa: F811
    """What came back of one file on which each way of writing was tried, and the lines of each."""
    root, data = sent
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stood = {
            way: Line(pdf, *where)
            for way, where in zip(WAYS, lines(root, data, len(WAYS)), strict=True)
        }
        for rank, (way, line) in enumerate(stood.items()):
            WAYS[way](line, f"K{rank}K")
        out = io.BytesIO()
        pdf.save(out)
    found = placed_remarks(out.getvalue(), session, find_workspace(root))
    assert comments_of(out.getvalue()) == len(found)
    return found, {way: line.words for way, line in stood.items()}


@pytest.mark.parametrize("way", WAYS)
def test_a_remark_comes_back_once_at_its_place_whatever_wrote_it(returned, way):
    found, words = returned
    tag = f"K{[*WAYS].index(way)}K"
    [one] = [each for each in found if tag in each.remark.text + each.remark.author]
    assert one.address, (one.remark.on, one.place)
    assert one.file.name == "dossier.yaml"
    text = letters(" ".join(one.file.read_text("utf-8").split("\n")[one.line - 1 :][:40]))
    assert letters(words[way]) in text, one.line


def test_marks_of_one_gesture_are_one_remark(returned):
    [one] = [each.remark for each in returned[0] if each.remark.kind == "remplacement"]
    assert (one.author, one.date) == ("Paul", "2026-05-03")
    assert len(returned[0]) == len(WAYS) + 3  # those that three answers are to


def test_rich_words_come_back_as_words(returned):
    said = [each.remark.text for each in returned[0] if "revu" in each.remark.text]
    assert len(said) == 3
    assert all(text.startswith("Vu & revu K") and text.endswith("l'an") for text in said)


def test_what_pymupdf_writes_comes_back_once(sent, session):  # noqa: F811
    root, data = sent
    made = 0
    with pymupdf.open(stream=data) as document:
        pages = [*document]
        for number, box, _ in lines(root, data, 20):
            for note in _by_pymupdf(pages[number], box):
                note.set_info(content=f"M{made}M", title="Mme Essai")
                note.update()
                made += 1
        written = document.tobytes()
    found = placed_remarks(written, session, find_workspace(root))
    assert sorted(one.remark.text for one in found) == sorted(f"M{rank}M" for rank in range(made))
    assert {one.remark.author for one in found} == {"Mme Essai"}
    untied = [one.remark.on for one in found if not (one.address or one.place)]
    assert len(untied) < made / 50, untied  # a line drawn between two others


def _by_pymupdf(page: pymupdf.Page, box: pymupdf.Rect) -> Iterator[pymupdf.Annot]:
    for mark in ("highlight", "underline", "squiggly", "strikeout"):
        yield getattr(page, f"add_{mark}_annot")(box)
    yield page.add_text_annot(box.tl - (18, 0), "")
    yield page.add_caret_annot(box.tr)
    yield page.add_rect_annot(box)
    yield page.add_circle_annot(box)
    yield page.add_polygon_annot([box.bl, box.br, box.tr])
    yield page.add_ink_annot([[tuple(box.bl), tuple(box.br)]])
    yield page.add_stamp_annot(box)
    yield page.add_file_annot(box.tl, b"x", "x.txt")
    yield page.add_freetext_annot(box, "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("D:20260503101500+02'00'", "2026-05-03"), ("D:20260503", "2026-05-03"),
        ("2026-05-03T10:00:00Z", "2026-05-03"), ("D:2026", "2026"), ("3 mai 2026", "3 mai 2026"),
        ("", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["CreationDate", "M"])
def test_a_date_is_told_however_it_is_written(sent, key, said, told):  # noqa: F811
    from ppgp_docs.roundtrip.pdf_remarks import remarks_of

    with pikepdf.open(io.BytesIO(sent[1])) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 20, 20], T="Paul")
        note[f"/{key}"] = String(said)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)
    assert [one.date for one in remarks_of(out.getvalue())] == [told]
