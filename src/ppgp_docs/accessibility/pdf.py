"""The structure of a PDF held to PDF/UA-1, by pikepdf.

veraPDF passes a table whose continuation has no header, since it is a table of its own in the tag
tree; here, each has one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pikepdf

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked, counted
from ppgp_docs.francais.accords import compter

_HEADINGS: Final = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def checked(data: bytes) -> Iterator[Checked]:
    """What each rule finds in a PDF. Raises pikepdf.PdfError for one that does not open."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        nodes = list(_nodes(root.get("/StructTreeRoot")))
        language = str(root.get("/Lang", ""))
        yield Checked(rules.LANGUAGE, _unless(_is_french(language), language or "aucune langue"))
        yield from _said_of_itself(pdf)
        marked = bool(root.get("/MarkInfo", {}).get("/Marked", False)) and nodes
        yield Checked(rules.TAGGED, _unless(marked, "aucune balise"), compter(len(nodes), "balise"))
        yield counted(rules.PICTURES, _count(nodes, "/Figure"), "image", *_pictures(nodes))
        yield counted(rules.HEADINGS, _count(nodes, *_HEADINGS), "titre", *_headings(nodes))
        yield counted(
            rules.TABLES_ON_PAGES, _count(nodes, "/Table"), "tableau", *_tables(nodes, pdf)
        )
        yield counted(rules.LISTS_ON_PAGES, _count(nodes, "/L"), "liste", *_lists(nodes, pdf))
        links = sum(each.get("/Subtype") == "/Link" for _, each in _annotations(pdf))
        yield counted(rules.LINKS, links, "lien", *_links(pdf))
        yield counted(rules.ORDER, links, "lien", *_order(pdf))
        yield from _fonts(pdf)


def _is_french(language: str) -> bool:
    return language.lower().partition("-")[0] == "fr"


def _unless(held: object, fault: str) -> tuple[str, ...]:
    return () if held else (fault,)


def _said_of_itself(pdf: pikepdf.Pdf) -> Iterator[Checked]:
    """The title of a PDF (ISO 14289-1, 7.1: in its metadata, and shown); the norm it claims."""
    with pdf.open_metadata() as metadata:
        title = str(metadata.get("dc:title", "")).strip()
        is_archive = "pdfaid:part" in metadata
        claims = (
            (str(metadata["pdfaid:part"]), str(metadata.get("pdfaid:conformance"))) == ("2", "A")
            if is_archive
            else str(metadata.get("pdfuaid:part", "")) == "1"
        )
    preferences: Any = pdf.Root.get("/ViewerPreferences", {})
    shown = bool(preferences.get("/DisplayDocTitle", False))
    hidden = _unless(shown, "le nom du fichier s’affiche à sa place")
    yield Checked(rules.TITLE, hidden if title else ("aucun titre",))
    rule = rules.CLAIMED_ARCHIVE if is_archive else rules.CLAIMED
    yield Checked(rule, _unless(claims, "rien ne le dit"))


def _count(nodes: list[Any], *kinds: str) -> int:
    return sum(str(each.S) in kinds for each in nodes)


def _nodes(node: Any) -> Iterator[Any]:
    """Every element of the tag tree, in the order of reading."""
    waiting = [node] if node is not None else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                yield each
            kids = each.get("/K")
            waiting += [kids] if not isinstance(kids, pikepdf.Array) else list(kids)[::-1]


def _below(node: Any, kind: str) -> list[Any]:
    return [each for each in _nodes(node) if each is not node and kind == each.S]


def _says(node: Any) -> bool:
    """Whether something is printed in an element or below: a number, or what holds one (MCID)."""
    kids = node.get("/K", [])
    each = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return any(
        _says(one) if isinstance(one, pikepdf.Dictionary) and "/S" in one else True for one in each
    )


def _pictures(nodes: list[Any]) -> Iterator[str]:
    without = [each for each in nodes if each.S == "/Figure" and not str(each.get("/Alt", ""))]
    if without:
        yield f"{compter(len(without), 'image')} sans texte de remplacement"


def _headings(nodes: list[Any]) -> Iterator[str]:
    levels = [_HEADINGS.index(str(each.S)) + 1 for each in nodes if str(each.S) in _HEADINGS]
    if levels and levels[0] != 1:
        yield f"le premier titre est de niveau {levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"un titre de niveau {after} suit un titre de niveau {before}"


def _tables(nodes: list[Any], pdf: pikepdf.Pdf) -> Iterator[str]:
    """A table whose header cells say nothing: often the rest of a row taller than a page."""
    pages = _pages(pdf)
    for table in (each for each in nodes if each.S == "/Table"):
        if not any(map(_says, _below(table, "/TH"))):
            yield f"un tableau sans en-tête{_where(table, pages)}"


def _lists(nodes: list[Any], pdf: pikepdf.Pdf) -> Iterator[str]:
    """A list that holds no item, or an item that stands in no list."""
    pages = _pages(pdf)
    for each in nodes:
        if each.S == "/L" and not _below(each, "/LI"):
            yield f"une liste sans élément{_where(each, pages)}"
        elif each.S == "/LI" and each.get("/P", {}).get("/S") != "/L":
            yield f"un élément hors d’une liste{_where(each, pages)}"


def _pages(pdf: pikepdf.Pdf) -> dict[Any, int]:
    return {page.obj.objgen: rank for rank, page in enumerate(pdf.pages, 1)}


def _where(node: Any, pages: dict[Any, int]) -> str:
    found = (each.get("/Pg") for each in _nodes(node))
    first = next((each for each in found if each is not None), None)
    rank = pages.get(first.objgen) if first is not None else None
    return f", page {rank}" if rank else ""


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for rank, page in enumerate(pdf.pages, 1):
        yield from ((rank, each) for each in page.get("/Annots", []))


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for rank, each in _annotations(pdf):
        leads_out = each.get("/Subtype") == "/Link" and "/URI" in each.get("/A", {})
        if leads_out and not str(each.get("/Contents", "")):
            yield f"un lien sans intitulé, page {rank}"


def _order(pdf: pikepdf.Pdf) -> Iterator[str]:
    for rank in dict.fromkeys(rank for rank, _ in _annotations(pdf)):
        if pdf.pages[rank - 1].get("/Tabs") != "/S":
            yield f"la touche Tab ne suit pas le contenu, page {rank}"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Checked]:
    every = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    fonts = [each for each in every if each.get("/Type") == "/FontDescriptor"]
    lost = {
        str(each.get("/FontName", "?")).lstrip("/")
        for each in fonts
        if not any(name in each for name in ("/FontFile", "/FontFile2", "/FontFile3"))
    }
    told = (f"la police {name} n’y est pas" for name in sorted(lost))
    yield counted(rules.FONTS, len(fonts), "police", *told)
