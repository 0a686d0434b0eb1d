"""Patterns that are compiled when they are first used behave as those of ``re`` do."""

from __future__ import annotations

import re

import pytest

from ppgp_docs.patterns import pattern


def test_a_pattern_finds_what_one_of_re_finds() -> None:
    found = pattern(r"(?P<n>\d+) euros?", re.IGNORECASE)
    told = "12 EUROS puis 1 euro"
    assert [each["n"] for each in found.finditer(told)] == ["12", "1"]
    assert found.sub("x", told) == "x puis x"
    assert (found.pattern, found.groupindex["n"]) == (r"(?P<n>\d+) euros?", 1)


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.search("a")


def test_a_pattern_has_no_other_attribute_than_those_of_re() -> None:
    with pytest.raises(AttributeError, match="matches"):
        pattern("a").matches  # type: ignore[attr-defined]  # noqa: B018
