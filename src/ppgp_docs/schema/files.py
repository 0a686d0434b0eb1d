"""The files of schemas read: those that come with the tool, then those of a workspace over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from ppgp_docs.diagnostics import HandledError, Span, error
from ppgp_docs.load.safe_yaml import load_yaml
from ppgp_docs.load.tree import load
from ppgp_docs.schema.rules import faults
from ppgp_docs.schema.schemas import Fields, Schemas
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.resources import shipped

_FILES: Final = ("communs", "dossier", "fiche", "contrat")
_AGAIN: Final = "comparez-le aux schémas livrés, ou retirez-le du répertoire `schemas`"


def shipped_schemas(extra: Path | None = None) -> Schemas:
    """The core schemas, overridden and extended by those of a workspace's ``schemas`` folder.

    Raises HandledError when a file of the workspace cannot be read as schemas.
    """
    folder = shipped("schemas")
    named: dict[str, Fields] = {}
    for name in _FILES:
        named.update(_read(folder / f"{name}.yaml"))
    blocks = _read(folder / "blocs.yaml")
    if extra is not None and extra.is_dir() and real_path(extra) != real_path(folder):
        _override(named, blocks, extra)
        _refuse_faults(Schemas(named, blocks), extra)
    return Schemas(named, blocks)


def _override(named: dict[str, Fields], blocks: dict[str, Fields], folder: Path) -> None:
    """Field by field: a workspace changes what it names and leaves the rest as it is."""
    for file in sorted(folder.glob("*.yaml")):
        target = blocks if file.stem == "blocs" else named
        for name, fields in _own(file).items():
            target[name] = {**target.get(name, {}), **fields}


def _refuse_faults(schemas: Schemas, folder: Path) -> None:
    """Raise HandledError with each rule that means nothing, at its line in the workspace."""
    found = [
        error("F009", f"le schéma `{file.name}` décrit mal un champ, {fault.message}", span, _AGAIN)
        for fault in faults(schemas, shipped_schemas())
        for file, span in _places(folder, fault.path)
    ]
    if found:
        raise HandledError(*found)


def _places(folder: Path, path: Sequence[str]) -> Iterator[tuple[Path, Span]]:
    """The files of a folder of schemas that describe a field, and the line where they do."""
    for file in sorted(folder.glob("*.yaml")):
        tree = load(file).tree
        if tree is not None and tree.node(tuple(path[:2])) is not None:
            yield file, tree.span(tuple(path), of_key=tree.node(tuple(path)) is not None)


def _own(file: Path) -> dict[str, Fields]:
    try:
        content: Any = _read(file)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as problem:
        raise _unreadable(file) from problem
    groups = content.values() if isinstance(content, dict) else (None,)
    if not all(isinstance(fields, dict) for fields in groups):
        raise _unreadable(file)
    return dict(content)


def _unreadable(file: Path) -> HandledError:
    return HandledError(error("F009", f"le schéma `{file.name}` est illisible", Span(file), _AGAIN))


def _read(file: Path) -> dict[str, Fields]:
    content: dict[str, Fields] = load_yaml(file)
    return content
