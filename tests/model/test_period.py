"""The years of a contract in words, the same in every document."""

from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.contrat import Periode
from ppgp_docs.model.place import Place


@pytest.mark.parametrize(("fin", "dit"), [(2025, "2022-2025"), (2022, "2022")])
def test_one_year_alone_is_said_once(fin: int, dit: str) -> None:
    place = Place(Span(Path("contrat.yaml")))
    assert Periode(place=place, debut=2022, fin=fin).en_clair == dit
