"""Bookmarks that LibreOffice puts too early where a footnote is called before them in a paragraph.

LibreOffice 7.4 counts no sign for the call when it places what follows: the bookmark around the
call comes out empty, just before it, and those behind come one sign too early for each call. An
empty bookmark of a call is the proof; where there is none, nothing is moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.fields import CITED, NOTE
from ppgp_docs.roundtrip.word.ooxml import W, attribute

_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def put_back(root: Element, bookmarks: Mapping[str, str]) -> None:
    """Put the bookmarks of each paragraph back where they were."""
    calls = [one.getparent() for one in root.iter(f"{W}footnoteReference")]
    for paragraph in dict.fromkeys(_paragraph(call) for call in calls):
        if paragraph is not None:
            _put_back(paragraph, bookmarks)


def _paragraph(node: Element) -> Element | None:
    return next(node.iterancestors(f"{W}p"), None)


def _put_back(paragraph: Element, bookmarks: Mapping[str, str]) -> None:
    names = {attribute(one, "id"): bookmarks.get(attribute(one, "name"), "")
             for one in paragraph.iter(_START)}  # fmt: skip
    passed, later = 0, list[tuple[Element, int]]()
    for node in list(paragraph.iter(_START, _END, f"{W}footnoteReference")):
        if node.tag in (_START, _END):
            later += [(node, passed)] if passed and names.get(attribute(node, "id")) else []
        elif ends := list(_ends_before(node.getparent(), names)):
            passed += 1
            for end in ends:
                node.getparent().addnext(end)
                later = [(mark, count) for mark, count in later if mark is not end]
    for mark, count in reversed(later):
        _forward(paragraph, mark, count)


def _ends_before(call: Element, names: Mapping[str, str]) -> Iterator[Element]:
    """The ends of bookmarks that a call should stand within, in the order to put behind it: those
    just before it, where one of them is that of an empty bookmark of a note."""
    marks: list[Element] = []
    node = call.getprevious()
    while node is not None and node.tag in (_START, _END):
        marks.append(node)
        node = node.getprevious()
    begun = {attribute(one, "id") for one in marks if one.tag == _START}
    ends = [one for one in marks if one.tag == _END]
    if any(names.get(attribute(one, "id"), "").startswith(NOTE) and attribute(one, "id") in begun
           for one in ends):  # fmt: skip
        yield from (
            one for one in ends if not names.get(attribute(one, "id"), CITED).startswith(CITED)
        )


def _forward(paragraph: Element, mark: Element, count: int) -> None:
    """Move a bookmark some signs on, the run that it falls in cut in two."""
    order = list(paragraph.iter())
    behind = [one for one in order[order.index(mark) :] if one.tag == f"{W}t"]
    for text in behind:
        said, run = text.text or "", text.getparent()
        if count < len(said):
            rest = deepcopy(run)
            rest.find(f"{W}t").text = said[count:]
            text.text = said[:count]
            for one in (text, rest.find(f"{W}t")):
                one.set(_SPACE, "preserve")
            run.addnext(rest)
        run.addnext(mark)
        count -= len(said)
        if count <= 0:
            return
