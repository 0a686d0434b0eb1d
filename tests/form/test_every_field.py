"""Each field of a filled form, typed over in turn: proposed alone, written alone."""

from __future__ import annotations

import random
import shutil

import pytest
from tests.form.filling import form_of
from tests.roundtrip.conftest import FULL, SHIPPED, take_all, whole
from tests.roundtrip.test_round_trip import comments, other_text
from tests.roundtrip.word_hand import edited, typed

from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.importing.form_comparing import compare_form
from ppgp_docs.importing.form_target import form_target
from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

EDITS = 100 if FULL else 2
"""How many fields of each form are drawn."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("formulaires")
    for name in ("01-ain", "77-seine-et-marne"):
        shutil.copytree(SHIPPED / name, root / "departments" / name)
    return root


def says_one_line(field) -> bool:
    long = field.genre in (Genre.PROSE, Genre.LINES, Genre.BLOCKS) and "\n" in field.sent
    return bool(field.sent) and not long and not field.addresses[0].endswith(":numero")


@pytest.mark.parametrize(("code", "fiche"), [("01", None), ("77", None), ("77", 8)])
def test_each_answer_that_is_typed_over_is_proposed_alone_and_written_alone(
    code, fiche, root, session, tmp_path
):
    data = form_of(root, session, code, fiche)
    sent = opened(data).origin
    form, target = form_target(session, find_workspace(root), sent)
    chance = random.Random(f"{code}{fiche}")
    known = [one for one in sent.fields if says_one_line(one)]
    wrong = []
    for field in chance.choices(known, k=EDITS):
        text = other_text(field, chance)
        file = opened(edited(data, typed(field.tag, text)))
        found = compare_form(file, form, target)
        kinds = [one.kind for one in found.proposals]
        if kinds not in ([ProposalKind.CHANGED], [ProposalKind.REFUSED]) or found.left_over:
            wrong.append((field.addresses, text, found))
        elif kinds == [ProposalKind.CHANGED]:
            copy = tmp_path / "copie"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(root, copy)
            before, kept = whole(root), comments(root)
            take_all(form_target(session, find_workspace(copy), sent)[1], found)
            after = whole(copy)
            changed = [key for key in before.keys() | after if before.get(key) != after.get(key)]
            if len(changed) != 1 or comments(copy) != kept:
                wrong.append((field.addresses, text, changed))
    assert wrong == []


def test_the_command_that_reads_a_form_names_its_dossier(root, session):
    file = root / "retour.docx"
    file.write_bytes(form_of(root, session, "01"))
    assert compare_file(file, session, find_workspace(root)).target.folder.name == "01-ain"
