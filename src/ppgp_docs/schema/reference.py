"""The schemas told to people (Markdown) and to editors (JSON Schema, draft 2020-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.schema.schemas import Field, Fields, Schemas

FILES: Final = {
    "dossier": "Le dossier : `dossier.yaml`",
    "fiche": "Une fiche action : `fiches/*.yaml`",
    "contrat": "Le contrat : `contrat.yaml`",
}
"""The schemas that describe a whole file, and what they are called."""

_GENRES: Final = {
    "mot": "texte",
    "ligne": "texte avec *italique*, **gras** et liens, sur une ligne",
    "prose": "texte en paragraphes et en listes",
    "code": "code de territoire",
    "cle": "nom",
    "fichier": "chemin",
    "courriel": "adresse électronique",
    "telephone": "téléphone",
    "url": "adresse de page",
    "entier": "nombre entier",
    "decimal": "nombre",
    "pourcentage": "pourcentage",
    "montant": "montant en euros",
    "prix": "coût d’une unité en euros",
    "date": "date (`2022`, `2022-12`, `05/07/2022`, `fin 2022`)",
    "oui_non": "oui ou non",
}
_NUMBERS: Final = frozenset({"entier", "decimal", "pourcentage", "montant", "prix"})


_CITES: Final = ("ligne", "prose")
"""The kinds of texts in which names are cited."""
_CITING: Final = "texte_qui_cite"
CITABLE: Final = {
    "chiffres.${1:nom}": "un chiffre, comme « 7 »",
    "chiffres.${1:nom}.pct": "sa part de la base, en pourcentage, comme « 78 % »",
    "chiffres.${1:nom}.sur": "le chiffre et sa base, comme « 7 sur 9 »",
    "chiffres.${1:nom}.lettres": "le nombre en lettres jusqu’à vingt, comme « sept »",
    "departement.locatif": "comme « dans l’Ain »",
    "departement.de": "comme « de l’Ain »",
    "demarche.debut": "la date de début, comme « 13 mai 2022 »",
    "budget.total": "le budget de cette fiche, sans le réalisé",
    "budget.${1:FIR}.${2:2025}": "ce qu’un financeur apporte à cette fiche une année",
    "budget.${1:FIR}.propre": "les montants propres à l’action",
    "budget.charges.${1:64}": "les charges d’un compte, quand le budget en a",
    "budget.produits.${1:74}.${2:2025}": "les produits d’un compte, une année",
    "budget.realise": "ce que cette fiche a dépensé",
    "fiches.${1:4}.total": "le budget d’une autre fiche",
    "contrat.total": "ce que portent toutes les fiches du contrat",
    "contrat.${1:FIR}.${2:2025}": "ce qu’un financeur apporte à toutes les fiches une année",
    "contrat.enveloppe": "les enveloppes du contrat",
    "contrat.reserve": "ce que le contrat n’a pas encore réparti entre les fiches",
    "indicateurs.${1:identifiant}.cible": "la cible d’un indicateur de cette fiche",
    "indicateurs.${1:identifiant}.resultat.${2:2021}": "le résultat d’un indicateur, une année",
}
"""What a text may cite, with what to fill in as editors write it, and what it prints."""


def _snippets() -> Iterator[dict[str, str]]:
    """What an editor proposes where a text is typed (`defaultSnippets` of yaml-language-server)."""
    for name, told in CITABLE.items():
        shown = re.sub(r"\$\{\d:(\w+)\}", r"\1", name)
        body = f'"{{{{ {name} }}}}$0"'
        yield {"label": f"{{{{ {shown} }}}}", "description": espacer(told), "body": body}


def markdown(schemas: Schemas) -> str:
    """The reference of every field, in French."""
    sections = ["# Ce que contient un dossier", ""]
    for name, title in FILES.items():
        sections += [f"## {title}", "", *_table(schemas.named[name])]
    sections += ["## Les parties", ""]
    for name, fields in sorted(schemas.named.items()):
        if name not in FILES:
            sections += [f"### `{name}`", "", *_table(fields)]
    sections += ["## Les types de blocs", ""]
    for kind, fields in sorted(schemas.blocks.items()):
        sections += [f"### `type: {kind}`", "", *_table(fields)]
    return espacer("\n".join(sections)).rstrip() + "\n"


def _table(fields: Fields) -> Iterator[str]:
    yield "| clé | contenu | aide | exemple |"
    yield "|---|---|---|---|"
    for name, field in fields.items():
        star = " **(obligatoire)**" if field.get("required") else ""
        example = f"`{_flat(field['exemple'])}`" if field.get("exemple") else ""
        yield f"| `{name}`{star} | {_content(field)} | {_flat(field.get('aide', ''))} | {example} |"
    yield ""


def _flat(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _content(field: Field) -> str:
    parts = [_kind(field)]
    if "allowed" in field:
        parts.append(enumerer((f"`{choice}`" for choice in field["allowed"]), "ou"))
    if "maxlength" in field:
        counted = "élément" if field.get("type") == "list" else "caractère"
        parts.append(f"au plus {compter(field['maxlength'], counted)}")
    if "default" in field and not isinstance(field["default"], dict | list):
        parts.append(f"par défaut `{field['default']}`")
    return ", ".join(parts)


def _kind(field: Field) -> str:
    if genre := field.get("genre"):
        return _GENRES[genre]
    inner = field.get("schema") or field.get("valuesrules")
    if field.get("type") == "list":
        return f"liste de {_inner(inner)}" if inner else "liste de blocs"
    return _inner(inner) if isinstance(inner, str) else f"noms, chacun avec {_inner(inner)}"


def _inner(inner: Any) -> str:
    if isinstance(inner, str):
        return f"[`{inner}`](#{inner})"
    if isinstance(inner, dict):
        return _kind(inner)
    return "blocs"


def json_schema(schemas: Schemas, name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for completion and checks while typing.

    An editor reads YAML with its own types: numbers may come as numbers, ``oui`` as text.
    """
    definitions = {key: _object(fields) for key, fields in schemas.named.items()}
    definitions["bloc"] = _block(schemas.blocks)
    definitions[_CITING] = {"type": ["string", "null"], "defaultSnippets": [*_snippets()]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FILES[name],
        "$ref": f"#/$defs/{name}",
        "$defs": definitions,
    }


def _object(fields: Fields) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {name: _property(name, field) for name, field in fields.items()},
    }
    if required := [name for name, field in fields.items() if field.get("required")]:
        worked_out = [name for name in required if "sinon" in fields[name]]
        schema["required"] = [name for name in required if name not in worked_out]
        either = ([[name], fields[name]["sinon"]] for name in worked_out)
        if ways := [{"anyOf": [{"required": one} for one in pair]} for pair in either]:
            schema["allOf"] = ways
    return schema


def _block(blocks: Mapping[str, Fields]) -> dict[str, Any]:
    kinds = []
    for kind, fields in blocks.items():
        schema = _object(fields)
        schema["properties"] = {"type": {"const": kind}, **schema["properties"]}
        schema["required"] = ["type", *schema.get("required", ())]
        kinds.append({"if": {"properties": {"type": {"const": kind}}}, "then": schema})
    names = {"properties": {"type": {"enum": list(blocks)}}, "required": ["type"]}
    return {"anyOf": [{"type": "string"}, {"type": "object", **names, "allOf": kinds}]}


def _property(name: str, field: Field) -> dict[str, Any]:
    schema = _shape(name, field)
    described = {
        "title": field.get("libelle"),
        "description": espacer(field["aide"]) if "aide" in field else None,
        "examples": [field["exemple"]] if "exemple" in field else None,
        "default": field.get("default") if "genre" in field else None,
    }
    return {**{key: value for key, value in described.items() if value is not None}, **schema}


def _shape(name: str, field: Field) -> dict[str, Any]:
    inner = field.get("schema")
    if field.get("type") == "list":
        return _array(name, field, inner)
    if field.get("type") == "dict":
        if isinstance(inner, str):
            return {"$ref": f"#/$defs/{inner}"}
        names = {"pattern": f"^(?:{field.get('keysrules', {}).get('regex', '.+')})$"}
        values = _shape(name, field["valuesrules"])
        return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": values}
    return _scalar(field)


def _array(name: str, field: Field, inner: Any) -> dict[str, Any]:
    items = {"$ref": "#/$defs/bloc"} if name == "blocs" else _shape(name, inner)
    if isinstance(inner, dict) and inner.get("coerce") == "element":
        items = {"anyOf": [{"type": "string"}, items]}
    bounds = {"minlength": "minItems", "maxlength": "maxItems"}
    limits = {bounds[key]: value for key, value in field.items() if key in bounds}
    return {"type": ["array", "null"], "items": items, **limits}


def _scalar(field: Field) -> dict[str, Any]:
    genre = field.get("genre", "mot")
    if "allowed" in field:
        return {"enum": [*field["allowed"], None]}
    if genre == "oui_non":
        return {"enum": ["oui", "non", True, False, None]}
    if genre in _CITES:
        limits = {"maxLength": field["maxlength"]} if "maxlength" in field else {}
        return {"$ref": f"#/$defs/{_CITING}", **limits}
    types = ["string", "null"]
    if genre in _NUMBERS:
        types = ["number", *types]
    elif genre == "date":
        types = ["integer", *types]
    schema: dict[str, Any] = {"type": types}
    if "maxlength" in field:
        schema["maxLength"] = field["maxlength"]
    if "regex" in field and genre not in _NUMBERS:
        schema["pattern"] = f"^(?:{field['regex']})$"
    return schema
