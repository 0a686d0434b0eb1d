"""A withdrawn name: refused wherever a text says it, replaced in a draft, and nothing else.

The person of these tests is Camille Martineau, who withdrew what she had agreed to.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.prose import Run
from ppgp_docs.publication.redaction import REMOVED, redact
from ppgp_docs.session import Reading, Session
from ppgp_docs.workspace.find import DossierFolder

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "couverture.png"
IMAGE = {
    "fichier": "images/p.png",
    "alt": "Un texte d’image",
    "description": "Un texte long",
    "credit": "Un texte de crédit",
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
        "avant": {"image": IMAGE, "texte": "Un texte d’avant"},
        "apres": {"texte": "Un texte d’après"},
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
    {"type": "image", "image": IMAGE, "legende": "Un texte de légende"},
]
DOSSIER: dict[str, Any] = {
    "departement": "01",
    "edition": "2024-03",
    "couverture": IMAGE,
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
FILES = {"dossier.yaml": DOSSIER, "fiches/08.yaml": FICHE, "contrat.yaml": CONTRAT}
NAMED = "avec Mme MARTINEAU"


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts of a file."""
    if isinstance(node, str) and "texte" in node:
        yield path
    elif isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(child, (*path, key))


PLACES = [(file, path) for file, content in FILES.items() for path in leaves(content)]


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
        self.path, self._session, self._monkeypatch = path, session, monkeypatch
        (path / "images").mkdir()
        (path / "fiches").mkdir()
        shutil.copy(PICTURE, path / "images" / "p.png")
        for name, content in FILES.items():
            self.write(name, content)

    def write(self, name: str, content: dict[str, Any]) -> str:
        text = as_yaml(content)
        (self.path / name).write_text(text, encoding="utf-8")
        return text

    def read(self) -> Reading:
        return self._session.read(DossierFolder(self.path))

    def draft(self) -> Dossier:
        """The dossier that is read when no error stops it."""
        with self._monkeypatch.context() as patch:
            patch.setattr("ppgp_docs.session.check", lambda *_: ())
            reading = self.read()
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier


@pytest.fixture
def folder(tmp_path: Path, engine: Session, monkeypatch: pytest.MonkeyPatch) -> Folder:
    path = tmp_path / "01-ain"
    path.mkdir()
    return Folder(path, engine, monkeypatch)


def of_code(reading: Reading, code: str) -> list[Diagnostic]:
    return [each for each in reading.diagnostics if each.code == code]


def says(node: Any, name: str = "martineau") -> bool:
    return name in lettres_nues(repr(node).replace("\\xad", ""))[0]


def test_the_dossier_of_these_tests_has_every_text_and_no_error(folder: Folder) -> None:
    assert len(PLACES) > 90
    reading = folder.read()
    assert [each for each in reading.diagnostics if each.is_error] == []
    assert reading.dossier is not None


@pytest.mark.parametrize(("file", "path"), PLACES, ids=str)
def test_a_withdrawn_name_is_told_and_replaced_in_every_text(
    folder: Folder, file: str, path: tuple[Any, ...]
) -> None:
    text = folder.write(file, saying(FILES[file], path, NAMED))
    reading = folder.read()
    (told,) = of_code(reading, "C904")
    line = 1 + next(rank for rank, line in enumerate(text.splitlines()) if "MARTINEAU" in line)
    assert reading.dossier is None
    assert told.severity is Severity.ERROR
    assert told.span is not None
    assert (told.span.file, told.span.line) == (folder.path / file, line)
    draft = folder.draft()
    assert not says(draft)
    assert REMOVED in repr(draft)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("courriel", "c.martineau@exemple.fr"),
        ("courriel", "camille.martineau@exemple.fr"),
        ("courriel", "MARTINEAU@exemple.fr"),
        ("lien", "https://www.exemple.fr/equipe/camille-martineau"),
        ("lien", "https://www.exemple.fr/cmartineau"),
    ],
)
def test_an_address_that_names_her_is_refused_and_left_out_of_a_draft(
    folder: Folder, field: str, typed: str
) -> None:
    content = copy.deepcopy(DOSSIER)
    (content["appel"]["contacts"][0] if field == "courriel" else content["appel"])[field] = typed
    folder.write("dossier.yaml", content)
    assert len(of_code(folder.read(), "C904")) == 1
    appel = folder.draft().appel
    assert appel is not None
    assert (appel.contacts[0].courriel, appel.lien) == ("", "")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Merci à Camille **Martineau** !", "Merci à [nom retiré]\u202f!"),
        ("Merci à **Camille** *Martineau*.", "Merci à [nom retiré]."),
        ("Merci à Camille Marti**neau** ici.", "Merci à [nom retiré]** ici."),
        ("Merci à **C.** Martineau.", "Merci à [nom retiré]."),
        ("Merci à [Camille](https://exemple.fr) Martineau.", "Merci à [nom retiré]."),
        ("Merci à [Martineau]{lang=en}.", "Merci à [nom retiré]."),
        ("Merci à Camille[^grille] Martineau.", "Merci à [nom retiré]."),
        ("Merci à Camille\n  Martineau.", "Merci à [nom retiré]."),
        ("Merci à Marti\u00adneau.", "Merci à [nom retiré]."),
        ("Merci à [elle](https://exemple.fr/camille-martineau).", "Merci à elle."),
        ("Merci à [elle](mailto:c.martineau@exemple.fr).", "Merci à elle."),
        ("Martineau et Martineau", "[nom retiré] et [nom retiré]"),
    ],
)
def test_a_name_is_read_across_the_styles_of_a_text(
    folder: Folder, typed: str, printed: str
) -> None:
    folder.write("dossier.yaml", {**DOSSIER, "contexte": {"blocs": [typed]}})
    assert of_code(folder.read(), "C904")
    draft = folder.draft()
    assert draft.contexte is not None
    (bloc,) = draft.contexte.blocs
    assert bloc.texte.plain == printed  # type: ignore[attr-defined]
    assert not says(draft)


def test_the_rest_of_a_text_keeps_its_styles_its_notes_and_its_links(folder: Folder) -> None:
    typed = "**Avec Camille** Martineau et [l’équipe](https://exemple.fr)[^grille], *ici*."
    folder.write("dossier.yaml", {**DOSSIER, "contexte": {"blocs": [typed]}})
    draft = folder.draft()
    assert draft.contexte is not None
    (bloc,) = draft.contexte.blocs
    assert [*bloc.texte.runs()] == [  # type: ignore[attr-defined]
        Run("Avec [nom retiré]", bold=True),
        Run(" et "),
        Run("l’équipe", link="https://exemple.fr"),
        Run(note="grille"),
        Run(", "),
        Run("ici", italic=True),
        Run("."),
    ]


def test_a_name_that_a_figure_prints_is_told_where_it_is_cited(folder: Folder) -> None:
    content = copy.deepcopy(DOSSIER)
    content["chiffres"]["formes"]["unite"] = "Martineau"
    content["contexte"]["blocs"] = ["Ici {{ chiffres.formes.unite }}."]
    folder.write("dossier.yaml", content)
    assert len(of_code(folder.read(), "C904")) == 2
    assert not says(folder.draft())


def test_keys_and_names_of_files_may_bear_the_name(folder: Folder) -> None:
    (folder.path / "images" / "p.png").rename(folder.path / "images" / "martineau.png")
    text = as_yaml(DOSSIER)
    text = text.replace("camille:", "martineau:").replace("- camille", "- martineau")
    text = text.replace("p.png", "martineau.png").replace("grille", "martineau")
    (folder.path / "dossier.yaml").write_text(text, encoding="utf-8")
    assert of_code(folder.read(), "C904") == []
    assert folder.read().dossier is not None


def test_a_name_in_a_function_goes_when_its_consent_does(folder: Folder) -> None:
    content = copy.deepcopy(DOSSIER)
    camille = content["personnes"]["camille"]
    del camille["nom"]
    camille["fonction"] = "Camille Martineau, formatrice"
    folder.write("dossier.yaml", content)
    (told,) = of_code(folder.read(), "C904")
    assert told.message.startswith("`Camille Martineau` a retiré son accord")
    assert folder.draft().personnes["camille"].fonction == "[nom retiré], formatrice"


@pytest.mark.parametrize(
    "contact",
    [
        {"nom": "Camille Martineau", "fonction": "formatrice"},
        {"fonction": "Camille Martineau, formatrice"},
        {"fonction": "formatrice", "courriel": "camille.martineau@exemple.fr"},
    ],
)
def test_the_name_of_a_withdrawn_contact_goes_from_texts_too(
    folder: Folder, contact: dict[str, Any]
) -> None:
    content = copy.deepcopy(DOSSIER)
    content["personnes"]["camille"] = {"fonction": "formatrice"}
    withdrawn = {"objet": "coordonnees", "date": "2024-01-12", "retrait": "2024-02-01"}
    content["appel"]["contacts"] = [{**contact, "consentements": [withdrawn]}]
    content["contexte"]["blocs"] = ["Merci à Mme Martineau."]
    folder.write("dossier.yaml", content)
    assert len(of_code(folder.read(), "C904")) == 1
    assert not says(folder.draft())


@pytest.mark.parametrize(
    "kept",
    [
        {"fonction": "cadre", "nom": "Paul Martineau"},
        {"fonction": "cadre", "nom": "Martineau Dupont"},
    ],
)
def test_someone_else_who_agreed_keeps_a_name_like_hers(
    folder: Folder, kept: dict[str, Any]
) -> None:
    content = copy.deepcopy(DOSSIER)
    content["personnes"]["autre"] = {
        **kept,
        "consentements": [{"objet": "nom", "date": "2024-01-12"}],
    }
    content["contexte"]["blocs"].append(f"Merci à {kept['nom']}.")
    folder.write("dossier.yaml", content)
    assert of_code(folder.read(), "C904") == []
    assert folder.draft().personnes["autre"].nom == kept["nom"]


def test_her_own_contact_stands_when_that_consent_does(folder: Folder) -> None:
    content = copy.deepcopy(DOSSIER)
    given = {"objet": "coordonnees", "date": "2024-01-12"}
    content["appel"]["contacts"] = [
        {"nom": "Camille Martineau", "fonction": "formatrice", "consentements": [given]}
    ]
    folder.write("dossier.yaml", content)
    assert of_code(folder.read(), "C904") == []
    appel = folder.draft().appel
    assert appel is not None
    assert appel.contacts[0].nom == "Camille Martineau"


def test_nothing_withdrawn_leaves_the_very_same_dossier(folder: Folder) -> None:
    content = copy.deepcopy(DOSSIER)
    del content["personnes"]["camille"]["consentements"][0]["retrait"]
    folder.write("dossier.yaml", saying(content, ("contexte", "blocs", 0), NAMED))
    dossier = folder.draft()
    assert redact(dossier).dossier is dossier
    assert says(dossier)
