"""Consents of the people who are quoted, shown or reached; a dossier cannot waive these checks.

Warnings while a document is a draft, which then says PROJET; errors when it is made to be
published. What a withdrawal took out of the dossier is told as a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ppgp_docs.consent import Lack, lacks_of_case_study, lacks_of_fiche
from ppgp_docs.diagnostics import Diagnostic, Severity, note, warning
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.references import span_in
from ppgp_docs.withdrawal import Removal, removals, without_withdrawn

REQUIRED: Final = frozenset({"C901", "C902", "C904"})
"""What a published document needs; no written reason stands for a consent."""

_ASK_AGAIN: Final = "demandez un nouvel accord et ajoutez-le sous `consentements`"
_DATE: Final = "indiquez la date du document, sous `edition`"
_ERASE: Final = "effacez aussi ces données du dossier et des images, si rien n’oblige à les garder"
_REPLACE: Final = "remplacez le nom par la fonction, ou par […]"
_BETWEEN_WORDS: Final = r"\s+"


def consents_given(dossier: Dossier) -> Iterator[Diagnostic]:
    """C901: a named quote, a photo, a personal line has its written consent.

    C902: that consent covers the date of the document (its ``edition``). Source: RGPD, art. 6
    and 7; Code civil, art. 9.
    """
    left = without_withdrawn(dossier)
    lacks = [*lacks_of_case_study(left)]
    for fiche in left.fiches:
        lacks += lacks_of_fiche(left, fiche)
    yield from dict.fromkeys(map(_lacking, lacks))


def _lacking(lack: Lack) -> Diagnostic:
    if lack.found:
        hint = _DATE if lack.undated else _ASK_AGAIN
        return warning("C902", lack.reason, lack.span, hint)
    entry = f"`- {{objet: {lack.usage.objet}, date: 12/01/2024}}`"
    hints = [f"avec son accord écrit, ajoutez sous `consentements` : {entry}"]
    if lack.usage.field == "nom":
        hints.append("sans lui, retirez `nom` : la fonction suffit")
    else:
        hints.append("si c’est un dessin, ajoutez `portrait: dessin`")
    return warning("C901", lack.reason, lack.span, *hints)


def withdrawals(dossier: Dossier) -> Iterator[Diagnostic]:
    """C903: what a withdrawn consent takes out of the documents is told. RGPD, art. 7(3)."""
    for removal in removals(dossier):
        yield note("C903", _told(removal), removal.consent.at("retrait"), _ERASE)


def _told(removal: Removal) -> str:
    date = removal.consent.retrait
    assert date is not None  # only a withdrawal removes anything
    return f"{removal.what} n’est plus dans les documents : accord retiré ({date.en_francais()})"


def names_left(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904: a name that a withdrawal takes out is not written in another text."""
    names = _names_gone(dossier)
    if not names:
        return
    for ecrit in without_withdrawn(dossier).textes:
        for name in names:
            if match := re.search(_as_typed(name), ecrit.texte):
                message = f"`{name}` a retiré son accord, son nom est encore dans ce texte"
                place = span_in(ecrit.texte, match.start(), match.end())
                yield warning("C904", message, place, _REPLACE)


def _names_gone(dossier: Dossier) -> list[str]:
    """Names that no document should show any more."""
    before = {name: each.nom for name, each in dossier.personnes.items() if each.nom}
    after = without_withdrawn(dossier)
    people = [nom for name, nom in before.items() if not after.personnes[name].nom]
    contacts = dossier.appel.contacts if dossier.appel else ()
    left = after.appel.contacts if after.appel else ()
    return [*people, *(each.nom for each in contacts if each.nom and each not in left)]


def _as_typed(name: str) -> str:
    """The name whatever the spaces between its words."""
    words = _BETWEEN_WORDS.join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?!\w)"


def as_published(finding: Diagnostic) -> Diagnostic:
    """The same finding for a document that is going to be published."""
    return replace(finding, severity=Severity.ERROR) if finding.code in REQUIRED else finding


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    consents_given,
    withdrawals,
    names_left,
)
