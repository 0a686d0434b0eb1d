"""Years and other numbers that count nothing, which thousands would spoil: « 2 017 »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.references import span_in

_YEARS: Final = range(1900, 2101)
_CITED: Final = re.compile(
    r"(?:(?<!\w)(?P<when>en|depuis|dès|année|exercice)|(?<!\w)(?P<what>article|art\.|page|n°))"
    r"\s+(?P<reference>\{\{\s*chiffres\.(?P<name>\w+)\s*\}\})(?!\s+[^\W\d_]+[sx](?!\w))",
    re.IGNORECASE,
)


def years_and_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """C223: a year held as a figure says that it is one, else it is printed « 2 017 »."""
    told = set()
    for ecrit in dossier.textes:
        for match in _CITED.finditer(ecrit.texte) if "chiffres" in ecrit.texte.lower() else ():
            figure = _figure_named(dossier, match["name"])
            if figure and _is_spoilt(figure) and (match["what"] or _could_be_a_year(figure)):
                told.add(figure.cle)
                unit = "année" if match["when"] else "numéro"
                span = span_in(ecrit.texte, *match.span("reference"))
                yield warning("C223", _message(figure), span, _hint(figure, unit))
    for figures in (dossier.chiffres, *(fiche.chiffres for fiche in dossier.fiches)):
        for figure in figures.values():
            if figure.cle not in told and _is_spoilt(figure) and _counts_nothing(figure):
                hint = f"{_hint(figure, 'année')} ; sinon, dites ce qu’il compte sous `unite`"
                yield warning("C223", _message(figure), figure.at("valeur"), hint)


def _figure_named(dossier: Dossier, name: str) -> Chiffre | None:
    groups = [fiche.chiffres for fiche in dossier.fiches]
    return next((group[name] for group in (*groups, dossier.chiffres) if name in group), None)


def _is_spoilt(figure: Chiffre) -> bool:
    """Whether nothing says that the number is a quantity, and it is printed as one."""
    whole = figure.valeur is not None and figure.valeur >= 1000 and not figure.valeur % 1
    return whole and not (figure.unite or figure.base or figure.est_un_numero)


def _could_be_a_year(figure: Chiffre) -> bool:
    return figure.valeur is not None and int(figure.valeur) in _YEARS


def _counts_nothing(figure: Chiffre) -> bool:
    """Whether it could be a year, and its label counts nothing in the plural."""
    first = figure.libelle.plain.split()[:1]
    return _could_be_a_year(figure) and not (first and first[0].endswith(("s", "x")))


def _message(figure: Chiffre) -> str:
    return f"`{figure.cle}` s’imprime « {figure.en_chiffres} », comme une quantité"


def _hint(figure: Chiffre, unit: str) -> str:
    printed = f"{figure.valeur:f}" if figure.valeur is not None else ""
    return f"pour imprimer « {printed} », ajoutez au chiffre `unite: {unit}`"


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (years_and_numbers,)
