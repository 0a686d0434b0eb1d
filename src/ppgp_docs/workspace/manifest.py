"""What an output folder says of its documents: a manifest, and a journal of what came since.

The manifest is read and written whole, once a build. Each document is noted in the journal before
it is placed: a line at the end of a file, whatever the number of the others. A build that is killed
leaves its journal, which the next one reads; both lie beside the documents, for whoever builds
there, on any computer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import asdict, field, fields, frozen

from ppgp_docs.workspace.disk import append, replace_file
from ppgp_docs.workspace.reader import read_bytes, state_of

MANIFEST: Final = "manifest.json"
JOURNAL: Final = ".manifest.journal"
VERSION: Final = 1

_MOST: Final = 50_000_000
_ESCAPED: Final = "backslashreplace"
"""A file may have a name that is no text: `\\udce9` is how JSON writes a byte of it."""


def _as_tuple(names: Iterable[str]) -> tuple[str, ...]:
    """JSON gives a list."""
    return tuple(names)


@frozen
class Artifact:
    """A document on the disk.

    ``path`` is relative to the output folder; ``key`` sums up everything it was made from, so
    that an unchanged document need not be made again; ``seconds`` is the time of its rendering.
    ``replaces`` is the SHA-256 of the version of ours that stood there: a build that dies between
    noting a document and placing it leaves that one. ``waiting`` are the plugins that have still
    to hear of it (``ppgp_after_write``). A ``draft`` is no document to publish: plugins do not hear
    of it. A ``project`` still lacks a consent, and says so. ``accessibility`` says of each rule
    whether the document holds it (``ppgp build --accessibility``). A ``press`` one is for printers.
    """

    format: str
    dossier: str
    path: str
    title: str
    sha256: str
    bytes: int
    key: str
    inputs: dict[str, str]
    versions: dict[str, str]
    seconds: float
    warnings: int
    archive: bool = False
    draft: bool = False
    project: bool = False
    replaces: str = ""
    waiting: tuple[str, ...] = field(default=(), converter=_as_tuple)
    accessibility: dict[str, str] = field(factory=dict)
    press: bool = False


@frozen
class Manifest:
    """All documents of an output folder, by path; their list lies at :attr:`path`."""

    folder: Path
    artifacts: tuple[Artifact, ...]

    @property
    def path(self) -> Path:
        return self.folder / MANIFEST


def read_manifest(folder: Path) -> dict[str, Artifact]:
    """The documents of a folder by their path; none where there is no manifest.

    Raises OSError, ValueError, KeyError, TypeError or RecursionError for one that is damaged.
    """
    file = folder / MANIFEST
    if not os.path.lexists(file):
        return {}
    content: dict[str, Any] = json.loads(read_bytes(file, most=_MOST))
    artifacts = map(_artifact, content["documents"])
    return {artifact.path: artifact for artifact in artifacts}


def write_manifest(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """Write the manifest whole, by one who holds the folder. Raises OSError, the former one
    standing."""
    documents = [asdict(each) for each in sorted(artifacts, key=lambda each: each.path)]
    content = {"version": VERSION, "documents": documents}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(folder / MANIFEST, text.encode(errors=_ESCAPED) + b"\n", alone=True)


def state_of_manifest(folder: Path) -> tuple[int, ...]:
    """What changes when the manifest is written anew; empty when there is none."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return ()
    return state_of(found)


def note(folder: Path, path: str, artifact: Artifact | None) -> None:
    """Add to the journal what is about to stand at a path, safe on the disk; None for nothing.

    Raises OSError.
    """
    line = json.dumps({"path": path, "document": asdict(artifact) if artifact else None})
    append(folder / JOURNAL, f"\n{line}\n".encode())  # a killed build may leave half a line


def noted(folder: Path, start: int = 0) -> tuple[dict[str, Artifact | None], int]:
    """What the journal holds from a byte on, and where it ends; half a line says nothing."""
    file = folder / JOURNAL
    try:
        size = file.stat().st_size
        data = b"" if size == start else read_bytes(file, most=_MOST, start=start)
    except OSError:
        return {}, 0
    return dict(_entries(data)), start + len(data)


def forget_journal(folder: Path) -> None:
    """Nothing but the manifest counts any more."""
    with suppress(OSError):
        (folder / JOURNAL).unlink(missing_ok=True)


def _entries(data: bytes) -> Iterator[tuple[str, Artifact | None]]:
    for line in filter(None, data.split(b"\n")):
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            entry = json.loads(line)
            document = entry["document"]
            yield str(entry["path"]), None if document is None else _artifact(document)


def _artifact(document: dict[str, Any]) -> Artifact:
    """A document as the manifest tells it; TypeError if it does not, since anybody may edit it."""
    artifact = Artifact(**document)
    for each in fields(Artifact):
        if not isinstance(getattr(artifact, each.name), _KINDS[str(each.type)]):
            raise TypeError(each.name)
    return artifact


_KINDS: Final[dict[str, Any]] = {
    "str": str,
    "int": int,
    "float": int | float,
    "bool": bool,
    "dict[str, str]": dict,
    "tuple[str, ...]": tuple,
}
"""What JSON gives for each type of an artifact's fields."""
