"""How the budget of a fiche is said, once for all documents: its labels, its sentence, its table.

What is asked or granted, committed, paid and spent are never added up: each is a funding apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from attrs import frozen

from ppgp_docs.budget import ETAPES, LIBELLES_NATURES, LIBELLES_STATUTS, PREVU, Budget, etape
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.accounts import Side, account_name
from ppgp_docs.model.balance import FUNDERS_TOTAL, Whole
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import Etat, FicheAction, Financement, LigneBudget
from ppgp_docs.model.printed_accounts import AccountTables, part_tables
from ppgp_docs.model.printed_amounts import NOTHING, PrintedAmounts
from ppgp_docs.model.printed_authorisations import authorisation_tables
from ppgp_docs.model.printed_costs import costs_table
from ppgp_docs.model.printed_figure import printed_figure
from ppgp_docs.model.printed_grants import grants_table
from ppgp_docs.model.printed_tables import PrintedTable
from ppgp_docs.model.shares import share_of

LIBELLES_FINANCEMENTS: Final = {
    "propose": "Proposition",
    "acquis": "Financement acquis",
    "notifie": "Financement notifié",
    "engage": "Financement engagé",
    "mandate": "Financement mandaté",
    "realise": "Financement réalisé",
}
"""What lines of one status are; « Proposition » is what is asked and not granted."""


class SummaryRow(NamedTuple):
    """What a funder pays: its name and status, an amount a year, the sum, its part of the whole."""

    label: str
    amounts: tuple[str, ...]
    total: str
    share: str


class _Words(NamedTuple):
    """What a funding of one stage is called."""

    total: str
    title: str
    sentence: str
    pronoun: str = "Ils"


_WORDS: Final = {
    PREVU: _Words(
        "Total de l’action", "du financement", "Le financement de l’action s’élève", pronoun="Il"
    ),
    "engage": _Words(
        "Total engagé",
        "des crédits engagés",
        "Les crédits engagés s’élèvent",
    ),
    "mandate": _Words(
        "Total mandaté",
        "des crédits mandatés",
        "Les crédits mandatés s’élèvent",
    ),
    "realise": _Words(
        "Total réalisé",
        "des dépenses réalisées",
        "Les dépenses réalisées s’élèvent",
        "Elles",
    ),
}


@frozen
class PrintedFunding:
    """What a fiche has at one ``stage`` (``ETAPES``), in words ready to print."""

    dossier: Dossier
    fiche: FicheAction
    financement: Financement
    stage: str = PREVU

    @property
    def budget(self) -> Budget[LigneBudget]:
        """Totals, shares and tables, never of two stages."""
        return self.financement.a_l_etape(self.stage)

    @property
    def total_label(self) -> str:
        """What stands beside the sum of all: of what funders pay alone, where a cost is known."""
        return FUNDERS_TOTAL if self._whole else _WORDS[self.stage].total

    @property
    def _whole(self) -> Whole | None:
        """What is foreseen by account; None at another stage, or where the fiche has none."""
        known = self.financement
        return Whole.of(known) if self.stage == PREVU and known.exercices else None

    @property
    def title(self) -> str:
        """The title of its summary."""
        return f"Récapitulatif {_WORDS[self.stage].title}"

    @cached_property
    def write(self) -> PrintedAmounts:
        """How its amounts are written: those of all stages go together."""
        known = self.financement
        own = (*known.montants, *known.anciens, *known.charges, *known.produits)
        credits = (each for one in known.autorisations for each in (one.ae, one.cp))
        return PrintedAmounts.of((*(line.montant for line in own), *credits))

    def funder(self, key: str) -> str:
        """The printed name of a funder."""
        return self.dossier.financeur(key)

    def kind(self, key: str, lines: Iterable[LigneBudget]) -> str:
        """« Financement notifié – Préfecture »."""
        said = LIBELLES_FINANCEMENTS.get(common_status(lines), "Financement")
        return f"{said} – {self.funder(key)}"

    def sentence(self) -> str:
        """The total, and its natures when there are two."""
        totals = self.budget.par_nature().items()
        parts = [f"{self.write(total)} de {LIBELLES_NATURES[nature]}" for nature, total in totals]
        natures = f"\u00a0: {' et '.join(parts)}" if len(parts) > 1 else ""
        total = f"{_WORDS[self.stage].sentence} à {self.write(self.budget.total())}{natures}."
        return " ".join(filter(None, (total, states_sentence(self.budget, self.write))))

    def cost(self) -> str:
        """What the action costs, and what pays for it beside the funders; or nothing."""
        return self._whole.sentence(self.write) if self._whole else ""

    def cost_of_each(self) -> str:
        """The cost for one beneficiary, of the action's own costs where it has some; or nothing."""
        known = self.dossier.chiffres_de(self.fiche)
        name = self.financement.beneficiaires
        people = printed_figure(known, name) if name in known else None
        if people is None or not people.chiffre.valeur or people.chiffre.valeur % 1:
            return ""
        own = self.budget.extrait("nature", "propre")
        cost = (own if own.lignes else self.budget).cout_par(int(people.chiffre.valeur))
        pronoun = _WORDS[self.stage].pronoun
        verb = "représente" if pronoun == "Il" else "représentent"
        what = "Les montants propres représentent" if own.lignes else f"{pronoun} {verb}"
        return f"{what} {euros(cost)} par bénéficiaire ({people.alone})."

    def summary(self) -> Iterator[SummaryRow]:
        """What each funder pays, then the whole."""
        whole = self.budget.total()
        for key, years in self.budget.financeur_annee().items():
            lines = self.budget.extrait(key)
            label = self._funder_and_states(key, lines)
            yield self._row(label, years.values(), lines.total(), whole)
        yield self._row(self.total_label, self.budget.par_annee().values(), whole, whole)

    def tables(self) -> Iterator[PrintedTable]:
        """What stands below its summary, where the budget says more than who pays."""
        if granted := grants_table(self.budget, self.funder, self.write):
            yield granted
        yield from part_tables(self.fiche, self.financement, self.write)
        yield from AccountTables(self.financement, self._funder_and_states, self.write).tables()
        yield from authorisation_tables(self.financement.autorisations, self.write)
        named = [(line, self._name(line)) for line in self.financement.lignes]
        accounts = [(line, _account(line, "charges")) for line in self.financement.charges]
        accounts += [(line, _account(line, "produits")) for line in self.financement.produits]
        if costs := costs_table((*named, *accounts), self.write):
            yield costs

    def _funder_and_states(self, key: str, lines: Budget[LigneBudget]) -> str:
        return " –\u00a0".join((self.funder(key), states_label(lines)))

    def _name(self, line: LigneBudget) -> str:
        return f"{self.funder(line.financeur)}, {LIBELLES_NATURES[line.nature]}"

    def _row(
        self, label: str, amounts: Iterable[Decimal], total: Decimal, whole: Decimal
    ) -> SummaryRow:
        share = share_of(total, whole) or NOTHING
        return SummaryRow(label, tuple(map(self.write, amounts)), self.write(total), share)


def _account(line: LigneChiffree, side: Side) -> str:
    """« 64 – Charges de personnel »."""
    known = account_name(line.compte, line.section, side)
    return " – ".join(filter(None, (f"compte {line.compte}" if not known else line.compte, known)))


def printed_fundings(story: Dossier, sheet: FicheAction) -> list[PrintedFunding]:
    """What is asked or granted, committed, paid, spent, where there is some of each."""
    if sheet.budget is None:
        return []
    every = (PrintedFunding(story, sheet, sheet.budget, stage) for stage in ETAPES)
    return [each for each in every if each.budget.lignes]


def funding_sentences(groups: Sequence[PrintedFunding]) -> str:
    """The sentences of all, the costs after the first."""
    said = [group.sentence() for group in groups]
    costs = (groups[0].cost_of_each(), groups[0].cost())
    return " ".join(filter(None, (said[0], *costs, *said[1:])))


def states_label(budget: Budget[LigneBudget]) -> str:
    """How far the lines of a budget have come: « proposition », « proposition et acquis »."""
    return enumerer(LIBELLES_STATUTS[status] for status in budget.par_statut())


def states_sentence(budget: Budget[LigneBudget], write: Callable[[Decimal], str]) -> str:
    """What a total is made of when not all of it is as sure; nothing when all lines are alike."""
    totals = budget.par_statut()
    if len(totals) < 2:
        return ""
    said = enumerer(f"{write(total)} {_STATES[status]}" for status, total in totals.items())
    return f"Ce total réunit {said}."


_STATES: Final = {
    "propose": "proposés",
    "acquis": "acquis",
    "notifie": "notifiés",
    "engage": "engagés",
    "mandate": "mandatés",
    "realise": "réalisés",
}
"""What euros of one status are."""


def envelopes_sentence(budget: ContractBudget) -> str:
    """What is paid in years without an envelope, by funders who have one for other years."""
    said = [
        f"{budget.dossier.financeur(funder)} en {year}, {budget.write(total)}"
        for funder in budget.funders
        for year, total in budget.beside(funder).par_annee().items()
        if total
    ]
    if not said:
        return ""
    paid = "\u202f; ".join(said)
    return f"L’enveloppe d’une année ne vaut que pour elle. Restent en dehors\u00a0: {paid}."


def common_status(lines: Iterable[LigneBudget]) -> str:
    """The status that all lines share, or nothing."""
    statuses = {line.statut for line in lines}
    return statuses.pop() if len(statuses) == 1 else ""


def status_remark(line: LigneBudget, mixed: bool) -> str:
    """« notifié le 15/02/2021 »: the status where lines differ (``mixed``), and its date."""
    parts = (LIBELLES_STATUTS[line.statut] * mixed, dated(line.date) if line.date else "")
    return " ".join(filter(None, parts))


def former_remarks(line: LigneBudget, write: Callable[[Decimal], str]) -> Iterator[str]:
    """What was asked before it was granted: « demandé : 200 000 € le 30/10/2020 »."""
    for state in filter(is_former, line.etats):
        since = f" {dated(state.date)}" if state.date else ""
        paper = f", {state.piece.en_clair}" if state.piece else ""
        yield f"{FORMER_STATES[state.statut]}\u00a0: {write(state.montant)}{since}{paper}"


def is_former(state: Etat) -> bool:
    """Whether a state is what was asked or granted before the amount of its line."""
    return etape(state.statut) == PREVU


def dated(date: DatePrecise) -> str:
    """« le 12/03/2021 », « mars 2021 »."""
    return f"le\u00a0{date.en_chiffres()}" if date.precision == "jour" else date.en_francais()


FORMER_STATES: Final = {
    "propose": "demandé",
    "acquis": "d’abord acquis",
    "notifie": "d’abord notifié",
}
"""What the amount of a state was, before that of the line."""
