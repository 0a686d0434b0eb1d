"""A dossier as a draft shows it: unfinished or faulty, with its gaps in sight.

Everything that :meth:`Session.read` finds is found; but where a faulty dossier gives no model, a
draft gives one, made of what is there. Withdrawals hold: a name that was taken back is replaced,
a drawing that says it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from ppgp_docs.check.people.photos import names_in_drawings
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.draft.moved_items import NOTHING_MOVED, CompletedFile, MovedItems
from ppgp_docs.francais.territoires import departement
from ppgp_docs.load.decode import read, typed
from ppgp_docs.load.tree import Loaded, PathInTree, Text, Tree, copied, parse
from ppgp_docs.model.address import file_name
from ppgp_docs.model.assemble import INTRODUCTION, SourceFile, Sources, assemble
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.publication.redaction import NOBODY, Names, redact
from ppgp_docs.schema.absent import LEFT_OUT
from ppgp_docs.schema.doubtful_withdrawals import hold, may_hide_one
from ppgp_docs.schema.gaps import Completed, Completer, Known
from ppgp_docs.schema.validate import Validated
from ppgp_docs.session import NOTHING_OVER, Modelled, Session
from ppgp_docs.workspace.disk import is_there
from ppgp_docs.workspace.folder import DossierFolder

_NAMED: Final = ("chiffres", "personnes", "citations")


@frozen
class Gap:
    """A place of a file that a draft completes, or leaves out; ``root`` is what was read of it."""

    file: Path
    schema: str
    path: PathInTree
    root: Any = field(repr=False, eq=False)


@frozen
class Draft:
    """The model of an unfinished dossier, None when not even a territory is known, what is wrong
    with it and the ``gaps`` left in sight.

    ``withdrawn`` are the names that no document may hold, ``moved`` tells the ranks of what is
    shown from those of the files.
    """

    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]
    gaps: tuple[Gap, ...] = ()
    withdrawn: Names = NOBODY
    moved: MovedItems = NOTHING_MOVED


def draft(
    session: Session, folder: DossierFolder, overlay: Mapping[Path, str] = NOTHING_OVER
) -> Draft:
    """Read a dossier for a draft; a sound one is that of :meth:`Session.read`."""
    model = session.modelled(folder, overlay)
    reading = session.checked(model)
    if reading.dossier is not None and all(each.code != LEFT_OUT for each in reading.diagnostics):
        return Draft(reading.dossier, reading.diagnostics, withdrawn=reading.withdrawn)
    return _completed(session, model, overlay, reading.diagnostics)


def shown(session: Session, model: Modelled, overlay: Mapping[Path, str] = NOTHING_OVER) -> Draft:
    """The dossier as its draft shows it, without waiting for its checks: for a page that follows
    what is typed."""
    return _completed(session, model, overlay, ())


def _completed(
    session: Session,
    model: Modelled,
    overlay: Mapping[Path, str],
    found: tuple[Diagnostic, ...],
    refused: Set[str] = frozenset(),
) -> Draft:
    """``refused`` are the drawings that say a withdrawn name: the draft goes without them."""
    completed = _Completed(session, model, overlay, refused)
    sources = completed.sources()
    if sources is None:
        return Draft(None, found)
    gaps = tuple(completed.gaps)
    redaction, moved = model.redaction, NOTHING_MOVED
    if not (redaction and model.is_whole and completed.nothing):
        assembled = assemble(sources, session.builder, session.resources.bytes(INTRODUCTION))
        if assembled.dossier is None:
            return Draft(None, found, gaps)
        redaction = redact(assembled.dossier, completed.withdrawn)
        moved = MovedItems(tuple(completed.moved))
    shown_all_the_same = names_in_drawings(redaction.dossier, redaction.forbidden)
    if naming := {image.fichier for image, _ in shown_all_the_same} - refused:
        return _completed(session, model, overlay, found, refused | naming)
    return Draft(redaction.dossier, found, gaps, redaction.forbidden, moved)


def loaded_of(file: Path, overlay: Mapping[Path, str], root: Path) -> Loaded:
    """What can be read of a file, saved or not, of the workspace of that ``root``."""
    source = _source(file, overlay, root)
    return Loaded(None, (source,)) if isinstance(source, Diagnostic) else parse(file, source)


def _source(file: Path, overlay: Mapping[Path, str], root: Path) -> str | Diagnostic:
    """The text of a file, saved or not, or why it cannot be read."""
    unsaved = overlay.get(file)
    if unsaved is not None:
        return typed(unsaved)
    source, fault = read(file, root if file.is_relative_to(root) else None)
    return fault or source


class _Completed:
    """The files of one reading, each completed."""

    def __init__(
        self,
        session: Session,
        model: Modelled,
        overlay: Mapping[Path, str],
        refused: Set[str],
    ) -> None:
        self._refused = refused
        self._session, self._overlay, self._folder = session, overlay, model.folder
        self._files = model.files.paths
        self._root = model.folder.path.parent.parent
        self._completer = Completer(session.validator, session.schemas, self._is_there)
        self.nothing = True
        """Whether nothing had to be completed."""

        self.gaps: list[Gap] = []
        self.moved: list[CompletedFile] = []
        self.withdrawn: tuple[str, ...] = ()

    def sources(self) -> Sources | None:
        """The files as they can be built; one whose syntax is at fault is left out."""
        dossier = self._completed(self._folder.dossier, "dossier", {})
        if dossier is None:
            return None
        known = {name: frozenset(dossier.value.get(name) or ()) for name in _NAMED}
        contrat = self._folder.contrat
        fiches = (
            self._completed(file, "fiche", known)
            for file in self._files
            if file.parent == self._folder.fiches_folder
        )
        return Sources(
            self._folder.path,
            dossier,
            self._completed(contrat, "contrat", known) if contrat else None,
            fiches=tuple(filter(None, fiches)),
        )

    def _completed(self, file: Path, schema: str, known: Known) -> SourceFile | None:
        given, validated = self._read(file, schema)
        if given is None or validated is None or not isinstance(given.root, dict):
            return None
        tree = replace(given, root=copied(given.root))
        if schema == "dossier":
            self._of_a_territory(tree.root)
        names = {name: known.get(name, frozenset()) for name in _NAMED}
        self.withdrawn += hold(tree, validated.faults, self._session.schemas)
        is_sound = not validated.faults and tree.root == given.root
        sound = validated.value if is_sound else None
        made: Completed | None = self._completer.complete(tree, schema, names, sound)
        if made is None or not made.value:
            return None
        self.nothing &= made.tree.root == given.root
        name = file_name(file, made.tree.root)
        if name and made.tree.root != given.root:
            self.moved.append(CompletedFile(name, given.root, made.tree.root))
        self.gaps += (Gap(file, schema, path, tree.root) for path in made.gaps)
        return SourceFile(made.tree, made.value)

    def _of_a_territory(self, root: Any) -> None:
        """The code that the folder tells, where the dossier has none that is known."""
        told = self._folder.territory
        try:
            departement(str(root.get("departement")))
        except KeyError:
            if told:
                root["departement"] = Text(told.code, root.span, told.code)
                root.keys_at["departement"] = root.span

    def _read(self, file: Path, schema: str) -> tuple[Tree | None, Validated | None]:
        """What was read of a file; nothing when what it lacks may be a withdrawal."""
        source = _source(file, self._overlay, self._root)
        if isinstance(source, Diagnostic):
            return None, None
        loaded, validated = self._session.parsed(file, source, schema)
        tree = loaded.tree
        hides = tree is not None and not loaded.is_whole and may_hide_one(tree.source)
        return None if hides else tree, validated

    def _is_there(self, name: str) -> bool:
        return name not in self._refused and is_there(self._folder.path / name)
