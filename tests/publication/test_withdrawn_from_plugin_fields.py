"""What a withdrawal takes out of the fields that a plugin added, and what it leaves there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import frozen
from tests.commande import ppgp

from ppgp_docs.model.blocs import Image
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Champs, Groupe, Renvoi
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

from .test_survival import OTHER, PICTURE

PLUGIN = '''
from ppgp_docs.api import Document, hookimpl

QUOTE = {"genre": "cle", "designe": "citations"}
WHO = {"genre": "cle", "designe": "personnes"}

@hookimpl
def ppgp_extend_schema(schemas):
    for name in ("dossier", "activite", "fiche", "appel", "paragraphe", "partie"):
        add = schemas.add_field_of_block if name == "paragraphe" else schemas.add_field
        add(name, "phare", {"libelle": "Citation phare", **QUOTE})
        add(name, "phares", {"libelle": "Citations", "type": "list", "schema": QUOTE})
        add(name, "mur", {"libelle": "Mur", "type": "list", "schema": {"type": "dict",
            "schema": {"dite": QUOTE, "par": WHO, "mot": {"genre": "mot"}}}})
    person = lambda name, schema: schemas.add_field("personne", name, {"libelle": name, **schema})
    person("pseudonyme", {"genre": "mot"})
    person("autre_photo", {"type": "dict", "schema": "image"})


class Tout:
    id, label, suffix, media_type = "tout", "Tout", ".txt", "text/plain"
    def documents(self, dossier): return [Document(self.id, "tout", "Tout", dossier)]
    def refusal(self, document): return None
    def render(self, document, context):
        told = [str(each) for each in (*context.remaining, *context.draft)]
        return ' '.join(('PROJET', *told, said(document.dossier))).encode()


def said(value):
    """All that a format is given, whatever it is."""
    import attrs
    from collections.abc import Mapping
    if isinstance(value, Mapping):
        clear = " ".join(map(str, getattr(value, "en_clair", {}).values()))
        return " ".join(f"{k} {said(v)}" for k, v in value.items()) + clear
    if isinstance(value, (tuple, list)):
        return " ".join(map(said, value))
    if attrs.has(type(value)) and type(value).__name__ != "Place":
        return " ".join(said(getattr(value, f.name)) for f in attrs.fields(type(value)))
    return str(value) if isinstance(value, str) else ""


@hookimpl
def ppgp_register(registry): registry.add_format(Tout())
'''
FIELDS = (
    "phare: {key}, phares: [bilan, recul], "
    "mur: [{{dite: bilan, par: camille, mot: Reste}}, {{dite: bilan}}, {{dite: recul, par: anne}}]"
)


def fields(key: str) -> str:
    return FIELDS.format(key=key)


ALL_GONE = ", ".join(
    f"{{objet: {what}, date: 2024-01-12, retrait: 2024-05-03}}"
    for what in ("citation", "photo", "nom")
)
GIVEN = ALL_GONE.replace(", retrait: 2024-05-03", "")
DOSSIER = """\
departement: "01"
edition: 2024-12
%(fields)s
personnes:
  camille:
    {nom: Camille Martineau, fonction: formatrice, pseudonyme: LaMarti,
     consentements: [%(consents)s],
     photo: {fichier: images/camille.png, alt: La formatrice},
     autre_photo: {fichier: images/profil.png, alt: Un profil}}
  anne:
    {nom: Anne Durand, fonction: sage-femme, pseudonyme: Nanou, consentements: [%(given)s],
     autre_photo: {fichier: images/anne.png, alt: Le sourire}}
citations:
  bilan: {texte: Le bilan de la formatrice, personne: camille}
  recul: {texte: Le recul de la sage-femme, personne: anne}
contexte:
  titre: Le contexte
  blocs: [{type: paragraphe, texte: Un texte, %(inner)s}]
  %(fields)s
activites:
  - {titre: La formation, blocs: [Le récit], %(inner)s}
  - {titre: Le mur, phare: recul, blocs: [{type: citation, citation: bilan}]}
  - {titre: Le seul bilan, phare: bilan, blocs: [{type: citation, citation: bilan}]}
appel: {accroche: Parlons-en, contacts: [{fonction: accueil, courriel: a@exemple.fr}], %(inner)s}
"""
FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: moyens}]
"""


@frozen
class Place:
    root: Path

    def write(self, *, gone: bool) -> None:
        home = self.root / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True, exist_ok=True)
        (home / "images").mkdir(exist_ok=True)
        for name in ("camille", "profil"):
            shutil.copy(PICTURE, home / "images" / f"{name}.png")
        shutil.copy(OTHER, home / "images" / "anne.png")
        inner = fields("bilan")
        rows = inner.replace(", phares", "\nphares").replace(", mur", "\nmur")
        holes = {
            "consents": ALL_GONE if gone else GIVEN,
            "given": GIVEN,
            "inner": inner,
        }
        text = DOSSIER.replace("  %(fields)s", "  " + rows.replace("\n", "\n  "))
        (home / "dossier.yaml").write_text(text.replace("%(fields)s", rows) % holes, "utf-8")
        (home / "fiches" / "08.yaml").write_text(FICHE + rows + "\n", "utf-8")
        (self.root / "extensions").mkdir(exist_ok=True)
        (self.root / "extensions" / "phares.py").write_text(PLUGIN, "utf-8")

    def read(self) -> DossierReading:
        session = Session.start(None, (self.root / "extensions",))
        assert session.plugins.diagnostics == (), session.plugins.diagnostics[0].message + str(
            session.plugins.diagnostics[0].hints
        )
        return session.read(DossierFolder(self.root / "departments" / "01-ain"))

    def dossier(self) -> Dossier:
        reading = self.read()
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def named(dossier: Dossier, towards: str) -> set[str]:
    return {each.nom for each in iter_nodes(dossier, Renvoi) if each.vers == towards}


def holders(dossier: Dossier) -> list[Champs]:
    assert dossier.contexte and dossier.appel
    pieces = (
        dossier, dossier.contexte, dossier.contexte.blocs[0], dossier.activites[0],
        dossier.appel, dossier.fiches[0],
    )  # fmt: skip
    return [each.extensions for each in pieces]


def test_no_field_names_a_quote_that_went_and_each_keeps_the_others(place: Place) -> None:
    place.write(gone=True)
    dossier = place.dossier()
    assert named(dossier, "citations") == {"recul"}
    for added in holders(dossier):
        assert "phare" not in added
        assert [each.nom for each in added["phares"]] == ["recul"]
        first, last = added["mur"]  # what held that quote alone went with it
        assert isinstance(first, Groupe)
        assert (first.champs["par"].nom, str(first.champs["mot"])) == ("camille", "Reste")
        assert last.champs["dite"].nom == "recul"


def test_an_activity_whose_field_holds_something_still_stays(place: Place) -> None:
    place.write(gone=True)
    titles = [each.titre.plain for each in place.dossier().activites]
    assert titles == ["La formation", "Le mur"]


def test_what_a_plugin_says_of_a_person_goes_with_her_name_and_others_keep_theirs(
    place: Place,
) -> None:
    place.write(gone=True)
    dossier = place.dossier()
    camille, anne = dossier.personnes["camille"], dossier.personnes["anne"]
    assert (camille.extensions, camille.fonction) == ({}, "formatrice")
    assert str(anne.extensions["pseudonyme"]) == "Nanou"
    assert isinstance(anne.extensions["autre_photo"], Image)


def test_each_piece_that_goes_is_told(place: Place) -> None:
    place.write(gone=True)
    told = [each.message for each in place.read().diagnostics if each.code == "C903"]
    gone = [each.partition(" n’est plus")[0] for each in told]
    assert sorted(gone) == sorted(
        [
            "la citation `bilan`",
            "la photo",
            "le nom",
            "le champ `pseudonyme`",
            "le champ `autre_photo`",
        ]
    )


def test_with_consents_nothing_goes(place: Place) -> None:
    place.write(gone=False)
    dossier = place.dossier()
    assert named(dossier, "citations") == {"bilan", "recul"}
    assert all(len(added["mur"]) == 3 for added in holders(dossier))
    assert len(dossier.activites) == 3


@pytest.mark.parametrize("command", [("--only", "tout"), ("--draft", "--only", "tout")])
def test_no_document_nor_state_nor_cache_keeps_it(
    place: Place, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place.write(gone=False)
    plugins = ("--plugins", place.root / "extensions")
    assert ppgp("build", *command, *plugins, cwd=place.root).returncode == 0
    place.write(gone=True)
    done = ppgp("build", *command, *plugins, cwd=place.root)
    assert done.returncode == 0, done.stderr
    kinds = {".txt", ".html", ".json"}
    files = [each for each in (place.root / "sorties").rglob("*") if each.suffix in kinds]
    for file in files:
        text = file.read_text("utf-8")
        for gone in ("Martineau", "LaMarti", "de la formatrice", "Un profil"):
            assert gone not in text, (file, gone)
    (made,) = (each.read_text("utf-8") for each in files if each.suffix == ".txt")
    assert "profil.png" not in made
    assert all(kept in made for kept in ("Nanou", "Reste", "Le recul de la sage-femme"))
