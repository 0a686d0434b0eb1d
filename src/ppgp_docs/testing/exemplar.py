"""A workspace that holds one of every block, of every plugin that is loaded, made of the schemas.

What the schemas give as an example is what a dossier says: a block that is added, by us or by a
stranger, is in it from that day. Each block is there twice: with all of its fields, and with those
that must be given alone, where a drawing most often stumbles.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, Final

import yaml

from ppgp_docs.francais.territoires import departement
from ppgp_docs.load.safe_yaml import load_yaml
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.forms import blank_dossier
from ppgp_docs.schema.schemas import Field, Fields, Schemas

CODE: Final = "01"
FOLDERS: Final = {"complet": "01-ain", "vide": "2A-corse-du-sud", "fautif": "02-aisne"}
"""The dossiers: one of everything, one that nobody filled in, one full of slips."""

PICTURE: Final = "images/exemple.png"
_BASE: Final = Path(__file__).parent / "exemplaire.yaml"
_BY_GENRE: Final = {
    "mot": "un mot",
    "ligne": "Une ligne",
    "prose": "Un texte, sur une ligne.",
    "code": CODE,
    "fichier": PICTURE,
    "courriel": "contact@exemple.fr",
    "telephone": "01 99 00 12 34",
    "url": "https://exemple.fr/",
    "entier": "3",
    "decimal": "7,5",
    "pourcentage": "60 %",
    "montant": "1 500 €",
    "prix": "0,0345 €",
    "date": "2024-03",
    "oui_non": "oui",
}
_NAMED: Final = {
    "chiffres": "formes",
    "personnes": "puericultrice",
    "citations": "recul",
    "notes": "grille",
}
_UNTOLD: Final = ("nombre_annonce", "id", "base", "effectif", "quantite", "decoratif", "compte")
"""Fields that a check compares with others, or that would empty a piece."""
_ALWAYS: Final = ("alt",)
"""What a check asks for, though a form does not."""
_DEEPEST: Final = 3


def write_workspace(root: Path, schemas: Schemas) -> dict[str, Path]:
    """Write the dossiers of :data:`FOLDERS` below ``root``; their folders by name."""
    folders = {name: root / "departments" / folder for name, folder in FOLDERS.items()}
    full = dossier_text(schemas)
    texts = {
        "complet": full,
        "vide": blank_dossier(schemas, departement("2A")),
        "fautif": _with_slips(schemas),
    }
    for name, folder in folders.items():
        (folder / "images").mkdir(parents=True, exist_ok=True)
        (folder / "dossier.yaml").write_text(texts[name], encoding="utf-8")
        (folder / PICTURE).write_bytes(picture())
        (folder / "fiches").mkdir(exist_ok=True)
        if name != "vide":
            (folder / "fiches" / "08.yaml").write_text(fiche_text(schemas), encoding="utf-8")
            (folder / "contrat.yaml").write_text(contrat_text(schemas), encoding="utf-8")
    return folders


def dossier_text(schemas: Schemas) -> str:
    """A dossier that holds every block, whole and bare, and every field that a plugin added."""
    base = load_yaml(_BASE)
    content = {"departement": CODE, **base["dossier"], **_added(schemas, "dossier")}
    every = [block(schemas, kind) for kind in schemas.blocks]
    bare = [block(schemas, kind, bare=True) for kind in schemas.blocks]
    content["contexte"] = {"titre": "Tous les blocs", "blocs": every}
    activity = {"titre": "Tous les blocs, au plus court", "blocs": bare}
    content["activites"] = [{**base["activite"], **activity}]
    return as_yaml(content)


def fiche_text(schemas: Schemas) -> str:
    """A fiche with a budget, whose rows hold the blocks that plugins brought."""
    base = load_yaml(_BASE)["fiche"]
    own = [block(schemas, kind) for kind in schemas.blocks if kind not in shipped_schemas().blocks]
    rows = [
        *base["rubriques"],
        {"cle": "contexte", "blocs": [*own, "Ce que le territoire a constaté."]},
    ]
    return as_yaml({**base, **_added(schemas, "fiche"), "rubriques": rows})


def around(blocks: str) -> tuple[str, str]:
    """A dossier and a fiche that hold blocks as they are typed in a list (``- type: …``).

    The figure ``formes``, the person ``puericultrice``, the quote ``recul`` and the note ``grille``
    are there for them to name.
    """
    base, typed = load_yaml(_BASE), dedent(blocks).strip("\n") + "\n"
    head = {"departement": CODE, **base["dossier"]}
    sheet = {name: value for name, value in base["fiche"].items() if name != "rubriques"}
    dossier = f"contexte:\n  titre: Le contexte\n  blocs:\n{indent(typed, ' ' * 4)}"
    rows = f"rubriques:\n  - cle: contexte\n    blocs:\n{indent(typed, ' ' * 6)}"
    return as_yaml(head) + dossier, as_yaml(sheet) + rows


def contrat_text(schemas: Schemas) -> str:
    """A contract of one fiche, with the fields that plugins added."""
    return as_yaml({**load_yaml(_BASE)["contrat"], **_added(schemas, "contrat")})


def block(schemas: Schemas, kind: str, *, bare: bool = False, depth: int = 0) -> dict[str, Any]:
    """One block as one would type it; ``bare`` has what must be given alone. Raises KeyError."""
    return {"type": kind, **_fields(schemas, schemas.blocks[kind], bare, depth)}


def picture() -> bytes:
    """A small picture, the same at each call."""
    from PIL import Image, ImageDraw

    drawn = Image.new("RGB", (640, 400), "#eef2f5")
    ImageDraw.Draw(drawn).rectangle((40, 40, 600, 360), outline="#1b4f72", width=12)
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG")
    return buffer.getvalue()


def _fields(schemas: Schemas, fields: Fields, bare: bool, depth: int) -> dict[str, Any]:
    """The fields that are told, those of a plugin too; a piece needs one of them at least."""
    told = {
        name: field
        for name, field in fields.items()
        if name not in _UNTOLD and (field.get("required") or name in _ALWAYS or not bare)
    }
    if not told and fields:
        told = dict(list(fields.items())[:1])
    made = {
        name: _value(schemas, name, field, bare, depth + 1)
        for name, field in told.items()
        if depth < _DEEPEST or field.get("required") or name in _ALWAYS
    }
    return {name: value for name, value in made.items() if value is not None}


def _value(schemas: Schemas, name: str, field: Field, bare: bool, depth: int) -> Any:
    kind, inner = field.get("type"), field.get("schema")
    if kind == "list":
        return _items(schemas, name, field, bare, depth)
    if isinstance(inner, str):
        return _fields(schemas, schemas.named[inner], bare, depth)
    if kind == "dict" and isinstance(inner, dict):
        return _fields(schemas, inner, bare, depth)
    if kind == "dict":
        rules = field.get("valuesrules", {"genre": "ligne"})
        return {"cle": _value(schemas, "", rules, bare, depth)}
    return _typed(field)


def _items(schemas: Schemas, name: str, field: Field, bare: bool, depth: int) -> list[Any]:
    if name == "blocs":
        return ["Le texte d’un bloc."]
    inner = field.get("schema") or {"genre": "ligne"}
    one = _value(schemas, "", inner, bare, depth)
    if inner.get("designe") in _NAMED:
        return [one]
    count = max(1 if bare else 2, field.get("minlength", 1))
    return [one] * min(count, field.get("maxlength", count))


def _typed(field: Field) -> str:
    if field.get("genre") == "fichier":
        return PICTURE
    if field.get("designe") in _NAMED:
        return _NAMED[field["designe"]]
    if allowed := field.get("allowed"):
        return str(field.get("exemple", allowed[0]))
    text = str(field.get("exemple") or _BY_GENRE.get(field.get("genre", ""), "un mot"))
    return text[: field.get("maxlength", len(text))]


def _added(schemas: Schemas, name: str) -> dict[str, Any]:
    """The fields that plugins added to a schema, as one would type them."""
    ours = shipped_schemas().named[name]
    added = {key: field for key, field in schemas.named[name].items() if key not in ours}
    return _fields(schemas, added, False, 0) if added else {}


def _with_slips(schemas: Schemas) -> str:
    """The same dossier as somebody tired leaves it: fields without a value, a number in letters,
    a picture that is not there, a name that does not exist."""
    content = yaml.safe_load(dossier_text(schemas))
    content["departement"] = "02"
    for rank, bloc in enumerate(_plugins_own(schemas, content)):
        for key in list(bloc)[1 + rank % 2 :: 2]:
            bloc[key] = None
    content["contexte"]["blocs"] += [
        {"type": "citation", "citation": "personne_ne_l_a_dit"},
        {"type": "image", "image": {"fichier": "images/absente.png"}},
        {"type": "chiffre_cle", "chiffres": ["douze"]},
        {"type": "inconnu", "texte": "Un type que personne n’a décrit."},
    ]
    return as_yaml(content)


def _plugins_own(schemas: Schemas, content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    ours = shipped_schemas().blocks
    for holder in (content["contexte"], *content["activites"]):
        yield from (bloc for bloc in holder["blocs"] if bloc["type"] not in ours)


class _Dumper(yaml.SafeDumper):
    """Without anchors: what is written twice is typed twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(content: Any) -> str:
    """Data as one would type them in a dossier."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=90)
