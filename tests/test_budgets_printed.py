"""Budgets in all documents: what was spent stays apart, the same shares are printed everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from attrs import frozen
from tests.fabrique import made
from tests.lecteurs import docx_paragraphs

from ppgp_docs.session import Session

FUNDERS = {
    "CD": "Département",
    "FIR": "Fonds d’intervention régional (FIR)",
    "BOP304": "État, programme 304",
}


@frozen
class Line:
    funder: str
    amount: str
    spent: bool = False
    year: int = 2021
    nature: str = "propre"
    state: str = "notifie"

    def __str__(self) -> str:
        status = "realise" if self.spent else self.state
        return (
            f"    - {{financeur: {self.funder}, nature: {self.nature}, annee: {self.year}, "
            f'montant: "{self.amount}", statut: {status}}}\n'
        )


def total(lines: Sequence[Line], spent: bool, **wanted: object) -> Decimal:
    """A sum of our own, in whole cents."""
    kept = [
        line
        for line in lines
        if line.spent == spent and all(getattr(line, key) == one for key, one in wanted.items())
    ]
    return Decimal(sum(int(Decimal(line.amount) * 100) for line in kept)) / 100


def euros(amount: Decimal) -> str:
    """An amount in cents, as a French reader writes it, without any space."""
    return f"{amount:.2f}€".replace(".", ",")


@frozen
class Documents:
    """The three documents of one fiche and its contract, read by other libraries."""

    folder: Path

    def word(self, name: str) -> list[str]:
        return ["".join(text.split()) for text in docx_paragraphs(self.folder / f"{name}-ain.docx")]

    def page(self, name: str) -> str:
        """The words of a web page, without any space."""
        page = (self.folder / f"{name}-ain.html").read_text("utf-8")
        return "".join(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", "").split())

    def sheet(self, name: str) -> Iterator[list[object]]:
        file = self.folder / "plan-de-financement-ain.xlsx"
        yield from map(list, openpyxl.load_workbook(file, data_only=True)[name].values)

    def amounts(self) -> set[Decimal]:
        """Every amount of every sheet and of both Word files."""
        file = self.folder / "plan-de-financement-ain.xlsx"
        book = openpyxl.load_workbook(file, data_only=True)
        cells = (cell for sheet in book for row in sheet.values for cell in row)
        numbers = {Decimal(repr(cell)) for cell in cells if isinstance(cell, int | float)}
        texts = " ".join([*self.word("fiche-action-08"), *self.word("recapitulatif-contrat")])
        said = re.findall(r"(\d+(?:,\d\d)?)€", texts)
        return numbers | {Decimal(amount.replace(",", ".")) for amount in said}


Built = Callable[[Sequence[Line]], Documents]


@pytest.fixture
def built(tmp_path: Path, session: Session) -> Built:
    def build(lines: Sequence[Line]) -> Documents:
        home = tmp_path / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True)
        (home / "dossier.yaml").write_text('departement: "01"\n', encoding="utf-8")
        contract = "intitule: Contrat\nperiode: {debut: 2020, fin: 2022}\n"
        (home / "contrat.yaml").write_text(contract, encoding="utf-8")
        (home / "fiches" / "08.yaml").write_text(
            "numero: 8\ntitre: Visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
            "rubriques: [{cle: moyens}]\n"
            f"budget:\n  lignes:\n{''.join(map(str, lines))}",
            encoding="utf-8",
        )
        return Documents(made(tmp_path, session))

    return build


STATES = {
    "one year, one funder": [Line("FIR", "100000"), Line("FIR", "80000.50", spent=True)],
    "another year": [Line("FIR", "100000.01"), Line("FIR", "80000.50", spent=True, year=2022)],
    "another funder": [Line("FIR", "100000.10"), Line("CD", "33333.33", spent=True)],
    "another nature": [
        Line("CD", "500.05"),
        Line("CD", "499.95", spent=True, nature="transverse"),
    ],
    "several of each": [
        Line("CD", "1000.01"),
        Line("FIR", "2000.02"),
        Line("CD", "700.07", spent=True),
        Line("FIR", "1999.99", spent=True),
        Line("FIR", "0.01", spent=True, year=2020),
    ],
    "all of it was spent": [Line("FIR", "80000.50", spent=True), Line("CD", "0.50", spent=True)],
    "nothing was spent yet": [Line("FIR", "80000.50"), Line("CD", "0.50")],
}


@pytest.mark.parametrize("lines", STATES.values(), ids=STATES)
def test_what_was_spent_is_printed_apart_and_added_to_nothing(
    built: Built, lines: list[Line]
) -> None:
    documents = built(lines)
    planned, spent = total(lines, spent=False), total(lines, spent=True)
    fiche, recap = documents.word("fiche-action-08"), documents.word("recapitulatif-contrat")
    for whole, label in ((planned, "Totaldel’action"), (spent, "Totalréalisé")):
        assert (f"{label}\u00a0:{euros(whole)}".replace("\u00a0", "") in fiche) == bool(whole)
    for whole in filter(None, (planned, spent)):
        assert any(euros(whole) in text for text in recap)
        assert euros(whole) in documents.page("recapitulatif-contrat")
    if planned and spent:
        assert planned + spent not in documents.amounts()
        for funder in FUNDERS:
            parts = [total(lines, spent=one, funder=funder) for one in (False, True)]
            assert not all(parts) or sum(parts) not in documents.amounts()


def test_a_sheet_of_its_own_holds_what_was_spent(built: Built) -> None:
    lines = STATES["several of each"]
    rows = [row for row in built(lines).sheet("Réalisé") if isinstance(row[4], int | float)]
    amounts = [Decimal(repr(row[4])).quantize(Decimal("0.01")) for row in rows]
    *each, whole = amounts
    assert whole == sum(each) == total(lines, spent=True)


def test_a_total_of_money_that_is_not_as_sure_says_so_in_every_document(built: Built) -> None:
    asked, granted = Line("FIR", "100", state="propose"), Line("FIR", "80.50", state="acquis")
    documents = built([asked, granted, Line("CD", "9.50", state="acquis")])
    said = "Cetotalréunit100,00€proposéset90,00€acquis."
    fiche = documents.word("fiche-action-08")
    assert any(said in text for text in fiche)
    assert "Fondsd’interventionrégional(FIR)–propositionetacquis" in fiche
    recap = documents.word("recapitulatif-contrat")
    assert recap.count("Total(propositionetacquis)") == 2
    assert "Propositionetacquis" in recap
    notes = ["".join(str(row[0]).split()) for row in documents.sheet("Fiches") if row[0]]
    assert said in notes


def test_a_total_of_money_that_is_all_as_sure_says_no_more(built: Built) -> None:
    documents = built([Line("FIR", "100"), Line("CD", "80.50"), Line("CD", "9", spent=True)])
    words = [*documents.word("fiche-action-08"), *documents.word("recapitulatif-contrat")]
    assert not any("Cetotalréunit" in text or "Total(" in text for text in words)


def test_a_text_cites_both_and_never_their_sum(
    built: Built, tmp_path: Path, session: Session
) -> None:
    lines = STATES["one year, one funder"]
    built(lines)
    file = tmp_path / "departments" / "01-ain" / "fiches" / "08.yaml"
    row = (
        "rubriques:\n  - cle: constat\n    blocs:\n"
        "      - Prévu {{ budget.total }}, réalisé {{ budget.realise }}, dont "
        "{{ budget.realise.FIR }} du FIR.\n"
    )
    file.write_text(file.read_text("utf-8").replace("rubriques: [{cle: moyens}]\n", row), "utf-8")
    said = "".join(docx_paragraphs(made(tmp_path, session) / "fiche-action-08-ain.docx"))
    squeezed = "".join(said.split())
    assert "Prévu100000€,réalisé80000,50€,dont80000,50€duFIR." in squeezed


SHARES = {
    "thirds": [Line("CD", "5"), Line("FIR", "5"), Line("BOP304", "5")],
    "one euro of a hundred thousand": [Line("CD", "1"), Line("FIR", "99999")],
    "one cent of ten million": [Line("CD", "0.01"), Line("FIR", "10000000")],
    "half a hundredth": [Line("CD", "1"), Line("FIR", "19999")],
    "sevenths": [Line("CD", "1"), Line("FIR", "2"), Line("BOP304", "4")],
    "nothing for one": [Line("CD", "0"), Line("FIR", "100")],
    "the fiche of Seine-et-Marne": [Line("CD", "16497"), Line("FIR", "211042")],
}


def share(part: Decimal, whole: Decimal) -> str:
    """A share to the hundredth, half up, that says neither none nor all of what is neither."""
    exact = 100 * Fraction(part) / Fraction(whole)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    if not rounded and part:
        return "moinsde0,01%"
    return "plusde99,99%" if rounded == 100 and part != whole else f"{rounded}%".replace(".", ",")


def displayed(value: float) -> str:
    """A cell as the formats of the workbook show it; see ``test_the_workbook_tells_apart``."""
    exact = Decimal(repr(value))
    rounded = (exact * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not rounded and exact:
        return "moinsde0,01%"
    return "plusde99,99%" if rounded == 100 and exact != 1 else f"{rounded}%".replace(".", ",")


@pytest.mark.parametrize("lines", SHARES.values(), ids=SHARES)
def test_word_and_excel_give_the_same_shares_each_rounded_for_itself(
    built: Built, lines: list[Line]
) -> None:
    documents = built(lines)
    whole = total(lines, spent=False)
    due = {
        "".join(FUNDERS[line.funder].split()): share(Decimal(line.amount), whole) for line in lines
    }
    fiche, recap = documents.word("fiche-action-08"), documents.word("recapitulatif-contrat")
    for text in (fiche, recap):
        assert [part for part in due.values() if part not in text] == []
    rows = [row for row in documents.sheet("Financeurs") if row[0] in FUNDERS.values()]
    assert {"".join(str(row[0]).split()): displayed(float(str(row[5]))) for row in rows} == due


def test_the_rule_of_shares_is_said_below_each_table(built: Built) -> None:
    documents = built(SHARES["thirds"])
    rule = "Chaquepartestarrondieaucentième"
    for name in ("fiche-action-08", "recapitulatif-contrat"):
        assert any(text.startswith(rule) for text in documents.word(name))
    for name in ("Financeurs", "Synthèse"):
        cells = [str(cell) for row in documents.sheet(name) for cell in row]
        assert any("".join(cell.split()).startswith(rule) for cell in cells)


def test_the_workbook_tells_apart_what_is_nearly_nothing_or_all(built: Built) -> None:
    file = built(SHARES["one euro of a hundred thousand"]).folder / "plan-de-financement-ain.xlsx"
    sheet = openpyxl.load_workbook(file)["Financeurs"]
    rules = [
        (float(rule.formula[0]), float(rule.formula[1]), rule.dxf.numFmt.formatCode)
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.operator == "between"
    ]
    (low, high) = sorted(rules)
    assert 0 < low[0] < 1e-12 < low[1] < 0.00005 and "moins de 0,01" in low[2]
    assert high[0] == 0.99995 and 0.9999999999 < high[1] < 1 and "plus de 99,99" in high[2]


WITH_STATES = """\
    - financeur: FIR
      nature: propre
      annee: 2021
      montant: "180 500,01 €"
      statut: notifie
      date: 2021-02-15
      libelle: Formation
      etats:
        - {statut: propose, montant: 200 000 €, date: 2020-10-30}
        - {statut: engage, montant: 170 000 €, piece: {type: commande, reference: BC-12}}
        - {statut: realise, montant: "90 000,25 €", date: 2021-06-30}
        - {statut: realise, montant: "60 000,50 €", piece: {type: facture, reference: F-77}}
    - {financeur: CD, nature: propre, annee: 2022, montant: 1 000 €, statut: acquis}
"""


def test_a_line_and_its_states_stand_side_by_side_in_every_document(
    built: Built, tmp_path: Path, session: Session
) -> None:
    built([Line("CD", "1")])
    file = tmp_path / "departments" / "01-ain" / "fiches" / "08.yaml"
    head = file.read_text("utf-8").partition("  lignes:\n")[0]
    file.write_text(f"{head}  lignes:\n{WITH_STATES}", "utf-8")
    documents = Documents(made(tmp_path, session))
    fiche, recap = documents.word("fiche-action-08"), documents.word("recapitulatif-contrat")
    squeezed, summed = documents.page("fiche-action-08"), documents.page("recapitulatif-contrat")
    row = ["180500,01€", "170000,00€", "150000,75€", "−30499,26€", "83,10%"]
    whole = ["181500,01€", "170000,00€", "150000,75€", "–", "82,65%"]  # nothing is known of 2022
    for texts in (fiche, recap):
        assert "Prévu,engagéetréalisé" in {text.rstrip(":") for text in texts}
        for cells in (row, whole):
            assert any(texts[n : n + 5] == cells for n in range(len(texts)))
    for cells in (row, whole):
        assert "".join(cells) in squeezed
        assert "".join(cells) in summed
    for said in ("demandé:200000,00€le30/10/2020", "15/02/2021", "F-77", "BC-12"):
        assert said in squeezed
        assert any(said in text for text in fiche)
    assert not any(
        "331500" in text or "351500" in text for text in (*fiche, *recap, squeezed, summed)
    )
