"""Each block of a row prints all that it holds: pictures, counts, sources, what pictures say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Read
from tests.lecteurs import docx_paragraphs

from ppgp_docs.render.render import render
from ppgp_docs.session import Session

PICTURE = Path(__file__).parents[3] / "departments" / "01-ain" / "images" / "flyer-avant.png"

DOSSIER = """\
chiffres:
  repondants: {valeur: 9, libelle: personnes interrogées, unite: répondants}
  peu: {valeur: 2, base: repondants, source: premier relevé}
  mieux: {valeur: 7, base: repondants, libelle: vont mieux, source: questionnaire}
"""
FICHE = """\
numero: 8
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre les enfants}
referent: DPMI
rubriques:
- cle: constat
  blocs:
"""
IMAGE = "{fichier: images/vue.png, alt: Une vue, credit: Photo Untel, description: Il est bleu.}"

Printed = Callable[[str], list[str]]


@pytest.fixture
def printed(read: Read, session: Session, tmp_path: Path) -> Printed:
    """The paragraphs of the fiche whose only row holds a block."""

    def run(bloc: str) -> list[str]:
        images = tmp_path / "departments" / "essai" / "images"
        images.mkdir(parents=True)
        shutil.copy(PICTURE, images / "vue.png")
        reading = read(DOSSIER, fiche=f"{FICHE}  - {bloc}\n")
        assert reading.dossier, reading.diagnostics
        (document,) = session.plugins.format("fiche-action").documents(reading.dossier)
        rendered = render(document, session)
        assert rendered.data, rendered.diagnostics
        file = tmp_path / "fiche.docx"
        file.write_bytes(rendered.data)
        return docx_paragraphs(file)

    return run


def test_figures_before_and_after_are_a_table_of_two_moments(printed: Printed) -> None:
    found = printed("{type: graphique, titre: Mieux, avant: [peu], chiffres: [mieux]}")
    assert found[found.index("Mesure") :][:6] == [
        "Mesure",
        "Avant",
        "Après",
        "vont mieux",
        "2 sur\u00a09 (22\u00a0%)",
        "7 sur\u00a09 (78\u00a0%)",
    ]
    assert "Source\u00a0: premier relevé\u202f; questionnaire." in found


def test_figures_give_their_source(printed: Printed) -> None:
    found = printed("{type: graphique, titre: Sept sur neuf, chiffres: [mieux]}")
    assert "Source\u00a0: questionnaire." in found


def test_a_survey_says_how_many_were_asked_and_how_many_answered(printed: Printed) -> None:
    answers = "[{texte: Oui, effectif: 7}, Non]"
    results = f"[{{titre: Et vous ?, choix: multiple, elements: {answers}}}]"
    found = printed(f"{{type: enquete, public: usagers, base: repondants, resultats: {results}}}")
    assert [line for line in found if line in ("9 répondants", "Oui (7 réponses)", "Non")]
    assert "Et vous\u202f? (plusieurs réponses possibles)" in found


def test_an_item_says_how_many_things_it_stands_for(printed: Printed) -> None:
    found = printed("{type: liste, elements: [{texte: Flyers, quantite: 2, detail: refaits}]}")
    assert "Flyers (2) – refaits" in found


@pytest.mark.parametrize(
    ("bloc", "texts"),
    [
        (f"{{type: image, image: {IMAGE}, legende: Le flyer}}", ["Le flyer (Photo Untel)"]),
        (
            f"{{type: avant_apres, titre: Le flyer, avant: {{image: {IMAGE}, texte: Dense.}}, "
            "apres: {texte: Clair.}, changements: [Un titre]}",
            ["Le flyer", "Avant", "(Photo Untel)", "Dense.", "Après", "Clair.", "Un titre"],
        ),
        (
            "{type: cartes, titre: Cartes, cartes: "
            f"[{{titre: Un, texte: Deux., picto: {IMAGE}}}]}}",
            ["Cartes", "Un", "(Photo Untel)", "Deux."],
        ),
        (
            "{type: documents, titre: Documents, documents: "
            f"[{{titre: Un, texte: Deux., quantite: 3, image: {IMAGE}}}]}}",
            ["Documents", "Un (3\u00a0documents)", "(Photo Untel)", "Deux."],
        ),
    ],
)
def test_a_block_with_a_picture_prints_its_texts_its_credit_and_what_it_says(
    printed: Printed, bloc: str, texts: list[str]
) -> None:
    found = printed(bloc)
    assert "Il est bleu." in found
    assert [text for text in texts if text not in found] == []


def test_a_grid_gives_the_score_of_each_rater_and_how_it_is_counted(printed: Printed) -> None:
    items = (
        "[{echelle: comprehensibilite, texte: Le but est évident, avant: [non, oui]}, "
        "{echelle: comprehensibilite, texte: Le texte est court, avant: [oui, oui]}]"
    )
    raters = "[sage-femme, puéricultrice]"
    found = printed(f"{{type: pemat, titre: Le flyer, evaluateurs: {raters}, items: {items}}}")
    assert "Évaluation\u00a0: sage-femme et puéricultrice" in found
    assert "1. Le but est évident" in found
    assert {"1 sur\u00a02 (50\u00a0%)", "2 sur\u00a02 (100\u00a0%)", "75\u00a0%"} <= set(found)
    assert any("Réponses différentes\u00a0: item 1 (avant)" in each for each in found)
