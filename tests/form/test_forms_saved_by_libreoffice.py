"""Forms that LibreOffice saved: it drops every tag of their controls."""

from __future__ import annotations

import pytest
from tests.form.filling import (
    EXPECTED,
    HANDS,
    KNOWN,
    NEEDS_LIBREOFFICE,
    answers_by_bookmark,
    back,
    holds,
    over_invitations,
    taken,
)
from tests.roundtrip.word_hand import edited

from ppgp_docs.importing.proposals import Comparison


@pytest.mark.office
@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("hand", [hand.__name__ for hand in HANDS])
def test_a_form_that_libreoffice_saved_gives_the_same_dossier(hand, root, session, resaved):
    found = taken(root, session, resaved[hand])
    assert holds(root) == EXPECTED
    assert not found.left_over


@pytest.mark.office
@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("name", KNOWN)
def test_a_filled_form_that_libreoffice_saved_changes_nothing(name, shelf, session, resaved):
    assert back(shelf, session, resaved[name]).comparison == Comparison((), (), ())


@pytest.mark.office
@NEEDS_LIBREOFFICE
def test_a_blank_form_that_libreoffice_saved_begins_no_dossier(root, session, resaved):
    assert back(root, session, resaved["vide"]).comparison.is_empty


@pytest.mark.office
@NEEDS_LIBREOFFICE
def test_a_blank_form_that_libreoffice_saved_is_filled_over_its_invitations(root, session, resaved):
    """The mark of an invitation and its style, of which LibreOffice changes the name, are left."""
    data = edited(resaved["vide"], over_invitations(answers_by_bookmark()))
    found = taken(root, session, data)
    assert holds(root) == EXPECTED
    assert not found.left_over
