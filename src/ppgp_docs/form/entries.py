"""What a form asks: the fields of a schema beside what the dossier already says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.field_help import (
    choices_of,
    day_in_french,
    help_of,
    help_with_example,
    label_of,
)
from ppgp_docs.model.address import ID, below, items
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES, RUBRIQUES_CALCULEES
from ppgp_docs.schema.schemas import Field, Fields, Schemas

KEY: Final = "cle"
"""The field of a new entry of a mapping that says its name."""
BLOCKS: Final = "blocs"

_ASIDE: Final = frozenset({"departement", "dispenses", "grammaire", "langue", "presentation"})
_NOT_ASKED: Final = frozenset({ID, "redaction"})
_GENRES: Final[Mapping[str, Genre]] = {
    "ligne": Genre.LINE,
    "prose": Genre.PROSE,
    "entier": Genre.INTEGER,
    "montant": Genre.AMOUNT,
    "prix": Genre.PRICE,
    "date": Genre.DATE,
}
_BLANK: Final = 3
"""How many blank items an empty list offers; one that has some, or is in another, offers one."""
_NAMED: Final[Mapping[str, str]] = {"sigles": "Sigle", "cle": "Numéro de la fiche"}
_SAID: Final[Mapping[str, str]] = {"sigles": "En toutes lettres", "cle": "Poids"}
"""What the name of an entry, and its text, are called; a short name otherwise, and a text."""


@frozen
class Entry:
    """A field to fill; ``value`` is what the dossier says, as it is typed there."""

    field: SentField
    value: str = ""
    help: str = ""
    is_required: bool = False


@frozen
class Group:
    """Fields under one title; an entry of a mapping has a ``name``, a block says that it is one."""

    title: str
    parts: tuple[FormPart, ...]
    help: str = ""
    name: str = ""
    is_block: bool = False


@frozen
class Repeated:
    """Items of a list, the last ones blank; with ``named``, each has a name that texts cite."""

    title: str
    items: tuple[Group, ...]
    help: str = ""
    named: bool = False


FormPart: TypeAlias = Entry | Group | Repeated


def parts_of(schemas: Schemas, file: str, content: Data) -> tuple[FormPart, ...]:
    """What the form of a file (``dossier``, ``fiche-8``) asks."""
    schema = file.partition("-")[0]
    walk = _Walk(schemas)
    fields = {name: one for name, one in schemas.named[schema].items() if name not in _ASIDE}
    return tuple(walk.parts(fields, content, f"{file}:"))


def entries(parts: tuple[FormPart, ...]) -> Iterator[Entry]:
    """All fields of a form, in the order of reading."""
    for part in parts:
        if isinstance(part, Entry):
            yield part
        else:
            inner = part.parts if isinstance(part, Group) else part.items
            yield from entries(inner)


@frozen
class _Walk:
    schemas: Schemas
    depth: int = 0

    def parts(self, fields: Fields, node: Any, address: str) -> Iterator[FormPart]:
        """Single fields first, then those that hold others, what texts cite by its name last; each
        in the order of the schema."""
        made = [
            part
            for name, field in fields.items()
            if name not in _NOT_ASKED and not _is_picture(field)
            if _value(node, name) or not field.get("au_besoin")
            for part in self._of(name, field, _value(node, name), below(address, name))
        ]
        yield from sorted(made, key=_place)

    def _of(self, name: str, field: Field, value: Any, address: str) -> Iterator[FormPart]:
        inner = field.get("schema")
        if field.get("allowed") == [field.get("default", "")]:
            return  # there is nothing to choose
        if name == BLOCKS:
            yield from self._blocks(field, value, address)
        elif "genre" in field:
            yield _entry(name, field, value, address)
        elif "valuesrules" in field:
            yield self._mapping(name, field, value, address)
        elif field.get("type") == "dict":
            parts = tuple(self.parts(self._fields(inner), value, address))
            yield Group(label_of(name, field), parts, help_with_example(field))
        elif isinstance(inner, dict) and _is_plain(inner, value):
            text = "\n".join(map(str, value)) if isinstance(value, list) else ""
            sent = SentField(address, label_of(name, field), Genre.LINES)
            yield Entry(
                sent, text, f"{help_with_example(field)} ; une ligne chacun", _required(field)
            )
        elif isinstance(inner, dict) and isinstance(inner.get("schema"), str):
            yield self._list(name, field, value, address)

    def _list(self, name: str, field: Field, value: Any, address: str) -> Repeated:
        inner = self._fields(field["schema"].get("schema"))
        usual = [{KEY: key} for key in LIBELLES_RUBRIQUES] if name == "rubriques" else []
        listed = [*(value if isinstance(value, list) else usual), *[""] * self._blank(value)]
        asked = [
            (place, one)
            for place, one in zip(items(address, listed), listed, strict=True)
            if name != "rubriques" or _value(one, KEY) not in RUBRIQUES_CALCULEES
        ]
        title = label_of(name, field)
        groups = (
            Group(
                f"{title}, n° {rank}{_known_as(one)}", tuple(self._inner().parts(inner, one, place))
            )
            for rank, (place, one) in enumerate(asked, start=1)
        )
        return Repeated(title, tuple(groups), help_with_example(field))

    def _mapping(self, name: str, field: Field, value: Any, address: str) -> Repeated:
        """Entries by their name; new ones say theirs."""
        title, rules = label_of(name, field), field["valuesrules"]
        known = value if isinstance(value, dict) else {}
        groups = [
            Group(
                f"{title} : {key}",
                tuple(self._named(name, rules, one, below(address, key))),
                name=str(key),
            )
            for key, one in known.items()
        ]
        for rank in range(len(known) + 1, len(known) + 1 + self._blank(known)):
            place = f"{address}[{rank}]"
            label = _NAMED.get(name, "Nom court, pour le citer")
            key = Entry(
                SentField(below(place, KEY), label),
                help=help_with_example({"exemple": _first(field)}),
            )
            own = self._named(name, rules, "", below(place, "valeur"))
            if "genre" not in rules:
                own = self._inner().parts(self._fields(rules.get("schema")), "", place)
            groups.append(Group(f"{title}, n° {rank}", (key, *own)))
        return Repeated(title, tuple(groups), str(field.get("aide", "")), named=True)

    def _named(self, name: str, rules: Field, value: Any, address: str) -> Iterator[FormPart]:
        if "genre" in rules:
            yield _entry(name, {**rules, "libelle": _SAID.get(name, "Texte")}, value, address)
        else:
            yield from self._inner().parts(self._fields(rules.get("schema")), value, address)

    def _blocks(self, field: Field, value: Any, address: str) -> Iterator[FormPart]:
        """Each block by its fields, then room for what is added below them."""
        known = value if isinstance(value, list) else []
        for place, block in zip(items(address, known), known, strict=True):
            if isinstance(block, dict):
                kind = str(block.get("type", "paragraphe"))
                fields = self.schemas.blocks.get(kind, {})
                parts = tuple(self._inner().parts(fields, block, place))
                yield Group(kind.replace("_", " ").capitalize(), parts, is_block=True)
            else:
                yield Entry(SentField(place, "Paragraphe", Genre.PROSE), str(block))
        label = "À ajouter au contenu" if known else "Contenu"
        told = "des paragraphes, des listes, des titres : ce que vous tapez dans Word"
        yield Entry(SentField(address, label, Genre.BLOCKS), help=told, is_required=not known)

    def _blank(self, known: object) -> int:
        return 1 if self.depth or known else _BLANK

    def _inner(self) -> _Walk:
        return _Walk(self.schemas, self.depth + 1)

    def _fields(self, inner: Any) -> Fields:
        if isinstance(inner, str):
            return self.schemas.named.get(inner, {})
        return inner if isinstance(inner, dict) else {}


def _known_as(item: Any) -> str:
    """What a row of a fiche is called."""
    said = LIBELLES_RUBRIQUES.get(str(_value(item, KEY)), "")
    return f" : {said}" if said else ""


def _place(part: FormPart) -> int:
    """Which of the parts of a group come first; what is added to blocks comes behind them."""
    if isinstance(part, Entry):
        return int(part.field.genre is Genre.BLOCKS)
    return 2 if isinstance(part, Repeated) and part.named else 1


def _value(node: Any, name: str) -> Any:
    """What a mapping says of a field; an item that is a mere text is short for its first field."""
    if isinstance(node, dict):
        return node.get(name, "")
    return node if name == "texte" and isinstance(node, str) else ""


def _entry(name: str, field: Field, value: Any, address: str) -> Entry:
    text = value if isinstance(value, str) else ""
    choices = tuple(choices_of(name, field))
    genre = Genre.CHOICE if choices else _GENRES.get(str(field["genre"]), Genre.WORDS)
    sent = SentField(address, label_of(name, field), genre, choices=choices)
    text = day_in_french(text) if genre is Genre.DATE else text
    return Entry(sent, text, help_of(name, field, genre), _required(field))


def _first(field: Field) -> str:
    return str(field.get("exemple", "")).partition(":")[0]


def _required(field: Field) -> bool:
    return bool(field.get("required")) and "sinon" not in field


def _is_picture(field: Field) -> bool:
    """Pictures are files: a form holds none."""
    return field.get("schema") == "image" or field.get("genre") == "fichier"


def _is_plain(inner: Field, value: Any) -> bool:
    """A list of texts, none of which says more than its words."""
    listed = value if isinstance(value, list) else []
    short = inner.get("coerce") == "element" and all(isinstance(one, str) for one in listed)
    return "genre" in inner or (short and "schema" in inner)
