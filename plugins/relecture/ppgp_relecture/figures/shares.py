"""Percentages and parts that texts tell: against their own counts, then against the figures.

A share that stands with its counts is computed. One that stands alone is compared with a figure
only when the sentence bears the words of this figure, says nothing of another place, source or
year, and denies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from ppgp_docs.api import (
    NUMBER_PATTERN,
    Chiffre,
    Diagnostic,
    PrintedText,
    Span,
    dire_part,
    enumerer,
    format_pourcentage,
    lire_nombre,
    nearest,
    note,
    pattern,
    reachable,
    stems,
    warning,
)
from ppgp_relecture.figures.citing import SAME_FACT, mistyped, of_own_counts, to_cite, unlike
from ppgp_relecture.figures.complements import is_complement
from ppgp_relecture.figures.contradicted import beside_counts
from ppgp_relecture.figures.counted import misrated
from ppgp_relecture.figures.people_counted import are_of_people
from ppgp_relecture.figures.worded_parts import FAR
from ppgp_relecture.parsing.fractions import (
    CLUE,
    Fraction,
    Percent,
    agrees,
    decimal_of,
    fractions,
    percents,
)
from ppgp_relecture.parsing.quantities import HEDGED
from ppgp_relecture.parsing.wording import elsewhere, slipped, swapped, wording

Rule: TypeAlias = Callable[[PrintedText], Iterator[Diagnostic]]
Rules: TypeAlias = tuple[tuple[re.Pattern[str], tuple[Rule, ...]], ...]
"""Rules behind the clue of a text that is worth them."""

_SURE: Final = 3
_NEGATED: Final = re.compile(r"(?<!\w)n(?:e\s|[’'])", re.IGNORECASE)


def computed_shares(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 7 sur 9 (78 %) » is rounded half up, and no part exceeds its whole."""
    for fraction in fractions(text):
        k, n, percent = fraction.k, fraction.n, fraction.percent
        if k > n:
            if percent or fraction.one_noun or are_of_people(text, fraction):
                message = f"{fraction.sur}\u00a0: la partie dépasse le tout"
                span = text.span(fraction.start, fraction.end)
                yield warning("C209", message, span, "corrigez l’un des deux nombres")
        elif percent and not agrees(percent, Decimal(100 * k) / n) and not _about(text, fraction):
            right = dire_part(k, n, percent.decimals)
            gap = f"{format_pourcentage(percent.value)} est écrit, mais {fraction.sur} font {right}"
            yield warning(
                "C209", gap, _at(text, percent), of_own_counts(text, fraction, percent, right)
            )


def _about(text: PrintedText, fraction: Fraction) -> bool:
    """« Huit sur dix (81 %) », « près de 9 sur 10 (96 %) »: a round way of telling the rate."""
    wholes = {figure.valeur for figure in text.figures.values()}
    if fraction.percent is None or fraction.n not in _ROUND or fraction.n in wholes:
        return False
    gap = abs(Decimal(100 * fraction.k) / fraction.n - fraction.percent.value)
    hedged = HEDGED.search(text.text[max(0, fraction.start - 30) : fraction.start])
    exact = fraction.percent.value % 10 == 0 and gap >= _NO_ROUNDING  # « un sur trois (30 %) »
    return bool(hedged) or (gap < FAR and 2 * gap * fraction.n <= 100 and not exact)


_ROUND: Final = (2, 3, 4, 5, 10, 20, 100)
_NO_ROUNDING: Final = 3
"""Points between a part told in round numbers and tens of per cent, which are round themselves."""


_OF_N: Final = re.compile(
    rf"(?<![\d,])(?P<p>\d{{1,3}})\s?%\sdes\s(?P<n>{NUMBER_PATTERN})(?=\s[^\W\d])"
)


def possible_shares(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 76 % des 9 réponses » is the share of no whole number of answers, nor of nobody."""
    told = {fraction.percent.start for fraction in fractions(text) if fraction.percent}
    for match in (each for each in _OF_N.finditer(text.text) if each.start("p") not in told):
        n, said = lire_nombre(match["n"]), decimal_of(match["p"])
        span = text.span(*match.span("p"))
        if n == 0 and said:
            of_none = "un pourcentage ne se calcule pas sur une base nulle"
            message = f"le texte dit {format_pourcentage(said)} de zéro\u00a0: {of_none}"
            yield warning("C209", message, span, "corrigez le nombre, ou effacez le pourcentage")
        elif n and said <= 100 and not reachable(said, n):
            message = f"{format_pourcentage(said)} de {n} ne font pas un nombre entier"
            yield warning("C209", message, span, nearest(said, n))


_OF_PEOPLE: Final = re.compile(
    r"(?<![\d,])(?P<p>[1-9]\d\d(?:,\d+)?)\s?%\sdes\s(?:\w+\s)?(?:familles|enfants|parents|personnes"
    r"|professionnel\w*|répondant\w*|participant\w*|usag\w+|bénéficiaires|agents|réponses)(?!\w)",
    re.IGNORECASE,
)


def parts_of_people(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 171 % des familles »: no more people than there are."""
    for match in _OF_PEOPLE.finditer(text.text):
        if (said := decimal_of(match["p"])) > 100:
            message = f"{format_pourcentage(said)}\u00a0: la partie dépasse le tout"
            hint = "est-ce un effectif, sans le signe %\u202f? sinon, corrigez le pourcentage"
            yield warning("C209", message, text.span(*match.span("p")), hint)


_EVERYONE: Final = re.compile(
    r"(?<!presque\s)(?<!quasi\s)(?<!pas\s)(?<!\w)(?P<all>tous|toutes|l[’']ensemble\sdes)"
    r"(?:\s(?:les|ces|nos))?(?:(?:\s[^\W\d_]+){1,3}\s\((?P<p>\d{1,3}(?:,\d+)?)\s?%\)"
    r"|\s(?:avis|réponses|répondant\w*|retours|suffrages|votes)(?:\s[^\W\d_]+)?\s?:"
    r"\s(?P<q>\d{1,3}(?:,\d+)?)\s?%(?=\s?(?:[.;,)\n]|$)))",
    re.IGNORECASE,
)
"""« toutes les équipes (80 %) »; « toutes les réponses : 98 % », whose shares are what is told."""

_EVERYONE_SAYS: Final = re.compile(
    r"(?:^|(?<=[.!?:;…]\s)|(?<=\n))(?:tous|toutes|100\s%|l[’']ensemble|la\stotalité)(?!\w)",
    re.IGNORECASE,
)


def everyone(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « toutes les réponses » are 100 %, in the text and among the figures."""
    for match in _EVERYONE.finditer(text.text):
        said = "p" if match["p"] else "q"
        if decimal_of(match[said]) != _WHOLE_OF_THEM:
            message = f"« {match['all'].lower()} » veut dire 100 %, pas {match[said]} %"
            hint = "écrivez « presque » devant, ou le nombre exact"
            yield warning("C209", message, text.span(*match.span(said)), hint)
    told = {match.start("all") for _, match in beside_counts(text)}
    for match in _EVERYONE_SAYS.finditer(text.text):
        if match.start() in told:
            continue
        clause = re.split(r"[,;:(]", text.sentence(match.end()))[0]
        facts = [fact for fact in _facts_of_sentence(text, match.end(), clause) if fact.is_a_part]
        counted = {(fraction.k, fraction.n) for fraction in fractions(text)}
        if facts and counted.isdisjoint((fact.k, fact.n) for fact in facts):
            message = f"le texte dit « {match[0].lower()} », mais {_values(facts)}"
            hint = mistyped([fact.name for fact in facts], ".sur")
            yield warning("C209", message, text.span(*match.span()), hint)


_WHOLE_OF_THEM: Final = 100


class Fact(NamedTuple):
    """A figure that a sentence tells, and the whole of which it is a part."""

    name: str
    figure: Chiffre
    base: Chiffre | None
    words: int

    @property
    def k(self) -> Decimal | None:
        return self.figure.valeur

    @property
    def n(self) -> Decimal | None:
        return self.base.valeur if self.base else None

    @property
    def is_a_part(self) -> bool:
        """Whether it counts fewer than all."""
        return self.k is not None and bool(self.n) and self.k < (self.n or 0)

    @property
    def sur(self) -> str:
        return f"{self.figure.en_chiffres} sur {self.base.en_chiffres}" if self.base else ""


def _facts_of_sentence(text: PrintedText, place: int, clause: str = "") -> Iterator[Fact]:
    """The figures whose words the sentence bears, when it speaks of them and of nothing else."""
    sentence = clause or text.sentence(place)
    if text.ecrit.cite or _NEGATED.search(sentence):
        return
    words = frozenset(stems(sentence))
    for name, figure in text.figures.items():
        theirs = wording(figure)
        if theirs.covered(words) and not elsewhere(sentence, figure):
            shared = len(words & (theirs.heads | theirs.content))
            yield Fact(name, figure, text.figures.get(figure.base), shared)


def told_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 8 répondants sur 9 » are those of the figure that the sentence tells."""
    told = {(Decimal(each.k), Decimal(each.n)) for each in fractions(text)}
    for fraction in fractions(text):
        k_cited, n_cited = (text.reference(at[0]) for at in (fraction.k_at, fraction.n_at))
        if (k_cited and n_cited) or fraction.k > fraction.n:
            continue
        facts = [fact for fact in _facts_of_sentence(text, fraction.start) if fact.n]
        facts = [*facts, *_slipped_facts(text, fraction)]
        facts = [fact for fact in facts if (fact.k, fact.n) not in told or _is(fact, fraction)]
        facts += [fact for fact in _cited(text, k_cited) if fact.n]
        near = [fact for fact in facts if fact.k == fraction.k or fact.n == fraction.n]
        if near and not any(_is(fact, fraction) for fact in near):
            near = list({fact.name: fact for fact in near}.values())
            message = f"le texte dit {fraction.sur}, mais {_values(near)}"
            slips = all(_is_slip_of(fact, fraction) for fact in near)
            hint = mistyped([fact.name for fact in near], ".sur") if slips else SAME_FACT
            yield warning("C209", message, text.span(fraction.start, fraction.end), hint)


def _is(fact: Fact, fraction: Fraction) -> bool:
    return fact.k == fraction.k and fact.n == fraction.n


def _is_slip_of(fact: Fact, fraction: Fraction) -> bool:
    """Whether a figure may be advised: « 45 sur 60 » may well be of others than 48."""
    pairs = (fraction.k, int(fact.k or 0)), (fraction.n, int(fact.n or 0))
    return all(typed == right or _is_slip(typed, right, close=True) for typed, right in pairs)


def _slipped_facts(text: PrintedText, fraction: Fraction) -> Iterator[Fact]:
    """The figures whose nouns both numbers bear, one of them as it is, the other at one slip:
    « 1 125 nouveau-nés vus sur 3 840 naissances » for 1 152; of fewer, two figures are swapped."""
    sentence = text.sentence(fraction.start)
    if text.ecrit.cite or _NEGATED.search(sentence):
        return
    words = stems(text.text[fraction.k_at[1] : fraction.k_at[1] + _NOUNS])
    of = stems(text.text[fraction.n_at[1] : fraction.n_at[1] + _NOUNS])
    for name, figure in text.figures.items():
        base, theirs = text.figures.get(figure.base), wording(figure)
        if base is None or figure.valeur is None or not base.valeur:
            continue
        same = fraction.one_noun or {*of[:1]} <= wording(base).heads
        if not (same and words[:1] and words[0] in theirs.heads) or elsewhere(sentence, figure):
            continue
        one = (fraction.k, int(figure.valeur)), (fraction.n, int(base.valeur))
        if fraction.k < _MANY and not any(swapped(typed, right) for typed, right in one):
            continue
        close = fraction.k < _MANY or theirs.content.isdisjoint(words)
        if all(typed == right or _is_slip(typed, right, close=close) for typed, right in one):
            yield Fact(name, figure, base, _SURE)


def _is_slip(typed: int, right: int, *, close: bool) -> bool:
    """Whether a number is another mistyped; a ``close`` one where no word but its noun tells it."""
    return swapped(typed, right) or abs(typed - right) <= 1 or (slipped(typed, right) and not close)


_MANY: Final = 100
_NOUNS: Final = 60
"""How far, in characters, what a number counts is told behind it."""


def _cited(text: PrintedText, reference: str) -> Iterator[Fact]:
    """The figure that a reference prints."""
    name = reference.removeprefix("chiffres.")
    if figure := text.figures.get(name):
        yield Fact(name, figure, text.figures.get(figure.base), _SURE)


def shares_of_figures(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: a typed percentage is the one that figures give. C210: it might as well be cited."""
    computed = {fraction.percent.start for fraction in fractions(text) if fraction.percent}
    computed |= {percent.start for percent in misrated(text)}
    computed |= {match.start(match.lastgroup or 0) for match in _EVERYONE.finditer(text.text)}
    for percent in percents(text):
        if percent.start not in computed and text.is_typed(percent.start):
            facts = (
                fact
                for fact in _facts_of_sentence(text, percent.start)
                if not _is_whole(text, percent, fact)
            )
            rated = [(fact, fact.figure.part_de(fact.base)) for fact in facts]
            known = [(fact, share) for fact, share in rated if share is not None]
            if known and not is_complement(text, percent, [(each.name, of) for each, of in known]):
                yield from _compared(text, percent, known)


_OF: Final = pattern(
    r"\s?(?:%|pour\scent)\s(?:des|du|de\sla|de\sl[’']|d[’'])\s?(?P<noun>[^\W\d_]+)"
)


def _is_whole(text: PrintedText, percent: Percent, fact: Fact) -> bool:
    """Whether the sentence tells a part of what the figure counts: « 76 % des réponses »."""
    noun = _OF.match(text.text, percent.end)
    bases = {figure.base for figure in text.figures.values()}
    heads = wording(fact.figure).heads
    return bool(noun and fact.name in bases and heads.intersection(stems(noun["noun"])))


def _compared(
    text: PrintedText, percent: Percent, known: list[tuple[Fact, Decimal]]
) -> Iterator[Diagnostic]:
    span = _at(text, percent)
    equal = [fact.name for fact, share in known if percent.value == share]
    if equal and not percent.hedge and _is_outdone(text, percent, known):
        yield _undecided(text, percent.value, known, span)
    elif equal and not percent.hedge:
        message = "ce pourcentage est déjà celui d’un chiffre du dossier"
        yield note("C210", message, span, to_cite(equal, ".pct"))
    elif not any(agrees(percent, _unrounded(fact, share)) for fact, share in known):
        several = len({share for _, share in known}) > 1
        yield (_undecided if several else _contradicted)(text, percent.value, known, span)


def _unrounded(fact: Fact, share: Decimal) -> Decimal:
    """What counts give before it is rounded: « 15,6 % » is as true of 171 out of 1 096 as « 16 % »;
    the share of a source without counts as it stands."""
    part, whole = fact.figure.valeur, fact.base and fact.base.valeur
    return 100 * Decimal(part) / Decimal(whole) if part is not None and whole else share


def _is_outdone(text: PrintedText, percent: Percent, known: list[tuple[Fact, Decimal]]) -> bool:
    """Whether the whole label of another figure is in the sentence, and says more than that of
    those that give the percentage: « 54 % des réponses sont très positives »."""
    said = {*_LETTERS.findall(text.sentence(percent.start).lower())}
    labels = [
        ({*_LETTERS.findall(fact.figure.libelle.plain.lower())}, share) for fact, share in known
    ]
    most = max(len(label & said) for label, share in labels if share == percent.value)
    return any(
        label <= said and len(label) > most for label, share in labels if share != percent.value
    )


_LETTERS: Final = re.compile(r"[^\W\d_]+")


def _undecided(
    text: PrintedText, said: Decimal, known: list[tuple[Fact, Decimal]], span: Span
) -> Diagnostic:
    """Several figures may be meant: each is named, none is put in anyone's mouth."""
    given = enumerer((f"`{fact.name}` {format_pourcentage(share)}" for fact, share in known), "ou")
    message = f"{format_pourcentage(said)} est écrit, mais les chiffres donnent {given}"
    return note("C209", message, span, "écrivez à côté ce qu’il compte, ou corrigez-le")


def _contradicted(
    text: PrintedText, said: Decimal, known: list[tuple[Fact, Decimal]], span: Span
) -> Diagnostic:
    """A typed percentage that is no figure's: a slip, for sure, when it is near its only figure."""
    written = format_pourcentage(said)
    given = enumerer(f"`{fact.name}` donne {format_pourcentage(share)}" for fact, share in known)
    message = f"{written} est écrit, mais {given}"
    ((fact, share), *others) = known
    slip = not others and (abs(said - share) <= 1 or swapped(int(said), int(share)))
    hint = mistyped([fact.name], ".pct") if slip else unlike(written, _giving(text, said))
    sure = slip or (not others and fact.words >= _SURE)
    return (warning if sure else note)("C209", message, span, hint)


def _giving(text: PrintedText, said: Decimal) -> list[str]:
    """The figures that give a percentage, whatever their words."""
    figures = text.figures
    return [
        name for name, figure in figures.items() if figure.part_de(figures.get(figure.base)) == said
    ]


def _values(facts: list[Fact]) -> str:
    """« `utiles` vaut 7 sur 9 et `satisfaits` vaut 8 sur 9 »."""
    return enumerer(f"`{fact.name}` vaut {fact.sur}" for fact in facts)


def _at(text: PrintedText, percent: Percent) -> Span:
    return text.span(percent.start, percent.end)


_RATED: Final = re.compile(r"%|pour\scent")
_WHOLE: Final = re.compile(r"[TtEe1](?i:ous|outes|nsemble|otalité|00\s%)(?!\w)")

OF_NUMBERS: Final[Rules] = (
    (CLUE, (computed_shares, told_parts)),
    (_RATED, (possible_shares, parts_of_people, shares_of_figures)),
)
OF_WORDS: Final[Rules] = ((_WHOLE, (everyone,)),)
"""The rules on one text, with and without a number, behind a clue without which they find
nothing."""
