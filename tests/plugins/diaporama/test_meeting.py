"""Where a deck is shown: said on its cover, and by no other document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.plugins.diaporama.conftest import Made, texts

from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, HandledError, dossier
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session

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


WORK = """edition: 2025-03
demarche: {programme: "Petits pas, Grands pas", debut: 2022-05-13, fin: 2024-03-11}
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


@pytest.mark.parametrize("theme", ["neutre", "atelier"])
@pytest.mark.parametrize(
    "meeting",
    [
        (
            "Comité de pilotage départemental",
            "Bourg-en-Bresse, salle du conseil départemental",
            "la direction générale adjointe solidarité",
        ),
        (
            "Commission permanente du Conseil départemental",
            "hôtel du Département, salle des séances, Beauvais",
            "la médecin départementale de PMI",
        ),
        (
            "Comité technique",
            "maison départementale des solidarités de Melun",
            "la direction de l’enfance, de la famille et de la jeunesse",
        ),
        (
            "Réunion des partenaires de la protection maternelle",
            "Saint-Denis, salle des fêtes",
            "la cheffe de projet",
        ),
        (
            "Assemblée départementale",
            "Pointe-à-Pitre, palais du conseil général, salle 204",
            "le service départemental de PMI",
        ),
    ],
)
def test_the_cover_holds_a_meeting_as_people_write_it(
    read_text: Callable[..., Dossier],
    session: Session,
    theme: str,
    meeting: tuple[str, str, str],
) -> None:
    instance, lieu, intervenant = meeting
    typed = (
        f"{WORK}reunion:\n  instance: {instance}\n  date: 2026-03-12\n  lieu: {lieu}\n"
        f"  intervenant: {intervenant}\n"
    )
    context = Context(session.resources, load_theme(theme, session.resources), lambda found: None)
    (document,) = Diaporama().documents(read_text(STORY + typed))
    said = cover(Made(document, Diaporama().render(document, context)))
    assert {instance, f"{lieu}, 12 mars 2026", f"Présenté par {intervenant}"} <= {*said}


LONGEST = {
    "instance": "Commission de la protection maternelle et infantile et de la prévention, réunie",
    "lieu": "salle des assemblées du conseil départemental, Basse-Terre",
    "intervenant": "la sous-direction de l’accompagnement des familles, pôle de la petite enfance",
}


@pytest.mark.parametrize("told", LONGEST)
def test_a_meeting_too_long_for_the_cover_is_told_at_one_of_its_lines(
    read_text: Callable[..., Dossier], make: Callable[[Dossier], Made], told: str
) -> None:
    meeting = {name: text if name == told else text[:-6] for name, text in LONGEST.items()}
    lines = "".join(f"  {name}: {text}\n" for name, text in meeting.items())
    text = f"{STORY}{WORK}reunion:\n  date: 2026-09-28\n{lines}"
    with pytest.raises(HandledError) as caught:
        make(read_text(text))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.hints) == ("R211", ("raccourcissez-le",))
    assert fault.span is not None
    assert text.splitlines()[fault.span.line - 1].startswith(("  instance", "  lieu", "  interv"))
