"""Lines of a budget that people put under another funder or year in Word."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    controls,
    copied,
    essai,
    paragraph,
    paragraph_of,
    returned,
    tracked_move,
    type_over,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind

LINES = "fiche-12:budget.lignes"


def moved(tag: str, other: str, *, above: bool = False, marks: bool = True):
    """The paragraph of a field cut, then pasted beside that of another one; a bookmark may be
    lost on the way."""

    def change(root) -> None:
        line = paragraph_of(controls(root, tag)[0])
        put = line if marks else copied(line)
        line.getparent().remove(line)
        near = paragraph_of(controls(root, other)[0])
        (near.addprevious if above else near.addnext)(put)

    return change


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_put_under_another_funder_is_proposed_of_that_one(own_desk, marks, above):
    change = moved(f"{LINES}[1].montant", f"{LINES}[5].montant", above=above, marks=marks)
    before = essai(own_desk)
    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.MOVED, False, ())
    assert "financeur : Collectivité de Corse au lieu de État, programme 304" in plain(one.back)
    take_all(target, found)
    after = essai(own_desk)
    line = next(each for each in after if each.get("libelle") == "Animation")
    assert (line["financeur"], line["nature"], line["montant"]) == (
        "CD", "transverse", "12 500,50 €",
    )  # fmt: skip
    others = [each for each in after if each != line]
    assert others == before[1:], "no other line changes"
    beside = after[after.index(line) + (1 if above else -1)]
    assert beside["montant"] == "1 000 000 €"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_line_put_under_another_year_of_its_funder_is_of_that_year(own_desk):
    change = moved(f"{LINES}[2].montant", f"{LINES}[3].montant")
    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.MOVED
    assert plain(one.back).endswith("année : 2025 au lieu de 2024")
    take_all(target, found)
    [line] = [each for each in essai(own_desk) if each.get("libelle") == "Impression"]
    assert (line["financeur"], line["annee"]) == ("BOP304", "2025")


def test_a_line_that_says_its_own_year_keeps_it_under_another_funder(own_desk):
    change = moved(f"{LINES}[4].montant", f"{LINES}[6].montant")
    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    [line] = [each for each in essai(own_desk) if each["montant"] == "3 000 €"]
    assert line["annee"] == "2024"
    assert line["financeur"].startswith("autre:Communauté")


def test_what_a_moved_line_changes_in_the_total_is_said(desk):
    _, found = returned(desk, ESSAI, moved(f"{LINES}[4].montant", f"{LINES}[6].montant"))
    [one] = found.proposals
    assert plain(one.why).startswith("le total du budget passera de 26 251 € à 29 251 €")


def test_two_lines_of_one_heading_in_another_order_are_a_move_that_is_sure(own_desk):
    change = moved(f"{LINES}[2].montant", f"{LINES}[1].montant", above=True)
    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.MOVED, True)
    take_all(target, found)
    assert [each.get("libelle") for each in essai(own_desk)][:2] == ["Impression", "Animation"]


def test_the_only_line_of_a_funder_moves_too(own_desk):
    place = "fiche-8:budget.lignes"
    target, found = returned(own_desk, FICHE, moved(f"{place}[1].montant", f"{place}[3].montant"))
    [one] = found.proposals
    assert one.kind is ProposalKind.MOVED
    take_all(target, found)
    lines = yaml_of(own_desk, "08")["budget"]["lignes"]
    assert [one["financeur"] for one in lines] == ["FIR"] * 3
    assert lines[2]["statut"] == "propose"


def test_a_heading_that_was_put_elsewhere_alone_is_told(desk):
    change = moved("fiche-8:budget.lignes[1].nature", "fiche-8:budget.lignes[1].montant")
    _, found = returned(desk, FICHE, change)
    assert found.proposals == ()
    [left] = found.left_over
    assert left.text == "montants transverses affectés à l’action"
    assert "déplacé dans le fichier" in left.near


@pytest.mark.parametrize("kinds", [("moveFrom", "moveTo"), ("del", "ins")])
def test_who_put_a_line_under_another_funder_is_said_where_word_tracked_it(desk, kinds):
    def change(root) -> None:
        here, there = (
            paragraph_of(controls(root, f"{LINES}[{rank}].montant")[0]) for rank in (1, 5)
        )
        tracked_move(here, there, kinds)

    _, found = returned(desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.MOVED
    assert [each.author for each in one.revisions] == ["Mme Roux"]


@pytest.mark.parametrize("start", range(1, 7))
@pytest.mark.parametrize("end", range(1, 7))
@pytest.mark.campaign(share=4)
def test_no_move_of_a_line_is_silent(desk, start, end):
    if start == end:
        return
    _, found = returned(desk, ESSAI, moved(f"{LINES}[{start}].montant", f"{LINES}[{end}].montant"))
    stays = [(1, 2), (2, 3), (4, 5)]  # already below
    assert found.is_empty == ((end, start) in stays)


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("above", [True, False])
def test_a_copy_with_its_bookmarks_is_a_new_line_where_it_stands(own_desk, keeps, above):
    from copy import deepcopy

    def change(root) -> None:
        line = paragraph_of(controls(root, f"{LINES}[1].montant")[0])
        new = deepcopy(line) if keeps else copied(line)
        (line.addprevious if above else line.addnext)(new)
        for tag, text in (("montant", "4 000 €"), ("libelle", "Affranchissement")):
            type_over(controls(new, f"{LINES}[1].{tag}")[0], text)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    assert plain(one.why).startswith("le total du budget passera de 26 251 € à 30 251 €")
    take_all(target, found)
    names = [each.get("libelle") for each in essai(own_desk)]
    expected = ["Affranchissement", "Animation"] if above else ["Animation", "Affranchissement"]
    assert names[:3] == [*expected, "Impression"]


def test_a_copy_put_under_another_funder_is_of_that_one_and_asks(own_desk):
    def change(root) -> None:
        new = copied(paragraph_of(controls(root, f"{LINES}[1].montant")[0]))
        paragraph_of(controls(root, f"{LINES}[5].montant")[0]).addnext(new)
        type_over(controls(new, f"{LINES}[1].montant")[0], "7 €")

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.ADDED, False)
    assert "sous un autre titre" in one.why
    take_all(target, found)
    assert [(each["financeur"], each["montant"]) for each in essai(own_desk)][4:6] == [
        ("CD", "1 000 000 €"), ("CD", "7 €"),
    ]  # fmt: skip


def test_what_a_removed_line_changes_in_the_total_is_said(desk):
    def change(root) -> None:
        line = paragraph_of(controls(root, f"{LINES}[1].montant")[0])
        line.getparent().remove(line)

    _, found = returned(desk, ESSAI, change)
    [one] = found.proposals
    assert plain(one.why).startswith("le total du budget passera de 26 251 € à 13 750,50 €")


def test_a_phase_typed_between_two_stays_between_them_with_its_year(own_desk):
    def change(root) -> None:
        line = paragraph_of(controls(root, "fiche-12:calendrier[1].texte")[0])
        line.addnext(paragraph("2025 : Entre deux"))

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    phases = yaml_of_essai(own_desk)["calendrier"]
    assert [one["texte"] for one in phases] == ["Cadrage", "Entre deux", "Déploiement", "Bilan"]
    assert phases[1]["annee"] == "2025"


def test_a_phase_copied_to_the_end_stays_at_the_end(own_desk):
    def change(root) -> None:
        new = copied(paragraph_of(controls(root, "fiche-12:calendrier[2].texte")[0]))
        type_over(controls(new, "fiche-12:calendrier[2].texte")[0], "Suite")
        paragraph_of(controls(root, "fiche-12:calendrier[3].texte")[0]).addnext(new)

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    phases = yaml_of_essai(own_desk)["calendrier"]
    assert [one["texte"] for one in phases] == ["Cadrage", "Déploiement", "Bilan", "Suite"]


def yaml_of_essai(desk) -> dict:
    from tests.roundtrip.conftest import data_of

    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return data_of(file.parent)[file.name]
