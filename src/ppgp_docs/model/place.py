"""Where a piece of the model stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, fields, frozen
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import Text
from ppgp_docs.model.address import below


@frozen
class Place:
    """The span of a YAML mapping and of each of its values, and its address.

    ``ranks`` are those in the file, from 0, of items behind one left blank: ``{"lignes.1": 2}``.
    """

    span: Span
    fields: immutabledict[str, Span] = immutabledict()
    address: str = ""
    ranks: immutabledict[str, int] = immutabledict()


@frozen
class Ecrit:
    """A text as its author typed it, with its place; ``cite`` when the words are someone's."""

    texte: Text
    cite: bool = False


@frozen
class Labelled:
    """A value as one reads it, and the label of its field: « Coût », « 12 500 € »."""

    label: str
    value: str

    def __str__(self) -> str:
        return f"{self.label}\u00a0: {self.value}"


@frozen(eq=False)
class Champs(Mapping[str, Any]):
    """Fields that plugins bring, typed by their schema, in the order in which they were written.

    ``en_clair`` says the values that are no rich text, each with its label.
    """

    valeurs: immutabledict[str, Any] = immutabledict()
    en_clair: immutabledict[str, Labelled] = immutabledict()

    def __getitem__(self, name: str) -> Any:
        return self.valeurs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.valeurs)

    def __len__(self) -> int:
        return len(self.valeurs)

    def __hash__(self) -> int:
        return hash(self.valeurs)


def as_champs(fields: Mapping[str, Any]) -> Champs:
    """Fields given as any mapping."""
    return fields if isinstance(fields, Champs) else Champs(immutabledict(fields))


@frozen(kw_only=True)
class Located:
    """Anything of the model that was written in a file.

    The place takes no part in comparisons: two equal facts are equal wherever they stand.
    ``extensions`` are the fields that plugins added to its schema.
    """

    place: Place = field(eq=False, repr=False)
    extensions: Champs = field(default=Champs(), eq=False, repr=False)

    def __repr__(self) -> str:
        """Said here for all: the hundred that attrs would compile cost each command."""
        shown = (each.name for each in fields(type(self)) if each.repr)
        told = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({', '.join(told)})"

    def at(self, name: str | None = None) -> Span:
        """The span of the value called ``name``, or of the whole when it is absent.

        ``notes.grille`` is what the value ``notes`` calls ``grille``, ``lignes.0.2`` the third
        item of the first list in ``lignes``.
        """
        return self.place.fields.get(name or "", self.place.span)

    def address(self, name: str = "") -> str:
        """The address of the value called ``name``, or of the whole (:mod:`model.address`).

        The same in a finding, a form, a Word control, a cell: ``fiche-8:budget.lignes[2].montant``.
        ``prestations.3`` is the fourth item of ``prestations``, as for :meth:`at`. Empty for what
        nobody wrote as such: a block that a plugin drew.
        """
        address = self.place.address
        if not address:
            return ""
        path = ""
        for part in filter(None, name.split(".")):
            path = f"{path}.{part}" if path else part
            rank = self.place.ranks.get(path, int(part)) if part.isdigit() else None
            address = below(address, part) if rank is None else f"{address}[{rank + 1}]"
        return address


@frozen(kw_only=True, repr=False)
class Groupe(Located):
    """Fields that go together within those that a plugin brings."""

    champs: Champs = field(converter=as_champs)


@frozen(kw_only=True, repr=False)
class Renvoi(Located):
    """A field that names something of the dossier: ``nom`` among its ``vers`` (``"chiffres"``,
    ``"citations"``, ``"personnes"``)."""

    vers: str
    nom: str
