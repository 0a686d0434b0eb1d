"""Fields that no class of the model declares: a plugin's own, typed all the way down.

Their schema says what they are: rich text, plain words, names of figures, quotes and people, core
pieces (an image, an item), lists of them, groups of fields, child blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve, frozen
from immutabledict import immutabledict

from ppgp_docs.francais.nombres import decimal, entier, euros, format_pourcentage, prix
from ppgp_docs.model import blocs, dossier
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Champs, Groupe, Labelled, Place, Renvoi
from ppgp_docs.model.prose import Line, Prose, Words
from ppgp_docs.schema.schemas import Field, Fields

_RICH: Final[Mapping[str, Any]] = {"prose": Prose, "ligne": Line, "mot": Words}
_NAMES: Final = frozenset({"cle", "fichier"})
"""Genres of texts that only name something: nobody reads them."""

_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "entier": entier,
    "decimal": decimal,
    "montant": euros,
    "prix": prix,
    "pourcentage": format_pourcentage,
    "date": lambda date: str(date.en_francais()),
    "oui_non": lambda yes: "oui" if yes else "non",
}
"""How a value of each genre is read; any other one is a text."""

_CLASSES: Final[Mapping[str, type[Any]]] = {
    "chiffre": Chiffre,
    "image": blocs.Image,
    "personne": dossier.Personne,
    "citation": dossier.Citation,
    "element": blocs.Element,
    "contact": dossier.Contact,
    "jalon": blocs.Jalon,
    "priorite": dossier.Priorite,
    "volet": blocs.Volet,
    "document": blocs.DocumentRetravaille,
    "carte": blocs.Carte,
    "resultats": blocs.Resultats,
}
"""The schemas that a field may name, as pieces of the model."""

_NAMED_OTHERWISE: Final[Mapping[str, str]] = {
    "DocumentRetravaille": "document",
    "FicheAction": "fiche",
    "Financement": "budget",
}


def schema_of(cls: type[Any]) -> str:
    """The name of the schema that a class of the model is made from: ``EtApres``, ``et_apres``."""
    name = cls.__name__
    return _NAMED_OTHERWISE.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


Structure = Callable[[Any, Any], Any]


@frozen
class FreeFields:
    """Types values by their schema; ``structure`` makes a value into a class of the model."""

    named: Mapping[str, Fields]
    structure: Structure

    def of(self, value: Mapping[str, Any], place: Place, fields: Fields) -> Champs:
        """The fields of a mapping, in the order in which they were written."""
        typed = {name: self._value(name, child, fields, place) for name, child in value.items()}
        said = {
            name: said
            for name, child in typed.items()
            if name in place.fields and (said := _labelled(name, child, fields.get(name, {})))
        }
        return Champs(immutabledict(typed), immutabledict(said))

    def _value(self, name: str, value: Any, fields: Fields, place: Place) -> Any:
        if name == "blocs" and isinstance(value, list):
            return tuple(self.structure(child, blocs.Bloc) for child in value)
        return self._typed(value, fields.get(name, {}), place)

    def _typed(self, value: Any, field: Field, place: Place) -> Any:
        schema = field.get("schema")
        if isinstance(value, list):
            return tuple(self._typed(child, schema or {}, place) for child in value)
        if isinstance(value, dict):
            return self._group(value, field)
        if isinstance(value, str) and field.get("genre") == "cle" and "designe" in field:
            here = evolve(place, span=getattr(value, "span", place.span))
            return Renvoi(vers=field["designe"], nom=str(value), place=here)
        if isinstance(value, str) and "allowed" not in field:
            return self._text(value, str(field.get("genre", "")))
        return value

    def _text(self, value: str, genre: str) -> Any:
        """A text of a genre; without one it is kept as it is typed, and read by checks as a word,
        since it is printed."""
        read = self.structure(value, _RICH.get(genre, Words)) if genre in (*_RICH, "") else value
        return read if genre else value

    def _group(self, value: Any, field: Field) -> Any:
        """A core piece where the schema names one, else its own fields."""
        schema = field.get("schema")
        if isinstance(schema, str) and schema in _CLASSES:
            return self.structure(value, _CLASSES[schema])
        fields = self.named.get(schema, {}) if isinstance(schema, str) else schema or {}
        if each := field.get("valuesrules"):
            fields = dict.fromkeys(value, each)
        return Groupe(champs=self.of(value, value.place, fields), place=value.place)


def _labelled(name: str, value: Any, field: Field) -> Labelled | None:
    """A value that is no rich text, as one reads it with its label; None for any other.

    Lists may hold lists: each of these is a row. A text whose schema names no genre is a word.
    """
    leaf = field
    while leaf.get("type") == "list" and isinstance(leaf.get("schema"), dict):
        leaf = leaf["schema"]
    genre = str(leaf.get("genre", ""))
    if genre in (*_NAMES, "ligne", "prose") or not (genre or _is_words(value)):
        return None
    label = field.get("libelle") or name.replace("_", " ").capitalize()
    return Labelled(label, _read(value, _SAID.get(genre, str)))


def _is_words(value: Any) -> bool:
    """Whether a value is a text, or lists of texts."""
    if isinstance(value, tuple):
        return bool(value) and all(map(_is_words, value))
    return isinstance(value, str)


def _read(value: Any, read: Callable[[Any], str]) -> str:
    if not isinstance(value, tuple):
        return read(value)
    rows = any(isinstance(each, tuple) for each in value)
    return ("\u202f; " if rows else ", ").join(_read(each, read) for each in value)
