"""What became of a file that was sent."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation
from tests.roundtrip.test_comment_situations import COMMENTS, with_part
from tests.roundtrip.word_hand import FICHE, edited, fiche_text, typed

from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.importing.file_status import file_status
from ppgp_docs.roundtrip import slides
from ppgp_docs.roundtrip.archive import Parts
from ppgp_docs.roundtrip.file_state import State
from ppgp_docs.workspace.find import find_workspace


def status(desk, data: bytes):
    file = desk.root / "recu.docx"
    file.write_bytes(data)
    return file_status(file, desk.session, find_workspace(desk.root))


def test_a_file_as_it_was_made_is_up_to_date(own_desk):
    found = status(own_desk, own_desk.files[FICHE])
    assert (found.state, found.is_older, found.edited) == (State.CURRENT, False, ())


def test_a_file_that_someone_typed_in_says_where(own_desk):
    found = status(own_desk, edited(own_desk.files[FICHE], typed("fiche-8:referent", "PMI")))
    assert (found.state, found.edited) == (State.EDITED, ("Référent",))


def test_a_figure_typed_over_in_a_text_is_an_edit(own_desk):
    from tests.roundtrip.word_hand import controls, type_over

    data = edited(
        own_desk.files[FICHE], lambda root: type_over(controls(root, "renvoi:chiffres.vad")[0], "1")
    )
    assert status(own_desk, data).edited == ("Paragraphe",)


def test_a_dossier_that_changed_makes_its_file_older(own_desk):
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_text(fiche_text(own_desk).replace("referent: DPMIPE", "referent: DGAS"), "utf-8")
    found = status(own_desk, own_desk.files[FICHE])
    assert (found.state, found.is_older) == (State.OLDER, True)


def test_what_cannot_be_read_is_none_of_ours_and_says_why(own_desk):
    found = status(own_desk, b"PK cut")
    assert found.state is State.FOREIGN
    assert "abîmé" in found.why[0]


def readdressed(data: bytes, address: str) -> bytes:
    """A file in which somebody gave the referent's field another address."""
    out, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml" or name.startswith("customXml"):
                text = text.replace(b"fiche-8:referent", address.encode())
            target.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "address",
    [
        "fiche-8:../../etc[1]",
        "../../etc/passwd",
        "fiche-8:",
        "fiche-8:rubriques[",
        "fiche-8:rubriques[0]",
        f"fiche-8:rubriques[{'9' * 5000}]",
        f"fiche-{'9' * 5000}:referent",
        "fiche-٣:referent",
        "",
    ],
)
def test_a_file_with_an_address_that_none_of_ours_has_is_told_and_not_compared(own_desk, address):
    found = status(own_desk, readdressed(own_desk.files[FICHE], address))
    assert found.state is State.FOREIGN
    assert address[:60] in found.why[0] and "altéré" in found.why[0]


@pytest.mark.parametrize("address", ['fiche-8:"../../etc"[1]', "fiche-99:referent", "dossier:x.y"])
def test_an_address_that_leads_nowhere_writes_nothing(own_desk, address):
    data = edited(own_desk.files[FICHE], typed("fiche-8:referent", "PMI"))
    data = readdressed(data, address.replace('"', "&quot;"))
    file = own_desk.root / "recu.docx"
    file.write_bytes(data)
    found = compare_file(file, own_desk.session, find_workspace(own_desk.root)).comparison
    assert not any(one.changes for one in found.proposals)


def test_a_web_page_is_said_to_be_one_that_does_not_come_back(own_desk):
    page = own_desk.root / "page.html"
    page.write_text("<!doctype html>", "utf-8")
    found = file_status(page, own_desk.session, find_workspace(own_desk.root))
    assert (found.state, found.state.value) == (State.WEB_PAGE, "page web, ne revient pas")


def test_a_dossier_with_findings_still_says_what_its_files_are(own_desk):
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("08*.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("montant: 180 500 €", "montant: 180 600 €", 1), "utf-8")
    found = status(own_desk, own_desk.files[FICHE])
    assert (found.state, found.is_older, found.why) == (State.OLDER, True, ())


def test_a_deck_says_which_slides_were_changed():
    """Of a deck nothing comes back; a field that PowerPoint computes is no change."""
    sent = slides.digests(Parts(deck("Le contexte", "La suite", "La fin")))
    for back, told in (
        (("Le contexte", "La suite", "La fin"), ()),
        (("Le contexte", "La suite, en 2026", "La fin"), ("diapositive 2",)),
        (("Le contexte", "La fin"), ("une diapositive retirée",)),
        (("Le contexte", "La suite", "La fin", "Merci"), ("diapositive 4, ajoutée",)),
    ):
        assert slides.edited(sent, Parts(deck(*back))) == told


def deck(*titles: str) -> bytes:
    made, out = Presentation(), io.BytesIO()
    for title in titles:
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = title
    made.save(out)
    return out.getvalue()


def test_a_file_that_lost_its_fields_is_not_said_to_be_typed_over(own_desk):
    def change(root):
        for name in ("tag", "bookmarkStart", "bookmarkEnd"):
            for one in list(root.iter(f"{{*}}{name}")):
                one.getparent().remove(one)

    found = status(own_desk, edited(own_desk.files[FICHE], change))
    assert (found.state, found.edited) == (State.EDITED, ())
    assert any("de ses" in one for one in found.why)


def test_a_file_with_comments_says_how_many(own_desk):
    data = with_part(own_desk.files[FICHE], "word/comments.xml", COMMENTS)
    assert "1\u00a0commentaire" in status(own_desk, data).why[0]
