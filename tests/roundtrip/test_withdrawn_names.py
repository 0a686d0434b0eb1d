"""A file that is older than a withdrawal or an erasure: the name does not come back with it."""

from __future__ import annotations

import pytest
from tests.roundtrip.word_hand import FICHE, returned, typed

from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.importing.applying import write
from ppgp_docs.importing.proposals import FileChange, ProposalKind

WITHDRAWN = """
personnes:
  camille:
    fonction: puéricultrice
    {name}
    consentements:
      - {{objet: nom, date: 2024-01-12, retrait: 2025-05-03}}
"""
AGREED = WITHDRAWN.replace(", retrait: 2025-05-03", "")
NAMED = "nom: Camille Martineau"
TEXT = "fiche-8:rubriques[acteurs].blocs[1].elements[1].texte"


def dossier_of(root):
    return root / "departments" / "77-seine-et-marne" / "dossier.yaml"


def people(root, record: str, name: str = NAMED) -> None:
    """What the dossier says of a person from now on."""
    file = dossier_of(root)
    text = file.read_text("utf-8").partition("\npersonnes:")[0]
    file.write_text(text.rstrip() + "\n" + record.format(name=name), "utf-8")


@pytest.mark.parametrize("text", ["Camille Martineau, PMI", "Maternités (Mme Martineau)"])
def test_a_text_that_names_someone_who_withdrew_is_refused(own_desk, text):
    people(own_desk.root, WITHDRAWN)
    _, found = returned(own_desk, FICHE, typed(TEXT, text))
    [one] = found.proposals
    assert (one.kind, one.changes) == (ProposalKind.REFUSED, ())
    assert "«\u00a0Camille Martineau\u00a0» a été retiré du dossier" in one.why


@pytest.mark.parametrize("record", [AGREED, ""])
def test_someone_who_agrees_or_whom_nobody_declares_may_be_named(own_desk, record):
    people(own_desk.root, record)
    _, found = returned(own_desk, FICHE, typed(TEXT, "Camille Martineau, PMI"))
    assert [one.kind for one in found.proposals] == [ProposalKind.CHANGED]


def test_nothing_writes_such_a_name_by_another_way(own_desk):
    people(own_desk.root, WITHDRAWN)
    target, _ = returned(own_desk, FICHE, typed(TEXT, "Rien de tel"))
    change = FileChange("fiche-8", Set(("referent",), "Camille Martineau"))
    with pytest.raises(NotEditableError, match="Camille Martineau"):
        write(target, [change])
