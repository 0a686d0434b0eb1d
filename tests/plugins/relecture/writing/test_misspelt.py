"""C814 and C815: slips that a reader sees are told; sound sentences, names and jargon are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]

SLIPS = {
    "La formtaion réunit les équipes.": ("formtaion", "`formation`"),
    "Les questions de sante sont abordées.": ("sante", "`santé`"),
    "Des familles de Saint-Piere sont venues.": ("Saint-Piere", "`Saint-Pierre`"),
    "La réunion s’est tenue à Melum.": ("Melum", "`Melun`"),
    "L’acceuil des parents.": ("acceuil", "`accueil`"),
    "Un acompagnement renforcé.": ("acompagnement", "`accompagnement`"),
    "Le developement de l’enfant.": ("developement", "`développement`"),
    "Formtaion des équipes.": ("Formtaion", "`Formation`"),
    "Les proffesionel sont là.": ("proffesionel", "`professionnel`"),
    "L’aprentissage, l’évolution.": ("aprentissage", "`apprentissage`"),
    "Un entretien postnatale et periscolaire.": ("periscolaire", "`périscolaire`"),
    "Le reseau des acteurs se réunit.": ("reseau", "`réseau`"),
    "Une aide financiaire est versée.": ("financiaire", "`financière`"),
    "Bourg-en-Brese accueille la permanence.": ("Bourg-en-Brese", "`Bourg-en-Bresse`"),
    "Les agents de Lagny-sur-Marme suivent.": ("Lagny-sur-Marme", "`Lagny-sur-Marne`"),
}
SOUND = [
    "Aujourd’hui, quelqu’un s’en charge ; jusqu’alors, presqu’aucun.",
    "Mme Dupontel et M. Kermadec reçoivent les parents à Bourg-en-Bresse.",
    "L’agence Kalía a créé les « chaudoudous ».",
    "La co-construction, la pluridisciplinarité, le sous-effectif, l’auto-évaluation.",
    "Y a-t-il, va-t-on, dit-elle, celles-ci, rendez-vous, après-midi, grands-mères.",
    "Les professionnel·le·s et les assistant(e)s de la MDPH, ETP, H/F.",
    "Voir https://exemple.fr/formtaion ou ecrire@exemple.fr et `formtaion`.",
    "La grille [Patient education materials assessment tool]{lang=en} sert.",
    "Les soeurs et leurs coeurs ; l’Etat et l’Ecole.",
    "Le docteur Lefebvrier et Madame Etchegarray.",
    "Les puéricultrices, la périnatalité, la parentalité, l’interconnaissance.",
    "Un mot inconnu de tous : xyzzyx.",
]
AGREEMENTS = {
    "Les familles a rempli un questionnaire.": "ont",
    "Ces jeunes mères est accompagnées.": "sont",
    "Toutes les équipes participe au comité.": "participent",
    "La puéricultrice ont rencontré les parents.": "a",
    "Les 62 professionnelles était formées.": "étaient",
    "Cette action sont reconduites.": "est",
    "L'équipe ont été renforcée.": "a",
}
PHRASES = {
    "Les enfant sont accueillis.": "enfant",
    "Le suivi des grossesse est assuré.": "grossesse",
    "Chaque agents reçoit une formation.": "agents",
    "Une aide aux parent est versée.": "parent",
    "Cette dispositif est nouveau.": "Cette dispositif",
    "Il ouvre un permanence.": "un permanence",
    "Le conseil départementale vote.": "départementale",
    "Les assistantes maternels viennent.": "maternels",
}
AGREED = [
    "Les familles ont rempli un questionnaire.",
    "L’une des familles a rempli un questionnaire.",
    "L’accueil des familles a changé.",
    "La plupart ont répondu ; une dizaine ont refusé.",
    "Le groupe et la famille ont répondu.",
    "Une majorité ont répondu.",
    "Les familles, a dit le maire, viennent.",
    "Ces temps sont longs. Le repas est pris.",
    "La moitié sont venues. Le tiers ont répondu.",
    "Nos deux pays a priori voisins.",
    "Le service les aide, il le rend public et la porte.",
    "Les premier et second degrés ; les propriétaire et gardien.",
    "La médecin, la maire, la cheffe et la chef de service.",
    "Un accueil petite enfance, un projet jeunes parents, le pôle maternelle.",
    "Les mi-temps, des sages-femmes, les porte-documents, un deux-roues.",
    "Les professionnels du secteur libéraux, les agents de la mairie municipaux.",
    "Une aide sociale, un plan pluriannuel, des actions locales, les élus locaux.",
    "L'un des fichiers archives, un cours, le temps, les tiers, ce mois, des bras.",
    "La moitié des enfants, le plus grand nombre, les plus jeunes, la nôtre.",
]


def told(found: Found, sentence: str, code: str) -> list[Diagnostic]:
    text = sentence.replace("'", "''")
    notes = found(f"contexte: {{blocs: ['{text}']}}\n")
    return [each for each in notes if each.code == code]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_slip_is_told_with_what_it_means(found: Found, sentence: str) -> None:
    written, meant = SLIPS[sentence]
    (note,) = told(found, sentence, "C814")
    assert note.severity is Severity.INFO
    assert f"`{written}`" in note.message and meant in "".join(note.hints)


@pytest.mark.parametrize("sentence", SOUND)
def test_words_that_are_right_or_names_are_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence, "C814") == []


@pytest.mark.parametrize("sentence", AGREEMENTS)
def test_a_verb_in_another_number_than_its_subject_is_told(found: Found, sentence: str) -> None:
    (note,) = told(found, sentence, "C815")
    assert f"`{AGREEMENTS[sentence]}`" in "".join(note.hints)


@pytest.mark.parametrize("sentence", PHRASES)
def test_a_noun_or_an_adjective_that_does_not_agree_is_told(found: Found, sentence: str) -> None:
    (note,) = told(found, sentence, "C815")
    assert note.severity is Severity.INFO
    assert f"`{PHRASES[sentence]}`" in note.message


@pytest.mark.parametrize("sentence", AGREED)
def test_what_agrees_or_may_be_read_otherwise_is_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence, "C815") == []


def test_a_word_is_told_once_with_its_count(found: Found) -> None:
    (note,) = told(found, "La formtaion suit la formtaion.", "C814")
    assert "2 fois" in note.message
