"""What people do to the summary of a contract in Word before it comes back."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    returned,
    typed,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind

RECAP = "recapitulatif-contrat-seine-et-marne"


SIGNED = ["État", "Agence régionale de santé", "Département de Seine-et-Marne"]


@pytest.mark.parametrize(
    ("said", "last"),
    [("2020-2023", "2023"), ("2020 – 2023", "2023"), ("2020 à 2024", "2024"), ("2020", "2020")],
)
def test_the_period_of_a_contract_comes_back(own_desk, said, last):
    target, found = returned(own_desk, RECAP, typed("contrat:periode", said))
    [one] = found.proposals
    assert (one.kind, one.sent) == (ProposalKind.CHANGED, "2020-2022")
    assert one.place.startswith("Contrat › Période")
    assert found.left_over == ()
    take_all(target, found)
    assert yaml_of(own_desk, "contrat")["periode"] == {"debut": "2020", "fin": last}


@pytest.mark.parametrize("said", ["bientôt", "2020-22", "2023-2020", ""])
def test_a_period_that_is_none_is_refused_with_the_reason(desk, said):
    _, found = returned(desk, RECAP, typed("contrat:periode", said))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert one.why


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (", ".join([*SIGNED, "CAF"]), [*SIGNED, "CAF"]),
        (",".join([*SIGNED, " CAF ,"]), [*SIGNED, "CAF"]),
        ("; ".join([*SIGNED, "CAF"]), [*SIGNED, "CAF"]),
        ("État", ["État"]),
    ],
)
def test_the_signatories_of_a_contract_come_back(own_desk, said, names):
    target, found = returned(own_desk, RECAP, typed("contrat:signataires", said))
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    assert found.left_over == ()
    take_all(target, found)
    assert yaml_of(own_desk, "contrat")["signataires"] == names


def test_a_field_that_was_emptied_leaves_no_word_of_ours_over(desk):
    _, found = returned(desk, RECAP, typed("contrat:signataires", ""))
    assert [one.back for one in found.proposals] == [""]
    assert found.left_over == ()


def test_a_name_that_may_be_two_is_refused_and_says_how_to_part_them(desk):
    said = ", ".join(SIGNED) + " et CAF"
    _, found = returned(desk, RECAP, typed("contrat:signataires", said))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert "mettez une virgule entre les noms" in one.why
