"""What changes in folders, told once it is calm: by looking, not by the system's notices.

Looking serves on a network drive too, and whatever an editor does to save: it writes in place, or
renames another file. A burst of saves is one change.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Final, TypeAlias

from ppgp_docs.workspace.files import is_passed_over
from ppgp_docs.workspace.reader import state_of

EVERY: Final = 0.25
"""Seconds between two looks; a change is told when a look sees no other."""

Stamp: TypeAlias = Mapping[Path, tuple[int, ...]]


def stamp(places: Sequence[Path]) -> Stamp:
    """What tells a file that changed, for each file of these folders; links are not followed."""
    return dict(_stamps(places))


def _stamps(places: Sequence[Path]) -> Iterator[tuple[Path, tuple[int, ...]]]:
    for place in places:
        if place.is_file():
            yield from _one(place)
        for folder, names, files in os.walk(place):
            names[:] = [name for name in names if not is_passed_over(name)]
            for name in files:
                if not is_passed_over(name):
                    yield from _one(Path(folder, name))


def _one(file: Path) -> Iterator[tuple[Path, tuple[int, ...]]]:
    try:
        known = file.stat()
    except OSError:
        return
    yield file, state_of(known)


def changes(
    places: Sequence[Path], before: Stamp, stop: Event, every: float = EVERY
) -> Iterator[frozenset[Path]]:
    """The files that changed, appeared or went since ``before``, then since they were told, each
    time that all is calm again; until ``stop``."""
    told = seen = before
    while not stop.wait(every):
        now = stamp(places)
        calm, seen = now == seen, now
        if calm and now != told:
            former, told = told, now
            yield frozenset(f for f in {*former, *now} if former.get(f) != now.get(f))
