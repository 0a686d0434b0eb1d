"""Every text that a piece of the model holds, in reading order, with its place.

A document that prints a piece whole owes each of these texts to its readers; step 7 looks for
them. What a piece cites by name (a quote, a figure, a person, a note) is owed where it is cited.
Short versions are not: they say again, for slides, what the piece says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

import attrs
from attrs import evolve, field

from ppgp_docs.diagnostics import Span
from ppgp_docs.model import blocs, dossier, fiche
from ppgp_docs.model.passage import SHORT, Passage, Where, paragraphs_of, pieces_of, printed_fields
from ppgp_docs.model.passage_rules import RULES
from ppgp_docs.model.place import Champs, Labelled, Located
from ppgp_docs.model.printed_figure import PrintedFigure, printed_figure
from ppgp_docs.model.prose import Line, Paragraph, Prose


def passages(
    parts: Iterable[Any], story: dossier.Dossier, sheet: fiche.FicheAction | None = None
) -> tuple[Passage, ...]:
    """The texts of some pieces of a dossier, then the notes that they call.

    ``parts`` are pieces of the model, or passages; of a whole dossier, of which no document prints
    everything, only what plugins added to it is meant. ``sheet`` is the fiche that they belong to,
    whose figures come before those of the dossier.
    """
    walk = Walk(story, sheet)
    for part in parts:
        walk.part(part)
    walk.notes()
    return tuple(walk.found)


def short_versions(parts: Iterable[Any], story: dossier.Dossier) -> tuple[Passage, ...]:
    """The short versions of some pieces of a dossier and of the quotes that they place.

    What a format that prints them owes, beside the texts that they stand for.
    """
    return tuple(_short(tuple(parts), story))


def _short(node: Any, story: dossier.Dossier) -> Iterator[Passage]:
    if isinstance(node, tuple):
        for child in node:
            yield from _short(child, story)
    elif isinstance(node, blocs.CitationPlacee):
        yield from _short(story.citations.get(node.citation), story)
    elif isinstance(node, Located) and not isinstance(node, dossier.Dossier):
        if short := getattr(node, SHORT, None):
            yield Passage(pieces_of(short.runs), node.at(SHORT), once=True)
        for name, _ in printed_fields(node):
            yield from _short(getattr(node, name), story)


@attrs.define
class Walk:
    """A way through the model that gathers what is owed; ``sheet`` is the fiche it is about."""

    story: dossier.Dossier
    sheet: fiche.FicheAction | None
    found: list[Passage] = field(factory=list)
    _called: dict[str, tuple[Span, ...]] = field(factory=dict)
    _groups: Iterator[int] = field(factory=count)

    def part(self, part: Any) -> None:
        """Any piece that a document prints whole."""
        if isinstance(part, Passage):
            self.found.append(part)
        elif isinstance(part, tuple):
            for child in part:
                self.part(child)
        elif isinstance(part, Located):
            self.node(part, (), self.new_group())

    def node(self, node: Located, owners: tuple[Span, ...], group: int) -> None:
        """A piece of the model, by its own rule or field by field."""
        rule = RULES.get(type(node))
        if rule:
            rule(self, node, owners, group)
        else:
            self.fields(node, owners, group)
        for name in node.extensions:
            where = Where(node.at(name), owners, self.new_group(), name)
            self.champs(node, node.extensions, where, name)

    def new_group(self) -> int:
        """The number of a group that nobody has."""
        return next(self._groups)

    def fields(self, node: Located, owners: tuple[Span, ...], group: int, *names: str) -> None:
        """The fields of those names, or all that the class declares, in that order."""
        for name, plain in printed_fields(node):
            if not names or name in names:
                for path, value in _leaves(name, getattr(node, name)):
                    where = Where(_at(node, path, name), owners, group)
                    self.value(value, where, plain=plain)

    def champs(self, holder: Located, champs: Champs, where: Where, *names: str) -> None:
        """Fields that a plugin brought: those of these names, or all, the title first."""
        for name, value in sorted(champs.items(), key=lambda each: each[0] != "titre"):
            if name == SHORT or (names and name not in names):
                continue
            if said := champs.en_clair.get(name):
                self.labelled(said, evolve(where, span=holder.at(name)))
                continue
            for path, leaf in _leaves(name, value):
                here = evolve(where, span=_at(holder, path, name))
                self.value(leaf, here, plain=False)

    def say(self, text: str, where: Where, *, free: bool = False, once: bool = False) -> None:
        """A plain text; ``free`` when it may stand before or after its neighbours."""
        if text:
            group = None if free else where.group
            passage = Passage((text,), where.span, where.owners, group, once, added=where.added)
            self.found.append(passage)

    def labelled(self, said: Labelled, where: Where) -> None:
        """A value beside the label of its field."""
        pieces = (f"{said.label}\u00a0: ", said.value)
        passage = Passage(pieces, where.span, where.owners, where.group, added=where.added)
        self.found.append(evolve(passage, labelled=True))

    def child(self, node: Located | None, owners: tuple[Span, ...]) -> None:
        """A piece that is read by itself."""
        if node is not None:
            self.node(node, owners, self.new_group())

    def figure(self, name: str) -> PrintedFigure | None:
        """A figure of the fiche, or of the dossier that holds it."""
        known = self.story.chiffres_de(self.sheet) if self.sheet else self.story.chiffres
        return printed_figure(known, name) if name in known else None

    def number(self, figure: PrintedFigure, owners: tuple[Span, ...]) -> None:
        """A figure as it is counted: its number, then its part of a base or its unit."""
        chiffre = figure.chiffre
        where = Where(chiffre.at("valeur"), owners)
        self.say(figure.number, where)
        self.say(figure.percentage, where)
        if not figure.on_base and not chiffre.libelle_dit_l_unite:
            self.say(figure.unit, Where(chiffre.at("unite"), owners))

    def rich(self, text: Prose | Line, where: Where) -> None:
        """A rich text, a paragraph at a time."""
        nodes = text.nodes if isinstance(text, Prose) else (Paragraph(text.runs),)
        for paragraph in paragraphs_of(nodes):
            if pieces := pieces_of(paragraph.runs):
                passage = Passage(pieces, where.span, where.owners, where.group, added=where.added)
                self.found.append(passage)
            for run in paragraph.runs:
                if run.note:
                    owners = self._called.setdefault(run.note, ())
                    self._called[run.note] = (*owners, where.span, *where.owners)

    def notes(self) -> None:
        """The notes that were called, each once; one note may call another."""
        said: set[str] = set()
        while waiting := [name for name in self._called if name not in said]:
            for name in waiting:
                said.add(name)
                if note := self.story.notes.get(name):
                    span, owners = self.story.at(f"notes.{name}"), self._called[name]
                    self.rich(note, Where(span, owners, self.new_group()))

    def value(self, value: Any, where: Where, *, plain: bool) -> None:
        """What a field holds; of mere strings only those that are printed (``plain``)."""
        if isinstance(value, Prose | Line):
            self.rich(value, where)
        elif isinstance(value, Located):
            group = where.group if isinstance(value, _IN_LINE) else None
            self.node(value, where.owners, self.new_group() if group is None else group)
        elif isinstance(value, str) and plain:
            self.say(value, where)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What a list holds, at any depth, each with its path (``lignes.0.2``)."""
    if isinstance(value, tuple):
        for rank, child in enumerate(value):
            yield from _leaves(f"{path}.{rank}", child)
    else:
        yield path, value


def _at(node: Located, path: str, name: str) -> Span:
    """The place of an item, or of the field that holds it."""
    return node.place.fields.get(path) or node.at(name)


_IN_LINE: Final = (blocs.Element, blocs.Jalon, fiche.LigneBudget, fiche.Phase, fiche.Indicateur)
"""What is read in the order of the list that holds it; other pieces may stand side by side."""
