"""The five sheets of the plan; amounts are typed in « Lignes » alone, all others are formulas."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import Budget, Chiffre, contrat, enumerer, fiche
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.table import Cell, Column, Formula, Sheet

FIRST_ROW: Final = 5
"""The row below the header, as Excel counts: title, contract, nothing, header."""

_SHORT: Final = 80  # characters

_NATURES: Final = {"propre": "Propre", "transverse": "Transverse"}

_STATUTS: Final = {
    "propose": "Proposition",
    "acquis": "Acquis",
    "notifie": "Notifié",
    "realise": "Réalisé",
}

_FUNDER = Column("Financeur", 34)
_FICHE = Column("Fiche", 7, "entier")
_ACTION = Column("Action", 42)
_TOTAL = Column("Total", 19, "euros", summed=True)


def sheets(plan: Plan) -> tuple[Sheet, ...]:
    """All sheets in their order; one that would be empty is left out."""
    makers = (fiches, lignes, synthese, financeurs, indicateurs)
    return tuple(sheet for make in makers if (sheet := make(plan)).rows)


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
    rows = tuple(_fiche(one, plan.budget_de(one)) for one in plan.fiches)
    return Sheet("Fiches", "Les fiches du contrat", "Fiches", columns, rows, _absentes(plan))


def _absentes(plan: Plan) -> tuple[str, ...]:
    """What the totals leave out."""
    absent = plan.absentes()
    if not absent:
        return ()
    listed = enumerer(one.numero for one in absent)
    return (f"Fiches du contrat absentes de ce dossier, non comptées ici\u00a0: {listed}.",)


def _fiche(one: fiche.FicheAction, budget: Budget[fiche.LigneBudget]) -> tuple[Cell, ...]:
    natures = budget.par_nature()
    of_fiche = "Lignes[Fiche],$A{row}"
    shares = (
        _sum(f'{of_fiche},Lignes[Nature],"{label}"', natures.get(nature, Decimal(0)))
        for nature, label in _NATURES.items()
    )
    total = _sum(of_fiche, budget.total())
    return (one.numero, one.titre.plain, _objectif(one.objectif), one.referent, *shares, total)


def _objectif(objectif: fiche.Objectif) -> str:
    kind = f" ({objectif.caractere})" if objectif.caractere else ""
    return f"{objectif.numero}{kind}\u00a0: {objectif.intitule.plain}"


def lignes(plan: Plan) -> Sheet:
    """Every budget line, one per row: the only sheet where amounts are typed."""
    columns = (
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
    rows = tuple(_ligne(plan, one, ligne) for one, ligne in plan.lignes)
    return Sheet("Lignes", "Les lignes de financement", "Lignes", columns, rows)


def _ligne(plan: Plan, one: fiche.FicheAction, ligne: fiche.LigneBudget) -> tuple[Cell, ...]:
    return (
        one.numero,
        plan.dossier.financeur(ligne.financeur),
        _NATURES[ligne.nature],
        ligne.annee,
        ligne.montant,
        _STATUTS.get(ligne.statut, ligne.statut),
        ligne.libelle.plain,
        _piece(ligne.piece) if ligne.piece else "",
        "\n".join(text.plain for text in ligne.prestations),
    )


def _piece(piece: fiche.Piece) -> str:
    date = f" du {piece.date.en_francais()}" if piece.date else ""
    reference = f", {piece.reference}" if piece.reference else ""
    return f"{piece.type.capitalize()}{date}{reference}"


def synthese(plan: Plan) -> Sheet:
    """Fiche × funder × year."""
    years = tuple(Column(str(year), 16, "euros", summed=True) for year in plan.annees)
    share = Column("Part de la fiche", 12, "part")
    columns = (_FICHE, _ACTION, _FUNDER, *years, _TOTAL, share)
    rows = tuple(
        _croisement(plan, one, financeur)
        for one in plan.fiches
        for financeur in plan.budget_de(one).financeurs()
    )
    return Sheet("Synthèse", "Par fiche, financeur et année", "Synthese", columns, rows)


def _croisement(plan: Plan, one: fiche.FicheAction, financeur: str) -> tuple[Cell, ...]:
    budget = plan.budget_de(one)
    total = budget.extrait(financeur).total()
    of_fiche = "Lignes[Fiche],$A{row}"
    wanted = f"{of_fiche},Lignes[Financeur],$C{{row}}"
    years = _annees(plan, budget.extrait(financeur), wanted, 3)
    of_whole, of_part = (f"SUMIFS(Lignes[Montant],{criteria})" for criteria in (of_fiche, wanted))
    share = _share(of_part, of_whole, total, budget.total())
    name = plan.dossier.financeur(financeur)
    return (one.numero, _court(one), name, *years, _sum(wanted, total), share)


def _court(one: fiche.FicheAction) -> str:
    """The title, cut between two words where it repeats the one of « Fiches »."""
    title = one.titre.plain
    if len(title) <= _SHORT:
        return title
    return title[:_SHORT].rpartition(" ")[0].rstrip(",;:\u202f\u00a0 ") + "…"


def financeurs(plan: Plan) -> Sheet:
    """Funder × year, with shares and what is left of the envelopes."""
    years = tuple(Column(str(year), 16, "euros", summed=True) for year in plan.annees)
    columns = (_FUNDER, *years, _TOTAL, Column("Part", 12, "part", summed=True))
    if plan.contrat.enveloppes:
        envelope = Column("Enveloppe du contrat", 19, "euros", summed=True)
        columns += (envelope, Column("Reste de l’enveloppe", 18, "euros"))
    rows = tuple(_financeur(plan, financeur) for financeur in plan.financeurs)
    title = "Par financeur et par année"
    return Sheet("Financeurs", title, "Financeurs", columns, rows, _absentes(plan))


def _financeur(plan: Plan, financeur: str) -> tuple[Cell, ...]:
    budget = plan.budget
    total = budget.extrait(financeur).total()
    wanted = "Lignes[Financeur],$A{row}"
    years = _annees(plan, budget.extrait(financeur), wanted, 1)
    column = xl_col_to_name(1 + len(plan.annees))
    share = _share(f"{column}{{row}}", "SUM(Lignes[Montant])", total, budget.total())
    envelope = _enveloppe(plan, financeur, total) if plan.contrat.enveloppes else ()
    return (plan.dossier.financeur(financeur), *years, _sum(wanted, total), share, *envelope)


def _enveloppe(plan: Plan, financeur: str, total: Decimal) -> tuple[Cell, ...]:
    envelope = plan.enveloppe(financeur)
    if envelope is None:
        return (None, None)
    spent, promised = (xl_col_to_name(rank + len(plan.annees)) for rank in (1, 3))
    return (envelope, Formula(f"{promised}{{row}}-{spent}{{row}}", envelope - total))


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
        _indicateur(plan, one, indicateur) for one in plan.fiches for indicateur in one.indicateurs
    )
    return Sheet("Indicateurs", "Les indicateurs", "Indicateurs", columns, rows)


def _indicateur(
    plan: Plan, one: fiche.FicheAction, indicateur: fiche.Indicateur
) -> tuple[Cell, ...]:
    figures = {**plan.dossier.chiffres, **one.chiffres}
    start, aim = (figures.get(name) for name in (indicateur.reference, indicateur.cible))
    return (
        one.numero,
        _court(one),
        indicateur.libelle.plain,
        indicateur.population,
        indicateur.unite,
        _figure(start),
        _figure(aim),
        indicateur.echeance.en_francais() if indicateur.echeance else "",
    )


def _figure(figure: Chiffre | None) -> str:
    """« 2 286 enfants », « 15 % »; a dash for what the fiche does not say."""
    if figure is None:
        return "–"
    unit = f"\u00a0{figure.unite}" if figure.unite and figure.valeur is not None else ""
    return f"{figure.en_chiffres}{unit}"


def contrat_en_clair(plan: Plan) -> str:
    """The line below each title: the contract, its years, its signature."""
    signed: contrat.Contrat = plan.contrat
    date = f", signé le {signed.signature.en_francais()}" if signed.signature else ""
    period = f"{signed.periode.debut}-{signed.periode.fin}"
    return f"{signed.intitule.plain}, {plan.dossier.departement.nom}, {period}{date}"


def _sum(criteria: str, value: Decimal) -> Formula:
    return Formula(f"SUMIFS(Lignes[Montant],{criteria})", value)


def _annees(
    plan: Plan, budget: Budget[fiche.LigneBudget], criteria: str, first: int
) -> tuple[Formula, ...]:
    """A cell per year from the column ``first`` on, whose header is the year."""
    totals = budget.par_annee()
    return tuple(
        _sum(f"{criteria},Lignes[Année],{xl_col_to_name(rank)}$4", totals.get(year, Decimal(0)))
        for rank, year in enumerate(plan.annees, start=first)
    )


def _share(part: str, whole: str, amount: Decimal, total: Decimal) -> Formula:
    """A share of 1, never rounded in the cell: only its display is."""
    share = amount / total if total else Decimal(0)
    return Formula(f"IF({whole}=0,0,{part}/{whole})", share)
