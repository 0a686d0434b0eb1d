"""The sheets of lines, one for each stage, then the stages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import (
    COMPUTED_LINE,
    ETAPES,
    LIBELLES_STATUTS,
    Progress,
    capitale,
    fiche,
    former_remarks,
    is_former,
)
from ppgp_plan_de_financement.fields import NATURES
from ppgp_plan_de_financement.lines import FICHE, FUNDER, STATUS, YEAR
from ppgp_plan_de_financement.plan import STAGE_SHEETS, Plan
from ppgp_plan_de_financement.table import Cell, Column, Control, Formula, Sheet

Held: TypeAlias = Sequence[tuple[fiche.FicheAction, fiche.LigneBudget]]

_FICHE: Final = Column("Fiche", 7, "entier")
_FUNDER: Final = Column("Financeur", 34)
_LINE: Final = (
    _FICHE,
    _FUNDER,
    Column("Nature", 12),
    Column("Année", 7, "entier"),
    Column("Montant", 16, "euros", summed=True),
    Column("Statut", 13),
    Column("Libellé", 28),
    Column("Pièce", 18),
    Column("Prestations", 40),
)
_DATE: Final = Column("Date", 12)
_FORMER: Final = Column("Avant", 28)
_ADDRESS: Final = Column("Adresse dans le dossier", 26)


def lignes(plan: Plan) -> Sheet:
    """Every line that is asked or granted, one per row: what the other sheets add up."""
    columns, rows = _lines(plan, plan.budget.lines)
    return Sheet(
        "Lignes",
        "Les lignes de financement",
        "Lignes",
        columns,
        rows,
        controls=(Control(4, plan.lines.all, (4, 4)),),
        also=unread(plan),
        alarm="Écart\u00a0: un montant n’est pas un nombre, pas au total, ou réalisé et non prévu",
    )


def unread(plan: Plan) -> tuple[str, ...]:
    """How many lines of « Lignes » no sum has: an amount typed as a text, a stage of its own."""
    others = (plan.lines.having(STATUS, _statut(stage)) for stage in STAGE_SHEETS)
    return (plan.lines.not_amounts, *others)


def by_stage(plan: Plan) -> Iterator[Sheet]:
    """What was committed, paid, spent, line by line, then beside what was foreseen."""
    for stage, name in STAGE_SHEETS.items():
        columns, rows = _lines(plan, plan.budget.lines_at(stage))
        read = plan.lines_at(stage)
        controls, also = (Control(4, read.all, (4, 4)),), (read.not_amounts,)
        shown = (_TITLES[stage], _TABLES[stage], columns, rows, (_APART,))
        yield Sheet(name, *shown, controls, also, _NOT_READ)
    if len(plan.stages) > 1:
        yield progress(plan)


_TITLES: Final = {
    "engage": "Les crédits engagés, à part du prévu",
    "mandate": "Les crédits mandatés, à part du prévu",
    "realise": "Les dépenses réalisées, à part du prévu",
}
_TABLES: Final = {"engage": "Engage", "mandate": "Mandate", "realise": "Realise"}
_NOT_READ: Final = "Écart\u00a0: un montant n’est pas un nombre, ou pas au total"
_APART: Final = "Ces montants ne s’ajoutent à aucune autre somme de ce classeur."


def _lines(plan: Plan, held: Held) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The columns and the rows of lines; dates and former states where a line has some."""
    dated = any(line.date for _, line in held)
    changed = any(is_former(state) for _, line in held for state in line.etats)
    columns = (*_LINE, *[_DATE] * dated, *[_FORMER] * changed, _ADDRESS)
    return columns, tuple(
        (
            *_line(plan, one, line),
            *[line.date.en_chiffres() if line.date else ""] * dated,
            *["\n".join(map(capitale, former_remarks(line, plan.budget.write)))] * changed,
            line.address() or COMPUTED_LINE,
        )
        for one, line in held
    )


def _line(plan: Plan, one: fiche.FicheAction, ligne: fiche.LigneBudget) -> tuple[Cell, ...]:
    return (
        one.numero,
        plan.whole.financeur(ligne.financeur),
        NATURES[ligne.nature],
        ligne.annee,
        ligne.montant,
        _statut(ligne.statut),
        ligne.libelle.plain,
        capitale(ligne.piece.en_clair) if ligne.piece else "",
        "\n".join(text.plain for text in ligne.prestations),
    )


def _statut(key: str) -> str:
    return capitale(LIBELLES_STATUTS.get(key, key))


def progress(plan: Plan) -> Sheet:
    """Fiche × funder × year: each stage as a formula on its own sheet, the gap and the rate."""
    stages = [Column(capitale(ETAPES[stage]), 16, "euros", summed=True) for stage in plan.stages]
    whole = Progress.of(plan.budget.at_stage)
    rate = whole.rate_label if whole else ""
    columns = (
        _FICHE,
        _FUNDER,
        Column("Année", 7, "entier"),
        *stages,
        Column("Écart", 16, "euros", summed=True),
        Column(rate, 14, "part"),
    )
    rows = tuple(
        _progress_row(plan, one, name, year)
        for one in plan.budget.fiches
        for name, year in _places(plan, one)
    )
    controls = tuple(
        Control(_FIRST + rank, plan.lines_at(stage).all, (_FIRST + rank, _FIRST + rank))
        for rank, stage in enumerate(plan.stages)
    )
    title = whole.title if whole else ""
    others = (plan.lines_at(stage).not_amounts for stage in plan.stages if stage in STAGE_SHEETS)
    also = (*unread(plan), *others)
    return Sheet("Suivi", title, "Suivi", columns, rows, (_NEVER_ADDED,), controls, also, _UNLIKE)


_FIRST: Final = 3
_NEVER_ADDED: Final = "Les étapes d’une même somme ne s’additionnent jamais."
_UNLIKE: Final = "Écart avec les feuilles de lignes"


def _places(plan: Plan, one: fiche.FicheAction) -> list[tuple[str, int]]:
    """The printed funders and the years in which a fiche has money at some stage."""
    lines = one.budget.montants if one.budget else ()
    places = dict.fromkeys((plan.whole.financeur(line.financeur), line.annee) for line in lines)
    names = [*dict.fromkeys(name for name, _ in places)]
    return sorted(places, key=lambda place: (names.index(place[0]), place[1]))


def _progress_row(plan: Plan, one: fiche.FicheAction, name: str, year: int) -> tuple[Cell, ...]:
    criteria = {FICHE: "$A{row}", FUNDER: "$B{row}", YEAR: "$C{row}"}
    amounts = [_amount(plan, one, stage, (name, year)) for stage in plan.stages]
    sums = (
        Formula(lines.sum(criteria), amount, lines.is_array(criteria))
        for lines, amount in zip(map(plan.lines_at, plan.stages), amounts, strict=True)
    )
    first, last = xl_col_to_name(_FIRST), xl_col_to_name(_FIRST + len(amounts) - 1)
    gap = Formula(f"{last}{{row}}-{first}{{row}}", amounts[-1] - amounts[0])
    rate = amounts[-1] / amounts[0] if amounts[0] else Decimal(0)
    part = f"IF({first}{{row}}=0,0,{last}{{row}}/{first}{{row}})"
    return (one.numero, name, year, *sums, gap, Formula(part, rate))


def _amount(plan: Plan, one: fiche.FicheAction, stage: str, place: tuple[str, int]) -> Decimal:
    held = one.budget.a_l_etape(stage).lignes if one.budget else ()
    same = (
        line.montant for line in held if (plan.whole.financeur(line.financeur), line.annee) == place
    )
    return sum(same, Decimal(0))
