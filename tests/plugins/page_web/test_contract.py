"""The page of a contract says what its Word file says, for those who open no Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.chromium import violations
from tests.plugins.page_web.conftest import Make, words

from ppgp_docs.api import ContractBudget, Dossier, drawn
from ppgp_docs.diagnostics import has_errors
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_fiche_action.format import RecapitulatifFormat
from ppgp_page_web.format import PageWeb

SUMMED = "77-seine-et-marne"
LAST = -1


def test_it_holds_each_amount_of_the_word_file_under_the_same_title(
    make: Make, read: Callable[[str], Dossier]
) -> None:
    page = make(SUMMED, LAST)
    (word,) = RecapitulatifFormat().documents(read(SUMMED))
    said = "".join(words(page.tree).split())
    amounts = ["".join(each.split()) for each in word.expected]
    assert len(amounts) > 5
    assert [each for each in amounts if each not in said] == []
    assert page.document.title == word.title
    assert page.document.name == word.name


def test_every_text_of_the_contract_is_proved_to_be_there(
    session: Session, read: Callable[[str], Dossier]
) -> None:
    document = PageWeb().documents(read(SUMMED))[LAST]
    made = render(document, session)
    assert made.data is not None
    assert not has_errors(made.diagnostics), made.diagnostics


def test_its_amounts_are_cells_that_a_header_names(make: Make) -> None:
    page = make(SUMMED, LAST)
    for table in page.all("table"):
        columns = [each for each in table.iter("th") if each.get("scope") == "col"]
        for row in table.iter("tr"):
            assert len([each for each in row if each.tag in ("th", "td")]) == len(columns)
        assert table.find("caption") is not None


def test_a_dossier_without_a_contract_has_no_page_of_it(read: Callable[[str], Dossier]) -> None:
    names = [each.name for each in PageWeb().documents(read("01-ain"))]
    assert names == ["etude-de-cas-ain"]


def test_a_contract_without_fiches_has_no_page_yet_and_says_why(
    read: Callable[[str], Dossier],
) -> None:
    (*_, alone) = PageWeb().documents(evolve(read(SUMMED), fiches=()))
    assert PageWeb().refusal(alone) == "ce contrat n’a encore aucune fiche action ici"


FUNDERS = ("CD", "FIR", "BOP304", '"autre:Communauté d’agglomération du Pays ajaccien"')
YEARS = range(2020, 2026)


@pytest.fixture
def wide(tmp_path: Path, session: Session) -> Dossier:
    """Six years of millions with their cents, each with its states, and envelopes."""
    folder = tmp_path / "77-seine-et-marne"
    (folder / "fiches").mkdir(parents=True)
    envelopes = "".join(
        f"  - {{financeur: {one}, montant: '13 083 000,30 €'}}\n" for one in FUNDERS
    )
    contract = f"intitule: Contrat\nperiode: {{debut: 2020, fin: 2025}}\nenveloppes:\n{envelopes}"
    lines = "".join(
        f"    - {{financeur: {one}, nature: propre, annee: {year}, montant: '2 180 500,05 €', "
        "statut: notifie, etats: [{statut: realise, montant: '1 900 000,25 €'}]}\n"
        for one in FUNDERS
        for year in YEARS
    )
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    (folder / "contrat.yaml").write_text(contract, "utf-8")
    (folder / "fiches" / "08.yaml").write_text(
        "numero: 8\ntitre: Visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        f"rubriques: [{{cle: moyens}}]\nbudget:\n  lignes:\n{lines}",
        "utf-8",
    )
    reading = session.read(DossierFolder(folder))
    assert reading.dossier is not None, reading.diagnostics
    return reading.dossier


def test_what_became_of_the_money_stands_beside_what_was_foreseen(
    make: Make, wide: Dossier
) -> None:
    (table,) = (each for each in make(wide, LAST).all("table") if "réalisé" in words(each))
    header, *rows = ([words(cell) for cell in row] for row in table.iter("tr"))
    assert header[2:] == ["Prévu", "Réalisé", "Réalisé moins prévu", "Taux de réalisation"]
    assert len(rows) == len(FUNDERS) * (len(YEARS) + 1) + len(YEARS) + 1
    assert ["".join(each.split()) for each in rows[-1][:4]] == [
        "Total",
        "Toutes",
        "52332001,20€",
        "45600006,00€",
    ]


@pytest.mark.browser
def test_on_paper_no_column_is_cut_however_many_the_years(
    make: Make, wide: Dossier, show: Callable[..., Any]
) -> None:
    import pypdfium2

    page = make(wide, LAST)
    with pypdfium2.PdfDocument(show(page).pdf(prefer_css_page_size=True)) as pdf:
        printed = "".join(each.get_textpage().get_text_bounded() for each in pdf)
    squeezed = "".join(printed.split())
    unseen = [head for each in page.all("thead") if each.get("class") for head in each.iter("th")]
    seen = (each for each in page.all("th", "td") if each not in unseen)
    cells = ["".join(words(each).split()) for each in seen]
    assert [each for each in cells if each not in squeezed] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(
    make: Make, show: Callable[..., Any], scheme: str
) -> None:
    shown = show(make(SUMMED, LAST), 320, scheme)
    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_fiches_carry_of_each_envelope_is_drawn_and_said(make: Make, wide: Dossier) -> None:
    budget = ContractBudget(wide)
    page = make(wide, LAST)
    (chart,) = [each for each in page.all("table") if each.get("class") == "graphique-table"]
    said = [each.text for each in chart.iter("span")]
    assert said == [each.said for each in drawn.envelope_uses(budget)] != []
    tracks = [each.get("width") for each in chart.iter("rect") if each.get("class") == "barre-fond"]
    assert "100.00%" in tracks
