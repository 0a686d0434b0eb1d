"""A plain sentence, or a line in runs, loses withdrawn names, and only those."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ppgp_docs.assets.drawn_words import DrawnText
from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.model.prose import Run
from ppgp_docs.publication.redaction import REMOVED, Names, _cut_runs


def names(*people: str, others: tuple[str, ...] = ()) -> Names:
    return Names(tuple(map(KnownPerson.of, people)), tuple(map(KnownPerson.of, others)), ())


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Rien de tel.", "Rien de tel."),
        ("Camille Martineau a dit.", f"{REMOVED} a dit."),
        ("De Camille Martineau à Jeanne Roux.", f"De {REMOVED} à {REMOVED}."),
    ],
)
def test_a_sentence_loses_the_names_alone(said: str, left: str) -> None:
    assert names("Camille Martineau", "Jeanne Roux").removed_from(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "É.V.-Q. Vasseur‑Quénot",
        "É. V. Q. Vasseur-Quénot",
        "É.V.Q. VASSEUR QUÉNOT",
        "É. V. Émilie Vasseur-Quénot",
        "Vasseur-Quénot É.V.-Q.",
    ],
)
def test_initials_go_with_the_name_that_they_stand_beside(said: str) -> None:
    gone = names("Émilie Vasseur-Quénot")
    left = gone.removed_from(f"Merci à {said}, et à J. Roux")
    assert left.startswith(f"Merci à {REMOVED}") and left.endswith(", et à J. Roux")
    assert not [*gone.mentions(left)]


@pytest.mark.parametrize(
    ("stretches", "left"),
    [
        ([(2, 5)], "ab[nom retiré]fghij"),
        ([(2, 5), (4, 7)], "ab[nom retiré]hij"),
        ([(2, 8), (3, 5)], "ab[nom retiré]ij"),
        ([(1, 2), (3, 5), (4, 6)], "a[nom retiré]c[nom retiré]ghij"),
        ([(1, 2), (3, 5), (4, 6), (8, 9)], "a[nom retiré]c[nom retiré]gh[nom retiré]j"),
        ([(0, 10)], "[nom retiré]"),
        ([(2, 4), (4, 6)], "ab[nom retiré][nom retiré]ghij"),
    ],
)
@pytest.mark.parametrize("cut", [(), (3,), (5,), (1, 4, 7), (2, 5), tuple(range(1, 10))])
def test_stretches_that_meet_in_any_runs_go_once(
    stretches: list[tuple[int, int]], left: str, cut: tuple[int, ...]
) -> None:
    ends = (0, *cut, 10)
    runs = [Run("abcdefghij"[a:b]) for a, b in pairwise(ends)]
    assert "".join(run.text for run in _cut_runs(runs, stretches)) == left


def test_a_drawing_is_read_without_its_cuts_and_a_text_as_it_is() -> None:
    gone = names("Karim Belkacem")
    [drawn] = {*map(gone.as_read, [DrawnText("Karim Belka-\ncem")])}
    assert [*gone.mentions(drawn)]
    assert gone.as_read("Karim Belka-\ncem") == "Karim Belka-\ncem"


def test_a_run_that_a_name_filled_goes_and_the_others_stay_as_they_are() -> None:
    runs = [Run("ab"), Run(""), Run("cde"), Run("fg"), Run("hij")]
    left = list(_cut_runs(runs, [(1, 7)]))
    assert [run.text for run in left] == [f"a{REMOVED}", "", "hij"]
    assert left[1] is runs[1] and left[2] is runs[4]
