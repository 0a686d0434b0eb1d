"""A dossier with a text in every place, whose Camille Martineau withdrew what she had agreed to."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.find import DossierFolder

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "couverture.png"


def image(what: str) -> dict[str, str]:
    """A picture with a text in each of its fields."""
    return {
        "fichier": "images/p.png",
        "alt": f"Un texte de {what}",
        "description": f"Un texte long de {what}",
        "credit": f"Un texte de crédit de {what}",
    }


BLOCKS: list[Any] = [
    "Un texte sans rien",
    {"type": "paragraphe", "texte": "Un texte", "version_courte": "Un texte court"},
    {
        "type": "section",
        "titre": "Un texte de section",
        "version_courte": "Un texte de constat",
        "blocs": ["Un texte dessous", {"type": "encart", "titre": "Un texte", "texte": "Un texte"}],
    },
    {
        "type": "liste",
        "titre": "Un texte",
        "elements": [{"texte": "Un texte", "detail": "Un texte"}],
    },
    {"type": "chiffre_cle", "titre": "Un texte de chiffres", "chiffres": ["formes"]},
    {"type": "citation", "citation": "recul"},
    {
        "type": "avant_apres",
        "titre": "Un texte de paire",
        "avant": {"image": image("vieille image"), "texte": "Un texte d’avant"},
        "apres": {"image": image("image neuve"), "texte": "Un texte d’après"},
        "changements": ["Un texte de changement"],
    },
    {
        "type": "etapes",
        "titre": "Un texte d’étapes",
        "etapes": [{"titre": "Un texte", "repere": "un texte", "texte": "Un texte"}],
    },
    {"type": "personnes", "titre": "Un texte de groupe", "personnes": ["autre", "camille"]},
    {
        "type": "documents",
        "titre": "Un texte",
        "documents": [{"titre": "Un texte", "texte": "Un texte"}],
    },
    {"type": "cartes", "titre": "Un texte", "cartes": [{"titre": "Un texte", "texte": "Un texte"}]},
    {
        "type": "enquete",
        "public": "usagers",
        "titre": "Un texte d’enquête",
        "resultats": [{"titre": "Un texte de question", "elements": ["Un texte de réponse"]}],
    },
    {"type": "graphique", "titre": "Un texte de graphique", "chiffres": ["formes"]},
    {
        "type": "tableau",
        "titre": "Un texte de tableau",
        "colonnes": ["Un texte de tête", "Un texte"],
        "lignes": [["Un texte de case", "Un texte"], ["Un texte", "Un texte de coin"]],
    },
    {"type": "image", "image": image("image placée"), "legende": "Un texte de légende"},
]
_DOSSIER: dict[str, Any] = {
    "departement": "01",
    "edition": "2024-03",
    "couverture": image("couverture"),
    "demarche": {"programme": "Un texte de programme", "cadre": "Un texte de cadre"},
    "sigles": {"PMI": "un texte de sigle"},
    "chiffres": {
        "formes": {
            "libelle": "un texte de chiffre",
            "valeur": "62",
            "unite": "textes",
            "source": "Un texte de source",
        }
    },
    "personnes": {
        "camille": {
            "nom": "Camille Martineau",
            "fonction": "formatrice",
            "consentements": [{"objet": "citation", "date": "2024-01-12", "retrait": "2024-02-01"}],
        },
        "autre": {"fonction": "un texte de fonction", "structure": "Un texte de structure"},
    },
    "citations": {
        "recul": {
            "texte": "Un texte de citation",
            "version_courte": "Un texte",
            "attribution": "un texte d’attribution",
        }
    },
    "notes": {"grille": "Un texte de note"},
    "introduction": {"ppgp": "Un texte", "objectif": "Un texte", "ici": "Un texte"},
    "contexte": {"titre": "Un texte de contexte", "blocs": BLOCKS},
    "chronologie": {
        "titre": "Un texte de chronologie",
        "introduction": "Un texte",
        "jalons": [{"repere": "un texte", "titre": "Un texte", "texte": "Un texte"}],
    },
    "activites": [
        {
            "titre": "Un texte",
            "version_courte": "Un texte",
            "blocs": ["Un texte d’activité[^grille]"],
        }
    ],
    "et_apres": {
        "titre": "Un texte d’après",
        "introduction": "Un texte",
        "priorites": [{"titre": "Un texte", "texte": "Un texte", "version_courte": "Un texte"}],
    },
    "appel": {
        "accroche": "Un texte d’accroche",
        "texte": "Un texte d’appel",
        "contacts": [{"fonction": "un texte de contact"}],
    },
    "mentions": {"titulaire": "Un texte de titulaire", "credits": "Un texte de crédits"},
}
FICHE: dict[str, Any] = {
    "numero": "8",
    "titre": "Un texte de fiche",
    "objectif": {"numero": "4", "intitule": "Un texte d’objectif"},
    "referent": "Un texte de référent",
    "sigles": {"VAD": "un texte de sigle"},
    "rubriques": [
        {"cle": "constat", "libelle": "Un texte de rubrique", "blocs": ["Un texte de constat"]},
        {"cle": "moyens"},
        {"cle": "calendrier"},
        {"cle": "indicateurs"},
        {"cle": "vigilance"},
    ],
    "budget": {
        "lignes": [
            {
                "financeur": "autre:un texte de financeur",
                "nature": "propre",
                "annee": "2021",
                "montant": "100 €",
                "libelle": "Un texte de ligne",
                "piece": {"type": "devis", "reference": "un texte de pièce"},
                "prestations": ["Un texte de prestation"],
            },
            {"financeur": "FIR", "nature": "transverse", "annee": "2021", "montant": "50 €"},
        ],
        "repartition": {"fiche": "8", "texte": "Un texte de clé"},
    },
    "calendrier": [{"annee": "2021", "texte": "Un texte de phase"}],
    "indicateurs": [
        {"libelle": "Un texte d’indicateur", "unite": "textes", "population": "un texte"}
    ],
    "points_de_vigilance": "Un texte de vigilance",
}
CONTRAT: dict[str, Any] = {
    "intitule": "Un texte de contrat",
    "periode": {"debut": "2020", "fin": "2022"},
    "textes": ["Un texte de référence"],
    "signataires": ["Un texte de signataire"],
    "engagements": [{"numero": "1", "intitule": "Un texte d’engagement"}],
    "objectifs": [{"numero": "4", "intitule": "Un texte d’objectif", "theme": "un texte"}],
    "couts_transverses": [
        {
            "financeur": "FIR",
            "annee": "2021",
            "montant": "100 €",
            "libelle": "Un texte de coût",
            "parts_egales": "oui",
        }
    ],
    "fiches": [{"numero": "9", "titre": "Un texte d’autre fiche"}],
}
FILES: dict[str, Any] = json.loads(
    json.dumps({"dossier.yaml": _DOSSIER, "fiches/08.yaml": FICHE, "contrat.yaml": CONTRAT})
)
"""Nothing shared between two places: what changes in one changes there alone."""

DOSSIER = FILES["dossier.yaml"]

NAMED = "avec Mme MARTINEAU"


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts of a file."""
    if isinstance(node, str) and "texte" in node:
        yield path
    elif isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(child, (*path, key))


def saying(content: dict[str, Any], path: tuple[Any, ...], words: str) -> dict[str, Any]:
    """The same file with words more in one of its texts."""
    spoilt = copy.deepcopy(content)
    node: Any = spoilt
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] += f" {words}"
    return spoilt


class Dumper(yaml.SafeDumper):
    """Without the marks of YAML for what is there twice, which dossiers refuse."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(content: dict[str, Any]) -> str:
    return yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class Folder:
    """A dossier on the disk, read as a build does, and as a draft would."""

    def __init__(self, path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.session, self._monkeypatch = path, session, monkeypatch
        (path / "images").mkdir()
        (path / "fiches").mkdir()
        shutil.copy(PICTURE, path / "images" / "p.png")
        for name, content in FILES.items():
            self.write(name, content)

    def write(self, name: str, content: dict[str, Any]) -> str:
        text = as_yaml(content)
        (self.path / name).write_text(text, encoding="utf-8")
        return text

    def read(self) -> DossierReading:
        return self.session.read(DossierFolder(self.path))

    def draft(self) -> Dossier:
        """The dossier that is read when no error stops it."""
        with self._monkeypatch.context() as patch:
            patch.setattr("ppgp_docs.session.check", lambda *_: ())
            reading = self.read()
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier


def of_code(reading: DossierReading, code: str) -> list[Diagnostic]:
    return [each for each in reading.diagnostics if each.code == code]


def says(node: Any, name: str = "martineau") -> bool:
    return name in lettres_nues(repr(node).replace("\\xad", ""))[0]
