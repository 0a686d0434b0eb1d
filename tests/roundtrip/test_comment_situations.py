"""Comments that people write on a Word file before it comes back."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from tests.roundtrip.word_hand import (
    FICHE,
    W,
    controls,
    copied,
    edited,
    paragraph_of,
    typed,
)

from ppgp_docs.importing.applying import write
from ppgp_docs.importing.remark_places import placed_comments


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


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def test_a_comment_says_whom_it_answers_and_whether_it_is_done(desk):
    told = "".join(
        f'<w:comment w:id="{rank}" w:author="{author}"><w:p w14:paraId="0000000{rank}"><w:r><w:t>'
        f"{text}</w:t></w:r></w:p></w:comment>"
        for rank, (author, text) in enumerate((("Mme Roux", "Qui ?"), ("M. Durand", "La PMI.")))
    )
    comments = f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="{W14}">{told}</w:comments>'
    threads = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000"/></w15:commentsEx>'
    )
    data = with_part(desk.files[FICHE], "word/comments.xml", comments.encode())
    data = with_part(data, "word/commentsExtended.xml", threads.encode())
    first, second = desk.back(data, desk.target(FICHE)).remarks
    assert (first.about, second.about) == ("résolu", "en réponse à Mme Roux")
