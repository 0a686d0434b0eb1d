"""What a document is made from, summed up in a key: same key, same bytes, nothing to make again.

The key holds what the format is given of the dossier, and the pictures shown; its templates, its
theme; its code, that of the engine and of the plugins that may change what it is given; Python and
the libraries. What it does not use may change without it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from ppgp_docs import __version__
from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.cache.digests import Digests
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.digest import ModelDigests
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.plugin.formats import Format
from ppgp_docs.plugin.plugins import PluginInfo
from ppgp_docs.publication.redaction import Names
from ppgp_docs.render.jobs import Job, own_templates, shaping_plugins, template_files, templates
from ppgp_docs.session import Session
from ppgp_docs.workspace.files import is_passed_over
from ppgp_docs.workspace.folder import DossierFolder

_DISTRIBUTION: Final = "ppgp-docs"
_IMPORTED: Final = re.compile(r"^\s*(?:from|import)\s+(\w+)", re.MULTILINE)
_ABSENT: Final = "absente"
_NAME: Final = re.compile(r"[\w.-]+")
_VERSION: Final = re.compile(r"^Version: (\S+)$", re.MULTILINE)


class Fingerprints:
    """The keys of the documents of one session; what does not depend on a dossier is summed up
    once, when a document is first asked for: a check asks for none."""

    def __init__(self, session: Session, digests: Digests) -> None:
        self._session, self._digests = session, digests
        self._of_formats: dict[str, str] = {}
        self._of_themes: dict[str, str] = {}

    @cached_property
    def versions(self) -> dict[str, str]:
        """The tool, its libraries and the plugins, each with its version."""
        return {
            _DISTRIBUTION: __version__,
            **_versions_of(_DISTRIBUTION),
            **{info.name: info.version for info in self._session.plugins.infos},
        }

    @cached_property
    def _shaping(self) -> tuple[PluginInfo, ...]:
        return shaping_plugins(self._session)

    def key(self, job: Job, format: Format, withdrawn: Names, contents: ModelDigests) -> str:
        """The key of a document; ``contents`` are the digests of its dossier's pieces."""
        if format.id not in self._of_formats:
            self._of_formats[format.id] = self._of_format(format)
        theme = job.document.dossier.presentation.theme
        if theme not in self._of_themes:
            self._of_themes[theme] = self._of_theme(theme, contents)
        return _sum(
            (
                self._of_formats[format.id],
                self._of_themes[theme],
                contents.digest((job.document, job.date.isoformat(), job.lacks, withdrawn)),
                *self._of_pictures(job),
                *self._of_own_templates(job, format),
            )
        )

    def files_of(self, folder: DossierFolder) -> dict[str, str]:
        """The files of a dossier, each with its SHA-256."""
        own = _own(folder.path)
        told = self._digests.or_nothing
        return {file.relative_to(folder.path).as_posix(): told(file) for file in own}

    def _of_format(self, format: Format) -> str:
        """What all its documents are made from."""
        resources = self._session.resources
        files = templates(format, resources)
        told = (f"{name} {self._digests.or_nothing(file)}" for name, file in files.items())
        anything = resources.every_root if self._shaping else ()
        rest = self._digests.of_all((*self._code(format), *anything))
        behind = _pairs(_versions_behind(self._plugins_of(format)))
        return _sum((format.id, sys.version, *_pairs(self.versions), *behind, *told, rest))

    def _code(self, format: Format) -> tuple[Path, ...]:
        """The engine, the plugin of the format, those that may change what it is given."""
        places = (place for each in self._plugins_of(format) for place in _places(each))
        found = list(dict.fromkeys((Path(__file__).parents[1], *places)))
        for place in found[1:]:
            found += (each for each in self._imported(place) if each not in found)
        return tuple(found)

    def _plugins_of(self, format: Format) -> tuple[PluginInfo, ...]:
        plugins = self._session.plugins
        if format.media_type in plugins.provers:
            return plugins.infos
        return (plugins.owner(format.id), *self._shaping)

    def _imported(self, place: Path) -> Iterator[Path]:
        """The packages of other plugins that the code of one imports."""
        infos = self._session.plugins.infos
        others = {each.stem: each for info in infos for each in _places(info)}
        for file in place.rglob("*.py") if place.is_dir() else (place,):
            text = file.read_text("utf-8", "replace")
            yield from (others[name] for name in _IMPORTED.findall(text) if name in others)

    def _of_theme(self, name: str, contents: ModelDigests) -> str:
        """A theme, its logo, its own files; whoever renders tells what is wrong with them."""
        resources = self._session.resources
        try:
            theme = load_theme(name, resources)
        except HandledError as problem:
            return str(problem)
        files = template_files((*filter(None, (theme.logo,)), f"themes/{name}"), resources)
        told = (f"{each} {self._digests.or_nothing(file)}" for each, file in files.items())
        return _sum((contents.digest(theme), *told))

    def _of_pictures(self, job: Job) -> Iterator[str]:
        folder = job.document.dossier.dossier_dir
        shown = iter_nodes((job.document.dossier, *filter(None, (job.document.fiche,))), Image)
        for name in dict.fromkeys(image.fichier for image in shown):
            try:
                yield self._digests.or_nothing(locate(folder, name))
            except PictureError as problem:
                yield str(problem)

    def _of_own_templates(self, job: Job, format: Format) -> Iterator[str]:
        for file in own_templates(job.document, format, self._session.resources):
            yield f"{file.name} {self._digests.or_nothing(file)}"


def _own(folder: Path) -> Iterator[Path]:
    """The files of a dossier, without what systems and editors leave beside them."""
    for file in sorted(folder.rglob("*")):
        own = not any(map(is_passed_over, file.relative_to(folder).parts))
        if own and file.is_file():
            yield file


def _places(info: PluginInfo) -> Iterator[Path]:
    """The whole package of a plugin, or the folder in which it lies with its helpers."""
    if info.path:
        yield Path(info.origin) if Path(info.origin).is_dir() else Path(info.path)


def _versions_behind(infos: Iterable[PluginInfo]) -> dict[str, str]:
    """The libraries that strangers' plugins stand on, those behind them too, with the versions that
    are here; of a plugin in a folder, those that it names."""
    names = [name for info in infos if not info.is_ours for name in _asked_by(info)]
    behind: dict[str, str] = {}
    while names:
        name = names.pop()
        if name not in behind and (version := _version(name)) != _ABSENT:
            behind[name] = version
            names += _versions_of(name)
    return behind


def _asked_by(info: PluginInfo) -> Iterator[str]:
    """The distribution of a plugin, or what the files of its folder import."""
    folder = Path(info.origin)
    if not folder.is_dir():
        yield info.origin
        return
    for file in sorted(folder.rglob("*.py")):
        yield from _IMPORTED.findall(file.read_text("utf-8", "replace"))


def _sum(parts: Iterable[str]) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()  # a name may be no text


def _pairs(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(values.items())]


@lru_cache(maxsize=256)
def _versions_of(distribution: str) -> dict[str, str]:
    """The libraries that a distribution asks for, with the versions that are here."""
    try:
        wanted = metadata.requires(distribution) or ()
    except metadata.PackageNotFoundError:
        return {}
    names = (_NAME.match(line) for line in wanted if "extra ==" not in line)
    return {name[0]: _version(name[0]) for name in names if name}


def _version(name: str) -> str:
    """Read from its line: ``metadata.version`` parses all that a library says of itself."""
    try:
        told = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return _ABSENT
    found = _VERSION.search(told.read_text("METADATA") or "")
    return found[1] if found else told.version
