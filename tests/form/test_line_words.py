"""States, papers and weights of a line: asked in Excel and in Word, written as the dossier does."""

from __future__ import annotations

import io
import shutil
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.form.filling import back, dossier, form_of, in_controls, taken
from tests.roundtrip.conftest import ESSAI, SHIPPED
from tests.roundtrip.test_workbook_edits import STATES

from ppgp_docs.budget import LIBELLES_STATUTS
from ppgp_docs.form.line_words import state_words, weights_words
from ppgp_docs.importing.line_words import UntypableError, states, weights
from ppgp_docs.importing.proposals import ProposalKind

COST = (
    "couts_transverses:\n  # ce que les fiches se partagent\n"
    "  - {financeur: FIR, annee: 2021, montant: 120 000 €, cle: {8: 250, 9: 120}}\n"
)

dates = (
    st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%Y-%m-%d}")
    | st.just("2025-03")
    | st.just("2025")
)
papers = st.fixed_dictionaries(
    {"type": st.sampled_from(["devis", "facture", "mandat"])},
    optional={
        "reference": st.from_regex(r"[A-Z]{1,3}[-/ ]?\d{1,5}", fullmatch=True),
        "date": dates,
    },
)
amounts = st.decimals(0, 10**7, places=2).map(lambda one: f"{one} €".replace(".", ","))
known = st.fixed_dictionaries(
    {"statut": st.sampled_from(list(LIBELLES_STATUTS)), "montant": amounts},
    optional={"date": dates, "piece": papers},
)


@given(st.lists(known, max_size=5))
def test_states_that_are_shown_are_read_as_they_were(held):
    assert states("\n".join(map(state_words, held))) == held


@given(st.dictionaries(st.integers(1, 999).map(str), st.integers(0, 9999).map(str)))
def test_weights_that_are_shown_are_read_as_they_were(held):
    assert weights(weights_words(held)) == held


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("proposé : 12 000 €", {"statut": "propose", "montant": "12 000 €"}),
        ("ENGAGÉ: 8800", {"statut": "engage", "montant": "8800"}),
        (
            "réalisé : 5 € ; le 03/02/2026",
            {"statut": "realise", "montant": "5 €", "date": "2026-02-03"},
        ),
        (
            "mandate : 5 € ; Facture n° 4, mars 2026",
            {"statut": "mandate", "montant": "5 €",
             "piece": {"type": "facture", "reference": "4", "date": "2026-03"}},
        ),
    ],
)  # fmt: skip
def test_a_state_is_read_as_people_type_it(text, read):
    assert states(text) == [read]


@pytest.mark.parametrize("text", ["à voir", "payé : 5 €", "engagé : bientôt", "engagé"])
def test_what_is_no_state_is_told_with_what_is_expected(text):
    with pytest.raises(UntypableError, match="n’est pas"):
        states(text)


@pytest.mark.parametrize("text", ["8", "8 : 250\n8 : 300", "zéro : 5"])
def test_what_is_no_weight_is_told(text):
    with pytest.raises(UntypableError):
        weights(text)


@pytest.fixture
def rich(tmp_path):
    """A fiche whose lines have dates and states, a contract whose costs have a key."""
    root = tmp_path
    shutil.copytree(ESSAI, root / "departments" / "2A-essai")
    [file] = (root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n  lignes:\n", f"\n  lignes:\n{STATES}", 1), "utf-8")
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    contract = root / "departments" / "77-seine-et-marne" / "contrat.yaml"
    contract.write_text(f"{contract.read_text('utf-8')}\n{COST}", "utf-8")
    return root


def typed(data: bytes, sheet: str, row: int, values: dict[str, object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    titles = {cell.value: cell.column for cell in book[sheet][5]}
    for title, value in values.items():
        book[sheet].cell(row, titles[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_forms_that_nobody_touched_change_nothing(rich, session):
    budget = form_of(rich, session, "2A", 12, is_budget=True)
    contract = form_of(rich, session, "77", is_contract=True, is_budget=True)
    for data in (budget, contract):
        assert back(rich, session, data, ".xlsx").comparison.is_empty
    assert back(rich, session, form_of(rich, session, "2A", 12)).comparison.is_empty
    assert back(rich, session, form_of(rich, session, "77", is_contract=True)).comparison.is_empty


def lines_of(root) -> list:
    [file] = (root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return dossier(root, f"2A-essai/fiches/{file.name}")["budget"]["lignes"]


def test_states_and_dates_come_back_from_excel(rich, session):
    before = lines_of(rich)
    data = form_of(rich, session, "2A", 12, is_budget=True)
    data = typed(data, "Lignes", 7, {"Date": "12/03/2024", "Autres états": "Proposition : 900 €"})
    found = taken(rich, session, data, ".xlsx")
    assert len(found.proposals) == 2
    after = lines_of(rich)
    assert after[1] == {
        **before[1], "date": "12/03/2024", "etats": [{"statut": "propose", "montant": "900 €"}],
    }  # fmt: skip
    assert [after[0], *after[2:]] == [before[0], *before[2:]]


def test_the_key_of_a_shared_cost_is_typed_in_excel(rich, session):
    data = form_of(rich, session, "77", is_contract=True, is_budget=True)
    data = typed(data, "Coûts transverses", 6, {"Clé de répartition": "8 : 300\nfiche 9 = 100"})
    [one] = taken(rich, session, data, ".xlsx").proposals
    assert one.kind is ProposalKind.CHANGED
    [cost] = dossier(rich, "77-seine-et-marne/contrat.yaml")["couts_transverses"]
    assert cost["cle"] == {"8": "300", "9": "100"}


def test_the_key_of_a_shared_cost_is_typed_in_word(rich, session):
    data = form_of(rich, session, "77", is_contract=True)
    place = "contrat:couts_transverses[1].cle"
    answers = {f"{place}[3].cle": "12", f"{place}[3].valeur": "30", f'{place}."8"': "260"}
    taken(rich, session, in_controls(data, answers))
    [cost] = dossier(rich, "77-seine-et-marne/contrat.yaml")["couts_transverses"]
    assert cost["cle"] == {"8": "260", "9": "120", "12": "30"}


def test_the_states_of_a_line_are_typed_in_word(rich, session):
    data = form_of(rich, session, "2A", 12)
    place = "fiche-12:budget.lignes[2]"
    answers = {
        f"{place}.date": "12/03/2024",
        f"{place}.etats[1].statut": "Proposition",
        f"{place}.etats[1].montant": "900 €",
    }
    taken(rich, session, in_controls(data, answers))
    line = lines_of(rich)[1]
    assert line["etats"] == [{"statut": "propose", "montant": "900 €"}]
    assert line["date"] == "12/03/2024"
