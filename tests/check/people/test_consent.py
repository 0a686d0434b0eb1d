"""C901 to C906: the consents that a dossier lacks, and what a withdrawal leaves behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.publication.requirements import as_published

Found = Callable[[str], list[Diagnostic]]

STORY = """\
edition: 2024-03
personnes:
  camille:
    fonction: psychologue
    nom: Camille Martin
    consentements: [{}]
citations:
  retour: {{texte: Je diffère, personne: camille}}
contexte:
  blocs:
    - "{}"
    - {{type: citation, citation: retour}}
"""
GIVEN = "{objet: citation, date: 2024-01-12}"
ENDED = "{objet: citation, date: 2024-01-12, fin: 2024-02-01}"
WITHDRAWN = "{objet: citation, date: 2024-01-12, retrait: 2025-02-01}"


@pytest.mark.parametrize(
    ("consents", "text", "told"),
    [
        (GIVEN, "Un texte", []),
        ("", "Un texte", [("C901", Severity.WARNING, 5)]),
        (ENDED, "Un texte", [("C902", Severity.WARNING, 6)]),
        (f"{ENDED}, {GIVEN}", "Un texte", []),
        (
            WITHDRAWN,
            "Un texte",
            [("C903", Severity.INFO, 6), ("C903", Severity.INFO, 6)],
        ),
        (
            WITHDRAWN,
            "Merci à Camille  Martin",
            [
                ("C903", Severity.INFO, 6),
                ("C903", Severity.INFO, 6),
                ("C904", Severity.ERROR, 11),
            ],
        ),
    ],
)
def test_each_consent_that_fails_is_told_where_it_is_written(
    found: Found, consents: str, text: str, told: list[tuple[str, Severity, int]]
) -> None:
    seen = [
        (each.code, each.severity, each.span.line if each.span else 0)
        for each in found(STORY.format(consents, text))
    ]
    assert sorted(seen) == told


def test_a_missing_consent_cannot_be_waived(found: Found) -> None:
    waiver = "dispenses: {C901: la personne est d’accord oralement}\n"
    (told,) = found(STORY.format("", "Un texte") + waiver)
    assert told.severity is Severity.WARNING


def test_a_publication_refuses_what_a_draft_may_lack(found: Found) -> None:
    missing, withdrawn = found(STORY.format("", "Un")), found(STORY.format(WITHDRAWN, "Un"))
    assert [as_published(each).is_error for each in missing] == [True]
    assert not any(as_published(each).is_error for each in withdrawn)


def test_the_message_says_who_and_what_for_in_french(found: Found) -> None:
    (told,) = found(STORY.format("", "Un texte"))
    assert told.message == (
        "Camille Martin\u00a0: aucun accord écrit pour citer ses mots sous son nom"
    )


def quote(attribution: str) -> str:
    return (
        f"citations: {{retour: {{texte: Je diffère, attribution: '{attribution}'}}}}\n"
        "contexte: {blocs: [Un texte, {type: citation, citation: retour}]}\n"
    )


def test_a_name_in_an_attribution_cannot_be_published_nor_waived(found: Found) -> None:
    waiver = "dispenses: {C905: la personne est d’accord oralement}\n"
    (told,) = found(quote("Camille Martin, puéricultrice") + waiver)
    assert (told.code, told.severity) == ("C905", Severity.WARNING)
    assert as_published(told).is_error
    assert (
        told.message == "Camille Martin\u00a0: aucun accord écrit pour citer ses mots sous son nom"
    )
    assert found(quote("une puéricultrice")) == []


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("fonction: 'Camille Martin, direction des projets'", ["C901"]),
        ("fonction: PMI, courriel: camille.martin@exemple.fr", ["C901"]),
        ("fonction: PMI, courriel: pmi@exemple.fr", []),
        (
            "fonction: PMI, courriel: camille.martin@exemple.fr, "
            "consentements: [{objet: coordonnees, date: 2024-01-12}]",
            [],
        ),
    ],
)
def test_a_contact_that_a_field_names_is_asked_for_a_consent(
    found: Found, contact: str, told: list[str]
) -> None:
    text = f"edition: 2024\nappel: {{accroche: Venez, contacts: [{{{contact}}}]}}\n"
    assert [each.code for each in found(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Camille Martin, psychologue, conclut.", [Severity.WARNING]),
        ("Merci à Mme Martin.", [Severity.WARNING]),
        ("Merci à Camille Martin.", [Severity.INFO]),
        ("Une psychologue conclut, rue Camille Martin.", []),
    ],
)
def test_a_text_that_names_someone_is_told_as_far_as_it_is_sure(
    found: Found, text: str, told: list[Severity]
) -> None:
    sentence = f"contexte: {{blocs: ['{text}']}}\n"
    assert [each.severity for each in found(sentence) if each.code == "C906"] == told


def test_a_text_may_name_someone_who_agreed(found: Found) -> None:
    assert found(STORY.format(GIVEN, "Merci à Camille Martin, psychologue.")) == []


def test_a_third_person_named_in_a_quote_is_to_be_taken_out(found: Found) -> None:
    (told,) = found(quote("une puéricultrice").replace("Je diffère", "Merci à Mme Martin"))
    assert (told.code, told.severity) == ("C906", Severity.WARNING)
    assert told.hints == ("dans une citation, remplacez le nom par […]",)


def test_a_child_is_never_named_in_a_text(found: Found) -> None:
    (told,) = found("contexte: {blocs: ['« Mon fils Enzo dort mieux », dit-elle.']}\n")
    assert (told.code, told.severity) == ("C906", Severity.WARNING)
    assert told.hints == ("écrivez «\u00a0mon fils\u00a0»",)


def test_a_child_named_in_a_quote_is_to_be_taken_out(found: Found) -> None:
    (told,) = found(quote("une mère").replace("Je diffère", "Ma fille Léa sourit"))
    assert told.code == "C906"
    assert told.hints == ("dans une citation, remplacez le prénom par […]",)


def test_first_names_that_the_dossier_made_up_name_nobody(found: Found) -> None:
    blocs = "['La petite Inès sourit.', Les prénoms des enfants ont été modifiés.]"
    assert found(f"contexte: {{blocs: {blocs}}}\n") == []


@pytest.mark.parametrize(
    ("edition", "hint"),
    [
        ("edition: 2024-03\n", "demandez un nouvel accord et ajoutez-le sous `consentements`"),
        ("", "indiquez la date du document, sous `edition`"),
    ],
)
def test_a_consent_that_ended_is_asked_again_unless_the_document_lacks_a_date(
    found: Found, edition: str, hint: str
) -> None:
    text = STORY.format(ENDED, "Un texte").replace("edition: 2024-03\n", edition)
    (told,) = [each for each in found(text) if each.code == "C902"]
    assert told.hints == (hint,)
