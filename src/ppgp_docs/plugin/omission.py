"""What a document does not print of its dossier, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.place import Located


@frozen
class Omission:
    """What a document does not print: a place of the dossier, and why, as a French sentence."""

    place: Span
    reason: str


def omitted(what: Located | Span, reason: str, field: str) -> tuple[Omission, ...]:
    """A piece, or one field of it, left out for a reason; nothing of a field that nobody wrote.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("what is left out is left out for a reason")
    return tuple(Omission(place, reason) for place in places_of(what, field))


def places_of(what: Located | Span, field: str) -> tuple[Span, ...]:
    """The place that is meant; none for a field that nobody wrote."""
    if isinstance(what, Span):
        return (what,)
    return tuple(filter(None, (what.place.fields.get(field),))) if field else (what.at(),)


_OPEN_DATA: Final = "les actes se lisent dans les données ouvertes, et là seulement"


def contract_omissions(contract: Contrat) -> Iterator[Omission]:
    """What a contract holds to check its fiches by, or to tell those that are elsewhere: what sums
    it up leaves it out."""
    for field, reason in (
        ("objectifs", "les objectifs se lisent dans les fiches"),
        ("couts_transverses", "les coûts partagés se lisent ligne par ligne dans les fiches"),
        ("fiches", "une fiche absente de ce dossier n’est nommée que par son numéro"),
        ("collectivite", _OPEN_DATA),
        ("deliberations", _OPEN_DATA),
        ("subventions", _OPEN_DATA),
    ):
        if place := contract.place.fields.get(field):
            yield Omission(place, reason)
    for one in contract.avenants:
        if one not in contract.en_vigueur:
            yield Omission(
                one.at(), "cet avenant vient après la date à laquelle le contrat est montré"
            )
