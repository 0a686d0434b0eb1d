"""Forms made from the schemas: a plugin's field or block has its form with no line of the plugin's.

A form holds the fields of one part of a file with what the file says there; names are those of
:mod:`ppgp_docs.studio.pointer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.accounts import NUMBER
from ppgp_docs.model.named_funders import is_funder
from ppgp_docs.schema.schemas import Field, Fields, Schemas
from ppgp_docs.studio.field_words import described, example_of, one_of, readable, told_by
from ppgp_docs.studio.form_fields import Finding, FormNode, Group, Item, Leaf, Listing, Option
from ppgp_docs.studio.item_titles import filled_by_itself, item_title, usual_title
from ppgp_docs.studio.pointer import pointer, value_at
from ppgp_docs.studio.reference_options import ReferenceOptions

BLOCKS: Final = "blocs"
PARAGRAPH: Final = "paragraphe"
NEW: Final = "+"
"""What stands for the rank of a row that is only offered."""

_HIDDEN: Final = ("id", "cle", "departement", "langue", "devise")
"""Fields that are the tool's affair, or that never change."""

_DEEPEST: Final = 12
_LONG: Final = 200
_ONE_LINE: Final = 70
_WIDGETS: Final = {
    "ligne": "line",
    "prose": "prose",
    "courriel": "email",
    "telephone": "tel",
    "url": "url",
    "entier": "number",
    "decimal": "number",
    "pourcentage": "number",
    "montant": "amount",
    "prix": "number",
    "date": "date",
}
_GRIDS: Final = (
    "ligne_budget",
    "poste_budget",
    "enveloppe",
    "cout_transverse",
    "total_annonce",
    "fiche_declaree",
    "element",
)
_PASTED: Final = ("text", "number", "amount")
_STATES: Final = "etats"
_MOST_STATES: Final = 6
_FEW_COLUMNS: Final = {"element": ("texte", "effectif")}
"""Grids of which most rows say one thing: the columns, the other fields being folded."""

_NAMED_GRIDS: Final = {"chiffre": ("libelle", "valeur", "base", "unite", "date", "source")}
"""Mappings that are grids, a row for each name: the columns, the other fields being folded."""

_UNREAD: Final = "note"
"""A name that mappings take when nobody reads their names."""

_YES_NO: Final = (Option("oui", "Oui"), Option("non", "Non"))

NoFindings: Final[Mapping[PathInTree, tuple[Finding, ...]]] = {}


class Forms:
    """The forms of one file, whose content is ``root``."""

    def __init__(
        self,
        schemas: Schemas,
        root: Data,
        names: ReferenceOptions,
        findings: Mapping[PathInTree, tuple[Finding, ...]] = NoFindings,
        unused: tuple[str, ...] = (),
    ) -> None:
        self._schemas, self._root, self._names = schemas, root, names
        self._findings, self._unused = findings, unused

    def fields(self, fields: Fields, path: PathInTree, node: Any) -> tuple[FormNode, ...]:
        """The form of the fields of a mapping, but the hidden ones."""
        if len(path) > _DEEPEST:
            return ()
        held = node if isinstance(node, dict) else {}
        return tuple(
            self.node(_asked(field, held), (*path, name), held.get(name))
            for name, field in fields.items()
            if not is_hidden(name, field) and (name not in self._unused or held.get(name))
        )

    def node(self, field: Field, path: PathInTree, value: Any) -> FormNode:
        """The form of one field, whatever it holds."""
        inner = field.get("schema")
        if path[-1] == BLOCKS or field.get("type") == "list":
            return self._listing(field, path, value, inner)
        if "valuesrules" in field:
            return self._named(field, path, value)
        if field.get("type") == "dict":
            return self._group(field, path, value, self._schemas.group(inner))
        return self._leaf(field, path, value)

    def _group(self, field: Field, path: PathInTree, value: Any, fields: Fields) -> Group:
        nodes = self.fields(fields, path, value)
        filled = isinstance(value, dict) and any(map(bool, value.values()))
        return Group(
            nodes=nodes, filled=filled, findings=self._of(path, nodes), **_described(field, path)
        )

    def _listing(self, field: Field, path: PathInTree, value: Any, inner: Any) -> Listing:
        items = value if isinstance(value, list) else []
        if path[-1] == BLOCKS:
            made = tuple(self._block((*path, rank), each) for rank, each in enumerate(items))
            return self._list("blocks", field, path, made)
        if isinstance(inner, dict) and inner.get("type") == "dict":
            return self._rows(field, path, items, inner)
        if isinstance(inner, dict) and inner.get("type") == "list":
            made = tuple(self._cells((*path, rank), row) for rank, row in enumerate(items))
            return self._list("table", field, path, made)
        word = {"libelle": field.get("libelle", ""), **(inner if isinstance(inner, dict) else {})}
        made = tuple(self._word(word, (*path, rank), each) for rank, each in enumerate(items))
        return self._list("words", field, path, made, (self._leaf(word, (*path, f"{NEW}1"), ""),))

    def _rows(self, field: Field, path: PathInTree, items: list[Any], inner: Field) -> Listing:
        fields, name = self._schemas.group(inner.get("schema")), inner.get("schema")
        shape = "grid" if name in _GRIDS else "items"
        made = tuple(self._row(fields, (*path, rank), each) for rank, each in enumerate(items))
        new = (*path, f"{NEW}1")
        blank = self.fields(fields, new, {}) if shape == "grid" else ()
        usual = tuple(one for one, field in fields.items() if not field.get("au_besoin"))
        columns = _FEW_COLUMNS.get(str(name), usual)
        offered = (n for n in blank if isinstance(n, Leaf) and n.path[-1] in columns)
        listing = self._list(shape, field, path, made, tuple(offered))
        return evolve(listing, beside=_beside(blank, listing.blank))

    def _list(
        self,
        shape: str,
        field: Field,
        path: PathInTree,
        items: tuple[Item, ...],
        blank: tuple[Leaf, ...] = (),
    ) -> Listing:
        found = self._of(path, items)
        return Listing(
            shape=shape,
            items=items,
            blank=blank,
            field=field,
            findings=found,
            **_described(field, path),
        )

    def _block(self, path: PathInTree, value: Any) -> Item:
        """A plain text is a paragraph."""
        kind = str(value.get("type") or "") if isinstance(value, dict) else PARAGRAPH
        value = value if isinstance(value, dict) else {"texte": value}
        nodes = self.fields(self._schemas.blocks.get(kind, {}), path, value)
        return self._item(path, item_title(value, nodes, self._root), kind, nodes)

    def _row(self, fields: Fields, path: PathInTree, value: Any) -> Item:
        value = value if isinstance(value, dict) else {"texte": value}
        nodes = self.fields(fields, path, value)
        title = item_title(value, nodes, self._root) or usual_title(value)
        return evolve(self._item(path, title, "", nodes), told=filled_by_itself(value))

    def _cells(self, path: PathInTree, row: Any) -> Item:
        """The cells of a row of a table: as many as it has columns."""
        columns = value_at(self._root, (*path[:-2], "colonnes"))
        labels = columns if isinstance(columns, list) else []
        cells = row if isinstance(row, list) else []
        nodes = tuple(
            self._leaf(
                {"genre": "ligne", "libelle": _column_label(labels, rank)},
                (*path, rank),
                cells[rank] if rank < len(cells) else "",
            )
            for rank in range(max(len(cells), len(labels)))
        )
        return self._item(path, "", "", nodes)

    def _word(self, field: Field, path: PathInTree, value: Any) -> Item:
        return self._item(path, "", "", (self._leaf(field, path, value),))

    def _named(self, field: Field, path: PathInTree, value: Any) -> Listing:
        entries = value if isinstance(value, dict) else {}
        rules = field["valuesrules"]
        keys = field.get("keysrules", {}).get("regex")
        one = one_of(str(field["libelle"])) if keys and re.fullmatch(keys, _UNREAD) else ""
        made = tuple(
            self._entry(rules, (*path, name), each, f"{one} {rank}" if one else "")
            for rank, (name, each) in enumerate(entries.items(), 1)
        )
        if rules.get("schema") not in _NAMED_GRIDS:
            inner = self._schemas.group(rules.get("schema")) if rules.get("type") == "dict" else {}
            asked = inner.get(told_by(inner), {})
            return evolve(
                self._list("named", field, path, made),
                asked=espacer(str(asked.get("libelle", ""))),
                asked_example=example_of(asked, chosen=False),
            )
        columns = _NAMED_GRIDS[rules["schema"]]
        offered = self.fields(self._schemas.group(rules["schema"]), (*path, f"{NEW}1"), {})
        by_name = {node.path[-1]: node for node in offered if isinstance(node, Leaf)}
        return self._list("figures", field, path, made, tuple(by_name[name] for name in columns))

    def _entry(self, rules: Field, path: PathInTree, value: Any, called: str = "") -> Item:
        """An entry of a mapping, by its name, or as it is ``called`` where nobody reads that."""
        name = called or str(path[-1])
        if rules.get("type") == "dict":
            nodes = self.fields(self._schemas.group(rules.get("schema")), path, value)
            return self._item(path, item_title(value, nodes) or name, "", nodes)
        leaf = self._leaf({"libelle": name, **rules}, path, value)
        return self._item(path, name, "", (leaf,))

    def _item(self, path: PathInTree, title: str, kind: str, nodes: tuple[FormNode, ...]) -> Item:
        rank = path[-1] if isinstance(path[-1], int) else 0
        return Item(pointer(path), path, rank, title, kind, nodes, self._of(path, nodes))

    def _leaf(self, field: Field, path: PathInTree, value: Any) -> Leaf:
        typed = value if isinstance(value, str) else ""
        longest = int(field.get("maxlength", 0))
        options = tuple(self._options(field, typed))
        return Leaf(
            widget=_widget(field, typed, bool(options), longest),
            value=typed,
            options=options,
            default=_shown_default(field),
            longest=longest,
            aliases=self._names.department if is_funder(field) else (),
            findings=self._findings.get(path, ()),
            example=example_of(field, bool(options)),
            refers=str(field.get("designe", "")) if "regex" not in field else "",
            **_described(field, path),
        )

    def _options(self, field: Field, typed: str) -> Iterator[Option]:
        """What may be chosen, and what the file says when that is nothing of the kind."""
        known: tuple[Option, ...] = ()
        if field.get("genre") == "oui_non":
            known = _YES_NO
        elif field.get("genre") == "fichier":
            known = self._names.pictures
        elif "allowed" in field:
            words = field.get("libelles", {})
            known = tuple(
                Option(str(one), espacer(words.get(one) or readable(str(one))))
                for one in field["allowed"]
            )
        elif "designe" in field and "regex" not in field:
            known = self._names.options(field["designe"])
        yield from known
        if (
            typed
            and (known or field.get("genre") == "fichier")
            and typed not in {option.value for option in known}
        ):
            yield Option(typed, typed)

    def _of(self, path: PathInTree, inside: tuple[Any, ...]) -> tuple[Finding, ...]:
        """The findings of a value, and those of values in it that no field shows."""
        shown = {node.path for node in inside}
        below = [
            each
            for place, found in self._findings.items()
            if len(place) > len(path)
            and place[: len(path)] == path
            and not any(place[: len(one)] == one for one in shown)
            for each in found
        ]
        return (*self._findings.get(path, ()), *below)


def _column_label(labels: Sequence[Any], rank: int) -> str:
    """What a cell is called: its column, by its place too where two have the same name."""
    name = str(labels[rank]) if rank < len(labels) else ""
    if not name:
        return f"Colonne {rank + 1}"
    return f"{name} (colonne {rank + 1})" if list(map(str, labels)).count(name) > 1 else name


def _asked(field: Field, held: Mapping[str, Any]) -> Field:
    """The field, which nobody must fill in where it is worked out from its neighbours."""
    others = field.get("sinon")
    return {**field, "required": False} if others and all(map(held.get, others)) else field


def is_hidden(name: str, field: Field) -> bool:
    return name in _HIDDEN and "genre" in field


def _described(field: Field, path: PathInTree) -> dict[str, Any]:
    return {"name": pointer(path), "path": path, **described(field, str(path[-1]))}


def _widget(field: Field, typed: str, chosen: bool, longest: int) -> str:
    if field.get("genre") == "fichier":
        return "picture"
    if chosen:
        return "choice"
    if is_funder(field):
        return "funder"
    if field.get("regex") == NUMBER:
        return "account"
    widget = _WIDGETS.get(str(field.get("genre", "mot")), "text")
    if widget in ("text", "line") and ("\n" in typed or "\r" in typed):
        return "prose" if widget == "line" else "area"
    is_long = longest > _LONG or len(typed) > _ONE_LINE
    return "area" if widget == "text" and is_long else widget


def _shown_default(field: Field) -> str:
    default = field.get("default")
    if not isinstance(default, str | int) or default == "":
        return ""
    return espacer(field.get("libelles", {}).get(default) or readable(str(default)))


def _beside(fields: tuple[FormNode, ...], columns: tuple[Leaf, ...]) -> dict[str, str]:
    """What a row that is pasted may say beside its columns, by where it stands in the row: labels.
    Of the states of a line, those that a table may have side by side."""
    told = {
        str(each.path[-1]): each.label
        for each in fields
        if isinstance(each, Leaf) and each.widget in _PASTED and each not in columns
    }
    if any(isinstance(each, Listing) and each.path[-1] == _STATES for each in fields):
        every = ((rank, name) for rank in range(_MOST_STATES) for name in ("statut", "montant"))
        told |= {f"{_STATES}/{rank}/{name}": "" for rank, name in every}
    told.pop("id", None)
    return told
