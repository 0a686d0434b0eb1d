"""Things said twice in different ways: notes, but for people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.session import DossierReading

Codes = Callable[..., list[str]]
Read = Callable[..., DossierReading]


def service(trained: int, sentence: str) -> str:
    return (
        f"chiffres:\n  formes: {{valeur: {trained}, unite: professionnels}}\n"
        f"contexte:\n  blocs:\n    - {sentence}\n"
    )


@pytest.mark.parametrize(
    ("trained", "expected"), [(62, []), (66, []), (70, ["C216"]), (120, ["C216"]), (9, [])]
)
def test_a_count_far_beyond_a_round_number_is_told(
    codes: Codes, trained: int, expected: list[str]
) -> None:
    sentence = "Le service réunit une soixantaine de professionnelles et de professionnels."
    assert codes(service(trained, sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Une dizaine de communes accueillent la PMI.",
        "Une trentaine de professionnels libéraux, hors du service, ont été formés.",
        "Le groupe de travail réunit une quinzaine de professionnels.",
        "Le service réunit plus de 60 professionnels.",
    ],
)
def test_a_round_number_of_other_people_is_no_contradiction(codes: Codes, sentence: str) -> None:
    assert codes(service(120, sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Le service compte environ 40 professionnels.",
        "Le service compte moins de 60 professionnelles.",
        "La PMI est composée d’une cinquantaine de professionnel·le·s.",
    ],
)
def test_the_size_of_the_service_is_read_in_any_form(codes: Codes, sentence: str) -> None:
    assert codes(service(120, sentence)) == ["C216"]


def test_the_word_that_is_quoted_is_whole(read: Read) -> None:
    sentence = "Le service compte une cinquantaine de professionnel·le·s."
    (fault,) = read(service(120, sentence)).diagnostics
    assert fault.message.startswith(
        "le texte dit «\u00a0une cinquantaine de professionnel·le·s\u00a0»"
    )


@pytest.mark.parametrize(
    ("listed", "expected"),
    [("Une plaquette", ["C217"]), ("Le guide « Avant et après la naissance »", [])],
)
def test_a_document_named_beside_a_list_is_in_it(
    codes: Codes, listed: str, expected: list[str]
) -> None:
    text = f"""\
activites:
  - titre: La communication
    blocs:
      - Le groupe refait d’abord le guide « Avant et après la naissance ».
      - type: documents
        documents:
          - titre: {listed}
"""
    assert codes(text) == expected


def test_the_name_of_the_document_is_underlined(read: Read) -> None:
    blocs = "[Le guide « Bien naître » est refait., {type: documents, documents: [{titre: Un}]}]"
    (fault,) = read(f"activites: [{{titre: A, blocs: {blocs}}}]\n").diagnostics
    assert fault.span is not None
    assert fault.span.end_column - fault.span.column == len("Bien naître")


@pytest.mark.parametrize(
    ("listed", "sentence", "expected"),
    [
        ("titre: Un flyer", "Les flyers plaisent.", ["C220"]),
        ("titre: Le nouveau flyer", "On distribue nos flyers.", ["C220"]),
        ("titre: Un flyer", "Le flyer plaît.", []),
        ("titre: Un flyer", "Les flyers d’autres départements plaisent.", []),
        ("titre: Un flyer", "Les flyers existants plaisent.", []),
        ("titre: Un flyer", "Des flyers circulent.", []),
        ("{titre: Un flyer, quantite: 2}", "Les flyers plaisent.", []),
        ("titre: Deux flyers", "Les flyers plaisent.", []),
        ("titre: Un flyer\n          - titre: Le flyer bis", "Les flyers plaisent.", []),
        ("titre: Une plaquette", "Les flyers plaisent.", []),
    ],
)
def test_a_document_listed_once_is_not_called_by_the_plural(
    codes: Codes, listed: str, sentence: str, expected: list[str]
) -> None:
    text = f"""\
activites:
  - titre: La communication
    blocs:
      - {sentence}
      - type: documents
        documents:
          - {listed}
"""
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Les deux formatrices ont animé la session.", ["C219"]),
        ("Les trois formatrices ont animé la session.", []),
        ("Deux psychologues et une puéricultrice animent la session.", []),
        ("Deux formatrices sur trois animent la session.", []),
        ("Deux formatrices de Lyon animent la session.", []),
        ("Deux familles animent la session.", []),
    ],
)
def test_people_shown_are_as_many_as_the_text_says(
    codes: Codes, sentence: str, expected: list[str]
) -> None:
    text = f"""\
personnes:
  a: {{fonction: psychologue et formatrice}}
  b: {{fonction: psychologue et formatrice}}
  c: {{fonction: puéricultrice et formatrice}}
contexte:
  blocs:
    - {sentence}
    - {{type: personnes, personnes: [a, b, c]}}
"""
    assert codes(text) == expected
