"""Step 8, write: each document beside its place, then moved into it; a manifest; nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import asdict, evolve, frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning

MANIFEST: Final = "manifest.json"
MANIFEST_VERSION: Final = 1


@frozen
class Artifact:
    """A document on the disk.

    ``path`` is relative to the output folder; ``key`` sums up everything it was made from, so
    that an unchanged document need not be made again; ``seconds`` is the time of its rendering.
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


@frozen
class Output:
    """The output folder and what its manifest says of each document."""

    folder: Path
    artifacts: dict[str, Artifact]

    def up_to_date(self, path: str, key: str) -> Artifact | None:
        """The document at ``path`` when it was made from the same key and still stands."""
        known = self.artifacts.get(path)
        if known and known.key == key and _sha256_of(self.folder / path) == known.sha256:
            return known
        return None

    def save(self, data: bytes, artifact: Artifact) -> tuple[Output, list[Diagnostic]]:
        """Put a document in its place, keeping aside what a person changed there by hand."""
        target = self.folder / artifact.path
        said = self._keep_aside(target, artifact)
        replace_file(target, data)
        artifacts = {**self.artifacts, artifact.path: artifact}
        output = evolve(self, artifacts=artifacts)
        output.write_manifest()
        return output, said

    def write_manifest(self) -> None:
        documents = [asdict(self.artifacts[path]) for path in sorted(self.artifacts)]
        content = {"version": MANIFEST_VERSION, "documents": documents}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        replace_file(self.folder / MANIFEST, text.encode() + b"\n")

    def _keep_aside(self, target: Path, artifact: Artifact) -> list[Diagnostic]:
        current = _sha256_of(target)
        known = self.artifacts.get(artifact.path)
        if current is None or current == artifact.sha256:
            return []
        if known and known.sha256 == current:
            return []
        aside = _free_name(target)
        target.replace(aside)
        return [
            warning(
                "W001",
                f"`{target.name}` avait changé depuis sa production : gardé sous `{aside.name}`",
                Span(aside),
                "reportez ces changements dans le dossier, puis effacez ce fichier",
            )
        ]


def open_output(folder: Path) -> tuple[Output, list[Diagnostic]]:
    """Read the manifest of an output folder; a broken one is said and started anew."""
    file = folder / MANIFEST
    if not file.is_file():
        return Output(folder, {}), []
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        artifacts = [Artifact(**document) for document in content["documents"]]
    except (ValueError, KeyError, TypeError):
        return Output(folder, {}), [
            warning("W002", "le manifeste est illisible : il est refait", Span(file))
        ]
    return Output(folder, {artifact.path: artifact for artifact in artifacts}), []


def replace_file(target: Path, data: bytes) -> None:
    """Write beside, flush to the disk, then move into place: never a half-written file.

    Raises OSError when the folder cannot be written or the file is held open by a program.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def not_written(path: Path, problem: OSError) -> Diagnostic:
    """Why a document could not be put in its place."""
    hint = "fermez-le dans Word, PowerPoint ou le lecteur PDF, ou choisissez `--output`"
    reason = problem.strerror or str(problem)
    return error("W003", f"`{path.name}` ne peut pas être écrit ({reason})", Span(path), hint)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha256_of(file: Path) -> str | None:
    return sha256(file.read_bytes()) if file.is_file() else None


def _free_name(target: Path) -> Path:
    """``fiche (modifié).docx``, then ``fiche (modifié 2).docx``…"""
    number = 1
    while True:
        mark = "modifié" if number == 1 else f"modifié {number}"
        aside = target.with_name(f"{target.stem} ({mark}){target.suffix}")
        if not aside.exists():
            return aside
        number += 1
