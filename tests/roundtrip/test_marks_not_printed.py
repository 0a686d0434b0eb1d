"""What a dossier says of a line and its file does not print: bold, a link, a reference."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import data_of, take_all
from tests.roundtrip.remaking import fiche_of, remade
from tests.roundtrip.test_workbook import saved
from tests.roundtrip.word_hand import ESSAI, edited, typed

from ppgp_docs.importing.kept_markup import DroppedMarkupError, with_markup
from ppgp_docs.importing.proposals import ProposalKind

TITLE = "Former **{{ chiffres.suivis }}** personnes ([programme](https://exemple.fr))"
OLD_TITLE = 'Essayer R&D <test> "entre guillemets" {{ departement.locatif }}'
OLD_AIM = "Suivre 25 % des enfants de 0 à 2 ans"
PRINTED = "Former 312 personnes (programme)"


def test_a_word_added_to_a_title_in_word_leaves_its_bold_its_link_and_its_reference(own_desk):
    desk = remade(own_desk, ("fiche-action",), (OLD_TITLE, f'"{TITLE}"'))
    target = desk.target(ESSAI)
    shown = target.fields["fiche-12:titre"].sent
    found = desk.back(edited(desk.files[ESSAI], typed("fiche-12:titre", f"{shown} vite")), target)
    [one] = found.proposals
    assert one.is_sure
    take_all(target, found)
    assert fiche_of(desk)["titre"] == f"{TITLE} vite"


def test_a_title_typed_anew_in_word_is_a_choice_that_shows_what_would_go(own_desk):
    desk = remade(own_desk, ("fiche-action",), (OLD_TITLE, f'"{TITLE}"'))
    target = desk.target(ESSAI)
    found = desk.back(edited(desk.files[ESSAI], typed("fiche-12:titre", "Autre chose")), target)
    [one] = found.proposals
    assert one.kind is ProposalKind.CONFLICT
    assert (one.back, one.now) == ("Autre chose", TITLE)
    assert "marques (gras, lien, renvoi)" in one.why
    take_all(target, found)
    assert fiche_of(desk)["titre"] == "Autre chose"


@pytest.mark.parametrize(
    ("document", "tag", "file", "before"),
    [
        (ESSAI, "fiche-12:objectif.intitule", "12-essai.yaml", "Suivre *25 %* des enfants"),
        (
            "recapitulatif-contrat-corse-du-sud",
            "contrat:intitule",
            "contrat.yaml",
            "Contrat *de prévention* [lié](https://a.fr)",
        ),
    ],
)
def test_every_line_that_a_template_prints_keeps_its_marks(own_desk, document, tag, file, before):
    formats = ("fiche-action", "recapitulatif-contrat")
    desk = remade(own_desk, formats, (OLD_AIM, '"Suivre *25 %* des enfants"'))
    target = desk.target(document)
    shown = target.fields[tag].sent
    found = desk.back(edited(desk.files[document], typed(tag, f"Bien, {shown}")), target)
    take_all(target, found)
    held = data_of(desk.root / "departments" / "2A-essai")[file]
    said = held["objectif"]["intitule"] if "objectif" in held else held["intitule"]
    assert said == f"Bien, {before}"


def test_a_label_changed_in_a_cell_keeps_its_marks_and_what_it_cites(own_desk):
    label = "Postes *de* {{ departement.nom }}"
    desk = remade(own_desk, ("plan-de-financement",), ("libelle: Animation", f'libelle: "{label}"'))
    [name] = desk.files
    target = desk.target(name)
    place = next(each for each, one in target.fields.items() if "Postes" in one.sent)
    shown = target.fields[place].sent

    def change(book):
        cells = [c for page in book for row in page.iter_rows() for c in row if c.value == shown]
        cells[0].value = f"{shown}, deux ans"

    found = desk.back(saved(desk.files[name], change), target)
    take_all(target, found)
    lines = fiche_of(desk)["budget"]["lignes"]
    assert [one["libelle"] for one in lines if "Postes" in one.get("libelle", "")] == [
        f"{label}, deux ans"
    ]


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (PRINTED, TITLE),
        (
            "Bien former 312 personnes (programme)",
            "Bien former **{{ chiffres.suivis }}** personnes ([programme](https://exemple.fr))",
        ),
        ("Former 312 personnes", "Former **{{ chiffres.suivis }}** personnes"),
        (
            "Former 312 personnes (programmes)",
            "Former **{{ chiffres.suivis }}** personnes ([programmes](https://exemple.fr))",
        ),
        (
            "Former **vite** 312 personnes (programme)",
            "Former **vite** **{{ chiffres.suivis }}** personnes ([programme](https://exemple.fr))",
        ),
        ("Former 30 personnes (programme)", None),
        ("Former 312 000 personnes (programme)", None),
        ("Tout autre titre", None),
    ],
)
def test_marks_stay_with_the_words_that_stay(back, said):
    if said is None:
        with pytest.raises(DroppedMarkupError):
            with_markup(TITLE, PRINTED, back)
    else:
        assert with_markup(TITLE, PRINTED, back) == said


@pytest.mark.parametrize(
    "text", ["a **b** c", "Un [mot]{lang=en} [^n]", "\\*b\\* et [x](https://a.fr)"]
)
def test_a_line_that_is_printed_with_its_marks_is_taken_as_it_came(text):
    assert with_markup(text, text, "tout autre **chose**") == "tout autre **chose**"
