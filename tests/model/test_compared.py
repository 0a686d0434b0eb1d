"""Figures before and after: where each point stands, what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ppgp_docs.model.blocs import Graphique
from ppgp_docs.model.changes import Change, said
from ppgp_docs.model.compared import compared
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.highlights import ranked_figures

Build = Callable[[str], Dossier]


def chart(figures: str, before: str = "avant", after: str = "apres") -> str:
    return (
        f"chiffres:\n{figures}contexte:\n  blocs:\n    - type: graphique\n"
        f"      titre: Le courrier se lit\n      avant: [{before}]\n      chiffres: [{after}]\n"
    )


def changes(story: Dossier) -> tuple[Change, ...]:
    [bloc] = (bloc for bloc in story.blocs() if isinstance(bloc, Graphique))
    return compared(story.chiffres, bloc)


def test_shares_stand_on_the_scale_of_their_base(dossier: Build) -> None:
    (change,) = changes(
        dossier(
            chart(
                "  parents: {valeur: 40}\n  avant: {valeur: 12, base: parents, date: 2023-05}\n"
                "  apres: {valeur: 31, base: parents, libelle: lisent, date: 2025}\n"
            )
        )
    )
    assert change.before and change.after
    assert (change.before.ratio, change.after.ratio) == (Fraction(3, 10), Fraction(31, 40))
    assert said(change) == (
        "Lisent\u00a0: 30\u00a0% (12 sur\u00a040) en\u00a02023, "
        "78\u00a0% (31 sur\u00a040) en\u00a02025"
    )


def test_under_a_small_base_the_count_comes_first(dossier: Build) -> None:
    (change,) = changes(
        dossier(
            chart(
                "  equipe: {valeur: 9}\n  avant: {valeur: 4, base: equipe}\n"
                "  apres: {valeur: 7, base: equipe, libelle: osent}\n"
            )
        )
    )
    assert said(change) == (
        "Osent\u00a0: avant 4 sur\u00a09 (44\u00a0%), après 7 sur\u00a09 (78\u00a0%)"
    )


def test_counts_stand_on_the_scale_of_the_largest(dossier: Build) -> None:
    first, second = changes(
        dossier(
            chart(
                "  a: {valeur: 50, unite: visites}\n  b: {valeur: 200, unite: visites}\n"
                "  c: {valeur: 0, unite: visites}\n  d: {valeur: 100, unite: visites}\n",
                "a, c",
                "b, d",
            )
        )
    )
    moments = [*first.moments, *second.moments]
    assert [one and one.ratio for one in moments] == [Fraction(1, 4), 1, 0, Fraction(1, 2)]
    assert [one and one.count for one in moments] == [50, 200, 0, 100]


def test_two_figures_of_nothing_stand_at_the_foot(dossier: Build) -> None:
    (change,) = changes(dossier(chart("  avant: {valeur: 0}\n  apres: {valeur: 0}\n")))
    assert [one and one.ratio for one in change.moments] == [0, 0]


def test_dates_that_differ_from_one_measure_to_another_name_no_moment(dossier: Build) -> None:
    first, _ = changes(
        dossier(
            chart(
                "  a: {valeur: 5, date: 2022}\n  b: {valeur: 6, date: 2024}\n"
                "  c: {valeur: 5, date: 2023}\n  d: {valeur: 6, date: 2024}\n",
                "a, c",
                "b, d",
            )
        )
    )
    assert first.names == ("Avant", "Après")


def test_what_was_before_is_no_key_figure(dossier: Build) -> None:
    story = dossier(chart("  avant: {valeur: 120}\n  apres: {valeur: 310}\n"))
    assert ranked_figures(story) == ("apres",)
