"""Lines of a chronology: a date or a period, then what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.francais.phrases import debuts_de_phrases
from ppgp_docs.francais.typographie.vocabulaire import MOIS_ENTIERS
from ppgp_docs.importing.prose.items import Grid
from ppgp_docs.importing.prose.sourced import Sourced

_TITLE: Final = 140
_MARK: Final = 60
_WORDS: Final = 5
"""Words of the longest date: « le 1er trimestre 2023 »."""

_PERIOD: Final = re.compile(
    r"(?P<when>(?:de|du|d[’']|entre|depuis|dès|avant|après|pendant|courant|été|printemps|automne"
    rf"|hiver|rentrée|à partir|(?:{MOIS_ENTIERS})\s(?:à|et))\b"
    r"[^:–—]{0,50}?\b(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?)\s*[:–—]\s*"
    r"(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PART: Final = re.compile(r"[\s:;,.–—-]*")
_LEADS: Final[tuple[list[str], ...]] = ([], ["en"], ["le"])
"""What may stand before a date and goes without saying."""


@frozen
class Dated:
    """A date as it was typed, and the words before and behind it."""

    date: str
    before: str
    behind: str

    @property
    def opens(self) -> bool:
        """Whether the text begins with the date."""
        return self.before.lower().split() in _LEADS


def date_in(text: str) -> Dated | None:
    """The first date of a text."""
    words = list(re.finditer(r"\S+", text.replace("*", " ")))
    for first, start in enumerate(words):
        for last in reversed(words[first : first + _WORDS]):
            said = text[start.start() : last.end()].strip(" *:;,.–—-()")
            if _is_date(said, text[start.start() : last.end() + 1]):
                behind = text[text.index(said, start.start()) + len(said) :]
                return Dated(said, text[: start.start()].strip(" *"), behind)
    return None


def _is_date(said: str, around: str) -> bool:
    """Whether words are a date; four digits alone may count people."""
    if not any(sign.isdigit() for sign in said):
        return False
    if _YEAR.fullmatch(said):
        return not around.endswith(" ") or around.rstrip()[-1] in ":;,.–—-)"
    try:
        lire_date(said)
    except ValueError:
        return False
    return True


def milestone(text: str, rank: int) -> dict[str, Data]:
    """A milestone of a line: its date or period when one stands at the head, what happened."""
    bare = text.replace("**", "")
    if (period := _PERIOD.fullmatch(bare)) and len(period["when"]) <= _MARK:
        return {"repere": Sourced(period["when"], rank)} | entitled(period["what"], rank)
    found = date_in(bare)
    if found is None:
        return entitled(text, rank)
    date: dict[str, Data] = {"date": Sourced(found.date, rank)}
    if not found.opens:
        return date | entitled(text, rank)
    what = found.behind[_PART.match(found.behind).end() :]  # type: ignore[union-attr]
    return date | (entitled(what, rank) if what else {})


def entitled(text: str, rank: int) -> dict[str, Data]:
    """A short title, and the rest of a longer text under it."""
    if len(text) <= _TITLE:
        return {"titre": Sourced(text, rank)}
    starts = [*debuts_de_phrases(text)[1:2], *(text.find(sign) + 1 for sign in (" :", " – "))]
    cut = next((start for start in starts if 0 < start <= _TITLE), 0)
    if not cut:
        return {"texte": Sourced(text, rank)}
    return {"titre": Sourced(text[:cut].strip(), rank), "texte": Sourced(text[cut:].strip(), rank)}


def dated_rows(grid: Grid) -> Iterator[Data]:
    """The rows of a table that begins with dates; nothing for any other table."""
    rows = [row for row in grid.rows if any(row) and len(row) > 1]
    dated = [(row, found) for row in rows if (found := date_in(row[0])) and found.opens]
    if not dated or len(dated) < len(rows) - 1:
        return
    for row, _ in dated:
        yield milestone(f"{row[0]} : {' : '.join(filter(None, row[1:]))}", grid.rank)
