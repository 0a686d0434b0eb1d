"""The pictures of a file that came back, taken among those of the dossier when they are chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.francais.accords import compter
from ppgp_docs.importing.file_comparison import FileComparison
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.replaced_pictures import FormerPicture, former_of
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.studio.images import store

_TAKEN, _IN_PLACE = "oui", "place"
_REREAD: Final = (
    "Relisez sa description, son crédit et les accords des personnes : ce sont ceux de l’ancienne"
)
_BEST: Final = 40


@frozen
class ReturnedPicture:
    """A picture that came back: the ``name`` of its answer, that of its ``part`` of the file, what
    its author says that it shows; ``former`` is the one whose place it took."""

    name: str
    part: str
    text: str
    near: str = ""
    former: FormerPicture | None = None


def pictures_in(found: FileComparison) -> tuple[ReturnedPicture, ...]:
    """The pictures of what has no place in the dossier; none of those that are in another file."""
    pictures = {
        part: ReturnedPicture(
            f"image-{_digest(part)}", part, one.text, one.near, former_of(found.target, one)
        )
        for one in found.comparison.left_over
        for part in one.pictures
        if part
    }
    return tuple(pictures.values())


@frozen
class KeptPictures:
    """How the dossier names the pictures that were chosen; ``changes`` put some in the place of
    others, as ``replaced`` says; ``refused`` tells why the rest could not be taken."""

    kept: tuple[str, ...] = ()
    changes: tuple[FileChange, ...] = ()
    replaced: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def keep(found: FileComparison, file: Path, fields: Mapping[str, str]) -> KeptPictures:
    """Put the pictures that were chosen among those of a dossier. Raises OSError and
    UnreadableFileError."""
    wanted = [one for one in pictures_in(found) if fields.get(one.name) in (_TAKEN, _IN_PLACE)]
    parts = Parts(file.read_bytes()) if wanted else {}
    made = KeptPictures()
    for one in wanted:
        try:
            name = store(found.target.folder, one.text[:_BEST] or one.part, parts[one.part])
        except (PictureError, UnreadableFileError, KeyError) as problem:
            told = f"«\u00a0{one.text}\u00a0» n’a pas pu être prise : {problem}"
            made = evolve(made, refused=(*made.refused, told))
            continue
        if fields[one.name] == _IN_PLACE and one.former:
            told = f"{name} remplace {one.former.name}"
            changes = (*made.changes, one.former.replaced_by(name))
            made = evolve(made, changes=changes, replaced=(*made.replaced, told))
        elif name not in made.kept:
            made = evolve(made, kept=(*made.kept, name))
    return made


def told(pictures: KeptPictures) -> str:
    """What became of them, in French; nothing where none was chosen."""
    kept, said = pictures.kept, list(pictures.refused)
    if pictures.replaced:
        said = [", ".join(pictures.replaced), _REREAD, *said]
    if kept:
        named = ", ".join(kept)
        then = "Choisissez-les dans les parties où elles vont"
        said = [f"{compter(len(kept), 'image')} dans le dossier : {named}", then, *said]
    return f"{'. '.join(said)}." if said else ""


def _digest(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:12]
