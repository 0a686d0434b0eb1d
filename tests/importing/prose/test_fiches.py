"""A fiche action that notes draft: its fields by the words that lead them, its budget."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import pytest
import yaml

from ppgp_docs.francais.territoires import departement
from ppgp_docs.importing.prose.budgets import budget_in
from ppgp_docs.importing.prose.drafting import DraftOfNotes, draft_of
from ppgp_docs.importing.prose.items import Grid

NOTES = (
    "# Contexte",
    "Le service réunit 41 professionnels.",
    "# FICHE ACTION N° 12 – Renforcer les visites à domicile",
    "Référent : la cheffe du service de PMI.",
    "Objectif 4 : prévenir dès la naissance",
    "Constat : en 2022, 1 840 enfants vus, soit 38 %.",
    "Les visites se font sur critère.",
    "Calendrier : 2024 préparation ; 2025 : déploiement dans les MDS.",
    "Indicateurs : part des enfants vus ; délai moyen.",
    "Points de vigilance : les trajets d’hiver.",
    "Budget (en euros) :",
    "|",
    "Total général : 95 050 €",
    "# N°1 : les enquêtes",
    "187 parents ont répondu.",
)
BUDGET = (
    ("Financeur", "2024", "2025", "Total"),
    ("Département du Jura", "42 300", "38 750", "81 050"),
    ("ARS (FIR)", "-", "2 000 €", "2 000"),
    ("CAF du Jura", "12 000", "", "12 000"),
    ("Total", "54 300", "40 750", "95 050"),
)


def notes(lines: Sequence[str]) -> DraftOfNotes:
    document = docx.Document()
    for line in lines:
        if line == "|":
            table = document.add_table(len(BUDGET), len(BUDGET[0]))
            for row, cells in zip(table.rows, BUDGET, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif line.startswith("# "):
            document.add_heading(line[2:], 1)
        else:
            document.add_paragraph(line)
    document.save(content := BytesIO())
    return draft_of("notes.docx", content.getvalue(), departement("39"))


@pytest.fixture(scope="module")
def draft() -> DraftOfNotes:
    return notes(NOTES)


@pytest.fixture(scope="module")
def fiche(draft: DraftOfNotes) -> Any:
    return yaml.load(draft.files["fiches/12.yaml"], yaml.BaseLoader)


def test_a_part_called_a_fiche_action_is_one_and_no_activity(
    draft: DraftOfNotes, fiche: Any
) -> None:
    dossier = yaml.load(draft.files["dossier.yaml"], yaml.BaseLoader)
    assert [each["titre"] for each in dossier["activites"]] == ["Les enquêtes"]
    assert (fiche["numero"], fiche["titre"]) == ("12", "Renforcer les visites à domicile")
    assert draft.fiches == (12,) and "a_classer" not in dossier


def test_each_field_holds_what_its_word_leads(fiche: Any) -> None:
    rows = {each["cle"]: each.get("blocs") for each in fiche["rubriques"]}
    assert fiche["referent"] == "la cheffe du service de PMI"
    assert fiche["objectif"] == {"numero": "4", "intitule": "prévenir dès la naissance"}
    assert rows["constat"] == [
        "En 2022, 1 840 enfants vus, soit 38 %.",
        "Les visites se font sur critère.",
    ]
    assert fiche["calendrier"] == [
        {"annee": "2024", "texte": "Préparation"},
        {"annee": "2025", "texte": "Déploiement dans les MDS"},
    ]
    assert [each["libelle"] for each in fiche["indicateurs"]] == [
        "Part des enfants vus",
        "Délai moyen",
    ]
    assert fiche["points_de_vigilance"] == "Les trajets d’hiver."


def test_a_table_of_funders_and_years_is_the_budget_with_the_totals_that_it_tells(
    fiche: Any,
) -> None:
    lines = fiche["budget"]["lignes"]
    assert [(each["financeur"], each["annee"], each["montant"]) for each in lines] == [
        ("CD", "2024", "42 300"),
        ("CD", "2025", "38 750"),
        ("FIR", "2025", "2 000 €"),
        ("autre:CAF du Jura", "2024", "12 000"),
    ]
    assert fiche["budget"]["totaux_annonces"] == [
        {"annee": "2024", "montant": "54 300"},
        {"annee": "2025", "montant": "40 750"},
        {"montant": "95 050 €"},
    ]


def test_figures_and_dates_of_a_fiche_are_not_proposed_for_the_dossier(
    draft: DraftOfNotes,
) -> None:
    assert [each.number for each in draft.figures] == ["41", "187"] and not draft.dates


def test_every_paragraph_says_where_in_the_fiche_it_went(draft: DraftOfNotes) -> None:
    places = {each.rank: each.addresses for each in draft.origins}
    assert places[4] == ("fiche-12:referent",)
    assert "fiche-12:rubriques[constat].blocs[1]" in places[6]


def test_what_no_word_leads_waits_for_its_place(draft: DraftOfNotes) -> None:
    lines = (*NOTES[:3], "Une phrase avant tout champ.", *NOTES[3:])
    dossier = yaml.load(notes(lines).files["dossier.yaml"], yaml.BaseLoader)
    assert dossier["a_classer"]["blocs"] == ["Une phrase avant tout champ."]


def test_a_second_fiche_of_the_same_number_is_not_lost() -> None:
    lines = (*NOTES, "# Fiche action 12 : une autre", "Elle attend.")
    dossier = yaml.load(notes(lines).files["dossier.yaml"], yaml.BaseLoader)
    assert dossier["activites"][-1] == {
        "titre": "Fiche action 12 : une autre",
        "blocs": ["Elle attend."],
    }


@pytest.mark.parametrize(
    "rows",
    [
        (("Financeur", "2024"), ("Département", "à voir")),
        (("Financeur", "Service", "2024"), ("Département", "PMI", "12")),
        (("Financeur", "Montant"), ("Département", "12")),
        (("2024", "2025"), ("12", "13")),
        (("Financeur", "2024"), ("", "12")),
        (("Financeur", "2024"),),
    ],
)
def test_another_table_is_no_budget(rows: tuple[tuple[str, ...], ...]) -> None:
    """It stays a table, whole: nothing of it is dropped."""
    assert budget_in(Grid(1, rows), ()) is None
