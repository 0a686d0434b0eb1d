"""Where a deck is shown: said on its cover, and by no other document."""

from __future__ import annotations

from collections.abc import Callable

from tests.plugins.diaporama.conftest import Made, texts

from ppgp_docs.api import dossier

Dossier = dossier.Dossier
STORY = """departement: "971"
contexte:
  titre: Le contexte
  blocs: [{type: paragraphe, texte: Essai.}]
"""
WHOLE = """
reunion: {instance: Comité de pilotage, date: 12/03/2026, lieu: Beauvais,
  intervenant: la direction des projets}
"""


def cover(made: Made) -> list[str]:
    said = "\n".join(texts(made.deck.slides[0].shapes))
    return [" ".join(line.split()) for line in said.splitlines()]


def test_the_cover_says_before_whom_when_where_and_by_whom(
    read_text: Callable[..., Dossier], make: Callable[[Dossier], Made]
) -> None:
    said = cover(make(read_text(STORY + WHOLE)))
    assert "Comité de pilotage" in said
    assert "Beauvais, 12 mars 2026" in said
    assert "Présenté par la direction des projets" in said


def test_what_a_meeting_does_not_tell_leaves_no_trace(
    read_text: Callable[..., Dossier], make: Callable[[Dossier], Made]
) -> None:
    said = cover(make(read_text(STORY + "reunion: {instance: Comité de pilotage}\n")))
    assert "Comité de pilotage" in said
    assert not any("Présenté par" in line or line.startswith(",") for line in said)
