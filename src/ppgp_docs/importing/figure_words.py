"""What words say of a figure: « 950 enfants sur 5 412 (18 %) »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.francais.nombres import dire_part, lire_decimal, pourcentage
from ppgp_docs.roundtrip.markdown import untypeset

_NUMBER: Final = r"[-+]?\d[\d ]*(?:,\d+)?"
_SHARE: Final = rf"(?:moins de |plus de )?{_NUMBER} ?%"
_FIGURE: Final = re.compile(
    rf"(?P<number>{_NUMBER})(?P<sign> ?%)?(?: (?P<unit>(?!sur \d)[^\W\d].*?))?"
    rf"(?: sur (?P<base>{_NUMBER})(?: [^\W\d][^()%]*?)?)?(?: ?\((?P<share>{_SHARE})\))?"
)


@frozen
class FigureWords:
    """The parts of a figure as they were typed; empty where they were not."""

    number: str
    is_share: bool = False
    unit: str = ""
    base: str = ""
    share: str = ""


def read_figure(text: str) -> FigureWords | None:
    """What a text says of a figure; None where it says something else."""
    found = _FIGURE.fullmatch(untypeset(text).strip())
    if found is None:
        return None
    share = (found["share"] or "").replace(" ", "")
    return FigureWords(
        found["number"].replace(" ", ""),
        bool(found["sign"]),
        found["unit"] or "",
        (found["base"] or "").replace(" ", ""),
        share,
    )


def is_unit(said: str) -> bool:
    """Whether words may be what a number counts: a few of them, and nothing else."""
    return bool(_UNIT.fullmatch(said))


_UNIT: Final = re.compile(r"[^\W\d][^\W\d’'²-]*(?:[ ’'-][^\W\d]+){0,4}")


def same_unit(one: str, other: str) -> bool:
    """Whether two words count the same things, one or several of them."""
    return _singular(one) == _singular(other)


def _singular(unit: str) -> list[str]:
    return [word.rstrip("sx") for word in unit.casefold().split()]


def is_share_of(said: str, part: Decimal, base: Decimal) -> bool:
    """Whether « 17,6% » is what a part is of a base, however it was rounded."""
    if said == untypeset(dire_part(part, base)).replace(" ", ""):
        return True
    number = said.removesuffix("%")
    if not re.fullmatch(_NUMBER, number):
        return False
    decimals = len(number.partition(",")[2])
    return lire_decimal(number) == pourcentage(part, base, decimals)
