"""Things said twice in different ways: an order of size and a count, a document and a list.

Neither is a fault for sure, so both are notes: someone should look.
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
    documents_listed,
)
