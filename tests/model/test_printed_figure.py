"""How a figure is said, in all documents alike."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.blocs import Element, Resultats
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Place
from ppgp_docs.model.printed_figure import PrintedFigure, printed_answers, printed_figure
from ppgp_docs.model.prose import Words, parse_line

NOWHERE = Place(Span(Path("dossier.yaml")))
PEOPLE = "répondants"


def figure(value: object = None, unit: str = "", label: str = "", **fields: object) -> Chiffre:
    number = None if value is None else Decimal(str(value))
    return Chiffre(
        valeur=number, unite=Words(unit), libelle=parse_line(label), place=NOWHERE, **fields
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("chiffre", "base", "alone", "beside_label"),
    [
        (figure(7, PEOPLE), figure(9), "7 répondants sur 9 (78 %)", "7 sur 9 (78 %)"),
        (figure(62, "personnes", "agents formés"), None, "62 personnes", "62 personnes"),
        (figure(5, "documents", "documents refaits"), None, "5 documents", "5"),
        (figure(pourcentage=Decimal(60)), None, "60 %", "60 %"),
        (figure(pourcentage=Decimal(60)), figure(9), "60 %", "60 %"),
        (
            figure(2286, "enfants", pourcentage=Decimal(4)),
            None,
            "2 286 enfants (4 %)",
            "2 286 enfants (4 %)",
        ),
        (
            figure(171, "%", base="vus"),
            figure(1140),
            "171 sur 1 140 (15 %)",
            "171 sur 1 140 (15 %)",
        ),
        (figure(15, "%"), None, "15 %", "15 %"),
        (figure(7), figure(pourcentage=Decimal(60)), "7", "7"),
        (figure(0, "réponses"), figure(0), "0 réponses sur 0", "0 sur 0"),
        (figure(2017, "année"), None, "2017", "2017"),
    ],
)
def test_a_figure_is_said_with_its_unit_its_base_and_its_share(
    chiffre: Chiffre, base: Chiffre | None, alone: str, beside_label: str
) -> None:
    printed = PrintedFigure(chiffre, base)
    assert (plain(printed.alone), plain(printed.beside_label)) == (alone, beside_label)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (4, 1000, "0,4 %"),
        (996, 1000, "99,6 %"),
        (0, 1000, "0 %"),
        (1000, 1000, "100 %"),
        (1, 250, "0,4 %"),
        (199, 200, "99,5 %"),
        (1, 200, "0,5 %"),
        (1, 100_000, "moins de 0,1 %"),
        (99_999, 100_000, "plus de 99,9 %"),
        (1, 7_000_000, "moins de 0,1 %"),
        (7, 9, "78 %"),
    ],
)
def test_none_and_all_are_only_said_of_none_and_all(part: int, whole: int, said: str) -> None:
    assert plain(PrintedFigure(figure(part), figure(whole)).percentage) == said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_the_exact_one_rounded_half_up_and_never_misleads(part: int, whole: int) -> None:
    part = min(part, whole)
    said = plain(PrintedFigure(figure(part), figure(whole)).percentage).removesuffix(" %")
    exact = Fraction(100 * part, whole)
    assert (said == "0") == (part == 0)
    assert (said == "100") == (part == whole)
    if said.startswith("moins de "):
        assert 0 < exact < Fraction(1, 20)
    elif said.startswith("plus de "):
        assert Fraction(9995, 100) <= exact < 100
    else:
        step = Fraction(1, 10) if "," in said else Fraction(1)
        printed = Fraction(said.replace(",", "."))
        assert printed - step / 2 <= exact < printed + step / 2


def test_nothing_is_a_share_of_nobody() -> None:
    of_nobody = PrintedFigure(figure(pourcentage=Decimal(76)), figure(0))
    assert of_nobody.percentage == ""
    assert of_nobody.ratio is None


def test_a_bar_is_as_long_as_the_exact_share() -> None:
    assert PrintedFigure(figure(7), figure(9)).ratio == Decimal(7) / 9
    assert PrintedFigure(figure(pourcentage=Decimal(60))).ratio == Decimal("0.6")
    assert PrintedFigure(figure(62)).ratio is None
    assert PrintedFigure(figure(62)).value == 62
    assert PrintedFigure(figure(pourcentage=Decimal(60))).value == 60


@pytest.mark.parametrize(
    ("chiffre", "printed"),
    [
        (figure(2017, "année"), "2017"),
        (figure(2017, label="année de lancement"), "2017"),
        (figure(2017, cle="annee_lancement"), "2017"),
        (figure(2017, label="Exercice clos"), "2017"),
        (figure(2112, "article"), "2112"),
        (figure(2112, cle="article_code"), "2112"),
        (figure(16497, label="numéro de la délibération"), "16497"),
        (figure(2017, "visites"), "2 017"),
        (figure(2017, "visites", cle="annee"), "2 017"),
        (figure(2017, label="années cumulées"), "2 017"),
        (figure(2017, "articles"), "2 017"),
        (figure("2017.5", "année"), "2 017,5"),
        (figure(1, "page"), "1"),
    ],
)
def test_a_number_that_counts_nothing_is_printed_without_thousands(
    chiffre: Chiffre, printed: str
) -> None:
    assert plain(PrintedFigure(chiffre).number) == printed


def test_a_figure_is_found_beside_its_base() -> None:
    figures = {"vus": figure(7, base="tous"), "tous": figure(9)}
    assert printed_figure(figures, "vus") == PrintedFigure(figures["vus"], figures["tous"])
    with pytest.raises(KeyError):
        printed_figure(figures, "inconnu")


def test_the_answers_to_a_question_share_the_base_and_the_source_of_the_survey() -> None:
    elements = tuple(
        Element(texte=parse_line(text), effectif=count, place=NOWHERE)
        for text, count in (("l’écoute", 7), ("le lieu", 1), ("autre", None))
    )
    results = Resultats(titre=parse_line("Points forts"), elements=elements, place=NOWHERE)
    base = figure(9, cle="tous", source=Words("questionnaire"), date=lire_date("2024"))
    first, second, third = printed_answers({"tous": base}, "tous", results)
    assert first is not None and second is not None and third is None
    assert plain(first.beside_label) == "7 sur 9 (78 %)"
    assert first.chiffre.source == "questionnaire"
    (alone, _, _) = printed_answers({}, "", results)
    assert alone is not None
    assert plain(alone.beside_label) == "7 réponses"
