"""French typesetting: a table of cases, and what holds for any text.

In the table, ~ stands for U+202F (narrow) and _ for U+00A0, so that a reader sees them.
"""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.typographie import composer, composer_runs, exposants

CAS = {
    # High punctuation: U+202F before ; ! ? and U+00A0 before : (Imprimerie nationale).
    "point d'interrogation": ("C'est quoi ?", "C’est quoi~?"),
    "point d'interrogation collé": ("Et après?", "Et après~?"),
    "point d'exclamation": ("Contactez-nous !", "Contactez-nous~!"),
    "point-virgule": ("16 497 € (2021) ;", "16~497_€ (2021)~;"),
    "deux-points": ("Trois objectifs : agir", "Trois objectifs_: agir"),
    "deux-points collés": ("Adresse: Bourg", "Adresse_: Bourg"),
    "deux-points en fin": ("Les thèmes :", "Les thèmes_:"),
    "signes groupés": ("Quoi ?! Non !!!", "Quoi~?! Non~!!!"),
    "signe entre parenthèses": ("un oui (?) franc (!)", "un oui (?) franc (!)"),
    "espace insécable déjà mise": ("Quoi_?", "Quoi~?"),
    "tous les signes": ("a ; b : c ! d ?", "a~; b_: c~! d~?"),
    # Quotation marks, two levels.
    "guillemets droits": ('le magazine "Ici"', "le magazine «_Ici_»"),
    "guillemets sans espaces": ("partie «moyens financiers»", "partie «_moyens financiers_»"),
    "guillemets avec espaces": ("« savoir différer »", "«_savoir différer_»"),
    "guillemets anglais": ("“savoir différer”", "«_savoir différer_»"),
    "guillemets simples": ("l'atelier 'portage'", "l’atelier «_portage_»"),
    "second niveau droit": ('« Un "très" bon outil »', "«_Un “très” bon outil_»"),
    "second niveau chevrons": ("« Un « très » bon outil »", "«_Un “très” bon outil_»"),
    "second niveau espacé": ("« Un “ très ” bon outil »", "«_Un “très” bon outil_»"),
    "guillemet après apostrophe": (
        'formés à l\'"Approche préventive"',
        "formés à l’«_Approche préventive_»",
    ),
    "question citée": ('dire "avez-vous besoin ?", puis', "dire «_avez-vous besoin~?_», puis"),
    "guillemet orphelin laissé": ('Quality". Centré', 'Quality". Centré'),
    "pouces laissés": ('un écran de 15"', 'un écran de 15"'),
    # Apostrophes, ellipses, dashes.
    "apostrophe": ("l'Ain, aujourd'hui", "l’Ain, aujourd’hui"),
    "apostrophe après chiffre": ("4'33", "4'33"),
    "points de suspension": ("Au fil du temps...", "Au fil du temps…"),
    "coupure": ("[...] la suite (...)", "[…] la suite (…)"),
    "etc. ne se prolonge pas": ("les jeux, etc...", "les jeux, etc."),
    "etc. suivi de suspension": ("les jeux, etc…", "les jeux, etc."),
    "incise": ("la PMI - gratuite - accueille", "la PMI – gratuite – accueille"),
    "trait d'union gardé": ("0-2 ans, sages-femmes", "0-2 ans, sages-femmes"),
    "points de conduite laissés": ("Nom : ........", "Nom_: ........"),
    # Numbers and units.
    "milliers espacés": ("6 957 VAD", "6~957 VAD"),
    "milliers collés": ("12000 familles", "12~000 familles"),
    "millions": ("1117000 consultations", "1~117~000 consultations"),
    "décimales": ("12500,50 €", "12~500,50_€"),
    "montant de quatre chiffres": ("1500 €", "1~500_€"),
    "pour cent collé": ("77% des répondants", "77_% des répondants"),
    "pour cent sans nombre": ("la part en %", "la part en_%"),
    "millions d'euros": ("8,4M€ et 50 k€", "8,4_M€ et 50_k€"),
    "unités": ("5 km, 3kg, 45 min, 37,5°C", "5_km, 3_kg, 45_min, 37,5_°C"),
    "m élidé n'est pas un mètre": ("les 3 m'ont aidée", "les 3 m’ont aidée"),
    "année laissée": ("en 2022, les 180", "en 2022, les 180"),
    "année suivie d'un nombre": ("2021 180 500 €", "2021 180~500_€"),
    "code postal laissé": ("01500 Ambérieu, 60000 Beauvais", "01500 Ambérieu, 60000 Beauvais"),
    "référence laissée": ("dossier 12345, BP 10234", "dossier 12345, BP 10234"),
    # Abbreviations, hours, dates, phones, ordinals.
    "numéro": ("n°8 et N° 1", "n°_8 et N°_1"),
    "page": ("p. 5, pp.12-14", "p._5, pp._12-14"),
    "article de code": ("art. L. 211-1", "art._L._211-1"),
    "civilité": ("M. Durand et Mme DURAND", "M._Durand et Mme_DURAND"),
    "heures": ("de 9h à 11h30", "de 9_h à 11_h_30"),
    "heures en capitales": ("9H30", "9_h_30"),
    "heure numérique laissée": ("à 9:30", "à 9:30"),
    "quantième": ("5 juillet 2022", "5_juillet 2022"),
    "premier du mois": ("le 1er juillet 2023", "le 1er_juillet 2023"),
    "date numérique laissée": ("Envoi : 25/09/2020", "Envoi_: 25/09/2020"),
    "téléphone pointé": ("06.39.98.00.01", "06_39_98_00_01"),
    "téléphone collé": ("0199000001", "01_99_00_00_01"),
    "téléphone international": ("+33 6 39 98 00 01", "+33_6_39_98_00_01"),
    "numéro vert": ("0 800 99 00 01", "0_800_99_00_01"),
    "première": ("1ère activité", "1re activité"),
    "ordinaux": ("2ème et 97ème, 3èmes", "2e et 97e, 3es"),
    "ordinal en capitales": ("2ÈME ACTIVITÉ", "2e ACTIVITÉ"),
    "siècle": ("au XXIème siècle", "au XXIe siècle"),
    "mère n'est pas un ordinal": ("Mère, Même, Crème", "Mère, Même, Crème"),
    # What is never touched.
    "adresse web": ("https://exemple.fr/?a=1;b=2:3", "https://exemple.fr/?a=1;b=2:3"),
    "adresse web puis question": ("Voir https://exemple.fr ?", "Voir https://exemple.fr~?"),
    "adresse sans protocole": ("exemple.fr/pmi?a=1!", "exemple.fr/pmi?a=1~!"),
    "courriel": ("pmi.p.5@exemple.fr", "pmi.p.5@exemple.fr"),
    "identifiant d'acte": (
        "077-227700010-20200924-lmc100000020966-DE",
        "077-227700010-20200924-lmc100000020966-DE",
    ),
    "blancs de formulaire": ("Nom : ____ !", "Nom_: ____~!"),
    "code à deux signes": ("a;b x?y c:d", "a;b x?y c:d"),
}


@pytest.mark.parametrize(("tape", "attendu"), CAS.values(), ids=CAS.keys())
def test_a_typed_text_is_set_the_french_way(tape: str, attendu: str) -> None:
    assert _montrer(composer(_lire(tape))) == attendu


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
"""
_ESPACES = [" ", "  ", "\u00a0", "\u202f", "\n", " 39 98 00 00"]
_PIECES = st.sampled_from(_SIGNES.split() + _ESPACES)
_TEXTES = st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=30)


@given(_TEXTES)
def test_setting_a_text_twice_changes_nothing_more(texte: str) -> None:
    assert composer(composer(texte)) == composer(texte)


@given(st.lists(_TEXTES, max_size=5))
def test_the_cut_into_runs_does_not_change_the_text(runs: list[str]) -> None:
    composes = composer_runs(runs)
    assert len(composes) == len(runs)
    assert "".join(composes) == composer("".join(runs))


@given(_TEXTES)
def test_no_digit_is_ever_lost_added_or_moved(texte: str) -> None:
    assert _garder(composer(texte), str.isdigit) == _garder(texte, str.isdigit)


@given(st.lists(_PIECES.filter(lambda piece: piece not in ("2ème", "1ère", "H")), max_size=12))
def test_no_letter_is_lost_outside_the_endings_of_ordinals(pieces: list[str]) -> None:
    texte = "".join(pieces)
    assert _garder(composer(texte), str.isalpha) == _garder(texte, str.isalpha)


@given(_TEXTES)
def test_no_plain_space_is_left_before_a_sign_that_refuses_it(texte: str) -> None:
    compose = composer(texte)
    for (avant, espace), signe in zip(pairwise(compose), compose[2:], strict=False):
        assert not (espace == " " and signe in ";!?:%€»" and not avant.isspace())


@pytest.mark.parametrize(
    ("texte", "montre"),
    [
        ("le 1er juillet", "le 1^er juillet"),
        ("la 1re activité, le 97e rang", "la 1^re activité, le 97^e rang"),
        ("au XXIe siècle, Ve République", "au XXI^e siècle, V^e République"),
        ("les 2es, la 2de", "les 2^es, la 2^de"),
        ("De Le e-learning 2e-3e", "De Le e-learning 2^e-3^e"),
        ("077-227700010-20200924-2e-DE", "077-227700010-20200924-2e-DE"),
    ],
)
def test_the_endings_of_ordinals_rise_and_nothing_else(texte: str, montre: str) -> None:
    assert "".join(f"^{m}" if haut else m for m, haut in exposants(texte)) == montre


@given(_TEXTES)
def test_raising_the_endings_loses_nothing(texte: str) -> None:
    assert "".join(morceau for morceau, _ in exposants(texte)) == texte


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
