"""Drafts and publications: what a document lacks to be published, and what a publication refuses.

A document that lacks a consent calls itself PROJET and lists what it lacks; ``--publication``
makes none. No plugin decides of it: formats are handed the list, and can only add to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.publication.consent import (
    missing_consents_of_case_study,
    missing_consents_of_fiche,
)

UNWAIVABLE: Final = frozenset({"C901", "C902", "C904", "C905"})
"""No written reason stands for a consent."""


def lacking(dossier: Dossier, fiche: FicheAction | None) -> tuple[str, ...]:
    """What a document lacks to be published, a French sentence each."""
    missing = (
        missing_consents_of_fiche(dossier, fiche)
        if fiche
        else missing_consents_of_case_study(dossier)
    )
    sentences = (espacer(each.reason) for each in missing)
    return tuple(dict.fromkeys(map(capitale, sentences)))


def still_lacking(lacks: tuple[str, ...], answer: tuple[str, ...]) -> tuple[str, ...]:
    """What a document lacks after a plugin had its say: it may add, never take away."""
    return tuple(dict.fromkeys((*lacks, *answer)))


def barring(finding: Diagnostic) -> Diagnostic:
    """The same finding, one that a publication refuses."""
    return replace(finding, bars_publication=True)


def as_published(finding: Diagnostic) -> Diagnostic:
    """The same finding for a document that is going to be published."""
    return replace(finding, severity=Severity.ERROR) if finding.bars_publication else finding
