"""What people do to the summary of a contract in Word before it comes back."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    W,
    controls,
    copied,
    paragraph_of,
    returned,
    run,
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


def behind(tag: str, text: str):
    """Press Enter at the end of an item and type another one."""

    def change(root) -> None:
        [control] = controls(root, tag)
        item = paragraph_of(control)
        new = copied(item)
        inner = next(new.iter(f"{W}sdt"))
        inner.addprevious(run(text))
        new.remove(inner)
        item.addnext(new)

    return change


HEAD = "Mme X, présidente, conseil départemental"


def test_a_signatory_comes_back_with_the_commas_of_its_function(own_desk):
    target, found = returned(own_desk, RECAP, typed("contrat:signataires[2]", HEAD))
    [one] = found.proposals
    assert (one.kind, one.sent, one.back) == (ProposalKind.CHANGED, SIGNED[1], HEAD)
    assert found.left_over == ()
    take_all(target, found)
    assert yaml_of(own_desk, "contrat")["signataires"] == [SIGNED[0], HEAD, SIGNED[2]]


@pytest.mark.parametrize("said", ["CAF", HEAD, "Mutualité sociale agricole et CAF"])
def test_a_signatory_typed_on_a_line_of_its_own_comes_back_as_one(own_desk, said):
    target, found = returned(own_desk, RECAP, behind("contrat:signataires[3]", said))
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    assert yaml_of(own_desk, "contrat")["signataires"] == [*SIGNED, said]


def test_a_signatory_that_was_emptied_leaves_no_word_of_ours_over(desk):
    _, found = returned(desk, RECAP, typed("contrat:signataires[2]", ""))
    assert [one.back for one in found.proposals] == [""]
    assert found.left_over == ()
