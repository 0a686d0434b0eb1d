"""The runs of a paragraph, cut at the ends of its words; what surrounds them taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Final

from attrs import frozen
from lxml import etree

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.word.ooxml import R, W, attribute
from ppgp_docs.roundtrip.word.redline.pictures import sign_of
from ppgp_docs.roundtrip.word.redline.tokens import tokens

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OTHER: Final = "\ufffc"
"""What stands for a field, or for what else is no word."""
_FIRST_CALL: Final = 0x100000
_CALLS: Final = 0xFFFD
"""Signs of private use, one for each note that is called."""


@frozen
class Token:
    """A word and the runs that hold it, each of them nothing else; where its link leads."""

    text: str
    runs: tuple[Element, ...]

    @property
    def said(self) -> tuple[str, str]:
        """What two words have in common that are the same one."""
        return self.text, link_of(self.runs[0]) if self.runs else ""


def link_of(run: Element) -> str:
    """Where the link leads that a run is of, as :func:`with_targets` noted it."""
    link = next(run.iterancestors(f"{W}hyperlink"), None)
    return "" if link is None else str(link.get(_TARGET) or attribute(link, "anchor"))


_TARGET: Final = "ppgp-target"


def with_targets(root: Element, targets: Mapping[str, str]) -> None:
    """Note on each link where it leads: the numbers of two files differ."""
    for link in root.iter(f"{W}hyperlink"):
        link.set(_TARGET, targets.get(link.get(f"{R}id"), ""))


def without_targets(root: Element) -> None:
    """Take these notes away."""
    for link in root.iter(f"{W}hyperlink"):
        link.attrib.pop(_TARGET, None)


def text_of(paragraph: Element) -> str:
    """What a paragraph says, signs for what is no letter."""
    return "".join(_content_of(child) for run in _runs(paragraph) for child in _content(run))


def tokens_of(paragraph: Element) -> list[Token]:
    """Cut the runs of a paragraph at the ends of its words, and give the words with their runs."""
    pieces = [piece for run in list(_runs(paragraph)) for piece in _exploded(run)]
    made: list[Token] = []
    at, rest = 0, pieces
    for word in tokens("".join(_said_by(one) for one in pieces)):
        held: list[Element] = []
        need = len(word)
        while need:
            piece, rest = rest[0], rest[1:]
            length = len(_said_by(piece))
            if length > need:
                rest = [_split(piece, need), *rest]
                length = need
            held.append(piece)
            need -= length
        made.append(Token(word, tuple(held)))
        at += len(word)
    return made


def looks_of(paragraph: Element) -> list[tuple[str, bytes]]:
    """The words of a paragraph by their look, however they are cut into runs."""
    made: list[tuple[str, bytes]] = []
    for run in _runs(paragraph):
        text, look = _said_by(run), look_of(run) + link_of(run).encode()
        if made and made[-1][1] == look:
            made[-1] = made[-1][0] + text, look
        elif text:
            made.append((text, look))
    return made


def look_of(run: Element) -> bytes:
    """How a run is set: bold, italics, colour, style."""
    look = run.find(f"{W}rPr")
    parts = [] if look is None else [etree.tostring(one, method="c14n") for one in look]
    return b"".join(sorted(parts))


def look_at(runs: Iterable[Element], offset: int) -> Element | None:
    """What sets the letter at an offset of some runs; nothing where it is plain."""
    for run in runs:
        offset -= len(_said_by(run))
        if offset < 0:
            return run.find(f"{W}rPr")
    return None


def length_of(run: Element) -> int:
    """How many letters a run says."""
    return len(_said_by(run))


def unwrap_controls(paragraph: Element) -> None:
    """Take away the controls within a paragraph, not what they hold: a list of choices or a locked
    one can hold no change. The bookmarks that name them stay."""
    for control in list(paragraph.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        _put_in_place(control, [] if content is None else list(content))


def _put_in_place(node: Element, children: Iterable[Element]) -> None:
    parent = node.getparent()
    rank = parent.index(node)
    parent.remove(node)
    for step, child in enumerate(children):
        parent.insert(rank + step, child)


def _runs(paragraph: Element) -> Iterable[Element]:
    return (
        run
        for run in paragraph.iter(f"{W}r")
        if next(run.iterancestors(f"{W}p"), None) is paragraph
    )


def _content(run: Element) -> list[Element]:
    return [child for child in run if child.tag != f"{W}rPr"]


def _content_of(child: Element) -> str:
    if child.tag == f"{W}drawing":
        return sign_of(child)
    if child.tag == f"{W}footnoteReference":
        return chr(_FIRST_CALL + int(attribute(child, "id") or 0) % _CALLS)
    return (child.text or "") if child.tag == f"{W}t" else _SIGNS.get(child.tag, _OTHER)


def _said_by(run: Element) -> str:
    return "".join(map(_content_of, _content(run)))


def _exploded(run: Element) -> list[Element]:
    """Runs of one piece each, in the place of a run; what says nothing goes."""
    pieces = []
    for child in _content(run):
        if _content_of(child):
            piece = _like(run)
            piece.append(child)
            pieces.append(piece)
    _put_in_place(run, pieces)
    return pieces


def _split(run: Element, count: int) -> Element:
    """Keep the first letters in a run, and give the rest in one of its own, just behind."""
    [text] = _content(run)
    rest = _like(run)
    rest.append(deepcopy(text))
    rest[-1].text = text.text[count:]
    text.text = text.text[:count]
    for one in (text, rest[-1]):
        one.set(_SPACE, "preserve")
    run.addnext(rest)
    return rest


def _like(run: Element) -> Element:
    made = run.makeelement(f"{W}r", nsmap=run.nsmap)
    look = run.find(f"{W}rPr")
    if look is not None:
        made.append(deepcopy(look))
    return made
