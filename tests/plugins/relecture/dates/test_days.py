"""C307 to C310: dates that texts tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
Codes = Callable[..., list[str]]
FRAME = "demarche: {debut: 2022-05-13, fin: 2024-03-11}\n"


def told(codes: Codes, sentence: str, head: str = "") -> list[str]:
    """The codes of this family that a sentence raises."""
    text = f"{head}contexte: {{blocs: ['{sentence.replace(chr(39), '’')}']}}\n"
    return [code for code in codes(text) if code in ("C307", "C308", "C309", "C310")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le flyer est validé le 31 février 2023.", ["C307"]),
        ("Réponse avant le 31 avril.", ["C307"]),
        ("Réponse avant le 29 février.", []),  # some years have it
        ("Réponse avant le 29 février 2023.", ["C307"]),
        ("Acte du 31/02/2023.", ["C307"]),
        ("Acte du 28/02/2023, rangé en 12/31.", []),
        ("Le 16 rue du 1er septembre 1944.", []),
        ("Le lundi 14 février 2023, le groupe décide.", ["C308"]),
        ("Le mardi 14 février 2023, le groupe décide.", []),
        ("Du lundi 13 au vendredi 17 février 2023.", []),
        ("Le Samedi 1er juillet 2023.", []),
    ],
)
def test_a_day_that_a_text_names_exists_with_its_weekday(
    codes: Codes, sentence: str, expected: list[str]
) -> None:
    assert told(codes, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("L’agence a porté la démarche de 2023 à 2017.", ["C309"]),
        ("L’agence a porté la démarche de 2017 à 2023.", []),
        ("Entre 2021 et 2020, le groupe se réunit.", ["C309"]),
        ("Du 5 mars 2023 au 2 février 2023, les équipes se forment.", ["C309"]),
        ("Du 5 mars 2022 au 2 février 2023, les équipes se forment.", []),
        ("Le nombre de visites passe de 2050 à 2040 en un an.", []),
        ("Le budget baisse de 2100 à 2000 € en un an.", []),
    ],
)
def test_a_period_goes_forward(codes: Codes, sentence: str, expected: list[str]) -> None:
    assert told(codes, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("L’accompagnement commence le 13 mai 2021 et s’achève le 11 mars 2024.", ["C310"]),
        ("L’accompagnement commence le 11 mars 2024 et s’achève le 13 mai 2022.", ["C310"] * 2),
        ("L’accompagnement commence en mai 2022 et s’achève en mars 2024.", []),
        ("La démarche s’est achevée le 11 mars 2023.", ["C310"]),
        ("L’accompagnement commence le {{ demarche.debut }}, s’achève en avril 2024.", ["C310"]),
        ("L’accompagnement des cadres commence en juin 2023.", []),
        ("La démarche commence en juin 2023 à Oyonnax.", []),
    ],
)
def test_the_frame_that_a_text_tells_is_that_of_the_dossier(
    codes: Codes, sentence: str, expected: list[str]
) -> None:
    assert told(codes, sentence, FRAME) == expected


def test_what_someone_said_is_left_to_them(codes: Codes) -> None:
    quote = "citations: {q: {texte: Le 31 février 2023, attribution: une puéricultrice}}\n"
    placed = "contexte: {blocs: [Un texte, {type: citation, citation: q}]}\n"
    assert codes(quote + placed) == []


def test_the_words_at_fault_are_underlined(found: Found) -> None:
    (fault,) = found("contexte: {blocs: ['Le lundi 14 février 2023, on décide.']}\n")
    assert fault.span is not None
    assert (fault.span.column, fault.span.end_column) == (24, 45)
    assert fault.message == "le 14 février 2023 est un mardi, non un lundi"
