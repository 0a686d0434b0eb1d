"""What a new dossier takes from another one: for the next year of a territory, or for another.

People, their words and their consents never go to another territory: a consent is given for one
use (RGPD, art. 7). Figures keep what they are called and lose their values, so that texts that
cite them still do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.studio.pointer import value_at

_FIGURES: Final = "chiffres"
_OWN: Final = ("departement", "langue", "grammaire", "edition", "dispenses")
"""What is never taken: a waiver was given for facts that were those of its time."""

_PEOPLE: Final = ("personnes", "citations", "contacts", "consentements")
_OF_THE_YEAR: Final = ("chronologie", "demarche", "et_apres")
_COMMON: Final = ("sigles", "presentation", "redaction", "notes", "mentions")
_MEASURED: Final = ("valeur", "pourcentage", "date")
_PICTURE: Final = "fichier"


@frozen
class Portion:
    """A part that may be taken; ``stays`` when it usually is."""

    key: str
    label: str
    stays: bool


def portions(schemas: Schemas, root: Data, *, elsewhere: bool) -> tuple[Portion, ...]:
    """The parts of a dossier that another one may take, in their order."""
    held = root if isinstance(root, dict) else {}
    fields = schemas.named["dossier"]
    return tuple(
        Portion(name, _label(name, field), _stays(name, elsewhere))
        for name, field in fields.items()
        if held.get(name) and name not in _OWN and not (elsewhere and name in _PEOPLE)
    )


def _label(name: str, field: Any) -> str:
    label = espacer(str(field.get("libelle") or name))
    return f"{label} : ce qu’ils comptent, sans leur valeur" if name == _FIGURES else label


def _stays(name: str, elsewhere: bool) -> bool:
    return name in (*_COMMON, _FIGURES) if elsewhere else name not in _OF_THE_YEAR


def started_from(text: str, other: Data, kept: Collection[str], schemas: Schemas) -> str:
    """A blank dossier filled in with parts of one of another territory. Raises NotEditableError."""
    held: Any = other if isinstance(other, dict) else {}
    order = tuple(schemas.named["dossier"])
    names = [each.key for each in portions(schemas, other, elsewhere=True) if each.key in kept]
    return apply(text, [Set((name,), _carried(name, held[name]), order) for name in names]).text


def next_edition(
    root: Data, edition: str, kept: Collection[str], schemas: Schemas
) -> tuple[Change, ...]:
    """What makes the next edition of a dossier: its date, what does not stay wiped out."""
    order = tuple(schemas.named["dossier"])
    gone = [each.key for each in portions(schemas, root, elsewhere=False) if each.key not in kept]
    waived = ["dispenses"] if value_at(root, ("dispenses",)) else []
    emptied = [Set((name,), "", order) for name in (*gone, *waived)]
    figures = () if _FIGURES in gone else tuple(_emptied_figures(root))
    return (Set(("edition",), edition, order), *emptied, *figures)


def _emptied_figures(root: Data) -> Iterator[Set]:
    held = value_at(root, (_FIGURES,))
    for name, figure in held.items() if isinstance(held, dict) else ():
        for field in _MEASURED:
            if isinstance(figure, dict) and figure.get(field):
                yield Set((_FIGURES, name, field), "")


def _carried(name: str, value: Any) -> Data:
    if name == _FIGURES and isinstance(value, dict):
        return {key: _unmeasured(figure) for key, figure in value.items()}
    return _without_people(value)


def _unmeasured(figure: Any) -> Data:
    if not isinstance(figure, dict):
        return ""
    return {key: "" if key in _MEASURED else value for key, value in figure.items()}


def _without_people(value: Any) -> Data:
    if isinstance(value, dict):
        return {key: _without_people(each) for key, each in value.items() if key not in _PEOPLE}
    return [_without_people(each) for each in value] if isinstance(value, list) else str(value)


def pictures_in(value: Any) -> Iterator[str]:
    """The files of pictures that a part names."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (each,) if key == _PICTURE and isinstance(each, str) else pictures_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from pictures_in(each)
