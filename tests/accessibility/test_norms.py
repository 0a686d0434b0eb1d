"""The clauses that the report of accessibility cites, held to the norms' own lists.

``rgaa.json``: the criteria of RGAA 4.1.2 with those of WCAG that each takes up, from its own list
(https://accessibilite.numerique.gouv.fr, « criteres.json », Licence ouverte 2.0). ``norms.json``:
the clauses of EN 301 549, and what PDF/UA-1 and PDF/A-2a ask; it names its sources.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Rule

HERE = Path(__file__).parent
RGAA = json.loads((HERE / "rgaa.json").read_text("utf-8"))
NORMS = json.loads((HERE / "norms.json").read_text("utf-8"))
EN = NORMS["EN 301 549"]
RULES = [each for each in vars(rules).values() if isinstance(each, Rule)]
OF_WCAG_22_ALONE = {"2.4.11"}
"""Focus Not Obscured (Minimum), AA: EN 301 549 v3.2.1 takes up WCAG 2.1."""
ASKED_OF_PDF = {
    rules.LANGUAGE: ("7.2-29", "7.2-34"),
    rules.TITLE: ("7.1-9", "7.1-10"),
    rules.TAGGED: ("6.2-1", "7.1-11"),
    rules.CLAIMED: ("5-1", "5-2"),
    rules.CLAIMED_ARCHIVE: ("6.6.4-3",),
    rules.PICTURES: ("7.3-1",),
    rules.HEADINGS: ("7.4.2-1",),
    rules.TABLES_ON_PAGES: ("7.5-1", "7.5-2"),
    rules.LISTS_ON_PAGES: ("7.2-17", "7.2-19"),
    rules.LINKS: ("7.18.5-2",),
    rules.ORDER: ("7.18.3-1",),
    rules.FONTS: ("7.21.4.1-1",),
}
"""What our check of a PDF looks at, by the clause and the number of veraPDF's own test."""


def test_criteria_of_rgaa_that_speak_of_pages_are_cited_of_pages_alone() -> None:
    """RGAA 4.1.2: topics 1 to 12 say « dans chaque page web », 13.3 speaks of documents."""
    for rule in (each for each in vars(rules).values() if isinstance(each, rules.Rule)):
        for suffix in (".pdf", ".docx", ".pptx", ".xlsx"):
            cited = rule.norms(suffix)
            assert "RGAA" not in cited or cited.endswith("RGAA 13.3")
            assert "PDF/" not in cited or suffix == ".pdf"
    assert rules.TABLES.norms(".html") == "WCAG 1.3.1 · EN 301 549 9.1.3.1 · RGAA 5.6"


def cited() -> list[tuple[str, str, str]]:
    """What is said, with the criteria of WCAG and of RGAA."""
    looked = [point for each in rules.TO_LOOK_AT for point in each.points]
    return [*((each.told, each.wcag, each.rgaa) for each in RULES), *looked]


@pytest.mark.parametrize(("told", "wcag", "rgaa"), cited())
def test_a_criterion_of_rgaa_takes_up_that_of_wcag_beside_it(
    told: str, wcag: str, rgaa: str
) -> None:
    for number in filter(None, rgaa.split(", ")):
        title, taken_up = RGAA[number]
        documents = number in ("13.3", "13.4")
        assert documents or set(wcag.split(", ")) & set(taken_up), (told, number, title)


@pytest.mark.parametrize(("told", "wcag", "rgaa"), cited())
def test_a_criterion_of_wcag_is_one_and_the_european_norm_asks_it(
    told: str, wcag: str, rgaa: str
) -> None:
    for number in set(filter(None, wcag.split(", "))) - OF_WCAG_22_ALONE:
        assert EN[f"9.{number}"] != "Void", told


def test_each_clause_of_the_european_norm_that_is_cited_asks_something() -> None:
    """Those that speak of sets of pages are void in chapter 10, of documents."""
    assert EN["9.2.4.5"] == "Multiple ways"
    assert EN["10.2.4.5"] == "Void"
    for rule in RULES:
        for suffix in rules.KINDS:
            for norm in rule.norms(suffix).split(" · "):
                name, _, clause = norm.rpartition(" ")
                assert name != "EN 301 549" or EN[clause] != "Void"


@pytest.mark.parametrize("rule", [each for each in RULES if each.pdf], ids=lambda each: each.told)
def test_each_clause_that_is_cited_of_pdf_is_where_vera_pdf_asks_what_is_checked(
    rule: Rule,
) -> None:
    """veraPDF's lists stand in 7.2: 7.6 asks what a person alone sees, that a list is tagged."""
    norm, _, clauses = rule.pdf.partition(" ")
    if rule in (rules.ENGINE, rules.ENGINE_ARCHIVE):
        assert clauses == ""
        return
    asked = ASKED_OF_PDF[rule]
    assert all(NORMS[norm][each] for each in asked)
    assert {each.partition("-")[0] for each in asked} == set(clauses.split(", "))
