"""What a document is made from, summed up in a key: same key, same bytes, nothing to make again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs import __version__
from ppgp_docs.contract import Format
from ppgp_docs.engine import Engine
from ppgp_docs.find import DossierFolder

_LIBRARIES: Final = (
    "docxtpl",
    "font-source-sans-pro",
    "pillow",
    "pydyf",
    "python-docx",
    "python-pptx",
    "segno",
    "weasyprint",
    "xlsxwriter",
)
_CONTENT: Final = frozenset({".yaml", ".yml", ".png", ".jpg", ".jpeg", ".svg", ".webp", ".docx"})


@frozen
class Inputs:
    """``key`` sums up ``files`` (path and SHA-256), ``versions`` and the format itself."""

    key: str
    files: dict[str, str]
    versions: dict[str, str]


def inputs_of(folder: DossierFolder, engine: Engine, format: Format) -> Inputs:
    """What a document of that folder and format is made from."""
    files = {
        file.relative_to(folder.path).as_posix(): _digest(file)
        for file in sorted(folder.path.rglob("*"))
        if file.suffix.lower() in _CONTENT
    }
    versions = {"ppgp-docs": __version__, **_library_versions()}
    infos = [info for info in engine.plugins.infos if format.id in info.formats]
    versions |= {info.name: info.version or _code_digest(info.origin) for info in infos}
    parts = [format.id, *_pairs(files), *_pairs(versions), _templates_digest(engine)]
    return Inputs(hashlib.sha256("\0".join(parts).encode()).hexdigest(), files, versions)


def _pairs(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(values.items())]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _code_digest(folder: str) -> str:
    """A workspace plugin has no version: its code stands for it."""
    files = sorted(Path(folder).rglob("*.py"))
    return hashlib.sha256("".join(map(_digest, files)).encode()).hexdigest()


def _templates_digest(engine: Engine) -> str:
    return _digest_of_roots(engine.resources.roots)


@lru_cache(maxsize=8)
def _digest_of_roots(roots: tuple[Path, ...]) -> str:
    files = [file for root in roots for file in sorted(root.rglob("*")) if file.is_file()]
    return hashlib.sha256("".join(map(_digest, files)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _library_versions() -> dict[str, str]:
    return {name: _version(name) for name in _LIBRARIES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absente"
