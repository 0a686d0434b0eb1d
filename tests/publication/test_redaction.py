"""A withdrawn name: refused wherever a text says it, replaced in a draft, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.publication.withdrawn import (
    DOSSIER,
    FILES,
    NAMED,
    Folder,
    as_yaml,
    leaves,
    of_code,
    saying,
    says,
)

from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.prose import Run
from ppgp_docs.publication.redaction import REMOVED, Names, redact
from ppgp_docs.publication.unprinted_names import names_sent
from ppgp_docs.session import Session

PLACES = [(file, path) for file, content in FILES.items() for path in leaves(content)]


def test_the_dossier_of_these_tests_has_every_text_and_no_error(folder: Folder) -> None:
    assert len(PLACES) > 90
    reading = folder.read()
    assert [each for each in reading.diagnostics if each.is_error] == []
    assert reading.dossier is not None


@pytest.mark.parametrize(("file", "path"), PLACES, ids=str)
@pytest.mark.campaign(share=4)
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
    ("act", "field", "typed", "left"),
    [
        ("deliberations", "reference", "Martineau 2024", "[nom retiré] 2024"),
        ("deliberations", "lien", "https://exemple.fr/camille-martineau.pdf", ""),
        ("deliberations", "lien", "https://exemple.fr/actes/MARTINEAU_Camille.pdf", ""),
        ("subventions", "reference", "Convention Camille Martineau", "Convention [nom retiré]"),
        ("subventions", "dispositif", "aide de Mme Martineau", "aide de [nom retiré]"),
    ],
)
def test_an_act_published_as_open_data_names_nobody_who_withdrew(
    folder: Folder, act: str, field: str, typed: str, left: str
) -> None:
    said = {"objet": "Objet", "date": "2024-01-02", "reference": "CD-1"}
    told = {
        "deliberations": {"matiere": "8.2"},
        "subventions": {
            "montant": "10 €", "versement": "unique", "debut": "2024-01-02",
            "beneficiaires": [{"nom": "Les Premiers Pas", "rna": "W380475558"}],
        },
    }  # fmt: skip
    content = copy.deepcopy(FILES["contrat.yaml"])
    content |= {act: [said | told[act] | {field: typed}]}
    folder.write("contrat.yaml", content)
    assert len(of_code(folder.read(), "C904")) == 1
    contract = folder.draft().contrat
    assert contract is not None
    assert getattr(getattr(contract, act)[0], field) == left


def test_a_funder_that_is_called_after_her_is_masked_in_what_amendments_move_too(
    folder: Folder,
) -> None:
    content = copy.deepcopy(FILES["contrat.yaml"])
    vers = {"fiche": "8", "financeur": "autre:Fondation Camille Martineau", "annee": "2021"}
    move = {"montant": "10 €", "vers": vers, "libelle": "Un don"}
    content["avenants"] = [
        {"numero": "1", "date": "2021-06-24", "objet": "Un don", "mouvements": [move]}
    ]
    folder.write("contrat.yaml", content)
    assert len(of_code(folder.read(), "C904")) == 1
    draft = folder.draft()
    assert not says(draft)
    assert "autre:Fondation [nom retiré]" in repr(draft)


def test_a_contact_known_by_an_initial_may_be_her(folder: Folder) -> None:
    content = copy.deepcopy(DOSSIER)
    content["appel"]["contacts"].append({"nom": "C. Martineau", "fonction": "Un texte"})
    content["contexte"]["blocs"].append("Merci à C. Martineau.")
    folder.write("dossier.yaml", content)
    assert {each.severity for each in of_code(folder.read(), "C904")} == {Severity.ERROR}
    assert not says(folder.draft())


@pytest.mark.parametrize("other", ["Paul Martineau", "P. Martineau", "Claire Martineau"])
def test_a_contact_of_another_first_name_stays(folder: Folder, other: str) -> None:
    content = copy.deepcopy(DOSSIER)
    content["appel"]["contacts"].append({"nom": other, "fonction": "Un texte"})
    folder.write("dossier.yaml", content)
    assert of_code(folder.read(), "C904") == []


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
        ("Merci à Camille Marti**neau** ici.", "Merci à [nom retiré] ici."),
        ("Merci à **C**amille **Mar**tineau.", "Merci à [nom retiré]."),
        ("Merci à C**amille Mar**tineau.", "Merci à [nom retiré]."),
        ("Merci à **C**amille, **M**artineau.", "Merci à [nom retiré]."),
        ("Merci à Camille, Martineau.", "Merci à [nom retiré]."),
        ("Merci à **Camille, Martineau**.", "Merci à [nom retiré]."),
        ("Merci à Camille ; Martineau.", "Merci à [nom retiré]."),
        ("Merci à « Camille » Martineau.", "Merci à [nom retiré]."),
        ("Merci à Camille « Martineau ».", "Merci à [nom retiré]."),
        ("Merci à (Camille) Martineau.", "Merci à [nom retiré]."),
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


PLUGIN = """
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_schema("ingredient", {"nom": {"genre": "ligne"}, "lieu": {"genre": "mot"}})
    schemas.add_block("recette", {
        "titre": {"genre": "ligne"},
        "chapeau": {"genre": "prose"},
        "lieu": {"libelle": "Lieu", "genre": "mot"},
        "qui": {"genre": "cle"},
        "plan": {"genre": "fichier"},
        "conseils": {"type": "list", "schema": {"genre": "prose"}},
        "saisons": {"type": "list", "schema": {"genre": "mot"}},
        "points": {"type": "list", "schema": {"type": "list", "schema": {"genre": "ligne"}}},
        "ingredients": {"type": "list", "schema": {"type": "dict", "schema": "ingredient"}},
        "vue": {"type": "dict", "schema": "image"},
        "blocs": {"type": "list"},
    })
    schemas.add_field("dossier", "slogan", {"libelle": "Slogan", "genre": "mot"})
    schemas.add_field("priorite", "porteur", {"libelle": "Porteur", "genre": "ligne"})
"""
RECIPE = {
    "type": "recette",
    "titre": "Un texte de recette",
    "chapeau": "Un texte de chapeau",
    "lieu": "un texte de lieu",
    "qui": "camille_martineau",
    "plan": "images/p.png",
    "conseils": ["Un texte de conseil"],
    "saisons": ["un texte de saison"],
    "points": [["Un texte de point"]],
    "ingredients": [{"nom": "Un texte de nom", "lieu": "un texte de lieu"}],
    "vue": {"fichier": "images/p.png", "alt": "Un texte de vue"},
    "blocs": ["Un texte de bloc"],
}
ADDED: dict[str, Any] = copy.deepcopy(DOSSIER)
ADDED["slogan"] = "un texte de slogan"
ADDED["et_apres"]["priorites"][0]["porteur"] = "Un texte de porteur"
ADDED["contexte"]["blocs"] = ["Un début", RECIPE]
BY_PLUGINS = [
    *(path for path in leaves(ADDED) if path[:3] == ("contexte", "blocs", 1)),
    ("slogan",),
    ("et_apres", "priorites", 0, "porteur"),
]


@pytest.fixture(scope="module")
def cook(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session with a plugin that adds a block and fields."""
    extensions = tmp_path_factory.mktemp("extensions")
    (extensions / "cuisine.py").write_text(PLUGIN, encoding="utf-8")
    return Session.start(None, (extensions,))


def test_the_keys_and_files_that_a_plugin_asks_for_may_bear_the_name(
    folder: Folder, cook: Session
) -> None:
    folder.session = cook
    folder.write("dossier.yaml", ADDED)
    reading = folder.read()
    assert [each.code for each in reading.diagnostics if each.is_error] == []
    assert len(BY_PLUGINS) == 12


@pytest.mark.parametrize("path", BY_PLUGINS, ids=str)
def test_what_a_plugin_adds_is_read_and_replaced_all_the_way_down(
    folder: Folder, cook: Session, path: tuple[Any, ...]
) -> None:
    folder.session = cook
    text = folder.write("dossier.yaml", saying(ADDED, path, NAMED))
    (told,) = of_code(folder.read(), "C904")
    line = 1 + next(rank for rank, line in enumerate(text.splitlines()) if "MARTINEAU" in line)
    assert told.span is not None
    assert told.span.line == line
    draft = folder.draft()
    plugged = [draft.extensions, draft.et_apres and draft.et_apres.priorites[0].extensions]
    everything = repr((draft, [{**each, **each.en_clair} for each in plugged if each]))
    assert not says(everything.replace("camille_martineau", ""))
    assert REMOVED in everything


def test_a_key_that_names_someone_is_told_in_what_comes_back_alone(folder: Folder) -> None:
    """Word and Excel files of fiches and contract bear keys; those of the case study do not."""
    content = copy.deepcopy(DOSSIER)
    content["chiffres"]["martineau"] = content["chiffres"]["formes"]
    folder.write("dossier.yaml", content)
    reading = folder.read()
    assert reading.dossier is not None
    names = Names.withdrawn(reading.dossier)
    assert list(names_sent(reading.dossier, names)) == []
