"""Figures that must agree: parts and wholes, percentages, announced counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.accords import accorder, compter
from ppgp_docs.francais.nombres import decimal, format_pourcentage, nearest, reachable
from ppgp_docs.model.blocs import Tableau
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.list_items import counted
from ppgp_docs.model.printed_text import printed_texts_of
from ppgp_docs.model.walk import iter_nodes


def parts_and_wholes(dossier: Dossier) -> Iterator[Diagnostic]:
    """C201: a part is never more than its base (0 ≤ k ≤ n)."""
    for name, figure, figures in _each(dossier):
        base = figures.get(figure.base)
        if base and _exceeds(figure, base):
            yield error(
                "C201",
                f"`{name}` vaut {figure.en_chiffres}, plus que sa base `{figure.base}` "
                f"({base.en_chiffres})",
                figure.at("valeur"),
            )


def bases_end(dossier: Dossier) -> Iterator[Diagnostic]:
    """C215: a figure is never, by way of its base, a part of itself."""
    for name, figure, figures in _each(dossier):
        seen, base = {name}, figure.base
        while base in figures and base not in seen:
            seen.add(base)
            base = figures[base].base
        if base == name:
            yield error(
                "C215",
                f"les bases tournent en rond : de base en base, `{name}` est une part de lui-même",
                figure.at("base"),
                "effacez la `base` du chiffre qui est le total",
            )


def percentages(dossier: Dossier) -> Iterator[Diagnostic]:
    """C202: a written percentage is what the counts give, rounded half up, never truncated."""
    for name, figure, figures in _each(dossier):
        base = figures.get(figure.base)
        if figure.pourcentage is None or base is None:
            continue
        if figure.valeur is None or not base.valeur:
            yield from _unreachable(name, figure, base)
            continue
        computed = figure.part_de(base)
        if computed != figure.pourcentage:
            yield error(
                "C202",
                f"`{name}` annonce {decimal(figure.pourcentage)}\u00a0%, mais "
                f"{figure.en_chiffres} sur {base.en_chiffres} font "
                f"{figure.en_pourcentage(base)}",
                figure.at("pourcentage"),
                "effacez `pourcentage` : il se calcule tout seul",
            )


def _unreachable(name: str, figure: Chiffre, base: Chiffre) -> Iterator[Diagnostic]:
    """Of nine people, only 0, 11, 22… 78, 89 or 100 % can be; of nobody, none."""
    share, whole = figure.pourcentage, base.valeur
    if share is None or whole is None:
        return
    if not whole:
        message = f"`{name}` annonce {format_pourcentage(share)} d’une base nulle (`{figure.base}`)"
        hint = "corrigez la valeur de la base, ou effacez `pourcentage`"
        yield error("C202", message, figure.at("pourcentage"), hint)
    elif not reachable(share, whole):
        yield error(
            "C202",
            f"`{name}` annonce {format_pourcentage(share)}, ce qu’aucun nombre entier sur "
            f"{base.en_chiffres} ne donne\u00a0: {nearest(share, whole)}",
            figure.at("pourcentage"),
            "écrivez l’effectif sous `valeur`\u00a0: le pourcentage se calcule",
        )


def percentages_with_a_base(dossier: Dossier) -> Iterator[Diagnostic]:
    """C203: a percentage says of how many, but one that is aimed at: nobody was counted."""
    aims = _aims(dossier)
    for name, figure, _ in _each(dossier):
        said = figure.base or figure.source or name in aims
        if figure.pourcentage is not None and not said:
            percentage = format_pourcentage(figure.pourcentage)
            yield warning(
                "C203",
                f"le pourcentage `{name}` ({percentage}) n’a pas de base",
                figure.at("pourcentage"),
                "ajoutez `valeur` et `base`, ou au moins `source`",
            )


def _aims(dossier: Dossier) -> frozenset[str]:
    """The names of the figures that are targets of an indicator, of a year or of the last."""
    indicators = [one for fiche in dossier.fiches for one in fiche.indicateurs]
    years = (year.cible for one in indicators for year in one.suivi)
    return frozenset({*(one.cible for one in indicators), *years} - {""})


def figures_have_a_value(dossier: Dossier) -> Iterator[Diagnostic]:
    """C204: a figure has a value or a percentage."""
    for name, figure, _ in _each(dossier):
        if figure.valeur is None and figure.pourcentage is None:
            yield error("C204", f"le chiffre `{name}` n’a pas de `valeur`", figure.at())


def announced_counts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C205: a list has as many items as its title announces."""
    for owner, items in counted(dossier):
        total = sum(getattr(item, "quantite", 1) for item in items)
        if owner.nombre_annonce is not None and owner.nombre_annonce != total:
            yield error(
                "C205",
                f"{_announced(owner.nombre_annonce)}, la liste en compte {total}",
                owner.at("nombre_annonce"),
                "corrigez le nombre, ou complétez la liste",
            )


def _announced(number: int) -> str:
    """« 1 élément est annoncé », « 5 éléments sont annoncés »."""
    verb = "sont" if number > 1 else "est"
    return f"{compter(number, 'élément')} {verb} {accorder(number, 'annoncé')}"


def distinct_parts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C207: parts that count different people do not add up to more than their base."""
    for figures in _groups(dossier):
        for name, base in figures.items():
            parts = [part for part in figures.values() if part.distinct and part.base == name]
            total = sum((part.valeur or Decimal(0) for part in parts), Decimal(0))
            if base.valeur is not None and total > base.valeur:
                sum_ = " + ".join(part.en_chiffres for part in parts)
                yield warning(
                    "C207",
                    f"{sum_} = {decimal(total)}, plus que la base `{name}` ({base.en_chiffres})",
                    parts[-1].at("valeur"),
                    "des personnes sont peut-être comptées deux fois, ou l’effectif a changé",
                )


def sessions_suffice(dossier: Dossier) -> Iterator[Diagnostic]:
    """C221: groups of so many at most, so many people: that takes so many sessions."""
    for name, figure, figures in _each(dossier):
        group, held = (_amount(figure, field, figures) for field in ("par_groupe", "sessions"))
        if figure.valeur and group and held is not None:
            needed = (figure.valeur / group).to_integral_value(ROUND_CEILING)
            if held < needed:
                yield warning(
                    "C221",
                    f"`{name}` ({figure.en_chiffres}), par groupes de {decimal(group)} au plus, "
                    f"demande {compter(int(needed), 'session')}, et non {decimal(held)}",
                    figure.at("sessions"),
                    "un groupe a été plus grand, une session est oubliée, ou l’effectif a changé",
                )


def _amount(figure: Chiffre, field: str, figures: Mapping[str, Chiffre]) -> Decimal | None:
    """What a field says: a number, or the value of the figure that it names."""
    written = getattr(figure, field)
    named = figures.get(written)
    return Decimal(written) if written.isdecimal() else named.valeur if named else None


def amounts_named(dossier: Dossier) -> Iterator[Diagnostic]:
    """C101: the figure that gives the size of a group, or the sessions, exists."""
    for _, figure, figures in _each(dossier):
        for field in ("par_groupe", "sessions"):
            written = getattr(figure, field)
            if written and not written.isdecimal() and written not in figures:
                known = ", ".join(figures)
                message = f"le chiffre `{written}` n’existe pas"
                yield error("C101", message, figure.at(field), f"chiffres connus\u00a0: {known}")


def tables_are_regular(dossier: Dossier) -> Iterator[Diagnostic]:
    """C206: each row of a table has a cell per column."""
    for table in iter_nodes((tuple(dossier.blocs()), dossier.fiches), Tableau):
        for number, row in enumerate(table.lignes, start=1):
            if len(row) != len(table.colonnes):
                yield error(
                    "C206",
                    f"la ligne {number} du tableau a {compter(len(row), 'case')} pour "
                    f"{compter(len(table.colonnes), 'colonne')}",
                    _row(dossier, table, number),
                    _ROW_TOO_SHORT if len(row) < len(table.colonnes) else _ROW_TOO_LONG,
                )


_ROW_TOO_SHORT: Final = 'complétez la ligne, ou laissez une case vide : `""`'
_ROW_TOO_LONG: Final = (
    'une virgule de trop ? mettez entre guillemets la case qui en contient une : `"28,5 %"`'
)


def _row(dossier: Dossier, table: Tableau, number: int) -> Span:
    """The place of a row, that of its first cell: only texts know where they stand."""
    cells = printed_texts_of(dossier, table.at("lignes"))
    before = sum(len(row) for row in table.lignes[: number - 1])
    known = len(cells) == sum(map(len, table.lignes)) and table.lignes[number - 1]
    return cells[before].ecrit.texte.span if known else table.at("lignes")


def _each(dossier: Dossier) -> Iterator[tuple[str, Chiffre, Mapping[str, Chiffre]]]:
    """Every figure with its name and the figures that it stands among."""
    for figures in _groups(dossier):
        yield from ((name, figure, figures) for name, figure in figures.items())


def _groups(dossier: Dossier) -> Iterator[Mapping[str, Chiffre]]:
    yield dossier.chiffres
    yield from (fiche.chiffres for fiche in dossier.fiches)


def _exceeds(figure: Chiffre, base: Chiffre) -> bool:
    return figure.valeur is not None and base.valeur is not None and figure.valeur > base.valeur


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    parts_and_wholes,
    bases_end,
    percentages,
    percentages_with_a_base,
    figures_have_a_value,
    announced_counts,
    distinct_parts,
    sessions_suffice,
    amounts_named,
    tables_are_regular,
)
