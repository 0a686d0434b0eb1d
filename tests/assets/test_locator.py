"""The map that says where a territory is: an outline for each of the 102, seen, light."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from lxml import etree

from ppgp_docs.assets.locator import CREDIT, locator
from ppgp_docs.francais.territoires import departements

DATA = files("ppgp_docs.assets").joinpath("contours.json").read_bytes()


@pytest.mark.parametrize("code", [one.code for one in departements()])
def test_each_territory_has_its_outline_apart_from_all_others(code: str) -> None:
    drawing = etree.fromstring(locator(code, 'fill="#ccc"', 'fill="#000"'))
    paths = [each for each in drawing if each.get("d")]
    shown = [each for each in paths if each.get("fill") == "#000"]
    assert len(shown) in (1, 2)  # a small one has a ring
    assert shown[0].get("d")
    assert shown[0].get("d") not in paths[0].get("d")


def test_outlines_are_those_of_the_departements_and_no_more() -> None:
    known = json.loads(DATA)["contours"]
    assert set(known) == {one.code for one in departements()} - {"69M"}


def test_the_data_are_light_and_say_their_licence() -> None:
    assert len(DATA) < 150_000
    assert json.loads(DATA)["licence"] in CREDIT


def test_an_unknown_code_has_no_map() -> None:
    with pytest.raises(KeyError):
        locator("99", "", "")
