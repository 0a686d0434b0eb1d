"""Counts that a title announces in words or digits, held against the list behind it.

Only a number that announces its list is read: « Quatre critères », « un triple enjeu », before a
noun that a list can enumerate. « Les deux psychologues » announces nothing, « 2 réunions par
mois » neither. The sentences before a list are the matter of ``introduced``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from ppgp_docs.api import (
    ENOUGH,
    NUMBER_PATTERN,
    Diagnostic,
    Dossier,
    Line,
    PrintedText,
    Span,
    blocs,
    counted,
    items_of,
    iter_nodes,
    lire_nombre,
    note,
    pattern,
    place_within,
    printed_texts_of,
    simplifier,
    warning,
)
from ppgp_relecture.parsing.wording import ROUND_NUMBERS

_NOUNS: Final = (
    "actions?|activités?|apports|atouts?|attentes|axes?|besoins|bénéfices|canaux|catégories?"
    "|changements?|conditions?|conseils|constats?|critères?|demandes?|difficultés?|dimensions"
    "|documents?|domaines?|effets|éléments?|engagements?|enjeux?|enseignements|étapes?|facteurs"
    "|faiblesses|flyers?|fonctions?|forces|formations?|freins?|idées|leviers?|messages|missions?"
    "|modules?|moments|motifs|moyens|objectifs?|obstacles|outils?|parties|piliers|pistes?|points?"
    "|postures|pratiques|principes?|priorités?|propositions?|questions?|raisons?|recommandations"
    "|règles|résultats|réunions?|rubriques?|secteurs|souhaits|sujets?|supports?|temps|thèmes?"
    "|types?|valeurs|volets?"
)
COUNT: Final = (
    rf"(?<![\w,.])(?P<n>{NUMBER_PATTERN}|double|triple|quadruple|(?:une\s)?(?:{'|'.join(ROUND_NUMBERS)})\sd(?:e\s|[’']))"
    rf"\s?(?P<noun>{_NOUNS})(?!\w)(?!\spar\s)"
)
"""A number and a noun that a list can enumerate."""

COUNTED: Final = pattern(COUNT, re.IGNORECASE)

_AT_START: Final = pattern(
    rf"(?:(?:les|nos|ces|leurs|ses|un|une|le|la|voici)\s)*{COUNT}", re.IGNORECASE
)
_AT_THE_END: Final = pattern(
    rf"^[^:]*?(?<!\w)(?:en\s|(?P<before>[^\W\d]+)\s(?:les\s|ses\s)?){COUNT}$", re.IGNORECASE
)
_TOP: Final = pattern(r"(?P<noun>top)\s(?P<n>\d+)(?!\w)", re.IGNORECASE)
_MULTIPLE: Final = pattern(
    r"(?P<noun>enjeu|objectif|intérêt|mission|but)\s(?:est|était|sera)\s"
    r"(?P<n>double|triple|quadruple)",
    re.IGNORECASE,
)
_NO_VERB: Final = pattern(
    r"(?:à|après|au|autour|aux|avant|avec|chez|contre|d|dans|de|depuis|des|dont|du|entre|et|lors|par"
    r"|pendant|pour|sans|sous|sur|vers|autres)",
    re.IGNORECASE,
)
ENUMERATION: Final = pattern(
    rf"{COUNT}\s?:\s(?P<items>[\w’'-]+(?:(?:,| et)\s[\w’'-]+)+)\.?$", re.IGNORECASE
)
"""« Quatre leviers : attirer, ouvrir, consolider, associer »: single words, to the end."""


def titles(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: the number that the title of a list announces is the length of the list."""
    for owner, items in counted(dossier):
        match = announced(owner.titre)
        if match and not _is_announced(match, owner.nombre_annonce):
            place = place_within(dossier, owner.at("titre"), match["n"])
            yield from differs(match, total_of(items), place)


def _is_announced(match: re.Match[str], number: int | None) -> bool:
    """Whether ``nombre_annonce`` says the same: C205 then compares it with the list."""
    return number is not None and lire_nombre(match["n"]) == number


def titles_of_sections(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: so is that of a section whose only list has no title of its own."""
    for section in iter_nodes(dossier, blocs.Section):
        lists = [bloc for bloc in section.blocs if items_of(bloc) is not None]
        inner = any(isinstance(bloc, blocs.Section) for bloc in section.blocs)
        if len(lists) == 1 and not inner and not getattr(lists[0], "titre", None):
            total = total_of(items_of(lists[0]) or ())
            for name in ("titre", "version_courte"):
                match = _AT_START.match(getattr(section, name).plain)
                if match and not ENUMERATION.search(match.string):
                    yield from differs(
                        match, total, place_within(dossier, section.at(name), match["n"])
                    )


def announced(title: Line) -> re.Match[str] | None:
    """The count that a title announces: at its start, or as what it comes to."""
    if match := _AT_START.match(title.plain) or _TOP.match(title.plain):
        return None if ENUMERATION.search(title.plain) else match
    end = _AT_THE_END.match(title.plain)
    if end and not _NO_VERB.fullmatch(end["before"] or ""):
        return end
    return _MULTIPLE.search(title.plain)


def total_of(items: tuple[Any, ...]) -> int:
    """How many things a list holds: an item may stand for several."""
    return sum(getattr(item, "quantite", 1) for item in items)


def differs(
    match: re.Match[str], total: int, span: Span, *, sure: bool = True
) -> Iterator[Diagnostic]:
    """C208 when the number is not the total; « une dizaine » may be seven, never five."""
    about = next((n for word, n in ROUND_NUMBERS.items() if word in match["n"].lower()), 0)
    number = about or lire_nombre(match["n"])
    near = 2 * about < 3 * total < 4 * about if about else number == total
    if number and not near:
        message = f"le texte annonce « {_words(match)} », la liste en compte {total}"
        tell = warning if sure else note
        yield tell("C208", message, span, "corrigez le nombre, ou complétez la liste")


def _words(match: re.Match[str]) -> str:
    """What the text says, in its own order: « quatre critères », « Top 5 »."""
    start = min(match.start("n"), match.start("noun"))
    return simplifier(match.string[start : max(match.end("n"), match.end("noun"))])


_BARE: Final = pattern(rf"(?:les\s|nos\s)?{COUNT}$", re.IGNORECASE)
_A_PART: Final = pattern(r"(?:dont|des|autres|parmi|sur)\s(?:les\s)?$", re.IGNORECASE)
_NARROWED: Final = pattern(
    r"\s(?:d[eu’']|des|qui|que|dont|(?!dans|puis|mais|sans)[^\W\d]{3,}[sx](?!\w))"
)
_ENDS: Final = pattern(r"\s?(?:[.,;:)]|$)")
_NEAR: Final = 30


def echoes_of_titles(dossier: Dossier) -> Iterator[Diagnostic]:
    """C208: a section does not count otherwise what one of its lists counts in its title."""
    for section in iter_nodes(dossier, blocs.Section):
        for owner, items in counted(section.blocs):
            bare = _BARE.fullmatch(owner.titre.plain)
            total = total_of(items)
            if bare and lire_nombre(bare["n"]) == total:
                for text in printed_texts_of(dossier, section.at()):
                    yield from islice(_other_counts(text, bare["noun"].lower(), total), ENOUGH)


def _other_counts(text: PrintedText, noun: str, total: int) -> Iterator[Diagnostic]:
    for match in COUNTED.finditer(text.text):
        start, end = match.span()
        before = text.text[max(0, start - _NEAR) : start]
        part = _A_PART.search(before) or _NARROWED.match(text.text, end)
        if match["noun"].lower() == noun and not part:
            more = (lire_nombre(match["n"]) or 0) > total
            sure = more or bool(_ENDS.match(text.text, end))
            yield from differs(match, total, text.span(*match.span("n")), sure=sure)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    titles,
    titles_of_sections,
    echoes_of_titles,
)
