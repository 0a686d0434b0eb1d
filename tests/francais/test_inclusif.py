"""Inclusive writing: the notation of the source, and the four forms that print."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.genres import chercher
from ppgp_docs.francais.inclusif import Inclusif, ecrire
from ppgp_docs.francais.relecture_inclusive import relire_inclusif, signe_inclusif

DOUBLETS = {
    # Plural: both words, the determiner before each.
    "les professionnel·le·s": "les professionnelles et les professionnels",
    "des acteur·rice·s": "des actrices et des acteurs",
    "aux infirmier·ère·s": "aux infirmières et aux infirmiers",
    "leurs référent·e·s": "leurs référentes et leurs référents",
    "une soixantaine de professionnel·le·s": (
        "une soixantaine de professionnelles et de professionnels"
    ),
    "d'éducateur·rice·s": "d'éducatrices et d’éducateurs",
    "62 professionnel·le·s": "62 professionnelles et professionnels",
    "auprès des **professionnel·le·s**": "auprès des **professionnelles et des professionnels**",
    "tou·te·s les professionnel·le·s": "toutes les professionnelles et tous les professionnels",
    "tou·te·s": "toutes et tous",
    "celles·ceux formé·e·s": "celles et ceux formés",
    # Singular: « la ou le », elided where French elides.
    "un·e référent·e": "une référente ou un référent",
    "le·la psychologue": "la ou le psychologue",
    "la·le directeur·rice": "la directrice ou le directeur",
    "du·de la formateur·rice": "de la formatrice ou du formateur",
    "le·la élu·e": "l’élue ou l’élu",
    "l'élu·e": "l'élue ou l’élu",
    "son·sa adjoint·e": "son adjointe ou son adjoint",
    "ce·cette intervenant·e": "cette intervenante ou cet intervenant",
    "chacun·e": "chacune et chacun",
    "il·elle": "elle ou il",
    # Adjectives: with the noun they make a trade of, else in the masculine, beside it.
    "les professionnel·le·s formé·e·s": "les professionnelles et les professionnels formés",
    "elles sont satisfait·e·s": "elles sont satisfaites",
    "les différent·e·s professionnel·le·s": (
        "les différentes professionnelles et les différents professionnels"
    ),
    "des assistant·e·s sociaux·ales": "des assistantes sociales et des assistants sociaux",
    "les éducateur·rice·s spécialisé·e·s": (
        "les éducatrices spécialisées et les éducateurs spécialisés"
    ),
    "les intéressé·e·s": "les intéressées et les intéressés",
    "les enfants accueilli·e·s, réunis·es": "les enfants accueillis, réunis",
    "les salariés·es formés/formées": "les salariées et les salariés formés",
    "tou·te·s les professionnel·le·s formé·e·s": (
        "toutes les professionnelles et tous les professionnels formés"
    ),
    "toutes·tous nos assistant·e·s maternel·le·s agréé·e·s": (
        "toutes nos assistantes maternelles et tous nos assistants maternels agréés"
    ),
    "un·e conseiller·ère conjugal·e": "une conseillère conjugale ou un conseiller conjugal",
    # A determiner left in one gender agrees with each word.
    "tous les professionnel·le·s": "toutes les professionnelles et tous les professionnels",
    "avec la référent·e": "avec la référente ou le référent",
    "un référent·e": "une référente ou un référent",
    "du directeur·rice": "de la directrice ou du directeur",
    "au directeur·rice": "à la directrice ou au directeur",
    "le (la) directeur(trice)": "la directrice ou le directeur",
    "le (la) psychologue": "la ou le psychologue",
    "dans les équipes, voici les élu·e·s": "dans les équipes, voici les élues et les élus",
    # What stands before the determiner is repeated with it.
    "de l'éducateur·rice": "de l'éducatrice ou de l’éducateur",
    "à nos élu·e·s": "à nos élues et à nos élus",
    "de leurs référent·e·s": "de leurs référentes et de leurs référents",
    "chaque professionnel·le": "chaque professionnelle ou chaque professionnel",
    "quelqu'un·e": "quelqu'une ou quelqu’un",
    # Before a vowel or a mute h.
    "le·la nouveau·nouvelle élu·e": "la nouvelle élue ou le nouvel élu",
    "un·e nouvel·le agent·e": "une nouvelle agente ou un nouvel agent",
    "cet·te élu·e": "cette élue ou cet élu",
    "cet·te référent·e": "cette référente ou ce référent",
    "du·de la hospitalisé·e": "de l’hospitalisée ou de l’hospitalisé",
    "le·la handicapé·e": "la handicapée ou le handicapé",
    # A word that is the same in both genders may stand between.
    "un·e jeune professionnel·le": "une jeune professionnelle ou un jeune professionnel",
    "le·la même référent·e": "la même référente ou le même référent",
    # Two people are two phrases.
    "le·la référent·e du·de la directeur·rice": (
        "la référente ou le référent de la directrice ou du directeur"
    ),
    # Words joined by a hyphen.
    "celui·celle-ci, ceux·celles-là": "celle-ci ou celui-ci, celles-là et ceux-là",
    "pour eux·elles-mêmes": "pour elles-mêmes et eux-mêmes",
    "infirmier.ère.s-puériculteur.rice.s": (
        "infirmières-puéricultrices et infirmiers-puériculteurs"
    ),
    # Capitals.
    "Du·de la directeur·rice": "De la directrice ou du directeur",
    "Au·à la directeur·rice": "À la directrice ou au directeur",
    "Les Professionnel·le·s": "Les Professionnelles et les Professionnels",
    "Professionnel·le·s de PMI": "Professionnelles et professionnels de PMI",
    "Un·e élu·e": "Une élue ou un élu",
    "LES PROFESSIONNEL·LE·S": "LES PROFESSIONNELLES ET LES PROFESSIONNELS",
}


# A noun of one gender keeps its own (Le bon usage, § 443 and 479; Académie française, Questions de
# langue): what stands beside it agrees, through its adjectives, its complements and a copula.
GENRE_FIXE = {
    "les personnes accompagné·e·s": "les personnes accompagnées",
    "une personne accompagné·e": "une personne accompagnée",
    "les personnes âgées accompagné·e·s": "les personnes âgées accompagnées",
    "les familles du quartier accompagné·e·s": "les familles du quartier accompagnées",
    "les équipes de la protection de l’enfance formé·e·s": (
        "les équipes de la protection de l’enfance formées"
    ),
    "les équipes sont prêt·e·s": "les équipes sont prêtes",
    "la famille est entendu·e": "la famille est entendue",
    "les personnes sont formé·e·s et accompagné·e·s": "les personnes sont formées et accompagnées",
    "les personnes formé·e·s, très motivé·e·s": "les personnes formées, très motivées",
    "Cette année, les familles sont prêt·e·s": "Cette année, les familles sont prêtes",
    "la personne référent·e": "la personne référente",
    "un·e personne": "une personne",
    "tou·te·s les familles": "toutes les familles",
    "tou·te·s les parents": "tous les parents",
    "les futur·e·s parents": "les futurs parents",
    "les différent·e·s équipes": "les différentes équipes",
    "les parents accompagné·e·s": "les parents accompagnés",
    # Of joined nouns, each counts.
    "les mères et les familles accompagné·e·s": "les mères et les familles accompagnées",
    "les mères et les pères accompagné·e·s": "les mères et les pères accompagnés",
    "les personnes âgées et leurs aidants accompagné·e·s": (
        "les personnes âgées et leurs aidants accompagnés"
    ),
    # Nouns of both genders are not of one.
    "les futur·e·s élèves": "les futures et les futurs élèves",
    "tou·te·s les élèves": "toutes et tous les élèves",
    "les enfants accueilli·e·s": "les enfants accueillis",
    "un·e médecin": "une ou un médecin",
    "une équipe d’agent·e·s": "une équipe d’agentes et d’agents",
}

# Words that no list of ours has, as Dicollecte's dictionary gives both their genders.
DU_LEXIQUE = {
    "les majeur·e·s": "les majeures et les majeurs",
    "les mineur·e·s accompagné·e·s": "les mineures accompagnées et les mineurs accompagnés",
    "aux orphelin·e·s": "aux orphelines et aux orphelins",
    "les trésorier·ère·s": "les trésorières et les trésoriers",
    "un·e conjoint·e": "une conjointe ou un conjoint",
    "les clinicien·ne·s": "les cliniciennes et les cliniciens",
    "l’ordonnateur·rice": "l’ordonnatrice ou l’ordonnateur",
    "les curateur·rice·s": "les curatrices et les curateurs",
    "les créatif·ve·s": "les créatives et les créatifs",
    "les européen·ne·s": "les européennes et les européens",
    "les représentant·e·s légaux·ales": "les représentantes et les représentants légaux",
    "des plombier(ère)s": "des plombières et des plombiers",
    "le·la pâtissier·ère": "la pâtissière ou le pâtissier",
    "les vendeur·euse·s": "les vendeuses et les vendeurs",
    "les champion·ne·s": "les championnes et les champions",
    "LES ORPHELIN·E·S": "LES ORPHELINES ET LES ORPHELINS",
}


@pytest.mark.parametrize(("source", "attendu"), GENRE_FIXE.items(), ids=GENRE_FIXE)
def test_a_noun_of_one_gender_keeps_its_own(source: str, attendu: str) -> None:
    assert ecrire(source, "doublet") == attendu


@pytest.mark.parametrize("profil", get_args(Inclusif))
def test_no_form_in_print_denies_the_gender_of_a_noun(profil: Inclusif) -> None:
    assert ecrire("les personnes accompagné·e·s", profil) == "les personnes accompagnées"


@pytest.mark.parametrize(("source", "attendu"), DU_LEXIQUE.items(), ids=DU_LEXIQUE)
def test_the_lexicon_of_french_gives_the_words_that_no_list_has(source: str, attendu: str) -> None:
    assert ecrire(source, "doublet") == attendu
    assert relire_inclusif(source) == ()


DOUBLETS |= GENRE_FIXE | DU_LEXIQUE


@pytest.mark.parametrize(("source", "attendu"), DOUBLETS.items(), ids=DOUBLETS)
def test_the_doublet_writes_both_words_as_french_does(source: str, attendu: str) -> None:
    assert ecrire(source, "doublet") == attendu


@pytest.mark.parametrize(
    ("source", "median", "point", "masculin"),
    [
        (
            "les professionnel.le.s formé(e)s",
            "les professionnel·le·s formé·e·s",
            "les professionnel.le.s formé.e.s",
            "les professionnels formés",
        ),
        (
            "un/une éducateur·trice",
            "un·e éducateur·rice",
            "un.e éducateur.rice",
            "un éducateur",
        ),
        ("ceux·celles", "ceux·celles", "ceux.celles", "ceux"),
        ("médico-sociaux·ales", "médico-sociaux·ales", "médico-sociaux.ales", "médico-sociaux"),
        ("le·la élu·e", "le·la élu·e", "le.la élu.e", "l’élu"),
        (
            "cet·te nouveau·elle élu·e",
            "cet·te nouveau·nouvelle élu·e",
            "cet.te nouveau.nouvelle élu.e",
            "ce nouvel élu",
        ),
        (
            "tous·tes ceux·celles-ci",
            "tous·tes ceux·celles-ci",
            "tous.tes ceux.celles-ci",
            "tous ceux-ci",
        ),
        ("la référent·e", "la référent·e", "la référent.e", "le référent"),
    ],
)
def test_the_other_profiles_keep_one_sign_or_one_word(
    source: str, median: str, point: str, masculin: str
) -> None:
    assert ecrire(source, "median") == median
    assert ecrire(source, "point") == point
    assert ecrire(source, "masculin") == masculin


@pytest.mark.parametrize(
    "notation",
    [
        "professionnel·le·s",
        "professionnel.le.s",
        "professionnel·les",
        "professionnel(le)s",
        "professionnels·les",
        "professionnel•le•s",
        "professionnel/le/s",
    ],
)
def test_every_usual_notation_is_read_alike(notation: str) -> None:
    forme = chercher(notation)
    assert forme is not None
    assert (forme.feminin, forme.masculin) == ("professionnelles", "professionnels")


@pytest.mark.parametrize(
    "texte",
    [
        "https://exemple.fr/professionnel.le.s",
        "[lien](https://exemple.fr/élu·e)",
        "referent.e@exemple.fr",
        "`élu·e` et {{ chiffres.formé.e }}",
        "et/ou, conseils/aides/solutions, dit-elle, sage-femme",
        "La fin.Le début. Art.L. 211-1, p.ex.",
        "un·e".replace("·", " · "),
        "l’élu-référent, donne-le, est-elle, e-learning, un couple de 12 N·m",
    ],
)
def test_what_is_no_inclusive_form_is_never_touched(texte: str) -> None:
    assert ecrire(texte, "doublet") == texte
    assert relire_inclusif(texte) == ()


_BORDS = st.text(st.characters(exclude_characters="·.•‧∙⋅(/`{@]"), max_size=20)


@given(_BORDS, _BORDS)
def test_what_stands_around_a_form_is_kept_to_the_letter(avant: str, apres: str) -> None:
    texte = f"{avant}\nil cite chaque élu·e.\n{apres}"
    attendu = "\nil cite chaque élue ou chaque élu.\n"
    assert ecrire(texte) == avant + attendu + apres


@given(st.sampled_from(sorted(DOUBLETS)), st.sampled_from(get_args(Inclusif)))
def test_writing_twice_changes_nothing_more(source: str, profil: Inclusif) -> None:
    ecrit = ecrire(source, profil)
    assert ecrire(ecrit, profil) == ecrit


@pytest.mark.parametrize(
    ("forme", "message"),
    [
        ("PROFESSIONNEL.L.E.S", "la forme `PROFESSIONNEL.L.E.S` s’écrit `PROFESSIONNEL·LE·S`"),
        ("professionnel·e·s", "la forme `professionnel·e·s` s’écrit `professionnel·le·s`"),
        ("zigomier·ère·s", "`zigomier·ère·s` n’est pas au lexique de l’écriture inclusive"),
        ("zigueur(euse)", "`zigueur(euse)` n’est pas au lexique de l’écriture inclusive"),
    ],
)
def test_a_form_that_cannot_be_written_out_is_told_with_its_place(forme: str, message: str) -> None:
    (remarque,) = relire_inclusif(f"Avec les {forme} de l’Ain.")
    assert (remarque.debut, remarque.fin, remarque.message) == (9, 9 + len(forme), message)


@pytest.mark.parametrize(
    ("faute", "message"),
    [
        ("élu ·e", "la forme `élu ·e` s’écrit `élu·e`"),
        ("élu··e·s", "la forme `élu··e·s` s’écrit `élu·e·s`"),
        ("élu·e·s·", "la forme `élu·e·s·` s’écrit `élu·e·s`"),
        ("salarié-e-s", "la forme `salarié-e-s` s’écrit `salarié·e·s`"),
        ("agent-e", "la forme `agent-e` s’écrit `agent·e`"),
        ("le·la·les", "`le·la·les` n’est pas au lexique de l’écriture inclusive"),
        ("élu·e/agent·e", "`élu·e/agent·e` n’est pas au lexique de l’écriture inclusive"),
        (
            "gestionnaire·s",
            "la forme `gestionnaire·s` s’écrit `gestionnaires`, le même mot dans les deux genres",
        ),
    ],
)
def test_a_form_that_is_malformed_is_told(faute: str, message: str) -> None:
    (remarque,) = relire_inclusif(f"Pour {faute} en `élu-e` de l’Ain.")
    assert (remarque.debut, remarque.fin, remarque.message) == (5, 5 + len(faute), message)


@pytest.mark.parametrize(
    ("texte", "mot", "message"),
    [
        ("avec le référent·e", "le", "devant `référent·e`, `le` s’écrit `le·la`"),
        ("et de  la référent·e", "de  la", "devant `référent·e`, `de  la` s’écrit `du·de la`"),
        ("tous les élu·e·s", "tous", "devant `élu·e·s`, `tous` s’écrit `tous·tes`"),
    ],
)
def test_a_determiner_left_in_one_gender_is_told(texte: str, mot: str, message: str) -> None:
    (remarque,) = relire_inclusif(texte)
    assert (texte[remarque.debut : remarque.fin], remarque.message) == (mot, message)


def test_the_sign_of_a_form_is_known_so_that_mixed_styles_can_be_told() -> None:
    formes = ["élu·e", "élu•e", "élu.e.s", "élu(e)s", "le/la"]
    assert [signe_inclusif(forme) for forme in formes] == ["·", "·", ".", "(", "/"]
