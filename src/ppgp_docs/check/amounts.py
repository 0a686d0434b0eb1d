"""Amounts and shares that the texts of a fiche tell, held against its budget.

Only where the sentence names the funder or the total, or where the text is that of the line; an
amount that is far from all of the funder's may be about something else, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.budget import Budget
from ppgp_docs.check.said import Said, said
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.nombres import euros, format_pourcentage
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget

_ALIASES: Final = {
    "CD": r"CD|[Cc]onseil départemental|Département",
    "FIR": r"FIR|[Ff]onds d[’']intervention régional",
    "BOP304": r"BOP\s?304|[Pp]rogramme\s304|P304|État",
    "ONDAM_MS": r"ONDAM(?:\smédico-social)?",
}
_AMOUNT: Final = re.compile(
    r"(?<![\d,.])(?P<n>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(?P<cents>\d\d?))?"
    r"\s?(?:€|euros)(?!\w)"
)
_CLAUSE_END: Final = re.compile(r"[.;!?\n](?=\s|$)|,\s|\set\s")
_ABOUT: Final = re.compile(r"(?:environ|près de|plus de|moins de|quelque|autour de)\s$")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?![\d\u202f]|\s\d{3})")
_TOTAL: Final = re.compile(
    r"(?:coût|montant|budget)\s(?:total|global)(?:\s(?:prévisionnel|estimé))?"
    r"(?P<all>\s(?:de\sl[’']action|du\sprojet|de\sla\sfiche))?"
    r"\s*(?:est\sde|est\sévalué\sà|est\sestimé\sà|s[’']élève\sà|atteint|sera\sde|:|,\ssoit|de)?\s*$",
    re.IGNORECASE,
)
_PAYS: Final = r"(?:financer?a?|prend(?:ra)?\sen\scharge|apporte(?:ra)?|assure(?:ra)?|couvre)"
_PERCENT: Final = r"(?P<p>\d{1,3}(?:,\d+)?)\s?%"
_OF_ALL: Final = (
    r"(?=\s?(?:[.,;)]|$)|\set\s|\s(?:de\sl[’']action|du\s(?:projet|coût|budget|total)))"
)
_ALL: Final = re.compile(r"\s?(?:TTC\s?)?(?:[.,;:)\n]|$|dont\s|pour\sl[’']action)")
_THOUSAND: Final = 1000


@frozen
class _Money:
    """The budget of a fiche, and the words that name its funders in texts."""

    fiche: FicheAction
    budget: Budget[LigneBudget]
    names: dict[str, re.Pattern[str]]

    def funder(self, clause: str) -> str:
        """The only funder that a clause names; empty when there is none, or several."""
        named = [cle for cle, name in self.names.items() if name.search(clause)]
        return named[0] if len(named) == 1 else ""

    def amounts(self, funder: str) -> set[Decimal]:
        """Every amount that a funder pays: lines, and totals of each nature and year."""
        part = self.budget.extrait(funder)
        sums = {part.total(), *part.par_nature().values(), *part.par_annee().values()}
        return sums | {ligne.montant for ligne in part.lignes}

    def line(self, span: Span) -> LigneBudget | None:
        """The line of the budget that a text belongs to."""
        for ligne in self.budget.lignes:
            whole = ligne.at()
            if (
                (whole.line, whole.column)
                <= (span.line, span.column)
                < (
                    whole.end_line,
                    whole.end_column,
                )
            ):
                return ligne
        return None


def in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: the amounts and shares that a fiche tells of its funding are those of its budget."""
    moneys = {
        fiche.at().file: money for fiche in dossier.fiches if (money := _money(fiche, dossier))
    }
    for text in said(dossier) if moneys else ():
        money = moneys.get(text.ecrit.texte.span.file)
        if money and not text.ecrit.cite:
            yield from _amounts(text, money)
            yield from _shares(text, money)


def _money(fiche: FicheAction, dossier: Dossier) -> _Money | None:
    if not fiche.budget:
        return None
    budget = fiche.budget.budget
    own = re.escape(dossier.departement.collectivite)
    names = {}
    for cle in budget.financeurs():
        alias = _ALIASES.get(cle, re.escape(cle.removeprefix("autre:").strip()))
        alias = f"{alias}|{own}" if cle == "CD" else alias
        names[cle] = re.compile(rf"(?<!\w)(?:{alias})(?!\w)")
    return _Money(fiche, budget, names)


def _amounts(text: Said, money: _Money) -> Iterator[Diagnostic]:
    years = {str(year) for year in money.budget.annees()}
    for match in _AMOUNT.finditer(text.text):
        typed = _value(match)
        clause, before = _clause(text.text, match)
        foreign = {*_YEAR.findall(text.sentence(match.start()))} - years
        if not text.is_typed(match.start()) or foreign or _ABOUT.search(before):
            continue
        total = _TOTAL.search(before) if _ALL.match(text.text, match.end()) else None
        near = _slip(typed, money.budget.total())
        of_all = bool(total and (total["all"] or near))
        known = _expected(typed, "" if of_all else clause, money, text.ecrit.texte.span)
        if known is not None:
            message = f"le texte dit {euros(typed)}, le budget donne {euros(known)}"
            yield warning("C404", message, text.span(*match.span()), _mended(known, money))


def _expected(typed: Decimal, clause: str, money: _Money, span: Span) -> Decimal | None:
    """The amount that the text should tell; None when it is right, or nothing says what it is.

    Without a clause, the text tells of the total.
    """
    every = {money.budget.total()}.union(*map(money.amounts, money.names))
    if typed in every:
        return None
    if not clause:
        return money.budget.total()
    line, funder = money.line(span), money.funder(clause)
    known = {line.montant} if line else money.amounts(funder) if funder else set()
    return next((amount for amount in sorted(known) if _slip(typed, amount)), None)


def _mended(known: Decimal, money: _Money) -> str:
    """What to write: the name of a total that texts may cite, where there is one."""
    totals = {money.budget.total(): "total"}
    for funder, amount in money.budget.par_financeur().items():
        totals.setdefault(amount, funder)
    name = totals.get(known, "")
    if name.isidentifier():
        return f"citez-le : `{{{{ budget.{name} }}}}`"
    return "corrigez le texte, ou la ligne du budget"


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(re.sub(r"\D", "", match["n"])) + Decimal(f"0.{match['cents'] or 0}")


def _clause(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The clause around an amount, and what stands before the amount in it."""
    cuts = [cut.end() for cut in _CLAUSE_END.finditer(text, 0, match.start())]
    start = cuts[-1] if cuts else 0
    behind = _CLAUSE_END.search(text, match.end())
    return text[start : behind.start() if behind else len(text)], text[start : match.start()]


def _slip(typed: Decimal, known: Decimal) -> bool:
    """Whether one amount is the other with two digits swapped, one wrong, or a zero more or less.

    A round number near the amount is a way of saying it.
    """
    if typed == known or (typed % _THOUSAND == 0 and abs(typed - known) < _THOUSAND):
        return False
    one, other = f"{typed.normalize():f}", f"{known.normalize():f}"
    if len(one) != len(other):
        return one == f"{other}0" or other == f"{one}0"
    wrong = [rank for rank, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and sorted(one) == sorted(other)
    return len(one) > 3 and (swapped or len(wrong) == 1)


def _shares(text: Said, money: _Money) -> Iterator[Diagnostic]:
    """« Le FIR finance 95 % de l’action et le Département 5 % »."""
    if "%" not in text.text:
        return
    anyone = "|".join(name.pattern for name in money.names.values())
    first = re.compile(rf"(?P<who>{anyone})\s{_PAYS}\s(?:à\shauteur\sde\s)?{_PERCENT}{_OF_ALL}")
    for match in first.finditer(text.text):
        yield from _share(match, text, money)
        rest = re.compile(rf"\set\s(?:le\s|l[’'])?(?P<who>{anyone})\s{_PERCENT}{_OF_ALL}")
        if second := rest.search(text.text, match.end(), match.end() + 80):
            yield from _share(second, text, money)


def _share(match: re.Match[str], text: Said, money: _Money) -> Iterator[Diagnostic]:
    typed, funder = Decimal(match["p"].replace(",", ".")), money.funder(match["who"])
    if not (funder and money.budget.total() and text.is_typed(match.start("p"))):
        return
    exact = 100 * money.budget.extrait(funder).total() / money.budget.total()
    if typed != exact.quantize(typed, ROUND_HALF_UP):
        precise = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        message = (
            f"le texte dit {format_pourcentage(typed)} pour « {match['who']} », le budget donne "
            f"{format_pourcentage(precise)}"
        )
        yield warning(
            "C404", message, text.span(*match.span("p")), "corrigez la part, ou le budget"
        )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (in_texts,)
