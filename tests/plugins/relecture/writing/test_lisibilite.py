"""What makes a text hard to read."""

import pytest

from ppgp_relecture.writing.lisibilite import (
    jargon,
    lisibilite,
    nombre_de_mots,
    passifs_en_chaine,
    phrases,
    phrases_longues,
    sigles_obscurs,
)


def test_sentences_end_at_their_point_and_not_at_an_abbreviation() -> None:
    texte = "M. Durand vient. « Oui ! » Il lit l’art. L. 211-1 : bien.\nFin 2022"
    assert phrases(texte) == [
        "M. Durand vient.",
        "« Oui ! »",
        "Il lit l’art. L. 211-1 : bien.",
        "Fin 2022",
    ]


def test_a_quotation_that_ends_a_sentence_ends_it_typeset_or_not() -> None:
    texte = "Elle dit :\u00a0«\u00a0Oui.\u00a0» Elle part (enfin !). « Non ! » dit-il."
    assert phrases(texte) == [
        "Elle dit :\u00a0«\u00a0Oui.\u00a0»",
        "Elle part (enfin !).",
        "« Non ! » dit-il.",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    texte = (
        "Voir pp. 5 et vol. 3. Tél. 01 99 00 00 00. "
        "Le Dr. Durand, le 3 juil. 2022, en vit sept. Fin."
    )
    assert phrases(texte) == [
        "Voir pp. 5 et vol. 3.",
        "Tél. 01 99 00 00 00.",
        "Le Dr. Durand, le 3 juil. 2022, en vit sept.",
        "Fin.",
    ]


def test_a_sentence_is_long_from_thirty_six_words_on() -> None:
    trente_cinq = " ".join(["mot"] * 35) + "."
    assert nombre_de_mots("L’Ain accueille 2 286 enfants de 0-2 ans") == 8
    assert phrases_longues(trente_cinq) == []
    assert phrases_longues(f"mot {trente_cinq}") == [f"mot {trente_cinq}"]


@pytest.mark.parametrize(
    ("texte", "obscurs"),
    [
        ("la PMI et la DPMIPE", ["PMI", "DPMIPE"]),
        ("la protection maternelle et infantile (PMI), puis la PMI", []),
        ("la PMI (protection maternelle et infantile)", []),
        ("un PDF, au XXI siècle, le site de l’ASE", ["ASE"]),
        ("LES FAMILLES ET LA SANTÉ", []),
        ("La PMI (77) agit, la CAF (Oise) aussi", ["PMI", "CAF"]),
        ("répondre OUI ou NON, au format A4", []),
        ("la grille PEMAT-PMI", ["PEMAT-PMI"]),
    ],
)
def test_a_sigle_is_obscure_until_it_is_spelled_out(texte: str, obscurs: list[str]) -> None:
    assert sigles_obscurs(texte, connus=()) == obscurs


def test_a_sigle_of_the_list_or_spelled_elsewhere_is_clear() -> None:
    assert sigles_obscurs("la PMI", connus=["PMI"]) == []
    assert sigles_obscurs("la PMI", connus=[], ailleurs="Protection infantile (PMI)") == []


def test_jargon_is_found_whatever_its_ending() -> None:
    trouve = list(jargon("Cela impacte les familles,\nau niveau de la\u00a0ville, en pilotant."))
    assert trouve == [
        ("au niveau de", "« dans », « à » ou « pour »"),
        ("impacte", "« toucher » ou « changer »"),
    ]


@pytest.mark.parametrize(
    ("texte", "trouves"),
    [
        ("un processus, un impact, une initiative", []),
        ("au niveau du Département", ["au niveau du"]),
        ("en matière d’accueil, au sein des équipes", ["au sein des", "en matière d’"]),
        ("des feuilles de route", ["feuilles de route"]),
        ("elles mobilisent les acteurs", ["mobilisent les acteurs"]),
        (
            "une partie prenante, des montées en compétences",
            ["montées en compétences", "partie prenante"],
        ),
    ],
)
def test_each_word_of_an_expression_may_be_inflected(texte: str, trouves: list[str]) -> None:
    assert [mot for mot, _ in jargon(texte)] == trouves


@pytest.mark.parametrize(
    ("phrase", "en_chaine"),
    [
        ("Le flyer est rédigé par l’agence, puis il est envoyé aux familles.", True),
        ("Le flyer est rédigé par l’agence. Il est envoyé aux familles.", False),
        ("Les liens se sont noués et les équipes se sont formées.", False),
        ("Les agents sont formés et sont suivis par l’agence.", True),
        ("Les outils sont remis aux familles et sont bien reçus.", True),
        ("Elle est petite, il est gratuit, il est minuit et elle est grise.", False),
        ("Elles sont venues, puis elles sont arrivées à la réunion.", False),
    ],
)
def test_passives_are_told_when_one_sentence_holds_several(phrase: str, en_chaine: bool) -> None:
    assert bool(passifs_en_chaine(phrase)) == en_chaine


def test_an_easy_text_scores_high_and_an_office_one_low() -> None:
    facile = "Le chat dort. Il rêve. La nuit tombe. On rentre à la maison et on mange bien. " * 5
    ardu = (
        "La territorialisation pluridisciplinaire de l’accompagnement médico-social nécessite "
        "une contractualisation interinstitutionnelle approfondie. "
    ) * 8
    haut, bas = lisibilite(facile), lisibilite(ardu)
    assert haut is not None and bas is not None
    assert haut >= 90 and bas <= 20


def test_the_measure_is_the_one_of_kandel_and_moles() -> None:
    # 64 words in 8 sentences, one syllable each: 207 − 1,015 × 8 − 73,6 × 1 = 125, held to 100.
    assert lisibilite("Un deux trois un deux trois un deux. " * 8) == 100
    # 60 words in 6 sentences, two syllables each: 207 − 1,015 × 10 − 73,6 × 2 = 49,65.
    assert lisibilite(("matin " * 9 + "matin. ").capitalize() * 6) == 50


def test_too_short_a_text_has_no_measure() -> None:
    assert lisibilite("Le chat dort.") is None
