"""The tags of a paragraph: found across its runs, mended where Word spoilt them.

``{{ champ }}`` prints, ``{% si %}`` surrounds; after the brace, ``p`` means that the tag stands for
its paragraph and ``tr`` for its table row (docxtpl's own marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_fiche_action.template.faults import Fault
from ppgp_fiche_action.template.places import Piece, PlacedParagraph, pieces
from ppgp_fiche_action.word.ooxml import XML_SPACE, Element, qn

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_MARK: Final = re.compile(r"(p|tr|tc|r)(?=\s)")
_QUOTES: Final = re.compile(r"«\s?|“|„|”|\s?»")
_MOST: Final = 300
"""Characters of a tag: the longest of ours has 40."""

_SPACES: Final = "\u00a0\u202f\u2007\u2009"
_TO_PLAIN: Final = str.maketrans(dict.fromkeys(_SPACES, " ") | {"‘": "'", "’": "'"})


_MENDED: Final = (
    "espaces insécables remplacées par des espaces ordinaires",
    "guillemets ou apostrophes remplacés par des signes droits",
)


@frozen(eq=False)
class Tag:
    """A tag; ``mark`` is what it stands for, ``holder`` what its text stands in."""

    source: str
    start: int
    spot: PlacedParagraph
    holder: Element
    attribute: bool = False
    alone: bool = False

    @property
    def mark(self) -> str:
        found = _MARK.match(self.source, 2)
        return found[1] if found else ""

    @property
    def prints(self) -> bool:
        return self.source.startswith("{{")

    @property
    def says(self) -> str:
        """Its text without braces and mark."""
        return self.source[2 + len(self.mark) : -2].strip()

    def fault(self, code: str, message: str, *hints: str) -> Fault:
        """A fault of this tag."""
        about = f"dans `{self.source}`, {message}" if self.source not in message else message
        return Fault(code, about, hints, self.spot.place, self.spot.paragraph)


@frozen
class Found:
    """The tags of a paragraph, its faults, and what was mended in it, in words."""

    tags: tuple[Tag, ...]
    faults: tuple[Fault, ...]
    mends: tuple[str, ...]


def read_tags(spot: PlacedParagraph) -> Found:
    """Find the tags of a paragraph and mend them in place."""
    mends: list[str] = []
    faults = []
    for rank in range(len(_matches(_texts(spot)))):
        source, touched = _touched(_texts(spot), rank)
        if len({_holder(piece) for piece in touched}) > 1:
            faults.append(_straddling(source, spot))
        else:
            mends += _mend(source, touched)
    tags = tuple(_tags(spot))
    return Found(tags, (*faults, *_loose(spot)), tuple(dict.fromkeys(mends)))


def _straddling(source: str, spot: PlacedParagraph) -> Fault:
    return Fault(
        "R315",
        f"la balise `{source}` est à cheval sur un contrôle, un lien ou une modification suivie",
        ("effacez-la et retapez-la d’un seul tenant",),
        spot.place,
        spot.paragraph,
    )


def _texts(spot: PlacedParagraph) -> list[Piece]:
    return [piece for piece in pieces(spot.paragraph) if not piece.attribute]


def _matches(parts: list[Piece]) -> list[re.Match[str]]:
    return list(_TAG.finditer("".join(piece.text for piece in parts)))


def _touched(parts: list[Piece], rank: int) -> tuple[str, list[Piece]]:
    """A tag by its rank, with the text nodes that it runs over."""
    match = _matches(parts)[rank]
    return match[0], [
        piece
        for piece in parts
        if piece.start < match.end() and piece.start + len(piece.text) > match.start()
    ]


def _holder(piece: Piece) -> Element:
    """What a run stands in: the paragraph, a control, a link."""
    return piece.node.getparent().getparent()


def _mend(source: str, touched: list[Piece]) -> Iterator[str]:
    """Bring a tag into its first text node, in plain spaces and quotes."""
    plain = _QUOTES.sub('"', source).translate(_TO_PLAIN)
    if len(touched) > 1:
        yield f"`{source}` : une mise en forme coupait cette balise : elle est réunie"
        _gather(touched)
    if plain != source:
        yield f"`{source}` : {_MENDED[bool(re.search('[«»“”„‘’]', source))]}"
        first = touched[0].node
        first.text = first.text.replace(source, plain)


def _gather(touched: list[Piece]) -> None:
    first, *rest = (piece.node for piece in touched)
    first.text = "".join(piece.text for piece in touched)
    first.set(XML_SPACE, "preserve")
    for node in rest:
        if node.tag == qn("t"):
            node.text = ""
        else:
            node.getparent().remove(node)


def _tags(spot: PlacedParagraph) -> Iterator[Tag]:
    """The mended tags, those of attributes included, in reading order."""
    whole = "".join(piece.text for piece in _texts(spot))
    found = []
    for piece in pieces(spot.paragraph):
        holder = piece.node if piece.attribute else _holder(piece)
        for match in _TAG.finditer(piece.text):
            alone = not piece.attribute and whole.strip() == match[0]
            start = piece.start + (0 if piece.attribute else match.start())
            found.append(Tag(match[0], start, spot, holder, bool(piece.attribute), alone))
    yield from (tag for tag in sorted(found, key=lambda tag: tag.start) if tag.source[1] != "#")


def _loose(spot: PlacedParagraph) -> Iterator[Fault]:
    """Braces that open or close nothing, and tags too long to be tags."""
    whole = "".join(piece.text for piece in _texts(spot))
    for match in _TAG.finditer(whole):
        if len(match[0]) > _MOST:
            message = f"une balise compte {len(match[0])} caractères, il en faut au plus {_MOST}"
            yield Fault("R313", message, (), spot.place, spot.paragraph)
    rest = _TAG.sub(lambda tag: " " * len(tag[0]), whole)
    for match in _LOOSE.finditer(rest):
        message = f"`{match[0]}` n’a pas son pendant dans le même paragraphe"
        hint = "une balise s’ouvre par `{{` ou `{%` et se ferme par `}}` ou `%}`"
        near = f"vers « {whole[max(0, match.start() - 20) : match.end() + 20].strip()} »"
        yield Fault("R312", f"{message}, {near}", (hint,), spot.place, spot.paragraph)
