"""Small makers of slide texts out of the neutral rich text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import APPENDIX, HEADING, ITEM, NOTHING, TEXT, Panel, Para, Slide, Source
from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, Run, blocs, compter, entier

NBSP = "\u00a0"

LONGEST_TITLE: Final = 90
"""Characters of a block's own title that still make the title of a slide."""


def short_title(line: Line) -> Line:
    """A title that fits at the head of a slide; nothing for one that does not."""
    return line if len(line.plain) <= LONGEST_TITLE else NOTHING


def words(text: str) -> Line:
    """A line without style."""
    return Line((Run(text),))


def told(title: str, text: str) -> str:
    """A title and its text on one line; a question needs no colon, a sentence has one at most."""
    text = " ".join(text.split("\n"))
    if not (title and text):
        return title or text
    if title.endswith(("?", "!")):
        return f"{title} {text}"
    return f"{title}{NBSP}{'–' if f'{NBSP}:' in title + text else ':'} {text}"


ONE_LINE: Final = 40
"""Characters of a text that surely stands on one line."""

HELD: Final = 18
"""Characters of two last words that go to the next line together."""


def closed(line: Line) -> Line:
    """The line, its two last words held together when it may have several: none ends alone."""
    if len(line.plain) <= ONE_LINE or not line.runs:
        return line
    *others, last = line.runs
    head, space, end = last.text.rpartition(" ")
    if not (space and head) or len(head.rpartition(" ")[2]) + len(end) >= HELD:
        return line
    return evolve(line, runs=(*others, evolve(last, text=f"{head}{NBSP}{end}")))


def balanced(slide: Slide) -> Slide:
    """The slide, none of whose texts ends with a word alone on its line; what is read beside a
    drawing or after the deck stays as it was written."""
    panels = (
        evolve(
            panel,
            paras=tuple(map(_closed, panel.paras)),
            shorter=tuple(tuple(map(_closed, paras)) for paras in panel.shorter),
        )
        for panel in slide.panels
    )
    if slide.title.plain.startswith(APPENDIX):
        return slide
    said = slide.panels if slide.drawing else tuple(panels)
    return evolve(slide, title=closed(slide.title), panels=said)


def _closed(text: Para) -> Para:
    return evolve(text, runs=closed(Line(text.runs)).runs)


def para(line: Line, level: int = TEXT, source: Source | None = None) -> Para:
    """A paragraph without the calls of notes: their texts go to the speaker."""
    return Para(tuple(run for run in line.runs if not run.note), level, source)


def paras(
    lines: Iterable[Line], level: int = TEXT, source: Source | None = None
) -> tuple[Para, ...]:
    """A paragraph for each line that says something."""
    return tuple(para(line, level, source) for line in lines if line)


def of_prose(prose: Prose, source: Source | None = None) -> tuple[Para, ...]:
    """The paragraphs and list items of a rich text."""
    return tuple(_nodes(prose.nodes, TEXT, source))


def _nodes(
    nodes: Iterable[Paragraph | ListOfItems], level: int, source: Source | None
) -> Iterator[Para]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield para(Line(node.runs), level, source)
        else:
            for rank, item in enumerate(node.items, start=1):
                first, *others = _nodes(item, ITEM, source)
                yield evolve(first, number=rank if node.ordered else 0)
                yield from others


def panel(source: Source, *parts: Iterable[Para]) -> Panel:
    """A panel of all the paragraphs, in order."""
    return Panel(tuple(each for part in parts for each in part), source)


def bare(item: blocs.Element, number: int = 0) -> Para:
    """An item of a list without its detail."""
    source = Source("l’élément de la liste", item.at())
    return evolve(para(item.texte, ITEM, source), number=number)


def element(item: blocs.Element) -> Para:
    """An item of a list, what it counts and its detail in brackets."""
    counts = [entier(item.quantite)] if item.quantite > 1 else []
    counts += [compter(item.effectif, "réponse")] if item.effectif is not None else []
    line = bare(item)
    extras = [*([item.detail.runs] if item.detail else []), *((Run(text),) for text in counts)]
    if not extras:
        return line
    first, *others = extras
    said = [*first, *(run for extra in others for run in (Run("\u202f; "), *extra))]
    kept = (run for run in said if not run.note)
    return evolve(line, runs=(*line.runs, Run(" ("), *kept, Run(")")))


def elements(liste: blocs.Liste) -> tuple[Para, ...]:
    """The items of a list, numbered when their order counts."""
    items = enumerate(map(element, liste.elements), start=1)
    return tuple(evolve(item, number=rank if liste.numerotee else 0) for rank, item in items)


def heading(line: Line) -> tuple[Para, ...]:
    """A heading, or nothing when there is no title."""
    return (para(line, HEADING),) if line else ()
