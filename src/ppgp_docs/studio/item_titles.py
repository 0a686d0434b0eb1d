"""What tells an item of a list from its neighbours, in a heading."""

from __future__ import annotations

import re
from typing import Any, Final

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.schema.places import KNOWN_BY, MARKS
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES
from ppgp_docs.studio.field_words import unbroken
from ppgp_docs.studio.form_fields import FormNode, Leaf
from ppgp_docs.studio.pointer import value_at

_SHOWN: Final = 70
_FIGURE: Final = re.compile(r"\{\{ ?chiffres\.(\w+)(?:\.\w+)? ?\}\}")


def item_title(value: Any, nodes: tuple[FormNode, ...] = (), root: Any = None) -> str:
    """What tells an item from its neighbours: its title, or its first words; what was chosen is
    told as it is offered, the figures that it cites of ``root`` by their numbers."""
    if not isinstance(value, dict):
        return ""
    key = next((key for key in KNOWN_BY if isinstance(value.get(key), str)), "")
    offered = (node.options for node in nodes if isinstance(node, Leaf) and node.path[-1] == key)
    labels = {option.value: option.label for options in offered for option in options}
    typed = str(value[key]) if key else ""
    found = labels.get(typed, typed)
    numbered = _FIGURE.sub(lambda cited: _number(root, cited[1]), found)
    first = unbroken(espacer(" ".join(MARKS.sub("", numbered).split())))
    return first if len(first) <= _SHOWN else first[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


def _number(root: Any, name: str) -> str:
    held = (value_at(root, ("chiffres", name, key)) for key in ("valeur", "pourcentage"))
    return next((each for each in held if isinstance(each, str)), "")


def usual_title(value: Any) -> str:
    """How documents call a row of a fiche that has no title of its own."""
    return LIBELLES_RUBRIQUES.get(_row_key(value), "")


def filled_by_itself(value: Any) -> str:
    """Where what a row of a fiche prints comes from, when it is not typed there."""
    source = _SOURCES.get(_row_key(value))
    return f"Se remplit toute seule, d’après «\u00a0{source}\u00a0»." if source else ""


def _row_key(value: Any) -> str:
    return str(value.get("cle", "")) if isinstance(value, dict) else ""


_SOURCES: Final = {
    "moyens": "Budget",
    "calendrier": "Calendrier",
    "indicateurs": "Indicateurs",
    "vigilance": "Points de vigilance",
}


def block_title(value: Any) -> str:
    """What tells a block from its neighbours."""
    return item_title(value if isinstance(value, dict) else {"texte": value})
