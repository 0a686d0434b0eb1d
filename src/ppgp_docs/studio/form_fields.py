"""What a form is made of: fields, groups of fields, lists; each with its findings beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Final, TypeAlias

from attrs import Factory, frozen

from ppgp_docs.francais.nombres import euros, lire_montant
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.named_funders import funder_in_words
from ppgp_docs.schema.costs import worked_out
from ppgp_docs.schema.schemas import Field
from ppgp_docs.studio.field_words import added, asked_of, one_of
from ppgp_docs.studio.typed_dates import date_in_words


@frozen
class Finding:
    """What is wrong with a value, or could be better, in words that name no key and no code.

    ``grave`` tells an error from a point to look at; ``code`` is for whoever is called for help.
    """

    text: str
    hints: tuple[str, ...]
    grave: bool
    code: str


@frozen
class Option:
    value: str
    label: str


@frozen
class Leaf:
    """A single value: what is typed, chosen or ticked.

    ``widget`` says how: ``text``, ``line`` and ``prose`` (our Markdown), ``area``, ``choice``,
    ``number``, ``amount``, ``date``, ``email``, ``tel``, ``url``, ``picture``, ``account``,
    ``funder``, of which ``aliases`` are names of the département. ``refers`` says what of the
    dossier is chosen (``chiffres``); empty for any other value.
    """

    type: ClassVar[str] = "leaf"
    name: str
    path: PathInTree
    label: str
    help: str
    example: str
    required: bool
    widget: str
    value: str
    options: tuple[Option, ...] = ()
    default: str = ""
    longest: int = 0
    aliases: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refers: str = ""

    @property
    def shown(self) -> str:
        """The value as its field shows it."""
        if self.widget == "funder":
            return funder_in_words(self.value)
        return date_in_words(self.value) if self.widget == "date" else self.value

    @property
    def offered(self) -> str:
        """The list of what is proposed while one types; empty for none."""
        if self.widget == "account":
            return "comptes-charges" if "charges" in self.path else "comptes-produits"
        return "financeurs" if self.widget == "funder" else ""

    @property
    def is_short(self) -> bool:
        """Whether others fit beside it."""
        most = _NARROW if self.widget == "text" else _SHORT_VALUE
        return self.widget in _SHORT and len(self.value) <= most


_SHORT: Final = ("choice", "number", "amount", "date", "tel", "email", "text", "funder")
_SHORT_VALUE: Final = 40
_NARROW: Final = 24


@frozen
class Group:
    """Fields that go together; ``filled`` when one of them says something."""

    type: ClassVar[str] = "group"
    name: str
    path: PathInTree
    label: str
    help: str
    required: bool
    nodes: tuple[FormNode, ...]
    filled: bool
    findings: tuple[Finding, ...] = ()


@frozen
class Item:
    """One item of a list: ``title`` tells it from its neighbours, ``kind`` says what it is,
    ``told`` what is to be known of it."""

    name: str
    path: PathInTree
    rank: int
    title: str
    kind: str
    nodes: tuple[FormNode, ...]
    findings: tuple[Finding, ...] = ()
    told: str = ""

    def columns(self, blank: tuple[Leaf, ...]) -> tuple[tuple[Leaf, ...], tuple[FormNode, ...]]:
        """Its fields in the columns of a grid, then those that have none."""
        by_name = {node.path[-1]: node for node in self.nodes if isinstance(node, Leaf)}
        shown = tuple(by_name[leaf.path[-1]] for leaf in blank)
        return shown, tuple(node for node in self.nodes if node not in shown)

    @property
    def is_single(self) -> bool:
        """Whether it is a name and its value, that one field shows both."""
        return len(self.nodes) == 1 and self.nodes[0].path == self.path

    def tells_more(self, folded: tuple[FormNode, ...]) -> bool:
        """Whether fields that are folded hold something, or something is said of them."""
        return any(each.findings or _is_filled(each) for each in folded)

    @property
    def faults(self) -> int:
        """How many errors it holds, at any depth."""
        return sum(finding.grave for finding in findings_in((self,)))


@frozen
class Listing:
    """A list, or a mapping whose names people give.

    ``shape`` is ``blocks`` (each of its own kind), ``items`` (one below the other), ``grid`` (one
    a row), ``words`` X ``named`` (by their names).
    ``blank`` are the fields of the row that is always offered, below a grid or a list of words,
    ``beside`` those that a pasted row may fill too: ``quantite``, ``etats/0/montant``.
    ``field`` is what the schema says of the list; ``asked`` what a new item is made from.
    """

    type: ClassVar[str] = "listing"
    name: str
    path: PathInTree
    label: str
    help: str
    required: bool
    shape: str
    items: tuple[Item, ...]
    field: Field
    blank: tuple[Leaf, ...] = ()
    beside: Mapping[str, str] = Factory(dict)
    findings: tuple[Finding, ...] = ()
    asked: str = ""
    asked_example: str = ""

    @property
    def one(self) -> str:
        """What one of its items is called."""
        return str(self.field.get("un", "")) or one_of(self.label)

    @property
    def adds(self) -> str:
        """What a button or a field that makes a new item says: « Ajouter une personne : sa
        fonction »."""
        new = added(self.one)
        told = f"Ajouter {new}" if new else f"Ajouter à «\u00a0{self.label}\u00a0»"
        return f"{told}\u00a0: {asked_of(self.asked)}" if self.asked else told

    def total(self, column: Leaf) -> str:
        """The sum of the amounts of a column of a grid, as far as they are read, in French; those
        that are worked out from their row count too."""
        cells = (leaf for item in self.items for leaf in leaves(item.nodes))
        amounts = [_amount(leaf.value) for leaf in cells if leaf.path[-1] == column.path[-1]]
        amounts += [_worked_out(item, str(column.path[-1])) for item in self.items]
        return euros(sum(filter(None, amounts), Decimal(0)))


def _is_filled(node: FormNode) -> bool:
    if isinstance(node, Leaf):
        return bool(node.value)
    return node.filled if isinstance(node, Group) else bool(node.items)


def _worked_out(item: Item, column: str) -> Decimal | None:
    """The amount of a row that is left blank and follows from the rest of it."""
    typed = {str(one.path[-1]): one.value for one in item.nodes if isinstance(one, Leaf)}
    given = {name: value for name, value in typed.items() if value.strip()}
    return _amount(worked_out(given)) if column == "montant" and column not in given else None


def _amount(typed: str) -> Decimal | None:
    try:
        return lire_montant(typed) if typed.strip() else None
    except ValueError:
        return None


FormNode: TypeAlias = Leaf | Group | Listing


def leaves(nodes: tuple[FormNode, ...]) -> Iterator[Leaf]:
    """Every field, at any depth, but those of rows that are only offered."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        elif isinstance(node, Group):
            yield from leaves(node.nodes)
        else:
            for item in node.items:
                yield from leaves(item.nodes)


def listings(nodes: tuple[FormNode, ...]) -> Iterator[Listing]:
    """Every list, at any depth, the outer ones first."""
    for node in nodes:
        if isinstance(node, Group):
            yield from listings(node.nodes)
        elif isinstance(node, Listing):
            yield node
            for item in node.items:
                yield from listings(item.nodes)


def findings_in(nodes: tuple[FormNode | Item, ...]) -> Iterator[Finding]:
    """Every finding, at any depth."""
    for node in nodes:
        yield from node.findings
        if isinstance(node, Group | Item):
            yield from findings_in(node.nodes)
        elif isinstance(node, Listing):
            yield from findings_in(node.items)


def key_orders(nodes: tuple[FormNode, ...], path: PathInTree) -> dict[PathInTree, tuple[str, ...]]:
    """The keys of each mapping of a form, in the order in which the form shows them."""
    orders = {path: tuple(str(node.path[-1]) for node in nodes)}
    for node in nodes:
        if isinstance(node, Group):
            orders |= key_orders(node.nodes, node.path)
        elif isinstance(node, Listing):
            for item in node.items:
                orders |= key_orders(item.nodes, item.path)
    return orders
