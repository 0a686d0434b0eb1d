"""What texts refer to by a name (figures, people, quotes, notes), as people recognise it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.studio.form_fields import Option

_TELLING: Final = ("libelle", "nom", "fonction", "texte", "attribution")
_SHOWN: Final = 60


class ReferenceOptions:
    """The names that the files of a dossier give, the nearest file first; its ``pictures``."""

    def __init__(self, *files: Data, pictures: tuple[str, ...] = ()) -> None:
        self._files = files
        self._found: dict[str, tuple[Option, ...]] = {}
        self.pictures = tuple(Option(name, name.rpartition("/")[2]) for name in pictures)

    def options(self, kind: str) -> tuple[Option, ...]:
        """The names of a kind (``chiffres``), each with what people know it by."""
        if kind not in self._found:
            self._found[kind] = tuple(self._options(kind).values())
        return self._found[kind]

    def _options(self, kind: str) -> dict[str, Option]:
        found: dict[str, Option] = {}
        for file in self._files:
            held = file.get(kind) if isinstance(file, dict) else None
            for name, value in held.items() if isinstance(held, dict) else ():
                found.setdefault(name, Option(name, _label(name, value)))
        return found


def _label(name: str, value: Any) -> str:
    if not isinstance(value, Mapping):
        return _short(str(value)) or name
    said = next((str(value[key]) for key in _TELLING if value.get(key)), name)
    number = value.get("valeur") or value.get("pourcentage")
    return f"{number}\u00a0: {_short(said)}" if isinstance(number, str) and number else _short(said)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
