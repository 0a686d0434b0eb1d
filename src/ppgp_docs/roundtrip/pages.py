"""The words of a document of pages or slides, a digest each: what tells that someone changed them
since it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256


def digest(said: str) -> str:
    """The digest of what a page says."""
    return sha256(said.encode()).hexdigest()[:16]


def changed(sent: Sequence[str], back: Iterable[str], kind: str) -> tuple[str, ...]:
    """Which pages are not what was sent, in words; ``kind`` is what they are called, in French, a
    feminine noun. Nothing of a file that does not say what was sent."""
    return tuple(dict.fromkeys(_changed(sent, list(back), kind))) if sent else ()


def _changed(sent: Sequence[str], back: Sequence[str], kind: str) -> Iterator[str]:
    matcher = SequenceMatcher(None, list(sent), list(back), autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal":
            continue
        shared = min(last - first, end - start)
        yield from (f"{kind} {rank + 1}" for rank in range(start, start + shared))
        yield from (f"{kind} {rank + 1}, ajoutée" for rank in range(start + shared, end))
        yield from [f"une {kind} retirée"] * (last - first - shared)
