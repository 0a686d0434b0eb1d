"""A short list as rows of the width of the slide, rather than a few lines in its corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.sentences import ELLIPSIS
from ppgp_diaporama.slides import CONTRAST, HEADING, ITEM, TEXT, Panel, Para
from ppgp_diaporama.story.draft import SlideDraft
from ppgp_diaporama.words import count
from ppgp_docs.api import Line, blocs

ROWS: Final = range(2, 5)
HEADED: Final = 80
"""Characters of a heading above rows."""

GROUNDS: Final = range(2, 4)
ROW: Final = 14
"""How many items make rows, how many stand on grounds of their own, of how many words at most."""

_IN_WORDS: Final = {2: "deux", 3: "trois", 4: "quatre"}


def in_rows(draft: SlideDraft, title: Line) -> SlideDraft:
    """The draft with a row for each item, its heading above; itself when it is no such list.

    The items of a list that is announced by their number (« Trois types ») bear theirs; answers to
    a survey never do: they would look ranked.
    """
    if draft.layout != "Liste" or len(draft.panels) != 1:
        return draft
    [panel] = draft.panels
    if isinstance(draft.shows[-1], blocs.AvantApres):
        return draft
    if short := next(filter(_on_grounds, (panel.paras, *panel.shorter)), None):
        return _opposed(draft, evolve(panel, paras=short), title)
    versions = [_parted(paras) for paras in (panel.paras, *panel.shorter)]
    if not all(len(items) in ROWS for _, items in versions):
        return draft
    if any(count(item.plain) > ROW for item in versions[-1][1]):
        return draft
    head = _short(versions[0][0])
    lead = (evolve(panel, paras=head, shorter=(), leads=True),) if head else ()
    if isinstance(draft.shows[-1], blocs.Liste) and _announced(len(versions[0][1]), title, head):
        versions = [(first, _numbered(items)) for first, items in versions]
    each = zip(*(items for _, items in versions), strict=True)
    rows = tuple(_row(panel, *forms) for forms in each)
    return evolve(draft, layout="Cases", panels=(*lead, *rows))


def _short(head: tuple[Para, ...]) -> tuple[Para, ...]:
    """A heading that stands on one line; a longer one is left to the notes."""
    return head if all(len(para.plain) <= HEADED for para in head) else ()


def _on_grounds(paras: Sequence[Para]) -> bool:
    """Whether a list has items few and short enough for each to have a ground."""
    items = _parted(paras)[1]
    whole = all(count(i.plain) <= ROW and not i.plain.endswith(ELLIPSIS) for i in items)
    return len(items) in GROUNDS and whole


def _opposed(draft: SlideDraft, panel: Panel, title: Line) -> SlideDraft:
    """Each item on a ground of its own; a heading that only counts them is left to the notes."""
    head, items = _parted(panel.paras)
    said = () if _announced(len(items), title, head) else _short(head)
    lead = (evolve(panel, paras=said, shorter=(), leads=True),) if said else ()
    each = (evolve(panel, paras=(evolve(n, level=TEXT, number=0),), shorter=()) for n in items)
    return evolve(draft, layout=CONTRAST, panels=(*lead, *each))


def _parted(paras: Sequence[Para]) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """The heading and the items of a list; no item of a text that is anything else."""
    head = tuple(para for para in paras[:1] if para.level == HEADING)
    items = tuple(paras[len(head) :])
    return head, items if all(item.level == ITEM for item in items) else ()


def _announced(number: int, title: Line, head: Sequence[Para]) -> bool:
    said = f"{title.plain} {head[0].plain if head else ''}".casefold().split()
    return not {f"{number}", _IN_WORDS[number]}.isdisjoint(said)


def _numbered(items: Sequence[Para]) -> tuple[Para, ...]:
    return tuple(evolve(item, number=rank) for rank, item in enumerate(items, start=1))


def _row(panel: Panel, *forms: Para) -> Panel:
    """An item, in the versions that it has; its number is drawn large."""
    lines = ((evolve(form, level=HEADING if form.number else TEXT),) for form in forms)
    full, *shorter = dict.fromkeys(lines)
    return evolve(panel, paras=full, shorter=tuple(shorter))
