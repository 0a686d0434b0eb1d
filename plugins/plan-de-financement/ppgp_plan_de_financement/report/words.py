"""Texts of several paragraphs in one cell: items with their mark, notes below what calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import define, field

from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, Run

_ITEM: Final = "–\u00a0"


def in_a_cell(texts: Iterable[Prose], notes: Mapping[str, Line]) -> str:
    """Some texts, a line a paragraph, then the notes that they call, by their numbers."""
    return "\n".join(_Cell(notes).lines(texts))


@define
class _Cell:
    notes: Mapping[str, Line]
    called: list[str] = field(factory=list)

    def lines(self, texts: Iterable[Prose]) -> Iterator[str]:
        for text in texts:
            yield from self._nodes(text.nodes)
        for rank, name in enumerate(self.called, start=1):  # one note may call another
            yield f"[{rank}]\u00a0{self._line(self.notes[name].runs)}"

    def _nodes(self, nodes: Iterable[Paragraph | ListOfItems]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Paragraph):
                yield self._line(node.runs)
            else:
                for rank, item in enumerate(node.items, start=1):
                    mark = f"{rank}.\u00a0" if node.ordered else _ITEM
                    yield mark + "\n".join(self._nodes(item))

    def _line(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if run.note is None:
            return run.text
        if run.note not in self.called:
            self.called.append(run.note)
        return f"\u00a0[{self.called.index(run.note) + 1}]"
