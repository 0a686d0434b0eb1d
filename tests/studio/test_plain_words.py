"""What a screen tells of a fault names no key and shows no line of YAML, whatever the fault."""

from __future__ import annotations

import re

import pytest
from tests.test_codes import EXECUTABLE, Found, found

from ppgp_docs.codes import codes
from ppgp_docs.diagnostics import warning
from ppgp_docs.model.unread_markup import left_over
from ppgp_docs.session import Session
from ppgp_docs.studio.findings import Plain
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.pages import FOLDER
from ppgp_docs.workspace.resources import shipped

__all__ = ["found"]

TYPED = re.compile(
    r"`|\b[a-z0-9]+_[a-z0-9_]+\b"  # a key
    r"|[{}]|\[\^|« (?:- ?[{a-z]|[a-z]+: )"  # a reference, a note, a line
    r"|\w\.yaml|YAML|\bppgp \w|--\w"  # a file, a command
)
OF_THE_FILE = "L"
"""A file that is no YAML any more is shown as its text: the faults of that screen speak of it."""

SHAPES = {
    "intervertissez `debut` et `fin`": "intervertissez « Début » et « Fin »",
    "effacez `pourcentage` : il se calcule": "effacez « Pourcentage » : il se calcule",
    "ajoutez `alt: …` avec ce que l’image dit, ou `decoratif: oui`": (
        "ajoutez « Texte de remplacement » avec ce que l’image dit, ou « Image décorative : oui »"
    ),
    "ajoutez : `- {objet: photo, date: 12/01/2024}`": (
        "ajoutez : « Objet : sa photo, Date : 12/01/2024 »"
    ),
    "écrivez `{{ chiffres.formes.pct }}`": (
        "avec le bouton « Chiffre », écrivez « agents formés (en pourcentage) »"
    ),
    "effacez-le : le gras s’écrit `**mot**`, l’italique `*mot*`": (
        "effacez-le : le gras et l’italique ont leurs boutons"
    ),
    "un nom de note n’a que des minuscules, des chiffres et `_` : `[^nom]`": (
        "effacez-le, puis choisissez la note avec le bouton « Note »"
    ),
    "citez la date : `{{ demarche.debut }}`": "citez la date : « Démarche › Début »",
    "placez-la : `- type: citation` puis `citation: recul`": (
        "placez-la : « Citation » puis « Citation : Je prends du recul »"
    ),
    "dans un texte : `[^grille]`": "avec le bouton « Note » d’un texte",
    "`fiches/08-visites.yaml`, `contrat.yaml`": "« Fiche 8 », « Le contrat »",
    "ce montant, ou la réserve (`contrat.yaml`, ligne 2)": (
        "ce montant, ou la réserve (« Le contrat »)"
    ),
    "à part de `CD`, ligne 9 de `contrat.yaml`": "à part de « Département », dans « Le contrat »",
    "en `parts_egales: oui`": "en « Parts égales : oui »",
    "`2022-05-13`": "« 13 mai 2022 »",
    "écrivez `CD`, `FIR` ou `autre:État`": (
        "écrivez « Département », « Fonds d’intervention régional (FIR) » ou « État »"
    ),
    "écartez C906 avec cette raison, sous `dispenses`": (
        "écartez ce point dans « Vérifications », avec cette raison"
    ),
}
ROOT = {
    "chiffres": {"formes": {"libelle": "agents formés"}},
    "citations": {"recul": {"texte": "Je prends du recul"}},
}


@pytest.fixture(scope="module")
def plain() -> Plain:
    return Plain(Session.start(None).schemas)


def told(finding: Finding) -> str:
    return " ".join((finding.text, *finding.hints)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("code", [code for code in EXECUTABLE if code[0] != OF_THE_FILE])
def test_no_finding_of_any_code_shows_what_only_a_file_holds(
    code: str, found: Found, plain: Plain
) -> None:
    for diagnostic in found(code, "Exemple fautif"):
        assert not TYPED.search(told(plain.finding(diagnostic))), told(plain.finding(diagnostic))


@pytest.mark.parametrize("typed", SHAPES)
def test_what_is_typed_in_a_file_is_told_in_the_words_of_the_forms(
    typed: str, plain: Plain
) -> None:
    finding = plain.finding(warning("C101", "un message", None, typed), ROOT)
    assert finding.hints[0].replace("\u00a0", " ").replace("\u202f", " ") == SHAPES[typed]


def test_a_hint_that_only_a_terminal_can_follow_is_left_out(plain: Plain) -> None:
    hints = ("relancez avec `--memory-limit 2000`", "`ppgp check 01` dit pourquoi", "attendez")
    assert plain.finding(warning("C101", "un message", None, *hints)).hints == ("attendez",)


def test_why_a_document_is_not_made_names_no_key(plain: Plain) -> None:
    said = plain.sentence("aucune activité n’a de `version_courte`, d’où viennent les constats")
    assert "`" not in said and "_" not in said and "Version courte" in said


@pytest.mark.parametrize("typed", ["** un**", "*un mot*oui", "<b>mot</b>", "[^É]", "[x](ftp://a)"])
def test_no_finding_about_marks_in_a_text_tells_how_marks_are_typed(
    typed: str, plain: Plain
) -> None:
    [found] = left_over(typed, typed)
    [hint] = plain.finding(found).hints
    assert not re.search(r"[*`^]", hint)


def test_a_code_is_told_by_its_title(plain: Plain) -> None:
    assert "C203" in codes()
    finding = plain.finding(warning("C113", "la dispense de `C203` ne sert à rien"))
    title = "Un pourcentage indique sa base, ou sa source"
    assert told(finding) == f"La dispense de « {title} » ne sert à rien."


def test_no_page_adds_a_full_stop_to_a_hint_that_may_end_with_a_question_mark() -> None:
    pages = list((shipped("templates") / FOLDER).glob("*.html"))
    texts = [page.read_text("utf-8") for page in pages]
    assert any("hint" in text for text in texts)
    assert not [text for text in texts if re.search(r"hint[^}]*\}\}\.", text)]
