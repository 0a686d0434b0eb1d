"""Inclusive writing: the notation of the source, and the four forms that print."""

import csv
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ppgp_docs.francais.inclusif.genres import chercher
from ppgp_docs.francais.inclusif.notation import Inclusif, ecrire
from ppgp_docs.francais.inclusif.relecture import relire_inclusif, signe_inclusif

TABLE = Path(__file__).with_name("inclusif.tsv")
CAS = list(
    csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)
SOURCES = {
    "HCE": "Haut Conseil à l'égalité, Guide pratique: both words, function names in the feminine",
    "circulaire": "circulaire of 21 November 2017: « le candidat ou la candidate »",
    "LBU": "Grevisse and Goosse, Le bon usage, § 435 to 448 and 479: agreement, fixed genders",
    "ACAD": "Académie française, Questions de langue: repetition of the determiner, elision",
    "GREV": "Le bon usage, § 500 to 515: feminine forms; Dicollecte's dictionary has both",
    "IN": "Lexique des règles typographiques en usage à l'Imprimerie nationale",
    "maison": "house rule: in doubt, as typed, and told",
}


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas['profil']} {cas['tapé']}")
def test_a_form_is_written_as_french_and_the_profile_ask(cas: dict[str, str]) -> None:
    assert ecrire(cas["tapé"], profil(cas)) == cas["attendu"]
    assert cas["source"] in SOURCES


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas['profil']} {cas['tapé']}")
def test_what_is_printed_as_typed_or_was_left_in_one_gender_is_told(cas: dict[str, str]) -> None:
    dits = (_genre_de_remarque(remarque.message) for remarque in relire_inclusif(cas["tapé"]))
    assert ", ".join(dict.fromkeys(dits)) == cas["dit"]


_INTRODUITS = st.sampled_from(
    ("un·e élu·e", "le·la chargé·e de mission", "au·à la vice-président·e", "du·de la maire",
     "ce·tte agent·e", "son·sa adjoint·e", "tout·e salarié·e", "aucun·e habitant·e",
     "un référent·e", "quel·le usager·ère", "chaque acteur·rice", "tou·te·s les élu·e·s",
     "les agent·e·s", "leurs éducateur·rice·s", "certain·e·s professionnel·le·s",
     "plusieurs citoyen·ne·s")
)  # fmt: skip


@given(
    st.lists(_INTRODUITS, min_size=2, max_size=3),
    st.sampled_from((" et ", " ou ")),
    st.sampled_from(("·", ".", "/")),
)
def test_phrases_that_have_each_a_determiner_are_written_like_each_alone(
    phrases: list[str], lien: str, signe: str
) -> None:
    tapees = [phrase.replace("·", signe) for phrase in phrases]
    assert ecrire(lien.join(tapees)) == lien.join(ecrire(tapee) for tapee in tapees)


def test_every_case_of_the_table_is_another_one() -> None:
    tapes = [(cas["profil"], cas["tapé"]) for cas in CAS]
    assert len(tapes) == len(set(tapes)) >= 200


def profil(cas: dict[str, str]) -> Inclusif:
    return next(each for each in get_args(Inclusif) if each == cas["profil"])


def _genre_de_remarque(message: str) -> str:
    if message.startswith("devant"):
        return "déterminant"
    if message.startswith("on ne sait"):
        return "doute"
    if message.endswith("trop long pour s’écrire deux fois"):
        return "trop long"
    return "inconnu" if "lexique" in message else "mal écrit"


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


@pytest.mark.parametrize("profil", get_args(Inclusif))
def test_writing_twice_changes_nothing_more(profil: Inclusif) -> None:
    ecrits = [ecrire(cas["tapé"], profil) for cas in CAS]
    assert [ecrire(ecrit, profil) for ecrit in ecrits] == ecrits


@given(
    st.sampled_from(CAS).map(lambda cas: cas["tapé"].replace(" ", "-")),
    st.sampled_from(["https://exemple.fr/{}", "[lien](https://exemple.fr/{})", "`{}`"]),
)
def test_no_form_is_written_out_inside_an_address_or_code(forme: str, autour: str) -> None:
    assume(not set("`[]()/") & set(forme))
    texte = f"Voir {autour.format(forme)} pour la suite."
    assert ecrire(texte) == texte


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
