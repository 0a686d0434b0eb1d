"""Values that go to the process of a stranger's plugin and back, as bytes.

What comes back is made of our classes and of Python's plain ones alone: any other would be code
of the stranger, called in the process that reads it.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ppgp_docs.model.dossier import Dossier

MOST: Final = 100_000_000
"""Bytes of an answer: a thousand times what a dossier holds."""

_PLAIN: Final = {
    "builtins": {"set", "frozenset", "bytearray", "complex", "slice", "range"},
    "collections": {"OrderedDict", "defaultdict", "deque"},
    "copyreg": {"_reconstructor"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "functools": {"partial"},
    "pathlib": {"Path", "PosixPath", "PurePath", "PurePosixPath", "WindowsPath", "PureWindowsPath"},
    "pathlib._local": {"Path", "PosixPath", "PurePath", "PurePosixPath", "WindowsPath"},
}
_OURS: Final = "ppgp_docs."
_LIBRARIES: Final = ("attr.", "attrs.", "immutabledict")
"""Those whose classes our own are made of."""


def packed(value: Any, known: Mapping[str, Any]) -> bytes:
    """A value as bytes, that name what both sides have. Raises what pickle does."""
    names = {id(each): name for name, each in known.items()}
    buffer = io.BytesIO()
    _Pickler(buffer, names).dump(value)
    return buffer.getvalue()


def unpacked(data: bytes, known: Mapping[str, Any]) -> Any:
    """That value, as a stranger's process sent it. Raises pickle.UnpicklingError for one made of
    its own classes."""
    return _WaryUnpickler(io.BytesIO(data), known).load()


def received(data: bytes, known: Mapping[str, Any]) -> Any:
    """That value, as the process that commands sent it."""
    return _Unpickler(io.BytesIO(data), known).load()


def pieces(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The dossier that is asked about, its fiches and their lines: both sides have them."""
    return {name: piece for each in arguments.values() for name, piece in _of_dossier(each)}


def _of_dossier(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from pieces(value).items()
    if not isinstance(value, Dossier):
        return
    yield "dossier", value
    for rank, fiche in enumerate(value.fiches):
        yield f"fiche {rank}", fiche
        lines = fiche.budget.montants if fiche.budget else ()
        yield from ((f"ligne {rank} {number}", line) for number, line in enumerate(lines))


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: Any) -> str | None:
        return self._names.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, known: Mapping[str, Any]) -> None:
        super().__init__(buffer)
        self._known = known

    def persistent_load(self, pid: str) -> Any:
        return self._known[pid]


class _WaryUnpickler(_Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.startswith((_OURS, *_LIBRARIES)) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) or (module, name) in _FUNCTIONS:
                return found
        raise pickle.UnpicklingError(f"`{module}.{name}` n’est pas une classe de l’outil")


_FUNCTIONS: Final = {
    ("ppgp_docs.plugin.answers", name) for name in ("_unchanged", "_nothing_to_tell")
}
"""Those that statements of amounts hold."""
