"""What stands in lists within lists, filled in Excel: years of indicators, movements of credits."""

from __future__ import annotations

import io

import openpyxl
import pytest
import yaml
from tests.form.filling import CONTRACT, back, dossier, fiche_file, form_of, taken

FIGURES = """  vus_2021: {valeur: 120, base: nes_2021, source: bilan de PMI}
  nes_2021: {valeur: 900}
"""


def typed(data: bytes, cells: dict[tuple[str, int], dict[str, object]]) -> bytes:
    """The workbook with cells filled, by sheet and row from 1 below the titles, and by title."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (name, rank), values in cells.items():
        titles = {cell.value: cell.column for cell in book[name][5]}
        for title, value in values.items():
            book[name].cell(5 + rank, titles[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
    return [row[:4] for row in openpyxl.load_workbook(io.BytesIO(data))[name].iter_rows(
        min_row=6, values_only=True)]  # fmt: skip


@pytest.fixture
def sheet(known):
    """A fiche that follows two indicators, the first for a year already."""
    file = fiche_file(known)
    said = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    said["chiffres"] |= yaml.load(FIGURES, yaml.BaseLoader)
    said["indicateurs"] = [
        {"libelle": "Enfants vus", "suivi": [{"annee": "2021", "resultat": "vus_2021"}]},
        {"libelle": "Visites"},
    ]
    file.write_text(yaml.dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return known


def test_the_years_of_indicators_and_their_figures_are_filled_in_excel(sheet, session):
    data = form_of(sheet, session, "77", 8, is_budget=True)
    assert back(sheet, session, data, ".xlsx").comparison.is_empty
    owners = [row[0] for row in rows(data, "Suivi") if row[0]]
    second = owners.index("Visites") + 1
    blank = next(rank for rank, row in enumerate(rows(data, "Chiffres"), start=1) if not row[0])
    told = rows(data, "Chiffres")
    known = next(rank for rank, row in enumerate(told, start=1) if row[0] == "vus_2021")
    data = typed(data, {
        ("Suivi", 1): {"Commentaire": "Un poste vacant"},
        ("Suivi", 2): {"Année": 2022, "Résultat": "vus_2022"},
        ("Suivi", second): {"Année": 2022, "Résultat": "visites_2022"},
        ("Chiffres", known): {"Valeur": 121},
        ("Chiffres", blank): {"Nom": "vus_2022", "Valeur": 171, "Base": "nes_2021"},
        ("Chiffres", blank + 1): {"Nom": "visites_2022", "Valeur": "1 204", "Date": "12/2022"},
    })  # fmt: skip
    found = taken(sheet, session, data, ".xlsx")
    assert not found.left_over
    said = yaml.load(fiche_file(sheet).read_text("utf-8"), yaml.BaseLoader)
    assert said["indicateurs"] == [
        {"libelle": "Enfants vus", "suivi": [
            {"annee": "2021", "resultat": "vus_2021", "commentaire": "Un poste vacant"},
            {"annee": "2022", "resultat": "vus_2022"},
        ]},
        {"libelle": "Visites", "suivi": [{"annee": "2022", "resultat": "visites_2022"}]},
    ]  # fmt: skip
    figures = said["chiffres"]
    assert figures["vus_2021"]["valeur"] == "121"
    assert figures["vus_2022"] == {"valeur": "171", "base": "nes_2021"}
    assert figures["visites_2022"] == {"valeur": "1 204", "date": "12/2022"}


def test_an_amendment_and_its_movements_are_filled_in_excel(shipped, session):
    before = dossier(shipped, CONTRACT)
    assert "avenants" not in before
    data = form_of(shipped, session, "77", is_contract=True, is_budget=True)
    assert back(shipped, session, data, ".xlsx").comparison.is_empty
    taken(shipped, session, typed(data, {
        ("Avenants", 1): {"Numéro": 1, "Date": "24/06/2021", "Objet": "Reporter les formations"},
        ("Mouvements", 1): {
            "Montant": 1200.5, "Pris sur : fiche": 8, "Pris sur : financeur": "Département",
            "Pris sur : année": 2021, "Pris sur : nature": "Transverse", "Donné à : année": 2022,
        },
    }), ".xlsx")  # fmt: skip
    (made,) = dossier(shipped, CONTRACT)["avenants"]
    (moved,) = made.pop("mouvements")
    assert made == {"numero": "1", "date": "24/06/2021", "objet": "Reporter les formations"}
    assert moved["de"] == {
        "fiche": "8", "financeur": "CD", "annee": "2021", "nature": "transverse",
    }  # fmt: skip
    assert moved["vers"] == {"annee": "2022"}
    assert "200,50" in moved["montant"]
    data = form_of(shipped, session, "77", is_contract=True, is_budget=True)
    assert rows(data, "Mouvements")[0][:2] == ("1", 1200.5)
    taken(shipped, session, typed(data, {("Mouvements", 1): {"Montant": 1300}}), ".xlsx")
    (again,) = dossier(shipped, CONTRACT)["avenants"]
    assert again["mouvements"][0]["montant"].replace("\u202f", " ") == "1 300 €"


def test_a_form_that_was_taken_once_adds_nothing_again(sheet, session):
    data = form_of(sheet, session, "77", 8, is_budget=True)
    lines = [row[0] for row in rows(data, "Lignes")].index(None) + 1
    blank = [row[0] for row in rows(data, "Chiffres")].index(None) + 1
    line = {"Financeur": "Département", "Nature": "Propre", "Année": 2022, "Montant": 80}
    data = typed(data, {
        ("Lignes", lines): line,
        ("Suivi", 2): {"Année": 2022, "Résultat": "vus_2022"},
        ("Chiffres", blank): {"Nom": "vus_2022", "Valeur": 171},
    })  # fmt: skip
    taken(sheet, session, data, ".xlsx")
    once = fiche_file(sheet).read_text("utf-8")
    assert back(sheet, session, data, ".xlsx").comparison.is_empty
    data = typed(data, {("Lignes", lines): {"Statut": "Acquis"}})
    assert len(taken(sheet, session, data, ".xlsx").proposals) == 1
    granted = fiche_file(sheet).read_text("utf-8").count("statut: acquis")
    assert granted == once.count("statut: acquis") + 1


@pytest.mark.parametrize(
    ("name", "row", "lacks"),
    [
        ("Suivi", {"Cible de l’année": "vus_2021"}, "Année"),
        ("Suivi", {"Commentaire": "Un poste vacant"}, "Année"),
        ("Lignes", {"Financeur": "Département", "Nature": "Propre", "Année": 2022}, "Montant"),
    ],
)
def test_a_row_that_lacks_what_it_needs_is_asked_and_the_whole_ones_are_taken(
    sheet, session, name, row, lacks
):
    data = form_of(sheet, session, "77", 8, is_budget=True)
    rank = [one[0] for one in rows(data, name)].index(None) + 1 if name != "Suivi" else 2
    blank = [one[0] for one in rows(data, "Chiffres")].index(None) + 1
    whole = {"Nom": "vus_2022", "Valeur": 171}
    data = typed(data, {(name, rank): row, ("Chiffres", blank): whole})
    asked = list(back(sheet, session, data, ".xlsx").comparison.proposals)
    [unsure] = [one for one in asked if not one.is_sure]
    assert f"il manque «\u00a0{lacks}\u00a0»" in unsure.why.replace("« ", "«\u00a0").replace(
        " »", "\u00a0»"
    )
    assert "le dossier ne serait plus complet" in unsure.why
    assert unsure.changes
    assert [one.back for one in asked if one.is_sure] == ["vus_2022 · 171"]


def test_what_lacks_in_a_dossier_that_is_not_complete_yet_is_taken(sheet, session):
    data = form_of(sheet, session, "77", 8, is_budget=True)
    file = fiche_file(sheet)
    said = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    del said["referent"]
    file.write_text(yaml.dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    data = typed(data, {("Suivi", 2): {"Commentaire": "Un poste vacant"}})
    [one] = back(sheet, session, data, ".xlsx").comparison.proposals
    assert one.is_sure
