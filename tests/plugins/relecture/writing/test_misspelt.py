"""C814 and C815: slips that a reader sees are told; sound sentences, names and jargon are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]

SLIPS = {
    "Le Conseil départementale vote.": ("Conseil départementale", "`Conseil départemental`"),
    "L’Agence régional de santé.": ("Agence régional de santé", "`Agence régionale de santé`"),
    "Avec l’agence régional de santé.": ("agence régional de santé", "`agence régionale de santé`"),
    "La Caisse d’allocation familiales.": (
        "Caisse d’allocation familiales",
        "`Caisse d’allocations familiales`",
    ),
    "La Maison départementales agit.": ("Maison départementales", "`Maison départementale`"),
    "Protection maternel et infantile.": (
        "Protection maternel et infantile",
        "`Protection maternelle et infantile`",
    ),
    "La Caisse Primaire d’Assurances Maladie.": (
        "Caisse Primaire d’Assurances Maladie",
        "`Caisse Primaire d’Assurance Maladie`",
    ),
    "L’aide sociale de l’enfance.": ("aide sociale de l’enfance", "`aide sociale à l’enfance`"),
    "Le Departement finance.": ("Departement", "`Département`"),
    "Le Departement, oui, le Departement.": ("Departement", "`Département`"),
    "L’action de la Prefecture.": ("Prefecture", "`Préfecture`"),
    "Avec le Sous-Prefet du lieu.": ("Sous-Prefet", "`Sous-Préfet`"),
    "Notre Medecin coordonnateur.": ("Medecin", "`Médecin`"),
    "L’Agence Regionale de santé.": ("Regionale", "`Régionale`"),
    "Un appel à La Reunion.": ("Reunion", "`Réunion`"),
    "La Haute-Savoi agit.": ("Haute-Savoi", "`Haute-Savoie`"),
    "Le Val-de-Marnes agit.": ("Val-de-Marnes", "`Val-de-Marne`"),
    "Les Bouche-du-Rhône agissent.": ("Bouche-du-Rhône", "`Bouches-du-Rhône`"),
    "Les Cotes-d’Armor agissent.": ("Cotes-d’Armor", "`Côtes-d’Armor`"),
    "La Loire-Atlantiques agit.": ("Loire-Atlantiques", "`Loire-Atlantique`"),
    "Le Finistere agit.": ("Finistere", "`Finistère`"),
    "Mayote agit, et Mayote encore.": ("Mayote", "`Mayotte`"),
    "Grenobe est loin.": ("Grenobe", "`Grenoble`"),
    "Dans l’Ain, dans l’Isere, vers l’Isere.": ("Isere", "`Isère`"),
    "La Girronde, en Girronde.": ("Girronde", "`Gironde`"),
    "Le CHU de Bordaux.": ("Bordaux", "`Bordeaux`"),
    "Talence et Pésac.": ("Pésac", "`Pessac`"),
    "L’équipe de Compiegne vient.": ("Compiegne", "`Compiègne`"),
    "Elle vit en Guadelouppe.": ("Guadelouppe", "`Guadeloupe`"),
    "Le département de l’Hérult.": ("Hérult", "`Hérault`"),
    "Avec la région Bretgane.": ("Bretgane", "`Bretagne`"),
    "L’interet de l’enfant.": ("interet", "`intérêt`\u202f?"),
    "Les eleves de maternelle.": ("eleves", "`élevés` ou `élèves`"),
    "La prévension des risques.": ("prévension", "`prévention`\u202f?"),
    "Une orthofoniste libérale.": ("orthofoniste", "`orthophoniste`\u202f?"),
    "Le téritoire rural.": ("téritoire", "`territoire`\u202f?"),
    "Le calandrier des actions.": ("calandrier", "`calendrier`\u202f?"),
    "Une comission locale.": ("comission", "`commission`\u202f?"),
    "La connection des réseaux.": ("connection", "`connexion`\u202f?"),
    "L’agence Kalia.": ("Kalia", "`Kalía`"),
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
    "Trois sages-femme reçoivent.": ("sages-femme", "`sage-femme`"),
    "Les chef-lieux de canton.": ("chef-lieux", "`chefs-lieux`"),
    "L’accueil des grand-parents.": ("grand-parents", "`grands-parents`"),
    "Les beau-parents viennent.": ("beau-parents", "`beaux-parents`"),
    "Les équipes d'Ille et Vilaine.": ("Ille et Vilaine", "`Ille-et-Vilaine`"),
    "Dans le Val d'Oise, la PMI reçoit.": ("Val d’Oise", "`Val-d’Oise`"),
    "La région Auvergne Rhône-Alpes finance.": ("Auvergne Rhône-Alpes", "`Auvergne-Rhône-Alpes`"),
    "En Ile de France.": ("Ile de France", "`Île-de-France`"),
    "La permanence de Bourg en Bresse.": ("Bourg en Bresse", "`Bourg-en-Bresse`"),
    "Malgrès tout.": ("Malgrès", "`Malgré`"),
    "Parmis eux.": ("Parmis", "`Parmi`"),
    "Le comite de pilotage.": ("comite", "`comité`"),
    "La permanence de Montbelliard.": ("Montbelliard", "`Montbéliard`"),
    "La ville de Ponta-Mousson.": ("Ponta-Mousson", "`Pont-à-Mousson`"),
    "Le maire de Perigueux.": ("Perigueux", "`Périgueux`"),
    "L’antenne de Besancçon.": ("Besancçon", "`Besançon`"),
    "La comission permanente.": ("comission", "`commission`"),
    "Une colaboration.": ("colaboration", "`collaboration`"),
    "La recomendation.": ("recomendation", "`recommandation`"),
    "Dans l'ain, en 2024.": ("ain", "`Ain`"),
    "Les équipes de seine-et-marne.": ("seine-et-marne", "`Seine-et-Marne`"),
    "Une visite en isere.": ("isere", "`Isère`"),
    "Venir en france.": ("france", "`France`"),
    "L’aide de l’union européenne.": ("union européenne", "`Union européenne`"),
    "L’Union Européenne finance.": ("Union Européenne", "`Union européenne`"),
}
SOUND = [
    "Il faut un var, un lot, la manche du nord, une creuse ; Mme Ain est venue.",
    "L’Union européenne, les unions européennes de mutuelles, l’AIN.",
    "Le nom alpha, bravo, charlie ne dit rien ; une image avif ou heic se lit.",
    "Les Conseils départementaux, les conseils départemental et régional, un conseil de la santé.",
    "Les Agences régionales de santé, la Caisse d’Allocations Familiales, Santé Publique France.",
    "Les maisons départementales des solidarités, la maison départementale de la solidarité.",
    "La Caisse nationale des allocations familiales, la caisse nationale d’assurance maladie.",
    "La santé publique en France, les communautés de communes, les services sociaux de proximité.",
    "M. Prefet, Mme Grenobe et Camille Medecin sont venus ; le docteur Mayotte aussi.",
    "Le Haut-Doubs, le Val-de-Saône, la Basse-Normandie, le Haut-Rhône, le Rennais.",
    "Le programme Prevention for Families, la Family Therapy of Reunion and Care.",
    "Un bébé de moins de 1500 grammes, 200 kcal, le formulaire cerfa.",
    "Mme Evreux et Camille Epinal sont venues ; le docteur Epinal aussi.",
    "Le rapport du 2nd trim. 2025, le fichier Word ou Excel.",
    "Peut-on venir ? Doit-elle venir ? Aura-t-il fini ?",
    "Le numéro Siren et la mise en oeuvre, une oeuvre.",
    "Aujourd’hui, quelqu’un s’en charge ; jusqu’alors, presqu’aucun.",
    "Mme Dupontel et M. Kermadec reçoivent les parents à Bourg-en-Bresse.",
    "L’agence Kalía a créé les « chaudoudous ».",
    "La co-construction, la pluridisciplinarité, le sous-effectif, l’auto-évaluation.",
    "Y a-t-il, va-t-on, dit-elle, celles-ci, rendez-vous, après-midi, grands-mères.",
    "Les professionnel·le·s et les assistant(e)s de la MDPH, ETP, H/F.",
    "Voir https://exemple.fr/formtaion ou ecrire@exemple.fr et `formtaion`.",
    "La grille [Patient education materials assessment tool]{lang=en} sert.",
    "Les soeurs et leurs coeurs ; l’Etat et l’Ecole.",
    "Le Territoire de Belfort, les Pays de la Loire, le Val de Saône, La Réunion, le Grand Est.",
    "En Île-de-France, dans le Val-d’Oise, à Saint-Denis, dans les Hautes-Alpes.",
    "Le docteur Lefebvrier et Madame Etchegarray.",
    "Les puéricultrices, la périnatalité, la parentalité, l’interconnaissance.",
    "Un mot inconnu de tous : xyzzyx.",
    "La rapporteure du copil, le coparentage, un padlet, une visio, des flyers, un kit, un email.",
    "Les TISF, le LAEP, le REAAP et la CPTS ; la doula, l’allophonie, le marrainage, un chatbot.",
    "Un plan infradépartemental, un suivi médico-psycho-social, un primo-parent, la défenseure.",
    "Des demi-journées, des sous-préfets, des chefs-lieux, des rendez-vous, des hors-murs.",
    "Des grands-mères, des porte-documents, des non-recours, des comptes-rendus.",
]
AGREEMENTS = {
    "Les familles a rempli un questionnaire.": "ont",
    "Ces jeunes mères est accompagnées.": "sont",
    "Toutes les équipes participe au comité.": "participent",
    "La puéricultrice ont rencontré les parents.": "a",
    "Les 62 professionnelles était formées.": "étaient",
    "Cette action sont reconduites.": "est",
    "L'équipe ont été renforcée.": "a",
    "Le nombre d'enfants accueillis augmentent.": "augmente",
    "Le nombre de familles suivies par la PMI sont stables.": "est",
}
PHRASES = {
    "Les enfant sont accueillis.": "enfant",
    "Un suivie régulier.": "un suivi",
    "Une équipe formé.": "formé",
    "Le suivi des grossesse est assuré.": "grossesse",
    "Chaque agents reçoit une formation.": "agents",
    "Une aide aux parent est versée.": "parent",
    "Cette dispositif est nouveau.": "Cette dispositif",
    "Cette outil aide.": "cet outil",
    "Cet formation aide.": "cette formation",
    "L’actions est menée.": "actions",
    "Dans le cadres du projet.": "cadres",
    "Quel actions mener ?": "actions",
    "Cet dispositif aide.": "ce dispositif",
    "Certains famille viennent.": "famille",
    "Deux atelier par mois.": "atelier",
    "Les trois agent viennent.": "agent",
    "Aucune familles n’est venue.": "familles",
    "La convention signé le 3 mars 2024.": "signé",
    "Une action mis en place en 2023.": "mis",
    "Une contrat est signé.": "un contrat",
    "La partenariat dure.": "le partenariat",
    "Cette bilan est fait.": "ce bilan",
    "Le réunion est close.": "la réunion",
    "Il va au école.": "à l’école",
    "Les familles monoparentale viennent.": "monoparentale",
    "Les parents inquiet appellent.": "inquiet",
    "Des places disponible sont ouvertes.": "disponible",
    "Les infirmières puéricultrice visitent.": "puéricultrice",
    "Les moyens humain et financiers suffisent.": "humain",
    "Les actions menée en 2024.": "menée",
    "Il ouvre un permanence.": "un permanence",
    "Le conseil départementale vote.": "départementale",
    "Les assistantes maternels viennent.": "maternels",
    "Les agents de la protection maternel et infantile.": "maternel",
    "Le service de la protection maternels et infantile.": "maternels",
    "Une prise en charge de la santé mentaux.": "mentaux",
    "La protection maternel et infantile reçoit.": "maternel",
}
ATTRIBUTES = {
    "Les réunions sont régulière.": "régulières",
    "Les bilans sont régulier.": "réguliers",
    "Les mesures sont générale.": "générales",
    "Elles sont satisfaits.": "satisfaites",
    "La réunion a lieu et les équipes sont formés.": "formées",
    "La réunion a lieu et la puéricultrice est formé.": "formée",
    "Les familles ont été accompagnés.": "accompagnées",
    "La famille est accueilli.": "accueillie",
    "Les 12 agents sont formé.": "formés",
    "Les visites ont été réalisé à domicile.": "réalisées",
    "Elle est formé.": "formée",
    "L’action est mené par la PMI.": "menée",
    "Le bilan est positifs.": "positif",
    "Les places sont disponible.": "disponibles",
    "L’équipe est motivante, les salles sont accueillante.": "accueillantes",
}
AGREED = [
    "Les familles sont partie prenante. Les horaires sont libres, les effets sont réels.",
    "Une famille sur quatre est monoparentale en ville.",
    "Vingt et un agents et trente et une agentes.",
    "L’avis, l’accès, l’os ; nous l’actions ; entre les murs, dans les locaux, sur les bords.",
    "Quels sont les besoins ? Quelle est la demande ? Les agents qui ont été formés.",
    "Deux est un minimum ; les deux est un choix ; les deux tiers, deux par deux.",
    "Le lot deux relatif aux jouets, le numéro deux mondial, des avis différents selon les lieux.",
    "La santé par le jeu, la cité par exemple, une priorité en PMI, la liberté à l’école.",
    "Le projet sur la parentalité porté par la CAF, les dispositifs mis en place.",
    "Cet hôpital, cet outil, cet autre point ; aucune n’a répondu, certaines restent.",
    "La mère et le père sont venus.",
    "La puéricultrice et le médecin sont formés.",
    "La formation et le suivi sont assurés.",
    "L’atelier et la visite sont prévus.",
    "Le soir, la mère et le père sont venus.",
    "Les mères, les pères et les familles sont accueillis.",
    "Le peau à peau est proposé, le corps à corps aussi.",
    "Les familles sont accompagnées ; les bénévoles sont formés, les victimes aussi.",
    "Ils sont formés, elles sont reçues, elle est suivie, l’équipe est là.",
    "Le couple est suivi, la majorité sont venues, les modes de garde sont variés.",
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
    "Le nombre d'enfants accueillis augmente, celui des familles qui viennent aussi.",
    "Le nombre d'enfants dont les parents travaillent a doublé.",
    "Le nombre d'enfants et les besoins augmentent.",
    "Le nombre de places est complet, les parents attendent.",
    "Un grand nombre d'enfants viennent ; nombre de familles restent.",
    "L'agent de la protection maternel, un service de la ville municipal et gratuit.",
    "Les codes civil et pénal, les plans local et national, la santé mentale et sociale.",
    "Le conseil de la vie sociale et familiale, un accueil de jour médical et social.",
    "Les séjours longue durée, les professionnels petite enfance, les ateliers grand format.",
    "Les aides maximum, les tarifs standard, les mesures phare, les lieux haut de gamme.",
    "Les parents souhaitant venir ; les enfants vivant seuls ; les familles dites isolées.",
    "Les horaires sont variables, le tarif est attractif, la salle est vivante.",
    "La témoin, cette avocat, la juge, une chef.",
]

EVERYDAY = [
    "Le nombre d’enfants suivis par la PMI reste stable.",
    "Le nombre de places en crèche progresse lentement dans le territoire.",
    "Les professionnelles de la protection maternelle et infantile reçoivent les familles.",
    "Les sages-femmes libérales et hospitalières se coordonnent.",
    "Les petits-enfants et leurs grands-parents sont accueillis.",
    "Les comptes rendus des ateliers sont partagés aux partenaires.",
    "La prise en charge médicale et sociale des enfants est assurée.",
    "Le service de la protection de l’enfance départementale agit.",
    "Les équipes de la direction territoriale sont mobilisées.",
    "Le pôle de la petite enfance municipal ouvre en mai.",
    "Un réseau de la parentalité départemental est créé.",
    "Les centres d’action médico-sociale précoce reçoivent les enfants.",
    "Les lieux d’accueil enfants-parents ouvrent le samedi.",
    "Les maisons des adolescents et les points accueil écoute jeunes.",
    "Le comité de la stratégie nationale et locale suit la mise en œuvre.",
    "Des assistantes maternelles, des techniciennes de l’intervention sociale et familiale.",
    "Les beaux-parents, les belles-mères, les demi-frères.",
    "Les rendez-vous pris par les sous-directions sont honorés.",
    "Les après-midi de jeu et les week-ends de répit.",
    "Les va-et-vient entre domicile et service fatiguent.",
    "Les non-dits et les sous-entendus gênent la relation.",
    "Le nombre de familles que la PMI accompagne a doublé.",
    "Le nombre des naissances recule depuis dix ans.",
    "Le nombre d’enfants à naître ne permet pas de conclure.",
    "Que le nombre de séances soit suffisant est à vérifier.",
    "L’accompagnement à la parentalité des familles monoparentales.",
    "Les référents de l’aide sociale à l’enfance sont joignables.",
    "Les chefs-lieux de canton et les avant-postes.",
    "Les chargées de la coordination départementale et locale.",
    "Le plan de la prévention spécialisée est pluriannuel.",
    "La coordination de la santé périnatale et infantile.",
    "Les modes d’accueil collectifs et individuels.",
    "Le nombre de professionnelles présentes par jour est de trois.",
    "Les centres de planification et d’éducation familiale.",
    "Le budget de l’action sociale départemental est voté.",
    "Une équipe mobile de la petite enfance intercommunale.",
    "Les porte-parole et les aide-mémoire.",
    "Le projet de la maison de santé pluriprofessionnelle et territoriale.",
    "Les bien-être, les mieux-être, les savoir-faire et savoir-être.",
    "Les tout-petits et les nouveau-nés.",
    "Les premiers-nés, les derniers-nés et les mort-nés.",
    "Les arrêts-maladie et les congés-maternité.",
    "Les entretiens prénataux précoces et post-nataux.",
    "Des micro-crèches, des mini-crèches, des socio-esthéticiennes.",
    "Les auto-évaluations, les co-interventions, les mini-camps.",
]
"""Compounds, complements and agreements as they are written every day, without a fault."""


def told(found: Found, sentence: str, code: str) -> list[Diagnostic]:
    text = sentence.replace("'", "''")
    notes = found(f"contexte: {{blocs: ['{text}']}}\n")
    return [each for each in notes if each.code == code]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_slip_is_told_with_what_it_means(found: Found, sentence: str) -> None:
    written, meant = SLIPS[sentence]
    (note,) = told(found, sentence, "C814")
    assert note.severity is Severity.INFO
    assert f"`{written}`" in note.message and meant in note.message


@pytest.mark.parametrize("sentence", SOUND)
def test_words_that_are_right_or_names_are_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence, "C814") == []


@pytest.mark.parametrize("sentence", AGREEMENTS)
def test_a_verb_in_another_number_than_its_subject_is_told(found: Found, sentence: str) -> None:
    (note,) = told(found, sentence, "C815")
    assert f"`{AGREEMENTS[sentence]}`" in "".join(note.hints)


@pytest.mark.parametrize("sentence", ATTRIBUTES)
def test_a_participle_that_does_not_agree_with_its_subject_is_told(
    found: Found, sentence: str
) -> None:
    (note,) = told(found, sentence, "C815")
    assert f"`{ATTRIBUTES[sentence]}`" in "".join(note.hints)


@pytest.mark.parametrize("sentence", PHRASES)
def test_a_noun_or_an_adjective_that_does_not_agree_is_told(found: Found, sentence: str) -> None:
    (note,) = told(found, sentence, "C815")
    assert note.severity is Severity.INFO
    assert f"`{PHRASES[sentence]}`" in note.message


@pytest.mark.parametrize("sentence", AGREED)
def test_what_agrees_or_may_be_read_otherwise_is_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence, "C815") == []


def test_everyday_sentences_raise_no_false_alarm(found: Found) -> None:
    text = "contexte:\n  blocs:\n" + "".join(f"    - {each}\n" for each in EVERYDAY)
    notes = found(text)
    assert [each.message for each in notes if each.code in ("C814", "C815")] == []
    assert len(EVERYDAY) >= 40


def test_a_line_that_goes_on_is_no_clause(found: Found) -> None:
    text = "contexte:\n  blocs:\n    - |\n      Le nom et\n      l’adresse sont à remplir.\n"
    assert [each for each in found(text) if each.code == "C815"] == []


def test_a_word_is_told_once_with_its_count(found: Found) -> None:
    (note,) = told(found, "La formtaion suit la formtaion.", "C814")
    assert "2 fois" in note.message
