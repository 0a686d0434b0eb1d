"""Words that count the same thing: the noun behind a number, the words of a figure.

A text and a figure speak of one fact when the noun is one that the figure counts and what else
is said of it stands in the figure's ``libelle``. Words are compared by their stems, so that
« formés », « formées » and « formation » agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.api import Chiffre, stems


def vocabulary(words: str) -> frozenset[str]:
    """Words, written one behind the other."""
    return frozenset(words.split())


BOUND: Final = re.compile(r"(?:au|le)\s(?:plus|maximum)(?!\w)|maxim", re.IGNORECASE)
"""« quinze personnes au plus »: a limit, which is no headcount."""

ROUND_NUMBERS: Final = {
    "demi-douzaine": 6,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
"""Nouns of an order of size: « une dizaine » is ten or so."""

MEASURES: Final = vocabulary("an ans année années heure heures jour jours mois semaine semaines")
"""What durations are counted in: far too common to name a fact without its other words."""


class Wording(NamedTuple):
    """The words of a figure.

    ``heads`` are the nouns that it counts; ``vague`` is a unit that other figures share
    (« personnes »), which alone names nothing; ``content`` is what else its words say.
    """

    heads: frozenset[str]
    vague: str
    content: frozenset[str]
    bound: bool

    def covered(self, words: frozenset[str]) -> bool:
        """Whether three quarters of the words are there, and two at least."""
        mine = self.content | self.heads
        shared = len(mine & words)
        return shared > 1 and 4 * shared >= 3 * len(mine)


def wording(figure: Chiffre) -> Wording:
    """The words of a figure, ready to be compared."""
    return _wording(str(figure.unite), figure.libelle.plain)


@lru_cache(maxsize=1024)
def _wording(unit: str, label: str) -> Wording:
    of_unit, of_label = stems(unit)[:1], stems(label)
    first = stems(label.partition(" ")[0])
    heads = frozenset(of_unit + first)
    vague = of_unit[0] if of_unit and first and of_unit != first else ""
    return Wording(heads, vague, frozenset(of_label) - heads, bool(BOUND.search(label)))


ELSEWHERE: Final = re.compile(
    r"(?<!\w)(?:national|nationau|france|français|région|insee|drees|baromètre|étude|selon|d[’']après"
    r"|ailleurs|autre|précédent|auparavant|jadis|prévu|objectif|attendu|espér|moyenne|chaque"
    r"|reste|manqu|chacun|contacté|convié|inscri[ts]|invité|sollicité|candidat|présente?s(?!\w)"
    r"|prochain|futur|pass(?:e|é|ée|és|ées)\s(?:de|à)\s|par\s(?:an|mois|jour|session|groupe|semaine|personne)(?!\w))",
    re.IGNORECASE,
)
"""A sentence that speaks of another population, another source, a plan: not of our figure."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def elsewhere(sentence: str, figure: Chiffre) -> bool:
    """Whether a sentence speaks of another place or source, or of another year, than a figure."""
    return bool(ELSEWHERE.search(sentence)) or of_another_year(sentence, figure)


def of_another_year(sentence: str, figure: Chiffre) -> bool:
    """Whether a sentence gives a year that is not the figure's own."""
    own = str(figure.date.annee) if figure.date else ""
    return any(year != own for year in _YEAR.findall(sentence))


def swapped(typed: int, right: int) -> bool:
    """Whether two neighbouring digits were swapped: 26 for 62, 6 975 for 6 957."""
    one, other = str(typed), str(right)
    if len(one) != len(other):
        return False
    gaps = [rank for rank, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(gaps) == 2 and gaps[1] == gaps[0] + 1 and sorted(one) == sorted(other)


def slipped(typed: int, right: int) -> bool:
    """Whether a number is likely to be another, mistyped: a digit or two off, two swapped."""
    one, other = str(typed), str(right)
    changed = sum(a != b for a, b in zip(one, other, strict=False))
    long = len(one) == len(other) > 2
    return abs(typed - right) <= 3 or swapped(typed, right) or (long and changed == 1)
