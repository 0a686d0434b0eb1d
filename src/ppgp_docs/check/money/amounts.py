"""Amounts and shares that the texts of a fiche tell, held against its budget.

Only where the sentence names the funder or the total, or where the text is that of the line; an
amount that is far from all of the funder's may be about something else, and is left alone. So is
one that may be a slip for two different amounts: a false sum must never be advised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ppgp_docs.check.money.funding import Funding, funding
from ppgp_docs.check.reading.printed_text import PrintedText, printed_texts
from ppgp_docs.check.reading.stated_amounts import YEAR, StatedAmount, stated_amounts
from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.francais.nombres import euros, format_pourcentage
from ppgp_docs.model.dossier import Dossier

_OF_ACTION: Final = r"\s(?:de\sl[’']action|du\sprojet|de\sla\sfiche)"
_COMES_TO: Final = (
    r"(?:est\sde|est\sévalué\sà|est\sestimé\sà|s[’']élève(?:ra)?\sà|atteint|sera\sde)"
)
_TOTAL: Final = re.compile(
    r"(?:coût|montant|budget)\s(?:total|global)(?:\s(?:prévisionnel|estimé))?"
    rf"(?P<all>{_OF_ACTION})?\s*(?:{_COMES_TO}|:|,\ssoit|de)?\s*$",
    re.IGNORECASE,
)
_NEAR_TOTAL: Final = re.compile(
    r"(?:(?:^|\W)l[’']|cette\s)action\scoûte(?:ra)?\s*$"
    rf"|(?<!\w)le\s(?:budget|coût|total){_OF_ACTION}\s{_COMES_TO}\s*$"
    rf"|^\W*le\s(?:budget|coût|total)\s{_COMES_TO}\s*$",
    re.IGNORECASE,
)
_IT_COSTS: Final = re.compile(r"(?<!\w)[Ee]lle\scoûte(?:ra)?\s*$")
"""Words that may tell of the whole action: held against its total only near it."""

_ALL: Final = re.compile(r"\s?(?:TTC\s?)?(?:[.,;:)\n]|$|dont\s|pour\sl[’']action)")
_IN_YEARS: Final = re.compile(r"\ssur\s(\w+)\sans(?!\w)")
_COUNTS: Final = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six")
_PAYS: Final = r"(?:financer?a?|prend(?:ra)?\sen\scharge|apporte(?:ra)?|assure(?:ra)?|couvre)"
_BUYS: Final = re.compile(
    r"(?<!\w)(?:financ|paie|couvr|prend)\w*\s(?!le\sprojet)(?:les?|la|une?|des|ces?|cette|deux)\s"
)
_FOR: Final = re.compile(
    r"\s(?:pour|de|d[’'])\s?(?!l[’']action|l[’']année|20\d\d|le\sprojet)(?:\S+\s?){1,4}"
)
_PERCENT: Final = r"(?P<p>\d{1,3}(?:,\d+)?)\s?%"
_OF_ALL: Final = (
    r"(?=\s?(?:[.,;)]|$)|\set\s|\s(?:de\sl[’']action|du\s(?:projet|coût|budget|total)))"
)
_THOUSAND: Final = 1000


def in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: the amounts and shares that a fiche tells of its funding are those of its budget."""
    moneys = {
        fiche.at().file: money for fiche in dossier.fiches if (money := funding(fiche, dossier))
    }
    for text in printed_texts(dossier) if moneys else ():
        money = moneys.get(text.ecrit.texte.span.file)
        if money and not text.ecrit.cite:
            yield from _amounts(text, money)
            yield from _shares(text, money)


def _amounts(text: PrintedText, money: Funding) -> Iterator[Diagnostic]:
    years = set(map(str, money.budget.annees()))
    for amount in stated_amounts(text):
        year = amount.year()
        foreign = {*YEAR.findall(text.sentence(amount.place[0]))} - years
        if year is None or foreign or not amount.is_exact():
            continue
        known = _expected(amount, year, text, money)
        if known is not None:
            when = f" en {year}" if year else ""
            message = f"le texte dit {euros(amount.value)}, le budget donne {euros(known)}{when}"
            yield warning("C404", message, text.span(*amount.place), _mended(known, year, money))


def _expected(amount: StatedAmount, year: str, text: PrintedText, money: Funding) -> Decimal | None:
    """The amount that the text should tell; None when it is right, or nothing says what it is."""
    typed, whole = amount.value, money.of_year(year).total()
    if typed in money.right(year):
        return None
    if _tells_of_all(amount, whole, money):
        return whole
    if line := money.line(text.ecrit.texte.span):
        ours = year in ("", str(line.annee))
        return line.montant if ours and _slip(typed, line.montant) else None
    funder = _funder(amount, year, money)
    return _of_funder(funder, amount, year, text, money) if funder else None


def _of_funder(
    funder: str, amount: StatedAmount, year: str, text: PrintedText, money: Funding
) -> Decimal | None:
    """The only amount of the funder that was meant, in that year when the sentence has one."""
    typed, own = amount.value, money.amounts(funder, year)
    others = money.other_years(funder, year)
    if year and typed in others and own:
        return money.of_year(year).extrait(funder).total()
    goes_on = not year and YEAR.search(text.text[: amount.place[0]])  # about the year before
    slips = [known for known in own | (others if goes_on else set()) if _slip(typed, known)]
    return slips[0] if len(slips) == 1 and slips[0] in own else None


def _funder(amount: StatedAmount, year: str, money: Funding) -> str:
    """The only funder of the clause, or of the one that « dont 60 000 € en 2022 » continues."""
    if _buys_a_part(amount, money):
        return ""
    clauses = [amount.clause]
    if year and amount.goes_on():
        clauses += reversed(amount.earlier())
    named = next((names for clause in clauses if (names := money.funders(clause))), [])
    return named[0] if len(named) == 1 else ""


def _buys_a_part(amount: StatedAmount, money: Funding) -> bool:
    """Whether the amount is that of a thing among others: « finance le poste », « de matériel »."""
    goal = _FOR.match(amount.tail)
    return bool(_BUYS.search(amount.before) or (goal and not money.funders(goal[0])))


def _tells_of_all(amount: StatedAmount, whole: Decimal, money: Funding) -> bool:
    """Whether the sentence tells what the action costs; unless it says so, only near its total."""
    count = len(money.budget.annees())
    period = _IN_YEARS.match(amount.tail)
    spans_all = bool(period and period[1] in (str(count), *_COUNTS[count : count + 1]))
    if not (spans_all or _ALL.match(amount.tail)):
        return False
    total = _TOTAL.search(amount.before)
    near = _slip(amount.value, whole)
    it = _NEAR_TOTAL.search(amount.head) or (spans_all and _IT_COSTS.search(amount.head))
    return bool((total and total["all"]) or (near and (total or it)))


def _mended(known: Decimal, year: str, money: Funding) -> str:
    """What to write: the name of a total that texts may cite, where there is one."""
    totals = {money.budget.total(): "total"}
    for funder, amount in money.budget.par_financeur().items():
        totals.setdefault(amount, funder)
    name = "" if year and len(money.budget.annees()) > 1 else totals.get(known, "")
    if name.isidentifier():
        return f"citez-le : `{{{{ budget.{name} }}}}`"
    return "corrigez le texte, ou la ligne du budget"


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


def _shares(text: PrintedText, money: Funding) -> Iterator[Diagnostic]:
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


def _share(match: re.Match[str], text: PrintedText, money: Funding) -> Iterator[Diagnostic]:
    typed, funders = Decimal(match["p"].replace(",", ".")), money.funders(match["who"])
    years = YEAR.findall(text.sentence(match.start()))
    of_part = len(money.budget.annees()) > 1 and years
    if of_part or len(funders) != 1 or not money.budget.total():
        return
    exact = 100 * money.budget.extrait(funders[0]).total() / money.budget.total()
    if text.is_typed(match.start("p")) and typed != exact.quantize(typed, ROUND_HALF_UP):
        precise = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        message = (
            f"le texte dit {format_pourcentage(typed)} pour « {match['who']} », le budget donne "
            f"{format_pourcentage(precise)}"
        )
        yield warning(
            "C404", message, text.span(*match.span("p")), "corrigez la part, ou le budget"
        )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (in_texts,)
