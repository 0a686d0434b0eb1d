"""What a document is made from, summed up in a key: same key, same bytes, nothing to make again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs import __version__
from ppgp_docs.plugin.formats import Format
from ppgp_docs.session import Session
from ppgp_docs.workspace.files import is_passed_over
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.reader import digest

_DISTRIBUTION: Final = "ppgp-docs"
_NAME: Final = re.compile(r"[\w.-]+")
_UNREADABLE: Final = "illisible"
_MOST: Final = 100_000_000
"""Bytes of a file that a document may be made from; nothing reads a larger one."""


@frozen
class Inputs:
    """``key`` sums up ``files`` (path and SHA-256), ``versions`` and the format itself.

    The key also holds the code of the engine and of every plugin (one may change what all formats
    are given), the templates and the schemas, so that nothing changed is ever taken for made.
    """

    key: str
    files: dict[str, str]
    versions: dict[str, str]


@frozen
class RunFingerprint:
    """What every document of a run is made from besides its dossier, summed up once."""

    versions: dict[str, str]
    digest: str


def run_fingerprint(session: Session) -> RunFingerprint:
    """The libraries, the plugins, the code, the schemas and the templates of a session."""
    versions = {_DISTRIBUTION: __version__, **_versions_of(_DISTRIBUTION)}
    versions |= {info.name: info.version for info in session.plugins.infos}
    schemas = json.dumps([session.schemas.named, session.schemas.blocks], default=str)
    code = _digest_of((Path(__file__).parents[1], *_places_of_plugins(session)))
    return RunFingerprint(
        versions,
        _sum(
            [
                *_pairs(versions),
                *_versions_behind(session),
                schemas,
                code,
                _digest_of(session.resources.every_root),
            ]
        ),
    )


def files_of(folder: DossierFolder) -> dict[str, str]:
    """The files of a dossier, each with its SHA-256."""
    return {file.relative_to(folder.path).as_posix(): _digest(file) for file in _own(folder.path)}


def inputs_of(files: dict[str, str], fingerprint: RunFingerprint, format: Format) -> Inputs:
    """What a document of that format is made from."""
    key = _sum([format.id, *_pairs(files), fingerprint.digest])
    return Inputs(key, files, fingerprint.versions)


def _sum(parts: Iterable[str]) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()  # a name may be no text


def _own(folder: Path) -> Iterator[Path]:
    """The files of a dossier, without what systems and editors leave beside them."""
    for file in sorted(folder.rglob("*")):
        own = not any(map(is_passed_over, file.relative_to(folder).parts))
        if own and file.is_file():
            yield file


def _pairs(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(values.items())]


def _digest(file: Path) -> str:
    try:
        return digest(file, most=_MOST)
    except OSError:
        return _UNREADABLE  # whoever needs the file will say why


def _places_of_plugins(session: Session) -> Iterator[Path]:
    """The whole package of each plugin, or the folder in which it lies with its helpers."""
    for info in session.plugins.infos:
        if info.path:
            yield Path(info.origin) if Path(info.origin).is_dir() else Path(info.path)


def _versions_behind(session: Session) -> Iterator[str]:
    """The libraries that strangers' plugins ask for, with the versions that are here."""
    for info in session.plugins.infos:
        if not info.is_ours and not Path(info.origin).is_dir():
            yield from _pairs(_versions_of(info.origin))


@lru_cache(maxsize=32)
def _digest_of(places: tuple[Path, ...]) -> str:
    """One digest of many files; they do not change while a command runs."""
    digests = (_digest(file) for place in sorted(set(places)) for file in _files(place))
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return (place,)
    found = sorted(place.rglob("*"))
    return (file for file in found if file.is_file() and file.suffix != ".pyc")


@lru_cache(maxsize=32)
def _versions_of(distribution: str) -> dict[str, str]:
    """The libraries that a distribution asks for, with the versions that are here."""
    try:
        wanted = metadata.requires(distribution) or ()
    except metadata.PackageNotFoundError:
        return {}
    names = (_NAME.match(line) for line in wanted if "extra ==" not in line)
    return {name[0]: _version(name[0]) for name in names if name}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absente"
