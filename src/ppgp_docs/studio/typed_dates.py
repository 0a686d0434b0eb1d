"""Dates as people read and type them in a form, and as a file has them: « 1er février 2025 » is
`2025-02-01`, « février 2025 » is `2025-02`; the precision that was said is the one that is kept.
"""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.francais.dates import DatePrecise, lire_date
from ppgp_docs.francais.espaces import INSECABLE

_SLASHED: Final = re.compile(r"\d{1,2}/(?:\d{1,2}/)?\d{4}")
_WORDED: Final = re.compile(r"[^\W\d_]{3}")


def date_in_words(typed: str) -> str:
    """A date of a file in words; as it stands when it is none."""
    date = _read(typed)
    return date.en_francais().replace(INSECABLE, " ") if date else typed


def written(said_now: str, before: str) -> str:
    """What a file says of a date that a person typed: as ``before`` when it is the same one, in the
    way of ``before`` otherwise; as it was typed when it is no date, to be told beside its field."""
    date = _read(said_now)
    if date is None:
        return said_now
    former = _read(before)
    if date == former:
        return before
    if date.moment or date.trimestre or (former and _WORDED.search(before)):
        return date.en_francais().replace(INSECABLE, " ")
    return date.en_chiffres() if _SLASHED.fullmatch(before) and date.jour else date.iso()


def _read(typed: str) -> DatePrecise | None:
    try:
        return lire_date(typed) if typed.strip() else None
    except ValueError:
        return None
