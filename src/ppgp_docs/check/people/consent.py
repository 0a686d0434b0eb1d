"""Consents of the people who are quoted, shown or reached; a dossier cannot waive these checks.

Warnings while a document is a draft, which then says PROJET; errors when it is made to be
published. What a withdrawal took out of the dossier is told as a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, note, warning
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.publication.consent import (
    MissingConsent,
    missing_consents_of_case_study,
    missing_consents_of_fiche,
)
from ppgp_docs.publication.requirements import barring
from ppgp_docs.publication.withdrawal import Removal, removals, without_withdrawn

_ASK_AGAIN: Final = "demandez un nouvel accord et ajoutez-le sous `consentements`"
_DATE: Final = "indiquez la date du document, sous `edition`"
_ERASE: Final = "effacez aussi ces données du dossier et des images, si rien n’oblige à les garder"
_WITH: Final = "avec son accord écrit, ajoutez sous `consentements`"
_WITHOUT: Final = {
    "nom": "sans lui, retirez `nom` : la fonction suffit",
    "photo": "si c’est un dessin, ajoutez `portrait: dessin`",
    "fonction": "sans lui, retirez le nom de `fonction`",
    "courriel": "sans lui, donnez une adresse de service, comme `pmi@exemple.fr`",
}
"""What else one may do about each field that holds personal data."""

_UNNAMED: Final = (
    "sans accord écrit, donnez une fonction : « une puéricultrice »",
    "avec son accord, déclarez-la sous `personnes` et citez-la par `personne`",
)


def consents_given(dossier: Dossier) -> Iterator[Diagnostic]:
    """C901: a named quote, a photo, a personal line has its written consent.

    C902: that consent covers the date of the document (its ``edition``). C905: an attribution
    names nobody. Source: RGPD, art. 4, 6 and 7; Code civil, art. 9. The RGPD asks that consent be
    proven (art. 7(1)): writing and an end are rules of our own.
    """
    left = without_withdrawn(dossier)
    lacks = [*missing_consents_of_case_study(left)]
    for fiche in left.fiches:
        lacks += missing_consents_of_fiche(left, fiche)
    yield from dict.fromkeys(map(_lacking, lacks))


def _lacking(lack: MissingConsent) -> Diagnostic:
    if lack.found:
        hint = _DATE if lack.undated else _ASK_AGAIN
        return barring(warning("C902", lack.reason, lack.span, hint))
    if lack.usage.field == "attribution":
        return barring(warning("C905", lack.reason, lack.span, *_UNNAMED))
    entry = f"`- {{objet: {lack.usage.objet}, date: 12/01/2024}}`"
    without = _WITHOUT.get(lack.usage.field, "")
    return barring(warning("C901", lack.reason, lack.span, f"{_WITH} : {entry}", without))


def withdrawals(dossier: Dossier) -> Iterator[Diagnostic]:
    """C903: what a withdrawn consent takes out of the documents is told. RGPD, art. 7(3)."""
    for removal in removals(dossier):
        yield note("C903", _removal_message(removal), removal.consent.at("retrait"), _ERASE)


def _removal_message(removal: Removal) -> str:
    date = removal.consent.retrait
    assert date is not None  # only a withdrawal removes anything
    return f"{removal.what} n’est plus dans les documents : accord retiré ({date.en_francais()})"


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    consents_given,
    withdrawals,
)
