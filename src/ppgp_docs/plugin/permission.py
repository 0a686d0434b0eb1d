"""Whose code may run: folders of plugins that the user allowed, as they were then.

A workspace comes from someone else, and its ``ppgp.toml`` with it: what that names is no consent.
The user's own is kept in the user's own configuration, by place and by content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.system_errors import RefusedFileError, real_path, reason
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.files import is_compiled
from ppgp_docs.workspace.reader import digest, read_bytes
from ppgp_docs.workspace.user_folders import permissions

if TYPE_CHECKING:
    from ppgp_docs.workspace.find import Workspace

_MOST: Final = 1_000_000
_MOST_CODE: Final = 50_000_000
_PATIENCE: Final = 10.0
"""Seconds that a command waits for another one to have written; filelock then raises Timeout, an
OSError."""

NO_LINK: Final = "remplacez ce lien par une copie de ce qu’il désigne, puis autorisez le répertoire"


class LinkError(RefusedFileError):
    """A link in a folder of plugins: what it leads to may change, or lie elsewhere."""


def allow(folder: Path) -> None:
    """Let the code of a folder run from now on, as long as it stays what it is.

    Several commands may do so at once: each keeps what the others allowed. Raises OSError when it
    cannot be read, or the user's configuration not written; LinkError where it holds a link.
    """
    from filelock import FileLock

    now = _sum(_digests(folder))
    file = permissions()
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock"), timeout=_PATIENCE):
        known = {**_allowed(), str(real_path(folder)): now}
        content = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
        replace_file(file, content.encode(errors="surrogatepass"))


class Runnable(NamedTuple):
    """The folders of plugins that run, with the digest of each file of those that the user allowed,
    and what is said of the others (F023)."""

    folders: Mapping[Path, Mapping[str, str] | None]
    held: tuple[Diagnostic, ...]


def runnable(workspace: Workspace | None, also: Sequence[Path]) -> Runnable:
    """The folders of ``workspace`` that the user allowed, those that they name now (``also``)."""
    named_now = {real_path(folder) for folder in also}
    named = workspace.plugins if workspace else ()
    looked_at = {each: _looked_at(each) for each in named if real_path(each) not in named_now}
    held = tuple(told for told in looked_at.values() if isinstance(told, Diagnostic))
    read = {each: told for each, told in looked_at.items() if not isinstance(told, Diagnostic)}
    return Runnable({**read, **dict.fromkeys(also)}, held)


def _looked_at(folder: Path) -> Mapping[str, str] | Diagnostic:
    """The digest of each file of a folder that the user allowed; else what is said of it."""
    try:
        kept = _allowed().get(str(real_path(folder)))
        if kept is None:
            return _not_run(folder, "personne ne les a encore autorisées sur cet ordinateur")
        read = _digests(folder)
        if kept != _sum(read):
            return _not_run(folder, "elles ont changé depuis qu’elles ont été autorisées")
    except LinkError as problem:
        told = f"les extensions de `{folder.name}` ne sont pas exécutées : {problem}"
        return warning("F023", told, Span(folder), NO_LINK)
    except OSError as problem:
        return replace(
            _not_run(folder, f"elles ne se lisent pas, {reason(problem)}"), transient=True
        )
    return read


def _not_run(folder: Path, why: str) -> Diagnostic:
    return warning(
        "F023",
        f"les extensions de `{folder.name}` ne sont pas exécutées : {why}",
        Span(folder),
        f"si vous savez d’où elles viennent : `ppgp plugins allow {_as_typed(folder)}`",
        f"pour une seule fois : `--plugins {_as_typed(folder)}`",
    )


def _as_typed(folder: Path) -> str:
    """The folder as a command takes it from where it is run."""
    try:
        path = os.path.relpath(folder)
    except ValueError:  # another drive
        path = str(folder)
    return f'"{path}"' if " " in path else path


def _allowed() -> dict[str, str]:
    """What the user allowed; nothing where nobody wrote it, or something else. Raises OSError."""
    try:
        content: Any = json.loads(read_bytes(permissions(), most=_MOST))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return {}
    pairs = content.items() if isinstance(content, dict) else ()
    return {folder: kept for folder, kept in pairs if isinstance(kept, str)}


def _digests(folder: Path) -> dict[str, str]:
    """The digest of each file that may run or be read by what runs. Raises OSError."""
    return {path: digest(folder / path, most=_MOST_CODE) for path in sorted(_files(folder))}


def _sum(digests: Mapping[str, str]) -> str:
    """One digest of them all."""
    parts = [f"{path}\0{told}" for path, told in digests.items()]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """All but what Python compiled, which :mod:`folder_code` never reads. Raises OSError, and
    LinkError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_symlink():
                raise LinkError(f"`{path}` y est un lien, ce qu’il désigne peut changer à part")
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{path}/")
            elif not is_compiled(path):
                yield path
