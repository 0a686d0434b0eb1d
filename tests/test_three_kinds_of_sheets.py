"""Three kinds of sheets of invented territories: a scheme's, a subsidy's on the frame of CERFA
12156, an action plan's. Every sum is made again here, from the files, in Decimal."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from tests.commande import ppgp
from tests.fabrique import made
from tests.lecteurs import docx_paragraphs
from tests.plugins.fiche_action.conftest import edited
from tests.word_edits import edit_word

from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

SHEETS = Path(__file__).parent / "plugins" / "fiche_action" / "trois_fiches"
NAMES = ("17-vaubrune", "36-orgette", "52-haute-selve")


def decimal(text: object) -> Decimal:
    return Decimal(re.sub(r"[^\d,.-]", "", str(text)).replace(",", "."))


def amount(line: dict[str, Any]) -> Decimal:
    """What a line costs, as one would work it out by hand."""
    if "montant" in line:
        return decimal(line["montant"])
    exact = decimal(line["quantite"]) * decimal(line["cout_unitaire"])
    exact = exact * decimal(line["mois"]) / 12 if "mois" in line else exact
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def bare(text: str) -> str:
    return "".join(text.replace("\u2212", "-").split())


def euros(value: Decimal) -> str:
    return f"{value:.2f}€".replace(".", ",")


@pytest.fixture(scope="module", params=NAMES)
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
          session: Session) -> tuple[dict[str, Any], Path]:  # fmt: skip
    """What a fiche says, and the folder of its documents."""
    root = tmp_path_factory.mktemp("fiches")
    shutil.copytree(SHEETS / "departments" / request.param, root / "departments" / request.param)
    (root / "ppgp.toml").touch()
    (file,) = (root / "departments" / request.param / "fiches").glob("*.yaml")
    data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return data, made(root, session, "fiche-action", "page-web", "plan-de-financement")


def word_texts(folder: Path) -> list[str]:
    (file,) = folder.glob("fiche-action-*.docx")
    return [bare(text) for text in docx_paragraphs(file)]


def page_text(folder: Path) -> str:
    (file,) = folder.glob("fiche-action-*.html")
    return bare(re.sub(r"<[^>]+>", " ", file.read_text("utf-8")).replace("&nbsp;", ""))


def workbook(folder: Path) -> Any:
    (file,) = folder.glob("plan-*.xlsx")
    return openpyxl.load_workbook(file, data_only=True)


def sums(data: dict[str, Any]) -> set[Decimal]:
    """Every sum that the sheet must print: by year, by funder, by part, by section."""
    groups: dict[object, Decimal] = defaultdict(Decimal)
    lines = data["budget"]["lignes"]
    for line in lines:
        year, part = line["annee"], line.get("sous_action", "")
        keys: set[object] = {"all", year, line["financeur"], ("part", part), ("part", part, year)}
        if any("section" in one for one in lines):
            keys.add(("section", line.get("section", "")))
        for key in keys:
            groups[key] += amount(line)
    return set(groups.values())


def test_nothing_of_it_is_to_mend(session: Session) -> None:
    for folder in find_workspace(SHEETS).folders():
        assert session.read(folder).diagnostics == ()


def test_every_sum_is_that_of_its_lines(sheet: tuple[dict[str, Any], Path]) -> None:
    data, folder = sheet
    texts, page = set(word_texts(folder)), page_text(folder)
    joined = " ".join(texts)
    for value in {*sums(data), *map(amount, data["budget"]["lignes"])}:
        assert euros(value) in joined, value
        assert euros(value) in page, value


def test_levels_objectives_and_sub_actions_are_all_there(
    sheet: tuple[dict[str, Any], Path],
) -> None:
    data, folder = sheet
    word, page = " ".join(word_texts(folder)), page_text(folder)
    said = [one.get("intitule") for one in (*data.get("niveaux", ()), *data.get("objectifs", ()))]
    said += [one["titre"] for one in data.get("sous_actions", ())]
    for text in map(bare, filter(None, said)):
        assert text.replace("'", "’") in word
        assert text.replace("'", "’") in page


def test_the_workbook_adds_up_the_same(sheet: tuple[dict[str, Any], Path]) -> None:
    data, folder = sheet
    rows = [row for row in workbook(folder)["Lignes"].values if isinstance(row[3], int)]
    due = sorted(map(amount, data["budget"]["lignes"]))
    assert sorted(Decimal(str(row[4])) for row in rows) == due


SUBSIDY = yaml.load(
    (SHEETS / "departments" / "36-orgette" / "fiches" / "04.yaml").read_text("utf-8"),
    Loader=yaml.BaseLoader,
)["budget"]


def by_account(*names: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for name in names:
        for line in SUBSIDY[name]:
            found[line.get("compte", "74")[:2]] += amount(line)
    return found


@pytest.mark.parametrize("sheet", ["36-orgette"], indirect=True)
def test_a_subsidy_has_both_sides_of_its_budget_equal_and_gifts_apart(
    sheet: tuple[dict[str, Any], Path],
) -> None:
    charges, products = by_account("charges"), by_account("lignes", "produits")
    gifts = charges.pop("86"), products.pop("87")
    assert gifts[0] == gifts[1]
    assert sum(charges.values()) == sum(products.values())
    texts = word_texts(sheet[1])
    for account, total in (charges | products).items():
        at = next(n for n, text in enumerate(texts) if text.startswith(f"{account}–"))
        assert texts[at + 1] == euros(total), account
    whole = sum(charges.values(), Decimal(0))
    other = whole - by_account("lignes")["74"]
    at = texts.index("Totaldescharges")
    assert texts[at - 6 : at + 2 : 2] == [
        "Totaldesfinancements", next(text for text in texts if text.startswith("Autresproduits")),
        "Totaldesproduits", "Totaldescharges",
    ]  # fmt: skip
    amounts = [*map(euros, (whole - other, other, whole, whole))]
    assert texts[at - 5 : at + 2 : 2] == amounts
    assert (
        f"L’actioncoûte{amounts[3]}:{amounts[0]}definancementset{amounts[1]}d’autresproduits."
        in (" ".join(texts))
    )
    assert "Totaldel’action" not in " ".join(texts)
    at = texts.index("Totaldescharges", at + 1)
    assert texts[at : at + 4] == ["Totaldescharges", euros(whole), "Totaldesproduits", euros(whole)]
    at = texts.index("Totalgénéral")
    assert texts[at + 1] == texts[at + 3] == euros(whole + gifts[0])
    (row,) = (row for row in workbook(sheet[1])["Équilibre"].values if row[0] == 4)
    found = [Decimal(str(cell)) for cell in row[2:]]
    assert found == [
        whole, by_account("lignes")["74"], whole - by_account("lignes")["74"], 0, *gifts, 0,
    ]  # fmt: skip


def run(root: Path, *arguments: object) -> None:
    done = ppgp(*arguments, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_charge_corrected_in_word_and_one_in_excel_come_back(tmp_path: Path) -> None:
    shutil.copytree(SHEETS / "departments" / NAMES[1], tmp_path / "departments" / NAMES[1])
    (tmp_path / "ppgp.toml").touch()
    (source,) = tmp_path.glob("departments/*/fiches/*.yaml")
    run(tmp_path, "build", "--only", "fiche-action", "--only", "plan-de-financement")
    (word,) = tmp_path.glob("sorties/*/fiche-action*.docx")
    edit_word(word, "412,75\u00a0€", "500,00\u00a0€")
    run(tmp_path, "import", word, "--yes")
    (book,) = tmp_path.glob("sorties/*/plan*.xlsx")
    sheet = (opened := openpyxl.load_workbook(book))["Comptes"]
    titles = {cell.value: cell.column for cell in sheet[4]}
    row = next(row for row in sheet.iter_rows(min_row=5) if row[titles["Compte"] - 1].value == "63")
    row[titles["Montant"] - 1].value = 1120.5
    opened.save(book)
    run(tmp_path, "import", book, "--yes")
    data = yaml.load(source.read_text("utf-8"), Loader=yaml.BaseLoader)
    found = {line["compte"]: line.get("montant") for line in data["budget"]["charges"]}
    assert (decimal(found["616"]), decimal(found["63"])) == (500, Decimal("1120.50"))
    assert found["641"] is None


def test_the_section_and_the_part_of_a_line_corrected_in_word_come_back(tmp_path: Path) -> None:
    shutil.copytree(SHEETS / "departments" / NAMES[0], tmp_path / "departments" / NAMES[0])
    (tmp_path / "ppgp.toml").touch()
    (source,) = tmp_path.glob("departments/*/fiches/*.yaml")
    run(tmp_path, "build", "--only", "fiche-action")
    (word,) = tmp_path.glob("sorties/*/fiche-action*.docx")

    def retype(body: str) -> str:
        body = body.replace(">investissement<", ">fonctionnement<", 1)
        head, line = body.split("Supervision", 1)
        return f"{head}Supervision{line.replace('>25.3<', '>25.2<', 1)}"

    word.write_bytes(edited(word.read_bytes(), retype))
    run(tmp_path, "import", word, "--yes")
    lines = yaml.load(source.read_text("utf-8"), Loader=yaml.BaseLoader)["budget"]["lignes"]
    first, supervision = lines[0], lines[4]
    assert (first["section"], supervision["sous_action"]) == ("fonctionnement", "25.2")
