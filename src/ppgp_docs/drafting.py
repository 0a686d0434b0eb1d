"""A dossier as a draft shows it: unfinished or faulty, with its gaps in sight.

Everything that :meth:`Session.read` finds is found; but where a faulty dossier gives no model, a
draft gives one, made of what is there. Withdrawals hold: a name that was taken back is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.territoires import departement
from ppgp_docs.load.decode import read, typed
from ppgp_docs.load.tree import Text, Tree, parse
from ppgp_docs.model.assemble import INTRODUCTION, SourceFile, Sources, assemble
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.publication.redaction import redact
from ppgp_docs.schema.gaps import Completed, Completer, Known
from ppgp_docs.session import NOTHING_OVER, Reading, Session
from ppgp_docs.workspace.disk import is_there
from ppgp_docs.workspace.folder import DossierFolder

_NAMED: Final = ("chiffres", "personnes", "citations")


@frozen
class Draft:
    """The model of an unfinished dossier, None when not even a territory is known, what is wrong
    with it and how many ``gaps`` were left in sight."""

    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]
    gaps: int = 0


def draft(
    session: Session, folder: DossierFolder, overlay: Mapping[Path, str] = NOTHING_OVER
) -> Draft:
    """Read a dossier for a draft; a sound one is that of :meth:`Session.read`."""
    reading = session.read(folder, overlay)
    if reading.dossier is not None:
        return Draft(reading.dossier, reading.diagnostics)
    completed = _Completed(session, reading, overlay)
    sources = completed.sources()
    if sources is None:
        return Draft(None, reading.diagnostics)
    assembled = assemble(sources, session.builder, session.resources.bytes(INTRODUCTION))
    dossier = redact(assembled.dossier).dossier if assembled.dossier else None
    return Draft(dossier, reading.diagnostics, completed.gaps)


class _Completed:
    """The files of one reading, each completed."""

    def __init__(self, session: Session, reading: Reading, overlay: Mapping[Path, str]) -> None:
        self._session, self._overlay, self._folder = session, overlay, reading.folder
        self._files = reading.files
        self._root = reading.folder.path.parent.parent
        self._completer = Completer(session.validator, session.schemas, self._is_there)
        self.gaps = 0

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
        made: Completed | None = self._completer.complete(tree, schema, names)
        if made is None or not made.value:
            return None
        self.gaps += len(made.gaps)
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
        unsaved = self._overlay.get(file)
        if unsaved is not None:
            return parse(file, typed(unsaved)).tree
        source, fault = read(file, self._root if file.is_relative_to(self._root) else None)
        return None if fault else parse(file, source).tree

    def _is_there(self, name: str) -> bool:
        return is_there(self._folder.path / name)
