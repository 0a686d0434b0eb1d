"""Telephone numbers: read as people type them, written the usual way.

French numbers have ten digits by pairs (plan national de numérotation, ARCEP, décision 2018-0881),
overseas a group of four first; foreign ones, and those of overseas collectivités, are
`phonenumbers`' business (ITU-T E.164 and E.123), loaded only for them. Whether a number is in
service is nobody's business here: the ARCEP keeps ranges for works of fiction.
"""

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE, INSECABLE
from ppgp_docs.francais.typographie.retouches import Retouche
from ppgp_docs.patterns import pattern

_SEPARATEURS: Final = pattern(r"(?<=.)\(0\)|[\s./()\u2010-\u2015-]")
_MAX: Final = 40
_OUTRE_MER: Final = "262|508|263|269|590|594|596|690|691|692|693|694|696|697"
_USAGES: Final = (
    (re.compile(rf"(0(?:{_OUTRE_MER}))(\d\d)(\d\d)(\d\d)"), ""),
    (re.compile(r"(0)(8\d\d)(\d{3})(\d{3})"), ""),
    (re.compile(r"(0[1-79])(\d\d)(\d\d)(\d\d)(\d\d)"), ""),
    (re.compile(r"\+330?([1-9])(\d\d)(\d\d)(\d\d)(\d\d)"), "+33"),
    (re.compile(r"(3\d)(\d\d)"), ""),
    (re.compile(r"(10)(\d\d)"), ""),
    (re.compile(r"(11[68])(\d{3})"), ""),
    (re.compile(r"(1\d{1,2})"), ""),
)
"""French numbers without their separators, cut as they are written, with their prefix."""


_SEP: Final = rf"(?:{HORIZONTALE}|[.-])?"
_DANS_UN_TEXTE: Final = pattern(
    rf"(?<![\w+-])(?<![\dh]{HORIZONTALE})(?<!\d\.)"
    rf"(?:08\d{{8}}|0[1-79](?:{_SEP}\d\d){{4}}|0{_SEP}8\d\d(?:{_SEP}\d\d){{3}}|(?<!\d/)0[1-79](?:/\d\d){{4}}|\(0[1-79]\)(?:{_SEP}\d\d){{4}}"
    rf"|00{_SEP}33{_SEP}[1-9](?:{_SEP}\d\d){{4}}|\+(?:262|508|590|594|596){_SEP}\d{{3}}(?:{_SEP}\d\d){{3}})"
    # A no-break space holds the last digits to a unit: they are no phone's.
    rf"(?!\u00a0?[^\W\d_]|{_SEP}\d|/\d(?!\d(?![\d/]))|(?<=/\d\d)/)"
)


def telephone(saisie: str) -> str:
    """Return a number as it is usually written, its groups kept together by no-break spaces.

    `0262123456` is `0262 12 34 56`, `01.99.00.12.34` is `01 99 00 12 34`, `00262 692 123456` is
    `+262 692 12 34 56`. Raises ValueError for what nobody could dial.
    """
    nu = _SEPARATEURS.sub("", saisie.strip().removeprefix("tel:"))
    if len(saisie) > _MAX or not re.fullmatch(r"\+?[0-9]+", nu):
        raise ValueError(f"`{saisie}` n’est pas un numéro de téléphone{_pourquoi(saisie)}")
    nu = f"+{nu[2:]}" if nu.startswith("00") else nu
    for forme, prefixe in _USAGES:
        if trouve := forme.fullmatch(nu):
            return INSECABLE.join(filter(None, (prefixe, *trouve.groups())))
    return _international(nu, saisie)


def grouper_telephones(texte: str) -> Iterator[Retouche]:
    """Part and hold the groups of each number of a text as :func:`telephone` writes them."""
    for trouve in _DANS_UN_TEXTE.finditer(texte):
        places = [place for place in range(*trouve.span()) if texte[place] in "+0123456789"]
        avant = ""
        rang = 0
        if trouve[0][0] == "(":
            yield Retouche(trouve.start(), places[0], "")
        if trouve[0][:2] == "00":
            yield Retouche(places[0], places[2], "+")
            places = [places[2] - 1, *places[2:]]
        for signe in telephone(trouve[0]):
            if signe == INSECABLE:
                avant = signe
                continue
            debut, fin = places[max(0, rang - 1)] + 1, places[rang]
            if rang and texte[debut:fin] != avant:
                yield Retouche(debut, fin, avant)
            avant, rang = "", rang + 1


def est_un_telephone(saisie: str) -> bool:
    """Return whether somebody could dial what was typed."""
    try:
        return bool(telephone(saisie))
    except ValueError:
        return False


_UN_AUTRE: Final = pattern(r"\d(?:\D*(?:poste|ou|et|puis)\b|\s*[/,;]\s*)\D*\d", re.IGNORECASE)
_LETTRE_O: Final = pattern(r"[Oo]")


def _pourquoi(saisie: str) -> str:
    """What keeps something from being a French number, as the end of a sentence; often nothing."""
    chiffres = re.sub(r"\D", "", saisie)
    zeros = _LETTRE_O.sub("0", saisie).replace(" ", "")
    if zeros.isdigit() and _LETTRE_O.search(saisie):
        return " : la lettre O y tient la place d’un zéro"
    if _UN_AUTRE.search(saisie):
        return " : écrivez-en un seul, sans poste ni autre mot"
    if re.search(r"[^\W\d_]", saisie):
        return " : écrivez-le seul, sans autre mot" if len(chiffres) == _DIX else ""
    return "" if "+" in saisie or len(chiffres) < _ASSEZ else _compte(chiffres)


def _compte(chiffres: str) -> str:
    if len(chiffres) == _DIX - 1 and chiffres[0] != "0":
        return f" : il lui manque le 0 du début, `0{chiffres}`"
    a_dix = len(chiffres) == _DIX or not chiffres.startswith("0")
    return "" if a_dix else f" : il a {len(chiffres)} chiffres, il en faut dix"


_ASSEZ: Final = 6
_DIX: Final = 10
"""The digits of a French number; what has fewer than enough was never meant as one."""


def _international(nu: str, saisie: str) -> str:
    import phonenumbers

    try:
        numero = phonenumbers.parse(nu)
    except phonenumbers.NumberParseException as probleme:
        told = f"`{saisie}` n’est pas un numéro de téléphone{_pourquoi(saisie)}"
        raise ValueError(told) from probleme
    if not phonenumbers.is_possible_number(numero):
        raise ValueError(f"`{saisie}` n’a pas le nombre de chiffres de son pays")
    ecrit = phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"[\s.-]+", INSECABLE, ecrit)
