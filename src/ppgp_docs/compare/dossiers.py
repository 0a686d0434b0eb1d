"""Two states of a whole dossier: each of its files that changed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.compare.differences import Difference, differences
from ppgp_docs.load.decode import decoded
from ppgp_docs.load.tree import parse
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.workspace.files import is_yaml
from ppgp_docs.workspace.folder import FICHES

Files: TypeAlias = Mapping[str, bytes]
"""Contents by path below the folder of the dossier, with ``/``."""

_SCHEMAS: Final = {"dossier": "Dossier", "contrat": "Contrat"}


@frozen
class FileDifferences:
    """What changed in one file: ``name`` is what people call it, ``note`` says what cannot be
    compared, or what became of a file that holds no fields."""

    name: str
    found: tuple[Difference, ...] = ()
    note: str = ""


def compared(schemas: Schemas, before: Files, after: Files) -> tuple[FileDifferences, ...]:
    """The files that are not what they were: dossier, contract, fiches by number, then others.

    A fiche whose file was renamed is the same fiche.
    """
    parts = _Parts(before), _Parts(after)
    names = dict.fromkeys((*parts[0].known, *parts[1].known))
    told = (
        _known(schemas, name, parts[0].known.get(name), parts[1].known.get(name))
        for name in sorted(names, key=_order)
    )
    others = _others(parts[0].others, parts[1].others)
    return tuple(each for each in (*told, *others) if each.found or each.note)


@frozen
class _Source:
    schema: str
    root: Any
    whole: bool


class _Parts:
    """The files of one state: those that a schema describes, by what they are called, and the
    others."""

    def __init__(self, files: Files) -> None:
        self.known: dict[str, _Source] = {}
        self.others: dict[str, bytes] = {}
        for path, data in files.items():
            stem = Path(path).stem.casefold()
            folder = path.rpartition("/")[0].casefold()
            if is_yaml(path) and not folder and stem in _SCHEMAS:
                self.known[_SCHEMAS[stem]] = _source(path, data, stem)
            elif is_yaml(path) and folder == FICHES:
                self._fiche(path, _source(path, data, "fiche"))
            else:
                self.others[path] = data

    def _fiche(self, path: str, source: _Source) -> None:
        number = source.root.get("numero") if isinstance(source.root, dict) else None
        name = f"Fiche {number}" if str(number).isdigit() else f"Fiche `{Path(path).name}`"
        self.known[name if name not in self.known else f"Fiche `{Path(path).name}`"] = source


def _source(path: str, data: bytes, schema: str) -> _Source:
    try:
        loaded = parse(Path(path), decoded(data))
    except UnicodeDecodeError:
        return _Source(schema, {}, whole=False)
    root: Any = loaded.tree.root if loaded.tree else {}
    return _Source(schema, root, whole=loaded.tree is not None and loaded.is_whole)


def _known(
    schemas: Schemas, name: str, before: _Source | None, after: _Source | None
) -> FileDifferences:
    if before is None:
        return FileDifferences(name, note="ajouté")
    if after is None:
        return FileDifferences(name, note="retiré")
    found = differences(schemas, after.schema, before.root, after.root)
    whole = before.whole and after.whole
    return FileDifferences(name, found, "" if whole else _ILLEGIBLE)


_ILLEGIBLE: Final = "une faute de syntaxe empêche de tout comparer ; `ppgp check` la situe"


def _order(name: str) -> tuple[int, int, str]:
    head, _, number = name.partition(" ")
    kind = [*_SCHEMAS.values(), "Fiche"].index(head)
    return kind, int(number) if number.isdigit() else 1000, name


def _others(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[FileDifferences]:
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            here = "ajouté" if path not in before else "retiré" if path not in after else "remplacé"
            yield FileDifferences(f"`{path}`", note=here)
