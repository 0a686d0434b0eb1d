"""Texts that fit nowhere: told at their place, with a remedy that their block has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.plugins.diaporama.blocs import Read, under
from tests.plugins.diaporama.lecteur import slides_of

from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.story.deck import tell
from ppgp_docs.api import HandledError, dossier
from ppgp_docs.francais.espaces import simplifier


def refused(make: Callable, story: dossier.Dossier) -> list[Any]:
    with pytest.raises(HandledError) as caught:
        make(story)
    return list(caught.value.diagnostics)


SENTENCE = " ".join(f"phrase {n} du compte rendu" for n in range(160))

WORD = "x" * 300

LONG = {
    "carte": f"    - {{type: cartes, cartes: [{{titre: Chantier, texte: {SENTENCE}}}]}}\n",
    "document": f"    - {{type: documents, documents: [{{titre: Flyer, texte: {SENTENCE}}}]}}\n",
    "tableau": "    - {type: tableau, titre: Le détail, colonnes: [Lieu, Texte], "
    f"lignes: [[Bourg, {SENTENCE}]]}}\n",
    "liste": f"    - {{type: liste, titre: Les demandes, elements: [Un, {SENTENCE}]}}\n",
    "liste longue": "    - {type: liste, titre: Les demandes, "
    f"elements: [Un, deux, trois, quatre, cinq, six, {SENTENCE}]}}\n",
    "encart": f"    - {{type: encart, titre: En résumé, texte: {SENTENCE}}}\n",
    "enquete": "    - {type: enquete, public: usagers, resultats: "
    f"[{{titre: Ce qui plaît, elements: [{SENTENCE}, Un]}}]}}\n",
    "réponses comptées": "    - {type: enquete, public: usagers, resultats: [{titre: Ce qui plaît, "
    f"elements: [{{texte: {SENTENCE}, effectif: 3}}, {{texte: Un, effectif: 2}}]}}]}}\n",
    "avant_apres": "    - {type: avant_apres, titre: Le flyer, avant: {texte: Un.}, "
    f"apres: {{texte: {SENTENCE}}}}}\n",
    "changements": "    - {type: avant_apres, titre: Le flyer, avant: {texte: Un.}, "
    f"apres: {{texte: Deux.}}, changements: [{SENTENCE}]}}\n",
}
"""Blocks that have no ``version_courte``, with a text of one endless sentence."""


CARDS = ("carte", "document")
REFUSED = {name: bloc for name, bloc in LONG.items() if name not in CARDS}


@pytest.mark.parametrize("bloc", REFUSED.values(), ids=REFUSED)
def test_a_text_that_fits_nowhere_is_told_with_a_remedy_that_its_block_has(
    bloc: str, read_text: Read, make: Callable
) -> None:
    (fault,) = refused(make, read_text(under(bloc)))
    assert fault.code == "R211"
    assert "«\u00a0phrase 0 du compte rendu" in fault.message.lower()
    assert int("".join(c for c in fault.message.split("diapositive")[1] if c.isdigit())) > 0
    assert "version_courte" not in " ".join(fault.hints)
    assert fault.hints
    assert fault.span.line >= 5


@pytest.mark.parametrize(
    ("bloc", "more"),
    [
        (f"    - {{type: paragraphe, texte: {SENTENCE}}}\n", ""),
        (
            "    - {type: citation, citation: voix}\n",
            f"citations:\n  voix: {{texte: {SENTENCE}, attribution: une voix}}\n",
        ),
    ],
)
def test_a_short_version_is_proposed_where_it_can_be_written_and_is_then_enough(
    bloc: str, more: str, read_text: Read, make: Callable
) -> None:
    (fault,) = refused(make, read_text(under(bloc) + more))
    assert "`version_courte`" in " ".join(fault.hints)
    short = f"texte: {SENTENCE}, version_courte: Un compte rendu"
    mended = (under(bloc) + more).replace(f"texte: {SENTENCE}", short)
    assert "Un compte rendu" in make(read_text(mended)).shown()


@pytest.mark.parametrize("kind", [name for name in LONG if name != "avant_apres"])
def test_a_word_wider_than_a_slide_is_told_as_a_word(kind: str, read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG[kind].replace(SENTENCE, WORD))))
    assert fault.message.lower().startswith(f"le mot «\u00a0{'x' * 40}…\u00a0»")
    assert "caractère" not in fault.message


def test_a_cell_that_fits_nowhere_is_told_at_its_place(read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG["tableau"])))
    line = under(LONG["tableau"]).splitlines()[fault.span.line - 1]
    assert line[fault.span.column - 1 :].startswith("phrase 0")


@pytest.mark.parametrize("kind", CARDS)
def test_a_card_whose_text_fits_nowhere_shows_its_title(kind: str, read_text: Read, make) -> None:
    made = make(read_text(under(LONG[kind])))
    assert "phrase 0" not in made.shown().lower()
    assert "phrase 0" in made.spoken().lower()


def test_a_text_less_what_is_told_to_be_too_many_fits(read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG["encart"])))
    told = fault.message.split("diapositive")[1]
    extra = int("".join(char for char in told if char.isdigit()))
    shorter = under(LONG["encart"].replace(SENTENCE, SENTENCE[: len(SENTENCE) - extra]))
    assert "phrase 0" in make(read_text(shorter)).shown().lower()


def test_a_long_question_leaves_the_title_to_the_section(read_text: Read, standard) -> None:
    question = (
        "Quelles difficultés rencontrez-vous le plus souvent avec les familles que vous suivez"
    )
    results = ", ".join(
        f"{{titre: {question} {n}, choix: multiple, elements: "
        "[{texte: Un, effectif: 3}, {texte: Deux, effectif: 2}]}"
        for n in range(3)
    )
    bloc = f"    - {{type: enquete, public: usagers, resultats: [{results}]}}\n"
    made = pages(tell(read_text(under(bloc))), standard, pytest.fail)
    for page in made[1:]:
        assert page.slide.title.plain.startswith("Le contexte")
        assert question in page.body.texts[0].panel.paras[0].plain


LONG_TITLE = (
    "Une question qui se pose dans chacune des équipes du territoire depuis la réforme " * 2
)


def test_a_section_with_a_short_version_never_takes_its_long_title(read_text: Read, make) -> None:
    blocs = (
        "          - {type: liste, elements: [un, deux]}\n"
        "          - {type: citation, citation: voix}\n"
    )
    story = read_text(
        under(
            f"    - type: section\n      titre: {LONG_TITLE}\n      version_courte: En bref\n"
            f"      blocs:\n{blocs}          - {{type: section, titre: Dedans, blocs: [Un.]}}\n"
            "          - {type: encart, texte: Deux.}\n"
        )
        + "citations:\n  voix: {texte: Un., attribution: A}\n"
    )
    slides = slides_of(make(story).data)
    assert [slide.title for slide in slides[1:]] == ["En bref", "En bref (suite)"]
    assert any(LONG_TITLE.strip() in line for line in slides[1].notes)


def test_an_activity_with_a_long_title_and_a_short_version_makes_its_deck(read_text, make) -> None:
    story = read_text(
        f"departement: '971'\nactivites:\n  - titre: {LONG_TITLE}\n    version_courte: En bref\n"
        "    blocs: [Un texte.]\n"
    )
    assert [simplifier(slide.title) for slide in slides_of(make(story).data)[1:]] == [
        simplifier(LONG_TITLE.strip()),
        "En bref",
    ]


def test_a_milestone_with_a_word_wider_than_a_slide_is_told_at_its_place(read_text, make) -> None:
    steps = "[{titre: Lancement}, {titre: %s}]" % ("x" * 130)
    (fault,) = refused(make, read_text(under(f"    - {{type: etapes, etapes: {steps}}}\n")))
    assert fault.message.startswith("le mot")
    assert (fault.code, fault.span.line, fault.span.column) == ("R211", 5, 51)


def test_a_milestone_with_a_long_text_shows_its_beginning(read_text: Read, make) -> None:
    long = " ".join(
        f"Les équipes écoutent les familles du territoire numéro {n}." for n in range(90)
    )
    steps = f"[{{titre: Lancement, texte: {long}}}, {{titre: Bilan}}]"
    made = make(read_text(under(f"    - {{type: etapes, etapes: {steps}}}\n")))
    assert "territoire numéro\u00a00." in made.shown()
    assert "numéro\u00a089." not in made.shown()
    assert "numéro\u00a089." in made.spoken()
