"""What a prover reads back of a finished file."""

from __future__ import annotations

from attrs import frozen


@frozen
class Reading:
    """The text of each page, slide or sheet in order, a line a line, alternative texts included;
    what is wrong with the file, as French sentences."""

    pages: tuple[str, ...]
    faults: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of the whole file."""
        return "\n".join(self.pages)
