"""A dossier as a draft shows it: unfinished or faulty, with its gaps in sight.

Everything that :meth:`Session.read` finds is found; but where a faulty dossier gives no model, a
draft gives one, made of what is there. Withdrawals hold: a name that was taken back is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.territoires import departement
from ppgp_docs.load.decode import read, typed
from ppgp_docs.load.tree import Loaded, PathInTree, Text, Tree, parse
from ppgp_docs.model.assemble import INTRODUCTION, SourceFile, Sources, assemble
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.publication.redaction import NOBODY, Names, redact
from ppgp_docs.schema.doubtful_withdrawals import hold, may_hide_one
from ppgp_docs.schema.gaps import Completed, Completer, Known
from ppgp_docs.session import NOTHING_OVER, DossierReading, Session
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

    ``withdrawn`` are the names that no document may hold.
    """

    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]
    gaps: tuple[Gap, ...] = ()
    withdrawn: Names = NOBODY


def draft(
    session: Session, folder: DossierFolder, overlay: Mapping[Path, str] = NOTHING_OVER
) -> Draft:
    """Read a dossier for a draft; a sound one is that of :meth:`Session.read`."""
    reading = session.read(folder, overlay)
    if reading.dossier is not None:
        return Draft(reading.dossier, reading.diagnostics, withdrawn=reading.withdrawn)
    completed = _Completed(session, reading, overlay)
    sources = completed.sources()
    if sources is None:
        return Draft(None, reading.diagnostics)
    assembled = assemble(sources, session.builder, session.resources.bytes(INTRODUCTION))
    gaps = tuple(completed.gaps)
    if assembled.dossier is None:
        return Draft(None, reading.diagnostics, gaps)
    redaction = redact(assembled.dossier, completed.withdrawn)
    return Draft(redaction.dossier, reading.diagnostics, gaps, redaction.forbidden)


def loaded_of(file: Path, overlay: Mapping[Path, str], root: Path) -> Loaded:
    """What can be read of a file, saved or not, of the workspace of that ``root``."""
    unsaved = overlay.get(file)
    if unsaved is not None:
        return parse(file, typed(unsaved))
    source, fault = read(file, root if file.is_relative_to(root) else None)
    return Loaded(None, (fault,)) if fault else parse(file, source)


class _Completed:
    """The files of one reading, each completed."""

    def __init__(
        self, session: Session, reading: DossierReading, overlay: Mapping[Path, str]
    ) -> None:
        self._session, self._overlay, self._folder = session, overlay, reading.folder
        self._files = reading.files
        self._root = reading.folder.path.parent.parent
        self._completer = Completer(session.validator, session.schemas, self._is_there)
        self.gaps: list[Gap] = []
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
        tree = self._tree(file)
        if tree is None or not isinstance(tree.root, dict):
            return None
        if schema == "dossier":
            self._of_a_territory(tree.root)
        names = {name: known.get(name, frozenset()) for name in _NAMED}
        faults = self._session.validator.faults(tree, schema)[1]
        self.withdrawn += hold(tree, faults, self._session.schemas)
        made: Completed | None = self._completer.complete(tree, schema, names)
        if made is None or not made.value:
            return None
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

    def _tree(self, file: Path) -> Tree | None:
        """What was read of a file; nothing when what it lacks may be a withdrawal."""
        loaded = loaded_of(file, self._overlay, self._root)
        tree = loaded.tree
        return tree if loaded.is_whole or not tree or not may_hide_one(tree.source) else None

    def _is_there(self, name: str) -> bool:
        return is_there(self._folder.path / name)
