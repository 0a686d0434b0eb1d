"""Where a deck is shown: said on its cover, and by no other document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.plugins.diaporama.conftest import Made, texts

from ppgp_docs.api import HandledError, dossier

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


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("lieu", "salle des assemblées du conseil départemental, Basse-Terre"),
        ("intervenant", "la direction de la protection maternelle et infantile et de l’enfance"),
        ("instance", "Commission de la protection maternelle et infantile et de la prévention"),
        ("lieu", "maison départementale des solidarités de Pointe-à-Pitre"),
        ("intervenant", "la sous-direction de l’accompagnement des familles et des enfants"),
    ],
)
def test_a_line_too_long_for_the_cover_is_told_at_its_own_line(
    read_text: Callable[..., Dossier], make: Callable[[Dossier], Made], field: str, said: str
) -> None:
    meeting = {
        "instance": "Comité",
        "date": "2026-03-12",
        "lieu": "Beauvais",
        "intervenant": "nous",
    }
    for each in ("lieu", "instance", "intervenant"):
        meeting[each] = f"{meeting[each]} de la vallée et des plateaux des alentours"
    meeting[field] = said
    lines = "".join(f"  {name}: {text}\n" for name, text in meeting.items())
    text = f"{STORY}edition: 2025\nreunion:\n{lines}"
    with pytest.raises(HandledError) as caught:
        make(read_text(text))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.hints) == ("R211", ("raccourcissez-le",))
    assert said in text.splitlines()[fault.span.line - 1]
