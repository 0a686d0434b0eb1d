"""Lines of a list that people add, copy, take out or move in Word, Word tracking changes or not."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.roundtrip.conftest import data_of, take_all
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    copied,
    essai,
    paragraph,
    paragraph_of,
    returned,
    revised,
    run,
    tag_of,
    tracked_move,
    type_over,
    typed,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind

TEXT = "fiche-8:rubriques[constat].blocs[1].texte"


def test_a_line_of_budget_that_someone_copied_is_a_new_line_below_the_first(own_desk):
    amount = "fiche-12:budget.lignes[1].montant"

    def change(root):
        line = paragraph_of(controls(root, amount)[0])
        new = copied(line)
        line.addnext(new)
        control = within(new, "montant")
        type_over(control, "4 000 €")
        name = within(new, ".libelle")
        type_over(name, "Affranchissement")

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    lines = yaml_of(own_desk, "12")["budget"]["lignes"] if _has(own_desk, "12") else essai(own_desk)
    assert [line.get("libelle") for line in lines[:3]] == [
        "Animation", "Affranchissement", "Impression",
    ]  # fmt: skip
    assert lines[1]["montant"] == "4 000 €"
    assert (lines[1]["financeur"], lines[1]["annee"]) == ("BOP304", "2024")


def within(node, word: str):
    """The control in a node whose tag holds a word."""
    [control] = [one for one in node.iter(f"{W}sdt") if word in tag_of(one)]
    return control


def _has(desk, name: str) -> bool:
    return any(file.startswith(name) for file in data_of(desk.root))


def test_a_copy_that_stands_above_its_original_is_still_the_copy(own_desk):
    amount = "fiche-12:budget.lignes[2].montant"

    def change(root):
        line = paragraph_of(controls(root, amount)[0])
        new = copied(line)
        line.addprevious(new)
        control = within(new, "montant")
        type_over(control, "4 000 €")

    _, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    assert "4 000 €" in one.back


def test_a_line_typed_under_another_is_a_new_line(own_desk):
    def change(root):
        line = paragraph_of(controls(root, "fiche-12:budget.lignes[2].montant")[0])
        new = paragraph("Traduction : 1 200 €")
        line.addnext(new)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    line = essai(own_desk)[2]
    assert (line["libelle"], line["montant"], line["annee"]) == ("Traduction", "1 200 €", "2024")


AMOUNT = "fiche-8:budget.lignes[1].montant"


def beside(text: str, *, above: bool):
    """A paragraph typed above or below that of an amount."""

    def change(root):
        line = paragraph_of(controls(root, AMOUNT)[0])
        new = paragraph(text)
        (line.addprevious if above else line.addnext)(new)

    return change


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("text", "year", "name"),
    [
        ("2022 : 5 000 €", "2022", None),
        ("2022\u00a0: 5\u202f000\u00a0€", "2022", None),
        ("Année 2022 : 5 000 €", "2022", None),
        ("Traduction : 5 000 €", "2021", "Traduction"),
        ("Traduction en 2021 : 5 000 €", "2021", "Traduction en 2021"),
    ],
)
def test_the_year_typed_in_a_line_of_budget_is_its_year(own_desk, text, year, name, above):
    target, found = returned(own_desk, FICHE, beside(text, above=above))
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    assert found.left_over == ()
    take_all(target, found)
    line = yaml_of(own_desk, "08")["budget"]["lignes"][1]
    assert (line["annee"], line.get("libelle")) == (year, name)
    assert (line["financeur"], line["montant"]) == ("CD", "5 000 €")


@pytest.mark.parametrize(
    ("text", "funder", "state"),
    [
        ("Financement acquis – CAF : 12 000 €", "autre:CAF", "acquis"),
        ("Financement notifié — Ville de Meaux : 12 000 €", "autre:Ville de Meaux", "notifie"),
        ("PROPOSITION - Département\u00a0: 12\u202f000\u00a0€", "CD", "propose"),
        ("Fonds d’intervention régional (FIR) : 12 000 €", "FIR", "acquis"),
    ],
)
def test_a_line_typed_as_a_heading_of_a_funder_is_of_that_funder(own_desk, text, funder, state):
    target, found = returned(own_desk, FICHE, beside(text, above=True))
    [one] = found.proposals
    assert not one.is_sure
    assert "autre:" not in one.place
    take_all(target, found)
    line = yaml_of(own_desk, "08")["budget"]["lignes"][1]
    assert (line["financeur"], line["statut"], line["montant"]) == (funder, state, "12 000 €")
    assert "libelle" not in line


def test_what_a_line_does_not_say_is_a_guess_that_asks_for_a_choice(desk):
    _, found = returned(desk, FICHE, beside("2022 : 5 000 €", above=False))
    [one] = found.proposals
    assert not one.is_sure
    assert "est repris de la ligne voisine" in one.why
    assert "il faudra ensuite corriger" in one.why, "both are told"


@pytest.mark.parametrize("text", ["Traduction en 2022 : 5 000 €", "2021-2022 : 5 000 €"])
def test_a_line_whose_name_holds_another_year_has_no_place(desk, text):
    _, found = returned(desk, FICHE, beside(text, above=False))
    assert found.proposals == ()
    assert [one.text for one in found.left_over] == [text]


@pytest.mark.parametrize("rank", [1, 3])
def test_a_line_whose_amount_went_with_its_paragraph_is_taken_out(own_desk, rank):
    """What it shares with other lines, or not, stands above it and stays."""

    def change(root):
        line = paragraph_of(controls(root, f"fiche-8:budget.lignes[{rank}].montant")[0])
        line.getparent().remove(line)

    before = yaml_of(own_desk, "08")["budget"]["lignes"]
    target, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.REMOVED
    take_all(target, found)
    after = yaml_of(own_desk, "08")["budget"]["lignes"]
    assert after == before[: rank - 1] + before[rank:]


def test_an_amount_that_was_emptied_beside_its_year_takes_no_line_out(desk):
    _, found = returned(desk, FICHE, typed(AMOUNT, ""))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert "« Montant »" in one.why.replace("\u00a0", " ")


def test_a_phase_typed_in_the_calendar_is_a_new_phase(own_desk):
    def change(root):
        line = paragraph_of(controls(root, "fiche-12:calendrier[2].texte")[0])
        new = paragraph("Une phase de plus")
        line.addnext(new)

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    phases = data_of(file.parent)[file.name]["calendrier"]
    assert [one["texte"] for one in phases] == [
        "Cadrage", "Déploiement", "Une phase de plus", "Bilan",
    ]  # fmt: skip


def test_a_line_taken_out_is_proposed_as_such(own_desk):
    def change(root):
        line = paragraph_of(controls(root, "fiche-12:budget.lignes[2].montant")[0])
        line.getparent().remove(line)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.REMOVED
    assert "Impression" in one.sent
    take_all(target, found)
    assert [line.get("libelle") for line in essai(own_desk)][:2] == ["Animation", None]


def test_a_paragraph_added_in_a_text_goes_on_with_it(own_desk):
    def change(root):
        line = paragraph_of(controls(root, f"{TEXT}#2")[0])
        new = paragraph("Un paragraphe de plus.")
        line.addnext(new)

    target, found = returned(own_desk, FICHE, change)
    take_all(target, found)
    text = yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    parts = text.strip().split("\n\n")
    assert parts[2] == "Un paragraphe de plus."
    assert len(parts) == 5


def put_below(root, tag: str, other: str) -> None:
    """Move the paragraph of a field below that of another, with its bookmarks, as Word does."""
    line = paragraph_of(controls(root, tag)[0])
    paragraph_of(controls(root, other)[0]).addnext(line)


def test_a_phase_put_elsewhere_is_proposed_as_a_move(own_desk):
    def change(root):
        put_below(root, "fiche-12:calendrier[1].texte", "fiche-12:calendrier[3].texte")

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.MOVED, True)
    assert one.back == "placé après « 2026 · Bilan »"
    take_all(target, found)
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    phases = data_of(file.parent)[file.name]["calendrier"]
    assert [one["texte"] for one in phases] == ["Déploiement", "Bilan", "Cadrage"]


def test_a_move_stands_beside_a_removal_and_a_new_line_of_the_same_list(own_desk):
    def change(root):
        put_below(root, "fiche-12:calendrier[1].texte", "fiche-12:calendrier[3].texte")
        gone = paragraph_of(controls(root, "fiche-12:calendrier[2].texte")[0])
        new = paragraph("Une phase de plus")
        paragraph_of(controls(root, "fiche-12:calendrier[1].texte")[0]).addnext(new)
        gone.getparent().remove(gone)

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    phases = data_of(file.parent)[file.name]["calendrier"]
    assert sorted(one["texte"] for one in phases) == ["Bilan", "Cadrage", "Une phase de plus"]
    assert phases[0]["texte"] == "Bilan"


def test_a_line_moved_in_the_dossier_meanwhile_still_takes_its_answer(own_desk):
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    before = data_of(file.parent)[file.name]["calendrier"]
    from ppgp_docs.edit.apply import apply
    from ppgp_docs.edit.changes import Move

    moved = apply(file.read_text("utf-8"), [Move(("calendrier",), 0, 2)]).text
    file.write_text(moved, "utf-8")
    target, found = returned(own_desk, ESSAI, typed("fiche-12:calendrier[2].texte", "Plus loin"))
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    take_all(target, found)
    after = data_of(file.parent)[file.name]["calendrier"]
    assert [one["texte"] for one in after] == ["Plus loin", before[2]["texte"], before[0]["texte"]]


@pytest.mark.parametrize("kinds", [("moveFrom", "moveTo"), ("del", "ins")])
@pytest.mark.parametrize(("start", "end"), [(1, 3), (3, 1), (2, 3)])
def test_a_line_moved_while_word_tracks_changes_is_a_move(own_desk, kinds, start, end):
    place = "fiche-8:rubriques[acteurs].blocs[1].elements"

    def change(root):
        lines = [paragraph_of(controls(root, f"{place}[{n}].texte")[0]) for n in (start, end)]
        behind = lines[1] if start < end else lines[1].getprevious()
        tracked_move(lines[0], behind, kinds)

    target, found = returned(own_desk, FICHE, change)
    [actors] = yaml_of(own_desk, "08")["rubriques"][3]["blocs"]
    before = list(actors["elements"])
    [one] = found.proposals
    assert (one.kind, found.left_over) == (ProposalKind.MOVED, ())
    assert [(each.author, each.date[:10]) for each in one.revisions] == [("Mme Roux", "2026-11-02")]
    take_all(target, found)
    expected = before[:]
    expected.insert(end - 1, expected.pop(start - 1))
    [actors] = yaml_of(own_desk, "08")["rubriques"][3]["blocs"]
    assert actors["elements"] == expected


def test_tracked_changes_are_shown_with_their_author_and_date(own_desk):
    def change(root):
        [control] = controls(root, "fiche-8:referent")
        content = control.find(f"{W}sdtContent")
        [old] = list(content)
        named = {f"{W}author": "Mme Roux", f"{W}date": "2026-11-02T09:00:00Z", f"{W}id": "900"}
        gone = etree.SubElement(content, f"{W}del", named)
        gone.append(old)
        for text in gone.iter(f"{W}t"):
            text.tag = f"{W}delText"
        new = etree.SubElement(content, f"{W}ins", {**named, f"{W}id": "901"})
        new.append(run("Service de PMI"))

    target, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert (one.sent, one.back) == ("DPMIPE", "Service de PMI")
    assert {each.author for each in one.revisions} == {"Mme Roux"}
    assert [each.removes for each in one.revisions] == [True, False]
    take_all(target, found)
    assert yaml_of(own_desk, "08")["referent"] == "Service de PMI"


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ((0, 1), "DPMIPE et ARS, service de santé"),
        ((0,), "DPMIPE et ARS, service de PMI"),
        ((1,), "DPMIPE, service de santé"),
        ((), "DPMIPE, service de PMI"),
    ],
)
def test_tracked_changes_of_one_field_are_taken_one_by_one(made, text, desk):
    _, found = returned(desk, FICHE, revised)
    [one] = found.proposals
    assert [(each.author, each.removed, each.added) for each in one.tracked] == [
        ("Mme Roux", "", "et ARS"), ("M. Durand", "de PMI", "de santé"),
    ]  # fmt: skip
    [change] = one.with_tracked(made)
    assert change.change.value == text


def on_top(tag: str, text: str):
    """A paragraph typed above that of a field."""
    return lambda root: paragraph_of(controls(root, tag)[0]).addprevious(paragraph(text))


def test_a_phase_typed_on_top_of_the_calendar_is_its_first_one_with_its_year(own_desk):
    change = on_top("fiche-8:calendrier[1].texte", "2019 : Étude préalable")
    target, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.ADDED, True, ())
    take_all(target, found)
    assert yaml_of(own_desk, "08")["calendrier"][0] == {
        "annee": "2019", "texte": "Étude préalable",
    }  # fmt: skip


def test_a_paragraph_typed_on_top_of_a_text_begins_it(own_desk):
    place = "fiche-8:rubriques[constat].blocs[1].texte"
    target, found = returned(own_desk, FICHE, on_top(place, "Un premier paragraphe."))
    [one] = found.proposals
    assert (one.kind, found.left_over) == (ProposalKind.CHANGED, ())
    take_all(target, found)
    said = yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    assert said.startswith("Un premier paragraphe.\n\nLe Département a réalisé {{ chiffres.vad }}")


def tracked(root, kind: str, node) -> None:
    """All the words of a paragraph put in, or taken out, by someone while Word tracks changes."""
    named = {f"{W}author": "Mme Roux", f"{W}date": "2026-11-02T09:00:00Z", f"{W}id": "990"}
    for piece in list(node.iter(f"{W}r")):
        mark = etree.Element(f"{W}{kind}", named)
        piece.addprevious(mark)
        mark.append(piece)
        for text in piece.iter(f"{W}t") if kind == "del" else ():
            text.tag = f"{W}delText"


ITEM = "fiche-8:rubriques[acteurs].blocs[1].elements[2].texte"


@pytest.mark.parametrize(
    ("kind", "what"), [("ins", ProposalKind.ADDED), ("del", ProposalKind.REMOVED)]
)
def test_a_line_put_in_or_taken_out_under_tracked_changes_says_by_whom(desk, kind, what):
    def change(root):
        node = paragraph_of(controls(root, ITEM)[0])
        if kind == "ins":
            node.addnext(node := paragraph("Crèches"))
        tracked(root, kind, node)

    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is what
    assert [each.author for each in one.revisions] == ["Mme Roux"]


def test_two_paragraphs_that_someone_joined_under_tracked_changes_are_one(desk):
    def change(root):
        node = paragraph_of(controls(root, TEXT)[0])
        looks = node.find(f"{W}pPr")
        ends = etree.SubElement(looks, f"{W}rPr")
        etree.SubElement(ends, f"{W}del", {f"{W}author": "Mme Roux", f"{W}id": "991"})

    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    assert one.back.count("\n\n") == one.sent.count("\n\n") - 1
    assert one.place.startswith("Fiche 8 › Rubriques")
