"""What a prover reads back of a finished file."""

from __future__ import annotations

from attrs import frozen


@frozen
class Reading:
    """What a finished file says, and what is wrong with it.

    ``pages`` are the texts of its pages, slides or sheets in order, a line a line; ``heard`` the
    alternative texts of its pictures; ``faults`` French sentences.
    """

    pages: tuple[str, ...]
    heard: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of the whole file."""
        return "\n".join(self.pages)
