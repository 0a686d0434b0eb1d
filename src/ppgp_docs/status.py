"""Where a dossier stands: what remains to be done, which consents lack, which documents are up to
date, which version was named last. Nothing is rendered, nothing is written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from attrs import frozen

from ppgp_docs.cache.digests import Digests
from ppgp_docs.check.people.missing_for_publication import missing_for_publication
from ppgp_docs.draft.reading import draft, loaded_of
from ppgp_docs.draft.remaining import ToDo, called, to_do
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.render.fingerprint import Fingerprints
from ppgp_docs.render.planning import Candidate, plan
from ppgp_docs.render.survey import Wanted, survey
from ppgp_docs.schema.blanks import blanks
from ppgp_docs.schema.places import Labels
from ppgp_docs.session import Session
from ppgp_docs.versions.store import PRIVATE, Version, Versions
from ppgp_docs.workspace.disk import sha256_of
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.manifest import Artifact
from ppgp_docs.workspace.output import Output


class DocumentState(Enum):
    """What a document is to its dossier, as people say it."""

    CURRENT = "à jour"
    OLDER = "plus ancien que le dossier"
    OUTDATED = "à refaire, l’outil ou ses modèles ont changé"
    EDITED = "modifié à la main"
    NEVER = "pas encore fait"
    NO_LONGER = "n’est plus produit"
    FOREIGN = "un fichier étranger occupe sa place"


@frozen
class DocumentStatus:
    """``path`` is below the output folder; ``is_draft`` for what ``ppgp build --draft`` made."""

    title: str
    format: str
    path: str
    state: DocumentState
    is_draft: bool = False


@frozen
class Status:
    """Where a dossier stands.

    ``remaining`` is all that is to be done; ``consents`` those that lack, a sentence each;
    ``not_begun`` the parts of which nothing is filled in; ``blank`` the lines left blank elsewhere,
    by their places in words. Both ask for nothing: a dossier may do without. ``common`` are the
    places where a text that all dossiers share is printed until one is written.
    """

    folder: DossierFolder
    remaining: tuple[ToDo, ...]
    consents: tuple[str, ...]
    not_begun: tuple[str, ...]
    blank: tuple[str, ...]
    common: tuple[str, ...]
    documents: tuple[DocumentStatus, ...]
    version: Version | None = None

    @property
    def is_sound(self) -> bool:
        return not any(each.is_error for each in self.remaining)


class Overview:
    """The statuses of the dossiers of a workspace; what does not depend on one is read once.

    Raises VersionsError when the kept versions cannot be read.
    """

    def __init__(self, workspace: Workspace, session: Session, output: Path) -> None:
        self._workspace, self._session = workspace, session
        self._labels = Labels(session.schemas)
        self._fingerprints = Fingerprints(session, Digests())
        self._output = Output(output)
        self._output.open()

    def of(self, folder: DossierFolder) -> Status:
        """Where one dossier stands."""
        made = draft(self._session, folder)
        remaining = to_do(self._session, folder, made)
        missing = {(each.file, each.path) for each in remaining}
        not_begun, blank, common = self._blanks(folder, missing)
        only_fiches = bool(made.dossier and not made.dossier.has_case_study) and (
            bool(folder.fiches) or folder.contrat is not None
        )
        is_sound = not any(each.is_error for each in made.diagnostics)
        return Status(
            folder,
            remaining,
            tuple(_consents(made.dossier)) if made.dossier else (),
            not_begun,
            blank,
            () if only_fiches else common,
            self._documents(folder, made.dossier if is_sound else None),
            self._version(folder),
        )

    def _blanks(
        self, folder: DossierFolder, missing: Container[tuple[Path | None, PathInTree]]
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        contrat = ((folder.contrat, "contrat"),) if folder.contrat else ()
        fiches = ((file, "fiche") for file in folder.fiches)
        not_begun, blank, common = list[str](), list[str](), list[str]()
        for file, schema in ((folder.dossier, "dossier"), *contrat, *fiches):
            tree = loaded_of(file, {}, self._workspace.root).tree
            root: Any = tree.root if tree else {}
            found, name = blanks(self._session.schemas, schema, root), called(file, schema)
            not_begun += (f"{name}, {part}" for part in found.parts)
            for told, paths in ((blank, found.fields), (common, found.common)):
                left = (path for path in paths if (file, path) not in missing)
                places = [self._labels.place(schema, path, root) for path in left]
                told.extend(", ".join((name, *place)) for place in places)
        return tuple(not_begun), tuple(blank), tuple(common)

    def _documents(
        self, folder: DossierFolder, dossier: Dossier | None
    ) -> tuple[DocumentStatus, ...]:
        states = DocumentStates(self._output, self._session, self._fingerprints, folder)
        wanted = () if dossier is None else self._planned(dossier)
        found = [
            states.of(f"{folder.name}/{each.file_name}", each.format.id, each.document.title)
            for each in wanted
            if not each.reason
        ]
        return (*found, *states.others({each.path for each in found}, is_sound=dossier is not None))

    def _planned(self, dossier: Dossier) -> tuple[Candidate, ...]:
        return plan(dossier, self._session.plugins, frozenset(), archive=False).candidates

    def _version(self, folder: DossierFolder) -> Version | None:
        """The last one that was named; looking makes no place for versions."""
        root = self._workspace.root
        if not (root / PRIVATE / "versions").is_dir():
            return None
        named = [each for each in Versions(root, folder).all() if each.name]
        return named[-1] if named else None


class DocumentStates:
    """The states of the documents of one dossier, by what they were made from, never by dates."""

    def __init__(
        self, output: Output, session: Session, fingerprints: Fingerprints, folder: DossierFolder
    ) -> None:
        self._output, self._folder = output, folder
        surveys = [
            survey(
                folder,
                session,
                fingerprints,
                Wanted(plan=True, archive=not draft, press=not draft, draft=draft),
            )
            for draft in (False, True)
        ]
        self._files = surveys[0].files or surveys[1].files or fingerprints.files_of(folder)
        self._keys = {
            f"{folder.name}/{each.file_name}": each.key for one in surveys for each in one.planned
        }

    def of(self, path: str, format: str, title: str) -> DocumentStatus:
        """The state of a document that the dossier makes."""
        known = self._output.artifacts.get(path)
        return DocumentStatus(title, format, path, self._state(path, known))

    def state_in_words(self, known: Artifact) -> str:
        """What a document that was made has become, in words; empty while it is up to date."""
        state = self._state(known.path, known)
        return "" if state is DocumentState.CURRENT else state.value

    def others(self, told: set[str], *, is_sound: bool) -> Iterator[DocumentStatus]:
        """Documents of former builds: drafts, and those that are not planned (any more)."""
        for path, known in sorted(self._output.artifacts.items()):
            if known.dossier != self._folder.name or path in told:
                continue
            state = self._state(path, known)
            unmade = is_sound and not (known.draft or known.archive or known.press)
            if state is DocumentState.NEVER:
                continue  # it was erased
            if unmade and state is not DocumentState.EDITED:
                state = DocumentState.NO_LONGER
            yield DocumentStatus(known.title, known.format, path, state, known.draft)

    def _state(self, path: str, known: Artifact | None) -> DocumentState:
        standing = sha256_of(self._output.folder / path)
        if standing is None:
            return DocumentState.NEVER
        if known is None:
            return DocumentState.FOREIGN
        if standing not in (known.sha256, known.replaces):
            return DocumentState.EDITED
        if standing == known.sha256 and known.key == self._keys.get(path):
            return DocumentState.CURRENT
        same = known.inputs == self._files and standing == known.sha256
        return DocumentState.OUTDATED if same else DocumentState.OLDER


def _consents(dossier: Dossier) -> Iterable[str]:
    every = (missing_for_publication(dossier, fiche) for fiche in (None, *dossier.fiches))
    return dict.fromkeys(sentence for each in every for sentence in each)
