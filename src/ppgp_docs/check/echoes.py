"""Things said twice in different ways: a count and its order of size, its unit, its list.

None is a fault for sure, so all are notes: someone should look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.check.said import said
from ppgp_docs.check.walking import every, rich_texts
from ppgp_docs.diagnostics import Diagnostic, note
from ppgp_docs.model.blocs import Documents
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Activite, Dossier

_ABOUT: Final = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_ROUNDLY: Final = re.compile(rf"(?<!\w)une ({'|'.join(_ABOUT)}) d(?:e |['’])(\w{{5,}})", re.I)
_EITHER: Final = "l’un des deux nombres a changé, ou ils ne comptent pas les mêmes personnes"
_TOLERANCE: Final = Decimal("1.15")
_STEM: Final = 6
_NAMED: Final = re.compile(
    r"(?:affiche|brochure|courrier|dépliant|flyer|guide|livret|plaquette)s?\s«\s([^»]+?)\s»", re.I
)

_PLURAL: Final = re.compile(r"[a-zà-ÿ]+[sx](?![\w-])")
_INVARIABLE: Final = re.compile(
    "accès|avis|bas|bus|cas|choix|colis|corps|cours|décès|devis|discours|dos|fois|mois|pas|pays"
    "|poids|prix|procès|progrès|relais|repas|secours|succès|taux|temps|travaux"
)
"""Nouns in -s or -x that are no plural, or are never singular."""


def orders_of_size(dossier: Dossier) -> Iterator[Diagnostic]:
    """C216: a count is not beyond the round number that a text gives of the same people."""
    for text in said(dossier):
        for match in _ROUNDLY.finditer(text.text):
            about = _ABOUT[match[1].lower()]
            for name, figure in text.figures.items():
                if _counts(figure, match[2]) and (figure.valeur or 0) > about * _TOLERANCE:
                    message = f"« {match[0]} », mais `{name}` vaut {figure.en_chiffres}"
                    yield note("C216", message, text.span(*match.span()), _EITHER)


def _counts(figure: Chiffre, noun: str) -> bool:
    """Whether a figure counts what the noun names: « professionnelles », « professionnels »."""
    words = f"{figure.unite} {figure.libelle.plain}".lower().split()
    return any(word[:_STEM] == noun[:_STEM].lower() for word in words[:2])


def units_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C218: the unit of a figure below two is singular: « 1 famille », « 0 réponse »."""
    for figure in every(dossier, Chiffre):
        noun = _PLURAL.match(figure.unite)
        if noun and _below_two(figure) and not _INVARIABLE.fullmatch(noun[0]):
            message = f"« {figure.en_chiffres} {figure.unite} » : au-dessous de deux, l’unité se "
            hint = "accordez `unite` avec `valeur`"
            yield note("C218", f"{message}met au singulier", figure.at("unite"), hint)


def _below_two(figure: Chiffre) -> bool:
    return figure.valeur is not None and figure.valeur < 2


def documents_listed(dossier: Dossier) -> Iterator[Diagnostic]:
    """C217: a document named in an activity that lists its documents is in the list."""
    for activite in dossier.activites:
        lists = tuple(every(activite, Documents))
        known = " ".join(text.plain for bloc in lists for _, _, text in rich_texts(bloc))
        if lists:
            yield from _not_listed(activite, known)


def _not_listed(activite: Activite, known: str) -> Iterator[Diagnostic]:
    for owner, field, text in rich_texts(activite):
        for match in _NAMED.finditer(text.plain):
            if match[1] not in known:
                message = f"« {match[1]} » est nommé, mais n’est pas dans la liste des documents"
                hint = "ajoutez-le à la liste, ou dites ce qu’il est devenu"
                yield note("C217", message, owner.at(field), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    orders_of_size,
    units_agree,
    documents_listed,
)
