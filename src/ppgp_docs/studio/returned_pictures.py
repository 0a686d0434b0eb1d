"""The pictures of a file that came back, taken among those of the dossier when they are chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, frozen

from ppgp_docs.francais.accords import compter
from ppgp_docs.importing.file_comparison import FileComparison
from ppgp_docs.importing.proposals import FileChange, LeftOver
from ppgp_docs.importing.replaced_pictures import (
    REREAD,
    FormerPicture,
    NotKeptError,
    former_of,
    kept,
)
from ppgp_docs.roundtrip.archive import Parts

_TAKEN, _IN_PLACE = "oui", "place"


@frozen
class ReturnedPicture:
    """A picture that came back: the ``name`` of its answer, that of its ``part`` of the file, what
    is told of it; ``former`` is the one whose place it took."""

    name: str
    part: str
    left: LeftOver
    former: FormerPicture | None = None


def pictures_in(found: FileComparison) -> tuple[ReturnedPicture, ...]:
    """The pictures of what has no place in the dossier; none of those that are in another file."""
    pictures = {
        part: ReturnedPicture(f"image-{_digest(part)}", part, one, former_of(found.target, one))
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
            name = kept(found.target, one.left, one.part, parts)
        except NotKeptError as problem:
            made = evolve(made, refused=(*made.refused, str(problem)))
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
    names, said = pictures.kept, list(pictures.refused)
    if pictures.replaced:
        said = [", ".join(pictures.replaced), REREAD.capitalize(), *said]
    if names:
        named = ", ".join(names)
        then = "Choisissez-les dans les parties où elles vont"
        said = [f"{compter(len(names), 'image')} dans le dossier : {named}", then, *said]
    return f"{'. '.join(said)}." if said else ""


def _digest(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:12]
