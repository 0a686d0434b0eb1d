"""The numbers of INSEE's register (Sirene): SIREN of an organisation, SIRET of its premises."""

from typing import Final

_LA_POSTE: Final = "356000000"
"""Its premises have another key (INSEE): the sum of the digits of their SIRET divides by five."""


def cle_juste(chiffres: str) -> bool:
    """Whether the last of some digits is their key (Luhn's formula, ISO/IEC 7812-1)."""
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(chiffres)))
    return sum(map(sum, (divmod(value, 10) for value in doubled))) % 10 == 0


def est_un_siret(texte: str) -> bool:
    """Whether fourteen digits, spaces apart, are a SIRET: the SIREN and the whole have their keys.

    The key sees any wrong digit and most swaps, not that of 0 and 9.
    """
    digits = chiffres_seuls(texte)
    if len(digits) != 14 or not (digits.isascii() and digits.isdecimal()):
        return False
    if digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    return cle_juste(digits[:9]) and cle_juste(digits)


def chiffres_seuls(texte: str) -> str:
    """A number without the spaces that cut it for the eye."""
    return "".join(texte.split())
