"""Names of several words, initials and names of birth: what of them names the person."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.personnes.noms_connus import KnownPerson

CAMILLE = KnownPerson.of("Camille Martineau")


def named(person: KnownPerson | str, text: str) -> list[str]:
    """The words that name the person in a text."""
    known = KnownPerson.of(person) if isinstance(person, str) else person
    return [text[start:end] for start, end in known.mentions(text)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Camille Martineau", f"Hier, {words} animent.", words)
        for words in (
            "Camille, Paul et Zoé Martineau",
            "Camille & Paul Martineau",
            "Camille ou Zoé Martineau",
            "Camille/Paul Martineau",
            "Camille et Jean-Paul Martineau",
            "Camille, Paul, Anne et Zoé MARTINEAU",
        )
    ]
    + [
        ("Anne Le Goff", "Anne et Paul Le Goff animent.", "Anne et Paul Le Goff"),
        ("Anne Le Goff", "Anne, Zoé ou Paul Le Goff", "Anne, Zoé ou Paul Le Goff"),
    ],
)
def test_first_names_that_share_a_family_name_are_read_with_it(
    name: str, text: str, words: str
) -> None:
    assert named(name, text) == [words]


@pytest.mark.parametrize(
    "text",
    ["Camille Durand et Paul Martineau", "Camille, Paul Martineau"],
)
def test_a_first_name_that_shares_no_family_name_is_left_to_itself(text: str) -> None:
    assert named(CAMILLE, text) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Élodie Le Goff-Martineau", "elodie.legoff-martineau@ain.fr"),
        ("Élodie Le Goff-Martineau", "martineau-legoff.elodie@ain.fr"),
        ("Élodie Le Goff-Martineau", "LEGOFF MARTINEAU Élodie"),
        ("Marie-Ange N’Guyen Thi", "NGUYEN THI Marie-Ange"),
        ("Marie-Ange N’Guyen Thi", "Marie-Ange NGUYEN-THI"),
        ("Anne Durand-Petit", "PETIT DURAND Anne"),
        ("Marie Dupont-Lebrun", "Mme Lebrun-Dupont"),
        ("Marie Dupont-Lebrun", "Lebrun-Dupont"),
        ("Jean-Pierre N’Guyen Le Bihan", "Le Bihan N’Guyen"),
        ("Jean-Pierre N’Guyen Le Bihan", "LE BIHAN J.-P"),
        ("Jean-Pierre N’Guyen Le Bihan", "jp.lebihan@ain.fr"),
    ],
)
def test_no_half_of_a_double_name_is_left(name: str, words: str) -> None:
    text = f"Écrire à {words} demain"
    left = text
    for start, end in reversed(KnownPerson.of(name).mentions(text)):
        left = left[:start] + left[end:]
    assert left in ("Écrire à  demain", "Écrire à @ain.fr demain")


@pytest.mark.parametrize(
    "name",
    [
        "Hélène Martineau-Lefèvre",
        "MARTINEAU-LEFÈVRE Hélène",
        "Hélène Martineau Lefèvre",
        "Hélène Martineau née Lefèvre",
        "Hélène Martineau (née Lefèvre)",
        "Martineau (épouse Lefèvre), Hélène",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "LefèvreMartineau",
        "#MartineauLefevre",
        "images/lefevremartineau-2.jpg",
        "hmartineaulefevre@exemple.fr",
        "hmartineaulefevre",
        "lefevremartineauh",
        "HélèneLefèvreMartineau",
    ],
)
def test_her_names_glued_in_any_order_are_hers(name: str, text: str) -> None:
    (words,) = named(name, text)
    assert len(words) >= len("LefèvreMartineau")


@pytest.mark.parametrize(
    "text", ["martineaulogue", "lefevrette", "Lefèvrepierre", "jmartineaulefebvre", "Martineaufort"]
)
def test_a_longer_word_that_is_more_than_her_names_is_not_hers(text: str) -> None:
    assert named("Hélène Martineau-Lefèvre", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Merci à Hélène Lefèvre.", "Hélène Lefèvre"),
        ("Merci à Mme Lefèvre.", "Mme Lefèvre"),
        ("H. Lefèvre a parlé.", "H. Lefèvre"),
    ],
)
def test_a_name_of_birth_between_brackets_is_hers(text: str, words: str) -> None:
    assert named("Hélène Martineau (née Lefèvre)", text) == [words]


def test_what_else_stands_between_brackets_is_no_name_of_hers() -> None:
    assert named("Hélène Martineau (service Durand)", "Merci à Mme Durand.") == []


@pytest.mark.parametrize(
    ("person", "text", "words"),
    [
        ("Léa Petit", "Avec L. Petit hier.", "L. Petit"),
        ("Léa Petit", "L.PETIT", "L.PETIT"),
        ("Léa Petit", "l.petit@exemple.fr", "l.petit"),
        ("Léa Petit", "petit.l@exemple.fr", "petit.l"),
        ("Denis Roux", "D. Roux", "D. Roux"),
        ("Denis Berger", "Avec D Berger et son équipe", "D Berger"),
        ("Denis Berger", "D BERGER", "D BERGER"),
        ("Lise Marchand", "l-marchand@exemple.fr", "l-marchand"),
        ("Yann Blanc", "Y. Blanc", "Y. Blanc"),
        ("Yann Le Goffic", "y.legoffic@exemple.fr", "y.legoffic"),
        ("Jean-Baptiste d’Ormessin", "dormessin.jb@exemple.fr", "dormessin.jb"),
    ],
)
def test_an_initial_that_is_a_particle_too_tells_the_person(
    person: str, text: str, words: str
) -> None:
    assert named(person, text) == [words]


@pytest.mark.parametrize(
    "text", ["le petit groupe", "article L. 2112-2", "Art. L. Petite enfance", "d’un petit pas"]
)
def test_an_article_of_law_or_a_particle_is_no_initial(text: str) -> None:
    assert named("Léa Petit", text) == []


@pytest.mark.parametrize(
    "address",
    ["qu%C3%A9vreux", "Qu%c3%a9vreux-Delano%C3%AB", "qu%25C3%25A9vreux", "quevreux%2Ddelanoe"],
)
def test_a_name_that_an_address_writes_by_its_bytes_is_read(address: str) -> None:
    assert named("Éléonore Quévreux-Delanoë", f"https://exemple.fr/{address}") == [address]


def test_bytes_that_are_no_letters_are_read_as_they_stand() -> None:
    assert named(CAMILLE, "https://exemple.fr/%FF%C3/martineau") == ["martineau"]


def test_a_share_is_no_sign_of_an_address() -> None:
    assert named(CAMILLE, "50%de plus, dit Martineau") == ["Martineau"]


ELEONORE, JEAN_PIERRE = "Éléonore Vasseur-Quénot", "Jean-Pierre Le Goff"
MARIE_CLAUDE = "Marie-Claude Dupont-Lebrun"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((ELEONORE, each) for each in ("V.-Q. Éléonore", "V. Q. Éléonore", "V.Q. Éléonore")),
        *(
            (ELEONORE, each)
            for each in ("É. V.-Q.", "É. V. Q.", "E.V.Q.", "V.-Q. É.", "V. Éléonore")
        ),
        *((ELEONORE, each) for each in ("Éléonore V.-Q.", "Éléonore V. Q.", "Éléonore V.Q.")),
        *(
            (ELEONORE, each)
            for each in ("Éléonore VQ", "VQ Éléonore", "Éléonore V.", "Éléonore Q.")
        ),
        *((ELEONORE, each) for each in ("É. V.-Quénot", "Vasseur-Q. Éléonore")),
        *((JEAN_PIERRE, each) for each in ("J.-P. L. G.", "Jean-Pierre L. G.", "Jean-Pierre L.G.")),
        *((JEAN_PIERRE, each) for each in ("L. G. Jean-Pierre", "Le G. Jean-Pierre", "J.-P. G.")),
        *((JEAN_PIERRE, each) for each in ("Jean-Pierre Le G.", "J.-Pierre Le Goff")),
        *((MARIE_CLAUDE, each) for each in ("M.-C. D.-L.", "D.-L. M.-C.", "Marie-Claude D.-L.")),
        *((MARIE_CLAUDE, each) for each in ("D.-L. Marie-Claude", "M.C.D.L.")),
        *(("Camille Martineau", each) for each in ("C. M.", "C.M.", "Camille M.")),
    ],
)
def test_initials_in_any_order_beside_one_another_or_the_first_name_are_the_person(
    name: str, words: str
) -> None:
    assert named(name, f"Merci à {words} pour la formation.") == [words]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Camille Martineau", "M. Camille est le maire ; M. C. Durand le seconde."),
        ("Camille Martineau", "La M. C. est fermée, le M.C. aussi."),
        ("Camille Martineau", "N. Camille Durand et M. Camille Roux sont venues."),
        (ELEONORE, "V. Éléonore Durand est venue, A. V. Éléonore aussi."),
        (ELEONORE, "Le V.-Q. du service, le QV et le V. Q. sont des sigles."),
        (ELEONORE, "Paul V.-Q. et R. Q. Éléonore Petit ont répondu."),
        (JEAN_PIERRE, "Le G. de Jean et le L. G. de Pierre ; le Grand Jean-Pierre."),
    ],
)
def test_initials_of_someone_else_or_of_something_else_are_left_alone(name: str, text: str) -> None:
    assert named(name, text) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *(("Denis Berger", each) for each in ("Berger D", "BERGER D", "Berger D.")),
        *(
            ("Frédéric Vaslin", each)
            for each in ("Vaslin Fred", "Fred Vaslin", "VASLIN Fred", "Vaslin (Fred)")
        ),
        *(
            ("Frédéric Vaslin", each)
            for each in ("Vaslin, dit « Fred »", "Vaslin Frédo", "Frédéric et Fred Vaslin")
        ),
        ("Frédéric Vaslin", "Freddy Vaslin"),
        ("Jean-Pierre Le Goff", "Pierrot Le Goff"),
        ("Jean-Pierre Le Goff", "Goff J.-P. (Le)"),
        ("Catherine Petit", "Cathy Petit"),
        ("Emmanuelle Petit", "Petit Manu"),
        ("Valérie Blanc", "Val Blanc"),
        *(
            ("Dominique Le Goff", each)
            for each in ("Goff (Le) Dominique", "GOFF (LE), Dominique", "Goff Dominique (Le)")
        ),
        *(
            ("Marie Claire de Brissac", each)
            for each in ("Brissac (de), Marie Claire", "Brissac (de)", "Marie Claire (de) Brissac")
        ),
        ("Marie-Claude de La Tour", "Tour (de La), Marie-Claude"),
        ("Marie Claude de Valois", "VALOIS (DE), M.-C"),
    ],
)
def test_no_part_of_a_name_written_as_a_register_or_a_colleague_does_is_left(
    name: str, words: str
) -> None:
    text = f"Merci à {words} pour la formation."
    assert named(name, text) == [words]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Denis Berger", "Le docteur Bergerac et Denis Bergeron, un berger, la bergère D."),
        ("Denis Berger", "Le Berger D’Anjou, Berger À paraître"),
        ("Denis Berger", "LE BERGER D ANJOU"),
        ("Valérie Petit", "un petit val, le val petit et la Val-d’Oise Petite enfance"),
        ("Marceline Petit", "Marc Petit, Petit Marc et M. Marc Petit"),
        ("Valérie Oise", "le Val-d’Oise, du Val-d’Oise"),
        ("Bastien Oise", "l’Oise, Bas-Rhin"),
        ("Pauline Blanc", "Paul Blanc est venu avec Blanc Paul"),
        ("Jeanne Le Goff", "Jean Le Goff (le maire)"),
    ],
)
def test_another_name_that_begins_alike_is_not_theirs(name: str, text: str) -> None:
    left = [words for words in named(name, text) if "M. " not in words]
    assert left == []


@pytest.mark.parametrize(
    "text",
    [
        "L’eau claire. Fontaine et puits sont à voir.",
        "L’eau est claire, Fontaine aussi.",
        "Une eau claire : Fontaine.",
        "Une eau claire ; Fontaine.",
    ],
)
def test_a_word_without_a_capital_before_the_end_of_a_sentence_is_no_first_name(text: str) -> None:
    assert KnownPerson.of("Claire Fontaine").mentions(text) == ()


@pytest.mark.parametrize(
    "text",
    ["claire fontaine", "CLAIRE. FONTAINE", "claire.fontaine@exemple.fr", "Claire, Fontaine"],
)
def test_a_first_name_beside_a_sign_is_still_hers(text: str) -> None:
    assert KnownPerson.of("Claire Fontaine").mentions(text)
