"""An earlier state put back in the folder of a dossier, the present one kept first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.versions.store import KeptVersion, Versions, VersionsError
from ppgp_docs.versions.versioned_files import Files, versioned_files
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.folder import DossierFolder

Adapted: TypeAlias = Callable[[Files, Files], Files]
"""Of the present files and of those of a version, those that are put in place."""


def _as_kept(now: Files, wanted: Files) -> Files:
    return wanted


@frozen
class Restoring:
    """What putting a version back does: ``files`` is what it holds, ``written`` and ``removed`` the
    names of the files that it writes and takes out of the folder."""

    files: Files
    written: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_in_place(self) -> bool:
        return not self.written and not self.removed


@frozen
class Restored:
    """The version that holds what stood before, and the files that were written or taken out."""

    before: KeptVersion
    written: tuple[str, ...]
    removed: tuple[str, ...]


def restoring(
    versions: Versions, folder: DossierFolder, number: int, adapted: Adapted = _as_kept
) -> Restoring:
    """What putting a version back would do. Raises UnknownVersionError and VersionsError."""
    present, _ = versioned_files(folder)
    wanted = adapted(present, versions.files(number))
    for name in wanted:
        _confined(name)
    written = tuple(name for name, data in wanted.items() if present.get(name) != data)
    return Restoring(wanted, written, tuple(name for name in present if name not in wanted))


def restore(
    versions: Versions, folder: DossierFolder, number: int, adapted: Adapted = _as_kept
) -> Restored:
    """Put a version back: what stood in the folder is first kept as a version of its own.

    Files that no version can hold stay where they are. Raises UnknownVersionError, VersionsError,
    and OSError when a file cannot be written; the version made first then holds them all.
    """
    plan = restoring(versions, folder, number, adapted)
    before = versions.keep()
    for name in plan.written:
        replace_file(folder.path / name, plan.files[name])
    for name in plan.removed:
        (folder.path / name).unlink(missing_ok=True)
    return Restored(before, plan.written, plan.removed)


def _confined(name: str) -> None:
    """A directory of versions may come with somebody's workspace: no path of it leads out."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or not parts:
        raise VersionsError(f"cette version contient un fichier mal nommé, `{name}`")
