"""What a paragraph of Word holds beside its words: text boxes, equations, pictures, drawings.

Word writes a text box twice for programs of different ages (ISO/IEC 29500-3, 10.2.1,
``mc:AlternateContent``): it is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.word.ooxml import WP, A, R, W, attribute

_MATH: Final = f"{{{ooxml_names.FORMULA}}}"
_ALTERNATIVES: Final = f"{{{ooxml_names.ALTERNATIVES}}}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_CHART: Final = f"{{{ooxml_names.CHART}}}chart"
_DIAGRAM: Final = f"{{{ooxml_names.DIAGRAM}}}relIds"
_BOX: Final = f"{W}txbxContent"
_DRAWN: Final = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
ELSEWHERE: Final = {
    f"{W}altChunk": "un morceau d’un autre document",
    f"{W}subDoc": "un sous-document",
}
"""What stands in another part or file, in the place of paragraphs (ECMA-376, part 1, §17.17.2)."""
_PASSED: Final = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "sectPr")
)
_IMAGE: Final = "image"
_DEEPEST: Final = 60
_NO_LETTER: Final = range(0xF000, 0xF100)
"""Where Word puts the signs of a font of symbols, which no other font has."""
_ARROWS: Final = {
    0xF0DF: "←", 0xF0E0: "→", 0xF0E7: "⇐", 0xF0E8: "⇒", 0xF0F3: "⇔", 0xF0FC: "✓", 0xF0FB: "✗",
    0xF0FE: "☑", 0xF0A8: "☐", 0xF04A: "☺",
}  # fmt: skip
"""Signs of Wingdings that Word itself puts for « --> », « ==> », or that people tick."""


@frozen
class Beside:
    """``kind`` names it in French; its ``text``, or the ``box`` of paragraphs to read; the words of
    a diagram stand in the part to which ``relation`` leads, pictures in those of ``pictures``."""

    kind: str
    text: str = ""
    box: Element | None = None
    relation: str = ""
    pictures: tuple[str, ...] = ()


def beside(node: Element, depth: int = 0) -> Iterator[Beside]:
    """All that an element holds beside words, in its order; not what was taken out of it."""
    for child in node if depth < _DEEPEST else ():
        if not isinstance(child.tag, str) or child.tag in _PASSED:
            continue
        if child.tag == f"{_ALTERNATIVES}AlternateContent":
            yield from next(filter(None, (list(beside(one, depth + 1)) for one in child)), ())
        elif child.tag == _BOX:
            yield Beside("zone de texte", box=child)
        elif child.tag == f"{_MATH}oMath":
            said = "".join(one.text or "" for one in child.iter(f"{_MATH}t"))
            yield Beside("équation", said or "équation")
        elif child.tag == f"{W}sym" and not symbol(child):
            yield Beside("signe d’une police de symboles", _sign(child))
        else:
            yield from beside(child, depth + 1)
    if node.tag in _DRAWN and (kind := _drawn(node)):
        shown = tuple(_shown(node)) if kind == _IMAGE else ()
        yield Beside(kind, _described(node) or kind, relation=_relation(node), pictures=shown)


def symbol(node: Element) -> str:
    """The letter of a ``w:sym``; nothing where its font alone has it."""
    try:
        code = int(attribute(node, "char"), 16)
    except ValueError:
        return ""
    if code not in _NO_LETTER:
        return chr(code) if 0x20 <= code < 0xD800 else ""
    return _ARROWS.get(code, "") if attribute(node, "font") == "Wingdings" else ""


def _sign(node: Element) -> str:
    return f"{attribute(node, 'font')}, {attribute(node, 'char')}"


def _drawn(node: Element) -> str:
    """What a drawing is; nothing for the frame of a text box."""
    if node.tag == f"{W}object":
        return "objet inséré"
    if any(True for _ in node.iter(f"{A}blip", f"{_VML}imagedata")):
        return _IMAGE
    if any(True for _ in node.iter(_DIAGRAM)):
        return "schéma"
    if any(True for _ in node.iter(_CHART)):
        return "graphique"
    return "" if any(True for _ in node.iter(_BOX)) else "dessin"


def _relation(node: Element) -> str:
    """What leads to the words of a diagram (SmartArt); nothing for another drawing."""
    told = (one.get(f"{R}dm") or "" for one in node.iter(_DIAGRAM))
    return next(told, "")


def _shown(node: Element) -> Iterator[str]:
    """What leads to the pictures of a drawing, which may group several."""
    for one in node.iter(f"{A}blip", f"{_VML}imagedata"):
        yield one.get(f"{R}embed") or one.get(f"{R}link") or one.get(f"{R}id") or ""


def _described(node: Element) -> str:
    """What its author says that it shows."""
    told = (one.get("descr") or one.get("title") or "" for one in node.iter(f"{WP}docPr"))
    return next(filter(None, told), "").strip()
