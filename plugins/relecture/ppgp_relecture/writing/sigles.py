"""Sigles: one meaning each, the one that the texts give, and a use for each of the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from immutabledict import immutabledict

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    Ecrit,
    FicheAction,
    PrintedText,
    note,
    outline,
    printed_texts,
    sans_accents,
    warning,
)

USUAL: Final = immutabledict(
    {
        "ARS": "agence régionale de santé",
        "ASE": "aide sociale à l’enfance",
        "FIR": "fonds d’intervention régional",
        "PMI": "protection maternelle et infantile",
        "PPGP": "Petits pas, Grands pas",
        "SNPPE": "stratégie nationale de prévention et de protection de l’enfance",
    }
)
"""What sigles stand for in every dossier (Code de la santé publique, art. L. 2111-1 and L. 1431-1;
Code de l’action sociale et des familles, art. L. 221-1)."""

_BRACKETED: Final = re.compile(r"\((?P<sigle>[A-Z]{2,8})\)")
_CUT: Final = re.compile(r"[\n().;:,]")
_SIGLE: Final = re.compile(r"(?<!\w)[A-Z]{2,8}(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARTICLES: Final = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "l", "la", "le", "les", "un", "une")
)
_NEAR: Final = 160
_ALIKE: Final = 0.6
"""The part of its words that a development shares with another way of writing it."""


def spelled_out(dossier: Dossier) -> Iterator[Diagnostic]:
    """C810: what stands before a sigle in brackets is its development."""
    common = {**dossier.sigles}
    by_file = {fiche.at().file: {**common, **fiche.sigles} for fiche in dossier.fiches}
    for text in printed_texts(dossier):
        if "(" in text.text and not text.ecrit.cite:
            yield from _before_brackets(text, by_file.get(text.ecrit.texte.span.file, common))


def _before_brackets(text: PrintedText, sigles: Mapping[str, str]) -> Iterator[Diagnostic]:
    for match in _BRACKETED.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        sigle, words = match["sigle"], _words(_CUT.split(before)[-1])
        place = text.span(*match.span("sigle"))
        if sigle in sigles:
            if _miswritten(words, _words(sigles[sigle])):
                message = f"`{sigle}` est développé autrement sous `sigles` : « {sigles[sigle]} »"
                yield warning("C810", message, place, "gardez un seul développement")
        elif other := _owner(words, sigles):
            message = f"« {sigles[other]} » s’abrège `{other}` sous `sigles`, non `{sigle}`"
            yield warning("C810", message, place, f"écrivez `({other})`")


def _miswritten(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether the last words are nearly a development: as long, most of its words, not it.

    Fewer or more words may be a shorter or a fuller way of saying it, which is no fault.
    """
    bare = [word for word in known if word != "et"]
    last = [word for word in words if word != "et"][-len(bare) :]
    if not bare or len(last) < max(2, len(bare)) or last[0] != bare[0]:
        return False
    if last == bare:
        tail = words[len(words) - 1 - words[::-1].index(last[0]) :]
        return tail != known
    return sum(word in bare for word in last) >= _ALIKE * len(bare)


def _owner(words: tuple[str, ...], sigles: Mapping[str, str]) -> str:
    """The sigle whose very development ends these words; empty when there is none."""
    for sigle, development in sigles.items():
        known = _words(development)
        if len(known) > 1 and words[-len(known) :] == known:
            return sigle
    return ""


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    """The words that count, without accents nor marks of the plural; « ou » is read as « et »."""
    spaced = re.sub("[’']", " ", text.lower())
    words = (word for word in _WORD.findall(sans_accents(spaced)) if word not in _ARTICLES)
    return tuple("et" if word == "ou" else _stem(word) for word in words)


def _stem(word: str) -> str:
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    return word.rstrip("sx").removesuffix("e")


def one_meaning(dossier: Dossier) -> Iterator[Diagnostic]:
    """C811: a sigle has one meaning: the usual one, and the same in a fiche as in its dossier."""
    yield from _otherwise(dossier, USUAL, "partout")
    for fiche in dossier.fiches:
        yield from _otherwise(fiche, {**USUAL, **dossier.sigles}, "dans le dossier")


def _otherwise(
    owner: Dossier | FicheAction, known: Mapping[str, str], where: str
) -> Iterator[Diagnostic]:
    for sigle, development in owner.sigles.items():
        usual = known.get(sigle, development)
        if " ".join(_words(usual)) not in " ".join(_words(development)):
            message = f"`{sigle}` veut dire « {usual} » {where}, ici « {development} »"
            hint = "gardez un seul développement, ou un autre sigle"
            yield warning("C811", message, owner.at(f"sigles.{sigle}"), hint)


def each_used(dossier: Dossier) -> Iterator[Diagnostic]:
    """C812: a sigle of the list is used somewhere; a note, since nothing wrong is printed."""
    if dossier.has_case_study:
        standing = " ".join(outline.texts_in(dossier.introduction))
        texts = [ecrit for ecrit in dossier.textes if not _listed(ecrit, dossier)]
        yield from _unused(dossier, _sigles(texts) | {*_SIGLE.findall(standing)})
    for fiche in dossier.fiches:
        file = fiche.at().file
        texts = [
            ecrit
            for ecrit in dossier.textes
            if ecrit.texte.span.file == file and not _listed(ecrit, fiche)
        ]
        funders = {ligne.financeur for ligne in fiche.budget.lignes} if fiche.budget else set()
        yield from _unused(fiche, _sigles(texts) | funders)


def _listed(ecrit: Ecrit, owner: Dossier | FicheAction) -> bool:
    return owner.at("sigles").holds(ecrit.texte.span)


def _sigles(texts: list[Ecrit]) -> set[str]:
    return {sigle for ecrit in texts for sigle in _SIGLE.findall(ecrit.texte)}


def _unused(owner: Dossier | FicheAction, used: set[str]) -> Iterator[Diagnostic]:
    for sigle in owner.sigles:
        if _SIGLE.fullmatch(sigle) and sigle not in used:
            near = get_close_matches(sigle, used - set(owner.sigles), n=1)
            hint = "effacez-le de la liste, ou employez-le"
            if near:
                hint = f"`{near[0]}` est employé sans être dans la liste : lequel est le bon ?"
            message = f"`{sigle}` n’est employé dans aucun texte"
            yield note("C812", message, owner.at(f"sigles.{sigle}"), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    spelled_out,
    one_meaning,
    each_used,
)
