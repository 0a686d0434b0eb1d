"""Words that someone changed in a PDF by an editor: told page by page; remarks are no change."""

from __future__ import annotations

import io
import json
import shutil

import pikepdf
import pymupdf
import pytest
from tests.commande import ppgp
from tests.roundtrip.test_pdf_remarks import annotated, sent

from ppgp_docs.roundtrip.file_state import State, opened

__all__ = ["annotated", "sent"]


@pytest.fixture(scope="module")
def edited(sent) -> bytes:
    """The same file, other words on its second page, as an editor of PDF puts them."""
    with pymupdf.open(stream=sent[1]) as document:
        page = document[1]
        word = page.get_text("words")[0]
        page.add_redact_annot(word[:4], text="1999")
        page.apply_redactions()
        return document.tobytes()


def without_a_page(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.pages[2]
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def saved_again(data: bytes) -> bytes:
    """As another program writes the same file."""
    with pymupdf.open(stream=data) as document:
        return document.tobytes(garbage=3, deflate=True)


def test_what_was_sent_is_known_page_by_page(sent):
    with pikepdf.open(io.BytesIO(sent[1])) as document:
        assert len(opened(sent[1]).origin.frames) == len(document.pages)


def test_words_that_were_changed_are_told(sent, edited):
    file = opened(edited)
    assert file.edited == ("page 2",)
    assert file.state(file.origin.key) is State.EDITED
    assert opened(without_a_page(sent[1])).edited == ("une page retirée",)


@pytest.mark.parametrize("change", [bytes, saved_again])
def test_remarks_and_another_program_change_no_word(change, sent, annotated):
    assert opened(change(sent[1])).edited == ()
    assert opened(change(annotated)).edited == ()


def test_the_commands_tell_it(sent, edited, tmp_path):
    root = sent[0]
    shutil.copytree(root, tmp_path, dirs_exist_ok=True)
    (tmp_path / "relu.pdf").write_bytes(edited)
    done = ppgp("import", "relu.pdf", cwd=tmp_path)
    assert done.returncode == 1
    assert "le texte n’est plus celui qui a été envoyé (page 2)" in done.stdout
    assert "✓" not in done.stdout
    said = json.loads(ppgp("import", "relu.pdf", "--json", cwd=tmp_path).stdout)
    assert "page 2" in said["avertissements"][0]
    assert "modifié à la main" in ppgp("status", "relu.pdf", cwd=tmp_path).stdout
