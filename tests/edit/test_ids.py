"""Lines that documents refer to get an id once, and keep it."""

from __future__ import annotations

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Insert
from ppgp_docs.edit.ids import missing_ids
from ppgp_docs.edit.nodes import data, nodes

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
