"""Word files that come back damaged, or changed where nobody typed."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    paragraph_of,
    returned,
    run,
    typed,
)

from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import opened


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


def test_a_file_whose_origin_is_damaged_is_damaged_and_not_a_foreign_one(desk):
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(desk.files[FICHE]))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:400] if name == "customXml/item1.xml" else data)
    with pytest.raises(UnreadableFileError, match=r"`customXml/item1\.xml` est abîmée"):
        opened(out.getvalue())
