"""What people do to a Word file before it comes back, one situation a test."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from tests.roundtrip.conftest import data_of, take_all
from tests.roundtrip.word_hand import (
    W,
    controls,
    copied,
    edited,
    paragraph_of,
    run,
    tag_of,
    tracked_move,
    type_over,
    typed,
)

from ppgp_docs.importing.applying import write
from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.remark_places import placed_comments
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import opened

FICHE = "fiche-action-08-seine-et-marne"
ESSAI = "fiche-action-12-corse-du-sud"
TEXT = "fiche-8:rubriques[constat].blocs[1].texte"


def fiche_text(desk) -> str:
    [file] = (desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    return file.read_text("utf-8")


def yaml_of(desk, name: str) -> dict:
    [found] = [data for file, data in data_of(desk.root).items() if file.startswith(name)]
    return found


def returned(desk, name, change, part="word/document.xml"):
    target = desk.target(name)
    return target, desk.back(edited(desk.files[name], change, part), target)


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


def essai(desk) -> list:
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return data_of(file.parent)[file.name]["budget"]["lignes"]


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
        new = etree.Element(f"{W}p")
        new.append(run("Traduction : 1 200 €"))
        line.addnext(new)

    target, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    line = essai(own_desk)[2]
    assert (line["libelle"], line["montant"], line["annee"]) == ("Traduction", "1 200 €", "2024")


def test_a_phase_typed_in_the_calendar_is_a_new_phase(own_desk):
    def change(root):
        line = paragraph_of(controls(root, "fiche-12:calendrier[2].texte")[0])
        new = etree.Element(f"{W}p")
        new.append(run("Une phase de plus"))
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
        new = etree.Element(f"{W}p")
        new.append(run("Un paragraphe de plus."))
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
        new = etree.Element(f"{W}p")
        new.append(run("Une phase de plus"))
        paragraph_of(controls(root, "fiche-12:calendrier[1].texte")[0]).addnext(new)
        gone.getparent().remove(gone)

    target, found = returned(own_desk, ESSAI, change)
    take_all(target, found)
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    phases = data_of(file.parent)[file.name]["calendrier"]
    assert sorted(one["texte"] for one in phases) == ["Bilan", "Cadrage", "Une phase de plus"]
    assert phases[0]["texte"] == "Bilan"


def test_a_line_of_budget_put_under_another_funder_is_told_and_left(desk):
    def change(root):
        put_below(root, "fiche-12:budget.lignes[1].montant", "fiche-12:budget.lignes[5].montant")

    _, found = returned(desk, ESSAI, change)
    kinds = {one.kind for one in found.proposals}
    assert kinds == {ProposalKind.REFUSED}
    assert all("un autre titre" in one.why for one in found.proposals)


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


def revised(root) -> None:
    """Two people revise a title: one replaces a word, the other adds two."""
    [control] = controls(root, "fiche-8:referent")
    content = control.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    content.append(run("DPMIPE"))
    for number, (kind, author, text) in enumerate((
        ("ins", "Mme Roux", " et ARS"), ("", "", ", service"), ("del", "M. Durand", " de PMI"),
        ("ins", "M. Durand", " de santé"),
    )):  # fmt: skip
        holder = content
        if kind:
            named = {
                f"{W}author": author,
                f"{W}date": "2026-11-02T09:00:00Z",
                f"{W}id": f"9{number}",
            }
            holder = etree.SubElement(content, f"{W}{kind}", named)
        holder.append(run(text))
        for words in holder.iter(f"{W}t") if kind == "del" else ():
            words.tag = f"{W}delText"


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
    assert "montant en euros" in one.why


def test_a_comment_is_told_with_the_field_that_it_is_about(own_desk):
    def change(root):
        [control] = controls(root, "fiche-8:referent")
        control.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        control.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))

    data = edited(own_desk.files[FICHE], change)
    data = with_part(data, "word/comments.xml", COMMENTS)
    found = own_desk.back(data, own_desk.target(FICHE))
    [one] = found.remarks
    assert (one.author, one.near, one.text) == ("M. Durand", "Référent", "À confirmer")
    assert not found.proposals


def test_a_comment_keeps_its_place_when_lines_are_written_above_it(own_desk):
    place = "fiche-8:rubriques[acteurs].blocs[1].elements"

    def change(root):
        [control] = controls(root, f"{place}[2].texte")
        control.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        control.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))
        first = paragraph_of(controls(root, f"{place}[1].texte")[0])
        first.addprevious(copied(first))
        typed("fiche-8:referent", "Service de PMI\nde l’enfance")(root)

    data = with_part(edited(own_desk.files[FICHE], change), "word/comments.xml", COMMENTS)
    target = own_desk.target(FICHE)
    found = own_desk.back(data, target)
    words = "Maisons départementales des solidarités (MDS)"
    changes = [change for one in found.proposals for change in one.changes]
    assert len(changes) == 2
    lines = []
    for written in (False, True):
        texts = write(target, changes) if written else {}
        [one] = placed_comments(target, found.remarks, texts)
        assert one.place.startswith("Fiche action 8, ")
        assert words in one.file.read_text("utf-8").split("\n")[one.line - 1]
        lines.append(one.line)
    assert lines[0] < lines[1]


COMMENTS = (
    f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="M. Durand" '
    'w:date="2026-11-03T10:00:00Z"><w:p><w:r><w:t>À confirmer</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
).encode()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


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


def test_fixed_words_that_someone_changed_are_told(desk):
    def change(root):
        paragraph = paragraph_of(controls(root, "fiche-8:referent")[0])
        label = next(one for one in paragraph.iter(f"{W}t") if "Référent" in (one.text or ""))
        label.text = "Responsable : "

    _, found = returned(desk, FICHE, change)
    assert not found.proposals
    [one] = found.left_over
    assert one.text.startswith("Responsable")


def test_a_file_without_its_controls_is_refused_clearly(desk):
    def change(root):
        for name in ("sdt", "bookmarkStart", "bookmarkEnd"):
            for node in list(root.iter(f"{W}{name}")):
                node.getparent().remove(node)

    with pytest.raises(UnreadableFileError, match=r"de ses .* champs"):
        returned(desk, FICHE, change)


def overlapping(data: bytes, broken: bytes) -> bytes:
    """A file in which what stands in the first control of the referent is written otherwise."""
    import re

    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    start = document.index(b'w:val="fiche-8:referent"')
    words = re.compile(rb"<w:t[^>]*>DPMIPE</w:t></w:r></w:sdtContent></w:sdt>").search(
        document, start
    )
    text = document[: words.start()] + broken + document[words.end() :]
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, text if name == "word/document.xml" else source.read(name))
    return out.getvalue()


SAID = b"<w:t>Service de PMI</w:t></w:r>"


@pytest.mark.parametrize(
    "broken",
    [
        SAID + b"<w:hyperlink><w:r/></w:sdtContent></w:sdt></w:hyperlink>",
        SAID + b"<w:hyperlink></w:sdtContent></w:sdt></w:hyperlink>",
        b"<w:t>Service de <w:x>PMI</w:t></w:x></w:r></w:sdtContent></w:sdt>",
    ],
)
def test_a_file_whose_tags_overlap_is_read_and_said_to_be_damaged(desk, broken):
    data = overlapping(desk.files[FICHE], broken)
    found = desk.back(data, desk.target(FICHE))
    assert "Service de PMI" in [one.back for one in found.proposals]
    [told] = opened(data).warnings
    assert "abîmé" in told


@pytest.mark.parametrize("broken", [SAID + b"</w:sdtContent></w:sdt><", SAID + b"&x;", SAID + b"&"])
def test_a_file_that_lost_more_than_the_order_of_its_tags_is_refused(desk, broken):
    with pytest.raises(UnreadableFileError, match="abîmée"):
        opened(overlapping(desk.files[FICHE], broken))


def test_nothing_is_written_when_a_dossier_was_saved_meanwhile(own_desk):
    from ppgp_docs.edit.save import ChangedMeanwhileError

    target, found = returned(own_desk, FICHE, typed("fiche-8:referent", "Service de PMI"))
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_text(f"# un mot\n{fiche_text(own_desk)}", "utf-8")
    with pytest.raises(ChangedMeanwhileError):
        take_all(target, found)
    assert Path(file).read_text("utf-8").startswith("# un mot")


def complex_field(instruction: str, result: str) -> list:
    """A field as Word saves it: its instruction, then its result, in runs of their own."""
    pieces = [("begin", ""), ("", instruction), ("separate", ""), ("", ""), ("end", "")]
    runs = [run(result) if not kind and not said else run("") for kind, said in pieces]
    for one, (kind, said) in zip(runs, pieces, strict=True):
        if kind:
            one[-1].tag = f"{W}fldChar"
            one[-1].set(f"{W}fldCharType", kind)
        elif said:
            one[-1].tag, one[-1].text = f"{W}instrText", said
    return runs


@pytest.mark.parametrize("name", [FICHE, ESSAI, "recapitulatif-contrat-seine-et-marne"])
@pytest.mark.parametrize("is_simple", [True, False])
def test_the_pages_that_word_counted_anew_are_no_news(desk, name, is_simple):
    def counted(root):
        for one in list(root.iter(f"{W}fldSimple")):
            [said] = one.iter(f"{W}t")
            said.text = "17"
            if not is_simple:
                for piece in complex_field(one.get(f"{W}instr"), "17"):
                    one.addprevious(piece)
                one.getparent().remove(one)

    _, found = returned(desk, name, counted, "word/footer1.xml")
    assert found.is_empty


def test_words_behind_a_field_that_never_ends_are_read_all_the_same(desk):
    def change(root):
        paragraph = paragraph_of(controls(root, "fiche-8:referent")[0])
        new = etree.Element(f"{W}p")
        new.extend(complex_field(" PAGE ", "3")[:3])
        paragraph.addprevious(new)
        typed("fiche-8:referent", "Service de PMI")(root)

    _, found = returned(desk, FICHE, change)
    assert [one.back for one in found.proposals] == ["Service de PMI"]
