"""Consents of the people who are quoted, shown or reached; a dossier cannot waive these checks.

Warnings while a document is a draft, which then says PROJET; errors when it is made to be
published. What a withdrawal took out of the dossier is told as a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ppgp_docs.check.reading.printed_text import PrintedText, printed_texts
from ppgp_docs.diagnostics import Diagnostic, Severity, Span, note, warning
from ppgp_docs.francais.named import Child, Named, children_in, people_in
from ppgp_docs.model.dossier import Contact, Dossier, Personne
from ppgp_docs.model.place import Located
from ppgp_docs.model.references import span_in
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.consent import (
    MissingConsent,
    missing_consents_of_case_study,
    missing_consents_of_fiche,
)
from ppgp_docs.publication.withdrawal import Removal, removals, without_withdrawn

REQUIRED: Final = frozenset({"C901", "C902", "C904", "C905"})
"""What a published document needs; no written reason stands for a consent."""

_ASK_AGAIN: Final = "demandez un nouvel accord et ajoutez-le sous `consentements`"
_DATE: Final = "indiquez la date du document, sous `edition`"
_ERASE: Final = "effacez aussi ces données du dossier et des images, si rien n’oblige à les garder"
_REPLACE: Final = "remplacez le nom par la fonction, ou par […]"
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
_OTHER_FIELDS: Final = frozenset(
    {"nom", "fonction", "attribution", "credit", "credits", "titulaire", "source", "signataires"}
)
_MADE_UP: Final = re.compile(
    r"prénoms?\s(?:\w+\s){0,5}(?:changé|modifié|fictif|inventé|d[’']emprunt)"
)
"""« Les prénoms ont été modifiés »: nobody is named any more."""

_BETWEEN_WORDS: Final = r"\s+"


def consents_given(dossier: Dossier) -> Iterator[Diagnostic]:
    """C901: a named quote, a photo, a personal line has its written consent.

    C902: that consent covers the date of the document (its ``edition``). C905: an attribution
    names nobody. Source: RGPD, art. 6 and 7; Code civil, art. 9.
    """
    left = without_withdrawn(dossier)
    lacks = [*missing_consents_of_case_study(left)]
    for fiche in left.fiches:
        lacks += missing_consents_of_fiche(left, fiche)
    yield from dict.fromkeys(map(_lacking, lacks))


def _lacking(lack: MissingConsent) -> Diagnostic:
    if lack.found:
        hint = _DATE if lack.undated else _ASK_AGAIN
        return warning("C902", lack.reason, lack.span, hint)
    if lack.usage.field == "attribution":
        return warning("C905", lack.reason, lack.span, *_UNNAMED)
    entry = f"`- {{objet: {lack.usage.objet}, date: 12/01/2024}}`"
    without = _WITHOUT.get(lack.usage.field, "")
    return warning("C901", lack.reason, lack.span, f"{_WITH} : {entry}", without)


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


def people_in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C906: a text names nobody without a recorded consent; a note where a doubt is left."""
    known = {name.casefold() for name in _agreed(dossier)}
    elsewhere = {_start(span) for span in _told_elsewhere(dossier)}
    for text in printed_texts(dossier):
        if _start(text.ecrit.texte.span) not in elsewhere:
            for named in people_in(text.text):
                if not any(name in named.words.casefold() for name in known):
                    yield _in_text(text, named)


def children_in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C906: no text names a child, whoever agreed, unless the dossier says that names are made up.

    Children merit specific protection (RGPD, considérant 38).
    """
    texts = printed_texts(dossier)
    found = [(text, child) for text in texts for child in children_in(text.text)]
    if found and not any(_MADE_UP.search(text.text) for text in texts):
        for text, child in found:
            message = f"`{child.first}` : ce texte nomme un enfant par son prénom"
            place = text.span(child.start, child.end)
            yield warning("C906", message, place, _without_the_child(child, text.ecrit.cite))


def _without_the_child(child: Child, quoted: bool) -> str:
    if quoted:
        return "dans une citation, remplacez le prénom par […]"
    if child.who.split()[-1] in ("petit", "petite"):
        return "écrivez « l’enfant »"
    return f"écrivez « {child.who.lower()} »"


def _in_text(text: PrintedText, named: Named) -> Diagnostic:
    message = f"`{named.words}` : ce texte nomme une personne sans accord enregistré"
    place = text.span(named.start, named.end)
    if text.ecrit.cite:
        return warning("C906", message, place, "dans une citation, remplacez le nom par […]")
    tell = warning if named.sure else note
    return tell("C906", message, place, "écrivez sa fonction, ou déclarez-la sous `personnes`")


def _agreed(dossier: Dossier) -> Iterator[str]:
    """The names of the people who agreed to something, and those that another check tells."""
    yield from _names_gone(dossier)
    holders: list[Personne | Contact] = [
        *iter_nodes(dossier, Personne),
        *iter_nodes(dossier, Contact),
    ]
    for holder in holders:
        if holder.nom and holder.consentements:
            yield holder.nom


def _told_elsewhere(dossier: Dossier) -> Iterator[Span]:
    """Fields that C901 and C905 read, or that credit an author."""
    for part in iter_nodes(dossier, Located):
        for field in _OTHER_FIELDS & part.place.fields.keys():
            yield part.at(field)


def _start(span: Span) -> tuple[Path, int, int]:
    return span.file, span.line, span.column


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
    people_in_texts,
    children_in_texts,
)
