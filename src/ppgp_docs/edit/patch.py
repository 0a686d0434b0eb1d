"""Patches of a text: what stands between two places replaced by something else."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen


@frozen
class Patch:
    """``old``, which stands at ``start`` (a rank of character), gives way to ``new``."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        return self.start + len(self.old)


def patched(text: str, patches: Sequence[Patch]) -> str:
    """The text after every patch; they bear the places of the text before, and never overlap.

    Raises ValueError where the text does not hold what a patch expects.
    """
    done: list[str] = []
    end = 0
    for patch in sorted(patches, key=lambda each: each.start):
        if patch.start < end or text[patch.start : patch.end] != patch.old:
            raise ValueError("the text is not the one that this patch was made for")
        done += (text[end : patch.start], patch.new)
        end = patch.end
    return "".join((*done, text[end:]))


def inverse(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """The patches that undo these, with the places of the text after them."""
    undoing, shift = [], 0
    for patch in sorted(patches, key=lambda each: each.start):
        undoing.append(Patch(patch.start + shift, patch.new, patch.old))
        shift += len(patch.new) - len(patch.old)
    return tuple(undoing)
