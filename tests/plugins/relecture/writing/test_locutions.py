"""C816: phrases that are written one way alone; what may be two words is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

SLIPS = {
    "Les sage femmes viennent.": "sages-femmes",
    "Les week ends de répit.": "week-ends",
    "La où vivent les familles.": "Là où",
    "Dés que possible, la PMI reçoit.": "Dès que",
    "Il as été décidé de recevoir.": "Il a",
    "L’objectif et de former les agents.": "L’objectif est",
    "Quelle sont les actions ?": "Quelles sont",
    "La PMI reçoit les mercredi matin.": "les mercredis",
    "Jusqu’a la naissance.": "Jusqu’à",
    "Le rendez vous est pris.": "rendez-vous",
    "Elle a pris rendez vous avec lui.": "rendez-vous",
    "Bien sur, les familles viennent.": "Bien sûr",
    "Il ont participé à la réunion.": "Ils ont",
    "Les enfants ont étés vus.": "ont été",
    "Entres autres, un atelier.": "Entre autres",
    "Un soi disant expert.": "soi-disant",
    "Y-a-t-il des places ?": "Y a-t-il",
    "Combien y-a-t’il de places ?": "y a-t-il",
    "La plus part des parents.": "La plupart",
    "Plus tôt que de réunir les parents.": "Plutôt que de",
    "Vis à vis des familles.": "Vis-à-vis",
    "Les sages femmes libérales.": "sages-femmes",
    "Les rendez vous sont pris.": "rendez-vous",
    "Peut être que la date changera.": "Peut-être",
    "Quelques uns des parents.": "Quelques-uns",
    "Un mi temps est créé.": "mi-temps",
    "Elle-même et eux mêmes.": "eux-mêmes",
    "Ceux ci sont reçus.": "Ceux-ci",
    "La liste ci jointe.": "ci-jointe",
    "Sans doutes faut-il attendre.": "Sans doute",
    "En faite, le projet avance.": "En fait",
    "Les réunions ont lieux le lundi.": "ont lieu",
    "Tous ce qui est utile.": "Tout ce qui",
    "Tout ceux qui viennent.": "Tous ceux",
    "En terme de moyens.": "En termes de",
    "La mise à jours du site.": "mise à jour",
    "Une trentaines de familles.": "Une trentaine",
    "Les grands parents viennent.": "grands-parents",
}
SOUND = [
    "Jusqu’alors, les lundi et jeudi, les dés que l’on jette, un but et de nouveaux outils.",
    "Jusqu’alors, bien sur le terrain, la nuit et les étés, on peut voir même la nuit.",
    "Plus tôt que prévu, la plus grande part, une part de plus.",
    "Rendez vous compte, vis à la ville, il peut être reporté.",
    "Un fait en faite de mur, en fait, sans doute, sans aucun doute.",
    "Les lieux ont changé ; en tous lieux ; des lieux ont été loués.",
    "Tous ceux qui viennent, tout ce qui compte, toutes celles qui restent.",
    "Le même jour, la même équipe, au mieux, au plus, ici ou là.",
    "Une trentaine de familles, des centaines de jeux, une centaine.",
    "Il sait faire ; entre autres, entre autre chose.",
]


def told(found: Found, sentence: str) -> list[Diagnostic]:
    text = sentence.replace("'", "''")
    return [each for each in found(f"contexte: {{blocs: ['{text}']}}\n") if each.code == "C816"]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_phrase_is_told_as_it_is_written(found: Found, sentence: str) -> None:
    (note,) = told(found, sentence)
    assert note.message.endswith(f"s’écrit `{SLIPS[sentence]}`")


@pytest.mark.parametrize("sentence", SOUND)
def test_words_that_stand_for_themselves_are_left_alone(found: Found, sentence: str) -> None:
    assert [each.message for each in told(found, sentence)] == []
