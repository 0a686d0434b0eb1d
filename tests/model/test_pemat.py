"""Scores of PEMAT grids against a count made here, from the words of the dossier alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppgp_docs.model import pemat
from ppgp_docs.model.blocs import Pemat
from ppgp_docs.model.dossier import Dossier

Build = Callable[[str], Dossier]

ANSWERS = ("oui", "non", "sans_objet", "sans_reponse")


def grid(dossier: Build, items: list[str], raters: str = "puéricultrice") -> Pemat:
    rows = "".join(
        f"        - {{texte: Un item, sans_objet_admis: oui, {each}}}\n" for each in items
    )
    (bloc,) = dossier(
        "contexte:\n  blocs:\n    - type: pemat\n      titre: Le flyer se comprend mieux\n"
        f"      evaluateurs: [{raters}]\n      items:\n{rows}"
    ).blocs()
    assert isinstance(bloc, Pemat)
    return bloc


def rounded(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1), ROUND_HALF_UP)}\u00a0%"


def test_what_is_not_applicable_leaves_the_denominator(dossier: Build) -> None:
    given = ["oui", "oui", "non", "sans_objet", "sans_reponse"]
    bloc = grid(dossier, [f"echelle: comprehensibilite, avant: [{each}]" for each in given])
    (change,) = pemat.changes(bloc)
    assert change.before is not None and change.after is None
    assert (change.before.number, change.before.details) == ("67\u00a0%", ("2 sur\u00a03",))


def test_the_two_scales_are_never_added_up(dossier: Build) -> None:
    one, other = "echelle: comprehensibilite", "echelle: actionnabilite"
    bloc = grid(dossier, [f"{one}, apres: [oui]", f"{other}, apres: [non]"])
    assert [change.after.number for change in pemat.changes(bloc) if change.after] == [
        "100\u00a0%",
        "0\u00a0%",
    ]


def test_several_raters_give_the_mean_of_their_exact_scores(dossier: Build) -> None:
    rows = ["[oui, oui]", "[oui, non]", "[non, sans_objet]"]
    bloc = grid(dossier, [f"echelle: comprehensibilite, avant: {row}" for row in rows], "A, B")
    (change,) = pemat.changes(bloc)
    assert change.before
    assert change.before.number == rounded((Decimal(200) / 3 + 50) / 2) == "58\u00a0%"
    assert change.before.details == ("2 sur\u00a03", "1 sur\u00a02")


def test_a_half_is_rounded_up_once_and_not_after_each_rater(dossier: Build) -> None:
    rows = ["[oui, oui]", "[oui, non]", "[oui, non]", "[non, non]"]
    bloc = grid(dossier, [f"echelle: comprehensibilite, avant: {row}" for row in rows], "A, B")
    assert pemat.changes(bloc)[0].before.number == "50\u00a0%"  # type: ignore[union-attr]
    rows = ["[oui, non]", "[oui, oui]", "[non, non]", "[non, non]"]
    bloc = grid(dossier, [f"echelle: comprehensibilite, avant: {row}" for row in rows], "A, B")
    assert pemat.changes(bloc)[0].before.number == "38\u00a0%"  # type: ignore[union-attr]


def test_a_rater_who_did_not_rate_a_version_takes_no_part_in_its_mean(dossier: Build) -> None:
    rows = ["[oui, sans_reponse]", "[non, sans_reponse]"]
    bloc = grid(dossier, [f"echelle: comprehensibilite, avant: {row}" for row in rows], "A, B")
    assert [score.rater for score in pemat.scores(bloc, "comprehensibilite", "avant")] == ["A"]
    assert pemat.disagreements(bloc, "avant") == ()


def test_raters_who_are_called_alike_are_numbered(dossier: Build) -> None:
    bloc = grid(dossier, ["echelle: actionnabilite, avant: [oui, non]"], "sage-femme, sage-femme")
    assert pemat.raters(bloc) == ("sage-femme (1)", "sage-femme (2)")


def test_items_that_raters_see_otherwise_are_told_by_their_numbers(dossier: Build) -> None:
    scale = "echelle: comprehensibilite"
    bloc = grid(
        dossier,
        [
            f"{scale}, numero: '3', avant: [oui, non], apres: [oui, oui]",
            f"{scale}, numero: '15', avant: [non, non], apres: [oui, sans_objet]",
        ],
        "A, B",
    )
    assert "Réponses différentes\u00a0: item 3 (avant), item 15 (après)." in pemat.below(bloc)
    said = pemat.answered(bloc, bloc.items[1], "apres")
    assert said == "Oui\u00a0: A\u202f; sans objet\u00a0: B"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=st.lists(st.lists(st.sampled_from(ANSWERS), min_size=2, max_size=2), min_size=1))
def test_any_answers_give_the_score_that_a_count_gives(
    dossier: Build, rows: list[list[str]]
) -> None:
    bloc = grid(
        dossier, [f"echelle: comprehensibilite, apres: [{', '.join(row)}]" for row in rows], "A, B"
    )
    shares = []
    for rank in range(2):
        column = [row[rank] for row in rows]
        asked = sum(each in ("oui", "non") for each in column)
        if asked:
            shares.append(Decimal(100 * sum(each == "oui" for each in column)) / asked)
    found = pemat.changes(bloc)
    if not shares:
        assert found == ()
        return
    assert found[0].after is not None
    exact = sum(shares, Decimal(0)) / len(shares)
    if 1 <= exact <= 99 or exact in (0, 100):
        assert found[0].after.number == rounded(exact)
    assert float(found[0].after.ratio) == pytest.approx(float(exact) / 100)
