"""Addresses that mail programs accept: plain ones at a glance, others by `email-validator`.

The library knows RFC 5321, 5322 and 6761 (domains that nobody outside can reach). Letters with
accents are refused wherever they stand: few programs write to them (RFC 6531).
"""

import re
from typing import Final

_RESERVE: Final = re.compile(
    r"@(?:.*\.)?(?:arpa|home|internal|intranet|invalid|lan|local(?:domain|host)?|onion|test)",
    re.IGNORECASE,
)
"""Domains that only exist within a network. `.example` is well written: it is made to be shown (RFC
2606), as our own `exemple.fr` is."""

_ORDINAIRE: Final = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?=.{1,200}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
"""What nearly everybody types: no need to load the library for it."""


def est_un_courriel(adresse: str) -> bool:
    """Return whether anybody could write to an address from outside."""
    place = adresse.rfind("@")
    if place < 0 or not adresse.isascii() or _RESERVE.fullmatch(adresse, place):
        return False
    return bool(_ORDINAIRE.fullmatch(adresse)) or _est_valide(adresse, accents=False)


def est_un_courriel_accentue(adresse: str) -> bool:
    """Return whether an address would be one for the few programs that write to accents."""
    return not adresse.isascii() and _est_valide(adresse, accents=True)


def _est_valide(adresse: str, accents: bool) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(adresse, check_deliverability=False, allow_smtputf8=accents, strict=True)
    except EmailNotValidError:
        return False
    return True
