"""The pictures of a file that came back, put in the place of those that they replaced."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ppgp_docs.cli.francais import demander
from ppgp_docs.cli.show import printable
from ppgp_docs.importing.replaced_pictures import REREAD, NotKeptError, former_of, kept
from ppgp_docs.roundtrip.archive import Parts
from ppgp_docs.roundtrip.file_state import content_of

if TYPE_CHECKING:
    from ppgp_docs.importing.file_comparison import FileComparison
    from ppgp_docs.importing.proposals import FileChange, LeftOver
    from ppgp_docs.importing.replaced_pictures import FormerPicture


@define
class PutInPlace:
    """The pictures that were put in the place of others: what is ``done`` with, how, why some could
    not be."""

    done: list[LeftOver] = field(factory=list)
    changes: list[FileChange] = field(factory=list)
    replaced: list[dict[str, str]] = field(factory=list)
    refused: list[str] = field(factory=list)

    def as_data(self) -> dict[str, Any]:
        return {"images_remplacees": self.replaced}

    def told(self) -> list[str]:
        """In French; nothing where none was put."""
        said = [f"`{one['image']}` remplace `{one['ancienne']}`" for one in self.replaced]
        return [f"{', '.join(said)}\u00a0: {REREAD}", *self.refused] if said else self.refused


def put_in_place(found: FileComparison, file: Path, *, yes: bool, asks: bool) -> PutInPlace:
    """Those that took the place of one picture that the dossier shows, with ``yes`` or when the
    user says so. Raises OSError and UnreadableFileError."""
    made = PutInPlace()
    known = [(one, former_of(found.target, one)) for one in found.comparison.left_over]
    pairs = [(one, former) for one, former in known if former and len(one.pictures) == 1]
    parts = Parts(content_of(file)) if pairs else {}
    for one, former in pairs:
        if not (yes or (asks and sys.stdin.isatty() and _agreed(one, former))):
            continue
        try:
            name = kept(found.target, one, one.pictures[0], parts)
        except NotKeptError as problem:
            made.refused.append(str(problem))
            continue
        made.done.append(one)
        made.changes.append(former.replaced_by(name))
        made.replaced.append({"image": name, "ancienne": former.name, "fichier": former.file})
    return made


def _agreed(one: LeftOver, former: FormerPicture) -> bool:
    told = f"Mettre l’image revenue («\u00a0{printable(one.text)}\u00a0») à la place de"
    return demander(f"{told} `{printable(former.name)}`\u202f?")
