"""What was typed and not saved yet: kept beside the dossiers, in ``.ppgp/brouillons``.

A draft is the whole text of a file with the changes made to it, the text that it began with, and
the patches that undo each step. It is written at each pause of the typing, so that a crash, a
closed tab or a power cut loses the last seconds alone. One that was given up stays, so that it can
be taken back, until the file is saved.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.merge import Conflict
from ppgp_docs.edit.patch import Patch
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.studio.files import DOSSIER
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.folder import DossierFolder, territory_stated
from ppgp_docs.workspace.former_names import former_names
from ppgp_docs.workspace.reader import read_bytes

OURS: Final = ".ppgp"
_DRAFTS: Final = "brouillons"
_IGNORED: Final = ".gitignore"
_ERASED: Final = "effacement"
_MOST: Final = 40_000_000
_STEPS: Final = 200
"""Steps that can be undone: more than an afternoon's gestures."""


@frozen
class Step:
    """A gesture, in words, and the patches that take it back, in their order.

    ``conflicts`` waited before a gesture that ended some of them: they wait again without it.
    ``gives_up`` when it gave up all that was not saved.
    """

    label: str
    patches: tuple[tuple[Patch, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    gives_up: bool = False


@frozen
class FileDraft:
    """``base`` is the text of the file when the draft began; ``conflicts`` wait for a choice."""

    base: str
    text: str
    steps: tuple[Step, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def holds_more(self) -> bool:
        """Whether something in it waits to be saved."""
        return self.text != self.base or bool(self.conflicts)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it holds what the file does not."""
        return self.holds_more or any(step.gives_up for step in self.steps)


class Drafts:
    """The drafts of a workspace."""

    def __init__(self, root: Path) -> None:
        self._root, self._ours = root, root / OURS

    def load(self, folder: DossierFolder, name: str) -> FileDraft | None:
        """The draft of a file; None when there is none, or when it cannot be read."""
        found = map(self.read, self._standing(folder, name))
        return next(filter(None, found), None)

    def keep(self, folder: DossierFolder, name: str, draft: FileDraft) -> None:
        """Write a draft, flushed to the disk; one that holds nothing of its own leaves no file
        behind. Raises OSError."""
        if not draft.is_worth_keeping:
            self.drop(folder, name)
            return
        file, held = self._file(folder.name, name), next(self._standing(folder, name), None)
        self.write(file, draft)
        if held and held != file:  # it now holds what was kept under a former name
            self.discard(held)

    def read(self, file: Path) -> FileDraft | None:
        """The draft that a file holds; None when it cannot be read."""
        try:
            return _draft(json.loads(read_bytes(file, most=_MOST, within=self._root)))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def write(self, file: Path, draft: FileDraft) -> None:
        """Write a draft in a file of its own. Raises OSError."""
        if not real_path(file.parent).is_relative_to(real_path(self._root)):
            raise PermissionError(f"`{OURS}` mène hors de l’espace de travail")
        if not (self._ours / _IGNORED).exists():
            replace_file(self._ours / _IGNORED, b"*\n")
        replace_file(file, json.dumps(_plain(draft), ensure_ascii=False).encode())

    def drop(self, folder: DossierFolder, name: str) -> None:
        """Forget a draft, and the folders that it leaves empty."""
        for each in islice(self._standing(folder, name), 1):  # another waits for its turn
            self.discard(each)

    def discard(self, file: Path) -> None:
        """Forget the draft of that file, and the folders that it leaves empty."""
        with suppress(OSError):
            file.unlink(missing_ok=True)
            file.parent.rmdir()
            (self._ours / _DRAFTS).rmdir()
            if [entry.name for entry in self._ours.iterdir()] == [_IGNORED]:
                (self._ours / _IGNORED).unlink()
                self._ours.rmdir()

    @property
    def last_erasure(self) -> bytes:
        """What changes each time that someone is erased from what is kept, by whatever program."""
        try:
            return read_bytes(self._ours / _ERASED, most=_MOST, within=self._root)
        except OSError:
            return b""

    def note_erasure(self) -> None:
        """Tell a studio that is open that someone was erased; of whom is written nowhere. Raises
        OSError."""
        if self._ours.is_dir():  # what steps could be undone were saved, a version before them
            replace_file(self._ours / _ERASED, str(time.time_ns()).encode())

    def places(self, folder: DossierFolder) -> tuple[Path, ...]:
        """The files of the drafts of a dossier, those of its folder's former names last."""
        names = (folder.name, *self.former_names(folder))
        return tuple(file for name in names for file in self._files(name))

    def former_places(self, folder: DossierFolder) -> tuple[Path, ...]:
        """The files of all drafts that may be of a former name of a dossier's folder."""
        names = former_names(folder, self.names(), widely=True)
        return tuple(file for name in names for file in self._files(name))

    def unsaved(self, folder: DossierFolder) -> tuple[str, ...]:
        """The names of the files of a dossier that a draft holds more of than the disk; one that
        cannot be read may."""
        names = dict.fromkeys(each.stem for each in self.places(folder))
        found = ((name, self.load(folder, name)) for name in names)
        return tuple(name for name, draft in found if draft is None or draft.holds_more)

    def names(self) -> tuple[str, ...]:
        """The names of folders under which drafts are kept."""
        place = self._ours / _DRAFTS
        return tuple(each.name for each in place.iterdir()) if place.is_dir() else ()

    def former_names(self, folder: DossierFolder) -> tuple[str, ...]:
        """The former names of a dossier's folder under which drafts are kept."""
        return former_names(folder, self.names(), stated=self._stated)

    def _stated(self, name: str) -> Departement | None:
        """The territory that the draft of a dossier is of."""
        draft = self.read(self._file(name, DOSSIER))
        return territory_stated(draft.base.encode()) if draft else None

    def _files(self, name: str) -> tuple[Path, ...]:
        return tuple(sorted((self._ours / _DRAFTS / name).glob("*.json")))

    def _standing(self, folder: DossierFolder, name: str) -> Iterator[Path]:
        """The files that hold a draft, the one under the folder's own name first."""
        own = self._file(folder.name, name)
        former = self.former_names(folder)
        return (each for each in (own, *(self._file(one, name) for one in former)) if each.exists())

    def _file(self, folder: str, name: str) -> Path:
        return self._ours / _DRAFTS / folder / f"{name}.json"


def _plain(draft: FileDraft) -> dict[str, Any]:
    return {
        "base": draft.base,
        "text": draft.text,
        "steps": [
            {
                "label": step.label,
                "patches": [[[p.start, p.old, p.new] for p in each] for each in step.patches],
                "conflicts": _plain_conflicts(step.conflicts),
                "gives_up": step.gives_up,
            }
            for step in draft.steps[-_STEPS:]
        ],
        "conflicts": _plain_conflicts(draft.conflicts),
    }


def _plain_conflicts(conflicts: tuple[Conflict, ...]) -> list[Any]:
    return [[list(each.path), each.mine, each.theirs] for each in conflicts]


def _draft(content: dict[str, Any]) -> FileDraft:
    steps = tuple(
        Step(
            each["label"],
            tuple(tuple(Patch(*p) for p in patches) for patches in each["patches"]),
            _conflicts(each.get("conflicts", ())),
            bool(each.get("gives_up")),
        )
        for each in content["steps"]
    )
    if not isinstance(content["base"], str) or not isinstance(content["text"], str):
        raise TypeError("a draft without its texts")
    return FileDraft(content["base"], content["text"], steps, _conflicts(content["conflicts"]))


def _conflicts(content: Any) -> tuple[Conflict, ...]:
    return tuple(Conflict(tuple(path), *both) for path, *both in content)
