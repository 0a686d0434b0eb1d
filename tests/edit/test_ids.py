"""Lines that documents refer to get an id once, and keep it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, Insert, Move, Remove
from ppgp_docs.edit.nodes import data, nodes
from ppgp_docs.model.address import Address, address_of

TEXT = """lignes:
  # la part de l’État
  - financeur: FIR
    annee: 2021 # devis
  - {financeur: CD, annee: 2021}
  - financeur: FIR
    annee: 2021
"""

WITH_IDS = """lignes:
  # la part de l’État
  - id: fir-2021
    financeur: FIR
    annee: 2021 # devis
  - {id: cd-2021, financeur: CD, annee: 2021}
  - id: fir-2021-2
    financeur: FIR
    annee: 2021
"""


def lines(text: str) -> list[Any]:
    held: Any = data(nodes(text))
    return held["lignes"]


@pytest.mark.parametrize("rank", [0, 1, 3])
def test_a_line_inserted_among_lines_with_an_id_gets_its_own(rank: int) -> None:
    new = {"financeur": "FIR", "annee": "2022"}
    after = lines(apply(WITH_IDS, [Insert(("lignes",), rank, new)]).text)
    assert after[rank] == {"id": "fir-2022", **new}


def test_a_line_that_comes_with_its_id_keeps_it() -> None:
    new = {"id": "caf", "financeur": "autre:CAF"}
    assert lines(apply(WITH_IDS, [Insert(("lignes",), 0, new)]).text)[0] == new


def test_a_line_inserted_in_a_list_without_ids_gets_none() -> None:
    after = lines(apply(TEXT, [Insert(("lignes",), 0, {"financeur": "FIR"})]).text)
    assert all("id" not in line for line in after)


changes = st.one_of(
    st.builds(
        Insert,
        st.just(("lignes",)),
        st.integers(0, 3),
        st.fixed_dictionaries(
            {"financeur": st.sampled_from(["FIR", "CD"])},
            optional={"annee": st.sampled_from(["2021", "2022"])},
        ),
    ),
    st.builds(Move, st.just(("lignes",)), st.integers(0, 2), st.integers(0, 2)),
    st.builds(lambda rank: Remove(("lignes", rank)), st.integers(0, 2)),
)


@given(st.lists(changes, min_size=1, max_size=6))
def test_whatever_is_done_to_a_list_an_address_keeps_to_its_line(asked: list[Change]) -> None:
    text = WITH_IDS
    for change in asked:
        before = data(nodes(text))
        held = lines(text)
        if len(held) < 4 and not isinstance(change, Insert):
            continue  # a list that is left blank is another matter
        text = apply(text, [change]).text
        after = data(nodes(text))
        ids = [line["id"] for line in lines(text)]
        assert len({*ids}) == len(ids)
        for rank, line in enumerate(held):
            address = str(address_of("fiche-8", ("lignes", rank), before))
            if line["id"] in ids:
                path = Address.parse(address).path(after)
                assert lines(text)[int(path[-1])] == line
