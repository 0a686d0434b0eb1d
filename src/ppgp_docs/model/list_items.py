"""Parts of a dossier that list things and may announce how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ppgp_docs.model.blocs import Cartes, Documents, Etapes, Liste, Resultats
from ppgp_docs.model.dossier import EtApres
from ppgp_docs.model.place import Located
from ppgp_docs.model.walk import iter_nodes

_ITEMS: Final[Mapping[type[Located], str]] = {
    Liste: "elements",
    Resultats: "elements",
    Etapes: "etapes",
    Documents: "documents",
    Cartes: "cartes",
    EtApres: "priorites",
}


def items_of(part: Located) -> tuple[Any, ...] | None:
    """The items of a part of the model that may announce how many it has; None for others."""
    field = _ITEMS.get(type(part))
    return getattr(part, field) if field else None


def counted(node: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every such part below ``node``, with its items."""
    for part in iter_nodes(node, Located):
        items = items_of(part)
        if items is not None:
            yield part, items
