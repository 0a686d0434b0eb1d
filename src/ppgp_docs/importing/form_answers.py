"""What was filled in a form as changes of a file: values that stand there, parts that begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.changes import Insert, Remove, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.entries import KEY
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.pasted_tables import table_block
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Address, ItemId, Rank, Step
from ppgp_docs.roundtrip.markdown import TITLE
from ppgp_docs.schema.schemas import Field, Schemas

_MAIN: Final = "texte"
"""The field that an item typed as a mere text is short for."""
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
_ITEM: Final = re.compile(r"(?:-|(\d+)\.) (.*)")


@frozen
class Answer:
    """``steps`` lead to a field in a file; ``value`` is what is to be typed there, ``text`` what
    was read; of an item that someone put among others, ``among`` is their list and its rank."""

    steps: tuple[Step, ...]
    value: Data
    text: str
    label: str = ""
    among: tuple[PathInTree, int] | None = None


@frozen
class Begun:
    """A part of a file that was not there: where it hangs, the answers that make it."""

    path: PathInTree
    step: Step
    answers: tuple[tuple[tuple[Step, ...], Answer], ...]


def found(content: Data, steps: Sequence[Step]) -> tuple[PathInTree, tuple[Step, ...]]:
    """How far down steps lead in a file, and those that lead nowhere: what is blank is no place."""
    node: Any = content
    path: list[str | int] = []
    for rank, step in enumerate(steps):
        key = _key(node, step)
        if key is None or (rank < len(steps) and node[key] in ("", None)):
            if isinstance(node, str) and step == _MAIN and rank == len(steps) - 1:
                return tuple(path), ()
            return tuple(path), tuple(steps[rank:])
        path.append(key)
        node = node[key]
    return tuple(path), ()


def _key(node: Any, step: Step) -> str | int | None:
    if isinstance(step, str):
        return step if isinstance(node, dict) and step in node else None
    if not isinstance(node, list):
        return None
    try:
        return Address("dossier", (step,)).path(node)[0]
    except ValueError:
        return None


def begun(content: Data, answers: Iterable[Answer]) -> list[Begun]:
    """The parts that answers begin, each with all that was said of it, in their order."""
    units: dict[tuple[PathInTree, Step], list[tuple[tuple[Step, ...], Answer]]] = defaultdict(list)
    for one in answers:
        path, rest = found(content, one.steps)
        units[path, rest[0]].append((rest[1:], one))
    return [Begun(path, step, tuple(held)) for (path, step), held in units.items()]


@frozen
class Writer:
    """Answers as changes of a file whose schema is known."""

    schemas: Schemas
    file: str
    content: Data

    def change(self, part: Begun) -> FileChange:
        """The change that writes a part that begins."""
        schema = self.file.partition("-")[0]
        value = self._data(part.answers, (*part.path, _plain(part.step)))
        if isinstance(part.step, str):
            _, siblings = self.schemas.describe(self.schemas.named[schema], (*part.path, part.step))
            order = tuple(siblings)
            return FileChange(self.file, Set((*part.path, part.step), value, order))
        if self._is_mapping(part.path):
            key, said = self._named(part.path, value)
            return FileChange(self.file, Set((*part.path, key), said))
        among = part.answers[0][1].among
        is_placed = among is not None and among[0] == part.path
        rank = among[1] if among and is_placed else _length(self.content, part.path)
        return FileChange(self.file, Insert(part.path, rank, value))

    def added(self, path: PathInTree, blocks: Data) -> tuple[FileChange, ...]:
        """The changes that add blocks behind those that are there, each once: a form that comes
        back again brings nothing new."""
        assert isinstance(blocks, list)
        there = list(at(self.content, path) or ())
        last, new = len(there), list[Data]()
        for block in blocks:
            if block in there:
                there.remove(block)
            else:
                new.append(block)
        return tuple(FileChange(self.file, Insert(path, last, block)) for block in new)

    def set(self, path: PathInTree, value: Data) -> FileChange:
        return FileChange(self.file, Set(path, value) if value else Remove(path))

    def _data(self, answers: Sequence[tuple[tuple[Step, ...], Answer]], path: PathInTree) -> Data:
        """What answers say of one place, put together."""
        groups: dict[Step, list[tuple[tuple[Step, ...], Answer]]] = defaultdict(list)
        for steps, one in answers:
            if not steps:
                return one.value
            groups[steps[0]].append((steps[1:], one))
        built = {step: self._data(held, (*path, _plain(step))) for step, held in groups.items()}
        if all(isinstance(step, str) for step in built):
            return {str(step): value for step, value in built.items()}
        if self._is_mapping(path):
            return _entries(self._named(path, value) for value in built.values())
        return [_with_name(step, value) for step, value in built.items()]

    def _is_mapping(self, path: PathInTree) -> bool:
        return "valuesrules" in self._field(path)

    def _field(self, path: PathInTree) -> Field:
        fields = self.schemas.named[self.file.partition("-")[0]]
        field, _ = self.schemas.describe(fields, path)
        return field

    def _named(self, path: PathInTree, value: Data) -> tuple[str, Data]:
        """An entry of a mapping: the name that was given to it, what it says."""
        held: Mapping[str, Data] = value if isinstance(value, dict) else {}
        said = {name: one for name, one in held.items() if name != KEY}
        name = str(held.get(KEY) or next((str(one) for one in said.values()), "sans nom"))
        field = self._field(path)
        if path[-1] != "sigles" and not _fits(field, name):
            name = _key_of(name)
        is_plain = "genre" in field["valuesrules"] and set(said) <= {"valeur"}
        return name, said.get("valeur", "") if is_plain else said


def _entries(named: Iterable[tuple[str, Data]]) -> dict[str, Data]:
    """Entries by their names; two that have one name and say two things are both kept."""
    held: dict[str, Data] = {}
    for name, said in named:
        ranks = (f"{name}_{rank}" if rank > 1 else name for rank in count(1))
        held[next(one for one in ranks if held.get(one, said) == said)] = said
    return held


def _plain(step: Step) -> str | int:
    return step if isinstance(step, str) else 0


def _with_name(step: Step, value: Data) -> Data:
    """A row of a fiche is known by its key."""
    if isinstance(step, ItemId) and isinstance(value, dict):
        return {KEY: step.name, **value}
    return value


def _fits(field: Field, name: str) -> bool:
    """Whether a name is one that the mapping takes by its own rule, as the number of a fiche."""
    rule = field.get("keysrules", {}).get("regex", "")
    return bool(rule and re.fullmatch(rule, name))


def _key_of(name: str) -> str:
    """A short name as a dossier writes it."""
    short = _NOT_A_WORD.sub("_", sans_accents(name).lower()).strip("_") or "sans_nom"
    return (short if short[0].isalpha() else f"n_{short}")[:_LONGEST].rstrip("_")


_LONGEST: Final = 40


def at(content: Data, path: PathInTree) -> Any:
    """What stands at a path that leads somewhere."""
    node: Any = content
    for step in path:
        node = node[step]
    return node


def _length(content: Data, path: PathInTree) -> int:
    node = at(content, path)
    return len(node) if isinstance(node, list) else 0


def blocks(text: str) -> Data:
    """What was typed under « Contenu » as blocks: paragraphs, lists, sections with their titles."""
    made: list[Data] = []
    held = made
    for chunk in text.split("\n\n"):
        if chunk.startswith(TITLE):
            held = []
            section: dict[str, Data] = {
                "type": "section", "titre": chunk.removeprefix(TITLE), "blocs": held,
            }  # fmt: skip
            made.append(section)
        else:
            held.append(_block(chunk))
    return [_closed(one) for one in made]


def with_lists(text: str) -> str:
    """A longer text that was typed, paragraphs that begin with a dash, a bullet or a number as the
    items of a list."""
    made = ""
    was: re.Match[str] | None = None
    for part in text.split("\n\n"):
        mark = _TYPED_ITEM.match(part)
        said = part[mark.end() :] if mark else part
        number = f"{mark['number']}." if mark and mark["number"] else "-"
        joint = "\n" if mark and was and bool(mark["number"]) == bool(was["number"]) else "\n\n"
        made += f"{joint if made else ''}{f'{number} {said}' if mark else said}"
        was = mark
    return made


_TYPED_ITEM: Final = re.compile(
    r"(?:\\[-*+]|[•●▪◦‣]|(?P<number>\d{1,2})\\[.)])[ \u00a0\u202f]+(?=\S)"
)
"""Marks of items that stand in no list of Word; those of Markdown are hidden there."""


def _closed(block: Data) -> Data:
    """A title with nothing below it is a paragraph: a section must hold something."""
    if isinstance(block, dict) and block.get("blocs") == []:
        return f"**{block['titre']}**"
    return block


def _block(chunk: str) -> Data:
    if table := table_block(chunk):
        return table
    items = [_ITEM.fullmatch(line) for line in chunk.split("\n")]
    if not all(items):
        return chunk  # with lists within lists, as our Markdown has them
    known = [item for item in items if item]
    ordered = {"numerotee": "oui"} if known[0][1] else {}
    return {"type": "liste", **ordered, "elements": [item[2] for item in known]}


def steps_of(address: str) -> tuple[Step, ...]:
    """The steps of an address, without its file."""
    return Address.parse(address).steps


def again(steps: Sequence[Step], depth: int, rank: int) -> tuple[Step, ...]:
    """The same steps in another item of the list at a depth."""
    return (*steps[:depth], Rank(rank), *steps[depth + 1 :])


def item_depths(steps: Sequence[Step]) -> Iterator[int]:
    """Where steps enter an item, the innermost first."""
    return (rank for rank in range(len(steps) - 1, -1, -1) if not isinstance(steps[rank], str))
