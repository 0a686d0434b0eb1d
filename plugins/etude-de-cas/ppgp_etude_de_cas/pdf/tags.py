"""What PDF/UA-1 asks and WeasyPrint 70 leaves out, added to the tag tree before it is written.

Working on WeasyPrint's own objects costs a few milliseconds; a second pass over the finished file
would cost ten times that. WeasyPrint makes one ``Span`` element of every ``<span>`` box, in the
order of the boxes: that is how an element finds back the HTML that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

from ppgp_etude_de_cas.pdf.boxes import element_of, walk
from ppgp_etude_de_cas.pdf.paint_order import paint_in_order

_PRINT: Final = 4
"""The Print flag of an annotation (ISO 32000-1, table 165)."""

_CONTENTS: Final = "sommaire-liste"
"""The class of its lists, as templates/etude-de-cas/sommaire.html writes it."""

_POINTS: Final = 0.75
"""To a pixel of CSS."""

_SCOPES: Final = {"row": "/Row", "col": "/Column"}


def complete_tags(document: Any, pdf: Any) -> None:
    """A WeasyPrint finisher: contents, notes, languages, acronyms, links, headers, page titles."""
    _name_bodies(pdf)
    _flatten_lists(pdf)
    boxes = list(walk(document))
    _complete_contents(boxes, pdf)
    _complete_spans(boxes, _span_elements(pdf), count(1))
    for box in boxes:
        _complete_link(box)
        _complete_header_cell(box)
    _place_figures(pdf)
    _make_artifacts(pdf)
    _paint_in_order(pdf)


def _name_bodies(pdf: Any) -> None:
    """What holds an item of a list is its body (ISO 32000-1, 14.8.4.3.3)."""
    elements = _elements(pdf)
    for item in elements.values():
        if item["S"] == "/LI":
            for kid in item["K"]:
                if kid in elements and elements[kid]["S"] == "/Div":
                    elements[kid]["S"] = "/LBody"


def _flatten_lists(pdf: Any) -> None:
    """A list holds its items and nothing else (ISO 32000-1, 14.8.4.3.3): rows only draw them."""
    elements = _elements(pdf)
    for found in elements.values():
        if found["S"] == "/L":
            items = list(_items(found["K"], elements))
            found["K"] = pydyf.Array([item.reference for item in items])
            for item in items:
                item["P"] = found.reference


def _items(kids: Iterable[Any], elements: Mapping[bytes, Any]) -> Iterator[Any]:
    """The items of a list, whatever they are wrapped in; its caption and inner lists too."""
    for kid in kids:
        element = elements[kid]
        if element["S"] in ("/LI", "/L", "/Caption"):
            yield element
        else:
            yield from _items(element["K"], elements)


def _complete_contents(boxes: list[Any], pdf: Any) -> None:
    """The tables of contents (ISO 32000-1, 14.8.4.2), of the document and of its parts."""
    lists = [box.element.get("class", "") for box in boxes if _is_list(box)]
    elements = _elements(pdf)
    found = [element for element in elements.values() if element["S"] == "/L"]
    for kind, contents in zip(lists, found, strict=True):
        if kind.startswith(_CONTENTS):
            contents["S"] = "/TOC"
            for item in (elements[kid] for kid in contents["K"]):
                item["S"] = "/TOCI"
                for body in (elements[kid] for kid in item["K"]):
                    body["S"] = "/Reference"


def _is_list(box: Any) -> bool:
    return any(element_of(box, tag) is not None for tag in ("ul", "ol"))


def _span_elements(pdf: Any) -> Iterator[Any]:
    """The elements made of ``<span>`` boxes; those made of mere text hold a number."""
    for element in _elements(pdf).values():
        kids = element["K"]
        if element["S"] == "/Span" and not (kids and isinstance(kids[0], int)):
            yield element


def _complete_spans(boxes: list[Any], elements: Iterator[Any], notes: Iterator[int]) -> None:
    """Notes (ISO 14289-1, 7.9), foreign words (7.2), acronyms and ordinals as they are said
    (ISO 32000-1, 14.9.5)."""
    spans = [box for box in boxes if element_of(box, "span") is not None]
    for box, element in zip(spans, elements, strict=True):
        html = box.element
        kind = html.get("class", "")
        if kind == "note":
            element["S"] = "/Note"
            element["ID"] = pydyf.String(f"note-{next(notes)}")
        elif kind in ("sigle", "ordinal"):
            element["E"] = pydyf.String(html.get("title"))
        elif language := html.get("lang"):
            element["Lang"] = pydyf.String(language)


def _complete_link(box: Any) -> None:
    """A link prints (7.18.1) and says where it leads (7.18.5)."""
    annotation = getattr(box, "link_annotation", None)
    if annotation is None:
        return
    annotation["F"] = _PRINT
    if title := box.element.get("title"):
        annotation["Contents"] = pydyf.String(title)


def _complete_header_cell(box: Any) -> None:
    """A header cell says what it heads, beside the identifiers that WeasyPrint gives (7.5)."""
    cell = element_of(box, "th")
    if cell is not None and "A" in getattr(box, "mark", {}):
        box.mark["A"]["Scope"] = _SCOPES[cell.get("scope", "col")]


def _place_figures(pdf: Any) -> None:
    """The box of a figure in points, from the lower left corner of its page (14.8.5.4.3);
    WeasyPrint 70 counts pixels, from the upper one."""
    for figure in _elements(pdf).values():
        if figure["S"] == "/Figure":
            height = _object(pdf, figure["Pg"])["MediaBox"][3]
            left, top, right, bottom = (_POINTS * side for side in figure["A"]["BBox"])
            figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _make_artifacts(pdf: Any) -> None:
    """Running titles and page numbers are no content (7.8): WeasyPrint tags them, in no tree."""
    reached = {kid for _, kid in _read(pdf) if isinstance(kid, bytes)}
    tree = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    owners = dict(zip(tree["Nums"][::2], tree["Nums"][1::2], strict=True))
    for page in _dictionaries(pdf, "/Page"):
        owned = owners[page["StructParents"]]
        lost = {mcid for mcid, owner in enumerate(owned) if owner not in reached}
        _unmark(_object(pdf, page["Contents"]).stream, lost)
        owned[:] = ["null" if mcid in lost else owner for mcid, owner in enumerate(owned)]


def _paint_in_order(pdf: Any) -> None:
    """Texts stand in the content of a page as its tags order them (14.8.2.3.1)."""
    orders: dict[bytes, list[int]] = {}
    for holder, kid in _read(pdf):
        if isinstance(kid, int):
            orders.setdefault(holder["Pg"], []).append(kid)
    for page in _dictionaries(pdf, "/Page"):
        contents = _object(pdf, page["Contents"])
        contents.stream[:] = paint_in_order(contents.stream, orders.get(page.reference, []))


def _unmark(operators: list[Any], lost: set[int]) -> None:
    """Turn the marked contents of those numbers into pagination artifacts."""
    for index, operand in enumerate(operators):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in lost:
            operators[index - 1] = "/Artifact"
            operators[index] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Header"})


def _read(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """What hangs on the root, in the order in which it is read: references of elements, numbers
    of marked contents, each with the element that holds it."""
    elements = _elements(pdf)
    waiting = [(None, kid) for kid in _object(pdf, pdf.catalog["StructTreeRoot"])["K"]][::-1]
    while waiting:
        holder, kid = waiting.pop()
        yield holder, kid
        if isinstance(kid, bytes) and kid in elements:
            waiting += [(elements[kid], inner) for inner in reversed(elements[kid]["K"])]


def _elements(pdf: Any) -> dict[bytes, Any]:
    return {element.reference: element for element in _dictionaries(pdf, "/StructElem")}


def _dictionaries(pdf: Any, kind: str) -> list[Any]:
    found = (entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary))
    return [entry for entry in found if entry.get("Type") == kind]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
