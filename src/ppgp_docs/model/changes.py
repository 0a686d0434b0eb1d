"""What became of a value between two moments, as charts draw it and as documents say it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from ppgp_docs.francais.accords import enchainer, finir

NAMES: Final = ("Avant", "Après")
"""How the two moments are called, unless a dossier names them."""

_COLON: Final = "\u00a0: "


@frozen
class Moment:
    """A value at one moment: ``number`` is shown large, ``details`` below it, a line each.

    ``ratio`` is where it stands on the scale, from 0 to 1, before any rounding; ``count`` is what
    was counted, where that is no part of a whole.
    """

    ratio: Fraction
    number: str
    details: tuple[str, ...] = ()
    count: Fraction | None = None

    @property
    def said(self) -> str:
        """« 60 % (9 sur 15) »."""
        more = "\u202f; ".join(self.details)
        return f"{self.number} ({more})" if more else self.number


@frozen
class Change:
    """One measure at both moments; one of them may be unknown.

    ``names`` are those of the moments: two years where they are known to be.
    """

    label: str
    before: Moment | None
    after: Moment | None
    names: tuple[str, str] = NAMES

    @property
    def moments(self) -> tuple[Moment | None, Moment | None]:
        """In the order of time."""
        return self.before, self.after


def said_in_full(title: str, changes: Sequence[Change]) -> str:
    """What stands for a drawing of changes: « Graphique avant-après. … »."""
    return f"Graphique avant-après. {finir(title)} {enchainer(map(said, changes))}"


def said(change: Change) -> str:
    """« Compréhensibilité : avant 60 % (9 sur 15), après 88 % (14 sur 16) », « Visites : 12 en
    2022, 31 en 2024 »."""
    known = zip(change.names, change.moments, strict=True)
    parts = ", ".join(_at(name, each) for name, each in known if each)
    return f"{change.label}{_COLON}{parts}"


def _at(name: str, moment: Moment) -> str:
    if name.isdecimal():
        return f"{moment.said} en\u00a0{name}"
    return f"{name.lower()} {moment.said}"
