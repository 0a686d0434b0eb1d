"""Sound sentences of the shapes that rules on parts, sums, counts and hours read: nothing is told.

Each kind has its neighbours: round ways of telling a share, wholes of something else, changes,
nights, lists that hold more than what is counted.
"""

from __future__ import annotations

from typing import Final

WORDED: Final = """\
Un quart des agents, soit 30 % des réponses, le dit.
Un quart soit 25 % des parents vient.
Un quart des familles (25 %) vit en ville.
Un quart des répondants, soit 25 %, a plus de 40 ans.
Un quart des parents (26 %) travaille de nuit.
Un quart des mères (28 %) allaite encore à six mois.
Un tiers des familles (33 %) a déjà consulté.
Un tiers des enfants (35 %) est gardé à la maison.
Deux tiers des agents (66 %) sont formés.
Les deux tiers des agents (67 %) sont formés.
Les trois quarts des parents (76 %) lisent le flyer.
Trois quarts des parents, soit 75 %, lisent le flyer.
La moitié des familles (51 %) vient à pied.
La moitié des familles, soit 50 %, vient à pied.
Près de la moitié des familles (44 %) vient à pied.
Plus de la moitié des familles (61 %) vient à pied.
Moins d’un quart des familles (12 %) vient à pied.
Plus d’un tiers des parents, soit 41 %, ne lit pas.
Environ un tiers des parents (39 %) ne lit pas.
Un cinquième des visites (20 %) a lieu le soir.
Un dixième des visites, soit 10 %, a lieu le soir.
Quatre cinquièmes des visites (80 %) ont lieu à domicile.
Une personne sur quatre, soit 25 %, a répondu.
Une personne sur quatre (26 %) a répondu.
Une personne sur cinq, soit 20 %, a répondu.
Une personne sur trois (33 %) a répondu.
Deux personnes sur trois, soit 67 %, ont répondu.
Trois parents sur quatre (75 %) lisent le flyer.
Trois parents sur quatre (73 %) lisent le flyer.
Huit parents sur dix (81 %) lisent le flyer.
Près de neuf parents sur dix (86 %) lisent le flyer.
Près d’une personne sur quatre (21 %) a répondu.
Plus d’une personne sur quatre (31 %) a répondu.
La moitié des familles, dont 30 % de familles monoparentales, vient à pied.
La moitié des familles et 30 % des enfants viennent à pied.
Un quart des familles, soit 12 % de la population, est concerné.
Un tiers du budget, soit 40 % des dépenses de personnel, finance les visites.
La moitié du coût est financée à 80 % par l’État.
Un quart d’heure (10 % du temps) est gardé pour les questions.
Le premier quart des dossiers (40 % des demandes) est traité.
Sur la moitié des territoires, 70 % des familles répondent.
Ni un quart ni un tiers (30 %) : la part reste à préciser.
Entre un quart et un tiers (30 %) des familles vient à pied.
Un bon tiers des familles (38 %) vient à pied.
À peine un quart des familles (19 %) vient à pied.
Plus de la moitié, soit 60 %, vient à pied.
Plus de la moitié des familles (51 %) vient à pied.
Plus de la moitié (50 %) vient.
Près de la moitié, soit 48 %, vient.
Près de la moitié des parents (45 %) lit.
Presque la moitié des agents (52 %) est formée.
Moins de la moitié des familles (42 %) vient.
Moins d’un quart, soit 20 %, vient.
Pas plus de la moitié des parents (45 %) ne lit.
Plus ou moins la moitié des parents (45 %) lit.
Plus d’un tiers des parents (41 %) lit.
Plus d’un quart des parents, soit 28 %, lit.
Près d’un quart, soit 23 %, lit.
Près d’un tiers (30 %) des parents lit.
Environ un tiers des parents (35 %) lit.
Plus des trois quarts des agents (80 %) sont formés.
À peine un quart des parents (22 %) lit.
Près des trois quarts, soit 72 %, lisent.
Plus du quart des parents (27 %) lit.
Plus du tiers des parents, soit 38 %, lit.
33 %, soit un tiers.
26 % des familles, soit un quart, viennent.
33 % (un tiers) des familles viennent.
Une hausse de 25 %, soit un tiers du budget de 2022.
25 % de plus, soit un tiers des heures prévues.
60 % des parents (plus de la moitié) lisent.
75 % ont répondu, soit un quart de non-réponses.
75 % des parents viennent, soit un quart qui ne vient pas.
20 % des agents, soit la moitié des sages-femmes, sont formés.
Un quart, 25 %, vient à pied.
Un quart à Gex, 30 %, 40 % à Bourg.
Pour un quart, 30 %, 40 % des familles.
La moitié des familles, 12 sur 24, vient.
Au moins un tiers des parents (40 %) lit.
25 %, soit deux fois un tiers.
Au plus la moitié des parents (40 %) lit.
Dans un tiers des cas, la famille revient ; 60 % des parents le disent.
Un peu plus de la moitié des parents (53 %) lit.
Le taux passe de 25 % à 50 %, soit la moitié.
80 % des parents, soit plus de la moitié, lisent.
"""

SUMS: Final = """\
Total des agents : 62 : 30 + 20 + 12.
Agents formés, 62 : 30 + 32.
En 2024 : 30 + 20 agents ont été formés.
Ratio de 1 : 30 + 20.
Le score est de 62 : 30 + 20 + 12 points.
Le score atteint 3 : 1 + 2.
Le 12 : 30 + 20 places ouvrent.
62 agents : 30 à Bourg, 20 à Gex et 12 à Belley.
Résultat, 12 : 5 + 4 + 3.
Réunion à 14 h 30 : 20 + 5 personnes.
"""

COUNTS: Final = """\
Trois lieux : Bourg, Oyonnax et Gex.
Trois lieux : Bourg-en-Bresse, Oyonnax et Gex.
Deux communes : Bourg et Oyonnax.
Quatre sites : Bourg, Belley, Gex et Nantua.
Trois lieux d’accueil : la MDS de Bourg, la PMI de Gex et la mairie de Belley.
Trois villes : Bourg et sa périphérie, Oyonnax et Gex.
Deux lieux : Bourg, Oyonnax ou Gex selon les semaines.
Trois sites sont ouverts : Bourg, Oyonnax, Gex.
Deux territoires : la Dombes et la Bresse.
Trois communes, notamment Bourg, Oyonnax et Gex.
Deux communes en projet : Bourg (centre et gare) et Oyonnax.
Trois lieux : Bourg, Oyonnax, Gex.
Une vingtaine de communes : Bourg, Oyonnax, Gex et Belley d’abord.
Deux sites sur quatre : Bourg et Oyonnax.
Trois lieux : Bourg, Oyonnax, etc.
Trois lieux : Bourg, Oyonnax… et Gex.
Deux villes : Paris et Lyon.
Quatre communes : Bourg, Saint-Denis, Péronnas et Viriat.
"""

AMONG: Final = """\
Le service suit 150 familles, dont 60 suivies à domicile.
Le service suit 150 familles, dont 150 suivies à domicile.
Le service suit 150 familles, dont 160 enfants.
Le service suit 150 familles, dont 310 enfants suivis en PMI.
Le service réunit 12 équipes, dont 62 agents.
Le service suit environ 150 familles, dont 160 suivies au plus fort de l’année.
Le contrat compte 20 actions, dont 3 nouvelles.
Le contrat compte 20 actions, dont 12 achevées.
Le service tient 40 réunions par mois, dont 12 à Bourg.
Le service reçoit 100 appels, dont 40 en soirée.
Les 62 agents, dont 14 à distance, ont suivi la formation.
Les 9 répondants, dont 7 formés, sont satisfaits.
Les 3 centres, dont 2 à Bourg, sont ouverts.
Les 150 familles dont 160 nourrissons sont suivis ont été consultées.
Un groupe de 12 parents, dont 8 mères, a relu le flyer.
Deux équipes, dont 14 sages-femmes, sont formées.
Trois modules, dont 21 heures à distance, forment le parcours.
Le service a 12 voitures, dont 5 en location.
Le service a fait 150 visites, dont 40 au domicile.
Le service compte 23 communes, dont 2 à Bourg.
"""

HOURS: Final = """\
La permanence est ouverte de 9 h à 12 h.
La permanence est ouverte de 9 h à 12 h et de 13 h 30 à 17 h.
La permanence est ouverte de 8 h 45 à 9 h 15.
Les urgences accueillent de 21 h à 7 h.
L’accueil de nuit est ouvert de 20 h à 8 h.
L’accueil est ouvert de 14 h à 2 h.
L’horaire d’ouverture passe de 9 h à 8 h.
L’ouverture de la permanence est avancée de 9 h à 8 h.
La durée des ateliers passe de 3 h à 2 h.
Le temps de travail passe de 39 h à 35 h.
Les ateliers sont ramenés de 3 h à 2 h.
L’accueil est réduit de 9 h à 8 h par jour.
Le volume des consultations baisse de 12 h à 10 h par semaine.
De 9 h à 12 h.
De 9 h à 17 h 30, du lundi au vendredi.
Le lundi, de 9 h à 12 h ; le mardi, de 8 h à 12 h.
Le service d’astreinte est joignable de 17 h à 9 h le lendemain.
La garde va du vendredi 18 h au lundi 8 h.
L’écart de 9 h à 8 h est noté.
Le trajet va de 2 h à 1 h selon la saison.
"""

COMPLEMENTS: Final = """\
54 % des documents sont adaptés, 46 % inadaptés.
46 % des documents sont inadaptés.
54 % des documents sont adaptés et 46 % ne le sont pas.
46 % inadaptés, contre 54 % adaptés.
Les documents adaptés sont 54 %, les autres 46 %.
54 % adaptés, 46 % non adaptés.
Documents jugés adaptés : 54 % ; jugés inadaptés : 46 %.
Si 54 % des documents sont adaptés, 46 % restent à refaire.
Les documents sont adaptés à 54 %, à refaire pour 46 %.
"""

RATIOS: Final = """\
8 familles sur 9 reviennent.
20 réunions sur 3 ans ont eu lieu.
45 visites sur 4 sites ont eu lieu.
15 agents sur 12 postes travaillent.
150 visites sur 3 communes ont eu lieu.
20 agents sur 3 PMI sont formés.
Une affiche de 60 sur 40 est posée.
Une affiche de 60 sur 40.
2 500 familles sur 2024 et 2025.
"""

SHAPES: Final = {
    "des rapports": RATIOS,
    "parts en lettres": WORDED,
    "sommes": SUMS,
    "nombres annoncés": COUNTS,
    "dont": AMONG,
    "heures": HOURS,
    "compléments": COMPLEMENTS,
}
SENTENCES: Final = tuple(
    (kind, line) for kind, lines in SHAPES.items() for line in lines.splitlines()
)
