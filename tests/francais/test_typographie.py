"""French typesetting: a table of cases with their sources, and what holds for any text.

In the table (`typographie.tsv`), ~ stands for U+202F (narrow) and _ for U+00A0, so that a reader
sees them.
"""

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import get_args
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppgp_docs.francais.typographie import composition as typographie
from ppgp_docs.francais.typographie.composition import composer, composer_runs
from ppgp_docs.francais.typographie.regles import REGLES, Typographie

TABLE = Path(__file__).with_name("typographie.tsv")
CAS = list(
    csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)
SOURCES = {
    "BIPM": "brochure sur le SI, 5.4.3: units, minus sign",
    "Arcep": "numbers 08xx, said 0 8xx (signalétique des services à valeur ajoutée)",
    "Insee": "SIREN and SIRET: 3, 3, 3 and 5 digits",
    "IN": "Lexique des règles typographiques en usage à l'Imprimerie nationale",
    "AFNOR": "AFNOR XP Z10-011: a postal code is five digits, without a space",
    "CGPM": "CGPM 1948, résolution 7, and AFNOR: thousands",
    "M57": "instruction budgétaire et comptable M57: articles, natures, fonctions, comptes",
    "CLDR": "Unicode CLDR, locale fr: % and €, units",
    "maison": "house rule: what is not surely a fault of typing stays as it is",
}


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas["cas"])
def test_a_typed_text_is_set_the_french_way(cas: dict[str, str]) -> None:
    assert _montrer(composer(_lire(cas["tapé"]))) == cas["attendu"]
    assert cas["source"] in SOURCES


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas["cas"])
def test_what_is_already_set_stays_as_it_is(cas: dict[str, str]) -> None:
    compose = composer(_lire(cas["tapé"]))
    assert composer(compose) == compose


@pytest.mark.parametrize(
    ("tape", "attendu"),
    [
        ("C'est quoi ? Oui ! Ainsi : a ; b", "C’est quoi? Oui! Ainsi: a; b"),
        ('le "très" bon', "le «très» bon"),
        ("« Un “ très ” bon »", "«Un “très” bon»"),
        ("77 % et 16497 €", "77_% et 16~497_€"),
        ("Voir https://exemple.fr ?", "Voir https://exemple.fr_?"),
        ("le 1 juillet, l'Etat", "le 1er_juillet, l’État"),
    ],
)
def test_the_union_guide_spaces_no_sign_of_punctuation(tape: str, attendu: str) -> None:
    """Code de rédaction interinstitutionnel, 6.4: only units and thousands are spaced."""
    assert _montrer(composer(tape, "union_europeenne")) == attendu


def test_a_quotation_may_open_in_one_run_and_close_in_another() -> None:
    runs = composer_runs(['Le pilier "', "savoir différer", '", dit-elle'])
    assert [_montrer(run) for run in runs] == ["Le pilier «_", "savoir différer", "_», dit-elle"]


def test_the_space_before_a_sign_is_set_even_when_a_run_ends_there() -> None:
    assert [_montrer(run) for run in composer_runs(["Vraiment ", "?"])] == ["Vraiment~", "?"]
    assert [_montrer(run) for run in composer_runs(["Vraiment", "?"])] == ["Vraiment", "~?"]


def test_a_verbatim_run_comes_back_untouched_and_says_nothing_to_its_neighbours() -> None:
    runs = composer_runs(["Le code ", 'a "b ?', ' n\'est pas "cité"'], verbatim=[1])
    assert [_montrer(run) for run in runs] == ["Le code ", 'a "b ?', " n’est pas «_cité_»"]


# Pieces that rules care for, so that random texts are hard ones.
_SIGNES = """
    " ' « » “ ” „ ... … .. ! ? ; : ( ) [ , . - -- – — % € km m h H M€ M. n° p. art. L. etc etc.
    5 12 000 2022 06 1er 2ème 1ère Xe juillet a l É BP * ____ 9:30 https://a.fr/?b=1:2 a@b.fr
    x.fr/ 077-227700010-20200924-a-DE
    – 1 au personnes ans article XIX Evaluation Etat ETAT A of Care siècle 1er
"""
_ESPACES = [" ", "  ", "\u00a0", "\u202f", "\n", " 39 98 00 00"]
_PIECES = st.sampled_from(_SIGNES.split() + _ESPACES)
# What stands between words matters as much: a number after a noun, minutes before a month.
_MOTS = """
    objectif programme article n° numéro facture de à : - – — 5 12 30 2022 12500 1500 15000 180500
    € % ans familles mai 9h30 14H 35h −3 -5 0800 000 000 XIXe siècle tome III A partir p. fév. mn m²
    ETP hab. Mr Dr. 08h30 05 3.5 39 19 le dB P.M.I. … Juillet Lundi ‘oui’ l´ entre et 1000 2000 RIB
    0692 0262 +262 692 compte 65748 >
    = oui ''oui'' e\u0301te\u0301 n°s Ecole SIRET 227700010 00019 × 3e 2è 1 er 1ère euros l' "l'
"""
_PHRASES = st.lists(st.sampled_from(_MOTS.split()), max_size=8).map(" ".join)
_TEXTES = st.lists(_PIECES, max_size=12).map("".join) | _PHRASES | st.text(max_size=30)


@given(_TEXTES, st.sampled_from(get_args(Typographie)))
def test_setting_a_text_twice_changes_nothing_more(texte: str, profil: Typographie) -> None:
    compose = composer(texte, profil)
    assert composer(compose, profil) == compose


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTES, st.sampled_from(get_args(Typographie)))
def test_the_rules_that_a_text_is_spared_would_leave_it_as_it_is(
    monkeypatch: pytest.MonkeyPatch, texte: str, profil: Typographie
) -> None:
    compose = composer(texte, profil)
    toutes = tuple(famille.regles for famille in REGLES[profil])
    with monkeypatch.context() as patch:
        patch.setattr(typographie, "_utiles", lambda *_: toutes)
        assert composer(texte, profil) == compose


_ADRESSES = st.sampled_from(
    ["https://", "http://exemple.fr/", "www.exemple.fr/", "www.exemple.fr/a?b=1&c="]
) | st.just("accueil@")
_SUITES = st.from_regex(r"[a-z0-9]{1,8}(?:[-_.][a-z0-9]{1,6}){0,2}\.(?:fr|org|eu)", fullmatch=True)


@given(_PHRASES, _ADRESSES, _SUITES, _PHRASES, st.sampled_from(get_args(Typographie)))
def test_nothing_is_set_inside_an_address(
    avant: str, debut: str, suite: str, apres: str, profil: Typographie
) -> None:
    adresse = debut + suite
    assert adresse in composer(f"{avant} {adresse} {apres}", profil)


@given(st.lists(_TEXTES, max_size=5))
def test_the_cut_into_runs_does_not_change_the_text(runs: list[str]) -> None:
    composes = composer_runs(runs)
    assert len(composes) == len(runs)
    assert "".join(composes) == composer("".join(runs))


@given(_TEXTES)
def test_no_digit_is_lost_added_or_moved_but_the_zero_before_an_hour_or_a_day(texte: str) -> None:
    compose, tape = (
        normalize("NFKC", composer(texte)),
        _garder(normalize("NFKC", texte), str.isdigit),
    )
    reste = iter(tape)
    for chiffre in _garder(compose, str.isdigit):
        while (suivant := next(reste)) != chiffre:
            assert suivant == "0"
    assert set(reste) <= {"0"}
    assert len(tape) - len(_garder(compose, str.isdigit)) <= texte.count("0")


_CHANGEANTES = ("2ème", "1ère", "H", "1", "A", "Evaluation", "Etat", "ETAT", "m", "n°")


@given(st.lists(_PIECES.filter(lambda piece: piece not in _CHANGEANTES), max_size=12))
def test_no_letter_is_lost_where_no_spelling_is_mended(pieces: list[str]) -> None:
    texte = "".join(pieces)
    assert _garder(composer(texte), str.isalpha) == _garder(texte, str.isalpha)


@given(_TEXTES)
def test_no_plain_space_is_left_before_a_sign_that_refuses_it(texte: str) -> None:
    compose = composer(texte)
    for (avant, espace), signe in zip(pairwise(compose), compose[2:], strict=False):
        assert not (espace == " " and signe in ";!?:%€»" and not avant.isspace())


_VISIBLES = {"~": "\u202f", "_": "\u00a0"}


def _lire(tape: str) -> str:
    """Read the case's own notation, except where _ draws a form blank."""
    return tape if "__" in tape else tape.replace("_", "\u00a0")


def _montrer(texte: str) -> str:
    for visible, espace in _VISIBLES.items():
        texte = texte.replace(espace, visible)
    return texte


def _garder(texte: str, critere: Callable[[str], bool]) -> str:
    return "".join(signe for signe in texte if critere(signe))
