"""What a form invites to type is no answer; what is typed over it is one."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.form.filling import EXPECTED, answers_by_bookmark, back, holds, over_invitations, taken
from tests.roundtrip.word_hand import W, edited

from ppgp_docs.roundtrip.fields import bookmark_of


@pytest.mark.parametrize("style", [None, "Texteremplacer", "", "Accentuation"])
def test_an_answer_over_an_invitation_counts_whatever_its_style(style, root, session, blank):
    taken(root, session, edited(blank, over_invitations(answers_by_bookmark(), style)))
    assert holds(root) == EXPECTED


def test_an_invitation_of_word_in_a_language_of_its_own_is_no_answer(root, session, blank):
    """Word shows it where an answer was emptied, in a style that has one name in all languages."""
    mark = bookmark_of("dossier:demarche.cadre")
    said = over_invitations({mark: "Klicka eller tryck här för att ange text."}, "Platshllartext")

    def styled(root) -> None:
        style = etree.SubElement(root, f"{W}style")
        style.set(f"{W}styleId", "Platshllartext")
        etree.SubElement(style, f"{W}name").set(f"{W}val", "Placeholder Text")

    data = edited(edited(blank, said), styled, "word/styles.xml")
    assert back(root, session, data).comparison.is_empty
