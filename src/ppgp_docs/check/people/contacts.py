"""Addresses and phones that someone will use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.francais.courriels import est_un_courriel, est_un_courriel_accentue
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.telephones import est_un_telephone
from ppgp_docs.model.dossier import Appel, Contact, Dossier
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.patterns import pattern

_URL: Final = pattern(r"https?://[^\s<>\"]+\.[^\s<>\"]{2,}")
_NATIONAL: Final = pattern(r"0[1-9](?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)")


def emails(dossier: Dossier) -> Iterator[Diagnostic]:
    """C501: an e-mail is one that anybody can write to (ASCII, one @, a public domain)."""
    for contact in iter_nodes(dossier, Contact):
        if contact.courriel and not est_un_courriel(contact.courriel):
            yield error(
                "C501",
                f"`{contact.courriel}` n’est pas une adresse électronique",
                contact.at("courriel"),
                _mended_email(contact.courriel),
            )


def phones(dossier: Dossier) -> Iterator[Diagnostic]:
    """C502: a phone is one that can be dialled, here, overseas or abroad."""
    for contact in iter_nodes(dossier, Contact):
        if contact.telephone and not est_un_telephone(contact.telephone):
            yield error(
                "C502",
                f"`{contact.telephone}` n’est pas un numéro de téléphone",
                contact.at("telephone"),
                _mended_phone(contact.telephone),
            )


def addresses(dossier: Dossier) -> Iterator[Diagnostic]:
    """C503: the link of the call to action is an address of the web."""
    for appel in iter_nodes(dossier, Appel):
        if appel.lien and not _URL.fullmatch(appel.lien):
            message = f"`{appel.lien}` n’est pas une adresse de page"
            bare = "" if ":" in appel.lien or " " in appel.lien else f" : `https://{appel.lien}`"
            yield error("C503", message, appel.at("lien"), f"commencez par `https://`{bare}")


def _mended_email(typed: str) -> str:
    """What to do with what is no e-mail; another address is never guessed: it may be somebody's."""
    if typed.count("@") > 1:
        return "gardez une seule adresse par contact"
    bare = typed.removeprefix("mailto:").strip()
    if bare != typed and est_un_courriel(bare):
        return f"sans `mailto:` ni espace : `{bare}`"
    if est_un_courriel_accentue(bare):
        return ACCENTED_EMAIL
    if est_un_courriel(sans_accents("".join(bare.split()))):
        return "une adresse n’a ni espace ni accent : vérifiez-la auprès de la personne"
    if _INTERNAL.search(typed) and typed.isascii():
        return "ce domaine n’existe que dans votre réseau : donnez une adresse publique"
    return what_lacks(typed)


def what_lacks(typed: str) -> str:
    """What an address lacks to be one, as far as it can be told."""
    if typed != sans_accents("".join(typed.split())):
        return "sans espace ni accent : `contact@exemple.fr`"
    if "@" not in typed:
        return "il y manque l’arobase : `contact@exemple.fr`"
    if "." not in typed.rpartition("@")[2]:
        return "il y manque la fin du domaine, `.fr` par exemple : `contact@exemple.fr`"
    return "comparez-la à `contact@exemple.fr`"


ACCENTED_EMAIL: Final = (
    "peu de messageries écrivent à une adresse qui porte des accents : vérifiez-la auprès de la "
    "personne, ou donnez un autre moyen de la joindre"
)
"""What is said of an address that is well formed otherwise (RFC 6531)."""

_INTERNAL: Final = pattern(r"@[\w.-]+\.(?:home|internal|intra\w*|invalid|lan|local\w*|test)$", re.I)


def _mended_phone(typed: str) -> str:
    digits = "".join(typed.replace("O", "0").replace("o", "0").split())
    bare = re.sub(r"[.-]", "", digits)
    if re.fullmatch(r"[1-9]\d{8}", bare):
        return f"le zéro du début manque : `{_in_pairs('0' + bare)}`"
    if digits != "".join(typed.split()) and re.fullmatch(r"0[1-9]\d{8}", bare):
        return f"un chiffre est une lettre : `{_in_pairs(bare)}`"
    numbers = _NATIONAL.findall(typed)
    if len(numbers) > 1:
        return "gardez un seul numéro par contact"
    if numbers:
        return f"gardez le numéro seul : `{_in_pairs(re.sub(r'[^0-9]', '', numbers[0]))}`"
    if typed.startswith(("+", "00")):
        return "l’indicatif et tout le numéro : `+262 262 12 34 56`"
    return "dix chiffres par paires : `01 99 00 12 34`"


def _in_pairs(digits: str) -> str:
    return " ".join(re.findall(r"\d\d", digits))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (emails, phones, addresses)
