"""Numbers of the national register, which stand for a person as surely as a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.patterns import pattern

_SEP: Final = "[ .\u00a0\u202f/-]?"
_NIR: Final = pattern(
    rf"(?<!\d)[12]{_SEP}\d\d{_SEP}(?:0[1-9]|1[0-2]|[2-9]\d){_SEP}(?:\d\d|2[ABab])"
    rf"{_SEP}\d{{3}}{_SEP}\d{{3}}{_SEP}\d\d(?!\d)"
)
_CORSICA: Final = {"2A": "19", "2B": "18"}
_MODULUS: Final = 97


def social_security_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """C908: no text holds a number of social security, told by its key and never said again.

    Source: loi 78-17 du 6 janvier 1978, article 30, and décret 2019-341 (who may use it, and for
    what); Insee for its fifteen digits and its key (97 less the rest of the others by 97).
    """
    for text in {id(each.texte): each.texte for each in dossier.textes}.values():
        for match in _NIR.finditer(text):
            if _has_its_key(match[0]):
                yield error(
                    "C908",
                    "ce texte donne le numéro de sécurité sociale de quelqu’un",
                    text.at(*match.span()),
                    "retirez-le : aucun document ne doit le porter",
                )


def _has_its_key(typed: str) -> bool:
    digits = re.sub("[^0-9AB]", "", typed.upper())
    for letters, number in _CORSICA.items():
        digits = digits.replace(letters, number)
    return _MODULUS - int(digits[:-2]) % _MODULUS == int(digits[-2:])


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (social_security_numbers,)
