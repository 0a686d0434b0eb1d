"""What became of a file that was sent."""

from __future__ import annotations

from tests.roundtrip.word_hand import FICHE, edited, fiche_text, typed

from ppgp_docs.importing.file_status import file_status
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
