"""The remarks of a PDF that was sent out: as Acrobat, Preview, Evince and Firefox write them."""

from __future__ import annotations

import io
import json
import shutil

import pikepdf
import pypdfium2
import pytest
from tests.commande import ppgp
from tests.roundtrip.conftest import SHIPPED

from ppgp_docs.draft.reading import loaded_of
from ppgp_docs.importing.pdf_remarks import placed_remarks
from ppgp_docs.prove.letters import letters
from ppgp_docs.render.render import render
from ppgp_docs.workspace.find import find_workspace


@pytest.fixture(scope="module")
def sent(session, tmp_path_factory):
    """A workspace, and the case study that was sent out."""
    root = tmp_path_factory.mktemp("espace")
    shutil.copytree(SHIPPED / "01-ain", root / "departments" / "01-ain")
    [folder] = find_workspace(root).folders()
    dossier = session.read(folder).dossier
    [document] = session.plugins.format("etude-de-cas").documents(dossier)
    return root, render(document, session).data


Box = tuple[float, float, float, float]


def boxes_of(data: bytes, words: str) -> tuple[int, list[Box]]:
    """The page of some words, from 0, and the box of each of their lines, as PDFium finds them."""
    pdf = pypdfium2.PdfDocument(data)
    for number in range(len(pdf)):
        text = pdf[number].get_textpage()
        if found := text.search(words).get_next():
            signs = [text.get_charbox(found[0] + rank) for rank in range(found[1])]
            lines: list[list[Box]] = []
            for one in (each for each in signs if each[2] > each[0]):
                if lines and one[0] > lines[-1][-1][0]:
                    lines[-1].append(one)
                else:
                    lines.append([one])
            return number, [
                (line[0][0], min(b[1] for b in line), line[-1][2], max(b[3] for b in line))
                for line in lines
            ]
    raise AssertionError(words)


def quads(boxes: list[Box]) -> list[float]:
    return [side for left, bottom, right, top in boxes
            for side in (left, top, right, top, left, bottom, right, bottom)]  # fmt: skip


@pytest.fixture(scope="module")
def annotated(sent):
    """The same file once four people have read it."""
    data = sent[1]
    number, boxes = boxes_of(data, "des questions pour m")
    box = boxes[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[number]
        annots = page.obj.get("/Annots", pikepdf.Array())

        def add(**said: object) -> pikepdf.Object:
            entry = pikepdf.Dictionary(Type=pikepdf.Name.Annot, **dict(said.items()))
            made = pdf.make_indirect(entry)
            annots.append(made)
            return made

        first = add(  # Acrobat
            Subtype=pikepdf.Name.Highlight, Rect=list(box), QuadPoints=quads(boxes),
            T="Jeanne Essai", Contents="Mot pour mot ?", CreationDate="D:20260503101500+02'00'",
        )  # fmt: skip
        add(  # Acrobat, the window of the remark
            Subtype=pikepdf.Name.Popup, Rect=list(box), Parent=first,
        )  # fmt: skip
        add(Subtype=pikepdf.Name.Text, Rect=list(box), T="Paul Essai", Contents="Oui, relu.",
            M="D:20260504", IRT=first)  # fmt: skip
        add(Subtype=pikepdf.Name.Text, Rect=list(box), T="Paul Essai", State="Accepted",
            StateModel="Review", IRT=first)  # fmt: skip
        add(  # Preview
            Subtype=pikepdf.Name.StrikeOut, Rect=list(box), QuadPoints=quads(boxes), T="",
        )  # fmt: skip
        left, bottom, right, top = box
        add(  # Evince
            Subtype=pikepdf.Name.Text, Rect=[right, bottom, right + 24, top], T="evince",
            Contents="À revoir", Name=pikepdf.Name.Note,
        )  # fmt: skip
        add(  # Firefox
            Subtype=pikepdf.Name.FreeText, Rect=[left, bottom, right, top],
            RC="<body><p>Texte <b>riche</b></p></body>",
        )  # fmt: skip
        page.obj["/Annots"] = annots
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def found(sent, annotated, session):
    return placed_remarks(annotated, session, find_workspace(sent[0]))


def test_each_remark_has_its_author_its_date_and_its_words(found):
    told = [(one.remark.kind, one.remark.author, one.remark.date, one.remark.text) for one in found]
    assert told == [
        ("surligné", "Jeanne Essai", "2026-05-03", "Mot pour mot ?"),
        ("note", "Paul Essai", "2026-05-04", "Oui, relu."),
        ("note", "Paul Essai", "", "accepté"),
        ("barré", "", "", ""),
        ("note", "evince", "", "À revoir"),
        ("texte ajouté", "", "", "Texte riche"),
    ]


def test_a_file_is_read_once_for_all_remarks(sent, annotated, session, monkeypatch):
    read = []

    def reading(file, texts, root):
        read.append(file)
        return loaded_of(file, texts, root)

    monkeypatch.setattr("ppgp_docs.importing.pdf_remarks.loaded_of", reading)
    found = placed_remarks(annotated, session, find_workspace(sent[0]))
    assert sum(bool(one.file) for one in found) > 1
    assert len(read) == len(set(read))


def test_replies_say_what_they_answer(found):
    assert [one.remark.reply_to for one in found] == [0, 1, 1, 0, 0, 0]


def test_marks_tell_the_words_that_they_stand_on(found):
    assert "des questions pour m" in found[0].remark.on.replace("\u00a0", " ")
    assert found[3].remark.on == found[0].remark.on


def test_each_remark_leads_to_its_place_in_the_dossier(found):
    assert {one.address for one in found[:5]} == {"dossier:citations.questions.texte"}
    line = found[0].file.read_text("utf-8").split("\n")[found[0].line - 1]
    assert "Je pose des questions" in line


def repeated(data: bytes) -> list[tuple[str, str, int, Box]]:
    """The words « professionnels » of each page: those before them, after them, page, box."""
    pdf, found = pypdfium2.PdfDocument(data), []
    for number in range(len(pdf)):
        text = pdf[number].get_textpage()
        search = text.search("professionnels")
        while place := search.get_next():
            first, count = place
            signs = [text.get_charbox(first + rank) for rank in range(count)]
            box = (signs[0][0], signs[0][1], signs[-1][2], signs[-1][3])
            before = text.get_text_range(max(0, first - 60), min(first, 60))
            if box[2] > box[0]:  # not cut at the end of a line
                found.append((before, text.get_text_range(first + count, 12), number, box))
    return found


PHRASES = ("Si certains", "Peu de professionnelles et de", "Auprès des professionnelles et des")
"""Before one of the words « professionnels » of the case study."""


def test_a_word_that_stands_in_many_places_is_placed_by_those_around_it(sent, session):
    root, data = sent
    places = repeated(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for _, _, number, box in places:
            page = pdf.pages[number].obj
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=list(box),
                QuadPoints=quads([box]), T="Jeanne Essai", Contents="Qui ?",
            )  # fmt: skip
            page.Annots = pikepdf.Array([*page.get("/Annots", ()), pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)
    found = placed_remarks(out.getvalue(), session, find_workspace(root))
    assert len(found) == len(places) > 5
    told = set()
    for one, (before, _, _, _) in zip(found, places, strict=True):
        for words in PHRASES:
            if letters(before).endswith(letters(words)) and one.file:
                lines = one.file.read_text("utf-8").split("\n")[one.line - 1 :][:8]
                assert letters(f"{words} professionnels") in letters(" ".join(lines))
                told.add(words)
    assert told == set(PHRASES)


def test_the_command_lists_them_and_writes_nothing(sent, annotated, tmp_path):
    root = sent[0]
    before = (root / "departments" / "01-ain" / "dossier.yaml").read_bytes()
    (tmp_path / "relu.pdf").write_bytes(annotated)
    done = ppgp("import", tmp_path / "relu.pdf", cwd=root)
    said = done.stdout.replace("\u00a0", " ").replace("\u202f", " ")
    assert done.returncode == 1, done.stderr
    assert "relu.pdf : 6 commentaires" in said
    assert "note, en réponse au n° 1 (Paul Essai, 04/05/2026)" in said
    assert "« Mot pour mot ? »" in said
    assert (root / "departments" / "01-ain" / "dossier.yaml").read_bytes() == before
    data = json.loads(ppgp("import", tmp_path / "relu.pdf", "--json", cwd=root).stdout)
    assert data["remarques"][1]["reponse_a"] == 1


def test_a_pdf_without_remarks_has_none_and_a_damaged_one_is_refused(sent, tmp_path):
    root, data = sent
    (tmp_path / "neuf.pdf").write_bytes(data)
    done = ppgp("import", tmp_path / "neuf.pdf", cwd=root)
    assert (done.returncode, "aucun commentaire" in done.stdout) == (0, True), done.stderr
    (tmp_path / "abime.pdf").write_bytes(data[:3000])
    done = ppgp("import", tmp_path / "abime.pdf", cwd=root)
    assert done.returncode == 2
    assert "ne se lisent pas" in done.stderr
