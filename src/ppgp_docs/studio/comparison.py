"""Two states of a dossier on a page: what changed, word for word, and what can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.compare.differences import Difference, DifferenceKind, differences
from ppgp_docs.compare.dossiers import Files, compared
from ppgp_docs.edit.changes import Change, Insert, Remove, Set, expected
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.load.decode import decoded
from ppgp_docs.patterns import pattern
from ppgp_docs.publication.revival import withdrawals
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pointer import pointer, value_at
from ppgp_docs.studio.reference_options import ReferenceOptions
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.workspace.folder import DossierFolder

Piece: TypeAlias = tuple[str, bool]
"""Some words, and whether they changed."""

Cited: TypeAlias = tuple[Mapping[str, str], Mapping[str, str]]
"""What texts cite before and after, by its name."""

_DOSSIER: Final = "dossier"

_TRIED: Final = 60
"""Differences that are offered one by one: each is tried first, on data."""

_NAMES: Final = {"dossier": "Dossier", "contrat": "Contrat"}


@frozen
class ChangeRow:
    """A difference as people read it; ``token`` takes it back, empty when it cannot be alone."""

    where: str
    kind: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    token: str


@frozen
class PartRows:
    """The differences of one part; ``token`` takes the whole of it back."""

    title: str
    rows: tuple[ChangeRow, ...]
    token: str


@frozen
class FileRows:
    name: str
    note: str
    parts: tuple[PartRows, ...]


@frozen
class _Sides:
    """A file in both states: what it held then, what it holds now."""

    schemas: Schemas
    file: StudioFile
    old: Data
    now: Data

    def found(self, now: Data | None = None) -> tuple[Difference, ...]:
        after = self.now if now is None else now
        return differences(self.schemas, self.file.schema, self.old, after)

    def back(self, each: Difference, count: int) -> Change | None:
        """The change that takes one difference back; None when it would not do that and no more."""
        change = _reverse(each, self.old, self.now)
        try:
            after = expected(self.now, change) if change else self.now
        except NotEditableError:
            return None
        return change if len(self.found(after)) == count - 1 else None

    def part_back(self, key: str) -> Change:
        """The change that takes a whole part back."""
        held = value_at(self.old, (key,))
        order = tuple(self.schemas.named[self.file.schema])
        return Remove((key,)) if held is None else Set((key,), held, order)


def rows_of(
    opened: OpenWorkspace, folder: DossierFolder, before: Files, after: Files, *, back: bool
) -> tuple[FileRows, ...]:
    """What changed from one state to the other; with ``back``, what can be taken back to it."""
    schemas = opened.session.schemas
    files = {_name(file): file for file in files_of(folder)}
    told, cited = [], [_cited(folder, side) for side in (before, after)]
    for each in compared(schemas, before, after):
        file = files.get(each.name) if back else None
        sides = _sides(schemas, file, before, after) if file else None
        parts = tuple(_parts(each.found, sides, (cited[0], cited[1])))
        told.append(FileRows(each.name.replace("`", ""), each.note, parts))
    return tuple(told)


def _sides(schemas: Schemas, file: StudioFile, before: Files, after: Files) -> _Sides | None:
    old, now = _content(file, before), _content(file, after)
    return None if old is None or now is None else _Sides(schemas, file, old, now)


def current_files(opened: OpenWorkspace, folder: DossierFolder, held: Files) -> Files:
    """The present state, with what was typed and not saved yet."""
    typed = opened.overlay(folder)
    texts = {path.relative_to(folder.path).as_posix(): text for path, text in typed.items()}
    return {**held, **{name: text.encode() for name, text in texts.items()}}


def take_back(opened: OpenWorkspace, folder: DossierFolder, before: Files, token: str) -> bool:
    """Take a part, or one value, back to what it was, in the draft; whether it could be. A consent
    that was withdrawn since stays withdrawn.

    Raises NotEditableError and OSError.
    """
    slug, _, place = token.partition("|")
    file = next((each for each in files_of(folder) if each.slug == slug), None)
    old = _content(file, before) if file else None
    if file is None or old is None:
        return False
    now = data_of(opened.editing.state(file).text)
    change = _change_of(_Sides(opened.session.schemas, file, old, now), place)
    if change is None:
        return False
    still = withdrawals(now, expected(now, change)) if file.slug == _DOSSIER else ()
    opened.editing.apply(file, (change, *still), "Reprise d’une version")
    return True


def _change_of(sides: _Sides, place: str) -> Change | None:
    if not place.startswith("/"):
        known = place in sides.schemas.named[sides.file.schema]
        return sides.part_back(place) if known else None
    every = sides.found()
    found = next((each for each in every if _token(each) == place), None)
    return sides.back(found, len(every)) if found else None


def _token(each: Difference) -> str:
    return f"/{each.kind.name}{pointer(each.path)}"


def _cited(folder: DossierFolder, side: Files) -> dict[str, str]:
    """What stands for each reference of a text, as its reader sees it."""
    roots = [_read(data) for name, data in sorted(side.items()) if name.endswith(".yaml")]
    known = {each.value: each.label for each in ReferenceOptions(*roots).others(folder.territory)}
    for root in roots:
        figures = root.get("chiffres") if isinstance(root, dict) else None
        for name, figure in figures.items() if isinstance(figures, dict) else ():
            held = figure if isinstance(figure, dict) else {}
            number = held.get("valeur") or held.get("pourcentage") or ""
            known.setdefault(f"chiffres.{name}", str(number))
    return {name: str(said) for name, said in known.items() if said}


def _as_read(text: str, known: Mapping[str, str]) -> str:
    """A text without its marks: what it cites stands in its place."""

    def said(found: re.Match[str]) -> str:
        name = found[1]
        return known.get(name) or known.get(".".join(name.split(".")[:2])) or "…"

    return _REFERENCE.sub(said, text).replace("**", "")


_REFERENCE: Final = pattern(r"\{\{ *([a-z0-9_.]+) *\}\}")


def _parts(found: tuple[Difference, ...], sides: _Sides | None, cited: Cited) -> Iterator[PartRows]:
    for title, group in groupby(found, key=lambda each: each.place[0]):
        rows = tuple(group)
        keys = {str(each.path[0]) for each in rows if each.path}
        whole = f"{sides.file.slug}|{keys.pop()}" if sides and len(keys) == 1 else ""
        yield PartRows(title, tuple(_row(each, sides, len(found), cited) for each in rows), whole)


def _row(each: Difference, sides: _Sides | None, count: int, cited: Cited) -> ChangeRow:
    texts = (each.before or "", each.after or "")
    before, after = _marked(
        *(_as_read(text, known) for text, known in zip(texts, cited, strict=True))
    )
    alone = sides is not None and count <= _TRIED and sides.back(each, count) is not None
    token = f"{sides.file.slug}|{_token(each)}" if sides and alone else ""
    where = " › ".join(each.place[1:]) or each.place[0]
    return ChangeRow(where, each.kind.value, before, after, token)


def _reverse(each: Difference, old: Data, now: Data) -> Change | None:
    path, held = each.path, value_at(old, each.path)
    if not path or (each.kind is DifferenceKind.MOVED and not isinstance(held, str)):
        return None
    if each.kind is DifferenceKind.ADDED:
        return Remove(path)
    if held is None:
        return None
    if each.kind is DifferenceKind.REMOVED and isinstance(path[-1], int):
        items = value_at(now, path[:-1])
        rank = min(path[-1], len(items)) if isinstance(items, list) else 0
        return Insert(path[:-1], rank, held) if isinstance(items, list) else None
    return Set(path, held)


def _marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts, the words that are not in the other marked."""
    old, new = (text.split(" ") for text in (before, after))
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += [(" ".join(old[a:b]), kind != "equal")] if b > a else []
        right += [(" ".join(new[c:d]), kind != "equal")] if d > c else []
    return tuple(left) if before else (), tuple(right) if after else ()


def _name(file: StudioFile) -> str:
    """A file as comparisons call it."""
    number = file.title.rpartition("\u00a0")[2]
    return _NAMES.get(file.slug) or (f"Fiche {number}" if number.isdigit() else file.title)


def _content(file: StudioFile, side: Mapping[str, bytes]) -> Any:
    """What a file held in a state; None when it was not there, or cannot be read."""
    return _read(side.get(file.path.relative_to(file.folder.path).as_posix()))


def _read(data: bytes | None) -> Any:
    try:
        return data_of(decoded(data)) if data is not None else None
    except (NotEditableError, UnicodeDecodeError):
        return None
