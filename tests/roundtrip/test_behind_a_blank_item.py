"""What stands behind an item that was left blank keeps its own place, in findings and in files that
come back: a blank line is passed over where it is printed, not where it is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.roundtrip.conftest import Desk, leaves, take_all
from tests.roundtrip.word_hand import W, edited, type_over

from ppgp_docs.diagnostics import Severity
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

FICHE = """\
numero: 9
titre: Des permanences
objectif: {numero: 4, intitule: Suivre les familles}
referent: PMI
rubriques:
  - cle: description
    blocs:
      -
      - type: liste
        elements:
          - Accueillir
          -
          - Écouter
          - Orienter
      -
      - Un paragraphe seul.
      - type: tableau
        titre: Les lieux
        colonnes: [Lieu, Jour]
        lignes:
          - ['', '']
          - [Melun, lundi]
          - ['', '']
          - [Meaux, '']
          - [Provins, jeudi]
  - cle: moyens
budget:
  lignes:
    - {financeur: FIR, nature: propre, annee: 2021, montant: 111 €}
    -
    - {financeur: FIR, nature: propre, annee: 2022, montant: 222 €}
"""
WORDS = ("Accueillir", "Écouter", "Orienter", "Un paragraphe seul.", "Melun", "Meaux", "Provins",
         "jeudi")  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, session: Session) -> Desk:
    folder = _folder(tmp_path, FICHE)
    dossier = session.read(folder).dossier
    [document] = session.plugins.format("fiche-action").documents(dossier)
    return Desk(tmp_path, session, {document.name: render(document, session).data})


@pytest.mark.parametrize("words", WORDS)
def test_words_typed_over_change_where_they_stood_and_nothing_else(desk: Desk, words: str) -> None:
    def change(root: Any) -> None:
        [text] = [one for one in root.iter(f"{W}t") if one.text == words]
        text.text = "Autre chose"

    changed = _taken(desk, change)
    assert changed == [(words, "Autre chose")]


def test_an_amount_typed_over_is_that_of_its_line(desk: Desk) -> None:
    def change(root: Any) -> None:
        [control] = [
            one
            for one in root.iter(f"{W}sdt")
            if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "fiche-9:budget.lignes[3].montant"
        ]
        type_over(control, "333 €")

    assert _taken(desk, change) == [("222 €", "333 €")]


@pytest.mark.parametrize("words", ["Melun, lundi", "Meaux, ''", "Provins, jeudi"])
def test_a_row_of_another_length_is_told_at_its_own_line(
    session: Session, tmp_path: Path, words: str
) -> None:
    folder = _folder(tmp_path, FICHE.replace(f"[{words}]", f"[{words}, matin]"))
    [told] = [one for one in session.read(folder).diagnostics if one.severity is Severity.ERROR]
    line = next(n for n, text in enumerate(FICHE.splitlines(), 1) if words in text)
    assert told.span and told.span.line == line


def _folder(root: Path, fiche: str) -> DossierFolder:
    folder = root / "departments" / "77-essai"
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
    (folder / "fiches" / "9.yaml").write_text(fiche, "utf-8")
    return DossierFolder(folder)


def _taken(desk: Desk, change: Callable[[Any], None]) -> list[tuple[str, str]]:
    """The texts of the fiche that a change of its file, all taken, changes: before and after."""
    file = desk.root / "departments/77-essai/fiches/9.yaml"
    [name] = desk.files
    target = desk.target(name)
    before = leaves(_read(file))
    take_all(target, desk.back(edited(desk.files[name], change), target))
    after = leaves(_read(file))
    assert before.keys() == after.keys()
    return [(before[path], after[path]) for path in before if before[path] != after[path]]


def _read(file: Path) -> object:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
