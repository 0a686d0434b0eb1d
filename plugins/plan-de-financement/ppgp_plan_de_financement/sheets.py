"""The sheets of the plan; amounts are typed in those of lines, others are formulas."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import (
    SHARES_ROUNDED,
    Budget,
    Chiffre,
    PrintedYear,
    enumerer,
    envelopes_sentence,
    fiche,
    printed_figure,
    printed_years,
    reserve_sentence,
    states_sentence,
)
from ppgp_plan_de_financement.amendments_sheet import avenants
from ppgp_plan_de_financement.fields import NATURES
from ppgp_plan_de_financement.line_sheets import by_stage, lignes, unread
from ppgp_plan_de_financement.lines import FICHE, FIRST_ROW, FUNDER, NATURE, YEAR
from ppgp_plan_de_financement.plan import PartialBudget, Plan
from ppgp_plan_de_financement.table import Cell, Column, Control, Formula, Sheet

_SHORT: Final = 80  # characters

_FUNDER = Column("Financeur", 34)
_FICHE = Column("Fiche", 7, "entier")
_ACTION = Column("Action", 42)
_TOTAL = Column("Total", 19, "euros", summed=True)
_OF_FICHE: Final = {FICHE: "$A{row}"}


def sheets(plan: Plan) -> tuple[Sheet, ...]:
    """All sheets in their order; one that would be empty is left out."""
    every = [fiches(plan), lignes(plan), *by_stage(plan)]
    every += [synthese(plan), financeurs(plan), avenants(plan), indicateurs(plan), resultats(plan)]
    return tuple(sheet for sheet in every if sheet.rows)


def fiches(plan: Plan) -> Sheet:
    """The fiches of the contract, with what each costs."""
    columns = (
        _FICHE,
        _ACTION,
        Column("Objectif", 42),
        Column("Référent", 14),
        Column("Montants propres", 16, "euros", summed=True),
        Column("Montants transverses", 16, "euros", summed=True),
        _TOTAL,
    )
    rows = tuple(_fiche(plan, one) for one in plan.budget.fiches)
    controls = [
        Control(column, plan.lines.sum({NATURE: f'"{label}"'}), (column, column))
        for column, label in enumerate(NATURES.values(), start=4)
    ]
    controls += _controls(plan, (4, 5))
    title, notes = "Les fiches du contrat", (*_absentes(plan), *_states(plan))
    also = unread(plan)
    return Sheet("Fiches", title, "Fiches", columns, rows, notes, tuple(controls), also)


def _absentes(plan: Plan) -> tuple[str, ...]:
    """What the totals leave out."""
    known = (
        ("Fiches du contrat absentes de ce dossier, non comptées ici", plan.budget.absent),
        ("Fiches à venir, sans budget", plan.budget.to_come),
    )
    return tuple(
        f"{what}\u00a0: {enumerer(one.numero for one in fiches)}."
        for what, fiches in known
        if fiches
    )


def _states(plan: Plan) -> tuple[str, ...]:
    """What the totals add up, where not all of it is as sure."""
    said = states_sentence(plan.budget.whole, plan.budget.write)
    return (said,) if said else ()


def _fiche(plan: Plan, one: fiche.FicheAction) -> tuple[Cell, ...]:
    budget = plan.budget.of(one)
    natures = budget.par_nature()
    shares = (
        _sum(plan, {**_OF_FICHE, NATURE: f'"{label}"'}, natures.get(nature, Decimal(0)))
        for nature, label in NATURES.items()
    )
    total = _sum(plan, _OF_FICHE, budget.total())
    return (one.numero, one.titre.plain, _objectif(one.objectif), one.referent, *shares, total)


def _objectif(objectif: fiche.Objectif) -> str:
    kind = f" ({objectif.caractere})" if objectif.caractere else ""
    return f"{objectif.numero}{kind}\u00a0: {objectif.intitule.plain}"


def synthese(plan: Plan) -> Sheet:
    """Fiche × funder × year."""
    share = Column("Part de la fiche", 17, "part")
    columns = (_FICHE, _ACTION, _FUNDER, *_years(plan), _TOTAL, share)
    rows = tuple(
        _croisement(plan, one, name, part)
        for one in plan.budget.fiches
        for name, part in plan.by_name(plan.budget.of(one)).items()
    )
    title, controls = "Par fiche, financeur et année", _controls_by_year(plan, 3)
    notes, also = (SHARES_ROUNDED,), unread(plan)
    return Sheet("Synthèse", title, "Synthese", columns, rows, notes, controls, also)


def _croisement(
    plan: Plan, one: fiche.FicheAction, name: str, part: PartialBudget
) -> tuple[Cell, ...]:
    wanted = {**_OF_FICHE, FUNDER: "$C{row}"}
    whole, total = plan.budget.of(one).total(), part.total()
    of_row = f"${xl_col_to_name(3 + len(plan.budget.years))}{{row}}"
    share = _share(of_row, plan.lines.sum(_OF_FICHE), total, whole)
    years = _annees(plan, part, wanted, 3)
    return (one.numero, _court(one), name, *years, _sum(plan, wanted, total), share)


def _court(one: fiche.FicheAction) -> str:
    """The title, cut between two words where it repeats the one of « Fiches »."""
    title = one.titre.plain
    if len(title) <= _SHORT:
        return title
    return title[:_SHORT].rpartition(" ")[0].rstrip(",;:\u202f\u00a0 ") + "…"


def financeurs(plan: Plan) -> Sheet:
    """Funder × year, with shares and what is left of the envelopes."""
    columns = (_FUNDER, *_years(plan), _TOTAL, Column("Part", 17, "part", summed=True))
    if plan.budget.contrat.enveloppes:
        envelope = Column("Enveloppe du contrat", 19, "euros", summed=True)
        columns += (envelope, Column("Reste de l’enveloppe", 18, "euros", summed=True))
    if plan.budget.reserves is not None:
        columns += (Column("Dont réserve", 16, "euros", summed=True),)
    paid = plan.by_name(plan.budget.whole)
    rows = tuple(_financeur(plan, name, paid.get(name, Budget(()))) for name in plan.funders)
    title, controls = "Par financeur et par année", _controls_by_year(plan)
    said = (envelopes_sentence(plan.budget), reserve_sentence(plan.budget))
    notes = (SHARES_ROUNDED, *_absentes(plan), *filter(None, said))
    also = unread(plan)
    return Sheet("Financeurs", title, "Financeurs", columns, rows, notes, controls, also)


def _financeur(plan: Plan, name: str, part: PartialBudget) -> tuple[Cell, ...]:
    total, wanted = part.total(), {FUNDER: "$A{row}"}
    column = xl_col_to_name(1 + len(plan.budget.years))
    last = FIRST_ROW + len(plan.funders) - 1
    whole = f"SUM({column}${FIRST_ROW}:{column}${last})"
    share = _share(f"{column}{{row}}", whole, total, plan.budget.whole.total())
    envelope = _enveloppe(plan, name, part) if plan.budget.contrat.enveloppes else ()
    return (name, *_annees(plan, part, wanted, 1), _sum(plan, wanted, total), share, *envelope)


def _enveloppe(plan: Plan, name: str, part: PartialBudget) -> tuple[Cell, ...]:
    """The envelope, and what is left of it: one of a year pays for no other."""
    envelope = plan.envelope(name)
    reserve = () if plan.budget.reserves is None else (plan.reserve(name),)
    if envelope is None:
        return (None, None, *reserve)
    every, covered = plan.budget.years, plan.envelope_years(name)
    spent, promised = (xl_col_to_name(rank + len(every)) for rank in (1, 3))
    years = [xl_col_to_name(1 + every.index(year)) for year in covered if year in every]
    paid = [f"{column}{{row}}" for column in (years if covered else [spent])]
    totals = part.par_annee()
    carried = [totals.get(year, Decimal(0)) for year in covered] if covered else [part.total()]
    left = envelope - sum(carried, Decimal(0))
    return (envelope, Formula("-".join((f"{promised}{{row}}", *paid)), left), *reserve)


def indicateurs(plan: Plan) -> Sheet:
    """What will tell whether each action succeeds."""
    columns = (
        _FICHE,
        _ACTION,
        Column("Indicateur", 42),
        Column("Population", 22),
        Column("Unité", 10),
        Column("Départ", 14),
        Column("Cible", 14),
        Column("Échéance", 14),
    )
    rows = tuple(
        _indicateur(plan, one, each) for one in plan.budget.fiches for each in one.indicateurs
    )
    return Sheet("Indicateurs", "Les indicateurs", "Indicateurs", columns, rows)


def _indicateur(
    plan: Plan, one: fiche.FicheAction, indicateur: fiche.Indicateur
) -> tuple[Cell, ...]:
    figures = plan.whole.chiffres_de(one)
    return (
        one.numero,
        _court(one),
        indicateur.libelle.plain,
        indicateur.population,
        indicateur.unite,
        _figure(figures, indicateur.reference),
        _figure(figures, indicateur.cible),
        indicateur.echeance.en_francais() if indicateur.echeance else "",
    )


def resultats(plan: Plan) -> Sheet:
    """What each year of an indicator aimed at and gave."""
    columns = (
        _FICHE,
        _ACTION,
        Column("Indicateur", 42),
        Column("Année", 8, "entier"),
        Column("Résultat", 24),
        Column("Cible", 24),
        Column("Source", 24),
        Column("Commentaire", 34),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.numero, _court(one), each.libelle.plain, year.year.annee, *_said(year))
        for one in plan.budget.fiches
        for each in one.indicateurs
        for year in printed_years(each, plan.whole.chiffres_de(one))
    )
    return Sheet("Résultats", "Les indicateurs année par année", "Resultats", columns, rows)


def _said(year: PrintedYear) -> tuple[str, ...]:
    said = {each.label: each.text for each in year.details()}
    return tuple(said.get(name, "–") for name in ("résultat", "cible", "source", "commentaire"))


def _figure(figures: Mapping[str, Chiffre], name: str) -> str:
    """« 171 enfants sur 1 140 (15 %) », « 15 % »; a dash for what the fiche does not say."""
    return printed_figure(figures, name).alone if name in figures else "–"


def contrat_en_clair(plan: Plan) -> str:
    """The line below each title: the contract, its years, its signature."""
    signed = plan.budget.contrat
    date = f", signé le {signed.signature.en_francais()}" if signed.signature else ""
    period = f"{signed.periode.debut}-{signed.periode.fin}"
    return f"{signed.intitule.plain}, {plan.whole.departement.nom}, {period}{date}"


def _sum(plan: Plan, criteria: Mapping[str, str], value: Decimal) -> Formula:
    return Formula(plan.lines.sum(criteria), value, plan.lines.is_array(criteria))


def _years(plan: Plan) -> tuple[Column, ...]:
    return tuple(Column(str(year), 16, "euros", summed=True) for year in plan.budget.years)


def _annees(
    plan: Plan, part: PartialBudget, criteria: Mapping[str, str], first: int
) -> tuple[Formula, ...]:
    """A cell per year from the column ``first`` on, whose header is the year."""
    totals = part.par_annee()
    return tuple(
        _sum(plan, {**criteria, YEAR: _header(column)}, totals.get(year, Decimal(0)))
        for column, year in enumerate(plan.budget.years, start=first)
    )


def _header(column: int) -> str:
    return f"{xl_col_to_name(column)}${FIRST_ROW - 1}"


def _controls_by_year(plan: Plan, first: int = 1) -> tuple[Control, ...]:
    """The years of a table, from its column ``first`` on, then their total."""
    last = first + len(plan.budget.years) - 1
    years = (
        Control(column, plan.lines.sum({YEAR: _header(column)}), (column, column))
        for column in range(first, last + 1)
    )
    return (*years, *_controls(plan, (first, last)))


def _controls(plan: Plan, parts: tuple[int, int]) -> tuple[Control, Control]:
    """All the lines against these columns, then against the total that stands behind them."""
    total = parts[1] + 1
    return (
        Control(total, plan.lines.all, parts),
        Control(total, plan.lines.all, (total, total)),
    )


def _share(part: str, whole: str, amount: Decimal, total: Decimal) -> Formula:
    """A share of 1, exact in the cell: its display rounds it as ``share_of`` does."""
    share = amount / total if total else Decimal(0)
    return Formula(f"IF({whole}=0,0,{part}/{whole})", share)
