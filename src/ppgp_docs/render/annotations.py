"""Remarks put in a PDF as annotations, on the words that they are about.

Each is a highlight (ISO 32000-1, 12.5.6.10) that says its remark in Contents and stands in the tag
tree beside its words, as PDF/UA-1 asks (ISO 14289-1, 7.18.1): a draft is read aloud like any PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from ctypes import byref, c_void_p, cast
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.prove.letters import letters
from ppgp_docs.render.printed_words import Placed, Printed, placed
from ppgp_docs.roundtrip.fields import TOOL

_PRINTS: Final = 4
"""The flag of an annotation that is printed too."""
_AMBER: Final = (1, 0.84, 0.4)
_CONTENTS: Final = ("/TOC", "/Artifact")
"""What repeats words of the text: a table of contents, the head of a page."""
_DEEPEST: Final = 100
_MOST_LINES: Final = 3
"""Lines that are highlighted: where words begin says enough."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the corner of the page."""


@frozen
class _Letter:
    """A letter, the page that it stands on (from 0), its place there, the element that tags it."""

    text: str
    page: int
    box: Box
    element: Any


def annotated(data: bytes, printed: Printed, remarks: Iterable[tuple[str, str]], day: str) -> bytes:
    """A PDF with the remarks that have a place in it; the same for the same bytes.

    As it is when it cannot be opened: step 7 then says what is wrong with it.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            signs = list(_letters(data, document))
            text = "".join(one.text for one in signs)
            tree = _Tags(document)
            for rank, one in enumerate(placed(printed, remarks, text), start=1):
                first = signs[one.start]
                words = signs[one.start : one.start + one.length]
                lines = _lines([each for each in words if each.page == first.page])
                note = _highlight(document, lines, one, day)
                note["/NM"] = f"ppgp-{rank}"
                tree.add(document.pages[first.page], first.element, note)
            out = io.BytesIO()
            document.save(out, deterministic_id=True)
    except pikepdf.PdfError:
        return data
    return out.getvalue()


def _letters(data: bytes, document: Any) -> Iterator[_Letter]:
    """The letters of the text of a PDF, without what only repeats it."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        tags = _Tags(document)
        for number, page in enumerate(document.pages):
            elements = tags.elements(page)
            for sign, mark, box in _signs(pdf[number].get_textpage()):
                element = elements.get(mark)
                if elements and (element is None or tags.is_passed(element)):
                    continue
                yield from (_Letter(each, number, box, element) for each in letters(sign))
    finally:
        pdf.close()


def _signs(text: Any) -> Iterator[tuple[str, int, Box]]:
    """The signs of a page, each with the number of its marked content and its place."""
    from pypdfium2 import raw

    marks: dict[int, int] = {}
    for rank in range(text.count_chars()):
        drawn = raw.FPDFText_GetTextObject(text.raw, rank)
        key = cast(drawn, c_void_p).value or 0
        if key not in marks:
            marks[key] = raw.FPDFPageObj_GetMarkedContentID(drawn) if key else -1
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text.raw, rank, byref(box))
        sign = chr(raw.FPDFText_GetUnicode(text.raw, rank) or 32)
        yield sign, marks[key], (box.left, box.bottom, box.right, box.top)


def _lines(words: list[_Letter]) -> list[Box]:
    """The places of the first lines on which words stand."""
    lines: list[list[Box]] = [[words[0].box]]
    for one in words[1:]:
        left, bottom, _, top = one.box
        before = lines[-1][-1]
        if bottom <= (before[1] + before[3]) / 2 <= top and left >= before[0]:
            lines[-1].append(one.box)
        elif len(lines) < _MOST_LINES:
            lines.append([one.box])
        else:
            break
    return [_around_all(boxes) for boxes in lines]


def _around_all(boxes: list[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return tuple(round(each, 2) for each in (min(lefts), min(bottoms), max(rights), max(tops)))


def _highlight(document: Any, lines: list[Box], remark: Placed, day: str) -> Any:
    import pikepdf

    date = f"D:{day.replace('-', '')}000000Z"
    quads = [(left, top, right, top, left, low, right, low) for left, low, right, top in lines]
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Highlight,
            Rect=_around_all(lines),
            QuadPoints=[each for quad in quads for each in quad],
            Contents="\n".join(remark.sentences),
            T=TOOL,
            Subj="Ce qui reste à faire",
            CreationDate=date,
            M=date,
            F=_PRINTS,
            C=_AMBER,
            AP=pikepdf.Dictionary(N=_look(document, lines)),
        )
    )


def _look(document: Any, lines: list[Box]) -> Any:
    """How a highlight is drawn, the same in every reader: words show through."""
    import pikepdf

    boxes = (f"{x} {y} {right - x:.2f} {top - y:.2f} re" for x, y, right, top in lines)
    red, green, blue = _AMBER
    drawn = f"/Gs gs {red} {green} {blue} rg {' '.join(boxes)} f"
    multiply = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
    return pikepdf.Stream(
        document,
        drawn.encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=_around_all(lines),
        Group=pikepdf.Dictionary(S=pikepdf.Name.Transparency),
        Resources=pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Gs=multiply)),
    )


class _Tags:
    """The tag tree of a PDF; one without tags has an empty one."""

    def __init__(self, document: Any) -> None:
        import pikepdf

        self._document = document
        self._root = document.Root.get("/StructTreeRoot")
        parents = None if self._root is None else self._root.get("/ParentTree")
        self._parents = None if parents is None else pikepdf.NumberTree(parents)
        self._passed: dict[Any, bool] = {}

    def elements(self, page: Any) -> Mapping[int, Any]:
        """The elements of a page by the number of their marked content."""
        key = page.obj.get("/StructParents")
        if self._parents is None or key is None or key not in self._parents:
            return {}
        return dict(enumerate(self._parents[key]))

    def is_passed(self, element: Any) -> bool:
        """Whether an element stands in what repeats words of the text."""
        if element.objgen not in self._passed:
            self._passed[element.objgen] = any(
                str(one.get("/S", "")) in _CONTENTS for one in _around(element)
            )
        return self._passed[element.objgen]

    def add(self, page: Any, element: Any, note: Any) -> None:
        """Put an annotation on a page and, where there are tags, beside the words of an element."""
        import pikepdf

        if "/Annots" not in page.obj:
            page.obj.Annots = pikepdf.Array()
        page.obj.Annots.append(note)
        if element is None or self._parents is None:
            return
        page.obj.Tabs = pikepdf.Name.S
        key = max((*self._parents.keys(), self._root.get("/ParentTreeNextKey", 0) - 1)) + 1
        kid = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note, Pg=page.obj)
        tag = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Annot, P=element, Pg=page.obj, K=[kid]
        )
        self._parents[key] = _joined(element, self._document.make_indirect(tag))
        note.StructParent = key
        self._root.ParentTreeNextKey = key + 1


def _joined(element: Any, tag: Any) -> Any:
    """Put an element behind those that another one holds."""
    import pikepdf

    kids = element.get("/K")
    if not isinstance(kids, pikepdf.Array):
        element.K = pikepdf.Array([] if kids is None else [kids])
    element.K.append(tag)
    return tag


def _around(element: Any) -> Iterator[Any]:
    """An element and those that hold it, from the inside."""
    for _ in range(_DEEPEST):
        if element is None:
            return
        yield element
        element = element.get("/P")
