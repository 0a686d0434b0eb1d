"""Fiches of every shape, made up, that come back: nothing of what nobody touched, and exactly what
was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.campagne import drawn, whole
from tests.generated import Generated
from tests.roundtrip.conftest import Desk
from tests.roundtrip.test_round_trip import FIXED, cases, wrong
from tests.roundtrip.word_hand import typed_over

from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

SHAPES = drawn("round trip of shapes", range(20), share=20)[: None if whole() else 1]
"""Each takes a quarter of a minute, whatever is edited: one stands for all in an ordinary run."""
EDITS = 50 if whole() else 2


def desk_of_shape(root: Path, session, seed: int) -> Desk:
    """With a case study of one paragraph: it is read again for each edit."""
    made = Generated(seed)
    words = ["Un paragraphe."]
    made.dossier["contexte"]["blocs"] = words
    made.dossier["activites"] = [{"titre": "Une activité", "blocs": list(words)}]
    made.write(root)
    (folder,) = find_workspace(root).folders()
    dossier = session.read(folder).dossier
    documents = session.plugins.format("fiche-action").documents(dossier)
    return Desk(root, session, {one.name: render(one, session).data for one in documents})


@pytest.mark.parametrize("seed", SHAPES)
def test_a_fiche_of_any_shape_gives_back_what_was_edited_alone(tmp_path, session, seed):
    desk = desk_of_shape(tmp_path / "sent", session, seed)
    [name] = desk.files
    target = desk.target(name)
    assert desk.back(desk.files[name], target).is_empty
    fields = {name: opened(desk.files[name]).origin.fields}
    missed = []
    for _, field, text in cases(seed, EDITS, fields):
        address = field.addresses[0]
        if address.endswith((":numero", "objectif.numero")) or address.rpartition(".")[2] in FIXED:
            continue  # what names the document itself: another file
        if field.genre is Genre.PROSE and "\n" in field.sent:
            continue  # other tests edit paragraphs one by one
        found = desk.back(typed_over(desk.files[name], field.tag, text), target)
        if problem := wrong(desk, target, field, found):
            missed.append((field.addresses, text, problem))
    assert not missed, "\n".join(map(str, missed))
