"""Small sound dossiers made of the schemas: each optional key alone, or alone missing.

A key is told beside what must be told with it and nothing else, then left out of a piece that says
all the rest: where one key prints only with another, one of the two finds it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from ppgp_docs.load.safe_yaml import load_yaml
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.schemas import Field, Fields
from ppgp_docs.testing import exemplar

SCHEMAS = shipped_schemas()
ROOTS = ("dossier", "fiche", "contrat")
BASE = load_yaml(Path(exemplar.__file__).parent / "exemplaire.yaml")
NAMES = {"chiffres": "formes", "personnes": "puericultrice", "citations": "recul"}
"""What the blocks of the dossier name."""

_ALWAYS: dict[str, Fields] = {
    "beneficiaire": {"siret": "380 475 558 00058"},
    "chiffre": {"valeur": "62"},
    "cout_transverse": {"montant": "0 €", "parts_egales": "oui"},
    "item_pemat": {"avant": ["oui"], "apres": ["oui"]},
    "jalon": {"repere": "avant"},
    "mouvement": {"vers": {"financeur": "FIR", "annee": "2024", "reserve": "oui"}},
    "phase": {"annee": "2024"},
    "subvention": {"versement": "autre", "conditions": "80 % à la signature"},
    "score_annonce": {"pourcentage": "100 %"},
    "volet": {"texte": "Un texte."},
    "vote": {"effectif": "46"},
}
"""What a piece needs beside what its schema requires: checks ask for it."""

_VALUES = {
    "alt": "Ce que montre l’image",
    "annee": "2024",
    "base": "repondants",
    "cout_unitaire": "5 499 €",
    "destination": {"annee": "2025"},
    "dispenses": {"C207": "les trois populations se recouvrent"},
    "effectif": "3",
    "envoi": "16/01/2024",
    "identifiant": "001-220100010-20240115-D2024X12-DE",
    "mois": "12",
    "montant": "16 497 €",
    "nombre_annonce": "1",
    "part": "100 %",
    "pourcentage": "78 %",
    "publication": "16/01/2024",
    "quantite": "3",
    "reception": "16/01/2024",
    "section": "fonctionnement",
    "siren": "220100010",
    "siret": "220 100 010 00010",
    "sous_action": "8.1",
}
"""Where the example of the schema is of another dossier."""

_OF: dict[str, dict[str, Any]] = {
    "cout_transverse": {"cle": {"8": "1"}, "parts_egales": "non"},
    "enveloppe": {"financeur": "FIR", "reserve": "0 €"},
    "place_de_credits": {"fiche": "8", "financeur": "FIR", "reserve": "non"},
    "score_annonce": {"pourcentage": "100 %"},
    "total_annonce": {"statut": "prevu"},
}
_ACCOUNTS = {"lignes": "74", "charges": "64", "produits": "70"}


@frozen
class Case:
    """A key by its way from a file or a type of block; ``how`` is ``seule`` or ``absente``."""

    root: str
    path: tuple[str, ...]
    how: str

    def __str__(self) -> str:
        return f"{self.root}.{'.'.join(self.path)}-{self.how}"

    def write(self, folder: Path) -> Path:
        """The dossier that tries it; gives its folder."""
        texts = {
            "dossier": _dossier(),
            "fiche": _fiche(),
            "contrat": copy.deepcopy(BASE["contrat"]),
        }
        if self.root in ROOTS:
            first = self.path[0]
            tried = self._made(SCHEMAS.named[self.root], self.path)
            _merge(texts[self.root], {first: tried[first]})
            for each, account in _ACCOUNTS.items():
                for post in texts["fiche"]["budget"].get(each, []):
                    post.update({"compte": account} if "compte" in post else {})
        else:
            bloc = {"type": self.root, **self._made(SCHEMAS.blocks[self.root], self.path)}
            texts["dossier"]["activites"][0]["blocs"].append(bloc)
        home = folder / "departments" / "01-ain"
        (home / "images").mkdir(parents=True)
        (home / "fiches").mkdir()
        (home / exemplar.PICTURE).write_bytes(exemplar.picture())
        names = {"dossier": "dossier", "fiche": "fiches/08", "contrat": "contrat"}
        for root, name in names.items():
            file = home / f"{name}.yaml"
            file.write_text(exemplar.as_yaml(texts[root]), encoding="utf-8")
        return home

    def _made(self, fields: Fields, path: tuple[str, ...]) -> dict[str, Any]:
        """What is told of the pieces on the way, and of the last one what is tried."""
        [name, *rest] = path
        if not rest and self.how == "absente":
            return {key: value for key, value in _whole(fields).items() if key != name}
        made = _bare(fields)
        field = fields[name]
        made[name] = (
            _held(name, field, lambda inner: self._made(inner, tuple(rest)))
            if rest
            else _OF.get(_name(fields), {}).get(name) or _value(name, field)
        )
        return made


def cases() -> Iterator[Case]:
    """Each optional key of each schema, however deep, both ways."""
    every = {root: SCHEMAS.named[root] for root in ROOTS} | dict(SCHEMAS.blocks)
    for root, fields in every.items():
        for path in _paths(fields):
            yield Case(root, path, "seule")
            if len(path) > 1 or root not in ROOTS:
                yield Case(root, path, "absente")


def _paths(fields: Fields, depth: int = 0) -> Iterator[tuple[str, ...]]:
    for name, field in fields.items():
        if not field.get("required"):
            yield (name,)
        inner = _inner(field)
        if inner and depth < 4:
            yield from ((name, *path) for path in _paths(inner, depth + 1))


def _inner(field: Field) -> Fields | None:
    """The fields of the piece, or of the pieces, that a field holds."""
    rules = field if field.get("type") != "list" else field.get("schema", {})
    if rules.get("type") == "dict" and "valuesrules" in rules:
        rules = rules["valuesrules"]
    schema = rules.get("schema")
    if rules.get("type") != "dict" or schema is None:
        return None
    return SCHEMAS.named[schema] if isinstance(schema, str) else schema


def _held(name: str, field: Field, make: Callable[[Fields], Any]) -> Any:
    """What a field holds, of pieces that are made so."""
    inner = _inner(field)
    assert inner is not None
    piece = make(inner)
    if field["type"] == "list":
        return [piece]
    return {NAMES[name]: piece} if "valuesrules" in field else piece


def _bare(fields: Fields) -> dict[str, Any]:
    """What must be told, and what checks ask for."""
    always = copy.deepcopy(_ALWAYS.get(_name(fields), {}))
    asked = {n: _value(n, f) for n, f in fields.items() if f.get("required") or n == "alt"}
    return {**asked, **always}


def _whole(fields: Fields) -> dict[str, Any]:
    every = {name: _value(name, field) for name, field in fields.items()}
    return {**every, **_bare(fields), **_OF.get(_name(fields), {})}


def _name(fields: Fields) -> str:
    """The name of the piece that has these fields; nothing for a block."""
    return next((name for name, known in SCHEMAS.named.items() if known is fields), "")


def _value(name: str, field: Field) -> Any:
    if field.get("type") == "dict" and "valuesrules" in field and name in NAMES:
        return _held(name, field, _bare)
    if name in _VALUES:
        return copy.deepcopy(_VALUES[name])
    if _inner(field) is not None and name not in ("blocs",):
        return _held(name, field, _bare)
    return exemplar._value(SCHEMAS, name, field, True, 0)


def _dossier() -> dict[str, Any]:
    figures = {**BASE["dossier"]["chiffres"], "repondants": {"valeur": "80"}}
    shown = [
        {"type": "chiffre_cle", "chiffres": ["formes"]},
        {"type": "personnes", "personnes": ["puericultrice"]},
        {"type": "citation", "citation": "recul"},
    ]
    activity = {"titre": "Une activité", "blocs": ["Le texte d’un bloc."]}
    return copy.deepcopy(
        {
            "departement": exemplar.CODE,
            **BASE["dossier"],
            "chiffres": figures,
            "contexte": {"titre": "Le contexte", "blocs": shown},
            "activites": [activity],
        }
    )


def _fiche() -> dict[str, Any]:
    rows = [{"cle": key} for key in ("calendrier", "indicateurs", "vigilance")]
    return copy.deepcopy(
        {
            **BASE["fiche"],
            "chiffres": BASE["dossier"]["chiffres"] | {"repondants": {"valeur": "80"}},
            "sous_actions": [{"numero": "8.1", "titre": "Former"}],
            "rubriques": [*BASE["fiche"]["rubriques"], *rows],
        }
    )


def _merge(content: dict[str, Any], tried: dict[str, Any]) -> None:
    """What is tried takes the place of what was there; groups keep their other keys."""
    for key, value in tried.items():
        here = content.get(key)
        if isinstance(here, dict) and isinstance(value, dict):
            _merge(here, value)
        elif isinstance(here, list) and key in ("rubriques", "activites"):
            here += value
        else:
            content[key] = value
