"""Blank forms: they load, they say nothing wrong, they know their territory."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.territoires import Departement, departements
from ppgp_docs.load.tree import load
from ppgp_docs.schema.forms import blank_dossier, blank_fiche
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder


@pytest.mark.parametrize("territory", departements(), ids=lambda territory: territory.code)
def test_a_blank_dossier_is_well_formed_and_knows_its_territory(
    session: Session, tmp_path: Path, territory: Departement
) -> None:
    text = blank_dossier(session.schemas, territory)
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    reading = session.read(DossierFolder(tmp_path))
    assert reading.diagnostics == ()
    assert reading.dossier is not None
    read = asdict(reading.dossier.departement)
    told = {
        name: simplifier(said) if isinstance(said, str) else said for name, said in read.items()
    }
    assert told == asdict(territory), "names that are printed are only held on one line"
    for known in (territory.nom, territory.de, territory.locatif, territory.autorite):
        assert f": {known}\n" in text
    assert not reading.dossier.has_case_study


def test_a_blank_dossier_shows_every_field_with_its_help(session: Session) -> None:
    text = blank_dossier(session.schemas, departements()[0])
    for name, field in session.schemas.named["dossier"].items():
        assert f"\n{name}:" in text or f"\n# {name}:" in text
        label = f"# {field['libelle']}"
        assert label in " ".join(text.split()), "no-break spaces are as good as plain ones here"


@pytest.mark.parametrize("number", [1, 8, 112])
def test_a_blank_fiche_keeps_its_number_and_its_usual_rows(
    session: Session, tmp_path: Path, number: int
) -> None:
    file = tmp_path / "08.yaml"
    file.write_text(blank_fiche(session.schemas, number), encoding="utf-8")
    tree = load(file).tree
    assert tree is not None
    value = session.validator.validate(tree, "fiche")
    assert {fault.code for fault in value.diagnostics} == {"V001"}
    assert isinstance(tree.root, dict)
    assert tree.root["numero"] == str(number)
    assert tree.root["objectif"]["numero"] == ""
    assert [row["cle"] for row in tree.root["rubriques"]][1:3] == [
        "constat",
        "objectif_operationnel",
    ]


def test_what_few_fiches_have_is_read_once_its_first_sign_is_taken_off(
    session: Session, tmp_path: Path
) -> None:
    """Charges, levels, sub-actions: whoever opens a new fiche sees how to write them."""
    blank = blank_fiche(session.schemas, 4)
    shown, needed = [], False
    for line in blank.splitlines():
        needed = line.lstrip().startswith("# ") and (needed or "# Au besoin" in line)
        shown.append(line.replace("# ", "", 1) if needed and "# Au besoin" not in line else line)
    file = tmp_path / "04.yaml"
    file.write_text("\n".join(shown) + "\n", encoding="utf-8")
    tree = load(file).tree
    assert tree is not None
    assert isinstance(tree.root, dict)
    schemas, words = session.schemas.named, set(re.findall(r"\w+", blank))
    for fields, there in ((schemas["fiche"], tree.root), (schemas["budget"], tree.root["budget"])):
        for name, field in fields.items():
            if field.get("au_besoin"):
                assert there[name], name
                assert set(schemas[field["schema"]["schema"]]) - {"id"} <= words, name
    faults = session.validator.validate(tree, "fiche").diagnostics
    assert {fault.code for fault in faults} == {"V001", "V010"}, "rows, titles, lines to come"


def test_no_line_of_a_blank_form_is_wider_than_an_editor(session: Session) -> None:
    for text in (
        blank_dossier(session.schemas, departements()[0]),
        blank_fiche(session.schemas, 8),
    ):
        assert max(map(len, text.splitlines())) <= 100
