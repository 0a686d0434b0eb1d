"""Blank dossiers and fiches, made from the schemas: every field with its help, ready to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, Final, TypeAlias

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES
from ppgp_docs.schema.rubriques import RUBRIQUES_CALCULEES as COMPUTED
from ppgp_docs.schema.schemas import Field, Fields, Schemas

Known: TypeAlias = dict[str, Any]
"""Values to fill in by the name of their field; a mapping for the fields of a section."""

_STEP: Final = "  "
_PLAIN: Final = re.compile(r"[^\W\d_][^,:#{}\[\]\"]*")
"""An example that YAML and every editor read as text, even within braces."""
_WIDTH: Final = 92
_BLOCKS: Final = (
    "# - Un paragraphe : du texte simple, **gras** ou *italique*.",
    "# - type: section",
    "#   titre: Un sous-titre",
    "#   blocs:",
    "#     - Le texte de la section.",
)


def blank_dossier(schemas: Schemas, territory: Departement) -> str:
    """A dossier with the territory's name, grammar and authority filled in, all else blank."""
    known = {
        "departement": f'"{territory.code}"',
        "grammaire": {
            "nom": territory.nom,
            "de": territory.de,
            "locatif": territory.locatif,
            "autorite": territory.autorite,
        },
    }
    head = (
        "# yaml-language-server: $schema=../../schemas/editeur/dossier.schema.json",
        f"# Dossier PPGP : {territory.nom} ({territory.code}), {territory.autorite}.",
        "#",
        "# Remplissez ce que vous savez, laissez vide ce que vous ne savez pas : une ligne vide",
        "# ne compte pas. Chaque chiffre s’écrit une seule fois, sous `chiffres`, et se cite dans",
        "# un texte par {{ chiffres.nom }}. Vérifiez à tout moment avec : ppgp check "
        f"{territory.code}",
    )
    return _text([*head, "", *_fields(schemas, schemas.named["dossier"], 0, known)])


def blank_fiche(schemas: Schemas, number: int) -> str:
    """A fiche action with its number and its usual rows, all else blank."""
    head = (
        "# yaml-language-server: $schema=../../../schemas/editeur/fiche.schema.json",
        f"# Fiche action {number}. Les totaux du budget se calculent : n’écrivez que les lignes.",
        "",
    )
    return _text([*head, *_fields(schemas, schemas.named["fiche"], 0, {"numero": str(number)})])


def blank_contrat(schemas: Schemas) -> str:
    """A contract, all blank."""
    head = (
        "# yaml-language-server: $schema=../../schemas/editeur/contrat.schema.json",
        "# Le contrat qui réunit les fiches action du territoire.",
        "",
    )
    return _text([*head, *_fields(schemas, schemas.named["contrat"], 0, {})])


def _text(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _fields(schemas: Schemas, fields: Fields, depth: int, known: Known) -> Iterator[str]:
    for name, field in _asked(fields).items():
        indent = _STEP * depth
        for line in _help(field, depth):
            yield f"{indent}# {line}"
        yield from _entry(schemas, name, field, depth, known)
        if depth == 0:
            yield ""
    yield from _on_need(schemas, fields, depth)


def _on_need(schemas: Schemas, fields: Fields, depth: int) -> Iterator[str]:
    """What few fiches have, as comments that are read once their first ``#`` is taken off."""
    indent = _STEP * depth
    needed = {name: field for name, field in fields.items() if field.get("au_besoin")}
    if needed:
        yield f"{indent}# Au besoin (ôtez un # et le blanc qui le suit, et gardez l’alignement) :"
    for name, field in needed.items():
        yield from (f"{indent}# # {line}" for line in _help(field, depth))
        yield f"{indent}# {name}:"
        line = schemas.named[field["schema"]["schema"]]
        keys = (f"{key}: {_example(one)}" for key, one in _asked(line).items() if key != "id")
        shown = field.get("exemple") or "{" + ", ".join(keys) + "}"
        yield f"{indent}#   - {shown}"
        yield from _more_keys(line, f"{indent}# {_STEP * 2}")


def _example(field: Field) -> str:
    """The example of a field of a line, as it may be typed between braces."""
    example = str(field["exemple"])
    bare = field.get("genre") in ("entier", "montant", "prix") or _PLAIN.fullmatch(example)
    return example if bare and "," not in example else f'"{example}"'


def _more_keys(line: Fields, indent: str) -> Iterator[str]:
    """What a line may say besides, each with its example."""
    more = [f"{key} ({_example(one)})" for key, one in line.items() if one.get("au_besoin")]
    if more:
        yield from (
            f"{indent}# {told}"
            for told in wrap(espacer(f"au besoin aussi : {', '.join(more)}"), _WIDTH - len(indent))
        )


def _asked(fields: Fields) -> Fields:
    """What everyone fills in: what few fiches have is written below it, as comments."""
    return {name: field for name, field in fields.items() if not field.get("au_besoin")}


def _help(field: Field, depth: int) -> list[str]:
    """Label and help above a field; the label alone says enough deeper down."""
    needed = " (obligatoire)" if field.get("required") else ""
    text = f"{field.get('libelle', '')}{needed} : {field.get('aide', '')}"
    if example := field.get("exemple"):
        text += f" (exemple : {example})"
    return wrap(espacer(text), _WIDTH - len(_STEP) * depth)


def _entry(schemas: Schemas, name: str, field: Field, depth: int, known: Known) -> Iterator[str]:
    indent = _STEP * depth
    kind, inner = field.get("type"), field.get("schema")
    if "default" in field and "genre" in field:
        yield f"{indent}# {name}: {field['default']}"
    elif kind == "dict" and isinstance(inner, str):
        yield f"{indent}{name}:"
        yield from _fields(schemas, schemas.named[inner], depth + 1, known.get(name, {}))
    elif kind == "list":
        yield f"{indent}{name}:"
        yield from _items(schemas, name, inner, depth + 1)
    else:
        yield f"{indent}{name}: {known.get(name, '')}"


def _items(schemas: Schemas, name: str, inner: Any, depth: int) -> Iterator[str]:
    """One blank item of a list, as comments where a blank item would mean something."""
    indent = _STEP * depth
    if name == "blocs":
        yield from (f"{indent}{line}" for line in _BLOCKS)
    elif name == "rubriques":
        for key, label in LIBELLES_RUBRIQUES.items():
            yield f"{indent}- cle: {key}  # {label}"
            if key not in COMPUTED:
                yield f"{indent}  blocs:"
    elif isinstance(inner, dict) and isinstance(inner.get("schema"), str):
        line = schemas.named[inner["schema"]]
        yield from (
            f"{indent}# {'-' if position == 0 else ' '} {key}:"
            for position, key in enumerate(_asked(line))
        )
        yield from _more_keys(line, f"{indent}# {_STEP}")
