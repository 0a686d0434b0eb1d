"""One slip at a time in the three samples, with the code and the line that must answer.

A row is a file, what it says, what it is made to say, the code that is due. The line is that of
the first character changed; ``at`` gives a text that ends on the line when another one is to be
told, ``told_in`` the file when it is another one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

AIN: Final = "01-ain/dossier.yaml"
OISE: Final = "60-oise/dossier.yaml"
MARNE: Final = "77-seine-et-marne/dossier.yaml"
CONTRAT: Final = "77-seine-et-marne/contrat.yaml"
FICHE: Final = "77-seine-et-marne/fiches/08-visites-a-domicile.yaml"


class Mutation(NamedTuple):
    file: str
    find: str
    replace: str
    code: str
    at: str = ""
    told_in: str = ""


LOAD: Final = (
    Mutation(AIN, "langue: fr\n", "langue: fr\nlangue: fr\n", "L005"),
    Mutation(AIN, "    valeur: 62\n", "    valeur: 62\n    valeur: 63\n", "L005"),
    Mutation(OISE, "edition: 2025\n", 'edition: 2025\ndepartement: "60"\n', "L005"),
    Mutation(FICHE, "      annee: 2021\n", "      annee: 2021\n      annee: 2022\n", "L005"),
    Mutation(CONTRAT, "  fin: 2022\n", "  fin: 2022\n  debut: 2021\n", "L005"),
    Mutation(AIN, "  sommaire: oui", "\tsommaire: oui", "L009"),
    Mutation(AIN, "  cadre: stratégie", "  cadre: stratégie : plan", "L009"),
    Mutation(AIN, 'departement: "01"', 'departement: "01', "L009"),
    Mutation(FICHE, '    unite: "%"', '    unite: "%', "L009"),
    Mutation(AIN, "activites, appel]", "activites, appel", "L009", "ordre: [introduction"),
    Mutation(AIN, "  activites: numero", "   activites: numero", "L009"),
    Mutation(AIN, "titre: Lancement", "titre: *Lancement", "L009"),
    Mutation(AIN, "titre: Lancement", "titre: `Lancement", "L009"),
    Mutation(AIN, "titre: Lancement", "titre: Lance\x07ment", "L009"),
    Mutation(AIN, "chronologie:\n", "---\nchronologie:\n", "L009"),
    Mutation(OISE, "  titre_forme: locatif", "  titre_forme locatif", "L009"),
    Mutation(FICHE, "calendrier:\n", "calendrier\n", "L009"),
    Mutation(FICHE, "  fiche: 1\n", "  fiche: 1\n   texte: rien\n", "L009"),
    Mutation(AIN, "titre_forme: de", "titre_forme: !mot de", "L007"),
    Mutation(AIN, "  cadre: stratégie", "  cadre: {{ departement.nom }}\n  # stratégie", "L008"),
    Mutation(AIN, "fonction: psychologue", "fonction: &f psychologue\n    nom: *f\n    #", "L010",
             "fonction: &f"),
    Mutation(AIN, "Lancement de la démarche", "Lancement de la d\udce9marche", "L004"),
    Mutation(OISE, "credit: Illustration", "credit: Illustr\udce9e", "L004"),
    Mutation(AIN, "sommaire: oui", "sommaire:oui", "L009"),
    Mutation(AIN, "titre: Lancement de la démarche", "titre: 'Lancement d'un projet'", "L009"),
    Mutation(AIN, "titre: Lancement", 'titre: "Lancement" de', "L009"),
    Mutation(OISE, "    unite: ", "    \u00a0unite: ", "L009"),
    Mutation(AIN, "fonction: psychologue", "{fonction: psychologue, clinicienne}", "L009"),
    Mutation(FICHE, "referent: DPMIPE", "referent: DPMIPE #1", "L014"),
    Mutation(AIN, "Lancement de la démarche", "Lancement de la d\u202eémarche", "L011"),
    Mutation(AIN, "Lancement de la démarche", "Lancement de la dÃ©marche", "L016"),
    Mutation(OISE, "credit: Illustration", "credit: Illustr\ufffde", "L016"),
)  # fmt: skip

VALIDATE: Final = (
    Mutation(AIN, 'departement: "01"', "departement:", "V001"),
    Mutation(AIN, "titre: Lancement de la démarche", "titre:", "V001"),
    Mutation(AIN, "      titre: Lancement de la démarche\n", "", "V001", "- date: 2022-05-13"),
    Mutation(OISE, "  priorites:", "  priorité:", "V002"),
    Mutation(FICHE, "referent: DPMIPE", "referent:", "V001"),
    Mutation(FICHE, "      montant: 16 497 €", "      montant:", "V001"),
    Mutation(CONTRAT, "  debut: 2020", "  debut:", "V001"),
    Mutation(AIN, "  sommaire: oui", "  somaire: oui", "V002"),
    Mutation(AIN, "demarche:\n", "démarche:\n", "V002"),
    Mutation(AIN, "    unite: personnes", "    unité: personnes", "V002"),
    Mutation(AIN, "      version_courte: Une soixantaine", "      version_court: Une", "V002"),
    Mutation(OISE, "    distinct: oui", "    distincte: oui", "V002"),
    Mutation(OISE, "et_apres:\n", "et_après:\n", "V002"),
    Mutation(MARNE, "sigles:\n", "sigle:\n", "V002"),
    Mutation(CONTRAT, "signature: 2020", "signatures: 2020", "V002"),
    Mutation(FICHE, "      statut: acquis", "      status: acquis", "V002"),
    Mutation(FICHE, "    budgetee: non", "    budgetée: non", "V002"),
    Mutation(AIN, "debut: 2022-05-13", "debut: 2022-13-05", "V003"),
    Mutation(AIN, "debut: 2022-05-13", "debut: 31/02/2022", "V003"),
    Mutation(AIN, "debut: 2022-05-13", "debut: 13/05/22", "V003"),
    Mutation(AIN, "fin: 2024-03-11", "fin: 11 mars", "V003"),
    Mutation(AIN, "date: début 2023", "date: debut de 2023", "V003"),
    Mutation(AIN, "valeur: 62", "valeur: soixante-deux", "V003"),
    Mutation(AIN, "valeur: 62", "valeur: 1e3", "V003"),
    Mutation(OISE, "valeur: 180", "valeur: 1.180", "V003"),
    Mutation(OISE, "valeur: 180", "valeur: 180 membres", "V003"),
    Mutation(OISE, "nombre_annonce: 8", "nombre_annonce: huit", "V003"),
    Mutation(OISE, "decoratif: oui", "decoratif: peut-être", "V003"),
    Mutation(OISE, "pourcentage: 60 %", "pourcentage: 60 pour cent", "V003"),
    Mutation(FICHE, "montant: 180 500 €", "montant: 180.500 €", "V003"),
    Mutation(FICHE, "montant: 180 500 €", "montant: 180 500 $", "V003"),
    Mutation(FICHE, "montant: 180 500 €", "montant: 180 500,123 €", "V003"),
    Mutation(FICHE, "date: 2020-08-28", "date: 2020-08-32", "V003"),
    Mutation(CONTRAT, "signature: 2020-09-29", "signature: 29 septembre", "V003"),
    Mutation(AIN, "colonnes: [Métiers, Rattachement]", "colonnes: Métiers", "V004"),
    Mutation(AIN, "personnes: [psychologue_1, puericultrice, psychologue_2]",
             "personnes: psychologue_1", "V004"),
    Mutation(AIN, "titre: La chronologie", "titre: [La chronologie]", "V004"),
    Mutation(MARNE, "demarche:\n  cadre:", "demarche: oui\n#", "V004"),
    Mutation(AIN, "titre_forme: de", "titre_forme: du", "V005"),
    Mutation(AIN, "activites: numero", "activites: numéro", "V005"),
    Mutation(AIN, "inclusif: doublet", "inclusif: doublets", "V005"),
    Mutation(AIN, "chronologie, activites, appel]", "chronologie, activités, appel]", "V005"),
    Mutation(AIN, "public: usagers", "public: familles", "V005"),
    Mutation(OISE, "largeur: moyenne", "largeur: moyen", "V005"),
    Mutation(FICHE, "nature: transverse", "nature: transversale", "V005"),
    Mutation(FICHE, "statut: propose", "statut: proposé", "V005"),
    Mutation(FICHE, "caractere: fondamental", "caractere: fondamentale", "V005"),
    Mutation(AIN, "  formes:\n", "  Formés:\n", "V006"),
    Mutation(FICHE, "financeur: FIR", "financeur: Fir", "V006"),
    Mutation(CONTRAT, "financeur: BOP304", "financeur: P304", "V006"),
    Mutation(FICHE, "  C203: la", "  c203: la", "V006"),
    Mutation(AIN, "valeur: 62", "valeur: -62", "V007"),
    Mutation(FICHE, "pourcentage: 15 %", "pourcentage: 115 %", "V007"),
    Mutation(FICHE, "numero: 8", "numero: 0", "V007"),
    Mutation(OISE, "annee: 2025", "annee: 20255", "V007"),
    Mutation(OISE, "quantite: 2", "quantite: 0", "V007"),
    Mutation(AIN, "- type: liste\n          titre: Trois", "- titre: Trois", "V008"),
    Mutation(AIN, "- type: tableau", "- type: tableaux", "V009"),
    Mutation(OISE, "- type: enquete", "- type: enquête", "V009"),
    Mutation(FICHE, "- type: paragraphe", "- type: texte", "V009"),
)  # fmt: skip

MODEL: Final = (
    Mutation(AIN, "{{ departement.locatif_capitale }}", "{{ departement.locatif_ }}", "M001"),
    Mutation(AIN, "s’achève le {{ demarche.fin }}", "s’achève le {{ demarche.final }}", "M001"),
    Mutation(AIN, "**{{ chiffres.familles }} familles**", "**{{ chiffres.famille }} f.**", "M001"),
    Mutation(AIN, "{{ chiffres.evolution.pct }}", "{{ chiffres.evolution.pourcent }}", "M001"),
    Mutation(AIN, "{{ chiffres.delai }}", "{{ chiffres.délai }}", "M001"),
    Mutation(OISE, "{{ chiffres.groupe_max }}", "{{ chiffres.groupe max }}", "M001"),
    Mutation(OISE, "{{ chiffres.jours_apr }} jours de formation.",
             "{{ chiffre.jours_apr }} jours de formation.", "M001"),
    Mutation(FICHE, "{{ chiffres.rang }}e", "{{ chiffres.rangs }}e", "M001"),
    Mutation(FICHE, "  {{ chiffres.cible.pct }}", "  {{ chiffres.cible.part }}", "M001"),
    Mutation(AIN, "{{ chiffres.delai }}", "{{ chiffres.delai }", "M001"),
    Mutation(AIN, "{{ chiffres.delai }}", "{ chiffres.delai }", "M001"),
    Mutation(OISE, "{{ chiffres.groupe_max }}", "[[ chiffres.groupe_max ]]", "M001"),
    Mutation(FICHE, "{{ chiffres.vad }}", "chiffres.vad", "M001"),
    Mutation(AIN, 'departement: "01"', 'departement: "99"', "M002"),
    Mutation(OISE, 'departement: "60"', 'departement: "6O"', "M002"),
    Mutation(MARNE, 'departement: "77"', 'departement: "077"', "M002"),
    Mutation(AIN, "**{{ chiffres.familles }} familles**", "** {{ chiffres.familles }} familles **",
             "M003"),
    Mutation(OISE, "ont répondu[^sans_base]", "ont répondu[^Sans base]", "M003"),
    Mutation(AIN, "J’ai de très bons souvenirs", "J’ai de très&nbsp;bons souvenirs", "M003"),
    Mutation(OISE, "{{ chiffres.evolution.pct }} des réponses",
             "{{ chiffres.evolution.pct }} % des réponses", "M004"),
)  # fmt: skip

NAMES: Final = (
    Mutation(AIN, "chiffres: [formes, repondants, evolution]", "chiffres: [forme]", "C101"),
    Mutation(AIN, "chiffres: [benefice, evolution]", "chiffres: [benefices, evolution]", "C101"),
    Mutation(OISE, "    base: equipe", "    base: equipes", "C101"),
    Mutation(FICHE, "beneficiaires: personnes_formees", "beneficiaires: personnes", "C101"),
    Mutation(AIN, "citation: ecoute", "citation: ecoutes", "C102"),
    Mutation(OISE, "citation: reformuler", "citation: reformule", "C102"),
    Mutation(AIN, "          - type: citation\n            citation: console\n", "", "C103",
             "texte: Je conforte/console"),
    Mutation(AIN, "personne: puericultrice", "personne: puéricultrice", "C104"),
    Mutation(AIN, "personnes: [psychologue_1,", "personnes: [psychologue,", "C104"),
    Mutation(AIN, "    attribution: une personne formée\n", "", "C105", "texte: J’écoute sans"),
    Mutation(AIN, "PEMAT-PMI[^pemat]", "PEMAT-PMI[^grille]", "C106"),
    Mutation(OISE, "ont répondu[^sans_base]", "ont répondu", "C107",
             "L’étude de cas"),
    Mutation(AIN, "fichier: images/couverture.png", "fichier: images/couvertures.png", "C108"),
    Mutation(OISE, "images/plaquette-avant.png", "images/plaquette_avant.png", "C108"),
    Mutation(AIN, "  decoratif: oui\n", "", "C109", "fichier: images/couverture.png"),
    Mutation(FICHE, "  fiche: 1\n", "  fiche: 2\n", "C110"),
    Mutation(FICHE, "dispenses:\n", "dispenses:\n  C299: une raison assez longue\n", "C112",
             "C299"),
    Mutation(FICHE, "dispenses:\n", "dispenses:\n  C110: une raison assez longue\n", "C113",
             "C110"),
)  # fmt: skip

PRESENTATION: Final = (
    Mutation(AIN, "[introduction, contexte, chronologie,", "[introduction, contexte, contexte,",
             "C120"),
    Mutation(AIN, "[introduction, contexte, chronologie,", "[introduction, contexte,", "C121"),
)  # fmt: skip

FIGURES: Final = (
    Mutation(AIN, "    valeur: 7\n", "    valeur: 10\n", "C201"),
    Mutation(AIN, "    valeur: 62\n", "    valeur: 6\n", "C201", "    valeur: 9\n"),
    Mutation(AIN, "    valeur: 7\n", "    valeur: 7\n    pourcentage: 77 %\n", "C202"),
    Mutation(OISE, "    valeur: 173\n", "    valeur: 173\n    pourcentage: 97 %\n", "C202"),
    Mutation(OISE, "    source: réponses recueillies après la formation APR, effectif non "
             "communiqué\n", "", "C203", "pourcentage: 60 %"),
    Mutation(AIN, "    valeur: 23\n", "", "C204", "libelle: familles consultées"),
    Mutation(AIN, "nombre_annonce: 3", "nombre_annonce: 4", "C205"),
    Mutation(OISE, "nombre_annonce: 5\n            documents", "nombre_annonce: 4\n            "
             "documents", "C205"),
    Mutation(OISE, "                quantite: 2\n", "", "C205", "nombre_annonce: 5"),
    Mutation(OISE, "nombre_annonce: 5\n  priorites", "nombre_annonce: 6\n  priorites", "C205"),
    Mutation(AIN, "            - - Médecins et sages-femmes\n", "            - - Médecins\n"
             "              - Sages-femmes\n", "C206", "- - Médecins"),
    Mutation(AIN, "titre: Trois types de territoires\n          nombre_annonce: 3\n",
             "titre: Quatre types de territoires\n", "C208"),
    Mutation(OISE, "Quatre leviers : attirer", "Cinq leviers : attirer", "C208"),
    Mutation(OISE, "version_courte: Trois sujets", "version_courte: Quatre sujets", "C208"),
    Mutation(OISE, "retenu cinq\n    priorités", "retenu six\n    priorités", "C208"),
    Mutation(OISE, "titre: Un triple enjeu\n            nombre_annonce: 3\n",
             "titre: Un double enjeu\n", "C208"),
    Mutation(AIN, "({{ chiffres.evolution.pct }})** estiment", "(77 %)** estiment", "C209"),
    Mutation(AIN, "  ({{ chiffres.repondants.pct }}).", "  (14 %).", "C209"),
    Mutation(AIN, "**{{ chiffres.formes }} professionnelles et professionnels**",
             "**61 personnes formées en présentiel**", "C211"),
    Mutation(AIN, "**{{ chiffres.formes }} professionnelles et professionnels**",
             "**62 personnes formées en présentiel**", "C210"),
    Mutation(AIN, "  ({{ chiffres.repondants.pct }}).", "  seulement.", "C214",
             "libelle: réponses au questionnaire"),
    Mutation(AIN, "    valeur: 7\n", "    pourcentage: 77 %\n", "C202"),
    Mutation(OISE, "titre: Les quatre priorités", "titre: Les cinq priorités", "C208"),
    Mutation(OISE, "exercent\n            huit fonctions", "exercent\n            sept fonctions",
             "C208"),
    Mutation(AIN, "titre: Ce que permet cette étape", "titre: Cette étape en quatre points",
             "C208"),
    Mutation(OISE, "**Deux documents sont à refaire", "**Trois documents sont à refaire", "C208"),
    Mutation(AIN, "pertinents. Le flyer", "pertinents : 12 sur 23, soit 58 %, disent oui. Le flyer",
             "C209"),
    Mutation(AIN, "pertinents. Le flyer", "pertinents. 12 familles (58 %) sur les 23 oui. Le flyer",
             "C209"),
    Mutation(AIN, "**{{ chiffres.evolution }} personnes sur\n              {{ chiffres.evolution."
             "base }} ({{ chiffres.evolution.pct }})**", "**Près de 90 % des personnes**", "C209"),
    Mutation(AIN, "**{{ chiffres.evolution }} personnes sur\n              {{ chiffres.evolution."
             "base }} ({{ chiffres.evolution.pct }})**", "**8 personnes sur 9**", "C209"),
    Mutation(AIN, "en relation d’aide\n    valeur: 9", "en relation d’aide\n    valeur: 8", "C209",
             "({{ chiffres.repondants.pct }}). **Toutes"),
    Mutation(OISE, "répondent, {{ chiffres.evolution.pct }}", "répondent, 65 %", "C209"),
    Mutation(AIN, "**{{ chiffres.formes }} professionnelles et professionnels**",
             "**26 professionnels**", "C211"),
    Mutation(AIN, "**{{ chiffres.familles }} familles** si", "**32 familles** si", "C211"),
    Mutation(AIN, "{{ chiffres.delai }} mois après", "trois mois après", "C211"),
    Mutation(OISE, "En {{ chiffres.recul }} mois, **l’empathie", "En six mois, **l’empathie",
             "C211"),
    Mutation(OISE, "{{ chiffres.groupe_max }} personnes au maximum", "12 personnes au maximum",
             "C211"),
    Mutation(FICHE, "{{ chiffres.vad }} visites", "6 975 visites", "C211"),
    Mutation(FICHE, "{{ chiffres.rang }}e rang", "79e rang", "C211"),
    Mutation(AIN, "**une soixantaine de professionnelles", "**une quarantaine de professionnelles",
             "C216"),
    Mutation(OISE, "Le flyer s’adresse aux parents", "Le flyer « Ta PMI » s’adresse aux parents",
             "C217"),
    Mutation(AIN, "fonction: puéricultrice et formatrice", "fonction: psychologue et formatrice",
             "C219", "[^approche]. Deux psychologues"),
    Mutation(OISE, "les nouvelles versions sont", "les plaquettes sont", "C220"),
    Mutation(OISE, "    valeur: 173\n", "    valeur: 173\n    par_groupe: groupe_max\n"
             "    sessions: 11\n", "C221", "sessions: 11"),
    Mutation(AIN, "elements:\n                  - texte: Attitude des équipes et prise en charge\n"
             "                    detail: conseils, écoute, disponibilité, qualité du suivi et de "
             "l’accompagnement\n                  - texte: Accessibilité des services de PMI\n",
             "choix: unique\n                elements:\n                  - Attitude (70 %)\n"
             "                  - texte: Accessibilité des services de PMI (45 %)\n", "C222"),
)  # fmt: skip

DATES: Final = (
    Mutation(OISE, "pourcentage: 60 %", "pourcentage: 0,6", "C229"),
    Mutation(AIN, "fin: 2024-03-11", "fin: 2021-03-11", "C301"),
    Mutation(AIN, "- date: 2022-07-05\n      titre: Analyse", "- date: 2023-07-05\n      titre: "
             "Analyse", "C302", "- date: 2022-12"),
    Mutation(AIN, "- date: 2023-07-01", "- date: 2032-07-01", "C303"),
    Mutation(AIN, "- date: 2022-12\n      titre: Révision du flyer", "- titre: Révision du flyer",
             "C304"),
    Mutation(OISE, "- repere: 1re activité\n      titre", "- titre", "C304"),
    Mutation(OISE, "Avant de réécrire, le groupe", "En avril, le groupe", "C305"),
    Mutation(AIN, "- date: 2022-12\n                titre: Réviser", "- date: 2022-02\n"
             "                titre: Réviser", "C302"),
    Mutation(AIN, "- date: 2023-02\n                titre: Interroger", "- date: 2025-02\n"
             "                titre: Interroger", "C303"),
    Mutation(AIN, "langue: fr\n", "langue: fr\nedition: 2021\n", "C306", "edition: 2021"),
    Mutation(AIN, "validé **début 2023**", "validé **le 31 février 2023**", "C307"),
    Mutation(AIN, "- Mardi, de 9 h à 11 h 30", "- Mardi, de 9 h à 8 h 30", "C311"),
    Mutation(AIN, "Les équipes ont d’abord suivi",
             "Un quart (30 %) des équipes ont d’abord suivi", "C231"),
    Mutation(AIN, "validé **début 2023**", "validé le lundi 14 février 2023", "C308"),
    Mutation(AIN, "a implanté de 2017 à 2023", "a implanté de 2023 à 2017", "C309"),
    Mutation(AIN, "commence le {{ demarche.debut }} et", "commence le 13 mai 2021 et", "C310"),
)  # fmt: skip

MONEY: Final = (
    Mutation(FICHE, "      montant: 180 500 €", "      montant: 180 501 €", "C401"),
    Mutation(FICHE, "    - financeur: FIR\n      nature: transverse\n      annee: 2021\n      "
             "montant: 30 542 €\n", 2 * ("    - financeur: FIR\n      nature: transverse\n"
             "      annee: 2021\n      montant: 30 542 €\n"), "C401", "€\n    - financeur: FIR\n"
             "      nature: transverse\n      annee: 2021\n      montant: 30 542 €"),
    Mutation(FICHE, "population: enfants de 0 à 6 ans", "population: enfants de 3 à 9 ans", "C403"),
    Mutation(FICHE, "  - cle: moyens\n", "  - cle: moyens\n    blocs:\n      - \"Financement CD : "
             "16 947 €.\"\n", "C404", "Financement CD"),
    Mutation(FICHE, "  - cle: moyens\n", "  - cle: moyens\n    blocs:\n      - Le coût total est "
             "de 227 359 €.\n", "C404", "227 359 €"),
    Mutation(FICHE, "  - cle: moyens\n", "  - cle: moyens\n    blocs:\n      - Le FIR finance 95 % "
             "de l’action.\n", "C404", "finance 95"),
    Mutation(FICHE, "dans toutes les MDS", "dans toutes les MDS (185 000 €)", "C404"),
    Mutation(FICHE, "dans toutes les MDS", "dans toutes les MDS (12.000,98 €)", "C405"),
    Mutation(FICHE, "dans toutes les MDS", "dans toutes les MDS (12.500 €)", "C405"),
    Mutation(FICHE, "dans toutes les MDS", "dans toutes les MDS (10.000 visites)", "C405"),
    Mutation(FICHE, "    - financeur: FIR\n      montant: 211 042 €",
             "    - financeur: FIR\n      montant: 211 024 €", "C401"),
    Mutation(FICHE, "  - annee: 2021\n    texte: Première", "  - annee: 2023\n    texte: Première",
             "C402"),
    Mutation(FICHE, "  - annee: 2020\n    texte: Préparation du projet\n    budgetee: non\n",
             "  - annee: 2020\n    texte: Préparation du projet\n", "C402", "  - annee: 2020"),
    Mutation(CONTRAT, "montant: 15 400 000 €", "montant: 15 400 €", "C601"),
    Mutation(CONTRAT, "montant: 4 300 000 €", "montant: 43 000 €", "C601"),
    Mutation(CONTRAT, "fiches:\n", "couts_transverses:\n  - financeur: FIR\n    annee: 2021\n"
             "    montant: 100 €\nfiches:\n", "C604", "couts_transverses:\n  - financeur"),
    Mutation(CONTRAT, "  - financeur: FIR\n    montant: 4 300 000 €\n", "", "C605",
             "- financeur: FIR", FICHE),
    Mutation(CONTRAT, "fiches:\n", "couts_transverses:\n  - financeur: FIR\n    annee: 2021\n"
             "    montant: 100 €\n    parts_egales: oui\nfiches:\n", "C603",
             "couts_transverses:\n  - financeur: FIR\n    annee: 2021\n    montant"),
    Mutation(FICHE, "  {{ chiffres.cible.pct }} des enfants", "  20 % des enfants", "C610",
             "cle: objectif_operationnel\n    blocs:\n      - type"),
    Mutation(FICHE, "      annee: 2021\n", "      annee: 2024\n", "C606"),
    Mutation(CONTRAT, "  fin: 2022", "  fin: 2019", "C606"),
    Mutation(FICHE, "  numero: 4\n", "  numero: 12\n", "C607"),
    Mutation(FICHE, "  caractere: fondamental", "  caractere: obligatoire", "C607"),
    Mutation(FICHE, "au moins 15 % des enfants", "au moins 16 % des enfants", "C607",
             "Permettre qu’à"),
    Mutation(FICHE, "          - Maternités", "          - Maternités (fiche action 12)", "C608",
             "          - Maternités"),
    Mutation(FICHE, '    unite: "%"', '    reference: vad\n    cible: cible',
             "C609", "cible: cible"),
)  # fmt: skip

PEOPLE: Final = (
    Mutation(AIN, "    fonction: puéricultrice et formatrice\n", "    fonction: puéricultrice\n"
             "    nom: Camille Martin\n", "C901", "nom: Camille"),
    Mutation(AIN, "attribution: une personne formée", "attribution: Camille Martin, puéricultrice",
             "C905"),
    Mutation(AIN, "fonction: Direction des projets", "fonction: Camille Martin, direction des "
             "projets", "C901"),
    Mutation(AIN, "courriel: projets@exemple.fr", "courriel: camille.martin@exemple.fr", "C901"),
    Mutation(AIN, "Deux psychologues et une puéricultrice ont", "Camille Martin, psychologue, et "
             "deux collègues ont", "C906"),
    Mutation(OISE, "interventions de Madame […]", "interventions de Madame MARTIN", "C906"),
    Mutation(OISE, "courriel: contact@exemple.fr", "courriel: contact@exemplé.fr", "C501"),
    Mutation(OISE, "courriel: contact@exemple.fr", "courriel: contact.exemple.fr", "C501"),
    Mutation(OISE, "telephone: 06 39 98 12 34", "telephone: 06 39 98 12 3", "C502"),
    Mutation(OISE, "lien: https://agence-kalia.fr", "lien: agence-kalia.fr", "C503"),
    Mutation(AIN, "et son téléphone, 01 99 00 38 59.", "et son téléphone, 01 99 00 38 5.", "C505"),
    Mutation(AIN, "l’adresse\n                  www.pmi.ain.fr", "l’adresse\n                  "
             "pmi@aîn.fr", "C504"),
)  # fmt: skip

STAMP: Final = (
    Mutation(FICHE, "-lmc100000020966-DE", "-DE", "C701"),
    Mutation(FICHE, "-lmc100000020966-DE", "-lmc100000020966-DD", "C701"),
    Mutation(FICHE, "identifiant: 077-227700010", "identifiant: 077-227700011", "C702"),
    Mutation(FICHE, "identifiant: 077-", "identifiant: 078-", "C703"),
    Mutation(FICHE, "-20200924-", "-20200931-", "C704"),
    Mutation(FICHE, "reception: 25/09/2020", "reception: 24/09/2020", "C705"),
    Mutation(FICHE, "-20200924-", "-20200926-", "C705", "  envoi: 25/09/2020"),
    Mutation(FICHE, "        date: 2020-08-28", "        date: 2020-10-28", "C706"),
    Mutation(FICHE, "077-227700010", "077-226000016", "C707"),
    Mutation(FICHE, "077-227700010-", "077 - 227700010-", "C701"),
    Mutation(CONTRAT, "signature: 2020-09-29", "signature: 2019-09-29", "C611"),
)  # fmt: skip

WRITING: Final = (
    Mutation(AIN, "Adhésion des familles aux", "Adhésion des entraideur·euse·s aux", "C801"),
    Mutation(OISE, "Voir évoluer en bien", "Voir les élu·e·s et les agent.e.s", "C802"),
    Mutation(AIN, "d’abord suivi, en e-learning,", "« d’abord suivi, en e-learning,", "C803"),
    Mutation(OISE, "dans Petits pas, Grands pas.", "dans L' enfant.", "C804"),
    Mutation(AIN, "Je diffère plus régulièrement. Je sais que",
             "Je diffère plus régulièrement [à compléter]. Je sais que", "C806"),
    Mutation(FICHE, "pour des\n", "pour des des\n", "C807"),
    Mutation(AIN, "texte: Je conforte/console la famille",
             "texte: « Je conforte/console la famille »", "C808"),
    Mutation(OISE, "L’agence Kalía a donc créé", "L’agence Kalia a donc créé", "C805"),
    Mutation(OISE, "tout le personnel d’une Maison départementale de la solidarité (MDS)",
             "tout le personnel d’une Maison départementale à la solidarité (MDS)", "C805"),
    Mutation(OISE, "la référente PPGP les", "la référente Petits Pas, Grands Pas les", "C805"),
    Mutation(OISE, "des réunions de MDS", "des réunions de Maison des Solidarités",
             "C805"),
    Mutation(OISE, "de l’agence Kalía vous", "de l’agence Kalila vous", "C805"),
    Mutation(AIN, "l’aide sociale à l’enfance (ASE)", "l’aide sociale à l’enfance (ADE)", "C810"),
    Mutation(AIN, "PMI: protection maternelle et infantile", "PMI: protection maternelle infantile",
             "C811"),
    Mutation(AIN, "  SNPPE: stratégie nationale", "  SNNPE: stratégie nationale", "C812"),
    Mutation(AIN, "- Saint-Rambert-en-Bugey, 14", "- Saint Rambert en Bugey, 14", "C805"),
    Mutation(AIN, "- Ambérieu-en-Bugey, 31", "- Amberieu-en-Bugey, 31", "C805"),
    Mutation(AIN, "Les équipes ont d’abord suivi", "Les équipes a d’abord suivi", "C815"),
    Mutation(AIN, "Les équipes ont d’abord suivi", "Les équipe ont d’abord suivi", "C815"),
    Mutation(AIN, "Les équipes ont d’abord suivi", "Les équipes on été formées, ont", "C816"),
    Mutation(OISE, "tout le personnel d’une", "tout le personel d’une", "C814"),
    Mutation(OISE, "les moments d’activité partagés", "les moments d’activite partagés", "C814"),
)  # fmt: skip

MUTATIONS: Final = (
    *LOAD, *VALIDATE, *MODEL, *NAMES, *PRESENTATION, *FIGURES, *DATES, *MONEY, *PEOPLE, *STAMP,
    *WRITING,
)  # fmt: skip
