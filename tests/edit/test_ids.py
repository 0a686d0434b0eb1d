"""Lines that documents refer to get an id once, and keep it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, Insert, Move, Remove
from ppgp_docs.edit.ids import missing_ids, missing_in_file
from ppgp_docs.edit.nodes import data, nodes
from ppgp_docs.model.address import Address, address_of
from ppgp_docs.schema.schemas import shipped_schemas

FICHE = (
    Path(__file__).parents[2] / "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml"
)

TEXT = """lignes:
  # la part de l’État
  - financeur: FIR
    annee: 2021 # devis
  - {financeur: CD, annee: 2021}
  - financeur: FIR
    annee: 2021
"""


def with_ids(text: str) -> str:
    return apply(text, missing_ids(data(nodes(text)), ("lignes",))).text


def test_each_line_gets_an_id_that_says_what_it_is() -> None:
    assert with_ids(TEXT) == TEXT.replace(
        "  - financeur: FIR\n    annee: 2021 # devis",
        "  - id: fir-2021\n    financeur: FIR\n    annee: 2021 # devis",
    ).replace("{financeur: CD", "{id: cd-2021, financeur: CD").replace(
        "  - financeur: FIR\n    annee: 2021\n",
        "  - id: fir-2021-2\n    financeur: FIR\n    annee: 2021\n",
    )


def test_ids_are_kept_when_a_line_comes_first() -> None:
    once = with_ids(TEXT)
    later = apply(once, [Insert(("lignes",), 0, {"financeur": "FIR", "annee": "2021"})]).text
    kept = with_ids(later)
    for name in ("fir-2021", "cd-2021", "fir-2021-2", "fir-2021-3"):
        assert kept.count(f"id: {name}\n") + kept.count(f"id: {name},") == 1


def test_a_list_whose_lines_all_have_ids_is_left_alone() -> None:
    once = with_ids(TEXT)
    assert with_ids(once) == once


def lines(text: str) -> list[Any]:
    held: Any = data(nodes(text))
    return held["lignes"]


@pytest.mark.parametrize("rank", [0, 1, 3])
def test_a_line_inserted_among_lines_with_an_id_gets_its_own(rank: int) -> None:
    new = {"financeur": "FIR", "annee": "2022"}
    after = lines(apply(with_ids(TEXT), [Insert(("lignes",), rank, new)]).text)
    assert after[rank] == {"id": "fir-2022", **new}


def test_a_line_that_comes_with_its_id_keeps_it() -> None:
    new = {"id": "caf", "financeur": "autre:CAF"}
    assert lines(apply(with_ids(TEXT), [Insert(("lignes",), 0, new)]).text)[0] == new


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
    text = with_ids(TEXT)
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


def test_all_lines_of_a_fiche_that_documents_refer_to_get_an_id() -> None:
    text = FICHE.read_text("utf-8")
    schemas = shipped_schemas()
    given_ids = [*missing_in_file(data(nodes(text)), "fiche", schemas)]
    once = apply(text, given_ids).text
    named = {str(change.path[-3]) for change in given_ids}
    assert {"lignes", "indicateurs"} <= named
    assert not [*missing_in_file(data(nodes(once)), "fiche", schemas)]
    lost = [line for line in text.splitlines() if line.strip("- ") not in once]
    assert not lost


def test_steps_of_a_chronology_get_an_id_wherever_it_stands() -> None:
    steps = "[{titre: a}, {titre: b}]"
    text = f"chronologie: {{jalons: {steps}}}\ncontexte:\n  blocs:\n    - type: section\n"
    text += f"      titre: t\n      blocs:\n        - {{type: etapes, etapes: {steps}}}\n"
    found = missing_in_file(data(nodes(text)), "dossier", shipped_schemas())
    assert [change.path[:-2] for change in found if change.path[-2] == 0] == [
        ("chronologie", "jalons"),
        ("contexte", "blocs", 0, "blocs", 0, "etapes"),
    ]
