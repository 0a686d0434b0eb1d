"""The report of a year in Word, read back with lxml; each amount is added up again here."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.contrat_synthetique import CLOSED, FUNDERS, GIVEN_UP, ContractInLife
from tests.plugins.fiche_action.conftest import Word

from ppgp_docs.budget import libelle_financeur
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.printed_progress import PrintedProgress, Progress
from ppgp_docs.model.printed_year_report import PrintedYearReport
from ppgp_docs.model.year_report import YearReport
from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

OUTLINE = Path(__file__).parent / "bilan.txt"


def data_of(document: Document, session: Session) -> bytes:
    """The file, made and proved: step 7 found every text and amount that is owed."""
    rendered = render(document, session)
    assert rendered.data is not None, rendered.diagnostics
    return rendered.data


@pytest.fixture(scope="module")
def data(bilan: Document, session: Session) -> bytes:
    return data_of(bilan, session)


def test_the_report_says_what_was_done_spent_reached_changed_and_is_asked(
    data: bytes, file_regression: FileRegressionFixture
) -> None:
    """The whole outline; to renew it: look at the report in Word, then ``nox -s golden``."""
    file_regression.check(Word(data).outline, encoding="utf-8", fullpath=OUTLINE)


def test_the_same_dossier_gives_the_same_bytes(
    bilan: Document, session: Session, data: bytes
) -> None:
    assert data_of(bilan, session) == data


def test_each_section_is_a_heading_and_each_table_has_a_title_and_a_repeated_header(
    data: bytes,
) -> None:
    word = docx.Document(io.BytesIO(data))
    titles = [one.text for one in word.paragraphs if one.style.name == "Heading 2"]
    assert titles == [
        "Ce qui a été fait",
        "Ce qui a été dépensé",
        "Ce qui a été atteint",
        "Ce qui a changé",
        "Ce qui est demandé pour 2026",
        "Signatures",
    ]
    for each in Word(data).tables:
        assert next(each.iter("{*}tblCaption")).get(f"{W}val")
        assert next(each.iter("{*}tr")).find(f"{W}trPr/{W}tblHeader") is not None


COUNTED = "tiennent compte de ce qui a été décidé depuis"
NOT_COUNTED = "sont ceux du contrat au 31\u00a0décembre 2025"
SECOND = "Avenant n°\u00a02 (2\u00a0avril 2026)."


def report_of(folder: Path, session: Session, year: int = 2025) -> Document:
    dossier = session.read(DossierFolder(folder)).dossier
    assert dossier is not None
    documents = session.plugins.format("bilan-annuel").documents(dossier)
    return next(one for one in documents if one.name.startswith(f"bilan-annuel-{year}"))


@pytest.fixture
def essai(tmp_path: Path) -> Path:
    return shutil.copytree(Path(__file__).parent / "essai", tmp_path / "essai")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("", NOT_COUNTED),
        ("etat_au: 2026-04-02\n", COUNTED),
        ("etat_au: 2026-04-01\n", None),
    ],
)
def test_a_report_says_what_was_decided_since_the_year_and_whether_it_counts_it(
    session: Session, essai: Path, state: str, said: str | None
) -> None:
    contract = essai / "contrat.yaml"
    contract.write_text(state + contract.read_text("utf-8"), "utf-8")
    data = data_of(report_of(essai, session), session)
    lines = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    told = [line for line in lines if SECOND in line and line.startswith("Les montants prévus en")]
    assert len(told) == (said is not None)
    assert all(said in line for line in told if said)


def test_a_report_bears_the_day_that_the_contract_gives_it_and_no_other(
    essai: Path, session: Session
) -> None:
    """The dossier has an edition of its own, which says nothing of the report."""

    def said() -> list[str]:
        data = data_of(report_of(essai, session), session)
        return [
            one.text.replace("\u00a0", " ") for one in docx.Document(io.BytesIO(data)).paragraphs
        ]

    assert "Bilan établi le : 20 mai 2026" in said()
    contract = essai / "contrat.yaml"
    contract.write_text(
        contract.read_text("utf-8").replace(
            "annee: 2025, date: 2026-05", "annee: 2026, date: 2027-05"
        ),
        "utf-8",
    )
    assert not [one for one in said() if "établi" in one or "juillet 2026" in one]


@pytest.mark.parametrize(
    ("file", "later"),
    [
        ("fiches/04.yaml", "vie: [{etat: close, date: 2026-09-01}]\n"),
        (
            "contrat.yaml",
            "  - numero: 3\n    date: 2026-07-01\n    mouvements:\n"
            "      - {montant: 9 000 €, de: {fiche: 4, financeur: CD, annee: 2026}, "
            "vers: {annee: 2027}}\n",
        ),
    ],
)
def test_what_is_decided_after_its_report_was_due_changes_nothing_of_a_past_year(
    session: Session, essai: Path, file: str, later: str
) -> None:
    before = Word(data_of(report_of(essai, session), session)).outline
    with (essai / file).open("a", encoding="utf-8") as added:
        added.write(later)
    assert Word(data_of(report_of(essai, session), session)).outline == before


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_controls_that_are_not_computed_hold_what_comes_back(data: bytes) -> None:
    tags = {tag for tag, one in Word(data).controls.items() if not one.locked}
    assert tags == {
        *(f"contrat:signataires[{rank}]" for rank in (1, 2, 3)),
        "contrat:avenants[1].deliberation",
        "contrat:avenants[1].objet",
        "contrat:avenants[1].mouvements[1].libelle",
        "fiche-4:calendrier[1].texte",
        "fiche-4:calendrier[2].texte",
        "fiche-4:bilans[1].texte",
        "fiche-7:bilans[1].texte",
        "fiche-7:bilans[1].texte#2",
        "fiche-7:bilans[1].texte#3",
        "fiche-4:indicateurs[1].suivi[1].cible",
        "fiche-4:indicateurs[1].suivi[1].resultat",
        "fiche-4:indicateurs[1].suivi[1].commentaire",
        "fiche-4:indicateurs[2].suivi[1].resultat",
        "fiche-7:calendrier[1].texte",
        "fiche-9:vie[2].raison",
    }


def test_a_contract_of_which_nothing_is_told_has_no_report_and_says_why(session: Session) -> None:
    """The samples: their sources say what was asked alone."""
    samples = Path(__file__).parents[3] / "departments"
    bilan = session.plugins.format("bilan-annuel")
    dossiers = [session.read(DossierFolder(samples / name)).dossier for name in SAMPLES]
    ain, seine_et_marne = (list(bilan.documents(one)) for one in dossiers if one)
    assert ain == []
    assert [bilan.refusal(one) for one in seine_et_marne] == [
        "aucune année de ce contrat n’a encore de montant réalisé, de résultat ni de bilan écrit"
    ]


SAMPLES = ("01-ain", "77-seine-et-marne")


def test_what_a_fiche_says_of_its_year_is_in_its_report_alone(session: Session) -> None:
    dossier = session.read(DossierFolder(OUTLINE.parent / "essai")).dossier
    assert dossier is not None
    said = "Les bilans ont eu lieu dans 41 écoles."
    for name, times in {"bilan-annuel": 1, "fiche-action": 0, "recapitulatif-contrat": 0}.items():
        documents = session.plugins.format(name).documents(dossier)
        texts = "".join(Word(data_of(one, session)).text for one in documents)
        assert texts.replace("\u00a0", " ").count(said) == times


# A contract of 39 fiches, against an oracle that shares no arithmetic with the engine


@pytest.fixture(scope="module")
def life() -> ContractInLife:
    return ContractInLife()


@pytest.fixture(scope="module")
def reports(
    life: ContractInLife, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, list[list[list[str]]]]:
    """The tables of each report, by its year."""
    folder = life.write(tmp_path_factory.mktemp("vie"))
    dossier = session.read(DossierFolder(folder)).dossier
    assert dossier is not None
    documents = session.plugins.format("bilan-annuel").documents(dossier)
    assert [one.name for one in documents] == ["bilan-annuel-2020-ain", "bilan-annuel-2021-ain"]
    return {int(one.name[13:17]): list(tables(data_of(one, session))) for one in documents}


def tables(data: bytes) -> Iterator[list[list[str]]]:
    for each in Word(data).tables:
        yield [
            ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
            for row in each.iter(f"{W}tr")
        ]


def amount(cell: str) -> Decimal:
    """« −1 200,25 € » read as people read it; a dash for nothing."""
    bare = re.sub(r"[\s€+]", "", cell).replace("−", "-").replace(",", ".")
    return Decimal(0) if bare == "–" else Decimal(bare)


def rows(table: list[list[str]], labels: int) -> dict[tuple[str, ...], dict[str, Decimal]]:
    """The amounts of a table by the labels of its rows, then by the title of their column."""
    head, *body = table
    return {
        tuple(row[:labels]): {
            title: amount(cell)
            for title, cell in zip(head[labels:], row[labels:], strict=True)
            if "%" not in cell and title != "Taux de réalisation"
        }
        for row in body
    }


@pytest.mark.parametrize("year", [2020, 2021])
def test_each_amount_of_39_fiches_is_that_of_the_lines_to_the_cent(
    life: ContractInLife, reports: dict[int, list[list[list[str]]]], year: int
) -> None:
    said = rows(reports[year][1], 2)
    foreseen = life.foreseen_at_the_end_of(year)
    checked = 0
    for number in life.lines:
        for funder in ("", *FUNDERS):
            name = libelle_financeur(funder) if funder else "Total"
            due, done = (
                life.of(amounts, year, number, funder) for amounts in (foreseen, life.spent)
            )
            row = said.get((f"Fiche {number}", name))
            if row is None:
                several = sum(bool(life.of(foreseen, year, number, f)) for f in FUNDERS)
                assert not (due or done) or (not funder and several < 2)
                continue
            checked += 1
            assert (row["Prévu"], row["Réalisé"]) == (due, done)
            assert row["Réalisé moins prévu"] == done - due
    assert checked > 100
    whole = said["Contrat", "Total"]
    assert whole["Prévu"] == life.of(foreseen, year)
    assert whole["Réalisé"] == life.of(life.spent, year)


@pytest.mark.parametrize("year", [2020, 2021])
def test_funders_are_added_up_over_all_fiches(
    life: ContractInLife, reports: dict[int, list[list[list[str]]]], year: int
) -> None:
    said = rows(reports[year][2], 1)
    foreseen = life.foreseen_at_the_end_of(year)
    for funder in FUNDERS:
        row = said[(libelle_financeur(funder),)]
        assert row["Prévu"] == life.of(foreseen, year, funder=funder)
        assert row["Réalisé"] == life.of(life.spent, year, funder=funder)


def test_what_is_asked_for_the_next_year_is_what_amendments_and_ends_leave(
    life: ContractInLife, reports: dict[int, list[list[list[str]]]]
) -> None:
    assert reports[2021][3][0] == ["Fiche", "Financeur", "Demandé"]  # nothing is granted yet
    said = rows(reports[2021][3], 2)
    assert said["Contrat", "Total"]["Demandé"] == life.of(life.foreseen, 2022)
    assert {key for key in said if key[0] in (f"Fiche {CLOSED}", f"Fiche {GIVEN_UP}")} == set()
    carried = life.moves[0][1]
    assert said[f"Fiche {carried[0]}", libelle_financeur(carried[1])]["Demandé"] == life.of(
        life.foreseen, 2022, carried[0], carried[1]
    )


ONLY = """numero: 1
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: moyens}]
budget:
  lignes:
    - financeur: CD
      nature: propre
      annee: 2025
      montant: 10 €
      etats: [{statut: realise, montant: 4 €}]
"""


def write_contract(folder: Path, *fiches: str) -> None:
    """A dossier with a contract of 2025 alone, and these fiches."""
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "23"\n', "utf-8")
    contract = "intitule: Essai\nperiode: {debut: 2025, fin: 2025}\n"
    (folder / "contrat.yaml").write_text(contract, "utf-8")
    for number, text in enumerate(fiches, 1):
        (folder / "fiches" / f"0{number}.yaml").write_text(text, "utf-8")


def test_the_report_of_the_last_year_asks_for_nothing_more(
    session: Session, tmp_path: Path
) -> None:
    home = tmp_path / "departments" / "23-creuse"
    write_contract(home, ONLY)
    dossier = session.read(DossierFolder(home)).dossier
    assert dossier is not None
    (document,) = session.plugins.format("bilan-annuel").documents(dossier)
    text = Word(data_of(document, session)).text
    assert "Ce qui est demandé" not in text
    assert "Signatures" not in text
    assert "Aucun avenant en 2025, aucune fiche n’a changé d’état." in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("spent", "printed"), [("0 €", "0\u00a0€"), ("4 €", "4\u00a0€")])
def test_nothing_spent_is_said_where_it_was_written(
    session: Session, tmp_path: Path, spent: str, printed: str
) -> None:
    """In the report and in the table of the fiche: a dash says that nobody wrote anything."""
    text = ONLY.replace("montant: 4 €", f"montant: {spent}")
    write_contract(tmp_path, text)
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    budget = ContractBudget(dossier)
    report = PrintedYearReport(YearReport.of(budget, 2025))
    assert [cells[3] for cells, _ in report.spent()] == [printed, printed]
    progress = Progress.of(budget.at_stage)
    assert progress is not None
    table = PrintedProgress(progress, dossier.financeur, budget.write)
    assert [row[3] for row in table.rows()] == [printed, printed]


ON_ONE_SIDE = """chiffres:
  part: {valeur: 124, unite: enfants, base: enfants}
  enfants: {valeur: 1000, unite: enfants}
indicateurs:
  - {libelle: Enfants suivis, suivi: [{annee: 2025, resultat: part}]}
"""


def test_a_year_that_is_measured_and_of_which_no_spending_is_told_says_so(
    session: Session, tmp_path: Path
) -> None:
    """Unknown is not 0 €, nor 0 % of what was foreseen."""
    text = ONLY.partition("      etats")[0] + ON_ONE_SIDE
    write_contract(tmp_path, text)
    data = data_of(report_of(tmp_path, session), session)
    said = re.sub("[\u00a0\u202f]", " ", " ".join(Word(data).text.split()))
    assert "prévus s’élèvent à 10 € ; aucune dépense réalisée n’est encore déclarée." in said
    assert "0,00 %" not in said


LIVES = "vie:\n  - {etat: close, date: %s}\n"


def test_fiches_that_stopped_are_told_in_the_order_of_the_dates(
    session: Session, tmp_path: Path
) -> None:
    fiches = (
        ONLY.replace("numero: 1\n", f"numero: {number}\n") + LIVES % date
        for number, date in enumerate(("2025-09-01", "2025-03", "2025-06-15"), 1)
    )
    write_contract(tmp_path, *fiches)
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    report = YearReport.of(ContractBudget(dossier), 2025)
    assert [one.numero for one, _, _ in report.lives()] == [2, 3, 1]


def test_a_part_with_its_decimals_is_what_a_fiche_and_its_report_owe(
    session: Session, tmp_path: Path
) -> None:
    text = ONLY.replace("[{cle: moyens}]", "[{cle: moyens}, {cle: indicateurs}]") + ON_ONE_SIDE
    text = text.replace("chiffres:\n", "chiffres:\n  but: {pourcentage: 12 %}\n")
    text = text.replace("resultat: part", "cible: but, resultat: part")
    write_contract(tmp_path, text)
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    (fiche,) = session.plugins.format("fiche-action").documents(dossier)
    for document in (fiche, report_of(tmp_path, session)):
        assert "12,4\u00a0%" in Word(data_of(document, session)).text.replace("\u202f", "\u00a0")
