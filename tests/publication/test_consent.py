"""Who must have consented, which consent counts, what a withdrawal takes away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.dossier import Consentement, Dossier
from ppgp_docs.model.place import Place
from ppgp_docs.publication.consent import (
    in_force,
    missing_consents_of_case_study,
    missing_consents_of_fiche,
)
from ppgp_docs.publication.withdrawal import removals, without_withdrawn
from ppgp_docs.session import DossierReading

Build = Callable[[str], Dossier]
PHOTO = "photo: {fichier: images/p.png, alt: Une personne}"
QUOTE = "citations: {retour: {texte: Je diffère, personne: camille}}\n"
PLACED = "{type: citation, citation: retour}"
CARD = "{type: personnes, personnes: [camille]}"


def story(person: str, *blocks: str, rest: str = QUOTE) -> str:
    """A dossier dated March 2024 with one person, and the blocks that quote or show her."""
    listed = ", ".join(("Un texte", *blocks))
    function = "" if person.startswith("fonction") else "fonction: psychologue, "
    return (
        "edition: 2024-03\n"
        f"personnes: {{camille: {{{function}{person}}}}}\n"
        f"contexte: {{blocs: [{listed}]}}\n{rest}"
    )


def consent(objet: str, fields: str = "date: 2024-01-12") -> str:
    return f"consentements: [{{objet: {objet}, {fields}}}]"


@pytest.fixture
def built(dossier: Build, tmp_path: Path) -> Build:
    """A dossier whose picture exists, people's withdrawals done."""
    images = tmp_path / "departments" / "essai" / "images"
    images.mkdir(parents=True)
    Image.new("RGB", (2, 2)).save(images / "p.png")
    return dossier


@pytest.mark.parametrize(
    ("person", "block", "asked"),
    [
        ("nom: Camille Martin", PLACED, ["citation"]),
        (PHOTO, CARD, ["photo"]),
        (f"nom: Camille Martin, {PHOTO}", CARD, ["photo", "nom"]),
        (f"nom: Camille Martin, {PHOTO}, {consent('photo')}", CARD, ["nom"]),
        (f"nom: Camille Martin, {PHOTO}, {consent('nom')}", CARD, ["photo"]),
        (f"nom: Camille Martin, {PHOTO}, {consent('coordonnees')}", CARD, ["photo"]),
        (f"nom: Camille Martin, {PHOTO}, {consent('citation')}", CARD, ["photo", "nom"]),
        (f"fonction: 'Camille Martin, psychologue', {PHOTO}, {consent('photo')}", CARD, ["nom"]),
        ("nom: Camille Martin", CARD, ["nom"]),
        (f"nom: Camille Martin, {consent('nom')}", CARD, []),
        ("nom: Camille Martin", f"{PLACED}, {CARD}", ["citation"]),
        (f"nom: Camille Martin, {consent('nom')}", PLACED, ["citation"]),
        (f"portrait: dessin, {PHOTO}", CARD, []),
        ("structure: PMI", PLACED, []),
        ("nom: Camille Martin", "Un autre texte", []),
        (f"nom: Camille Martin, {consent('citation')}", PLACED, []),
        (f"nom: Camille Martin, {consent('photo')}", PLACED, ["citation"]),
        (f"{PHOTO}, {consent('photo')}", CARD, []),
    ],
)
def test_each_use_of_a_name_or_a_photo_asks_for_its_own_consent(
    built: Build, person: str, block: str, asked: list[str]
) -> None:
    lacks = missing_consents_of_case_study(built(story(person, block)))
    assert [lack.usage.objet for lack in lacks] == asked


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("date: 2024-01-12", ""),
        ("date: 2024-03-31", ""),
        ("date: 2024-04-01", "postérieur au document (mars 2024)"),
        ("date: 2024-01-12, fin: 2024-03-31", ""),
        ("date: 2024-01-12, fin: 2024-03-30", "mars 2024) avant la date du document (mars"),
    ],
)
def test_a_consent_covers_the_last_day_of_the_edition(
    dossier: Build, fields: str, reason: str
) -> None:
    text = story(f"nom: Camille Martin, {consent('citation', fields)}", PLACED)
    told = "".join(lack.reason for lack in missing_consents_of_case_study(dossier(text)))
    assert (reason in told) if reason else told == ""


def test_of_two_consents_that_do_not_cover_a_use_the_last_one_is_told(dossier: Build) -> None:
    given = (
        "consentements: [{objet: citation, date: 2023-01-12, fin: 2023-06-30}, "
        "{objet: citation, date: 2024-05-02}]"
    )
    text = story(f"nom: Camille Martin, {given}", PLACED)
    (lack,) = missing_consents_of_case_study(dossier(text))
    assert "(donné : 2 mai 2024)" in lack.reason.replace("\u00a0", " ")


def test_of_two_withdrawals_the_last_one_is_told(found: Callable[..., list[Diagnostic]]) -> None:
    given = (
        "consentements: [{objet: citation, date: 2023-01-12, retrait: 2023-02-01}, "
        "{objet: citation, date: 2023-03-01, retrait: 2023-04-05}]"
    )
    told = found(story(f"nom: Camille Martin, {given}", PLACED))
    (quote,) = [each.message for each in told if each.code == "C903" and "citation" in each.message]
    assert "(5 avril 2023)" in quote.replace("\u00a0", " ")


def test_without_an_edition_only_a_consent_without_end_is_sure(dossier: Build) -> None:
    endless = story(f"nom: Camille Martin, {consent('citation')}", PLACED)
    ending = endless.replace("12}]", "12, fin: 2030-01-01}]")
    undated = [text.replace("edition: 2024-03\n", "") for text in (endless, ending)]
    found = [missing_consents_of_case_study(dossier(text)) for text in undated]
    assert [len(lacks) for lacks in found] == [0, 1]
    assert found[1][0].undated


def test_a_contact_is_asked_only_when_it_is_named(dossier: Build) -> None:
    line = "courriel: a@exemple.fr"
    contacts = f"[{{fonction: PMI, {line}}}, {{nom: Camille Martin, fonction: PMI, {line}}}]"
    lacks = missing_consents_of_case_study(
        dossier(f"appel: {{accroche: Venez, contacts: {contacts}}}\n")
    )
    assert [lack.reason.split(" :")[0] for lack in lacks] == ["Camille Martin"]


def test_a_fiche_is_asked_for_what_it_shows_itself(read: Callable[..., object]) -> None:
    fiche = (
        "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Un objectif}\n"
        f"referent: DPMI\nrubriques: [{{cle: constat, blocs: [{PLACED}]}}]\n"
    )
    dossier = read(story("nom: Camille Martin"), fiche=fiche).dossier  # type: ignore[attr-defined]
    assert missing_consents_of_case_study(dossier) == ()
    assert len(missing_consents_of_fiche(dossier, dossier.fiches[0])) == 1


@pytest.mark.parametrize(
    ("dossier_edition", "fiche_edition", "told"),
    [
        ("2024-03", "", ""),  # that of the dossier, before the end
        ("2024-03", "2024-06-30", ""),
        ("2024-03", "2024-07-01", "a pris fin"),
        ("2024-07-01", "", "a pris fin"),
        ("2024-07-01", "2024-03", ""),  # its own comes first
        ("2023-12", "2024-03", ""),
        ("2024-03", "2023-12", "est postérieur au document"),
        ("", "2024-03", ""),
        ("", "", "ne peut pas être vérifié"),
    ],
)
def test_a_fiche_without_a_date_is_held_to_that_of_its_dossier(
    read: Callable[..., DossierReading], dossier_edition: str, fiche_edition: str, told: str
) -> None:
    person = f"nom: Camille Martin, {consent('citation', 'date: 2024-01-12, fin: 2024-06-30')}"
    text = story(person).replace("edition: 2024-03\n", "")
    dated = f"edition: {dossier_edition}\n" if dossier_edition else ""
    fiche = (
        "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Un objectif}\n"
        f"referent: DPMI\nrubriques: [{{cle: constat, blocs: [{PLACED}]}}]\n"
    )
    fiche += f"edition: {fiche_edition}\n" if fiche_edition else ""
    dossier = read(f"{dated}{text}", fiche=fiche).dossier
    assert dossier is not None
    reasons = [each.reason for each in missing_consents_of_fiche(dossier, dossier.fiches[0])]
    assert len(reasons) == (1 if told else 0)
    assert told in "".join(reasons)


RETRAIT = "date: 2024-01-12, retrait: 2024-02-01"


def test_a_withdrawal_takes_the_quotes_the_photo_and_the_name(built: Build) -> None:
    consents = ", ".join(f"{{objet: {each}, {RETRAIT}}}" for each in ("citation", "photo"))
    person = f"nom: Camille Martin, {PHOTO}, consentements: [{consents}]"
    section = f"{{type: section, titre: Les retours, blocs: [{PLACED}]}}"
    left = built(story(person, section, CARD))
    assert left.citations == {}
    assert left.contexte is not None
    assert [bloc.type for bloc in left.contexte.blocs] == ["paragraphe", "personnes"]
    camille = left.personnes["camille"]
    assert (camille.nom, camille.photo, camille.fonction) == ("", None, "psychologue")


def test_a_withdrawn_line_takes_the_whole_contact(dossier: Build) -> None:
    person = f"{{nom: Camille Martin, fonction: PMI, {consent('coordonnees', RETRAIT)}}}"
    text = f"appel: {{accroche: Venez, contacts: [{person}, {{fonction: Accueil}}]}}\n"
    appel = dossier(text).appel
    assert appel is not None
    assert [contact.fonction for contact in appel.contacts] == ["Accueil"]


def test_withdrawing_a_photo_leaves_the_words_that_are_still_allowed(built: Build) -> None:
    person = (
        f"nom: Camille Martin, {PHOTO}, consentements: "
        f"[{{objet: citation, date: 2024-01-12}}, {{objet: photo, {RETRAIT}}}]"
    )
    left = built(story(person, PLACED, CARD))
    assert "retour" in left.citations
    assert (left.personnes["camille"].nom, left.personnes["camille"].photo) == (
        "Camille Martin",
        None,
    )


@pytest.mark.parametrize(
    ("standing", "name"),
    [("coordonnees", "Camille Martin"), ("citation", ""), ("photo", "")],
)
def test_a_name_that_is_withdrawn_stays_only_with_the_address_that_is_still_agreed(
    dossier: Build, standing: str, name: str
) -> None:
    given = f"consentements: [{{objet: nom, {RETRAIT}}}, {{objet: {standing}, date: 2024-01-12}}]"
    left = dossier(story(f"nom: Camille Martin, {given}", PLACED))
    assert left.personnes["camille"].nom == name


def test_nothing_withdrawn_leaves_the_very_same_dossier(dossier: Build) -> None:
    plain = dossier(story(f"nom: Camille Martin, {consent('citation')}", PLACED))
    assert without_withdrawn(plain) is plain


def test_the_words_that_are_taken_away_are_nowhere_in_the_dossier(dossier: Build) -> None:
    text = story(f"nom: Camille Martin, {consent('citation', RETRAIT)}", PLACED)
    left = dossier(text)
    assert removals(left) == ()
    assert not {"Je diffère", "Camille Martin"} & {ecrit.texte for ecrit in left.textes}
    assert "Je diffère" not in repr(left)


def test_only_the_quotes_of_who_withdrew_are_told_as_taken_away(
    found: Callable[..., list[Diagnostic]],
) -> None:
    people = {"aline": "Aline Bonnet", "camille": "Camille Martin", "zoe": "Zoé Perrin"}
    held = {
        name: consent("citation", RETRAIT if name == "camille" else "date: 2024-01-12")
        for name in people
    }
    told = found(
        "edition: 2024-03\npersonnes:\n"
        + "".join(
            f"  {name}: {{fonction: psychologue, nom: {full}, {held[name]}}}\n"
            for name, full in people.items()
        )
        + "citations:\n"
        + "".join(f"  de_{name}: {{texte: Je parle, personne: {name}}}\n" for name in people)
        + "contexte: {blocs: [Un texte]}\n"
    )
    taken = [each.message for each in told if each.code == "C903"]
    assert sum("la citation" in each for each in taken) == 1
    assert any("`de_camille`" in each for each in taken)


DAYS = st.builds(lambda day: DatePrecise(2024, 1, day), st.integers(1, 28))
CONSENTS = st.lists(
    st.builds(
        Consentement,
        objet=st.just("citation"),
        date=DAYS,
        retrait=st.none() | DAYS,
        place=st.just(Place(Span(Path("d.yaml")))),
    )
)


@given(CONSENTS)
def test_a_consent_counts_only_when_given_after_every_withdrawal(
    consents: list[Consentement],
) -> None:
    withdrawn = [each.retrait.debut for each in consents if each.retrait]
    for each in in_force(consents, "citation"):
        assert each.retrait is None
        assert all(day < each.date.debut for day in withdrawn)


@given(CONSENTS, DAYS)
def test_a_withdrawal_never_brings_a_consent_back(
    consents: list[Consentement], day: DatePrecise
) -> None:
    one = Consentement(objet="citation", date=day, retrait=day, place=Place(Span(Path("d.yaml"))))
    assert set(in_force([*consents, one], "citation")) <= set(in_force(consents, "citation"))


@pytest.mark.parametrize("other", ["alice", "zoe"])
@pytest.mark.parametrize("use", ["citation", "photo", "nom", "coordonnees"])
def test_a_withdrawal_takes_the_quotes_of_one_person_and_for_that_use_alone(
    dossier: Build, other: str, use: str
) -> None:
    gone = f"consentements: [{{objet: {use}, date: 2024-01-12, retrait: 2024-02-01}}]"
    built = dossier(
        f"edition: 2024-03\npersonnes: {{camille: {{fonction: psychologue, {gone}}},"
        f" {other}: {{fonction: élue}}}}\n"
        "citations: {retour: {texte: Je diffère, personne: camille},"
        f" ailleurs: {{texte: Je reste, personne: {other}}}}}\n"
    )
    assert [*built.citations] == ["retour", "ailleurs"][use == "citation" :]
