"""What amendments move of the money of a contract: postings with a sign, and the state they make.

An amendment (« avenant ») changes no line: it adds, to those of the signed contract, movements that
each take from one place as much as they give to another. The state at a date is that of the signed
contract and of every movement up to it, so that nothing has to be typed twice and none can be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
from attrs import evolve, frozen

from ppgp_docs.budget import PREVU, Ligne, etape, libelle_financeur
from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.fiche import FicheAction, Financement, LigneBudget
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words, parse_line

GRANTED: Final = "acquis"
"""The status of money that an amendment gives where no line tells another: it was voted."""


@frozen(order=True)
class Poste:
    """A place of money: a funder in a year, in a fiche; without a fiche, its envelope's reserve."""

    financeur: str
    annee: int
    nature: str = "propre"
    fiche: int | None = None


@frozen(kw_only=True)
class PlaceDeCredits(Located):
    """One end of a movement as it is written; what it does not say is that of the other end."""

    financeur: str = ""
    annee: int | None = None
    fiche: int | None = None
    nature: str = ""
    reserve: bool = False


Ends: TypeAlias = tuple[Poste | None, Poste | None]


@frozen(kw_only=True)
class Mouvement(Located):
    """An amount, in euros, that goes from ``de`` to ``vers``.

    Without ``de`` the funder brings it to the contract; without ``vers`` it takes it back.
    """

    montant: Decimal
    de: PlaceDeCredits | None = None
    vers: PlaceDeCredits | None = None
    libelle: Line = Line()

    @property
    def ends(self) -> Ends | None:
        """Where it comes from and where it goes to; None when an end that is said is not whole."""
        source = _poste(self.de, self.vers, "") if self.de else None
        target = _poste(self.vers, self.de, source.nature if source else "") if self.vers else None
        whole = bool(source) == bool(self.de) and bool(target) == bool(self.vers)
        return (source, target) if whole and (source or target) else None


def _poste(own: PlaceDeCredits, other: PlaceDeCredits | None, nature: str) -> Poste | None:
    """A place; ``nature`` is that of the money, where the place says none: ``propre`` if nothing
    does."""

    def said(name: str) -> Any:
        return getattr(own, name) or (getattr(other, name) if other else None)

    funder, year = said("financeur"), said("annee")
    fiche = None if own.reserve else said("fiche")
    if not funder or not year or (fiche is None and not own.reserve):
        return None
    kind = "" if own.reserve else own.nature or nature or "propre"
    return Poste(funder, year, kind, fiche)


@frozen(kw_only=True)
class Avenant(Located):
    """An amendment to the contract, voted at ``date``."""

    numero: int
    date: DatePrecise
    deliberation: Words = Words("")
    objet: Line = Line()
    mouvements: tuple[Mouvement, ...] = ()

    @property
    def en_clair(self) -> str:
        """« Avenant n° 1 »."""
        return f"Avenant n°\u00a0{self.numero}"


@frozen
class Posting:
    """What a movement adds to a place, in euros, negative where it takes; ``other`` is its other
    end, None for money that comes into the contract or leaves it."""

    poste: Poste
    montant: Decimal
    avenant: Avenant
    mouvement: Mouvement
    other: Poste | None


@frozen(kw_only=True)
class LigneDAvenant(LigneBudget):
    """A posting read as a line of the budget of its fiche: nobody typed it as such."""

    posting: Posting

    def at(self, name: str | None = None) -> Span:
        """Where the movement is written."""
        return self.posting.mouvement.at("montant" if name else None)

    def address(self, name: str = "") -> str:
        """None: its amount, with its sign, stands nowhere as it is."""
        return ""


def read_amendments(contract: Mapping[str, Any] | None) -> tuple[Avenant, ...]:
    """Those of a validated contract, without their texts."""
    return tuple(
        _without_texts(
            Avenant,
            one,
            mouvements=tuple(
                _without_texts(
                    Mouvement,
                    move,
                    **{
                        end: _without_texts(PlaceDeCredits, move[end])
                        for end in ("de", "vers")
                        if move.get(end)
                    },
                )
                for move in one["mouvements"]
            ),
        )
        for one in (contract or {}).get("avenants", ())
    )


def _without_texts(cls: type[Any], value: Any, **known: Any) -> Any:
    names = attrs.fields_dict(cls).keys() - {"place", "extensions", "libelle", "objet", *known}
    return cls(place=value.place, **known, **{n: value[n] for n in names if n in value})


def in_force(amendments: Iterable[Avenant], until: DatePrecise | None) -> tuple[Avenant, ...]:
    """Those voted up to a date, all of them without one, in the order of their dates."""
    kept = (one for one in amendments if until is None or one.date.debut <= until.fin)
    return tuple(sorted(kept, key=lambda one: (one.date.debut, one.numero)))


def postings(amendments: Iterable[Avenant]) -> Iterator[Posting]:
    """Both ends of every movement, those that the contract does not hold left out."""
    for amendment in amendments:
        for move in amendment.mouvements:
            source, target = move.ends or (None, None)
            if source:
                yield Posting(source, -move.montant, amendment, move, target)
            if target:
                yield Posting(target, move.montant, amendment, move, source)


Statuses: TypeAlias = Mapping[Poste, str]


def statuses(lines: Iterable[tuple[int, Ligne]]) -> Statuses:
    """The status of what each place foresees, that of its first line; lines go with the number of
    their fiche."""
    found: dict[Poste, str] = {}
    for number, line in lines:
        if etape(line.statut) == PREVU:
            place = Poste(line.financeur, line.annee, line.nature, number)
            found.setdefault(place, line.statut)
    return found


def status_of(posting: Posting, known: Statuses) -> str:
    """Money keeps the status that it had; else it takes that of the place that it goes to."""
    ends: list[Poste | None] = [posting.poste, posting.other]
    source, target = reversed(ends) if posting.montant > 0 else ends
    own = known.get(source) if source else None
    return own or (known.get(target) if target else None) or GRANTED


def amended(
    fiches: Sequence[FicheAction], posted: Sequence[Posting], collectivity: str
) -> tuple[FicheAction, ...]:
    """The fiches with what amendments give them and take from them, and no other movement.

    ``collectivity`` is the printed name of the funder ``CD``.
    """
    known = statuses(
        (one.numero, line) for one in fiches if one.budget for line in one.budget.lignes
    )
    by_fiche: dict[int | None, list[LigneDAvenant]] = {}
    for one in posted:
        if one.poste.fiche is not None:
            line = _line(one, status_of(one, known), collectivity)
            by_fiche.setdefault(one.poste.fiche, []).append(line)
    return tuple(_with(one, tuple(by_fiche.get(one.numero, ()))) for one in fiches)


def _with(one: FicheAction, lines: tuple[LigneDAvenant, ...]) -> FicheAction:
    budget = one.budget
    if budget is None:
        if not lines:
            return one
        budget = Financement(lignes=(), place=one.place)
    return (
        one if budget.mouvements == lines else evolve(one, budget=evolve(budget, mouvements=lines))
    )


def _line(posting: Posting, status: str, collectivity: str) -> LigneDAvenant:
    place, amendment = posting.poste, posting.avenant
    return LigneDAvenant(
        financeur=place.financeur,
        nature="transverse" if place.nature == "transverse" else "propre",
        annee=place.annee,
        montant=posting.montant,
        statut=status,
        date=amendment.date,
        libelle=parse_line(f"{amendment.en_clair}, {other_end(posting, collectivity)}"),
        place=posting.mouvement.place,
        posting=posting,
    )


def other_end(posting: Posting, collectivity: str) -> str:
    """« vers la fiche 4, 2022 », « de la réserve », « crédits nouveaux »."""
    own, other, gives = posting.poste, posting.other, posting.montant < 0
    if other is None:
        return "crédits retirés" if gives else "crédits nouveaux"
    where = []
    if other.fiche is None:
        where.append("la réserve")
    elif other.fiche != own.fiche:
        where.append(f"la fiche {other.fiche}")
    if other.annee != own.annee:
        where.append(str(other.annee))
    if other.financeur != own.financeur:
        where.append(libelle_financeur(other.financeur, collectivity))
    if not where:
        where.append("coûts transverses" if other.nature == "transverse" else "montants propres")
    return f"{'vers' if gives else 'depuis'} {', '.join(where)}"
