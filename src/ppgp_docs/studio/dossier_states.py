"""Where dossiers stand, as the board tells it: worked out aside, kept while nothing changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, Final

from attrs import frozen

from ppgp_docs.cache.digests import Digests
from ppgp_docs.draft.reading import draft
from ppgp_docs.draft.remaining import ToDo, to_do
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.publication.requirements import lacks_consent
from ppgp_docs.render.fingerprint import Fingerprints
from ppgp_docs.status import DocumentState, DocumentStates
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.form_parts import part_at, parts_of
from ppgp_docs.studio.missing_fields import MissingFields
from ppgp_docs.studio.open_workspace import OpenWorkspace, Stamp, stamp_of
from ppgp_docs.studio.pointer import pointer
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.versions.store import Version, Versions, VersionsError
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.output import Output

_TO_MAKE_AGAIN: Final = (DocumentState.OLDER, DocumentState.OUTDATED)


@frozen
class Remaining:
    """A thing to do, in words; ``address`` is where it is done, empty when nobody knows."""

    sentence: str
    address: str
    grave: bool


@frozen
class DossierState:
    """``remaining`` is all that is to be done, errors first; ``consents`` counts those that lack.

    ``to_begin`` are the parts of the story of which nothing is written, each as a link; ``common``
    the texts in the place of which one that all dossiers share is printed;
    ``documents`` counts those that were made, by what they have become; ``version`` is the last
    one that was named. ``broken`` names what stopped the reading, a fault of ours.
    """

    remaining: tuple[Remaining, ...]
    to_begin: tuple[Remaining, ...]
    common: tuple[Remaining, ...]
    consents: int
    documents: Counter[DocumentState]
    version: Version | None
    broken: str = ""

    @property
    def not_begun(self) -> tuple[Remaining, ...]:
        """The parts to begin; one alone is left out on purpose, as « Et après ? » may be."""
        return self.to_begin if len(self.to_begin) > 1 else ()

    @property
    def to_replace(self) -> tuple[Remaining, ...]:
        """The common texts that :attr:`not_begun` does not tell already."""
        told = {each.address for each in self.not_begun}
        return tuple(each for each in self.common if each.address.partition("#")[0] not in told)

    @property
    def made(self) -> int:
        return sum(self.documents.values())

    @property
    def to_make_again(self) -> int:
        return sum(self.documents[each] for each in _TO_MAKE_AGAIN)

    @property
    def edited(self) -> int:
        return self.documents[DocumentState.EDITED]


class DossierStates:
    """The standings of the dossiers of a workspace; one that is not known is worked out aside."""

    def __init__(self, opened: OpenWorkspace) -> None:
        self._opened = opened
        self._known: dict[str, tuple[Stamp, DossierState]] = {}
        self._asked: set[tuple[str, Stamp]] = set()
        self._lock = Lock()
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lecture")

    def known(self, folder: DossierFolder) -> DossierState | None:
        """Where a dossier stands, or None when that is not known yet."""
        stamp = self._stamp(folder)
        with self._lock:
            known = self._known.get(folder.name)
            if known and known[0] == stamp:
                return known[1]
            if (folder.name, stamp) not in self._asked:
                self._asked.add((folder.name, stamp))
                self._aside.submit(self._learn, folder, stamp)
        return None

    def close(self) -> None:
        """Let go of what is worked out aside."""
        self._aside.shutdown(wait=False, cancel_futures=True)

    def _learn(self, folder: DossierFolder, stamp: Stamp) -> None:
        try:
            found = standing(self._opened, folder)
        except Exception as problem:  # else the board would wait for it for ever
            found = DossierState((), (), (), 0, Counter(), None, type(problem).__name__)
        with self._lock:
            self._known[folder.name] = stamp, found

    def _stamp(self, folder: DossierFolder) -> Stamp:
        """What changes with the dossier, its drafts, its documents and its versions."""
        workspace = self._opened.workspace
        made = (workspace.outputs / folder.name).glob("*")
        beside = (*made, *Versions(workspace.root, folder).places)
        return (*self._opened.stamp(folder), *sorted(filter(None, map(stamp_of, beside))))


def standing(opened: OpenWorkspace, folder: DossierFolder) -> DossierState:
    """Where a dossier stands, with what was typed and not saved yet."""
    overlay = opened.overlay(folder)
    made = draft(opened.session, folder, overlay)
    remaining = _addressed(opened, folder, to_do(opened.session, folder, made, overlay))
    consents = sum(map(lacks_consent, made.diagnostics))
    documents = _documents(opened, folder, opened.output())
    begun, common = _to_write(opened, folder)
    version = _named(opened, folder)
    return DossierState(tuple(remaining), begun, common, consents, documents, version)


def _addressed(
    opened: OpenWorkspace, folder: DossierFolder, every: tuple[ToDo, ...]
) -> Iterator[Remaining]:
    files = {file.path: file for file in files_of(folder)}
    for each in sorted(every, key=lambda one: not one.is_error):
        file = files.get(each.file) if each.file else None
        address = _address(opened, file, each) if file else ""
        yield Remaining(each.sentence, address, each.is_error)


def _to_write(
    opened: OpenWorkspace, folder: DossierFolder
) -> tuple[tuple[Remaining, ...], tuple[Remaining, ...]]:
    """The parts of the story that nobody began, the common texts that nobody replaced; a file that
    cannot be read is told otherwise."""
    file, schemas = next(files_of(folder)), opened.session.schemas
    try:
        root = data_of(opened.editing.state(file).text)
    except (OSError, NotEditableError):
        return (), ()
    missing, base = MissingFields(schemas), f"/dossier/{folder.name}/{file.slug}"
    not_begun = missing.not_begun(file.schema, root)
    parts = parts_of(schemas, file.schema, root)
    begun = (part for part in parts if missing.to_begin(file.schema, part, not_begun))
    common = missing.common(file.schema, root)
    return (
        tuple(Remaining(part.title, f"{base}/{part.slug}", grave=False) for part in begun),
        tuple(
            Remaining(
                opened.plain.place(file.schema, path, root),
                f"{base}/{part_at(parts, path).slug}#{pointer(path)}",
                grave=False,
            )
            for path in common
        ),
    )


def _address(opened: OpenWorkspace, file: StudioFile, found: ToDo) -> str:
    base = f"/dossier/{file.folder.name}/{file.slug}"
    try:
        root: Any = data_of(opened.editing.state(file).text)
    except (OSError, NotEditableError):
        return f"{base}/general"
    parts = parts_of(opened.session.schemas, file.schema, root)
    return f"{base}/{part_at(parts, found.path).slug}#{pointer(found.path)}"


def _documents(
    opened: OpenWorkspace, folder: DossierFolder, output: Output
) -> Counter[DocumentState]:
    made = [one for one in output.artifacts.values() if one.dossier == folder.name]
    if not made:
        return Counter()
    prints = Fingerprints(opened.session, Digests())
    states = DocumentStates(output, opened.session, prints, folder)
    found = (states.of(one.path, one.format, one.title).state for one in made if not one.draft)
    return Counter(state for state in found if state is not DocumentState.NEVER)


def _named(opened: OpenWorkspace, folder: DossierFolder) -> Version | None:
    versions = Versions(opened.workspace.root, folder)
    if not versions.places:
        return None
    try:
        return next((each for each in reversed(versions.all()) if each.name), None)
    except VersionsError:
        return None
