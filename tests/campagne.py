"""Long campaigns: an ordinary run takes a seeded share of their cases, ``--full`` takes all.

Cases of one kind by the dozen (drawn dossiers, slips, sizes, moves) are a campaign; cases that are
each a behaviour of their own are none. Whether a case is in the share comes of the seed and of its
own name: each process of a run chooses the same, and a case that is added moves no other.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

Case = TypeVar("Case")

SEED = os.environ.get("PPGP_SEED", "2026")
LEFT_OUT: Counter[str] = Counter()
"""How many cases each campaign of this process left out: told when the run ends."""


def whole() -> bool:
    """Whether all is asked (``--full``)."""
    return bool(os.environ.get("PPGP_FULL"))


def drawn(campaign: str, cases: Iterable[Case], share: int) -> list[Case]:
    """One case in ``share``, two at least, in their order; their texts tell them apart."""
    every = list(cases)
    if whole():
        return every
    ranks = [_rank(campaign, str(case)) for case in every]
    first = sorted(range(len(every)), key=ranks.__getitem__)[:2]
    kept = [at for at, rank in enumerate(ranks) if rank % share == 0 or at in first]
    LEFT_OUT[campaign] = len(every) - len(kept)
    return [every[at] for at in kept]


def by_turns(cases: Iterable[Case], ways: Sequence[int], way: int) -> list[Case]:
    """The cases that one way tries where each is tried by one way, in turn; all when all is asked.
    For what is built by one worker or by several, and must say the same."""
    every = list(cases)
    return every if whole() else every[ways.index(way) :: len(ways)]


def _rank(campaign: str, name: str) -> int:
    said = f"{SEED}:{campaign}:{name}".encode()
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big")
