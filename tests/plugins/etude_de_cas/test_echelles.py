"""The answers of a scale as one bar, questions under one legend, the sum that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.plugins.etude_de_cas.test_images import only

from ppgp_docs.api import PrintedFigure, blocs, dossier, parse_line
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_etude_de_cas.document.columns import result_rows
from ppgp_etude_de_cas.document.scales import PAPER, scale

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre

COUNTS = [1, 2, 0, 9, 88]
AGREE = ("Tout à fait", "Plutôt", "Ni l’un ni l’autre", "Plutôt pas", "Pas du tout")
SPACE = "\N{NO-BREAK SPACE}"


def survey(answers: str, base: int) -> str:
    return (
        f"chiffres:\n  asked: {{valeur: {base}, libelle: réponses}}\n"
        "contexte:\n  blocs:\n    - type: enquete\n      public: usagers\n      base: asked\n"
        f"      resultats:\n        - {{titre: Avis, choix: echelle, elements: [{answers}]}}\n"
    )


def figures(etude: dossier.Dossier, counts: list[int]) -> list[PrintedFigure]:
    model = next(iter(etude.chiffres.values()))
    base = evolve(model, valeur=Decimal(sum(counts)), base="", pourcentage=None)
    return [PrintedFigure(evolve(base, valeur=Decimal(each), base="base"), base) for each in counts]


def test_each_degree_takes_its_share_of_the_bar_and_one_that_nobody_chose_none(
    etude: dossier.Dossier, session: Session
) -> None:
    theme = load_theme("neutre", session.resources)
    drawing = scale(figures(etude, COUNTS), theme, "Essai")
    places = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawing)]
    fills = re.findall(r'height="30" fill="(#\w+)"', drawing)
    expected = [PAPER * sum(COUNTS[:rank]) / sum(COUNTS) for rank in (0, 1, 3, 4)]
    assert places == pytest.approx(expected, abs=0.01)
    assert fills == [theme.degrees(5)[rank] for rank in (0, 1, 3, 4)]


@pytest.mark.parametrize("fluid", [False, True])
@pytest.mark.parametrize("counts", [COUNTS, [1, 1, 1, 1, 96], [96, 1, 1, 1, 1], [20, 60, 20, 0, 0]])
def test_every_count_and_every_part_of_a_scale_is_written(
    etude: dossier.Dossier, session: Session, counts: list[int], fluid: bool
) -> None:
    """A part that its degree cannot hold stands beside its count."""
    theme = load_theme("neutre", session.resources)
    drawing = scale(figures(etude, counts), theme, "Essai", fluid)
    said = re.findall(r">([^<>]+)</text>", drawing)
    for count in filter(None, counts):
        assert str(count) in said or f"{count} ({count}{SPACE}%)" in said
        assert any(f"{count}{SPACE}%" in text for text in said)


def test_counts_under_a_bar_keep_apart(etude: dossier.Dossier, session: Session) -> None:
    theme = load_theme("neutre", session.resources)
    drawing = scale(figures(etude, [1, 1, 1, 1, 96]), theme, "Essai")
    under = re.findall(r'<text x="([\d.]+)" fill="\S+" y="44"', drawing)
    places = [float(x) for x in under]
    assert places == sorted(places)
    assert all(after - before > 20 for before, after in pairwise(places))


def asked(etude: dossier.Dossier, *answers: tuple[str, ...]) -> blocs.Enquete:
    base = next(name for name, one in etude.chiffres.items() if one.valeur == 9)
    results = tuple(
        blocs.Resultats(
            titre=parse_line(f"Question {number}"),
            elements=tuple(
                blocs.Element(texte=parse_line(text), effectif=count, place=etude.place)
                for text, count in zip(said, (5, 4, 0, 0, 0), strict=False)
            ),
            choix="echelle",
            place=etude.place,
        )
        for number, said in enumerate(answers, start=1)
    )
    return blocs.Enquete(public="usagers", base=base, resultats=results, place=etude.place)


def test_questions_on_one_scale_have_one_legend(rendre: Rendre, etude: dossier.Dossier) -> None:
    drawn = rendre(only(etude, asked(etude, AGREE, AGREE, AGREE)))
    text = drawn.texte()
    assert all(text.count(f"Question {rank}\n") == 1 for rank in (1, 2, 3))
    assert text.count("Ni l’un ni l’autre") == 1


def test_another_scale_has_its_own_legend(etude: dossier.Dossier) -> None:
    rows = result_rows(asked(etude, AGREE, AGREE, ("Oui", "Non"), AGREE))
    assert [len(row) for row in rows] == [2, 1, 1]


def test_a_note_of_an_answer_is_never_lost_in_the_legend_of_another_question(
    etude: dossier.Dossier,
) -> None:
    survey = asked(etude, AGREE, AGREE)
    first, second = survey.resultats
    noted = evolve(second.elements[0], detail=parse_line("À part"))
    other = evolve(second, elements=(noted, *second.elements[1:]))
    assert len(result_rows(evolve(survey, resultats=(first, other)))) == 2


@pytest.mark.parametrize(("base", "told"), [(5, []), (6, ["C222"])])
def test_the_answers_of_a_scale_make_up_its_base(
    codes: Callable[[str], list[str]], base: int, told: list[str]
) -> None:
    text = survey("{texte: Non, effectif: 2}, {texte: Oui, effectif: 3}", base)
    assert [code for code in codes(text) if code == "C222"] == told
