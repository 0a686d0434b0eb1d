"""The pictures of a file that came back, taken among those of the dossier when they are chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.francais.accords import compter
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.studio.images import store
from ppgp_docs.workspace.folder import DossierFolder

_TAKEN: Final = "oui"
_BEST: Final = 40


@frozen
class ReturnedPicture:
    """A picture that came back: the ``name`` of its answer, that of its ``part`` of the file, what
    its author says that it shows."""

    name: str
    part: str
    text: str
    near: str = ""


def pictures_in(left: Sequence[LeftOver]) -> tuple[ReturnedPicture, ...]:
    """The pictures of what has no place in the dossier; none of those that are in another file."""
    found = {
        part: ReturnedPicture(f"image-{_digest(part)}", part, one.text, one.near)
        for one in left
        for part in one.pictures
        if part
    }
    return tuple(found.values())


def keep(
    folder: DossierFolder, file: Path, left: Sequence[LeftOver], fields: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put the pictures that were chosen among those of a dossier: how it names them, and why the
    others could not be. Raises OSError and UnreadableFileError."""
    wanted = [one for one in pictures_in(left) if fields.get(one.name) == _TAKEN]
    parts = Parts(file.read_bytes()) if wanted else {}
    kept, refused = [], []
    for one in wanted:
        try:
            kept.append(store(folder, one.text[:_BEST] or one.part, parts[one.part]))
        except (PictureError, UnreadableFileError, KeyError) as problem:
            refused.append(f"« {one.text} » n’a pas pu être prise : {problem}")
    return tuple(dict.fromkeys(kept)), tuple(refused)


def told(kept: Sequence[str], refused: Sequence[str]) -> str:
    """What became of them, in French; nothing where none was chosen."""
    said = list(refused)
    if kept:
        named = ", ".join(kept)
        then = "Choisissez-les dans les parties où elles vont"
        said = [f"{compter(len(kept), 'image')} dans le dossier : {named}", then, *said]
    return f"{'. '.join(said)}." if said else ""


def _digest(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:12]
