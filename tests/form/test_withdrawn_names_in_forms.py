"""A form that is older than an erasure: the name does not come back with it."""

from __future__ import annotations

import pytest
from tests.form.filling import back, form_of, in_controls
from tests.roundtrip.test_withdrawn_names import AGREED, WITHDRAWN, dossier_of, people

from ppgp_docs.importing.proposals import ProposalKind


@pytest.fixture
def form(known, session):
    """A form that was sent while the name stood in the dossier, which was erased since."""
    people(known, AGREED)
    data = form_of(known, session, "77")
    people(known, WITHDRAWN, "structure: PMI")
    return data


def test_a_form_older_than_an_erasure_brings_no_name(form, known, session):
    answers = {"dossier:demarche.cadre": "La démarche de Camille Martineau"}
    [one] = back(known, session, in_controls(form, answers)).comparison.proposals
    assert one.kind is ProposalKind.REFUSED
    assert "Camille Martineau" not in dossier_of(known).read_text("utf-8")


def test_the_rest_of_such_a_form_is_taken(form, known, session):
    answers = {"dossier:demarche.cadre": "Le plan de prévention"}
    [one] = back(known, session, in_controls(form, answers)).comparison.proposals
    assert one.kind is ProposalKind.CHANGED


def test_the_name_that_is_erased_is_not_given_back_under_its_own_field(form, known, session):
    answers = {"dossier:personnes.camille.nom": "Camille Martineau-Roy"}
    told = back(known, session, in_controls(form, answers)).comparison.proposals
    assert all(not one.changes for one in told)
