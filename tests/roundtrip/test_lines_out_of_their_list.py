"""Lines, texts and blocks that someone drags out of their list, in Word: none is lost unsaid."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import FICHE, controls, paragraph_of, returned, yaml_of

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.risen import heaviest

MODULES = "fiche-8:rubriques[description].blocs[3]"
ACTORS = "fiche-8:rubriques[acteurs].blocs[1].elements"
AIM = "fiche-8:rubriques[objectif_operationnel]"


def dragged(root, names, behind: str) -> None:
    """The paragraphs of fields put behind that of another one, in their order."""
    place = paragraph_of(controls(root, behind)[0])
    for name in reversed(names):
        place.addnext(paragraph_of(controls(root, name)[0]))


def rubrics(desk) -> dict:
    return {one["cle"]: one.get("blocs", []) for one in yaml_of(desk, "08")["rubriques"]}


def test_an_item_dragged_into_another_list_is_in_that_one_and_no_more_in_its_own(own_desk):
    target, found = returned(
        own_desk, FICHE,
        lambda root: dragged(root, [f"{ACTORS}[3].texte"], f"{MODULES}.elements[1].texte"),
    )  # fmt: skip
    [one] = found.proposals
    assert one.kind is ProposalKind.MOVED
    take_all(target, found)
    assert len(rubrics(own_desk)["acteurs"][0]["elements"]) == 2
    assert rubrics(own_desk)["description"][2]["elements"][:2] == [
        "rendre les PMI plus accessibles", "Maternités",
    ]  # fmt: skip


def test_items_dragged_together_keep_their_order(own_desk):
    names = [f"{MODULES}.elements[{rank}].texte" for rank in (1, 2)]
    target, found = returned(
        own_desk, FICHE, lambda root: dragged(root, names, f"{ACTORS}[3].texte")
    )
    take_all(target, found)
    assert rubrics(own_desk)["acteurs"][0]["elements"][3:] == [
        "rendre les PMI plus accessibles", "améliorer la qualité des interventions préventives",
    ]  # fmt: skip


def test_a_list_dragged_whole_under_another_rubric_is_one_of_its_blocks(own_desk):
    names = [f"{MODULES}.titre", *(f"{MODULES}.elements[{rank}].texte" for rank in (1, 2, 3))]
    target, found = returned(
        own_desk, FICHE, lambda root: dragged(root, names, f"{ACTORS}[3].texte")
    )
    take_all(target, found)
    assert [len(rubrics(own_desk)[key]) for key in ("description", "acteurs")] == [2, 2]
    assert len(rubrics(own_desk)["acteurs"][1]["elements"]) == 3


def test_a_paragraph_of_a_text_dragged_among_those_of_another_text_is_of_that_one(own_desk):
    text = "fiche-8:rubriques[constat].blocs[1].texte"
    target, found = returned(
        own_desk, FICHE, lambda root: dragged(root, [f"{text}#2"], f"{AIM}.blocs[1].texte")
    )
    take_all(target, found)
    aim, state = (
        rubrics(own_desk)[key][0]["texte"] for key in ("objectif_operationnel", "constat")
    )
    assert "une VAD n’est aujourd’hui proposée" in " ".join(aim.split())
    assert "aujourd’hui proposée" not in " ".join(state.split())


def test_a_line_dragged_where_its_like_has_no_place_is_told(own_desk):
    line = "fiche-8:budget.lignes[2].prestations[1]"
    _, found = returned(own_desk, FICHE, lambda root: dragged(root, [line], f"{ACTORS}[3].texte"))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert "a quitté sa liste" in one.why


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ([(0, 1), (1, 1), (2, 1)], {0, 1, 2}),
        ([(2, 1), (0, 1), (1, 1)], {0, 1}),
        ([(2, 5), (0, 1), (1, 1)], {2}),
        ([], set()),
    ],
)
def test_what_kept_its_place_weighs_most(row, kept):
    assert heaviest(row) == kept


LONG = "fiche-8:rubriques[description].blocs[2].texte"
BESIDE = "fiche-8:rubriques[description].blocs[3]"


def put_behind(tag: str, behind: str):
    def change(root) -> None:
        here, there = (paragraph_of(controls(root, one)[0]) for one in (tag, behind))
        there.addnext(here)

    return change


def test_the_last_paragraph_of_a_text_put_below_a_title_leaves_its_text(desk):
    _, found = returned(desk, FICHE, put_behind(f"{LONG}#3", f"{BESIDE}.titre"))
    [one], [left] = found.proposals, found.left_over
    assert one.kind is ProposalKind.CHANGED
    assert one.sent.startswith(f"{one.back}\n\n")
    assert left.text == one.sent.removeprefix(f"{one.back}\n\n")
    assert left.near == "Titre «\u00a0Les modules de la formation\u00a0»"


def test_the_last_paragraph_of_a_text_put_in_a_list_becomes_an_item_of_it(desk):
    _, found = returned(desk, FICHE, put_behind(f"{LONG}#3", f"{BESIDE}.elements[1].texte"))
    kinds = [one.kind for one in found.proposals]
    assert kinds == [ProposalKind.CHANGED, ProposalKind.ADDED]
    text, item = found.proposals
    assert f"{text.back}\n\n{item.back}" == text.sent
    assert not found.left_over
