"""The table of charges and products: each account once, named by what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fabrique import write_contract

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.model.printed_funding import printed_fundings
from ppgp_docs.model.printed_tables import PrintedCell, PrintedTable
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

FICHE = """numero: 4
titre: Des vacances
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMI
rubriques: [{{cle: moyens}}]
sous_actions: [{{numero: '4.1', titre: Partir}}]
budget:
  lignes: [{{financeur: FIR, nature: propre, annee: 2026, montant: 150}}]
  charges: [{0}]
"""


@pytest.mark.parametrize(
    ("charges", "printed"),
    [
        (
            "{compte: '65748', annee: 2026, montant: 150}",
            ["65748 – Autres charges de gestion courante: 150"],
        ),
        (
            "{compte: '65', annee: 2026, montant: 150}",
            ["65 – Autres charges de gestion courante: 150"],
        ),
        (
            "{compte: '65748', annee: 2026, montant: 90}, "
            "{compte: '65', annee: 2026, montant: 60, libelle: Cotisations}",
            [
                "65 – Autres charges de gestion courante: 150",
                "65748 – Autres charges de gestion courante: 90",
                "Cotisations: 60",
            ],
        ),
        (
            "{compte: '64', annee: 2026, montant: 90, grade: éducatrice, sous_action: '4.1'}, "
            "{compte: '64', annee: 2026, montant: 60}",
            [
                "64 – Charges de personnel: 150",
                "éducatrice, sous-action 4.1: 90",
                "64 – sans libellé: 60",
            ],
        ),
        (
            "{compte: '64', annee: 2026, montant: 150, grade: éducatrice}",
            ["64 – Charges de personnel: 150", "éducatrice: 150"],
        ),
        (
            "{compte: '6226', annee: 2026, montant: 150, libelle: Formatrice}",
            ["62 – Autres services extérieurs: 150", "6226 – Formatrice: 150"],
        ),
    ],
)
def test_a_charge_without_a_label_is_its_account_and_the_name_of_it(
    session: Session, tmp_path: Path, charges: str, printed: list[str]
) -> None:
    """« 65748 – – » stood there, below an account of the same amount."""
    cells = _rows(session, tmp_path, FICHE.format(charges))
    read = [f"{name}: {amount}" for name, amount, *_ in cells if name]
    assert [simplifier(one).removesuffix(" €") for one in read] == printed


def test_the_finer_account_of_a_line_of_financing_stands_before_its_funder(
    session: Session, tmp_path: Path
) -> None:
    lines = (
        "{financeur: FIR, nature: propre, annee: 2026, montant: 150}",
        "{financeur: FIR, nature: propre, annee: 2026, montant: 90, compte: '7471'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 50, compte: '7478'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 10, compte: '7478'}",
    )
    fiche = FICHE.format("{compte: '64', annee: 2026, montant: 150}").replace(*lines)
    read = [f"{name}: {amount}" for *_, name, amount in _rows(session, tmp_path, fiche) if name]
    funder = "Fonds d’intervention régional (FIR) – proposition"
    assert [simplifier(one).removesuffix(" €") for one in read] == [
        "74 – Subventions d’exploitation: 150",
        f"7471 – {funder}: 90",
        f"7478 – {funder}: 60",
    ]


def _rows(session: Session, tmp_path: Path, fiche: str) -> list[list[str]]:
    """The table of the year but for its totals, as it is printed."""
    contrat = "intitule: Essai\nperiode: {debut: 2026, fin: 2026}\n"
    write_contract(tmp_path, contrat, {4: fiche})
    (folder,) = find_workspace(tmp_path).folders()
    story = session.read(folder).dossier
    assert story is not None
    (funding,) = printed_fundings(story, story.fiches[0])
    (table,) = (one for one in funding.tables() if one.key.startswith("comptes/2026"))
    return [["".join(part.text for part in cell) for cell in row] for row in table.rows[:-1]]


WHOLE = """numero: 4
titre: Des vacances
objectif: {numero: 4, intitule: Un objectif}
referent: DPMI
rubriques: [{cle: moyens}]
sous_actions: [{numero: '4.1', titre: Partir}, {numero: '4.2', titre: Rester}]
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2026, montant: 100, sous_action: '4.1'}
    - {financeur: CD, nature: propre, annee: 2026, montant: 20, sous_action: '4.2'}
    - {financeur: CD, nature: propre, annee: 2027, montant: 5, sous_action: '4.1'}
    - {financeur: CD, nature: propre, annee: 2026, montant: 7}
MORE"""
CHARGES = """  charges:
    - {compte: '64', annee: 2026, montant: 110, sous_action: '4.2'}
    - {compte: '60', annee: 2026, montant: 17}
    - {compte: '64', annee: 2027, montant: 5, sous_action: '4.1'}
    - {compte: '86', annee: 2026, montant: 30, sous_action: '4.1'}
  produits:
    - {compte: '87', annee: 2026, montant: 30}
"""
INVESTED = """\
    - {financeur: CD, nature: propre, annee: 2027, montant: 40, section: investissement}
"""


def test_what_pays_and_what_costs_are_told_by_sub_action_and_year_what_has_none_last(
    session: Session, tmp_path: Path
) -> None:
    told = _told(session, tmp_path, CHARGES)
    assert told["sous-actions"] == [
        ["4.1 – Partir", "100 €", "5 €", "105 €"],
        ["4.2 – Rester", "20 €", "0 €", "20 €"],
        ["Action entière", "7 €", "0 €", "7 €"],
        ["Total", "127 €", "5 €", "132 €"],
    ]
    assert told["couts"] == [
        ["4.1 – Partir", "0 €", "5 €", "5 €"],
        ["4.2 – Rester", "110 €", "0 €", "110 €"],
        ["Action entière", "17 €", "0 €", "17 €"],
        ["Total", "127 €", "5 €", "132 €"],
    ], "what is given is in no sum of euros"


def test_what_is_given_is_below_the_totals_and_in_the_grand_total(
    session: Session, tmp_path: Path
) -> None:
    rows = _told(session, tmp_path, CHARGES)["comptes/2026-fonctionnement"]
    assert ["Total des charges", "127 €", "Total des produits", "127 €"] in rows
    assert rows[-1] == ["Total général", "157 €", "Total général", "157 €"]


def test_sections_are_told_where_something_is_invested_and_nothing_by_account(
    session: Session, tmp_path: Path
) -> None:
    assert _told(session, tmp_path, INVESTED)["sections"] == [
        ["Fonctionnement", "127 €", "5 €", "132 €"],
        ["Investissement", "0 €", "40 €", "40 €"],
        ["Total", "127 €", "45 €", "172 €"],
    ]


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        (CHARGES, ["Budget 2026", "Budget 2027"]),
        (
            INVESTED + CHARGES,
            [
                "Budget 2026, fonctionnement",
                "Budget 2027, fonctionnement",
                "Budget 2027, investissement",
            ],
        ),
    ],
)
def test_the_tables_of_years_name_their_section_where_there_are_two(
    session: Session, tmp_path: Path, more: str, titles: list[str]
) -> None:
    tables = _tables(session, tmp_path, WHOLE.replace("MORE", more))
    assert [one.title for one in tables if one.key.startswith("comptes/20")] == titles


@pytest.mark.parametrize(("more", "told"), [(CHARGES, True), (INVESTED, False)])
def test_what_balances_is_told_where_there_are_accounts_and_nowhere_else(
    session: Session, tmp_path: Path, more: str, told: bool
) -> None:
    assert ("comptes/equilibre" in _told(session, tmp_path, more)) is told


def test_the_amounts_of_a_table_are_all_that_stands_behind_its_names(
    session: Session, tmp_path: Path
) -> None:
    tables = _tables(session, tmp_path, WHOLE.replace("MORE", CHARGES))
    held = {one.key: set(one.amounts) for one in tables if not one.key.startswith("comptes")}
    assert held == {"sous-actions": {1, 2, 3}, "couts": {1, 2, 3}}


def test_a_fiche_that_invests_nothing_and_has_no_sub_action_has_no_table_of_either(
    session: Session, tmp_path: Path
) -> None:
    tables = _tables(session, tmp_path, FICHE.format("{compte: '64', annee: 2026, montant: 150}"))
    assert {"sections", "sous-actions", "couts"}.isdisjoint(one.key for one in tables)


def test_the_account_of_one_line_of_a_funder_is_a_field_and_that_of_several_is_words(
    session: Session, tmp_path: Path
) -> None:
    lines = (
        "{financeur: FIR, nature: propre, annee: 2026, montant: 150}",
        "{financeur: FIR, nature: propre, annee: 2026, montant: 90, compte: '7471'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 50, compte: '7478'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 10, compte: '7478'}",
    )
    fiche = FICHE.format("{compte: '64', annee: 2026, montant: 150}").replace(*lines)
    tables = _tables(session, tmp_path, fiche)
    cells = [cell for one in tables for row in one.rows for cell in row]
    fields = {part.text: part.field for cell in cells for part in cell if part.text[:3] == "747"}
    assert fields == {"7471": "compte", "7478": ""}


def _told(session: Session, tmp_path: Path, more: str) -> dict[str, list[list[str]]]:
    """The words of each table by its key."""
    tables = _tables(session, tmp_path, WHOLE.replace("MORE", more))
    return {one.key: [[*map(_words, row)] for row in one.rows] for one in tables}


def _words(cell: PrintedCell) -> str:
    return simplifier("".join(part.text for part in cell))


def _tables(session: Session, tmp_path: Path, fiche: str) -> list[PrintedTable]:
    contrat = "intitule: Essai\nperiode: {debut: 2026, fin: 2027}\n"
    write_contract(tmp_path, contrat, {4: fiche})
    (folder,) = find_workspace(tmp_path).folders()
    reading = session.read(folder)
    assert reading.dossier is not None, reading.diagnostics
    (funding,) = printed_fundings(reading.dossier, reading.dossier.fiches[0])
    return list(funding.tables())


@pytest.mark.parametrize("compte", ["64", "6411"])
def test_an_account_of_one_line_weighs_as_those_of_several(
    session: Session, tmp_path: Path, compte: str
) -> None:
    more = FICHE.format(f"{{compte: '{compte}', annee: 2026, montant: 150}}")
    [table] = [t for t in _tables(session, tmp_path, more) if t.key.startswith("comptes/20")]
    name, amount = table.rows[0][:2]
    assert [part.strong for part in (*name, *amount)] == [True] * (len(name) + len(amount))
