"""The tags of a paragraph: found across its runs, mended where Word spoilt them.

``{{ champ }}`` prints, ``{% si %}`` surrounds; after the brace, ``p`` means that the tag stands for
its paragraph and ``tr`` for its table row (docxtpl's own marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.api import entier
from ppgp_fiche_action.template.faults import Fault
from ppgp_fiche_action.template.marks import MarkedTag, blanked, tags_of
from ppgp_fiche_action.template.places import Piece, PlacedParagraph, pieces
from ppgp_fiche_action.word.ooxml import XML_SPACE, Element, qn

_LOOSE: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_MARK: Final = re.compile(r"(p|tr|tc|r)(?=\s)")
_QUOTES: Final = re.compile(r"«\s?|“|„|”|\s?»")
_MOST: Final = 300
"""Characters of a tag: the longest of ours has 40."""
_MOST_SIGNS: Final = 800
"""That open or close the tags of one paragraph: each tag is read with all that stands around it."""

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
    """Find the tags of a paragraph and mend them in place; those of one that has too many are not
    read."""
    count = sum(1 for _ in _LOOSE.finditer("".join(piece.text for piece in pieces(spot.paragraph))))
    if count > _MOST_SIGNS:
        return Found((), (_crowded(count, spot),), ())
    mends: list[str] = []
    faults = []
    parts = _texts(spot)
    for rank in range(len(_matches(parts))):
        source, touched = _touched(parts, rank)
        if len({_holder(piece) for piece in touched}) > 1:
            faults.append(_straddling(source, spot))
        elif told := [*_mend(source, touched)]:
            mends += told
            parts = _texts(spot)
    tags = tuple(_tags(spot))
    return Found(tags, (*faults, *_loose(spot)), tuple(dict.fromkeys(mends)))


def _crowded(count: int, spot: PlacedParagraph) -> Fault:
    signs = "accolades de balises, ouvertes ou fermées"
    message = f"ce paragraphe compte {entier(count)} {signs} ; il en faut au plus {_MOST_SIGNS}"
    hint = "effacez celles qui sont en trop, ou répartissez-les en plusieurs paragraphes"
    return Fault("R312", message, (hint,), spot.place, spot.paragraph)


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


def _matches(parts: list[Piece]) -> list[MarkedTag]:
    return list(tags_of("".join(piece.text for piece in parts)))


def _touched(parts: list[Piece], rank: int) -> tuple[str, list[Piece]]:
    """A tag by its rank, with the text nodes that it runs over."""
    source, start, end = _matches(parts)[rank]
    return source, [
        piece for piece in parts if piece.start < end and piece.start + len(piece.text) > start
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
    whole = "".join(piece.text for piece in _texts(spot)).strip()
    found = []
    for piece in pieces(spot.paragraph):
        holder = piece.node if piece.attribute else _holder(piece)
        for source, begins, _ in tags_of(piece.text):
            alone = not piece.attribute and whole == source
            start = piece.start + (0 if piece.attribute else begins)
            found.append(Tag(source, start, spot, holder, bool(piece.attribute), alone))
    yield from (tag for tag in sorted(found, key=lambda tag: tag.start) if tag.source[1] != "#")


def _loose(spot: PlacedParagraph) -> Iterator[Fault]:
    """Braces that open or close nothing, and tags too long to be tags."""
    whole = "".join(piece.text for piece in _texts(spot))
    for source, _, _ in tags_of(whole):
        if len(source) > _MOST:
            message = f"une balise compte {len(source)} caractères, il en faut au plus {_MOST}"
            yield Fault("R313", message, (), spot.place, spot.paragraph)
    rest = blanked(whole)
    for match in _LOOSE.finditer(rest):
        message = f"`{match[0]}` n’a pas son pendant dans le même paragraphe"
        hint = "une balise s’ouvre par `{{` ou `{%` et se ferme par `}}` ou `%}`"
        near = f"vers « {whole[max(0, match.start() - 20) : match.end() + 20].strip()} »"
        yield Fault("R312", f"{message}, {near}", (hint,), spot.place, spot.paragraph)
