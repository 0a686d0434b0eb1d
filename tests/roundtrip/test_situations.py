"""What people do to a Word file before it comes back, one situation a test."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    edited,
    essai,
    fiche_text,
    paragraph_of,
    returned,
    run,
    type_over,
    typed,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind

TEXT = "fiche-8:rubriques[constat].blocs[1].texte"


def test_a_text_typed_over_keeps_its_reference_and_gives_its_emphasis(own_desk):
    def change(root):
        [control] = controls(root, TEXT)
        words = [one for one in control.iter(f"{W}t") if "a réalisé" in (one.text or "")]
        words[0].text = words[0].text.replace("a réalisé", "a fait")
        bold = etree.Element(f"{W}b")
        control.find(f"{W}sdtContent").append(run(" Beaucoup.", bold))

    target, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    take_all(target, found)
    text = yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    assert text.startswith("Le Département a fait {{ chiffres.vad }} visites à domicile")
    assert "{{ chiffres.enfants_vus.pct }}. **Beaucoup.**" in text
    assert "Pour l’offre médicale" in text


def test_a_figure_behind_a_reference_is_changed_everywhere_or_in_this_text_alone(own_desk):
    def change(root):
        control = controls(root, "renvoi:chiffres.vad")[0]
        type_over(control, "7\u202f012")

    _, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.FIGURE
    assert not one.is_sure
    assert (one.sent, one.back) == ("6 957", "7 012")
    [everywhere], [here] = one.changes, one.instead
    assert everywhere.change.path == ("chiffres", "vad", "valeur")
    assert everywhere.change.value == "7012"
    assert here.change.value.startswith("Le Département a réalisé 7 012 visites")


def test_words_that_spelling_cut_into_runs_are_the_same_words(desk):
    def change(root):
        [control] = controls(root, "fiche-8:referent")
        content = control.find(f"{W}sdtContent")
        [old] = list(content)
        content.remove(old)
        smart = etree.SubElement(content, f"{W}smartTag")
        smart.append(run("DPM"))
        etree.SubElement(content, f"{W}proofErr", {f"{W}type": "spellStart"})
        content.append(run("I"))
        etree.SubElement(content, f"{W}bookmarkStart", {f"{W}id": "950", f"{W}name": "_GoBack"})
        content.append(run("PE"))

    _, found = returned(desk, FICHE, change)
    assert found.is_empty


@pytest.mark.parametrize("level", ["paragraph", "cell", "row", "table"])
def test_a_control_is_read_wherever_it_stands(desk, level):
    """Around words it is ours; Word makes the four others."""

    def change(root):
        [control] = controls(root, "fiche-8:rubriques[constat].libelle")
        paragraph = paragraph_of(control)
        content = control.find(f"{W}sdtContent")
        for mark in list(paragraph):
            if mark.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                paragraph.remove(mark)
        type_over(content, "Un autre constat")
        for child in content:
            control.addprevious(child)
        paragraph.remove(control)
        if level == "paragraph":
            _wrap(control, paragraph)
        elif level == "cell":
            _wrap(control, next(paragraph.iterancestors(f"{W}tc")))
        else:
            # around more than one field, the inner controls keep their own
            outer = next(paragraph.iterancestors(f"{W}tr" if level == "row" else f"{W}tbl"))
            for text in paragraph.iter(f"{W}t"):
                text.text = "Un autre constat"
            _wrap(control, outer)

    _, found = returned(desk, FICHE, change)
    kinds = [one.kind for one in found.proposals]
    assert ProposalKind.REMOVED not in kinds
    assert any("Un autre constat" in one.back for one in found.proposals)


def _wrap(control, node) -> None:
    parent = node.getparent()
    place = parent.index(node)
    content = control.find(f"{W}sdtContent")
    for child in list(content):
        content.remove(child)
    content.append(node)
    parent.insert(place, control)


def test_what_changed_on_both_sides_keeps_both_texts(own_desk):
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_text(fiche_text(own_desk).replace("referent: DPMIPE", "referent: DGAS"), "utf-8")
    _, found = returned(own_desk, FICHE, typed("fiche-8:referent", "Service de PMI"))
    [one] = found.proposals
    assert one.kind is ProposalKind.CONFLICT
    assert not one.is_sure
    assert (one.sent, one.back, one.now) == ("DPMIPE", "Service de PMI", "DGAS")


def test_what_the_dossier_changed_alone_is_not_undone(own_desk):
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_text(fiche_text(own_desk).replace("referent: DPMIPE", "referent: DGAS"), "utf-8")
    target = own_desk.target(FICHE)
    assert own_desk.back(own_desk.files[FICHE], target).is_empty


def test_a_line_added_on_top_of_the_budget_meanwhile_moves_no_answer(own_desk):
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    top = "    - {financeur: BOP304, nature: propre, annee: 2024, montant: 5 €}\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n  lignes:\n", f"\n  lignes:\n{top}", 1), "utf-8")
    change = typed("fiche-12:budget.lignes[2].montant", "900 €")
    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    take_all(target, found)
    amounts = [line["montant"] for line in essai(own_desk)]
    assert amounts[:4] == ["5 €", "12 500,50 €", "900 €", "12 500,50 €"]


def test_two_people_in_turn_each_have_their_change(own_desk):
    for tag, text in (
        ("fiche-8:referent", "Service de PMI"),
        ("fiche-8:calendrier[1].texte", "Une autre phase"),
    ):
        target, found = returned(own_desk, FICHE, typed(tag, text))
        assert [one.kind for one in found.proposals] == [ProposalKind.CHANGED]
        take_all(target, found)
    fiche = yaml_of(own_desk, "08")
    assert fiche["referent"] == "Service de PMI"
    assert fiche["calendrier"][0]["texte"] == "Une autre phase"


def test_an_amount_says_what_it_changes_in_the_total(desk):
    _, found = returned(desk, ESSAI, typed("fiche-12:budget.lignes[2].montant", "900 €"))
    [one] = found.proposals
    lines = [line for line in essai(desk) if line.get("statut") != "realise"]
    amounts = [line["montant"] for line in lines]
    plain = [Decimal("".join(a.split()).strip("€").replace(",", ".")) for a in amounts]
    total = sum(plain)
    said = f"de {total:.2f} à {total - plain[1] + 900:.2f}".replace(".", ",").replace(",00", "")
    assert "".join(one.why.split()).replace("€", "").endswith("".join(said.split()))


def test_an_amount_that_is_none_is_refused_with_what_is_expected(own_desk):
    _, found = returned(own_desk, ESSAI, typed("fiche-12:budget.lignes[2].montant", "à voir"))
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert "écrivez par exemple « 12 500,50 € »" in one.why
    assert one.place.startswith("Fiche 12 › Budget › Lignes › n°\u00a02")
    assert one.place.endswith(" › Montant")


def test_one_paragraph_that_changes_leaves_the_others_as_they_are_typed(own_desk):
    before = fiche_text(own_desk)
    address = "fiche-8:rubriques[constat].blocs[1].texte"
    target, found = returned(own_desk, FICHE, typed(f"{address}#2", "Un autre paragraphe."))
    take_all(target, found)
    old, new = before.split("\n"), fiche_text(own_desk).split("\n")
    gone = [line for line in old if line not in new]
    come = [line.strip() for line in new if line not in old]
    assert come == ["Un autre paragraphe."]
    assert all("VAD)" not in line and "Pacte" not in line for line in gone)


def test_a_word_printed_once_for_several_lines_says_which_change(desk):
    change = typed("fiche-8:budget.lignes[2].financeur", "Département")
    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    ranks = [each.change.path[2] + 1 for each in one.changes]
    assert len(ranks) > 1
    assert f"lignes n° {ranks[0]} et {ranks[1]} changent ensemble" in one.why


def test_a_field_that_was_emptied_in_word_shows_no_invitation_to_type(own_desk):
    def change(root):
        [control] = controls(root, "fiche-12:budget.lignes[1].piece.reference")
        etree.SubElement(control.find(f"{W}sdtPr"), f"{W}showingPlcHdr")
        type_over(control, "Cliquez ou appuyez ici pour entrer du texte.")

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    assert essai(own_desk)[0]["piece"] == {"type": "convention", "date": "2024-01"}


def test_a_note_whose_call_was_deleted_stays_in_the_dossier(desk):
    """Word takes the note out with its call; another text may call it."""
    called = []

    def without_the_call(root):
        for call in list(root.iter(f"{W}footnoteReference")):
            called.append(call.get(f"{W}id"))
            run = call.getparent()
            run.getparent().remove(run)

    def without_the_note(root):
        for note in list(root.iter(f"{W}footnote")):
            if note.get(f"{W}id") in called:
                root.remove(note)

    data = edited(desk.files[ESSAI], without_the_call)
    back = edited(data, without_the_note, "word/footnotes.xml")
    assert called
    found = desk.back(back, desk.target(ESSAI)).proposals
    assert found
    assert [one.address for one in found if "notes." in one.address] == []


def test_nothing_is_written_when_a_dossier_was_saved_meanwhile(own_desk):
    from ppgp_docs.edit.save import ChangedMeanwhileError

    target, found = returned(own_desk, FICHE, typed("fiche-8:referent", "Service de PMI"))
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_text(f"# un mot\n{fiche_text(own_desk)}", "utf-8")
    with pytest.raises(ChangedMeanwhileError):
        take_all(target, found)
    assert Path(file).read_text("utf-8").startswith("# un mot")
