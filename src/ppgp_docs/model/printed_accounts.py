"""The two-sided table of a budget by account, and its parts, once for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from operator import attrgetter
from typing import Final, NamedTuple

from attrs import evolve

from ppgp_docs.budget import Budget
from ppgp_docs.francais.accords import capitale
from ppgp_docs.model.accounts import Exercice, Side, account_name, add
from ppgp_docs.model.balance import Whole, balance_table
from ppgp_docs.model.costs import FONCTIONNEMENT, INVESTISSEMENT, LigneChiffree
from ppgp_docs.model.fiche import FicheAction, Financement, LigneBudget
from ppgp_docs.model.printed_costs import amount, label, sub_action
from ppgp_docs.model.printed_tables import CellPart, PrintedCell, PrintedTable, said

Row = tuple[PrintedCell, PrintedCell]
"""What stands on one side: words, an amount."""


_HEADER: Final = ("Charges", "Montant", "Produits", "Montant")
_SIDES: Final[tuple[Side, Side]] = ("charges", "produits")
_ALL_IN_ALL: Final = "Total général"


class AccountTables(NamedTuple):
    """The tables of ``financement``; ``funder`` says what the lines of one funder are called."""

    financement: Financement
    funder: Callable[[str, Budget[LigneBudget]], str]
    write: Callable[[Decimal], str]

    def tables(self) -> Iterator[PrintedTable]:
        """What balances, then one for each year; for each section of it, where some of it is
        invested."""
        every = self.financement.exercices
        two = any(one.section == INVESTISSEMENT for one in every)
        if every:
            yield balance_table(Whole.of(self.financement), self.write)
        for one in every:
            yield self._table(one, f", {one.section}" if two else "")

    def _table(self, one: Exercice, section: str) -> PrintedTable:
        rows = [*self._rows(one, in_kind=False)]
        sums = {len(rows)}
        rows.append(self._total(one, "Total des charges", "Total des produits"))
        if kind := [*self._rows(one, in_kind=True)]:
            rows += kind
            sums.add(len(rows))
            rows.append(self._total(one, _ALL_IN_ALL, _ALL_IN_ALL, in_kind=True))
        return PrintedTable(
            key=f"comptes/{one.annee}-{one.section}",
            title=f"Budget {one.annee}{section}",
            description="Les charges et les produits par compte, à égalité",
            header=_HEADER,
            rows=tuple(rows),
            amounts=frozenset((1, 3)),
            sums=frozenset(sums),
            row_headers=False,
        )

    def _rows(self, one: Exercice, *, in_kind: bool) -> Iterator[tuple[PrintedCell, ...]]:
        sides = ([*self._side(one, side, in_kind=in_kind)] for side in _SIDES)
        for left, right in zip_longest(*sides, fillvalue=((), ())):
            yield (*left, *right)

    def _total(self, one: Exercice, *names: str, in_kind: bool = False) -> tuple[PrintedCell, ...]:
        cells: list[PrintedCell] = []
        for side, name in zip(_SIDES, names, strict=True):
            total = one.total(side) + (one.total(side, in_kind=True) if in_kind else Decimal(0))
            cells += (said(name), said(self.write(total)))
        return tuple(cells)

    def _side(self, one: Exercice, side: Side, *, in_kind: bool) -> Iterator[Row]:
        """Each account with its sum, then what it is made of where there is more to say."""
        for number, lines in one.by_account(side, in_kind=in_kind).items():
            known = account_name(number, one.section, side)
            head = said(" – ".join(filter(None, (number, known))), strong=True)
            if len(lines) == 1 and _says_no_more(lines[0]):
                only, named = lines[0], f" – {known}" if known else ""
                finer = (*_number(only), CellPart(named))
                name = head if only.compte == number else finer
                yield _strong(name), _strong(amount(only, self.write))
                continue
            yield head, said(self.write(add(lines)), strong=True)
            yield from self._details(lines, known)

    def _details(self, lines: Sequence[LigneChiffree], known: str) -> Iterator[Row]:
        """The lines of funders by funder and account, then the others one by one; ``known`` is what
        the chart calls their account."""
        paid = Budget(tuple(one for one in lines if isinstance(one, LigneBudget)))
        for key in paid.financeurs():
            for part in _by_number(paid.extrait(key)):
                named = said(self.funder(key, part))
                yield (*_finer_number(part.lignes), *named), said(self.write(part.total()))
        for one in lines:
            if not isinstance(one, LigneBudget):
                yield _detail(one, known), amount(one, self.write)


def _strong(cell: PrintedCell) -> PrintedCell:
    """Its name and its amount weigh as those of an account of several lines."""
    return tuple(evolve(part, strong=True) for part in cell)


def _says_no_more(line: LigneChiffree) -> bool:
    """Whether the account and its amount are all that there is to say of it."""
    says = line.libelle or line.grade or line.sous_action
    return not (says or isinstance(line, LigneBudget))


def _detail(line: LigneChiffree, known: str) -> PrintedCell:
    """« 6226 – Formatrice, sous-action 8.1 »: the account where it is finer than the two digits
    above it, or where the line has no other name; a number says nothing alone."""
    named = label(line, "")
    finer = len(line.compte) > 2
    number = _number(line) if finer or not named else ()
    words = named or said(known if finer and known else "sans libellé")
    dash = (CellPart(" – "),) if number else ()
    return (*number, *dash, *words, *sub_action(line))


def _by_number(paid: Budget[LigneBudget]) -> Iterator[Budget[LigneBudget]]:
    """The lines of one funder, those of each account together."""
    for number in dict.fromkeys(one.compte for one in paid.lignes):
        yield Budget(tuple(one for one in paid.lignes if one.compte == number))


def _finer_number(lines: Sequence[LigneBudget]) -> PrintedCell:
    """« 7471 – »: the account that lines of a funder share, where it is finer than the two digits
    above it; a field where there is one line."""
    number = lines[0].compte
    if len(number) <= 2:
        return ()
    head = _number(lines[0]) if len(lines) == 1 else said(number)
    return (*head, CellPart(" – "))


def _number(line: LigneChiffree) -> PrintedCell:
    return (CellPart(line.compte, line, "compte", "Compte"),)


def part_tables(
    fiche: FicheAction, financement: Financement, write: Callable[[Decimal], str]
) -> Iterator[PrintedTable]:
    """What pays for each section, unless accounts do; for each sub-action, and what it costs."""
    paid = financement.budget.lignes
    if not financement.exercices and any(one.section == INVESTISSEMENT for one in paid):
        sections = {one: capitale(one) for one in (FONCTIONNEMENT, INVESTISSEMENT)}
        parts = _Parts(paid, attrgetter("section"), sections, write)
        yield parts.table("sections", "Section", "Financement par section")
    named = {str(one.numero): f"{one.numero} – {one.titre.plain}" for one in fiche.sous_actions}
    charges = tuple(one for one in financement.charges if not one.en_nature)
    for key, title, lines in (
        ("sous-actions", "Financement par sous-action", paid),
        ("couts", "Charges par sous-action", charges),
    ):
        if any(one.sous_action in named for one in lines):
            parts = _Parts(lines, attrgetter("sous_action"), named, write)
            yield parts.table(key, "Sous-action", title)


class _Parts(NamedTuple):
    """Lines by what ``part`` says of each, in the order of ``names``."""

    lines: Sequence[LigneChiffree]
    part: Callable[[LigneChiffree], str]
    names: Mapping[str, str]
    write: Callable[[Decimal], str]

    def table(self, key: str, what: str, title: str) -> PrintedTable:
        years = sorted({one.annee for one in self.lines})
        rows = [self._row(name, held, years) for name, held in (*self._held(), self._whole())]
        return PrintedTable(
            key=key,
            title=title,
            description=f"{title} et par année, et leur total",
            header=(what, *map(str, years), "Total"),
            rows=tuple(rows),
            amounts=frozenset(range(1, len(years) + 2)),
            sums=frozenset((len(rows) - 1,)),
        )

    def _held(self) -> Iterator[tuple[str, Sequence[LigneChiffree]]]:
        """The lines of each part, then those of none."""
        for key, name in self.names.items():
            yield name, [one for one in self.lines if self.part(one) == key]
        if others := [one for one in self.lines if self.part(one) not in self.names]:
            yield _OF_NO_PART, others

    def _whole(self) -> tuple[str, Sequence[LigneChiffree]]:
        return "Total", self.lines

    def _row(
        self, name: str, lines: Sequence[LigneChiffree], years: Sequence[int]
    ) -> tuple[PrintedCell, ...]:
        by_year = [add(one for one in lines if one.annee == year) for year in years]
        return (said(name), *(said(self.write(one)) for one in (*by_year, add(lines))))


_OF_NO_PART: Final = "Action entière"
