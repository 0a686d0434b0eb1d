"""Rich text as HTML: emphasis, links, foreign words, acronyms, and notes numbered as called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen
from markupsafe import Markup

from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, Run

_ACRONYM = '<span class="sigle" title="{}">{}</span>'


@frozen
class Note:
    """A note that stands at the end: its number and its text; printed as it is, it calls back."""

    number: int
    text: Markup

    def __html__(self) -> Markup:
        back = Markup(_BACK).format(self.number)
        return Markup(_NOTE).format(self.number, back, self.text)


class RichText:
    """Turns the texts of one document into HTML.

    ``notes`` are the texts of the notes by name, ``acronyms`` the expansions by acronym. A note
    stands where it is first called, and WeasyPrint moves it to the foot of the page; a later
    call of the same note only points at it. With ``at_end`` they are put by instead, in
    ``kept_notes``. ``acronym`` is the element that an acronym stands in.
    """

    def __init__(
        self,
        notes: Mapping[str, Line],
        acronyms: Mapping[str, str],
        at_end: bool = False,
        acronym: str = _ACRONYM,
    ) -> None:
        self._notes = notes
        self._acronyms = acronyms
        self._at_end = at_end
        self._numbers: dict[str, int] = {}
        self._known = Markup(acronym)
        self.kept_notes: list[Note] = []
        names = sorted(map(re.escape, acronyms), key=len, reverse=True)
        self._acronym = re.compile(rf"\b({'|'.join(names)})\b") if names else None

    def line(self, line: Line) -> Markup:
        """A title, an item: runs without a paragraph around them."""
        return _joined(self._run(run) for run in line.runs)

    def prose(self, prose: Prose) -> Markup:
        """Paragraphs and lists."""
        return self._nodes(prose.nodes)

    def quoted(self, prose: Prose) -> Markup:
        """A text that stands between « »: its own quotation marks become those of level two."""
        return self._nodes(tuple(map(_requoted, prose.nodes)))

    def _nodes(self, nodes: Sequence[Paragraph | ListOfItems]) -> Markup:
        return _joined(map(self._node, nodes))

    def _node(self, node: Paragraph | ListOfItems) -> Markup:
        if isinstance(node, Paragraph):
            return Markup("<p>{}</p>").format(_joined(map(self._run, node.runs)))
        tag = Markup("ol" if node.ordered else "ul")
        items = _joined(Markup("<li>{}</li>").format(self._item(item)) for item in node.items)
        return Markup("<{0}>{1}</{0}>").format(tag, items)

    def _item(self, nodes: Sequence[Paragraph | ListOfItems]) -> Markup:
        """An item of one paragraph needs no paragraph.

        One whose list does not come last is held in a box: of a bare item, WeasyPrint tags lists
        after all the rest.
        """
        if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
            return _joined(map(self._run, nodes[0].runs))
        goes_on = any(isinstance(node, ListOfItems) for node in nodes[:-1])
        html = self._nodes(nodes)
        return Markup("<div>{}</div>").format(html) if goes_on else html

    def _run(self, run: Run) -> Markup:
        if run.note:
            return self._call(run.note)
        html = Markup.escape(run.text) if run.lang or run.link else self._expanded(run.text)
        if run.lang:
            html = Markup('<span lang="{}">{}</span>').format(run.lang, html)
        if run.italic:
            html = Markup("<em>{}</em>").format(html)
        if run.bold:
            html = Markup("<strong>{}</strong>").format(html)
        if run.link:
            html = Markup('<a href="{}">{}</a>').format(run.link, html)
        return html

    def _expanded(self, text: str) -> Markup:
        """Acronyms carry their expansion, for a voice to read."""
        if self._acronym is None:
            return Markup.escape(text)
        parts = self._acronym.split(text)
        return _joined(
            self._known.format(self._acronyms[part], part) if index % 2 else Markup.escape(part)
            for index, part in enumerate(parts)
        )

    def _call(self, name: str) -> Markup:
        if known := self._numbers.get(name):
            return Markup(_CALL_AGAIN).format(known)
        number = self._numbers[name] = len(self._numbers) + 1
        call = Markup(_CALL).format(number)
        note = Note(number, self.line(self._notes[name]))
        if not self._at_end:
            return call + note.__html__()
        self.kept_notes.append(note)
        return call


_NOTE = '<span class="note" id="note-{}">{} {}</span>'
_CALL = '<a class="appel" id="appel-{0}" href="#note-{0}" title="Note {0}">{0}</a>'
_CALL_AGAIN = '<a class="appel" href="#note-{0}" title="Note {0}">{0}</a>'
_BACK = '<a class="retour" href="#appel-{0}" title="Retour à l’appel de la note {0}">{0}.</a>'


def _joined(parts: Iterator[Markup] | map[Markup]) -> Markup:
    return Markup("").join(parts)


_LEVEL_TWO = {"«\N{NO-BREAK SPACE}": "“", "\N{NO-BREAK SPACE}»": "”"}


def _requoted(node: Paragraph | ListOfItems) -> Paragraph | ListOfItems:
    if isinstance(node, ListOfItems):
        items = tuple(tuple(map(_requoted, item)) for item in node.items)
        return evolve(node, items=items)
    return Paragraph(tuple(evolve(run, text=_level_two(run.text)) for run in node.runs))


def _level_two(text: str) -> str:
    for level_one, level_two in _LEVEL_TWO.items():
        text = text.replace(level_one, level_two)
    return text
