"""Notes that someone adds in Word: notes of the dossier, called where the file calls them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from lxml import etree
from tests.roundtrip.conftest import ESSAI as ESSAI_FOLDER
from tests.roundtrip.conftest import Desk, take_all, whole
from tests.roundtrip.test_libreoffice import saved
from tests.roundtrip.word_hand import ESSAI, FICHE, W, controls, edited, paragraph

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.target import find_target
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

VIGILANCE = "fiche-8:points_de_vigilance"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SOURCE = "Rapport annuel de l’Observatoire, 2024."


def noted(
    data: bytes, tag: str, *said: str, number: str = "71", kind: str = "footnote",
    place: Callable[[Any, Any], None] | None = None,
) -> bytes:  # fmt: skip
    """A file in which someone called a note at the end of a field, as Word writes it."""

    def call(root: Any) -> None:
        [control] = controls(root, tag)
        made = etree.Element(f"{W}r")
        etree.SubElement(made, f"{W}{kind}Reference").set(f"{W}id", number)
        (place or _at_the_end)(control, made)

    part = f"word/{kind}s.xml"
    data = edited(data, call)
    archive = zipfile.ZipFile(io.BytesIO(data))
    if part not in archive.namelist():
        data = _with_part(data, part, kind)
    return edited(data, lambda root: root.append(_note(kind, number, said or (SOURCE,))), part)


def _at_the_end(control: Any, call: Any) -> None:
    [*_, last] = control.find(f"{W}sdtContent").iter(f"{W}r")
    last.addnext(call)


def _behind(control: Any, call: Any) -> None:
    """Behind the control, where Word puts the cursor at the end of a paragraph."""
    control.addnext(call)


def _tracked(control: Any, call: Any) -> None:
    [*_, last] = control.find(f"{W}sdtContent").iter(f"{W}r")
    named = {f"{W}author": "Mme Roux", f"{W}date": "2026-11-02T09:00:00Z", f"{W}id": "950"}
    mark = etree.Element(f"{W}ins", named)
    last.addnext(mark)
    mark.append(call)


def _note(kind: str, number: str, said: tuple[str, ...]) -> Any:
    note = etree.Element(f"{W}{kind}", {f"{W}id": number})
    for rank, text in enumerate(said):
        made = paragraph(text if rank else f" {text}")
        if not rank:
            mark = etree.Element(f"{W}r")
            etree.SubElement(mark, f"{W}{kind}Ref")
            made.insert(0, mark)
        note.append(made)
    return note


def _with_part(data: bytes, part: str, kind: str) -> bytes:
    """A file that had no note yet, its part begun."""

    def related(root: Any) -> None:
        named = {"Id": f"rNew{kind}", "Type": f"{OFFICE}/{kind}s", "Target": f"{kind}s.xml"}
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", named)

    def declared(root: Any) -> None:
        named = {"PartName": f"/{part}", "ContentType": f"{WORD}.{kind}s+xml"}
        etree.SubElement(root, f"{{{TYPES}}}Override", named)

    data = edited(data, related, "word/_rels/document.xml.rels")
    out = io.BytesIO(edited(data, declared, "[Content_Types].xml"))
    root = etree.Element(f"{W}{kind}s")
    for number, name in ((-1, "separator"), (0, "continuationSeparator")):
        one = etree.SubElement(root, f"{W}{kind}", {f"{W}type": name, f"{W}id": str(number)})
        inside = etree.SubElement(etree.SubElement(one, f"{W}p"), f"{W}r")
        etree.SubElement(inside, f"{W}{name}")
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(part, etree.tostring(root))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("place", [None, _behind, _tracked])
def test_a_note_is_proposed_with_the_text_that_calls_it(own_desk, kind, place):
    target = own_desk.target(FICHE)
    [one] = own_desk.back(
        noted(own_desk.files[FICHE], VIGILANCE, kind=kind, place=place), target
    ).proposals
    assert one.kind is ProposalKind.CHANGED
    assert one.is_sure
    assert one.back.endswith("[^note_1]")
    assert f"note ajoutée, `note_1`\u00a0: «\u00a0{SOURCE}\u00a0»" in one.why
    before = whole(own_desk.root)
    take_all(target, attrs.evolve(own_desk.back(own_desk.files[FICHE], target), proposals=(one,)))
    after = whole(own_desk.root)
    new = {key: text for key, text in after.items() if before.get(key) != text}
    assert sorted(key[-1] for key in new) == ["note_1", "points_de_vigilance"]
    assert SOURCE in new.values()


def test_a_note_of_several_paragraphs_is_one(desk):
    back = noted(desk.files[ESSAI], "fiche-12:points_de_vigilance", "Un.", "Deux.")
    [one] = desk.back(back, desk.target(ESSAI)).proposals
    assert "`note_1`\u00a0: «\u00a0Un. Deux.\u00a0»" in one.why


def test_a_file_with_notes_that_is_brought_twice_adds_them_once(own_desk):
    back = noted(own_desk.files[FICHE], VIGILANCE)
    back = noted(back, "fiche-8:titre", "Une autre note.", number="72")
    target = own_desk.target(FICHE)
    found = own_desk.back(back, target)
    assert [one.kind for one in found.proposals] == [ProposalKind.CHANGED] * 2
    take_all(target, found)
    notes = [(*key[-1:], text) for key, text in whole(own_desk.root).items() if "notes" in key]
    assert notes[-2:] == [("note_1", "Une autre note."), ("note_2", SOURCE)]
    assert own_desk.back(back, own_desk.target(FICHE)).is_empty


def test_a_note_on_a_mere_word_is_told_with_where_it_is_called(desk):
    found = desk.back(noted(desk.files[FICHE], "fiche-8:referent"), desk.target(FICHE))
    assert found.proposals == ()
    [one] = found.left_over
    assert (one.text, one.near) == (
        SOURCE, "note de bas de page, appelée dans «\u00a0Référent\u00a0»",
    )  # fmt: skip


def test_a_note_of_a_line_that_was_added_comes_with_it(own_desk):
    tag = "fiche-8:rubriques[acteurs].blocs[1].elements[3].texte"

    def added(control: Any, call: Any) -> None:
        made = paragraph("Associations")
        made.append(call)
        next(control.iterancestors(f"{W}p")).addnext(made)

    target = own_desk.target(FICHE)
    found = own_desk.back(noted(own_desk.files[FICHE], tag, place=added), target)
    [one] = found.proposals
    assert one.kind is ProposalKind.ADDED
    take_all(target, found)
    assert {"Associations[^note_1]", SOURCE} <= set(whole(own_desk.root).values())


def test_a_call_that_is_copied_calls_the_same_note(desk):
    """Word copies the note with its call, our control in it too."""

    def copied(root: Any) -> None:
        [note] = [one for one in root.iter(f"{W}footnote") if controls(one, "dossier:notes.source")]
        again = etree.fromstring(etree.tostring(note))
        again.set(f"{W}id", "71")
        root.append(again)

    data = noted(desk.files[ESSAI], "fiche-12:rubriques[moyens].blocs[1].texte", number="72")
    data = edited(data, lambda root: root.remove(root[-1]), "word/footnotes.xml")
    data = edited(data, copied, "word/footnotes.xml")
    data = edited(
        data,
        lambda root: [
            one.set(f"{W}id", "71")
            for one in root.iter(f"{W}footnoteReference")
            if one.get(f"{W}id") == "72"
        ],
    )
    found = desk.back(data, desk.target(ESSAI))
    [one] = found.proposals
    assert one.back.endswith("[^source]")
    assert not found.left_over


def test_lists_within_lists_of_the_text_stay(own_desk):
    """The spaces before an item tell its level."""
    target = own_desk.target(ESSAI)
    found = own_desk.back(noted(own_desk.files[ESSAI], "fiche-12:points_de_vigilance"), target)
    take_all(target, found)
    [text] = [said for key, said in whole(own_desk.root).items() if "Deux risques" in said]
    assert text == (
        "Deux risques :[^note_1]\n\n1. le recrutement ;\n2. les locaux :\n"
        "   - à Ajaccio ;\n   - à Sartène.\n"
    )


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_note_is_found_once_libreoffice_has_saved(desk, tmp_path):
    back = saved(tmp_path, {"note": noted(desk.files[FICHE], VIGILANCE)})["note"]
    found = desk.back(back, desk.target(FICHE))
    [one] = found.proposals
    assert one.back.endswith("[^note_1]")
    assert not found.left_over


def in_order(data: bytes) -> bytes:
    """A file whose notes stand and count in the order of their calls, as Word saves them."""
    ranks: dict[str, str] = {}

    def renumber(root: Any) -> None:
        for one in root.iter(f"{W}footnoteReference"):
            number = one.get(f"{W}id")
            one.set(f"{W}id", ranks.setdefault(number, str(len(ranks) + 1)))

    def reorder(root: Any) -> None:
        own = [one for one in root if one.get(f"{W}id") in ranks and not one.get(f"{W}type")]
        for one in sorted(own, key=lambda one: int(ranks[one.get(f"{W}id")])):
            one.set(f"{W}id", ranks[one.get(f"{W}id")])
            root.append(one)

    return edited(edited(data, renumber), reorder, "word/footnotes.xml")


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_note_behind_those_that_were_added_is_told_as_none_once_libreoffice_has_saved(
    desk, tmp_path
):
    """LibreOffice calls its bookmark a copy, where nothing bears its name."""
    title, moyens = "fiche-12:titre", "fiche-12:rubriques[moyens].blocs[1].texte"
    ways = {
        "before": [title],
        "two before": [title, title],
        "around": [title, "fiche-12:points_de_vigilance"],
        "behind": [moyens, "fiche-12:points_de_vigilance"],
    }
    files = {}
    for name, tags in ways.items():
        data = desk.files[ESSAI]
        for rank, tag in enumerate(tags):
            data = noted(data, tag, f"La note {rank}.", number=f"7{rank}")
        files[name] = in_order(data)
    target = desk.target(ESSAI)
    for name, data in saved(tmp_path, files).items():
        found = desk.back(data, target)
        assert not found.left_over, name
        told = " ".join(one.why for one in found.proposals)
        assert all(f"La note {rank}." in told for rank in range(len(ways[name]))), name
        assert "enquête" not in told


def test_a_title_calls_notes_in_word(tmp_path, session):
    """The template prints it, which knows of plain words alone."""
    folder = tmp_path / "departments" / "2A-essai"
    shutil.copytree(ESSAI_FOLDER, folder)
    [fiche] = (folder / "fiches").glob("*.yaml")
    text = fiche.read_text("utf-8")
    head, _, rest = text.partition("\nobjectif:")
    title = head.rpartition("titre: ")[2]
    text = f"{head.removesuffix(title)}Un titre[^source], et sa suite[^autre]\nobjectif:{rest}"
    text = text.replace("intitule: Suivre", "intitule: Suivre[^source]")
    fiche.write_text(text, "utf-8")
    with (folder / "dossier.yaml").open("a", encoding="utf-8") as dossier:
        dossier.write("  autre: Une deuxième.\n")
    dossier = session.read(next(iter(find_workspace(tmp_path).folders()))).dossier
    [document] = session.plugins.format("fiche-action").documents(dossier)
    made = render(document, session)
    assert made.data, made.diagnostics
    found = opened(made.data).found
    assert found.values["fiche-12:titre"].text == "Un titre[^source], et sa suite[^autre]"
    assert found.values["fiche-12:objectif.intitule"].text.startswith("Suivre[^source]")
    desk = Desk(tmp_path, session, {document.name: made.data})
    assert desk.back(made.data, desk.target(document.name)).is_empty
    assert find_target(session, find_workspace(tmp_path), opened(made.data).origin)
