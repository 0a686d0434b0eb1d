"""A person who withdrew their consent, forgotten by all that is kept beside a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate
from ppgp_docs.cache.state import State
from ppgp_docs.edit.save import read_text, save_text
from ppgp_docs.publication.erasure import Erased, Eraser, person_called, without_picture
from ppgp_docs.studio.editing import data_of
from ppgp_docs.studio.unsaved import Drafts
from ppgp_docs.versions.store import Versions
from ppgp_docs.workspace.folder import DossierFolder


@frozen
class Forgotten:
    """How many versions changed, whether steps can no longer be undone, the picture erased."""

    versions: int
    steps: bool
    picture: str


def known_person(folder: DossierFolder, said: str) -> Erased:
    """Whom a name, or the key of a record, designates. Raises OSError and NotEditableError."""
    return person_called(data_of(read_text(folder.dossier).text), said)


def forget(root: Path, folder: DossierFolder, erased: Erased) -> Forgotten:
    """Erase a person from the versions of a dossier, the steps that its drafts can undo, the state
    that is kept of the workspace; their picture too.

    Raises VersionsError, NotEditableError and OSError.
    """
    eraser, versions = Eraser(erased), Versions(root, folder)
    picture = _without_picture(folder, erased)
    changed = versions.rewrite(eraser.files, eraser.text) if versions.place.exists() else 0
    steps = _without_steps(Drafts(root), folder, eraser)
    State.of(root).forget()
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


def _without_steps(drafts: Drafts, folder: DossierFolder, eraser: Eraser) -> bool:
    """Drop the steps of the drafts that hold the name; the others count from them."""
    dropped = False
    for place in drafts.places(folder.name):
        draft = drafts.load(folder.name, place.stem)
        if draft and any(_holds(step, eraser) for step in draft.steps):
            drafts.keep(folder.name, place.stem, evolve(draft, steps=()))
            dropped = True
    return dropped


def _holds(step: Any, eraser: Eraser) -> bool:
    texts = (said for patches in step.patches for one in patches for said in (one.old, one.new))
    return any(eraser.text(each) != each for each in texts)
