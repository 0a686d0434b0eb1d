"""``ppgp new --contrat``: a contract ready to fill, also from the list of fiches of an office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from tests.commande import ppgp

from ppgp_docs.form.fiche_list import ListedFiche, read_fiche_list

ROWS = (
    ("Contrat 2025-2027", None, None),
    (None, None, None),
    ("Référent", "N° fiche", "Intitulé"),
    ("DPMI", 12, "Gouvernance : « pilotage »"),
    ("PMI", "Fiche 4", "Visites à domicile ; # suite"),
    (None, None, None),
    ("PMI", "007", None),
)
LISTED = (
    ListedFiche(4, "Visites à domicile ; # suite"),
    ListedFiche(7, ""),
    ListedFiche(12, "Gouvernance : « pilotage »"),
)


def _xlsx(file: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active.append(["Bonjour"])
    sheet = book.create_sheet("Liste")
    for row in ROWS:
        sheet.append(row)
    book.save(file)


def _csv(encoding: str, separator: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        rows = [[str(cell or "") for cell in row] for row in ROWS]
        quoted = (separator.join(f'"{cell}"' for cell in row) for row in rows)
        file.write_bytes("\r\n".join(quoted).encode(encoding))

    return write


@pytest.mark.parametrize(
    "write",
    [_xlsx, _csv("cp1252", ";"), _csv("utf-8-sig", ","), _csv("utf-8", "\t"), _csv("utf-16", ";")],
    ids=["xlsx", "windows", "excel-utf8", "tabulations", "utf-16"],
)
def test_a_list_is_read_from_whatever_an_office_saves(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "liste"
    write(file)
    found = read_fiche_list(file)
    assert (found.fiches, found.ignored, found.faults) == (LISTED, ("Référent",), ())


@pytest.mark.parametrize(
    "head",
    [
        "N°;Numéro;Titre\n;4;A\n;5;B\n",
        "Numéro;N°;Titre\n4;;A\n5;;B\n",
        "N°;Numéro;Titre\n4;4;A\n5;;B\n",
    ],
)
def test_of_two_columns_of_numbers_the_fullest_is_read(tmp_path: Path, head: str) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(head, "utf-8")
    found = read_fiche_list(file)
    assert (found.fiches, found.faults) == ((ListedFiche(4, "A"), ListedFiche(5, "B")), ())


def test_every_row_that_cannot_be_taken_is_told_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("numéro;titre\n4;A\n\n;Sans numéro\n4;Deux fois\n0;Zéro\n", "utf-8")
    faults = read_fiche_list(file).faults
    assert [(each.code, each.span and each.span.line) for each in faults] == [
        ("F034", 4),
        ("F034", 5),
        ("F034", 6),
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"numero;autre\n1;x\n", b"PK\x03\x04abime", b"\xd0\xcf\x11\xe0vieux", b"\0\1\2\0\0\3",
     b"numero;titre\n"],
    ids=["vide", "sans titre", "abime", "ancien", "binaire", "aucune"],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(data)
    (fault,) = read_fiche_list(file).faults
    assert fault.code == "F034"
    assert "ne se lit pas" in fault.message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = read_fiche_list(tmp_path / "absent.xlsx").faults
    assert fault.code == "F034"


def test_the_command_declares_them_all_as_to_come_and_nothing_twice(tmp_path: Path) -> None:
    _xlsx(tmp_path / "liste.xlsx")
    done = ppgp("new", "77", "--contrat", "--liste", "liste.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Référent" in done.stdout
    file = tmp_path / "departments/77-seine-et-marne/contrat.yaml"
    text = file.read_text("utf-8")
    declared = yaml.load(text, yaml.BaseLoader)["fiches"]
    assert [(one["numero"], one.get("titre", "")) for one in declared] == [
        (str(one.numero), one.titre) for one in LISTED
    ]
    assert {one["a_venir"] for one in declared} == {"oui"}
    again = ppgp("new", "77", "--contrat", cwd=tmp_path)
    assert again.returncode == 2
    assert file.read_text("utf-8") == text


def test_nothing_is_written_from_a_list_with_a_fault(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("numero,titre\nx,A\n", "utf-8")
    done = ppgp("new", "77", "--contrat", "--liste", "l.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "F034" in done.stdout + done.stderr
    assert not (tmp_path / "departments").exists()


def test_a_row_of_a_workbook_is_told_without_the_bytes_of_its_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Numéro", "Titre"), (None, "Sans numéro")):
        book.active.append(row)
    book.save(tmp_path / "l.xlsx")
    done = ppgp("new", "77", "--contrat", "--liste", "l.xlsx", cwd=tmp_path)
    assert "l.xlsx:2" in done.stderr
    assert "\ufffd" not in done.stderr
    assert "PK" not in done.stderr


@pytest.mark.parametrize("at_once", [True, False])
def test_a_fiche_begins_with_the_title_that_the_list_gave_it(at_once: bool, tmp_path: Path) -> None:
    _xlsx(tmp_path / "liste.xlsx")
    contract, fiche = ("--contrat", "--liste", "liste.xlsx"), ("--fiche", "12")
    for options in [(*contract, *fiche)] if at_once else [contract, fiche]:
        done = ppgp("new", "77", *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    text = (tmp_path / "departments/77-seine-et-marne/fiches/12.yaml").read_text("utf-8")
    assert yaml.load(text, yaml.BaseLoader)["titre"] == "Gouvernance : « pilotage »"


@pytest.mark.parametrize("contract", ["fiches: [", "fiches:\n  - numero: 7\n", "titre: A\n"])
def test_a_fiche_that_no_contract_names_begins_without_a_title(
    contract: str, tmp_path: Path
) -> None:
    folder = tmp_path / "departments/77-seine-et-marne"
    folder.mkdir(parents=True)
    (folder / "contrat.yaml").write_text(contract, "utf-8")
    done = ppgp("new", "77", "--fiche", "7", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (folder / "fiches/07.yaml").read_text("utf-8")
    assert yaml.load(text, yaml.BaseLoader)["titre"] == ""


def test_a_text_that_is_no_table_is_refused_in_french(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(f"Numéro;Titre\n1;{'x' * 200_000}\n", encoding="utf-8")
    (fault,) = read_fiche_list(file).faults
    assert fault.code == "F034"
    assert "ses lignes ne forment pas un tableau" in fault.message
