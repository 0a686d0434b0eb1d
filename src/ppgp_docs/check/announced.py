"""Counts that a title or a sentence announces in words or digits, held against the list.

Only a number that directly announces its list is read: « Quatre critères », « un triple enjeu »,
before a noun that a list can enumerate. « Les deux psychologues » announces nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from ppgp_docs.check.figures import counted, items_of
from ppgp_docs.check.said import NUMBER, Said, said, within
from ppgp_docs.check.walking import every
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.nombres import lire_nombre
from ppgp_docs.model.blocs import Bloc, Element, Paragraphe, Section
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Located

_NOUNS: Final = (
    "actions?|activités?|atouts?|axes?|besoins|canaux|catégories?|changements?|conditions?"
    "|constats?|critères?|demandes?|difficultés?|documents?|domaines?|éléments?|engagements?"
    "|enjeux?|étapes?|faiblesses|flyers?|fonctions?|forces|formations?|freins?|idées|leviers?"
    "|missions?|modules?|moyens|objectifs?|outils?|parties|pistes?|points?|principes?|priorités?"
    "|propositions?|questions?|raisons?|réunions?|rubriques?|sujets?|supports?|temps|thèmes?"
    "|types?|volets?"
)
_COUNT: Final = rf"(?P<n>{NUMBER}|double|triple|quadruple)\s(?P<noun>{_NOUNS})(?!\w)"
_AT_START: Final = re.compile(
    rf"(?:(?:les|nos|ces|leurs|ses|un|une|le|la|voici)\s)*{_COUNT}", re.IGNORECASE
)
_ANYWHERE: Final = re.compile(rf"(?<![\w,.]){_COUNT}", re.IGNORECASE)
_LIST_IN_TEXT: Final = re.compile(
    r"(?P<intro>(?<![^.\n])[^.\n]*):\s*\n+(?P<items>(?:\s*(?:-|\d+\.)\s.*\n?)+)"
)
_ITEM: Final = re.compile(r"^(?:-|\d+\.)\s+(.*(?:\n\s+(?!-|\d+\.).*)*)", re.MULTILINE)
_ENUMERATION: Final = re.compile(
    rf"{_COUNT}\s?:\s(?P<items>[\w’'-]+(?:(?:,| et)\s[\w’'-]+)+)\.?$", re.IGNORECASE
)
_ONE_LINE: Final = 200


def titles(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: the number that opens the title of a list is the length of the list."""
    for owner, items in counted(dossier):
        if owner.nombre_annonce is None:
            yield from _compared(owner.titre.plain, _total(items), owner.at("titre"))
    for section in every(dossier, Section):
        lists = [found for bloc in section.blocs if (found := items_of(bloc)) is not None]
        if len(lists) == 1 and not any(isinstance(bloc, Section) for bloc in section.blocs):
            total = _total(lists[0])
            yield from _compared(section.titre.plain, total, section.at("titre"))
            yield from _compared(section.version_courte.plain, total, section.at("version_courte"))


def _total(items: tuple[Any, ...]) -> int:
    return sum(getattr(item, "quantite", 1) for item in items)


def _compared(text: str, total: int, span: Span) -> Iterator[Diagnostic]:
    match = _AT_START.match(text)
    if match and not _ENUMERATION.search(text):
        yield from _differs(match, total, span)


def _differs(match: re.Match[str], total: int, span: Span) -> Iterator[Diagnostic]:
    announced = lire_nombre(match["n"])
    if announced and announced != total:
        yield warning(
            "C208",
            f"le texte annonce « {match['n']} {match['noun']} », la liste en compte {total}",
            span,
            "corrigez le nombre, ou complétez la liste",
        )


def sentences(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: so is the number of the sentence that ends with a colon before a list."""
    texts = [text for text in said(dossier) if ":" in text.text]
    for blocs in _sequences(dossier):
        for before, after in pairwise(blocs):
            if isinstance(before, Paragraphe) and before.texte.plain.endswith(":"):
                place = before.at("texte")
                intro = (text for text in texts if text.ecrit.texte.span == place)
                yield from (fault for text in intro for fault in _introduced(text, after))
    for text in texts:
        if "\n" in text.text:
            yield from _inside(text)
        if len(text.text) <= _ONE_LINE:
            yield from _enumerated(text)


def _sequences(dossier: Dossier) -> Iterator[tuple[Bloc, ...]]:
    for node in every(dossier, Located):
        blocs = getattr(node, "blocs", ())
        if isinstance(blocs, tuple):
            yield blocs


def _introduced(text: Said, after: Bloc) -> Iterator[Diagnostic]:
    items = items_of(after)
    if items is not None:
        start = max(text.text.rstrip().rfind(mark) for mark in ".!?\n") + 1
        words = [item.texte.plain if isinstance(item, Element) else "" for item in items]
        yield from _sole(text, start, len(text.text), _total(items), words)


def _inside(text: Said) -> Iterator[Diagnostic]:
    """A list in the Markdown of the text itself."""
    for match in _LIST_IN_TEXT.finditer(text.text):
        items = _ITEM.findall(match["items"])
        yield from _sole(text, match.start("intro"), match.end("intro"), len(items), items)


def _sole(text: Said, start: int, end: int, total: int, items: list[str]) -> Iterator[Diagnostic]:
    """The only count of the sentence; an item that itself enumerates makes a list uncountable."""
    found = list(_ANYWHERE.finditer(text.text, start, end))
    if len(found) == 1 and not any("," in item for item in items):
        yield from _differs(found[0], total, text.span(*found[0].span()))


def _enumerated(text: Said) -> Iterator[Diagnostic]:
    """« Quatre leviers : attirer, ouvrir, consolider, associer »: single words, to the end."""
    match = _ENUMERATION.search(text.text.strip())
    if match:
        start = text.text.index(match[0])
        items = re.split(r",\s|\set\s", match["items"])
        yield from _differs(match, len(items), text.span(start, start + len(match["n"])))


def priorities(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: the introduction of « Et après ? » counts the priorities that follow."""
    part = dossier.et_apres
    for match in _ANYWHERE.finditer(part.introduction.plain) if part else ():
        if part and match["noun"].startswith("priorité"):
            place = within(dossier, part.at("introduction"), match["n"])
            yield from _differs(match, len(part.priorites), place)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    titles,
    sentences,
    priorities,
)
