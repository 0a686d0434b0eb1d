"""Things said twice in different ways: a count and its order of size, its list.

Few are a fault for sure: most are notes, someone should look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import (
    Chiffre,
    Diagnostic,
    Dossier,
    PrintedText,
    blocs,
    iter_nodes,
    note,
    pattern,
    place_within,
    printed_texts,
    printed_texts_of,
    rich_texts,
    stems,
    warning,
)
from ppgp_docs.api import dossier as model
from ppgp_relecture.parsing.quantities import quantities
from ppgp_relecture.parsing.wording import ROUND_NUMBERS, wording

_SERVICE_COUNTS: Final = pattern(
    r"(?<!\w)(?:services?|équipes?|PMI|département|direction)(?!\w)[^.;:!?]{0,80}?\s"
    r"(?:réuni(?:t|ssent)|compte(?:nt)?|rassemblent?|emploie(?:nt)?|regroupe(?:nt)?|compren(?:d|nent)"
    r"|(?:est|sont)\s(?:composée?s?|constituée?s?))\s[^.;:,!?]{0,20}?"
    rf"(?P<size>une\s(?P<about>{'|'.join(ROUND_NUMBERS)})\sd(?:e\s|[’'])"
    r"|(?:environ|près\sde|(?P<less>moins\sde)|à\speine|quelque)\s(?P<n>\d+)\s)(?P<noun>[^\W\d][\w·]{4,})",
    re.IGNORECASE,
)
_EITHER: Final = "l’un des deux nombres a changé, ou ils ne comptent pas les mêmes personnes"
_TOLERANCE: Final = Decimal("1.15")


def orders_of_size(dossier: Dossier) -> Iterator[Diagnostic]:
    """C216: no more people were trained than the service, roughly counted, has.

    Only a sentence that counts the service whole: « une quinzaine de familles » may be a part.
    """
    for text in printed_texts(dossier):
        for match in _SERVICE_COUNTS.finditer(text.text):
            about = ROUND_NUMBERS.get((match["about"] or "").lower()) or int(match["n"] or 0)
            for name, figure in text.figures.items():
                most = about if match["less"] else about * _TOLERANCE
                if _counts(figure, match["noun"]) and (figure.valeur or 0) > most:
                    start, end = match.start("size"), match.end("noun")
                    said = f"le texte dit « {text.text[start:end]} »"
                    message = f"{said}, mais `{name}` vaut {figure.en_chiffres}"
                    yield note("C216", message, text.span(start, end), _EITHER)


def _counts(figure: Chiffre, noun: str) -> bool:
    """Whether a figure counts what the noun names: « professionnelles », « professionnels »."""
    return bool(wording(figure).heads & set(stems(noun)))


_KINDS: Final = "affiche|brochure|courrier|dépliant|flyer|guide|livret|plaquette"
_NAMED: Final = pattern(rf"(?:{_KINDS})s?\s«\s([^»]+?)\s»", re.I)


def documents_listed(dossier: Dossier) -> Iterator[Diagnostic]:
    """C217: a document named in an activity that lists its documents is in the list."""
    for activite in dossier.activites:
        lists = tuple(iter_nodes(activite, blocs.Documents))
        known = " ".join(text.plain for bloc in lists for _, _, text in rich_texts(bloc))
        if lists:
            yield from _not_listed(dossier, activite, known)


def _not_listed(dossier: Dossier, activite: model.Activite, known: str) -> Iterator[Diagnostic]:
    for owner, field, text in rich_texts(activite):
        for match in _NAMED.finditer(text.plain):
            if match[1] not in known:
                message = f"« {match[1]} » est cité ici, mais manque à la liste des documents"
                hint = "ajoutez-le à la liste, ou dites ce qu’il est devenu"
                yield note("C217", message, place_within(dossier, owner.at(field), match[1]), hint)


_ONE: Final = pattern(rf"(?:un|une|le|la)\s(?:nouve(?:au|lle)\s)?(?P<kind>{_KINDS})(?!\w)", re.I)
_KIND: Final = pattern(rf"(?<!\w)(?P<kind>{_KINDS})s?(?!\w)", re.I)
_SEVERAL: Final = pattern(
    rf"(?<!\w)(?:les|ces|nos|leurs|ses|aux)\s(?:nouveaux\s|nouvelles\s)?(?P<kind>{_KINDS})s(?!\w)"
    r"(?!\s(?:d[eu’']|des|qui|que|[^\W\d]+(?:és|ées|ants|ens|ennes|aux|ales)(?!\w)))",
    re.I,
)


def documents_in_the_singular(dossier: Dossier) -> Iterator[Diagnostic]:
    """C220: what is listed once in an activity is not called by the plural elsewhere in it."""
    for activite in dossier.activites:
        documents = [
            each for bloc in iter_nodes(activite, blocs.Documents) for each in bloc.documents
        ]
        listed = Counter(
            m["kind"].lower() for d in documents for m in _KIND.finditer(d.titre.plain)
        )
        alone = {
            one["kind"].lower()
            for each in documents
            if each.quantite == 1 and (one := _ONE.match(each.titre.plain))
        }
        for text in printed_texts_of(dossier, activite.at()) if alone else ():
            for match in () if text.ecrit.cite else _SEVERAL.finditer(text.text):
                kind = match["kind"].lower()
                if kind in alone and listed[kind] == 1:
                    said = f"le texte dit « {match[0]} »"
                    message = f"{said}, mais la liste des documents n’en compte qu’un"
                    hint = "corrigez le nombre, ou ajoutez une `quantite` au document"
                    yield note("C220", message, text.span(*match.span()), hint)


def people_counted(dossier: Dossier) -> Iterator[Diagnostic]:
    """C219: where people are shown, the text counts as many of each function."""
    parts: list[blocs.Section | model.Activite | model.Partie]
    parts = [
        *iter_nodes(dossier, blocs.Section),
        *dossier.activites,
        *iter_nodes(dossier, model.Partie),
    ]
    for part in parts:
        shown = [bloc for bloc in part.blocs if isinstance(bloc, blocs.Personnes)]
        names = {name for bloc in shown for name in bloc.personnes} & dossier.personnes.keys()
        functions = Counter(
            word for name in names for word in set(_words(dossier.personnes[name].fonction))
        )
        for text in printed_texts_of(dossier, part.at()) if functions else ():
            yield from _fewer(text, functions)


def _fewer(text: PrintedText, functions: Counter[str]) -> Iterator[Diagnostic]:
    for quantity in () if text.ecrit.cite else quantities(text):
        noun = text.text[quantity.end : quantity.noun_end].strip()
        (word,) = _words(noun)[:1] or ("",)
        if functions[word] > quantity.number and not quantity.complement:
            message = f"le texte dit « {quantity.written} {noun} », "
            message += f"mais {functions[word]} des personnes présentées ont cette fonction"
            hint = "corrigez le nombre, ou les personnes du bloc"
            yield warning("C219", message, text.span(quantity.start, quantity.end), hint)


def _words(text: str) -> list[str]:
    """The words in the singular."""
    return [word.rstrip("sx") for word in re.findall(r"[^\W\d_]{4,}", text.lower())]


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    orders_of_size,
    documents_listed,
    documents_in_the_singular,
    people_counted,
)
