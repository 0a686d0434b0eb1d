"""Addresses and phones that someone will use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.model.dossier import Appel, Contact, Dossier
from ppgp_docs.model.walk import iter_nodes

EMAIL: Final = re.compile(
    r"[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
PHONE: Final = re.compile(r"(?:\+33|0)[1-9](?:\d{2}){4}|3\d{3}|1\d{1,3}")
_URL: Final = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]{2,}")
SEPARATORS: Final = re.compile(r"[\s.\u00a0\u202f-]|\(0\)")


def emails(dossier: Dossier) -> Iterator[Diagnostic]:
    """C501: an e-mail is one that a mail program accepts (ASCII, one @, a domain)."""
    for contact in iter_nodes(dossier, Contact):
        if contact.courriel and not EMAIL.fullmatch(contact.courriel):
            yield error(
                "C501",
                f"`{contact.courriel}` n’est pas une adresse électronique",
                contact.at("courriel"),
                _mended_email(contact.courriel),
            )


def phones(dossier: Dossier) -> Iterator[Diagnostic]:
    """C502: a phone has ten digits, or is a short number (plan national de numérotation, ARCEP)."""
    for contact in iter_nodes(dossier, Contact):
        digits = SEPARATORS.sub("", contact.telephone)
        if digits and not PHONE.fullmatch(digits):
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
    """What to do with what is no e-mail; an address is proposed when it can be nothing else."""
    if typed.count("@") > 1:
        return "gardez une seule adresse par contact"
    mended = sans_accents("".join(typed.removeprefix("mailto:").split()))
    if mended != typed and EMAIL.fullmatch(mended):
        return f"sans espace, ni accent, ni `mailto:` : `{mended}`"
    return "sans espace ni accent : `contact@exemple.fr`"


def _mended_phone(typed: str) -> str:
    digits = SEPARATORS.sub("", typed.replace("O", "0").replace("o", "0"))
    if re.fullmatch(r"[1-9]\d{8}", digits):
        return f"le zéro du début manque : `{_in_pairs('0' + digits)}`"
    if digits != SEPARATORS.sub("", typed) and PHONE.fullmatch(digits) and len(digits) == 10:
        return f"un chiffre est une lettre : `{_in_pairs(digits)}`"
    numbers = re.findall(r"0[1-9](?:[ .-]?\d\d){4}(?!\d)", typed)
    if len(numbers) > 1:
        return "gardez un seul numéro par contact"
    if numbers:
        return f"gardez le numéro seul : `{_in_pairs(SEPARATORS.sub('', numbers[0]))}`"
    return "dix chiffres par paires : `01 99 00 12 34`"


def _in_pairs(digits: str) -> str:
    return " ".join(re.findall(r"\d\d", digits))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (emails, phones, addresses)
