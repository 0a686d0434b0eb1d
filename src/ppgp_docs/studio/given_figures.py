"""A figure given where one chooses it: the base of a survey, the target of an indicator."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from ppgp_docs.edit.changes_between import changes_between
from ppgp_docs.edit.nodes import Data
from ppgp_docs.schema.schemas import Fields
from ppgp_docs.studio.form_fields import FormNode, leaves, listings
from ppgp_docs.studio.list_actions import ListAction, UnknownActionError
from ppgp_docs.studio.new_entries import free_name, slug
from ppgp_docs.studio.posted import posted_data

FIGURE: Final = "chiffre"
WITH_FIGURES: Final = ("dossier", "fiche")
"""The files that hold figures of their own."""

_FIGURES: Final = "chiffres"


def given_figure(asked: str, form: tuple[FormNode, ...], root: Data, fields: Fields) -> ListAction:
    """What a button asks (``chiffre:/…/base|31|familles vues``): the figure among those of the
    file, and its name in the field. Raises UnknownActionError for one without a value or a name."""
    place, number, said = [*asked.partition(":")[2].split("|", 2), "", ""][:3]
    number, said = (" ".join(words.split()) for words in (number, said))
    blanks = (leaf for listing in listings(form) for leaf in listing.blank)
    known = {leaf.name for leaf in (*leaves(form), *blanks) if leaf.refers == _FIGURES}
    if place not in known or not number or not said or _FIGURES not in fields:
        raise UnknownActionError(asked)
    held: Any = root.get(_FIGURES) if isinstance(root, dict) else None
    key = free_name(slug(said), held or {})
    wanted: Any = deepcopy(posted_data(root, form, {place: key}))
    wanted[_FIGURES] = {**(held or {}), key: {"libelle": said, **_value(number)}}
    order = tuple(fields)
    changes = changes_between(root, wanted, lambda path: () if path else order)
    return ListAction(tuple(changes), "Nouveau chiffre", place)


def _value(number: str) -> dict[str, Data]:
    """A share that nobody knows the base of stays one."""
    return {"pourcentage": number} if number.endswith("%") else {"valeur": number}
