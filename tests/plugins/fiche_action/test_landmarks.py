"""The words by which a person finds a faulty tag are read once, however many tags are faulty."""

from __future__ import annotations

import time
from copy import deepcopy
from pathlib import Path

import docx

from ppgp_fiche_action.template.faults import Fault, as_diagnostics
from ppgp_fiche_action.template.places import spots


def faults_of(count: int) -> list[Fault]:
    """As many paragraphs that hold a tag and no word, between two that hold words."""
    document = docx.Document()
    tag = document.add_paragraph("{{ inconnu }}")._p
    document.add_paragraph("Fin")
    for _ in range(count - 1):
        tag.addnext(deepcopy(tag))
    places = spots(document.element.body)
    return [Fault("R310", "ne désigne rien", (), spot.place, spot.paragraph) for spot in places]


def test_a_tag_is_found_by_the_words_that_follow_where_none_stand_before() -> None:
    told = [each.message for each in as_diagnostics(faults_of(2), Path("fiche.docx"))]
    assert [each.partition("\u00a0: ")[0] for each in told] == [
        "paragraphe 1, avant «\u00a0Fin\u00a0»",
        "paragraphe 2, avant «\u00a0Fin\u00a0»",
        "paragraphe 3, «\u00a0Fin\u00a0»",
    ]


def test_the_time_to_place_faults_grows_as_their_number() -> None:
    def seconds(count: int) -> float:
        faults = faults_of(count)
        start = time.process_time()
        as_diagnostics(faults, Path("fiche.docx"))
        return time.process_time() - start

    assert any(seconds(4 * size) / seconds(size) < 8 for size in (500, 700, 900))
