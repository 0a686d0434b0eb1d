"""What is asked beside what is granted: no sum of a funder hides that part of it is only asked."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from ppgp_docs.budget import LIBELLES_STATUTS, PREVU, Budget, etape
from ppgp_docs.diagnostics import Span
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.place import Place
from ppgp_docs.model.printed_grants import grants_table

FORESEEN = [status for status in LIBELLES_STATUTS if etape(status) == PREVU]
NOWHERE = Place(Span(Path("fiche.yaml")))
Row = tuple[str, ...]


def line(funder: str, status: str, cents: int) -> LigneBudget:
    amount = Decimal(cents) / 100
    rest = {"nature": "propre", "annee": 2026, "place": NOWHERE}
    return LigneBudget(financeur=funder, statut=status, montant=amount, **rest)


def rows(*lines: LigneBudget) -> list[Row]:
    """What the table prints, without its header; no row where there is no table."""
    table = grants_table(Budget(lines), str.lower, str)
    told = table.rows if table else ()
    return [tuple("".join(part.text for part in cell) for cell in row) for row in told]


def test_each_funder_has_what_it_is_asked_what_it_grants_and_both() -> None:
    lines = line("CD", "propose", 1_00), line("CD", "acquis", 20_00), line("FIR", "notifie", 3_00)
    assert rows(*lines) == [
        ("cd", "1", "20", "21"),
        ("fir", "0", "3", "3"),
        ("Total", "1", "23", "24"),
    ]


def test_funders_who_each_have_one_status_need_no_table() -> None:
    assert rows(line("CD", "propose", 1_00), line("FIR", "acquis", 2_00)) == []


def test_what_is_granted_and_what_is_notified_are_both_granted() -> None:
    assert rows(line("CD", "notifie", 1_00), line("CD", "acquis", 2_00)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("CD", "FIR", "autre:CAF")),
            st.sampled_from(FORESEEN),
            st.integers(1, 10**9),
        ),
        min_size=2,
    )
)
def test_rows_add_up_to_the_cent(given_lines: list[tuple[str, str, int]]) -> None:
    told = rows(*(line(*each) for each in given_lines))
    assume(told)
    cents: Counter[tuple[str, bool]] = Counter()
    for funder, status, amount in given_lines:
        cents[funder.lower(), status == "propose"] += amount
    *funders, total = told
    for name, *amounts in funders:
        asked, granted = cents[name, True], cents[name, False]
        assert [Decimal(each) * 100 for each in amounts] == [asked, granted, asked + granted]
    assert [Decimal(each) for each in total[1:]] == [
        sum(Decimal(row[rank]) for row in funders) for rank in (1, 2, 3)
    ]
