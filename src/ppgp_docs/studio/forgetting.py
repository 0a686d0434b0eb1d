"""A person who withdrew their consent, forgotten by all that is kept beside a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate
from ppgp_docs.cache.state import State
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.save import read_text, save_text
from ppgp_docs.publication.erased_since import without_person
from ppgp_docs.publication.erasure import (
    Erased,
    Eraser,
    person_called,
    without_picture,
    without_words,
    words_of,
)
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.unsaved import Drafts, FileDraft, Step
from ppgp_docs.versions.store import Versions
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.files import entries
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.former_names import former_names

_NOTES: Final = (".md", ".txt")
_LONGEST: Final = 20_000_000
"""Bytes of a note that is read."""


@frozen
class Forgotten:
    """How many versions changed, whether steps can no longer be undone, the picture erased."""

    versions: int
    steps: bool
    picture: str


def documents_left(workspace: Workspace, folder: DossierFolder) -> tuple[str, ...]:
    """The documents that stand of a dossier, under every name that its folder has borne: no
    erasure reaches what was made, and perhaps sent."""
    outputs = workspace.outputs
    made = [each.name for each in entries(outputs) if each.is_dir()]
    names = (folder.name, *former_names(folder, made, widely=True))
    found = (file for name in names for file in sorted((outputs / name).rglob("*")))
    return tuple(each.relative_to(workspace.root).as_posix() for each in found if each.is_file())


def known_person(folder: DossierFolder, said: str) -> Erased:
    """Whom a name, or the key of a record, designates. Raises OSError and NotEditableError."""
    return person_called(data_of(read_text(folder.dossier).text), said)


def forget(root: Path, folder: DossierFolder, erased: Erased, *, whole: bool = False) -> Forgotten:
    """Erase a person from the versions of a dossier, the steps that its drafts can undo, the state
    that is kept of the workspace; their picture too; all of it under the former names of its
    folder also, with their drafts. ``whole``: from the dossier itself as well, and from its drafts.

    Raises VersionsError, NotEditableError and OSError.
    """
    eraser, versions = Eraser(erased), Versions(root, folder)
    picture = _without_picture(folder, erased)
    changed = versions.rewrite(eraser.files, eraser.text) if versions.exist else 0
    steps = _from_former_drafts(Drafts(root), folder, eraser)
    steps = _without_steps(Drafts(root), folder, eraser) or steps
    if whole:
        steps = _from_drafts(Drafts(root), folder, erased) or steps
        said = words_of(data_of(read_text(folder.dossier).text), erased)
        _from_files(folder, erased)
        _from_notes(folder, eraser, said)
    State.of(root).forget()
    Drafts(root).note_erasure()
    return Forgotten(changed, steps, picture)


def _without_picture(folder: DossierFolder, erased: Erased) -> str:
    """Take the picture out of all that shows it: without the record, nothing would say any more
    that it may not be published; then off the disk."""
    if not (erased.key and erased.picture):
        return ""
    for file in (folder.dossier, *folder.fiches):
        read = read_text(file)
        save_text(read, without_picture(read.text, erased.picture))
    try:
        locate(folder.path, erased.picture).unlink()
    except PictureError:
        return ""
    return erased.picture


def _texts(folder: DossierFolder) -> dict[str, str]:
    """The files of a dossier, by the name of its drafts."""
    return {file.slug: read_text(file.path).text for file in files_of(folder)}


def _from_files(folder: DossierFolder, erased: Erased) -> None:
    without = without_person(_texts(folder), erased)
    for file in files_of(folder):
        save_text(read_text(file.path), without[file.slug])


def _from_notes(folder: DossierFolder, eraser: Eraser, said: Iterable[str]) -> None:
    """The notes beside the dossier: those that it was drafted from, what an import set aside."""
    for file in sorted(folder.path.iterdir()):
        if file.suffix.lower() in _NOTES and file.is_file() and file.stat().st_size <= _LONGEST:
            read = _note(file)
            if (kept := eraser.text(without_words(read, said))) != read:
                replace_file(file, kept.encode())


def _note(file: Path) -> str:
    """What a note says; one that is not in Unicode is of the Windows of Western Europe."""
    try:
        return read_text(file).text
    except NotEditableError:
        return file.read_bytes().decode("cp1252", "replace")


def _from_former_drafts(drafts: Drafts, folder: DossierFolder, eraser: Eraser) -> bool:
    """What drafts of former names of the folder hold, without the person: they begin with texts
    that may be older than the withdrawal, and one that cannot be read is nobody's any more."""
    found = drafts.former_places(folder)
    for place in found:
        draft = drafts.read(place)
        if draft is None:
            drafts.discard(place)
            continue
        base, text = (_cleaned(each, eraser) for each in (draft.base, draft.text))
        drafts.write(place, FileDraft(base, text))
    return bool(found)


def _cleaned(text: str, eraser: Eraser) -> str:
    name = "dossier.yaml"
    return eraser.files({name: text.encode()})[name].decode()


def _from_drafts(drafts: Drafts, folder: DossierFolder, erased: Erased) -> bool:
    """What drafts hold that the files do not, without the person; their steps would bring the name
    back, and go."""
    found = {one.stem: drafts.load(folder, one.stem) for one in drafts.places(folder)}
    for slug, draft in found.items():
        if draft:
            texts = (draft.base, draft.text)
            base, text = (
                without_person({**_texts(folder), slug: one}, erased)[slug] for one in texts
            )
            drafts.keep(folder, slug, FileDraft(base, text))
    return bool(found)


def _without_steps(drafts: Drafts, folder: DossierFolder, eraser: Eraser) -> bool:
    """Drop the steps of the drafts that hold the name; the others count from them."""
    dropped = False
    for place in drafts.places(folder):
        draft = drafts.load(folder, place.stem)
        if draft and any(_holds(step, eraser) for step in draft.steps):
            drafts.keep(folder, place.stem, evolve(draft, steps=()))
            dropped = True
    return dropped


def _holds(step: Step, eraser: Eraser) -> bool:
    typed = (said for patches in step.patches for one in patches for said in (one.old, one.new))
    disputed = (str(said) for one in step.conflicts for said in (one.mine, one.theirs))
    return any(eraser.text(each) != each for each in (*typed, *disputed))
