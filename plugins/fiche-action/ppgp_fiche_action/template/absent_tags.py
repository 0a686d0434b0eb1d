"""What a template has no tag for, and may do without: whoever edited it chose to leave it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from ppgp_docs.api import Located, contrat, fiche
from ppgp_fiche_action.template.known import Group, Loop
from ppgp_fiche_action.word.sheet import Sheet

_TAGS_AND_SPACES: Final = re.compile(r"<[^>]+>|\s+")


def say_unprinted(
    sheet: Sheet, paths: tuple[str, ...], known: Group, values: Mapping[str, Any]
) -> None:
    """Declare as left out what stands in the fields at those paths (``fiche.referent``), and waive
    the amounts that stand nowhere else in the ``values`` of the template.

    The rows and the notes are none of them: they are the document itself, and notes are footnotes.
    """
    for path in paths:
        for piece, field in _OPTIONAL[path](sheet) if path in _OPTIONAL else ():
            if piece:
                reason = f"le modèle Word n’a pas de balise pour `{path}`"
                sheet.context.left_out(piece, reason, field)
    said = [(path in paths, text) for path, text in _printed_by_field(known, values)]
    printed = "\n".join(text for absent, text in said if not absent)
    unprinted = "\n".join(text for absent, text in said if absent)
    for expected in sheet.document.expected:
        wanted = bare(expected)
        if wanted in unprinted and wanted not in printed:
            sheet.context.waive(expected)


def _printed_by_field(
    known: Group, values: Mapping[str, Any], path: str = ""
) -> Iterator[tuple[str, str]]:
    """What each field of a template would print, without spaces, by the path of the field."""
    for name, one in known.fields.items():
        value = values[name]
        if isinstance(one, Group):
            yield from _printed_by_field(one, value, f"{path}{name}.") if value else ()
        elif isinstance(one, Loop):
            for item in value:
                yield from _printed_by_field(one.item, item, f"{one.name}.")
        else:
            yield f"{path}{name}", bare(str(value))


def bare(text: str) -> str:
    """A text without tags of XML and spaces."""
    return _TAGS_AND_SPACES.sub("", text)


_Fields = Iterable[tuple[Located | None, str]]
"""Pieces of the model, each with its field."""


def _of_fiche(name: str, within: str = "") -> Callable[[Sheet], _Fields]:
    def fields(sheet: Sheet) -> _Fields:
        one: fiche.FicheAction = sheet.fiche
        yield (getattr(one, within) if within else one), name

    return fields


def _of_contract(name: str) -> Callable[[Sheet], _Fields]:
    def fields(sheet: Sheet) -> _Fields:
        one: contrat.Contrat | None = sheet.document.dossier.contrat
        yield one, name

    return fields


def _row_names(sheet: Sheet) -> _Fields:
    return [(row, "libelle" if row.libelle else "cle") for row in sheet.fiche.rubriques]


_OPTIONAL: Final[dict[str, Callable[[Sheet], _Fields]]] = {
    "fiche.titre": _of_fiche("titre"),
    "fiche.objectif.intitule": _of_fiche("intitule", "objectif"),
    "fiche.referent": _of_fiche("referent"),
    "tampon.identifiant": _of_fiche("identifiant", "tampon"),
    "date.libelle": _of_fiche("recueil", "tampon"),
    "rubrique.libelle": _row_names,
    "sigles": _of_fiche("sigles"),
    **{
        f"contrat.{name}": _of_contract(name)
        for name in ("intitule", "signataires", "textes", "engagements")
    },
    "enveloppes": _of_contract("enveloppes"),
    "financeurs": _of_contract("financeurs"),
}
"""The pieces of the model that each of those fields prints."""
