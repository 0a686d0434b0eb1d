"""C906: whom a text names without a consent, and which of them a publication refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import Codes

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.publication.requirements import as_published

Found = Callable[..., list[Diagnostic]]

PERSON = "personnes: {camille: {nom: Camille Martineau, fonction: formatrice%s}}\n"
GIVEN = ", consentements: [{objet: %s, date: 2024-01-12%s}]"


def story(text: str, person: str = "", rest: str = "") -> str:
    return f"edition: 2024-03\n{person}contexte: {{blocs: [{text!r}]}}\n{rest}"


def told(found: list[Diagnostic]) -> list[tuple[str, Severity, bool]]:
    """What is said of names, how gravely, and whether a publication refuses it."""
    return [(each.code, each.severity, as_published(each).is_error) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Merci à Mme Untel.",
        "Merci à madame Untel.",
        "Merci à M. Untel et à son équipe.",
        "La docteure Untel a conclu.",
        "Selon le Pr Untel, tout va bien.",
        "Merci à Mlle Zéphyrine Untel.",
    ],
)
def test_a_civility_and_a_name_stop_a_publication(found: Found, text: str) -> None:
    assert told(found(story(text))) == [("C906", Severity.WARNING, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Merci à Camille Martineau.",
        "Merci à CAMILLE MARTINEAU.",
        "Merci à MARTINEAU Camille.",
        "Merci à Camille **Martineau**.",
        "Merci à camille martineau.",
        "Écrire à camille.martineau@exemple.fr.",
    ],
)
def test_someone_declared_without_a_consent_to_be_named_stops_a_publication(
    found: Found, text: str
) -> None:
    assert told(found(story(text, PERSON % ""))) == [("C906", Severity.WARNING, True)]


@pytest.mark.parametrize(
    ("consent", "stops"),
    [
        (GIVEN % ("nom", ""), False),
        (GIVEN % ("citation", ""), False),
        (GIVEN % ("coordonnees", ""), False),
        (GIVEN % ("photo", ""), True),
        (GIVEN % ("nom", ", fin: 2024-02-01"), True),
        (GIVEN.replace("2024-01-12", "2024-04-01") % ("nom", ""), True),
    ],
)
def test_a_consent_to_be_named_covers_the_texts_at_the_date_of_the_document(
    found: Found, consent: str, stops: bool
) -> None:
    seen = found(story("Merci à Camille Martineau.", PERSON % consent))
    assert told(seen) == ([("C906", Severity.WARNING, True)] if stops else [])


@pytest.mark.parametrize(
    "text", ["Merci à Mme Martineau.", "Merci à C. Martineau.", "Merci à MARTINEAU Camille."]
)
def test_who_agreed_to_be_named_may_be_named_in_any_way(found: Found, text: str) -> None:
    assert found(story(text, PERSON % (GIVEN % ("nom", "")))) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Merci à Camille Durand.", Severity.INFO),
        ("Camille Durand, psychologue, conclut.", Severity.WARNING),
    ],
)
def test_an_unknown_name_without_a_civility_stops_nothing(
    found: Found, text: str, severity: Severity
) -> None:
    assert told(found(story(text, PERSON % ""))) == [("C906", severity, False)]


def test_an_author_is_set_aside_with_a_reason_and_published(found: Found) -> None:
    waiver = "dispenses: {C906: les auteurs cités ont publié ces travaux}\n"
    seen = found(story("Selon Mme Untel (2019), tout va bien.", rest=waiver))
    assert told(seen) == [("C906", Severity.INFO, False)]
    assert "les auteurs cités ont publié ces travaux" in seen[0].message


def test_no_reason_sets_a_withdrawn_name_aside(found: Found) -> None:
    withdrawn = PERSON % (GIVEN % ("nom", ", retrait: 2024-02-01"))
    waiver = "dispenses: {C904: la personne est d’accord oralement, C906: les auteurs cités}\n"
    seen = found(story("Merci à Mme Martineau.", withdrawn, waiver))
    assert ("C904", Severity.ERROR, True) in told(seen)


def test_a_withdrawn_name_is_told_once(found: Found) -> None:
    withdrawn = PERSON % (GIVEN % ("nom", ", retrait: 2024-02-01"))
    seen = found(story("Merci à Mme Camille Martineau.", withdrawn))
    assert [each.code for each in seen] == ["C903", "C904"]


@pytest.mark.parametrize(
    ("blocs", "lines"),
    [
        (["Merci à Mme Martineau."] * 3, [6, 7, 8]),
        (["Un texte.", "Merci à C. Martineau.", "Un autre.", "Merci à C. Martineau."], [7, 9]),
        (["{type: encart, titre: Merci, texte: Merci à Camille Martineau}"] * 2, [6, 7]),
        (["{type: liste, elements: [Mme Martineau]}"] * 2, [6, 7]),
        (
            [
                "{type: tableau, titre: T, colonnes: [a, b], "
                "lignes: [[x, Mme Martineau], [y, Mme Martineau]]}"
            ],
            [6, 6],
        ),
        (["{type: section, titre: Mme Martineau, blocs: [Un texte]}"] * 2, [6, 7]),
    ],
)
def test_the_same_words_are_told_at_each_place_where_they_stand(
    found: Found, blocs: list[str], lines: list[int]
) -> None:
    withdrawn = PERSON % (GIVEN % ("nom", ", retrait: 2024-02-01"))
    written = "".join(f"\n    - {bloc}" for bloc in blocs)
    seen = found(f"edition: 2024-06\n{withdrawn}contexte:\n  blocs:{written}\n")
    told_at = [each.span.line for each in seen if each.code == "C904" and each.span]
    start = told_at[0] - lines[0]
    assert sorted(told_at) == [line + start for line in lines]


def test_a_quote_that_is_withdrawn_names_nobody_any_more(found: Found) -> None:
    withdrawn = PERSON % (GIVEN % ("citation", ", retrait: 2024-02-01"))
    quote = "citations: {bilan: {texte: Merci à Mme Untel, personne: camille}}\n"
    text = story("Un texte.", withdrawn, quote)
    placed = text.replace("'Un texte.'", "Un texte, {type: citation, citation: bilan}")
    seen = found(placed)
    assert placed != text
    assert {each.code for each in seen} == {"C903"}


FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: Le service de PMI
rubriques: [{cle: constat, blocs: [Merci à Camille Martineau.]}]
"""


@pytest.mark.parametrize(
    ("edition", "stops"), [("", False), ("edition: 2024-02\n", False), ("edition: 2026\n", True)]
)
def test_a_text_of_a_fiche_is_held_to_the_date_of_the_fiche(
    found: Found, edition: str, stops: bool
) -> None:
    person = PERSON % (GIVEN % ("nom", ", fin: 2025-01-01"))
    seen = found(story("Un texte.", person), fiche=f"{FICHE}{edition}")
    assert [each.code for each in seen if each.code == "C906"] == (["C906"] if stops else [])


@pytest.mark.parametrize(
    "text",
    [
        "Merci à C. Martineau.",
        "Merci à MARTINEAU C., formatrice.",
        "Merci à C Martineau.",
        "Merci à Cam. Martineau.",
        "Écrire à c.martineau@ain.fr.",
        "Camille M. conclut.",
    ],
)
def test_who_did_not_agree_is_not_named_by_an_initial_either(found: Found, text: str) -> None:
    assert [each.code for each in found(story(text, PERSON % ""))] == ["C906"]


@pytest.mark.parametrize("text", ["Merci à P. Martineau.", "La rue C. Durand."])
def test_an_initial_of_someone_else_names_nobody(found: Found, text: str) -> None:
    assert found(story(text, PERSON % "")) == []


def test_a_family_name_alone_is_a_note_for_who_did_not_agree(found: Found) -> None:
    assert told(found(story("Martineau dit.", PERSON % ""))) == [("C906", Severity.INFO, False)]


DOUBLE = [
    ("Jean-Pierre N’Guyen Le Bihan", "Merci à J.-P. Le Bihan."),
    ("Jean-Pierre N’Guyen Le Bihan", "Merci à M. N’Guyen."),
    ("Marie Dupont-Lebrun", "Écrire à mdupont@ain.fr."),
    ("Marie Dupont-Lebrun", "Merci à Mme Lebrun."),
    ("Zoé Martin Durand", "Merci à Z. Durand."),
    ("Zoé Martin Durand", "Merci à Z. Martin."),
    ("Zoé Martin Durand", "Merci à Mme Durand."),
    ("Hélène Martin d’Aubigné", "Merci à Mme d’Aubigné."),
    ("Anne Thomas Durand", "Merci à A. Thomas."),
]
"""One of several family names, beside an initial, a civility, in an address."""

ONE_NAME = [
    ("Jean-Pierre N’Guyen Le Bihan", "Le Bihan a dit oui."),
    ("Jean-Pierre N’Guyen Le Bihan", "Merci à N’Guyen."),
    ("Marie Dupont-Lebrun", "Merci à Dupont."),
    ("Hélène Martin d’Aubigné", "Merci à d’Aubigné."),
    ("Hélène Martin d’Aubigné", "Aubigné conclut."),
]
PLAIN = [
    ("Anne Petit-Durand", "Un petit pas, le Petit guide."),
    ("Anne Le Grand Durand", "Le Grand Bourg et LE GRAND JOUR."),
    ("Zoé Martin Durand", "Martin, quatre ans, dessine un martin."),
    ("Zoé Martin Durand", "Merci à Martin Lagarde."),
    ("Zoé Thomas-Durand", "Thomas est venu."),
    ("Zoé Vienne-Durand", "À Vienne et dans la Vienne."),
    ("Zoé Martin Durand", "La rue Durand, Bourg-Durand, Durand Lagarde."),
    ("Zoé Martin Durand", "Paul Durand conclut, P. Durand aussi."),
    ("Marie Dupont-Lebrun", "Le dupont est un plat."),
]
"""Words, first names, places and other people."""


@pytest.mark.parametrize(("name", "text"), [*DOUBLE, *ONE_NAME])
def test_one_of_several_withdrawn_names_stops_a_build(found: Found, name: str, text: str) -> None:
    person = PERSON.replace("Camille Martineau", name) % (GIVEN % ("nom", ", retrait: 2024-02-01"))
    assert [each.code for each in found(story(text, person))] == ["C903", "C904"]


@pytest.mark.parametrize(("name", "text"), DOUBLE)
def test_one_of_several_names_is_told_of_who_did_not_agree(
    found: Found, name: str, text: str
) -> None:
    seen = told(found(story(text, PERSON.replace("Camille Martineau", name) % "")))
    assert [each[:2] for each in seen] == [("C906", Severity.WARNING)]


@pytest.mark.parametrize(("name", "text"), PLAIN)
def test_a_word_that_is_one_of_several_withdrawn_names_stops_nothing(
    found: Found, name: str, text: str
) -> None:
    person = PERSON.replace("Camille Martineau", name) % (GIVEN % ("nom", ", retrait: 2024-02-01"))
    assert "C904" not in {each.code for each in found(story(text, person))}


def test_one_of_several_names_is_left_to_who_bears_it_whole(found: Found) -> None:
    gone = "{nom: Marie Dupont-Lebrun, fonction: formatrice" + GIVEN % (
        "nom", ", retrait: 2024-02-01"
    )  # fmt: skip
    agreed = "{nom: Paul Dupont, fonction: cadre" + GIVEN % ("nom", "")
    people = f"personnes: {{marie: {gone}}}, paul: {agreed}}}}}\n"
    seen = [
        found(story(text, people))
        for text in ("Merci à M. Dupont.", "Merci à Dupont.", "Mme Lebrun.", "Marie Dupont.")
    ]
    codes = [{each.code for each in diagnostics} for diagnostics in seen]
    assert codes == [{"C903"}, {"C903"}, {"C903", "C904"}, {"C903", "C904"}]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Merci à Mme Martineau.", "ajoutez son accord"),
        ("Merci à Camille Martineau.", "ajoutez son accord"),
        ("Merci à Mme Untel.", "déclarez-la sous `personnes`"),
    ],
)
def test_someone_who_is_declared_is_not_to_be_declared_again(
    found: Found, text: str, due: str
) -> None:
    (finding,) = found(story(text, PERSON % ""))
    assert due in finding.hints[0]


def test_a_king_asks_no_consent(codes: Codes) -> None:
    text = "Le style Louis XIV, la place Henri IV et Napoléon III."
    assert "C906" not in codes(f"contexte: {{blocs: ['{text}']}}\n")
