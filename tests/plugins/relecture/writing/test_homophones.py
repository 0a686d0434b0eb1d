"""C816: a word written for another that sounds the same is told; what may be right is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]

SLIPS = {
    "Il faut a la fois écouter et agir.": "à la",
    "Elle peut venir a la réunion.": "à la",
    "Quand aux familles, elles viennent.": "quant aux",
    "Il a reçut 12 familles.": "a reçu",
    "Ils doivent êtres formés.": "doivent être",
    "Au moment ou les familles viennent.": "où les",
    "Qu’elles actions mener ?": "quelles actions",
    "De nombreux familles viennent.": "nombreuses familles",
    "Il reste a faire un point.": "à faire",
    "La PMI à renforcé son équipe.": "a renforcé",
    "Ce qui à permis de travailler.": "a permis",
    "Il y à trois ans.": "a trois",
    "Les enfants de 0 a 6 ans.": "à 6",
    "Les actions de 2021 a 2024.": "à 2024",
    "Des visites a domicile.": "à domicile",
    "La mise a jour du site.": "à jour",
    "Grâce a la CAF.": "à la",
    "Une grille pour évalué les besoins.": "pour évaluer",
    "Afin de formé les équipes.": "de former",
    "Cela permet d'amélioré la communication.": "d’améliorer",
    "Les équipes ont former un groupe.": "ont formé",
    "Le support peut adapté son texte.": "peut adapter",
    "L'outil doit facilité la lecture.": "doit faciliter",
    "Les professionnels sont former.": "sont formés",
    "Elle c'est engagée.": "s’est engagée",
    "S'est une première étape.": "c’est une",
    "Se sont les familles qui viennent.": "ce sont",
    "Elles ce sont réunies.": "se sont",
    "La réunion ce déroule à Mâcon.": "se déroule",
    "Ici, se projet est porté par la PMI.": "ce projet",
    "Les familles on participé.": "ont participé",
    "Ils on été reçus.": "ont été",
    "Le moment ou elles arrivent.": "où elles",
    "Dans la mesure ou il vient.": "où il",
    "D'ou vient la demande.": "d’où",
    "Prévoir 2 où 3 séances.": "ou 3",
    "Les équipes son formées.": "sont formées",
    "Pour leur enfants.": "leurs enfants",
    "Cela leurs permet de venir.": "leur permet",
    "La PMI la accompagné.": "l’a accompagné",
    "Il vaut pour tout les agents.": "tous les",
    "Connu de tous le monde.": "tout le",
    "Quand à la CAF, elle suit.": "quant à",
    "On peu imaginer un relais.": "peut imaginer",
    "D'avantage de temps.": "davantage de",
    "Quelque soit le lieu.": "quel que soit",
    "Compte-tenu des besoins.": "compte tenu",
    "Les enfants son vus à domicile.": "sont vus",
    "Les parents son satisfait.": "sont satisfaits",
    "Les équipes son formé.": "sont formées",
    "Les familles ou il y a un nouveau-né.": "où il",
    "La ou les besoins sont grands.": "là où les",
    "Cela a permit de comprendre.": "a permis",
    "Le service a mit en place un atelier.": "a mis",
    "Ils ont comprit la demande.": "ont compris",
    "Ses enfants-là viennent le mardi.": "ces enfants-là",
    "Ses derniers sont reçus par la PMI.": "ces derniers",
    "Elle ses engagée à suivre la famille.": "s’est engagée",
    "Ses une première étape.": "c’est une",
    "On ces réuni à Mamoudzou.": "s’est réuni",
    "La PMI dit que sa ne suffit pas.": "ça ne",
    "Selon elle, sa n'est pas prévu.": "ça n’est",
    "La PMI assure ça mission.": "sa mission",
    "Le Département élargit ça formation.": "sa formation",
    "Cela leurs a permis de venir.": "leur a",
    "Un bilan leurs est remis.": "leur est",
    "Le service reçoit ce qui sont isolés.": "ceux qui",
    "Qu'elle que soit la demande.": "quelle que",
    "Qu'elles que soient les demandes.": "quelles que",
    "Qu'il que soit le lieu.": "quel que",
    "La PMI suit ce quelle propose.": "qu’elle propose",
    "Les parents est les enfants viennent.": "et les",
    "Voir la liste si dessous.": "ci-dessous",
    "Il a était accompagné.": "a été",
    "Ils ont étaient reçus.": "ont été",
    "Une rencontre à lieu chaque trimestre.": "a lieu",
    "Il n’y à pas de place.": "a pas",
    "Toute les équipes sont formées.": "toutes les",
    "Tout les équipes sont formées.": "toutes les",
    "Quelque familles ont répondu.": "quelques familles",
    "Certain parents sont venus.": "certains parents",
    "L’action commence des la rentrée.": "dès la",
    "Des lors, tout change.": "dès lors",
    "L’équipe c’est agrandie.": "s’est agrandie",
    "C’est parents sont isolés.": "ces parents",
    "Les jeunes parents on besoin d’appui.": "ont besoin",
    "Les objectifs on étaient atteints.": "ont été",
    "Un soutient aux parents.": "un soutien",
    "Le soutient à la parentalité.": "le soutien",
    "Un diagnostique partagé.": "un diagnostic",
    "L’accès du publique.": "du public",
    "Les parents ce sont mobilisés.": "se sont",
    "Il faut ce rendre au service.": "se rendre",
    "Quand à l’évaluation, elle est prévue.": "quant à",
    "Il y a peut de familles.": "peu de",
    "Pour améliorez l’accueil.": "pour améliorer",
    "Nous devons formés les agents.": "devons former",
    "Elle doit être former.": "être formé",
    "Le suivit des familles.": "le suivi",
    "Tous les familles viennent.": "toutes les",
    "L’atelier est animer par une psychologue.": "est animé",
}
SOUND = [
    "La crèche 3 a 12 places, la MDS 2 a 14 agents.",
    "Les parents, ce sont eux ; les parents ce sont eux qui décident.",
    "Pour ce faire, ce peut être long ; l’équipe peut, de fait, en parler.",
    "Tous les agents, tous les médecins, toutes les familles.",
    "Nous pouvons salariés et bénévoles nous réunir.",
    "Le matricule 12045 a 1204 points.",
    "Le lot 12 a 3 volets.",
    "La PMI a la charge du suivi, et l’on a à faire.",
    "Le jour ou la nuit, lui ou elle, une mère ou un père.",
    "Nos missions sont accueillir et former ; c’est accueillir.",
    "L’agent n’a pas à former les parents, il a pu venir à temps.",
    "Celui qui à Mâcon accueille ; le service qui, à terme, ouvrira.",
    "Tous la connaissent, tous les mois, tout le monde, tout les oppose.",
    "Quand à midi le service ferme, quant à elle, quand la PMI reçoit.",
    "Il leur propose leurs enfants, leur faire, leur dire.",
    "À côté de la santé, à volonté, à égalité, à l’intéressé.",
    "Ce qui permet, ce dont, ce dernier, ce faisant, ce sont, ce soient.",
    "Se rendre, se réunir, se parent, il se le dit, elle se fait aider.",
    "Rien de décidé, plus de formés, quelque chose de partagé.",
    "On a formé, ils ont été formés, on ne peut, on y va.",
    "Pour salarié, pour la salariée, sans domicile fixe.",
    "Où que ce soit, où bien des familles vont, là où elle va.",
    "Son pas, son temps, leur temps, leur puis leurs.",
    "Ceux qui sont là, ceux-ci, pas d’avantage de plus.",
    "Elle a figure humaine, il a montre et chaîne.",
    "Il peut être là, peut-être, un peu, peu importe.",
    "Les enfants et son vécu, les parents et son conjoint.",
    "La ou les personnes concernées, de lieu à lieu.",
    "Quelque 200 familles, quelque chose, tout les oppose.",
    "Il le soutient, elle le travaille, on le publie, le public vient.",
    "Un certain nombre, certaines enfants, en certain lieu.",
    "Il a dit vrai, il a produit un bilan, elle a conduit le projet, on y a droit.",
    "C’est aux parents de choisir, c’est compliqué, l’accueil c’est important.",
    "On demande, on rend compte, on lit, on a besoin de temps.",
    "L’enjeu est accueillir et former ; elle est à former par le service.",
    "Des locaux, des lieux, des listes et des quais.",
    "Ses enfants, ces enfants, ses derniers bilans, ces derniers, ses deux lieux.",
    "Il ses occupe, elle a ses habitudes, on suit ces familles, ces étapes closes.",
    "Sa visite, sa suite, sa marche, sa mise en œuvre, sa forme, sa présence.",
    "Ça marche, ça suffit, tout ça, comme ça, ça forme, ça reste, ça porte.",
    "Leurs visites, leur avis, leurs avis, leurs fils, il les leur a donnés, leurs aides.",
    "Tout ce qui sont là, ce qui permet, ceux qui sont là, ce qui est dit.",
    "Quelle que soit la demande, qu’elle vienne, qu’il soit, ce qu’elle propose, quelle visite.",
    "Le but des ateliers est les échanges, la part des familles est là, si dessin il y a.",
]


def told(found: Found, *sentences: str) -> list[Diagnostic]:
    blocs = "".join(f"    - >-\n      {sentence}\n" for sentence in sentences)
    return [each for each in found(f"contexte:\n  blocs:\n{blocs}") if each.code == "C816"]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_word_written_for_another_is_told_with_the_one_that_was_meant(
    found: Found, sentence: str
) -> None:
    (note,) = told(found, sentence)
    assert note.severity is Severity.INFO
    assert f"`{SLIPS[sentence]}`" in note.message


@pytest.mark.parametrize("sentence", SOUND)
def test_what_may_be_read_as_it_is_is_left_alone(found: Found, sentence: str) -> None:
    assert [each.message for each in told(found, sentence)] == []


def test_the_words_that_someone_said_are_not_corrected(found: Found) -> None:
    text = "contexte:\n  blocs:\n    - {citation: dite}\ncitations:\n  dite:\n"
    text += "    texte: La PMI à renforcé son équipe.\n    attribution: une sage-femme\n"
    assert [each for each in found(text) if each.code == "C816"] == []
