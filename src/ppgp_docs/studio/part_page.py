"""The screen of one part of a file: its form, the list of parts, what was found."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, frozen

from ppgp_docs.edit.changes import Remove
from ppgp_docs.edit.changes_between import changes_between
from ppgp_docs.edit.merge import Conflict
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.francais.nombres import dire_part, lire_decimal
from ppgp_docs.load.decode import typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import address_of, file_name
from ppgp_docs.model.references import of_chiffres
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.session import DossierReading
from ppgp_docs.studio.editing import State, Typed
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.findings import Findings, Plain, by_file, placed
from ppgp_docs.studio.form_fields import Finding, FormNode, key_orders, leaves, listings
from ppgp_docs.studio.form_parts import (
    ACTIVITIES,
    FormPart,
    form_of,
    part_at,
    part_called,
    parts_of,
)
from ppgp_docs.studio.forms import Forms
from ppgp_docs.studio.given_figures import FIGURE, WITH_FIGURES, given_figure
from ppgp_docs.studio.images import pictures_of
from ppgp_docs.studio.list_actions import list_action
from ppgp_docs.studio.missing_fields import MissingFields, is_absent
from ppgp_docs.studio.moving import Destination
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pointer import pointer, value_at
from ppgp_docs.studio.posted import posted_data
from ppgp_docs.studio.reference_options import ReferenceOptions
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.word_places import sorting_places

_WAYS: Final = ("", "pct", "sur", "lettres")
"""The ways to write a figure that texts offer."""

_ON_SLIDES: Final = ("version_courte", "diapo")
"""Fields that only files with slides have a use for."""

_WIDE: Final = 4
"""Columns of a grid that asks for more room than a text."""


_TOO_OLD: Final = (
    "cette page est ouverte depuis longtemps, et le dossier a beaucoup changé depuis : copiez "
    "ce que vous venez de taper, puis ouvrez la page de nouveau"
)


@frozen
class PartRow:
    """A part in the list on the left; ``address`` leads to its form.

    ``to_fill`` counts what must be filled in there; ``to_begin`` when nothing of it is.
    """

    part: FormPart
    address: str
    errors: int
    remarks: int
    to_fill: int
    to_begin: bool
    current: bool = False


@frozen
class FileRow:
    file: StudioFile
    parts: tuple[PartRow, ...]
    unsaved: bool
    fault: str = ""


@frozen
class Screen:
    """All that the page of a part shows."""

    file: StudioFile
    part: FormPart
    state: State
    form: tuple[FormNode, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileRow, ...]
    reading: DossierReading
    root: Data
    names: ReferenceOptions
    plain: Plain
    schemas: Schemas

    def place(self, path: PathInTree) -> str:
        """What stands at a path, as people name it."""
        return self.plain.place(self.file.schema, path, self.root)

    @staticmethod
    def pointer(path: PathInTree) -> str:
        """The name of a field in the form."""
        return pointer(path)

    def figure_forms(self, name: str) -> str:
        """In JSON, the ways to write a figure in a text, each with what it prints."""
        dossier = self.reading.dossier
        known = of_chiffres(dossier.chiffres) if dossier else {}
        found = ((form, known.get(f"chiffres.{name}{form and '.'}{form}")) for form in _WAYS)
        return json.dumps([(form, said) for form, said in found if isinstance(said, str)])

    @property
    def has_figures(self) -> bool:
        """Whether the file may hold figures of its own."""
        return self.file.schema in WITH_FIGURES

    def destinations(self, block: PathInTree) -> tuple[Destination, ...]:
        """Where a block that waits for its place may go."""
        return sorting_places(self.root, block, self.schemas)

    @property
    def has_grid(self) -> bool:
        """Whether the form needs the width of a table."""
        return any(len(each.blank) >= _WIDE for each in listings(self.form))

    @property
    def lost(self) -> tuple[str, ...]:
        """What is not saved, each place as people name it."""
        disk = data_of(self.state.disk.text)
        gone = (
            self.plain.place(self.file.schema, each.path, disk if removed else self.root)
            for each in changes_between(disk, self.root)
            for removed in [isinstance(each, Remove)]
        )
        waiting = (self.place(each.path) for each in self.state.conflicts)
        return tuple(dict.fromkeys((*gone, *waiting)))

    def now(self, path: PathInTree) -> Data | None:
        """What the file holds at a path."""
        held: Data | None = value_at(self.root, path)
        return held

    def share(self, path: PathInTree) -> str:
        """What a figure is of its base, as far as both are read: « 75 % »; else empty."""
        base = value_at(self.root, (*path, "base"))
        whole = _number(value_at(self.root, (*path[:-1], str(base), "valeur")))
        part = _number(value_at(self.root, (*path, "valeur")))
        return dire_part(part, whole) if part is not None and whole else ""

    def address(self, path: PathInTree) -> str:
        """The address of what stands at a path, or of what will hold it."""
        name = file_name(self.file.path, self.root) or self.file.slug
        while path and value_at(self.root, path) is None:
            path = path[:-1]
        return str(address_of(name, path, self.root))


def _decided(
    conflicts: Sequence[Conflict], form: tuple[FormNode, ...], fields: Mapping[str, str]
) -> Mapping[str, str]:
    """The fields but those that still show a value about which the person is being asked: a page
    sends all of its fields, and has not chosen for that."""
    waiting = set()
    for leaf in leaves(form):
        for each in conflicts:
            if leaf.path[: len(each.path)] == each.path and leaf.name in fields:
                mine = value_at(each.mine, leaf.path[len(each.path) :])
                shown = evolve(leaf, value=str(mine or "")).shown
                if fields[leaf.name].splitlines() == shown.splitlines():
                    waiting.add(leaf.name)
    return {name: value for name, value in fields.items() if name not in waiting}


def _of_no_field(
    part: FormPart, form: tuple[FormNode, ...], found: Findings
) -> tuple[Finding, ...]:
    """What is found in the file as a whole, and in a part whose fields stand without what holds
    them."""
    is_shown = not part.path or any(node.path == part.path for node in form)
    return (*found.get((), ()), *(() if is_shown else found.get(part.path, ())))


def _number(typed: Data | None) -> Decimal | None:
    try:
        return lire_decimal(typed) if isinstance(typed, str) and typed.strip() else None
    except ValueError:
        return None


class Screens:
    """The screens of an opened workspace, and what is typed in them."""

    def __init__(self, opened: OpenWorkspace) -> None:
        self._opened = opened
        self._schemas = opened.session.schemas
        self._missing = MissingFields(self._schemas)

    def screen(self, file: StudioFile, slug: str) -> Screen:
        """The page of a part. Raises KeyError, OSError and NotEditableError."""
        reading = self._opened.reading(file.folder)
        state = self._opened.editing.state(file)
        root = data_of(state.text)
        found = self._findings(file, state, reading)
        part = part_called(parts_of(self._schemas, file.schema, root), slug)
        form = self._form(file, part, root, found)
        rows = tuple(self._row(each, reading, file, slug) for each in files_of(file.folder))
        return Screen(
            file,
            part,
            state,
            form,
            _of_no_field(part, form, found),
            rows,
            reading,
            root,
            self._names(file, root),
            self._opened.plain,
            self._schemas,
        )

    def posted(self, file: StudioFile, slug: str, version: str, fields: Mapping[str, str]) -> Typed:
        """Bring what was typed in the form of a part over to the draft.

        Raises KeyError, OSError and NotEditableError.
        """
        editing = self._opened.editing
        state = editing.state(file)  # its version is known from here on, where a studio came back
        held = editing.held(version)
        root = data_of(held or state.text)
        part = part_called(parts_of(self._schemas, file.schema, root), slug)
        form = self._form(file, part, root)
        fields = _decided(state.conflicts, form, fields)
        wanted = posted_data(root, form, fields)
        if held is None and version and wanted != root:
            raise NotEditableError(_TOO_OLD)
        orders = key_orders(form, part.path)
        if part.path:
            orders[()] = tuple(self._schemas.named[file.schema])
        return editing.change(file, version, wanted, part.title, lambda path: orders.get(path, ()))

    def keep_of_gone(
        self, file: StudioFile, slug: str, version: str, fields: Mapping[str, str]
    ) -> bool:
        """Keep what was typed in a part of a file that is there no more, as its draft; whether that
        could be done. Raises KeyError, OSError and NotEditableError."""
        held = self._opened.editing.held(version)
        if held is None:
            return False
        root = data_of(held)
        part = part_called(parts_of(self._schemas, file.schema, root), slug)
        form = form_of(
            part,
            Forms(self._schemas, root, ReferenceOptions(root), {}, ()),
            self._schemas,
            file.schema,
            root,
        )
        orders, wanted = key_orders(form, part.path), posted_data(root, form, fields)
        if part.path:
            orders[()] = tuple(self._schemas.named[file.schema])
        editing = self._opened.editing
        return editing.keep_of_gone(file, version, wanted, lambda path: orders.get(path, ()))

    def act(self, file: StudioFile, slug: str, asked: str) -> str:
        """Do what a button asks for; what the page then shows.

        Raises UnknownActionError, KeyError, OSError and NotEditableError.
        """
        text = self._opened.editing.state(file).text
        root = data_of(text)
        part = part_called(parts_of(self._schemas, file.schema, root), slug)
        form = self._form(file, part, root)
        if asked.startswith(f"{FIGURE}:"):
            given = given_figure(asked, form, root, self._schemas.named[file.schema])
            self._opened.editing.apply(file, given.changes, given.label)
            return given.then
        done = list_action(asked, form, text, self._schemas)
        self._opened.editing.apply(file, done.changes, done.label)
        return done.then

    def has(self, file: StudioFile, slug: str) -> bool:
        """Whether a part is there: what waited for its place goes with its last block."""
        root = data_of(self._opened.editing.state(file).text)
        return any(part.slug == slug for part in parts_of(self._schemas, file.schema, root))

    def path_of(self, file: StudioFile, slug: str) -> PathInTree:
        """The path of a part. Raises KeyError, OSError and NotEditableError."""
        root = data_of(self._opened.editing.state(file).text)
        return part_called(parts_of(self._schemas, file.schema, root), slug).path

    def settle(self, file: StudioFile, rank: int, mine: bool) -> State:
        """End a conflict. Raises IndexError, OSError and NotEditableError."""
        return self._opened.editing.settle(file, rank, mine)

    def place_of(self, file: StudioFile, path: PathInTree) -> str:
        """The part that shows the value at a path."""
        root = data_of(self._opened.editing.state(file).text)
        return part_at(parts_of(self._schemas, file.schema, root), path).slug

    def _form(
        self, file: StudioFile, part: FormPart, root: Data, found: Findings | None = None
    ) -> tuple[FormNode, ...]:
        forms = self._forms(file, root, found or {})
        return form_of(part, forms, self._schemas, file.schema, root)

    def _forms(self, file: StudioFile, root: Data, found: Findings) -> Forms:
        unused = () if file.schema == "dossier" else _ON_SLIDES
        return Forms(self._schemas, root, self._names(file, root), found, unused)

    def _names(self, file: StudioFile, root: Data) -> ReferenceOptions:
        dossier, pictures = next(iter(files_of(file.folder))), pictures_of(file.folder)
        if dossier.slug == file.slug:
            return ReferenceOptions(root, pictures=pictures, territory=file.folder.territory)
        try:
            above = data_of(self._opened.editing.state(dossier).text)
        except (OSError, NotEditableError):
            above = ""
        territory = file.folder.territory
        return ReferenceOptions(root, above, pictures=pictures, territory=territory)

    def _findings(self, file: StudioFile, state: State, reading: DossierReading) -> Findings:
        loaded, _ = self._opened.session.parsed(file.path, typed(state.text), file.schema)
        mine = by_file(reading.diagnostics).get(file.path, [])
        root: Any = loaded.tree.root if loaded.tree else {}
        return placed(mine, root, self._opened.plain)

    def _row(
        self, file: StudioFile, reading: DossierReading, shown: StudioFile, slug: str
    ) -> FileRow:
        try:
            state = self._opened.editing.state(file)
            root = data_of(state.text)
        except (OSError, NotEditableError) as problem:
            return FileRow(file, (), False, str(problem))
        found = self._findings(file, state, reading)
        parts = parts_of(self._schemas, file.schema, root)
        inside: defaultdict[FormPart, list[PathInTree]] = defaultdict(list)
        for path in found:
            inside[part_at(parts, path)].append(path)
        forms = self._forms(file, root, {})
        not_begun = self._missing.not_begun(file.schema, root)
        rows = []
        for part in parts:
            places, to_begin = self._places(file, part, root, forms, not_begun)
            elsewhere = (p for p in inside[part] if p not in places)
            said = (p for p in elsewhere if not (places and is_absent(root, p)))
            told = [each for path in said for each in found[path]]
            rows.append(_part_row(file, part, told, len(places), to_begin))
        current = slug if file.slug == shown.slug else ""
        shown_rows = tuple(evolve(row, current=row.part.slug == current) for row in rows)
        return FileRow(file, shown_rows, state.unsaved)

    def _places(
        self,
        file: StudioFile,
        part: FormPart,
        root: Data,
        forms: Forms,
        not_begun: frozenset[str],
    ) -> tuple[frozenset[PathInTree], bool]:
        """The places to fill in a part, and whether it is to be begun."""
        to_begin = self._missing.to_begin(file.schema, part, not_begun)
        if to_begin is not None or part.slug == ACTIVITIES:
            return frozenset(), bool(to_begin)

        def form() -> tuple[FormNode, ...]:
            return form_of(part, forms, self._schemas, file.schema, root)

        return self._missing.places(file.schema, part, root, form), False


def _part_row(
    file: StudioFile, part: FormPart, told: Sequence[Finding], to_fill: int, to_begin: bool
) -> PartRow:
    errors = sum(each.grave for each in told)
    address = f"/dossier/{file.folder.name}/{file.slug}/{part.slug}"
    return PartRow(part, address, errors, len(told) - errors, to_fill, to_begin)
