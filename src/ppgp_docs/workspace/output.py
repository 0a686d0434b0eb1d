"""Step 8, write: each document noted, written beside its place, moved into it; nothing lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.system_errors import RefusedFileError, real_path, reason
from ppgp_docs.workspace.disk import is_there, move, replace_file, sha256_of, written_aside
from ppgp_docs.workspace.lock import PATIENCE, LockedError, alone
from ppgp_docs.workspace.manifest import (
    JOURNAL,
    MANIFEST,
    Artifact,
    forget_journal,
    note,
    noted,
    read_manifest,
    state_of_manifest,
    write_manifest,
)

_ELSEWHERE: Final = "choisissez un autre répertoire avec `--output`"
_CLOSE_IT: Final = (
    "l’accès est refusé",
    "fermez-le dans Word, PowerPoint ou le lecteur PDF, ou choisissez `--output`",
)
_FULL: Final = ("le disque est plein", f"libérez de la place, ou {_ELSEWHERE}")
_OCCUPIED: Final = (
    "un fichier occupe la place du répertoire",
    f"renommez ce fichier, ou {_ELSEWHERE}",
)
_REASONS: Final = {
    errno.EACCES: _CLOSE_IT,
    errno.EPERM: _CLOSE_IT,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("le disque est en lecture seule", _ELSEWHERE),
    errno.EISDIR: (
        "un répertoire porte déjà ce nom",
        f"renommez ou déplacez ce répertoire, ou {_ELSEWHERE}",
    ),
    errno.EEXIST: _OCCUPIED,
    errno.ENOTDIR: _OCCUPIED,
    errno.ENAMETOOLONG: ("le chemin est trop long", f"raccourcissez-le, ou {_ELSEWHERE}"),
}
"""Why the system refuses to write a file, where there is more to say than of any other."""


class Output:
    """The output folder and what it says of each document, by its path.

    ``digest`` gives the SHA-256 of a document that stands there. Another build may write to the
    same folder, from another computer perhaps: what it notes is read as it comes.
    """

    def __init__(self, folder: Path, digest: Callable[[Path], str | None] = sha256_of) -> None:
        self.folder, self._digest = folder, digest
        self.artifacts: dict[str, Artifact] = {}
        self._manifest: tuple[int, ...] = ()
        self._journal = 0
        self._saved = self._told = False

    def open(self) -> list[Diagnostic]:
        """Read what the folder says; a broken manifest is said and started anew (W002)."""
        try:
            self._read()
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return [_unreadable(self.folder / MANIFEST)]
        return []

    def up_to_date(self, path: str, key: str) -> Artifact | None:
        """The document at ``path`` when it was made from the same key and still stands."""
        known = self.artifacts.get(path)
        with suppress(OSError):
            if known and known.key == key and self._digest(self.folder / path) == known.sha256:
                return known
        return None

    def save(self, data: bytes, artifact: Artifact, patience: float = PATIENCE) -> list[Diagnostic]:
        """Put a document in its place, keeping aside what a person changed there by hand.

        Each document waits its turn, ``patience`` in seconds. It is noted first, so that a build
        that dies meanwhile never takes its own work for a person's. Raises OSError, the former
        document standing, when it cannot be written, or only through a link that leads elsewhere;
        LockedError when its turn does not come.
        """
        target = self.folder / artifact.path
        if not real_path(target.parent).is_relative_to(real_path(self.folder)):
            raise RefusedFileError(
                f"`{target.parent.name}` est un lien qui mène hors de ce répertoire"
            )
        with alone(self.folder, patience):
            self.open()
            former = self.artifacts.get(artifact.path)
            standing = self._standing(target, artifact)
            said = self._note(artifact.path, evolve(artifact, replaces=standing or ""))
            try:
                return _place(target, data, is_ours=standing is not None) + said
            except OSError:
                self._note(artifact.path, former)
                raise

    def note(self, path: str, **changes: Any) -> list[Diagnostic]:
        """Change what is said of a document that stands."""
        with suppress(OSError), alone(self.folder, PATIENCE):
            self.open()
            if known := self.artifacts.get(path):
                return self._note(path, evolve(known, **changes))
        return []

    def close(self, patience: float = PATIENCE) -> list[Diagnostic]:
        """Write the manifest, once for all that was saved, or tell why it cannot be (W005).

        Until then the journal says the same; it stays when another build holds the folder.
        """
        if not (self._saved or is_there(self.folder / JOURNAL)):
            return []
        try:
            with alone(self.folder, patience):
                self.open()
                return self._write()
        except OSError:
            return []  # whoever saves says that the folder is held, or cannot be written

    def beside(self) -> list[str]:
        """The files that stand at the top of the folder, each with its size and its date."""
        with suppress(OSError):
            files = (each for each in sorted(self.folder.iterdir()) if each.is_file())
            found = ((each.name, each.stat()) for each in files if each.name != MANIFEST)
            return [f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in found]
        return []

    def _write(self) -> list[Diagnostic]:
        try:
            write_manifest(self.folder, self.artifacts.values())
        except OSError as problem:
            told, self._told = self._told, True
            return [] if told else [_manifest_not_written(self.folder / MANIFEST, problem)]
        forget_journal(self.folder)
        self._saved, self._journal = False, 0
        self._manifest = state_of_manifest(self.folder)
        return []

    def _read(self) -> None:
        """Take in what others have written since the last time."""
        state = state_of_manifest(self.folder)
        if state != self._manifest:
            self._manifest, self._journal = state, 0
            try:
                self.artifacts |= read_manifest(self.folder)
            except OSError:  # another program holds it for a moment: it is read the next time
                self._manifest = ()
                raise
            finally:
                self._follow()
        else:
            self._follow()

    def _follow(self) -> None:
        since, self._journal = noted(self.folder, self._journal)
        for path, artifact in since.items():
            self._set(path, artifact)

    def _note(self, path: str, artifact: Artifact | None) -> list[Diagnostic]:
        """What is about to stand at a path; in the manifest when there can be no journal."""
        self._saved = True
        self._set(path, artifact)
        try:
            note(self.folder, path, artifact)
        except OSError:
            return self._write()
        return []

    def _set(self, path: str, artifact: Artifact | None) -> None:
        if artifact:
            self.artifacts[path] = artifact
        else:
            self.artifacts.pop(path, None)

    def _standing(self, target: Path, artifact: Artifact) -> str | None:
        """The SHA-256 of what stands at a place when it is ours, empty for nothing; or None."""
        current = sha256_of(target)
        known = self.artifacts.get(artifact.path)
        ours = {artifact.sha256, *((known.sha256, known.replaces) if known else ())}
        if current is None:
            return ""
        return current if current in ours else None


def _place(target: Path, data: bytes, *, is_ours: bool) -> list[Diagnostic]:
    """The new file is whole before the one edited by hand is touched, which never moves."""
    with written_aside(target, data, alone=True) as new:
        aside, is_new = (None, False) if is_ours else _keep_aside(target)
        try:
            move(new, target)
        except OSError:
            if aside and is_new:
                aside.unlink(missing_ok=True)
            raise
    return [_kept_aside(target, aside)] if aside else []


def _keep_aside(target: Path) -> tuple[Path, bool]:
    """A second name for what a person changed, and whether it was not there: a build that was
    killed may have given it already."""
    aside = target
    for aside in _names_aside(target):
        if not aside.exists():
            break
        if sha256_of(aside) == sha256_of(target):
            return aside, False
    try:
        aside.hardlink_to(target)
    except OSError:  # a USB stick or a network folder may have no links
        replace_file(aside, target.read_bytes())
        shutil.copystat(target, aside)
    return aside, True


def _names_aside(target: Path) -> Iterator[Path]:
    """``fiche (modifié).docx``, then ``fiche (modifié 2).docx``…"""
    for number in count(1):
        mark = "modifié" if number == 1 else f"modifié {number}"
        yield target.with_name(f"{target.stem} ({mark}){target.suffix}")


def _kept_aside(target: Path, aside: Path) -> Diagnostic:
    return warning(
        "W001",
        f"`{target.name}` avait changé depuis sa fabrication : gardé sous `{aside.name}`",
        Span(aside),
        "reportez ces changements dans le dossier, puis effacez ce fichier",
    )


def not_written(path: Path, problem: OSError) -> Diagnostic:
    """Why a document could not be put in its place: W007 for a lock, W003 for all else."""
    if isinstance(problem, LockedError):
        return problem.told
    why, hint = _why(problem)
    return error("W003", f"`{path.name}` ne peut pas être écrit : {why}", Span(path), hint)


def _unreadable(manifest: Path) -> Diagnostic:
    told = "la liste des documents déjà faits est illisible"
    if manifest.is_dir():  # none can be written there: W005 follows
        hint = "renommez ou déplacez ce répertoire"
        return warning("W002", f"{told} : un répertoire porte son nom", Span(manifest), hint)
    return warning("W002", f"{told} : elle est refaite", Span(manifest))


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
