"""Step 8, write: each document beside its place, then moved into it; a manifest; nothing lost."""

from __future__ import annotations

import errno
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import asdict, evolve, fields, frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.disk import beside, is_there, move, replace_file, sha256_of
from ppgp_docs.workspace.lock import PATIENCE, LockedError, alone
from ppgp_docs.workspace.reader import read_bytes

_MANIFEST_MOST: Final = 50_000_000

MANIFEST: Final = "manifest.json"
MANIFEST_VERSION: Final = 1

_ESCAPED: Final = "backslashreplace"
"""A file may have a name that is no text: `\\udce9` is how JSON writes a byte of it."""

_ELSEWHERE: Final = "choisissez un autre dossier avec `--output`"
_CLOSE_IT: Final = (
    "l’accès est refusé",
    "fermez-le dans Word, PowerPoint ou le lecteur PDF, ou choisissez `--output`",
)
_FULL: Final = ("le disque est plein", f"libérez de la place, ou {_ELSEWHERE}")
_OCCUPIED: Final = (
    "un fichier occupe la place du dossier",
    f"renommez ce fichier, ou {_ELSEWHERE}",
)
_REASONS: Final = {
    errno.EACCES: _CLOSE_IT,
    errno.EPERM: _CLOSE_IT,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("le disque est en lecture seule", _ELSEWHERE),
    errno.EISDIR: (
        "un dossier porte déjà ce nom",
        f"renommez ou déplacez ce dossier, ou {_ELSEWHERE}",
    ),
    errno.EEXIST: _OCCUPIED,
    errno.ENOTDIR: _OCCUPIED,
    errno.ENAMETOOLONG: ("le chemin est trop long", f"raccourcissez-le, ou {_ELSEWHERE}"),
}
"""Why the system refuses to write a file, where there is more to say than of any other."""


@frozen
class Artifact:
    """A document on the disk.

    ``path`` is relative to the output folder; ``key`` sums up everything it was made from, so
    that an unchanged document need not be made again; ``seconds`` is the time of its rendering.
    ``replaces`` is the SHA-256 of the version of ours that stood there: a build that dies between
    noting a document and placing it leaves that one.
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
    replaces: str = ""


@frozen
class Output:
    """The output folder and what its manifest says of each document.

    ``mute`` when its manifest could not be written, which is said once.
    """

    folder: Path
    artifacts: dict[str, Artifact]
    mute: bool = False

    def up_to_date(self, path: str, key: str) -> Artifact | None:
        """The document at ``path`` when it was made from the same key and still stands."""
        known = self.artifacts.get(path)
        with suppress(OSError):
            if known and known.key == key and sha256_of(self.folder / path) == known.sha256:
                return known
        return None

    def save(
        self, data: bytes, artifact: Artifact, patience: float = PATIENCE
    ) -> tuple[Output, list[Diagnostic]]:
        """Put a document in its place, keeping aside what a person changed there by hand.

        Another build may write to the same folder: each document waits its turn, ``patience`` in
        seconds, and what the other one wrote is kept. The manifest notes the document first, so
        that a build that dies meanwhile never takes its own work for a person's. Raises OSError,
        the former document standing, when it cannot be written, LockedError when its turn does
        not come; a manifest that cannot be written is said (W005).
        """
        target = self.folder / artifact.path
        with alone(self.folder, patience):
            before = self._with_others()
            standing = before._standing(target, artifact)
            noted = evolve(artifact, replaces=standing or "")
            output = evolve(before, artifacts={**before.artifacts, artifact.path: noted})
            unwritten = output.write_manifest()
            try:
                said = _place(target, data, is_ours=standing is not None)
            except OSError:
                before.write_manifest()
                raise
            if unwritten:
                said += [] if self.mute else [unwritten]
                output = evolve(output, mute=True)
        return output, said

    def _standing(self, target: Path, artifact: Artifact) -> str | None:
        """The SHA-256 of what stands at a place when it is ours, empty for nothing; or None."""
        current = sha256_of(target)
        known = self.artifacts.get(artifact.path)
        ours = {artifact.sha256, *((known.sha256, known.replaces) if known else ())}
        if current is None:
            return ""
        return current if current in ours else None

    def _with_others(self) -> Output:
        """With what another build has written since the manifest was read."""
        current, _ = open_output(self.folder)
        return evolve(self, artifacts={**self.artifacts, **current.artifacts})

    def write_manifest(self) -> Diagnostic | None:
        """Write the manifest, or tell why it cannot be."""
        documents = [asdict(self.artifacts[path]) for path in sorted(self.artifacts)]
        content = {"version": MANIFEST_VERSION, "documents": documents}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            replace_file(self.folder / MANIFEST, text.encode(errors=_ESCAPED) + b"\n")
        except OSError as problem:
            return _manifest_not_written(self.folder / MANIFEST, problem)
        return None


def _place(target: Path, data: bytes, *, is_ours: bool) -> list[Diagnostic]:
    """The new file is whole before the one edited by hand is touched, which never moves."""
    with beside(target, data) as new:
        aside = None if is_ours else _keep_aside(target)
        try:
            move(new, target)
        except OSError:
            if aside:
                aside.unlink(missing_ok=True)
            raise
    return [_kept_aside(target, aside)] if aside else []


def _keep_aside(target: Path) -> Path:
    """A second name for what a person changed."""
    aside = _free_name(target)
    try:
        aside.hardlink_to(target)
    except OSError:  # a USB stick or a network folder may have no links
        shutil.copy2(target, aside)
    return aside


def _kept_aside(target: Path, aside: Path) -> Diagnostic:
    return warning(
        "W001",
        f"`{target.name}` avait changé depuis sa production : gardé sous `{aside.name}`",
        Span(aside),
        "reportez ces changements dans le dossier, puis effacez ce fichier",
    )


def open_output(folder: Path) -> tuple[Output, list[Diagnostic]]:
    """Read the manifest of an output folder; a broken one is said and started anew."""
    file = folder / MANIFEST
    if not is_there(file):
        return Output(folder, {}), []  # whoever writes there says what is in the way
    try:
        content: dict[str, Any] = json.loads(read_bytes(file, most=_MANIFEST_MOST))
        artifacts = [_artifact(document) for document in content["documents"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        message = "la liste des documents déjà faits est illisible : elle est refaite"
        return Output(folder, {}), [warning("W002", message, Span(file))]
    return Output(folder, {artifact.path: artifact for artifact in artifacts}), []


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
}
"""What JSON gives for each type of an artifact's fields."""


def not_written(path: Path, problem: OSError) -> Diagnostic:
    """Why a document could not be put in its place: W007 for a lock, W003 for all else."""
    if isinstance(problem, LockedError):
        return problem.told
    why, hint = _why(problem)
    return error("W003", f"`{path.name}` ne peut pas être écrit : {why}", Span(path), hint)


def _manifest_not_written(path: Path, problem: OSError) -> Diagnostic:
    why, hint = _why(problem)
    told = f"les documents sont faits, mais `{path.name}` ne peut pas être écrit : {why}"
    return error("W005", told, Span(path), hint)


def _why(problem: OSError) -> tuple[str, str]:
    return _REASONS.get(problem.errno or 0, (reason(problem), _ELSEWHERE))


def no_longer_made(place: Path) -> Diagnostic:
    """A document of a former build that nothing makes any more."""
    hint = "effacez-le s’il n’a plus lieu d’être : il ne suit plus le dossier"
    return warning("W006", f"`{place.name}` n’est plus produit par ce dossier", Span(place), hint)


def _free_name(target: Path) -> Path:
    """``fiche (modifié).docx``, then ``fiche (modifié 2).docx``…"""
    number = 1
    while True:
        mark = "modifié" if number == 1 else f"modifié {number}"
        aside = target.with_name(f"{target.stem} ({mark}){target.suffix}")
        if not aside.exists():
            return aside
        number += 1
