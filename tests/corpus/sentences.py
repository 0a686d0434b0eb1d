"""Sound sentences, to be put into the samples: each once raised a false alarm, or came near.

Parts of a population, other populations, other sources and years, lists that count something
else than the number before them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

AIN: Final = "01-ain/dossier.yaml"
OISE: Final = "60-oise/dossier.yaml"
FICHE: Final = "77-seine-et-marne/fiches/08-visites-a-domicile.yaml"

BEFORE: Final = {
    AIN: "    - type: section\n      titre: Des territoires contrastés",
    OISE: "    - type: section\n      titre: La composition des groupes de formation",
    FICHE: "  - cle: objectif_operationnel\n",
}
"""What stands behind the place of the sentence, in each file."""


class Sentence(NamedTuple):
    """A paragraph, or the blocks of ``yaml``, for the context of that file."""

    file: str
    text: str


SENTENCES: Final = (
    Sentence(OISE, "La maison des familles est au centre de Beauvais, près de la MDS."),
    Sentence(AIN, "En dix ans, le département a gagné 60 000 personnes, soit 10 % de plus."),
    Sentence(AIN, "Une famille sur quatre est monoparentale en ville, une sur huit ailleurs."),
    Sentence(AIN, "Les 32 points de consultation reçoivent de 9 h à 12 h et de 13 h 30 à 17 h."),
    Sentence(AIN, "Les 62 personnes ont formé cinq groupes de douze à treize personnes."),
    Sentence(AIN, "Deux professionnelles sur trois exercent en PMI depuis plus de 10 ans."),
    Sentence(AIN, "Trois personnes, absentes le dernier jour, ont rattrapé la session."),
    Sentence(AIN, "Les formés en distanciel, 14 personnes en tout, ne sont pas comptés ici."),
    Sentence(AIN, "Au total, 76 personnes ont été formées en présentiel ou à distance."),
    Sentence(AIN, "Le comité retient les deux principes suivants :\n\n- un\n- deux"),
    Sentence(AIN, "Pour répondre à ces deux enjeux, le groupe propose :\n\n- un\n- deux\n- trois"),
    Sentence(AIN, "Les réponses à ces deux questions montrent :\n\n- un\n- deux\n- trois"),
    Sentence(AIN, "Après trois réunions, le groupe retient :\n\n- un\n- deux"),
    Sentence(AIN, "Les trois formations ont apporté :\n\n- un\n- deux\n- trois\n- quatre"),
    Sentence(AIN, "En 2022 (Drees, 1 204 répondants), 71 % des parents estiment être aidés."),
    Sentence(AIN, "18 familles sur 23 (78 %) citent le flyer, et 4 familles sur 23 (17 %) rien."),
    Sentence(AIN, "Parmi elles, 41 sont puéricultrices (66 %), 12 sages-femmes (19 %)."),
    Sentence(AIN, "Elle a vu, en avril et en mai 2023, une quinzaine de familles."),
    Sentence(AIN, "« Dix fois sur dix, ça finit par un sourire », en deux ou trois séances."),
    Sentence(AIN, "Trois temps rythment la venue : l’accueil, la rencontre, puis l’au revoir."),
    Sentence(AIN, "Trois familles sur quatre préfèrent le flyer ; les autres n’ont pas d’avis."),
    Sentence(AIN, "Tous les lieux (16 sur 20 aujourd’hui, soit 80 %) auront leur page."),
    Sentence(AIN, "Presque toutes les familles (96 %) reviennent."),
    Sentence(AIN, "Tous les ans, une partie des familles (20 %) déménage."),
    Sentence(AIN, "Non, toutes les équipes n’ont pas répondu (40 % seulement)."),
    Sentence(AIN, "Douze familles consultées sur les courriers ne les avaient pas lus."),
    Sentence(AIN, "Une famille sur deux, parmi les familles consultées, l’avait gardé."),
    Sentence(AIN, "Deux familles consultées ont déménagé."),
    Sentence(AIN, "Trois réponses au questionnaire sont restées vides sur une question."),
    Sentence(AIN, "« Deux mois après la formation, c’est court », disent les personnes formées."),
    Sentence(AIN, "Au niveau national, 77 % des répondants estiment que leur pratique a évolué."),
    Sentence(AIN, "77 % des répondants estiment que leur pratique a évolué (étude de 2022)."),
    Sentence(AIN, "Le questionnaire de l’année précédente avait recueilli 14 % de réponses."),
    Sentence(AIN, "Une trentaine de professionnels de santé libéraux ont été formés ailleurs."),
    Sentence(AIN, "Une dizaine de réponses au questionnaire étaient attendues."),
    Sentence(AIN, "Une cinquantaine de personnes formées en présentiel l’ont suivi aussi."),
    Sentence(AIN, "Nous avons eu 9 retours, soit un taux de réponse de 15 %."),
    Sentence(OISE, "En 2019, le service comptait 164 membres ; il en compte 16 de plus."),
    Sentence(OISE, "Treize cadres encadrent 167 agentes et agents."),
    Sentence(OISE, "En moyenne, chaque groupe a réuni 12 personnes, jamais plus de 15."),
    Sentence(OISE, "Trois jours à l’APR, puis deux demi-journées : ils y ont passé quatre jours."),
    Sentence(OISE, "Une centaine de membres du personnel, hors PMI, ont suivi une conférence."),
    Sentence(OISE, "Trois mois après, 60 % en parlaient encore ; six mois après, 55 %."),
    Sentence(OISE, "Une référente a rencontré les 21 équipes ; un groupe de quatre les a lus."),
    Sentence(OISE, "Parmi elles, 41 personnes formées à l’APR travaillent dans le Beauvaisis."),
    Sentence(OISE, "Et 15 personnes ont quitté le service depuis."),
    Sentence(OISE, "Les 6 personnes absentes, non encore formées à l’APR, le seront en 2026."),
    Sentence(OISE, "Il reste 4 membres de l’équipe de PMI à former."),
    Sentence(FICHE, "En 2018, les 14 000 naissances ont donné lieu à des visites à domicile."),
    Sentence(FICHE, "Un bilan est fait de 3 à 4 ans ; il touche ici 62 % des enfants."),
    Sentence(FICHE, "La moyenne nationale des visites avant 2 ans est de 9 %."),
    Sentence(FICHE, "Le budget moyen est de 722 € par personne formée."),
    Sentence(AIN, "Le lundi 3 mars 2025, puis le mardi 4 mars 2025, les équipes se réunissent."),
    Sentence(AIN, "L’accompagnement des cadres commence en juin 2023 et s’achève en mai 2025."),
    Sentence(AIN, "La démarche commence en juin 2023 à Oyonnax, en 2024 à Bourg-en-Bresse."),
    Sentence(AIN, "Le nombre de visites passe de 2050 à 2040 en un an, le 29 février compris."),
    Sentence(AIN, "L’équipe de Saint-Jean et celle de la rue Saint Jean travaillent ensemble."),
    Sentence(AIN, "Marie-Thérèse et Marie Thérèse ne sont pas la même personne."),
    Sentence(AIN, "L’école Jules Ferry, la rue Pierre Mendès France, la crèche Marie Curie."),
    Sentence(AIN, "Mon fils dort mieux, ma fille aussi, disent la mère et le père de Bourg."),
    Sentence(AIN, "La petite Camargue, le petit Nicolas, la crèche « La petite Inès »."),
    Sentence(AIN, "M. le maire, Mme la Présidente et le Pays de Gex ont soutenu l’agence."),
    Sentence(AIN, "La Maison des parents et la Maison de la petite enfance sont proches."),
    Sentence(AIN, "La Maison médicale de garde et la Maison médicale du Bugey sont proches."),
    Sentence(AIN, "Avancer à petits pas, puis à grands pas, c’est déjà avancer."),
    Sentence(AIN, "L’aide sociale (ASE) et le service départemental (PMI) y travaillent."),
    Sentence(AIN, "La protection maternelle et infantile (PMI) du Département de l’Ain."),
    Sentence(OISE, "Les Éducatrices de jeunes enfants (EJE), les Maisons départementales (MDS)."),
    Sentence(FICHE, "La fiche action 8 du contrat précédent et la fiche action 12 de la Marne."),
    Sentence(FICHE, "En 2019, le FIR avait apporté 211 024 € à une autre action."),
    Sentence(FICHE, "Le coût total est de 910 € par personne formée."),
    Sentence(FICHE, "Le coût total de la formation est de 180 500 €, dont 12 000 € de location."),
    Sentence(FICHE, "Le FIR finance 93 % de l’action et le Département 7 %."),
    Sentence(FICHE, "Le Département apporte environ 16 500 €, le FIR près de 211 000 €."),
    Sentence(FICHE, "L’ARS avait versé 112 024 € à une autre action, et 21 104 € par an ailleurs."),
    Sentence(FICHE, "L’action coûte 230 000 € environ, soit 910 € par personne formée."),
    Sentence(FICHE, "Notifié en 2021, le FIR apporte 181 500 €, la première année surtout."),
    Sentence(FICHE, "Pour la seule formation, le budget s’élève à 180 500 €."),
    Sentence(AIN, "Les 62 personnes formées, soit 38 % du service, exercent en PMI."),
    Sentence(AIN, "Les 9 réponses, dont 31 % de bonnes surprises, sont relues à deux."),
    Sentence(AIN, "9 réponses, soit 5 % de tous les agents du Département, c’est peu."),
    Sentence(AIN, "Toutes les réponses : 98 % de mots aimables, dit l’équipe en riant."),
    Sentence(AIN, "Toutes les équipes : 40 % du temps ; toutes les familles : 60 %."),
    Sentence(AIN, "La moitié des personnes formées, soit 31 sur 62, exerce à Bourg."),
    Sentence(AIN, "Près d’un quart du groupe, 14 sur 62, travaille la nuit."),
    Sentence(AIN, "Une équipe sur trois : 4 sur 11 en plaine, 3 sur 10 en montagne."),
    Sentence(AIN, "62 professionnels, dont 58 femmes et 41 puéricultrices, travaillent ici."),
    Sentence(AIN, "Les 62 personnes, dont 41 puéricultrices et 12 sages-femmes, sont en PMI."),
    Sentence(AIN, "36 séances : 20 en salle et 16 à domicile."),
    Sentence(AIN, "Trois rencontres : 12 familles et 5 élus y ont pris la parole."),
    Sentence(AIN, "15 % : 9 sur 62, c’est peu, mais ces réponses sont longues."),
    Sentence(AIN, "Des ateliers de 3 à 6 ans, soit 3 de plus que la première année."),
    Sentence(AIN, "De 20 % à 65 %, soit 45 points en deux ans."),
    Sentence(AIN, "Tous les participants (41 sur 62 ce jour-là) ont signé la charte."),
    Sentence(AIN, "Toutes les familles présentes (12 sur 23) ont reçu le flyer."),
    Sentence(AIN, "Aucune (0 sur 23) n’avait lu le courrier."),
    Sentence(AIN, "L’ensemble des lieux, 20 sur 20, est ouvert le mercredi."),
    Sentence(OISE, "Un tiers du service, soit 55 sur 164, a changé de poste."),
    Sentence(OISE, "Les deux tiers des équipes (14 sur 21) ont un référent."),
    Sentence(OISE, "21 équipes : 12 installées en ville et 9 installées en campagne."),
    Sentence(OISE, "Un agent sur dix, 16 sur 164, a rejoint le service depuis."),
    Sentence(FICHE, "La location coûte 12 000 € sur 180 500 €, soit 7 % de la formation."),
    Sentence(FICHE, "Le coût passe de 4 à 5 €, soit 1 € de plus par visite."),
    Sentence(FICHE, "La visite touche 4 % des enfants en 2019, et bien plus en 2022."),
)

BLOCKS: Final = (
    "{type: section, titre: Les trois temps de l’accueil, blocs: ["
    "{type: liste, titre: Ce qu’en disent les deux équipes, elements: [a, b, c, d]}]}",
    "{type: section, titre: Deux outils pour une même démarche, blocs: ["
    "{type: liste, titre: Les usages du plateau, elements: [a, b, c]}]}",
    "{type: section, titre: Deux formations complémentaires, version_courte: Deux formations, "
    "blocs: [{type: liste, titre: Les thèmes abordés, elements: [a, b, c, d]}]}",
    "{type: section, titre: 2 réunions par mois, blocs: [{type: liste, elements: [a, b, c]}]}",
    "{type: section, titre: Cinq outils au choix, blocs: ["
    "{type: liste, titre: Trois outils papier, elements: [a, b, c]}, Les autres sont en ligne.]}",
    "{type: liste, titre: Les 6 mois à venir, elements: [a, b]}",
    "{type: liste, titre: 'Quatre thèmes, dont deux chez toutes les équipes', "
    "elements: [a, b, c, d]}",
)
"""Sound blocks for the same place, in the Ain."""
