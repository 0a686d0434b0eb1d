"""What a document lacks to be published: nothing that bars a publication is left off its list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import Read

from ppgp_docs.check.people.missing_for_publication import missing_for_publication
from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.publication.requirements import barring, lacks_consent

Found = Callable[..., list[Diagnostic]]

UNNAMED = "aucun accord écrit pour donner son nom dans un texte"
FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: DPMIPE
rubriques: [{cle: moyens, blocs: [%s]}]
"""
PERSON = "personnes: {c: {nom: Camille Martineau, fonction: formatrice%s}}\n"
AGREED = ", consentements: [{objet: %s, date: 2024-01-12}]"


def story(text: str, rest: str = "") -> str:
    return f"edition: 2024-03\ncontexte: {{blocs: [{text}]}}\n{rest}"


@pytest.mark.parametrize(
    ("text", "rest", "lacks"),
    [
        ("Merci à Mme Untel.", "", ["Mme Untel"]),
        ("Merci à M. Untel et à la Dre Autre.", "", ["M. Untel", "Dre Autre"]),
        ("Merci à Mr Untel.", "", ["M. Untel"]),
        ("Merci à Camille Martineau.", PERSON % "", ["Camille Martineau"]),
        ("Mme Untel aide. Mme Untel écoute.", "", ["Mme Untel"]),
        ("{type: liste, elements: [Mme Untel]}", "", ["Mme Untel"]),
        ("Merci à Camille Martineau.", PERSON % (AGREED % "photo"), ["Camille Martineau"]),
        ("Merci à Camille Martineau.", PERSON % (AGREED % "nom"), []),
        ("Merci à Camille Martineau.", "", []),
        ("Merci à Mme la directrice Durand.", "", ["Mme la directrice Durand"]),
        ("Merci à Mme la présidente.", "", []),
        ("Merci à Mme Untel.", "dispenses: {C906: les auteurs cités ont publié}\n", []),
    ],
)
def test_a_name_that_bars_a_publication_is_on_the_list(
    read: Read, text: str, rest: str, lacks: list[str]
) -> None:
    dossier = read(story(text, rest)).dossier
    assert dossier is not None
    told = [each.replace("\u00a0", " ") for each in missing_for_publication(dossier, None)]
    assert told == [f"{who} : {UNNAMED}" for who in lacks]


@pytest.mark.parametrize(
    ("blocs", "of_fiche", "of_study"),
    [
        ("Avec M. Alpha.", ["M. Alpha"], ["Mme Bêta"]),
        ("{type: citation, citation: bilan}", ["Mme Bêta"], ["Mme Bêta"]),
        ("Avec le service.", [], ["Mme Bêta"]),
    ],
)
def test_each_document_lists_what_its_own_texts_and_quotes_lack(
    read: Read, blocs: str, of_fiche: list[str], of_study: list[str]
) -> None:
    quote = "citations: {bilan: {texte: Merci à Mme Bêta., attribution: une mère}}\n"
    dossier = read(story("Un texte.", quote), fiche=FICHE % blocs).dossier
    assert dossier is not None
    for fiche, due in ((dossier.fiches[0], of_fiche), (None, of_study)):
        assert [
            each.partition("\u00a0:")[0].replace("\u00a0", " ")
            for each in missing_for_publication(dossier, fiche)
        ] == due


def test_every_finding_that_bars_a_publication_is_on_the_list_of_a_document(read: Read) -> None:
    rest = (
        "personnes:\n  c: {nom: Camille Martineau, fonction: formatrice}\n"
        "  d: {nom: Dominique Carrère, fonction: infirmière}\n"
        "citations: {a: {texte: Oui., personne: c}, b: {texte: Non., attribution: Claire Untel}}\n"
        "appel:\n  accroche: Écrivez-nous\n"
        "  contacts: [{nom: Paule Autre, fonction: cadre, telephone: 01 99 00 12 34}]\n"
    )
    blocs = (
        "'Merci à Mme Tierce, à Dominique Carrère.', {type: citation, citation: a}, "
        "{type: citation, citation: b}, {type: personnes, titre: Nous, personnes: [d]}"
    )
    reading = read(story(blocs, rest), fiche=FICHE % "Avec le docteur Quart.")
    assert reading.dossier is not None, reading.diagnostics
    barring = [each for each in reading.diagnostics if each.bars_publication]
    assert {each.code for each in barring} == {"C901", "C905", "C906"}
    lists = [
        missing_for_publication(reading.dossier, fiche) for fiche in (None, *reading.dossier.fiches)
    ]
    told = "\n".join(each.replace("\u00a0", " ") for one in lists for each in one)
    for finding in barring:
        who = finding.message.partition("\u00a0:")[0].strip("`")
        assert who[0].upper() + who[1:] in told
    assert len(barring) == sum(map(len, lists))


@pytest.mark.parametrize(
    ("code", "bars", "lacks"),
    [("C901", True, True), ("C901", False, False), ("C623", True, False), ("C623", False, False)],
)
def test_a_consent_lacks_where_it_bars_a_publication(code: str, bars: bool, lacks: bool) -> None:
    finding = error(code, "un constat", None)
    assert lacks_consent(barring(finding) if bars else finding) == lacks
