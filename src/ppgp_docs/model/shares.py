"""The shares of a budget as all documents print them, so that none differs by a hundredth.

The SNPPE sets no rate of cofinancing but « un co-financement adapté pour chaque projet » (Le Média
social): shares are computed, never assumed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ppgp_docs.francais.nombres import dire_part

_DECIMALS: Final = 2

SHARES_ROUNDED: Final = (
    "Chaque part est arrondie au centième, pour elle-même\u202f; leur somme peut s’écarter de "
    "100\u00a0%."
)
"""The rule, said below a table of shares."""


def share_of(part: Decimal, whole: Decimal) -> str:
    """What an amount is of another, in %, rounded half up: « 7,25 % »; "" of a whole of nothing.

    « 0,00 % » and « 100,00 % » are only said of nothing and of all: « moins de 0,01 % ».
    """
    return dire_part(part, whole, _DECIMALS) if whole else ""
