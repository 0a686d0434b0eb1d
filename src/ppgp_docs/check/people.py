"""Addresses and phones that someone will use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.check.walking import every
from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.model.dossier import Appel, Contact, Dossier

EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
PHONE: Final = re.compile(r"(?:\+33|0)[1-9](?:\d{2}){4}|3\d{3}|1\d{1,3}")
_URL: Final = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]{2,}")
SEPARATORS: Final = re.compile(r"[\s.\u00a0\u202f-]|\(0\)")


def emails(dossier: Dossier) -> Iterator[Diagnostic]:
    """C501: an e-mail is one that a mail program accepts (ASCII, one @, a domain)."""
    for contact in every(dossier, Contact):
        if contact.courriel and not EMAIL.fullmatch(contact.courriel):
            yield error(
                "C501",
                f"`{contact.courriel}` n’est pas une adresse électronique",
                contact.at("courriel"),
                "sans espace ni accent : `contact@exemple.fr`",
            )


def phones(dossier: Dossier) -> Iterator[Diagnostic]:
    """C502: a phone has ten digits, or is a short number (plan national de numérotation, ARCEP)."""
    for contact in every(dossier, Contact):
        digits = SEPARATORS.sub("", contact.telephone)
        if digits and not PHONE.fullmatch(digits):
            yield error(
                "C502",
                f"`{contact.telephone}` n’est pas un numéro de téléphone",
                contact.at("telephone"),
                "dix chiffres par paires : `01 99 00 12 34`",
            )


def addresses(dossier: Dossier) -> Iterator[Diagnostic]:
    """C503: the link of the call to action is an address of the web."""
    for appel in every(dossier, Appel):
        if appel.lien and not _URL.fullmatch(appel.lien):
            message = f"`{appel.lien}` n’est pas une adresse de page"
            yield error("C503", message, appel.at("lien"), "commencez par `https://`")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (emails, phones, addresses)
