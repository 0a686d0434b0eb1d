"""Templates that a careless edit, a faulty program or a stranger damaged: told, each at its place.

What these found stands in ``corpus/``, part by part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.commande import ppgp

from ppgp_docs.diagnostics import HandledError
from ppgp_docs.plugin.formats import TemplateChecker
from ppgp_docs.roundtrip.archive import with_parts
from ppgp_docs.session import Session
from ppgp_docs.workspace.resources import shipped

from .damage import damaged

pytestmark = pytest.mark.hostile

CHECKERS: Final = [
    one for one in Session.start(None).plugins.formats if isinstance(one, TemplateChecker)
]
EACH: Final = 25
"""Damaged files that a test tries."""


def template(one: TemplateChecker) -> bytes:
    return shipped("templates").joinpath(one.template).read_bytes()


@pytest.mark.campaign(share=8)
@pytest.mark.parametrize("first", range(0, 32 * EACH, EACH))
@pytest.mark.parametrize("checker", CHECKERS, ids=lambda one: one.id)
def test_a_damaged_template_is_told_at_its_place(checker: TemplateChecker, first: int) -> None:
    sound, file = template(checker), Path(checker.template)
    for number in range(first, first + EACH):
        spoilt = damaged(sound, number)
        for found in checker.check_template(file, spoilt):
            assert found.code[0] == "R" and found.span and found.span.file == file, number
            assert "__" not in found.message and "attribute" not in found.message, number
        try:
            checker.annotate_template(file, spoilt)
        except HandledError as problem:
            assert problem.diagnostics, number


def test_a_deck_whose_layout_is_damaged_says_which_one(tmp_path: Path) -> None:
    [deck] = (one for one in CHECKERS if one.id == "diaporama")
    lone = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    part = "ppt/slideLayouts/_rels/slideLayout8.xml.rels"
    (tmp_path / "neutre.pptx").write_bytes(with_parts(template(deck), {part: lone}))
    done = ppgp("template", "check", "neutre.pptx", cwd=tmp_path)
    assert done.returncode == 1
    assert "erreur[R203] le modèle `neutre.pptx` n’est pas un fichier" in done.stdout
    assert "la disposition « Texte et image »" in done.stdout.replace("\u00a0", " ")
    assert "→ neutre.pptx" in done.stdout
