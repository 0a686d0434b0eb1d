"""C815: any verb agrees with a plural that begins its sentence; a noun is no verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]

SLIPS = {
    "Les sages-femmes visite les familles.": "visitent",
    "Les puéricultrices anime un atelier.": "animent",
    "Nos équipes forme les agents.": "forment",
    "Les professionnels s’interroge sur les écrans.": "interrogent",
    "Les partenaires se réunisse chaque mois.": "réunissent",
    "Les mamans allaite plus longtemps.": "allaitent",
    "Voilà longtemps qu’ils attende.": "attendent",
    "Ils travail ensemble.": "travaillent",
    "Il travail avec la PMI.": "travaille",
    "On accueil les familles.": "accueille",
    "Elles soutien les parents.": "soutiennent",
    "Les parents souhaite être informés.": "souhaitent",
    "Les actions menés en 2024.": "menés",
    "La questionnaire est prête.": "le questionnaire",
    "Tout va bien : ma projet avance.": "mon projet",
}
SOUND = [
    "Mme la présidente et M. le préfet étaient là ; MM. les maires sont venus.",
    "Les participant•e•s sont venus, les agent⋅e⋅s, les élu‧e‧s.",
    "Les outils créés par la PMI, les équipes formées par l’agence.",
    "Sa stagiaire, ma notaire et sa commissaire.",
    "Les ateliers cuisine les mercredis et les jeudis plaisent.",
    "Les séances découverte les plus suivies.",
    "Les familles que visite la PMI.",
    "Les parents en demande d’aide, les agents de la mairie.",
    "Les actions phare de 2024, les documents type.",
    "Il relève de la PMI, ils relèvent du service, on le voit.",
    "Pour elles soutien et aide comptent ; elles-mêmes viennent.",
    "Les besoins, dit-elle, augmentent. Les enfants jouent, elles attendent.",
]


def told(found: Found, sentence: str) -> list[Diagnostic]:
    text = sentence.replace("'", "''")
    return [each for each in found(f"contexte: {{blocs: ['{text}']}}\n") if each.code == "C815"]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_verb_that_does_not_follow_its_subject_is_told_with_its_form(
    found: Found, sentence: str
) -> None:
    (note,) = told(found, sentence)
    assert note.severity is Severity.INFO
    assert f"`{SLIPS[sentence]}`" in " ".join((note.message, *note.hints))


@pytest.mark.parametrize("sentence", SOUND)
def test_what_may_be_read_otherwise_is_left_alone(found: Found, sentence: str) -> None:
    assert [each.message for each in told(found, sentence)] == []
