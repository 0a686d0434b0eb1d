"""What a document lacks to be published: all that ``--publication`` would refuse of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.check.people.names_in_texts import NAMED_IN_TEXT, Mention, mentions
from ppgp_docs.check.waivers import reasons
from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.typographie.composition import composer
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.publication.consent import (
    missing_consents_of_case_study,
    missing_consents_of_fiche,
)

_NAMED: Final = "aucun accord écrit pour donner son nom dans un texte"


def missing_for_publication(dossier: Dossier, fiche: FicheAction | None) -> tuple[str, ...]:
    """What a document lacks to be published, a French sentence each.

    ``fiche`` is the fiche that it shows; None for the documents of the whole dossier.
    """
    missing = (
        missing_consents_of_fiche(dossier, fiche)
        if fiche
        else missing_consents_of_case_study(dossier)
    )
    # Documents print it beside texts that are set: « M. Payet » for « Mr Payet ».
    named = (f"{composer(each.words)} : {_NAMED}" for each in _named(dossier, fiche))
    sentences = map(espacer, (*(each.reason for each in missing), *named))
    return tuple(dict.fromkeys(map(capitale, sentences)))


def _named(dossier: Dossier, fiche: FicheAction | None) -> Iterator[Mention]:
    """Those whom its texts name for sure (C906), unless a written reason sets them aside."""
    if NAMED_IN_TEXT in reasons(dossier):
        return
    for mention in mentions(dossier):
        if mention.bars and _is_shown(mention.text.ecrit.texte.span, dossier, fiche):
            yield mention


def _is_shown(text: Span, dossier: Dossier, fiche: FicheAction | None) -> bool:
    """Whether a document may hold a text: one of its own files, or a quote that its fiche cites."""
    if not fiche:
        return all(text.file != sheet.at().file for sheet in dossier.fiches)
    printed = passages((fiche,), dossier, fiche)
    return text.file == fiche.at().file or any(each.span.holds(text) for each in printed)
