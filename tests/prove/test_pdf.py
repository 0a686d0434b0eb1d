"""PDF files made by hand with pikepdf, read back: tags in their order, what the whole says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from ppgp_docs.prove.pdf import read
from ppgp_docs.prove.pdf_text import page_texts

Change = Callable[[pikepdf.Pdf], None]
Tags = Sequence[int | tuple[int, str]]
LONG = "a" * 5000


def shown(text: str, at: int, mark: int = -1) -> str:
    """A line of text, marked or not."""
    drawn = f"BT /F1 9 Tf 1 0 0 1 20 {at} Tm ({text}) Tj ET"
    return f"/P <</MCID {mark}>> BDC {drawn} EMC" if mark >= 0 else drawn


def made(content: str, tags: Tags = (), change: Change = lambda _: None) -> bytes:
    """A file of one page; ``tags`` are its marked contents as they are read, a picture with what it
    says."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 400))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(content.encode())
    pdf.Root.Lang = String("fr-FR")
    pdf.docinfo["/Title"] = "Titre"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if tags:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tagged = [_element(pdf, page, tree, tag) for tag in tags]
        tree.K = Array(tagged)
        marks = [tag if isinstance(tag, int) else tag[0] for tag in tags]
        parents = Array([tagged[marks.index(mark)] for mark in sorted(marks)])
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, parents])))
        page.StructParents = 0
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    change(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _element(pdf: pikepdf.Pdf, page: Any, tree: Any, tag: int | tuple[int, str]) -> Any:
    mark, said = (tag, "") if isinstance(tag, int) else tag
    element = Dictionary(Type=Name.StructElem, S=Name.P, P=tree, Pg=page.obj, K=mark)
    if said:
        element.S, element.Alt = Name.Figure, String(said)
    return pdf.make_indirect(element)


SOUND = made(shown("Un", 300, 0), [0])


def test_what_is_read_follows_the_tags_and_not_the_paint() -> None:
    content = " ".join((shown("second", 100, 1), shown("premier", 300, 0), shown("page 1", 20)))
    [page] = page_texts(made(content, [0, (2, "Un pont"), 1]))
    assert page.text.split() == ["premier", "second"]
    assert page.heard == ("Un pont",)


def test_a_page_without_tags_is_read_as_it_is_painted() -> None:
    [page] = page_texts(made(shown("second", 100) + " " + shown("premier", 300)))
    assert page.text.split() == ["second", "premier"]
    assert page.heard == ()


@pytest.mark.parametrize("size", [1, 2, 2047, 2048, 2049, 5000])
def test_a_text_is_whole_whatever_its_length(size: int) -> None:
    [page] = page_texts(made(shown(LONG[:size], 300, 0), [0, (1, "é" * size)]))
    assert page.text == LONG[:size]
    assert page.heard == ("é" * size,)


def test_the_text_of_a_drawing_belongs_to_the_mark_around_it() -> None:
    def with_form(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_stream(shown("dedans", 200).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 400])
        form.Resources = page.Resources
        page.Resources.XObject = Dictionary(X1=form)

    content = f"/P <</MCID 0>> BDC /X1 Do EMC {shown('dehors', 100, 1)} {shown('rien', 50)}"
    [page] = page_texts(made(content, [1, 0], with_form))
    assert page.text.split() == ["dehors", "dedans"]


def without(*names: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for name in names:
            del pdf.Root[name]

    return change


def said(holder: str, name: str, value: bool) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[holder] = Dictionary({name: value})

    return change


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


FAULTS: list[tuple[Change, str]] = [
    (without("/Lang"), "le PDF n’indique pas sa langue"),
    (without("/MarkInfo"), "le PDF n’est pas balisé"),
    (without("/StructTreeRoot"), "le PDF n’est pas balisé"),
    (said("/MarkInfo", "/Marked", False), "le PDF n’est pas balisé"),
    (said("/MarkInfo", "/Suspects", True), "le PDF n’est pas balisé"),
    (untitled, "le PDF n’a pas de titre"),
    (without("/ViewerPreferences"), "le PDF n’affiche pas son titre"),
    (said("/ViewerPreferences", "/DisplayDocTitle", False), "le PDF n’affiche pas son titre"),
]


def test_a_sound_file_has_no_fault() -> None:
    reading = read(SOUND)
    assert reading.pages == ("Un",) and reading.faults == ()


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_what_a_voice_would_lack_is_told(change: Change, fault: str) -> None:
    assert read(made(shown("Un", 300, 0), [0], change)).faults == (fault,)


def test_a_damaged_file_is_told() -> None:
    [told] = read(SOUND[:200]).faults
    assert told.startswith("le PDF ne s’ouvre pas (")
    [told] = read(made("BT (Un", [0])).faults
    assert told.startswith("le PDF est abîmé")
