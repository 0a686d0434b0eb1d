"""What texts refer to by a name (figures, people, quotes, notes), as people recognise it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.model.accounts import offered
from ppgp_docs.model.named_funders import names_of_department, offered_funders
from ppgp_docs.model.references import of_departement
from ppgp_docs.schema.places import KNOWN_BY
from ppgp_docs.studio.field_words import unbroken
from ppgp_docs.studio.form_fields import Option
from ppgp_docs.studio.typed_dates import date_in_words

_SHOWN: Final = 60


class ReferenceOptions:
    """The names that the files of a dossier give, the nearest file first; its ``pictures``; how
    budgets call its département."""

    def __init__(
        self,
        *files: Data,
        pictures: tuple[str, ...] = (),
        territory: Departement | None = None,
    ) -> None:
        self._files = files
        self.department = names_of_department(territory)
        self._found: dict[str, tuple[Option, ...]] = {}
        self.pictures = tuple(Option(name, name.rpartition("/")[2]) for name in pictures)

    def options(self, kind: str) -> tuple[Option, ...]:
        """The names of a kind (``chiffres``), each with what people know it by."""
        if kind not in self._found:
            self._found[kind] = tuple(self._options(kind).values())
        return self._found[kind]

    @property
    def funders(self) -> tuple[str, ...]:
        """Those to choose among."""
        return offered_funders(self._files)

    @property
    def accounts(self) -> Mapping[str, Mapping[str, str]]:
        """The accounts of a budget, by side, then by their numbers."""
        return {"charges": offered("charges"), "produits": offered("produits")}

    def others(self, territory: Departement | None) -> tuple[Option, ...]:
        """What else a text cites, with what it prints: the dates of the démarche, the territory."""
        dates = {
            f"demarche.{name}": date_in_words(str(value))
            for file in self._files
            for name, value in _mapping(file, "demarche").items()
        }
        known = dates | (of_departement(territory) if territory else {})
        return tuple(Option(name, words) for name, words in known.items())

    def _options(self, kind: str) -> dict[str, Option]:
        found: dict[str, Option] = {}
        for file in self._files:
            for name, value in _mapping(file, kind).items():
                found.setdefault(name, Option(name, _label(name, value)))
        return found


def _mapping(file: Data, kind: str) -> Mapping[str, Data]:
    held = file.get(kind) if isinstance(file, dict) else None
    return held if isinstance(held, dict) else {}


def _label(name: str, value: Any) -> str:
    if not isinstance(value, Mapping):
        return _short(str(value)) or name
    said = _short(next((str(value[key]) for key in KNOWN_BY if value.get(key)), name))
    number = value.get("valeur") or value.get("pourcentage")
    is_figure = isinstance(number, str) and number
    return f"{unbroken(str(number))}\u00a0:\u00a0{said}" if is_figure else said


def _short(text: str) -> str:
    words = unbroken(" ".join(text.split()))
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
