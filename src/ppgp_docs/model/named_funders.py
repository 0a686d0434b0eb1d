"""Funders as people name them, and as a file has them: « Département de l’Ain » is `CD`
in the Ain, « CAF de l’Ain » is `autre:CAF de l’Ain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ppgp_docs.budget import LIBELLES_FINANCEURS, libelle_financeur
from ppgp_docs.francais.pliage import plier
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.model.funder_spelling import well_spelled
from ppgp_docs.model.funders import FIELD, own_funder
from ppgp_docs.schema.schemas import Field

_OTHER: Final = "autre:"
_DEPARTMENT: Final = "CD"


def is_funder(field: Field) -> bool:
    """Whether a field names a funder: one of the contracts', or anyone."""
    return f"|{_OTHER}.+" in str(field.get("regex", ""))


def funder_in_words(typed: str) -> str:
    """A funder of a file by its name."""
    return libelle_financeur(typed) if typed else ""


def written_funder(said: str, department: Iterable[str]) -> str:
    """What a file says of a funder that a person named, the capitals and the accents that its name
    lost put back; ``department`` are names of the one whose dossier it is."""
    name = " ".join(said.split()).removeprefix(_OTHER).strip()
    if not name or name in LIBELLES_FINANCEURS:
        return name
    folded = plier(name)
    printed = {plier(label): key for key, label in LIBELLES_FINANCEURS.items()}
    printed |= dict.fromkeys(map(plier, department), _DEPARTMENT)
    known, is_sure = own_funder(name) or ("", False)
    return printed.get(folded) or (known if is_sure else "") or _OTHER + well_spelled(name)


def offered_funders(files: Iterable[Any]) -> tuple[str, ...]:
    """The names to choose among: those of the contracts, then the others that files hold."""
    held = dict.fromkeys(each for file in files for each in _funders(file) if _OTHER in each)
    return tuple(map(libelle_financeur, (*LIBELLES_FINANCEURS, *held)))


def names_of_department(territory: Departement | None) -> tuple[str, ...]:
    """How budgets call the département of a dossier."""
    if territory is None:
        return ()
    heads = ("Département", "Conseil départemental", "CD", "Conseil général")
    of = dict.fromkeys((territory.de, territory.de_institution))
    return (territory.autorite, *(f"{head} {each}" for head in heads for each in of))


def _funders(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        said = node.get(FIELD)
        yield from [said] if isinstance(said, str) else []
        for child in node.values():
            yield from _funders(child)
    elif isinstance(node, list):
        for child in node:
            yield from _funders(child)
