"""Amounts that texts tell, held against the budget that they speak of.

A sentence tells of a part of the budget when it names a funder, a nature of cost, a year or the
total, or when it is that of a line. An amount that is far from all of a part may be about something
else, and is left alone; one that may be a slip for two is told with both, and none is advised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    Statement,
    enumerer,
    euros,
    pattern,
    printed_texts,
    warning,
)
from ppgp_relecture.money.funding import BudgetSum, BudgetSums, Funding, funding
from ppgp_relecture.money.mistyped import (
    is_mistyped,
    is_nearly,
    is_rounded,
    is_surely_mistyped,
    rounded_to,
)
from ppgp_relecture.money.named_figures import NamedFigures
from ppgp_relecture.money.spoken_of import Spoken, moneys_of
from ppgp_relecture.parsing.stated_amounts import (
    YEAR,
    StatedAmount,
    stated_amounts,
    strange_years,
)

_OF_ACTION: Final = r"\s(?:de\sl[’']action|du\sprojet|de\sla\sfiche)"
_COMES_TO: Final = (
    r"(?:est\sde|est\sévalué\sà|est\sestimé\sà|s[’']élève(?:ra)?\sà|atteint|sera\sde)"
)
TOTAL: Final = pattern(
    r"(?:coût|montant|budget)\s(?:total|global)(?:\s(?:prévisionnel|estimé))?"
    rf"(?P<all>{_OF_ACTION})?\s*(?:{_COMES_TO}|:|,\ssoit|de)?\s*$",
    re.IGNORECASE,
)
_COST: Final = pattern(
    r"coût\s(?:total|global)(?:\s(?:prévisionnel|estimé))?"
    rf"(?P<all>{_OF_ACTION})?\s*(?:{_COMES_TO}|:|,\ssoit|de)?\s*$",
    re.IGNORECASE,
)
NEAR_TOTAL: Final = pattern(
    r"(?:(?:^|\W)l[’']|cette\s)action\scoûte(?:ra)?\s*$"
    rf"|(?<!\w)le\s(?:budget|coût|total){_OF_ACTION}\s{_COMES_TO}\s*$"
    rf"|^\W*le\s(?:budget|coût|total)\s{_COMES_TO}\s*$",
    re.IGNORECASE,
)
_IT_COSTS: Final = pattern(r"(?<!\w)[Ee]lle\scoûte(?:ra)?\s*$")
"""Words that may tell of the whole action: held against its total only near it."""

_IN_ALL: Final = r"(?:au\stotal|en\stout)"
_ALL: Final = pattern(
    rf"\s?(?:TTC\s?)?(?:{_IN_ALL}(?!\w)\s?)?(?:[.,;:)\n]|$|dont\s|pour\sl[’']action)"
)
_TOLD_IN_ALL: Final = pattern(rf"\s?(?:TTC\s)?{_IN_ALL}(?!\w)", re.IGNORECASE)
_IN_ALL_BEFORE: Final = pattern(rf"^\W*{_IN_ALL}\s?[,:]?\s*$", re.IGNORECASE)
_IN_YEARS: Final = pattern(r"\ssur\s(\w+)\sans(?!\w)")
_COUNTS: Final = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six")
_BUYS: Final = pattern(
    r"(?<!\w)(?:financ|paie|couvr|prend)\w*\s(?!le\sprojet)(?:les?|la|une?|des|ces?|cette|deux)\s"
)
_FOR: Final = pattern(
    r"\s(?:pour|de|d[’'])\s?(?!l[’']action|l[’']année|20\d\d|le\sprojet)(?:\S+\s?){1,4}"
)
_MONEY: Final = pattern(
    r"(?<!\w)(?:coûts?|budgets?|montant\s(?:total|global)|financement|tot(?:al|aux|alise\w*)|mobilise\w*"
    r"|représente|enveloppe)(?!\w)",
    re.IGNORECASE,
)
_THE_ACTION: Final = pattern(r"(?<!\w)(?:action|projet|fiche)(?!\w)", re.IGNORECASE)
_OF_A_THING: Final = pattern(
    r"(?<!\w)(?:pour|de|du|des|d[’'])\s?(?:(?:les?|la|une?|ces?|cette)\s|l[’'])?"
    r"(?!20\d\d|financement|budget|année)[^\W\d]{3,}",
    re.IGNORECASE,
)
_NATURES: Final = {
    nature: pattern(
        rf"(?<!\w)(?:montants?|coûts?|crédits|dépenses|financements?|parts?|\d\s?€)\s{words}(?!\w)",
        re.IGNORECASE,
    )
    for nature, words in (("propre", "propres?"), ("transverse", "transvers(?:es?|aux|ales?)"))
}


ROLE: Final = "montant d’un texte"


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C404: the amounts that a text tells of a funding are those of the budget."""
    if not (dossier.contrat or any(fiche.budget for fiche in dossier.fiches)):
        return
    moneys = moneys_of(dossier)
    named = NamedFigures.of(dossier, moneys)
    for text in printed_texts(dossier):
        for amount in stated_amounts(text) if not text.ecrit.cite else ():
            if amount.is_exact() and (spoken := moneys.spoken_of(amount, text)):
                yield from _statement(amount, text, spoken, named.missed(amount, text))


def budget_texts(dossier: Dossier) -> Iterator[tuple[PrintedText, Funding]]:
    """The texts of the fiches that have a budget, quotes left aside."""
    moneys = {
        fiche.at().file: money for fiche in dossier.fiches if (money := funding(fiche, dossier))
    }
    for text in printed_texts(dossier) if moneys else ():
        money = moneys.get(text.ecrit.texte.span.file)
        if money and not text.ecrit.cite:
            yield text, money


def _statement(
    amount: StatedAmount, text: PrintedText, spoken: Spoken, meant: BudgetSums | None
) -> Iterator[Statement]:
    """``meant`` is the figure that the words name, if they do."""
    year = amount.year()
    strange = strange_years(text.sentence(amount.place[0]), spoken.years())
    if spoken.moneys and strange and not spoken.stated:
        return
    if meant is None:
        meant = _missed_cost(amount, year, spoken)
    if meant is None:
        meant = _meant(amount, year, text, spoken)
    if not meant:
        return
    span, sums = text.span(*amount.place), list(dict.fromkeys(part.total for part in meant))

    def tell() -> Diagnostic:
        when = f" en {year}" if year else ""
        given = enumerer(map(euros, sums), "ou")
        message = f"le texte dit {euros(amount.value)}, {meant[0].source} {given}{when}"
        hint = _WHICH if len(sums) > 1 else _mended(meant, year or "", text, spoken)
        return warning("C404", message, span, *_well_rounded(amount, sums), hint)

    lines = (meant[0].lines or meant[0].moves) if len(sums) == 1 else ()
    beside = sums[0] - sum((line.montant for line in lines), Decimal(0)) if lines else Decimal(0)
    yield Statement(amount.value - beside, lines, span, ROLE, tell, sure=False)


def _well_rounded(amount: StatedAmount, sums: Sequence[Decimal]) -> Iterator[str]:
    """What the amount would be in thousands, in millions, where it is told so."""
    if amount.step > 1 and len(sums) == 1:
        yield f"arrondi de même, ce serait {euros(rounded_to(amount.step, sums[0]))}"


_WHICH: Final = "dites duquel de ces montants il s’agit, et corrigez-le"


def _meant(amount: StatedAmount, year: str | None, text: PrintedText, spoken: Spoken) -> BudgetSums:
    """The parts that the text may tell; none when nothing says which."""
    known = [(money, part) for money in spoken.moneys for part in money.parts(year)]
    own = spoken.own
    if any(part.total == amount.value for _, part in known):
        named = _named(amount, year, text, own) if own and year is not None else ()
        return tuple(part for part in named if part.total == amount.value)[:1]
    told = [part for part in spoken.stated if part.total == amount.value]
    if told or amount.value in spoken.others:
        return tuple(told) if len(told) == 1 and told[0].moves else ()
    parts = (*spoken.stated, *(part for _, part in known))
    if own and (added := _added_to_another_stage(amount, own)):
        return added
    if not own or year is None or spoken.stated:
        return _surely(amount, spoken, parts)
    wrong = _mistyped(amount, year, text, own)
    return _surely(amount, spoken, parts) if wrong is None else wrong


def _added_to_another_stage(amount: StatedAmount, money: Funding) -> BudgetSums:
    """What was foreseen, where the text adds to it what became of it: stages are never added up.

    That of the funder that the clause names, or of the whole where it tells of costs.
    """
    named = money.funders(amount.clause)
    if len(named) > 1 or not (named or _MONEY.search(f"{amount.clause} {amount.head}")):
        return ()
    stages = (money.budget, *money.others)
    foreseen, *others = [each.extrait(named[0]) if named else each for each in stages]
    due = foreseen.total()
    is_sum = any(other.total() and due + other.total() == amount.value for other in others)
    return (BudgetSum.of(foreseen),) if due and is_sum else ()


def _surely(amount: StatedAmount, spoken: Spoken, parts: Iterable[BudgetSum]) -> BudgetSums:
    """The parts that the words leave in question, so like the amount that it can be no other."""
    return tuple(part for part in parts if spoken.may_be(part) and _is_it_mistyped(amount, part))


def _is_it_mistyped(amount: StatedAmount, part: BudgetSum) -> bool:
    """What words tell as moved can hardly be anything else, be it small."""
    alike = is_nearly if part.moves else is_surely_mistyped
    return alike(amount.value, part.total, amount.step)


def _mistyped(
    amount: StatedAmount, year: str, text: PrintedText, money: Funding
) -> BudgetSums | None:
    """The parts that the words name and the amount misses; None when they name none."""
    whole = money.whole(year)
    if _tells_of_all(amount, whole.total, money):
        return (whole,)
    if other := _of_another_year(amount, year, money):
        return other
    named = _named(amount, year, text, money)
    wrong = tuple(part for part in named if is_mistyped(amount.value, part.total, amount.step))
    if not wrong:
        return None
    if any(is_rounded(amount.value, part.total, amount.step) for part in named):
        return ()
    return () if _may_go_on(amount, year, text, money) else wrong


def _of_another_year(amount: StatedAmount, year: str, money: Funding) -> BudgetSums:
    """What the funder pays that year, where the text tells what it pays in another."""
    funder = funder_of(amount, year, money) if year else ""
    own = money.of_funder(funder, year)[:1]
    return own if own and amount.value in money.other_years(funder, year) else ()


def _may_go_on(amount: StatedAmount, year: str, text: PrintedText, money: Funding) -> bool:
    """Whether a sentence without a year may tell of the year before it, mistyped as well."""
    funder = funder_of(amount, "", money)
    if year or not funder or not YEAR.search(text.text[: amount.place[0]]):
        return False
    return any(
        one_of(amount.value, other, amount.step)
        for other in money.other_years(funder, "")
        - {one.total for one in money.of_funder(funder)[:1]}
        for one_of in (is_mistyped, is_rounded)
    )


def _named(amount: StatedAmount, year: str, text: PrintedText, money: Funding) -> BudgetSums:
    """The parts that the words around an amount name."""
    if line := money.line(text.ecrit.texte.span):
        return (BudgetSum((line,), line.montant),) if year in ("", str(line.annee)) else ()
    nature, funder = _nature(amount), funder_of(amount, year, money)
    if funder:
        return money.of_funder(funder, year, nature)
    if nature:
        return money.of_nature(nature, year)
    return (money.whole(year),) if _speaks_of_the_action(amount) else ()


def _nature(amount: StatedAmount) -> str:
    """The only nature of cost that the clause names."""
    named = [nature for nature, words in _NATURES.items() if words.search(amount.clause)]
    return named[0] if len(named) == 1 else ""


def _speaks_of_the_action(amount: StatedAmount) -> bool:
    """Whether the sentence tells what something costs, and names nothing but the action."""
    if not _MONEY.search(amount.clause):
        return False
    sentence = f"{amount.head} {amount.tail}"
    return bool(_THE_ACTION.search(sentence) or not _OF_A_THING.search(amount.head))


def funder_of(amount: StatedAmount, year: str, money: Funding) -> str:
    """The only funder of the clause, or of the one that « dont 60 000 € en 2022 » continues."""
    if buys_a_part(amount, money):
        return ""
    clauses = [amount.clause]
    if year and amount.goes_on():
        clauses += reversed(amount.earlier())
    named = next((names for clause in clauses if (names := money.funders(clause))), [])
    return named[0] if len(named) == 1 else ""


def buys_a_part(amount: StatedAmount, money: Funding) -> bool:
    """Whether the amount is that of a thing among others: « finance le poste », « de matériel »."""
    goal = _FOR.match(amount.tail)
    return bool(_BUYS.search(amount.before) or (goal and not money.funders(goal[0])))


def _tells_of_all(amount: StatedAmount, whole: Decimal, money: Funding) -> bool:
    """Whether the sentence tells what the action costs; unless it says so, only near its total."""
    if is_rounded(amount.value, whole, amount.step) and abs(amount.value - whole) < amount.step:
        return False
    count = len(money.years)
    period = _IN_YEARS.match(amount.tail)
    spans_all = bool(period and period[1] in (str(count), *_COUNTS[count : count + 1]))
    if not (spans_all or _ALL.match(amount.tail)):
        return False
    total = TOTAL.search(amount.before)
    near = is_mistyped(amount.value, whole, amount.step)
    it = NEAR_TOTAL.search(amount.head) or (spans_all and _IT_COSTS.search(amount.head))
    in_all = _TOLD_IN_ALL.match(amount.tail) or _IN_ALL_BEFORE.search(amount.head)
    names_one = money.funders(amount.clause)
    return bool((total and total["all"]) or (near and (total or it or (in_all and not names_one))))


def _missed_cost(amount: StatedAmount, year: str | None, spoken: Spoken) -> BudgetSums | None:
    """The charges, where the text tells what the action costs and misses it; nothing where it is
    right; None where it tells something else, or no charge is known."""
    cost = spoken.own.cost(year) if spoken.own and year is not None else None
    if cost is None or spoken.own is None or year is None:
        return None
    if amount.value == cost.total or is_rounded(amount.value, cost.total, amount.step):
        return ()
    wrong = _tells_of_cost(amount, cost.total, spoken.own.whole(year).total)
    return (cost,) if wrong else None


def _tells_of_cost(amount: StatedAmount, cost: Decimal, funded: Decimal) -> bool:
    """Whether the sentence tells what the action costs, which its charges say: surely, or by an
    amount near them, or by that of the funders alone."""
    if not _ALL.match(amount.tail):
        return False
    total = _COST.search(amount.before)
    told = total or NEAR_TOTAL.search(amount.head)
    near = is_mistyped(amount.value, cost, amount.step) or amount.value == funded
    return bool((total and total["all"]) or (near and told))


def _mended(meant: BudgetSums, year: str, text: PrintedText, spoken: Spoken) -> str:
    """What to write: the name of a total that texts may cite, where a single one is meant."""
    first = meant[0]
    alike = all(part.lines == first.lines and part.cited == first.cited for part in meant)
    name = first.cited or next(_names(first, year, text, spoken), "")
    if alike and name and all(word.isidentifier() or word.isdecimal() for word in name.split(".")):
        return f"citez-le : `{{{{ {name} }}}}`"
    return "corrigez le texte, ou la ligne du budget"


def _names(part: BudgetSum, year: str, text: PrintedText, spoken: Spoken) -> Iterator[str]:
    """How each money that holds a part lets it be cited in that text."""
    for money in spoken.moneys:
        of_all = not (year and len(money.years) > 1)
        if part.lines and of_all and (name := money.citation(part)):
            yield f"{money.family_in(text.ecrit.texte.span.file)}.{name}"
