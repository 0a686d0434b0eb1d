"""From the validated files of a folder to its :class:`Dossier`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import attrs
import yaml
from attrs import evolve

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.francais.dates import DatePrecise, lire_date
from ppgp_docs.francais.designations import que_taper
from ppgp_docs.francais.territoires import Departement, a_la_date, departement, departements
from ppgp_docs.francais.typographie.composition import composer
from ppgp_docs.load.tree import Tree
from ppgp_docs.model.address import file_name
from ppgp_docs.model.amended import amended
from ppgp_docs.model.build import Builder, Placed, Scope, Writing, with_places
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.cited_money import CitedMoney
from ppgp_docs.model.contrat import Contrat, Referentiel
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import BilanDeFiche, FicheAction
from ppgp_docs.model.funders import one_spelling
from ppgp_docs.model.place import Ecrit
from ppgp_docs.model.prose import parse_prose
from ppgp_docs.model.references import (
    Chained,
    Names,
    References,
    of_chiffres,
    of_dates,
    of_departement,
    of_indicators,
)
from ppgp_docs.model.seen_at import see_at

INTRODUCTION = "textes/introduction.yaml"
REFERENTIELS = "referentiels"


_SENT: Final = (FicheAction, BilanDeFiche, Contrat)
"""What is sent to be filled in."""


@dataclass(frozen=True)
class SourceFile:
    """A validated file: its tree for the places, its normalised value."""

    tree: Tree
    value: dict[str, Any]

    def placed(self) -> Placed:
        name = file_name(self.tree.file, self.value) or "referentiel"
        placed: Placed = with_places(self.value, self.tree.root, f"{name}:")
        return placed


@dataclass(frozen=True)
class Sources:
    """The files of one dossier, and the template of the objectives that its contract names."""

    folder: Path
    dossier: SourceFile
    contrat: SourceFile | None = None
    referentiel: SourceFile | None = None
    fiches: tuple[SourceFile, ...] = ()


@dataclass(frozen=True)
class Assembled:
    """The dossier, or the reasons why there is none; warnings may stand beside a dossier."""

    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def assemble(sources: Sources, builder: Builder, standing_texts: bytes) -> Assembled:
    """Build the model of a dossier.

    ``standing_texts`` is the YAML of the dated texts that every introduction shares.
    """
    value = sources.dossier.placed()
    try:
        territory = _territory(value)
    except KeyError:
        return Assembled(None, (_unknown_code(value),))
    writing = Writing(**{name: value["redaction"][name] for name in attrs.fields_dict(Writing)})
    return _Assembly(sources, builder, territory, writing).run(value, standing_texts)


def _territory(value: Placed) -> Departement:
    """The territory as it was at the date of the document, then as the dossier corrects it."""
    known, edition = departement(value["departement"]), value.get("edition")
    changes: dict[str, Any] = dict(value.pop("grammaire", {}))
    if changes.get("de", known.de) != known.de:  # a blank dossier repeats the form it is given
        changes["de_institution"] = changes["de"]
    return _printable(replace(a_la_date(known, edition.fin) if edition else known, **changes))


def _printable(territory: Departement) -> Departement:
    """The territory with its names set as documents print them: no line cuts « La Réunion »."""
    return replace(
        territory,
        nom=composer(territory.nom),
        de=composer(territory.de),
        de_institution=composer(territory.de_institution),
        locatif=composer(territory.locatif),
        autorite=composer(territory.autorite),
    )


_DIGITS: Final = str.maketrans("OIL", "011")
"""Letters typed for the digits that they look like: « 6O »."""


def _unknown_code(value: Placed) -> Diagnostic:
    code, span = value["departement"], value.place.fields["departement"]
    message = f"`{code}` n’est le code d’aucun territoire"
    typed = code.upper()
    for meant in departements():
        if meant.code == typed.translate(_DIGITS) != typed:
            hint = f"vouliez-vous dire `{meant.code}`, {meant.nom} ?"
            return error("M002", message, span, hint)
    return error("M002", message, span, que_taper(code, un_nom=False))


class _Assembly:
    """One dossier being put together."""

    def __init__(
        self,
        sources: Sources,
        builder: Builder,
        territory: Departement,
        writing: Writing,
    ) -> None:
        self._sources, self._builder, self._territory = sources, builder, territory
        self._writing = writing
        self._diagnostics: list[Diagnostic] = []
        self._texts: list[Ecrit] = []
        self._contract = sources.contrat.placed() if sources.contrat else None
        self._sheets = [source.placed() for source in sources.fiches]
        self._diagnostics += one_spelling(filter(None, (self._contract, *self._sheets)))
        until = self._contract.get("etat_au") if self._contract else None
        for sheet in self._sheets:
            self._diagnostics += see_at(sheet, until)
        self._money = CitedMoney(self._sheets, self._contract)

    def run(self, value: Placed, standing_texts: bytes) -> Assembled:
        plain = of_departement(self._territory) | of_dates(value.get("demarche", {}))
        common = Chained((plain, *self._money.common))
        figures = self._figures(value, common)
        names = Chained((of_chiffres(figures), common))
        references = References(names)
        self._fill_introduction(value, references, standing_texts)
        value.update(
            departement=self._territory,
            dossier_dir=self._sources.folder,
        )
        dossier = self._build(value, Dossier, references)
        dossier = evolve(
            dossier,
            fiches=self._fiches(names, figures, plain),
            contrat=self._contrat(references),
            textes=tuple(self._texts),
        )
        return Assembled(dossier, tuple(self._diagnostics))

    def _build(self, value: Placed, cls: type[Any], references: References) -> Any:
        scope = Scope(references, self._writing, keeps_cites=cls in _SENT)
        built = self._builder.build(value, cls, scope)
        self._diagnostics.extend(scope.diagnostics)
        self._texts.extend(scope.texts)
        return built

    def _figures(self, value: Placed, common: Names) -> dict[str, Chiffre]:
        """The figures come first: every other text may cite them."""
        scope = Scope(References(common), self._writing)
        return {
            name: evolve(self._builder.build(figure, Chiffre, scope), cle=name)
            for name, figure in value["chiffres"].items()
        }

    def _fill_introduction(
        self, value: Placed, references: References, standing_texts: bytes
    ) -> None:
        chosen = _dated(_variants(standing_texts), value.get("edition"))
        for part in ("ppgp", "objectif", "ici"):
            text, _ = references.expand(chosen[part])
            prose = parse_prose(text, typographie=self._writing.typographie)
            value["introduction"].setdefault(part, prose)

    def _fiches(
        self, names: Names, figures: Mapping[str, Chiffre], plain: Names
    ) -> tuple[FicheAction, ...]:
        fiches = [self._fiche(value, names, figures, plain) for value in self._sheets]
        numbered = sorted(fiches, key=lambda fiche: fiche.numero)
        return amended(numbered, self._money.posted, self._territory.collectivite)

    def _fiche(
        self, value: Placed, known: Names, figures: Mapping[str, Chiffre], plain: Names
    ) -> FicheAction:
        """A fiche may cite, and count parts of, the figures of its dossier; its own come first."""
        own = {**figures, **self._figures(value, known)}
        indicators = of_indicators(value.get("indicateurs", ()), own)
        told = value.pop("bilans", ())

        def names(money: CitedMoney, known: Names) -> References:
            return References(Chained((of_chiffres(own), money.of_fiche(value), indicators, known)))

        fiche: FicheAction = self._build(value, FicheAction, names(self._money, known))
        reports = list[BilanDeFiche]()
        for one in told:
            then = self._money.at_the_end_of(one["annee"])
            cited = names(then, Chained((of_chiffres(figures), plain, *then.common)))
            reports.append(self._build(one, BilanDeFiche, cited))
        return evolve(fiche, bilans=tuple(reports)) if reports else fiche

    def _contrat(self, references: References) -> Contrat | None:
        national = self._sources.referentiel
        if self._contract is None:
            return None
        contrat: Contrat = self._build(self._contract, Contrat, references)
        if national is None:
            return contrat
        referentiel = self._build(national.placed(), Referentiel, references)
        return evolve(contrat, referentiel=referentiel)


@lru_cache(maxsize=4)
def _variants(standing_texts: bytes) -> list[dict[str, str]]:
    variants: list[dict[str, str]] = yaml.safe_load(standing_texts)
    return variants


def _dated(variants: Sequence[dict[str, str]], edition: DatePrecise | None) -> dict[str, str]:
    """Each part as the last variant says it that was in force when the document was made."""
    in_force = [
        text for text in variants if not edition or lire_date(text["depuis"]).debut <= edition.fin
    ]
    return {part: said for text in in_force or variants[:1] for part, said in text.items()}
