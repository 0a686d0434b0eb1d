"""Figures as they are printed: a count and its base before any percentage."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from ppgp_docs.api import Chiffre, Line, blocs, decimal, dossier

_SPACE = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


@frozen
class FigureView:
    """A figure ready to print.

    ``amount`` is its value, or else its percentage; ``number`` and ``unit`` stand large;
    ``on_base`` says what it is a part of, « 7 sur 9 (78 %) », and is empty without a base;
    ``ratio`` is the part of the base, from 0 to 1, where it is known.
    """

    amount: Decimal
    number: str
    unit: str
    label: Line
    label_says_unit: bool
    on_base: str
    ratio: Decimal | None
    source: str


def view(study: dossier.Dossier, name: str) -> FigureView:
    """The figure called ``name``."""
    figure = study.chiffres[name]
    base = study.chiffres.get(figure.base)
    return FigureView(
        figure.valeur if figure.valeur is not None else figure.pourcentage or Decimal(0),
        figure.en_chiffres,
        figure.unite if figure.valeur is not None else "",
        figure.libelle,
        figure.libelle_dit_l_unite,
        _on_base(figure, base),
        _ratio(figure, base),
        figure.source,
    )


def share(study: dossier.Dossier, element: blocs.Element, base_name: str) -> FigureView | None:
    """How many gave an answer; None for an item that was not counted."""
    if element.effectif is None:
        return None
    base = study.chiffres.get(base_name)
    amount = Decimal(element.effectif)
    count = Chiffre(valeur=amount, place=element.place)
    on_base, ratio = _on_base(count, base), _ratio(count, base)
    return FigureView(amount, count.en_chiffres, "", element.texte, False, on_base, ratio, "")


def sources(study: dossier.Dossier, names: Iterable[str]) -> str:
    """Where the figures come from, as a sentence; empty when nobody says."""
    known = dict.fromkeys(study.chiffres[name].source for name in names)
    said = f"{_THIN}; ".join(source for source in known if source)
    return f"Source{_SPACE}: {said}." if said else ""


def _on_base(figure: Chiffre, base: Chiffre | None) -> str:
    if base is None or base.valeur is None or figure.valeur is None:
        return ""
    part = f"{figure.en_chiffres} sur{_SPACE}{decimal(base.valeur)}"
    return f"{part} ({figure.en_pourcentage(base)})"


def _ratio(figure: Chiffre, base: Chiffre | None) -> Decimal | None:
    """The exact part where there is a count: a bar is drawn before any rounding."""
    if figure.valeur is not None and base is not None and base.valeur:
        return figure.valeur / base.valeur
    if figure.pourcentage is not None:
        return figure.pourcentage / 100
    return None
