"""What people do to a Word file before it comes back, one situation a test."""

from __future__ import annotations

import io
import zipfile
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
    copied,
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

from ppgp_docs.importing.applying import write
from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.remark_places import placed_comments
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import opened

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
