"""The files that a version of a dossier holds: those that a person put in its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ppgp_docs.workspace.files import entries
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.reader import read_bytes

MOST: Final = 60_000_000
"""Bytes of one file: more is no picture of a dossier, and is left where it is."""

_DEEPEST: Final = 8

Files = Mapping[str, bytes]
"""Contents by path below the folder of the dossier, with ``/``, in order."""


def versioned_files(folder: DossierFolder) -> tuple[Files, tuple[str, ...]]:
    """What the folder holds now, and the names of the files that no version can keep.

    Links are not followed out of the folder; what systems and editors leave is passed over.
    """
    kept: dict[str, bytes] = {}
    refused: list[str] = []
    for file in _files(folder.path, _DEEPEST):
        name = file.relative_to(folder.path).as_posix()
        try:
            kept[name] = read_bytes(file, most=MOST, within=folder.path)
        except OSError:
            refused.append(name)
    return kept, tuple(refused)


def _files(folder: Path, deep: int) -> Iterator[Path]:
    for entry in entries(folder):
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry, deep - 1) if deep else ()
        else:
            yield entry
