"""Small makers of slide texts out of the neutral rich text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ppgp_diaporama.slides import HEADING, ITEM, TEXT, Panel, Para, Source
from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, Run, blocs, compter

NBSP = "\u00a0"


def words(text: str) -> Line:
    """A line without style."""
    return Line((Run(text),))


def told(title: str, text: str) -> str:
    """A title and its text on one line; a question needs no colon."""
    text = " ".join(text.split("\n"))
    return f"{title} {text}" if title.endswith(("?", "!")) else f"{title}{NBSP}: {text}"


def para(line: Line, level: int = TEXT) -> Para:
    """A paragraph without the calls of notes: their texts go to the speaker."""
    return Para(tuple(run for run in line.runs if not run.note), level)


def paras(lines: Iterable[Line], level: int = TEXT) -> tuple[Para, ...]:
    """A paragraph for each line that says something."""
    return tuple(para(line, level) for line in lines if line)


def of_prose(prose: Prose) -> tuple[Para, ...]:
    """The paragraphs and list items of a rich text."""
    return tuple(_nodes(prose.nodes, TEXT))


def _nodes(nodes: Iterable[Paragraph | ListOfItems], level: int) -> Iterator[Para]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield para(Line(node.runs), level)
        else:
            for rank, item in enumerate(node.items, start=1):
                first, *others = _nodes(item, ITEM)
                yield evolve(first, number=rank if node.ordered else 0)
                yield from others


def panel(source: Source, *parts: Iterable[Para]) -> Panel:
    """A panel of all the paragraphs, in order."""
    return Panel(tuple(each for part in parts for each in part), source)


def element(item: blocs.Element) -> Para:
    """An item of a list, its detail and its count in brackets."""
    extras = [item.detail.plain] if item.detail else []
    if item.effectif is not None:
        extras.append(compter(item.effectif, "réponse"))
    line = para(item.texte, ITEM)
    if not extras:
        return line
    said = "\u202f; ".join(extras)
    return evolve(line, runs=(*line.runs, Run(f" ({said})")))


def heading(line: Line) -> tuple[Para, ...]:
    """A heading, or nothing when there is no title."""
    return (para(line, HEADING),) if line else ()
