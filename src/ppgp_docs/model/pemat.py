"""The scores of a PEMAT grid, exact until they are printed, and the grid as tables.

A score is what is answered « oui » out of what is answered « oui » or « non », for each of two
scales that are never added up (AHRQ 14-0002-EF, Shoemaker, Wolf, Brach, 2013). Several raters: the
mean of their scores. Percentages are rounded half up, to the unit, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from ppgp_docs.francais.accords import accorder, capitale, compter, enumerer
from ppgp_docs.francais.nombres import dire_part, entier
from ppgp_docs.model.blocs import ItemPemat, Pemat, Tableau
from ppgp_docs.model.changes import NAMES, Change, Moment
from ppgp_docs.model.place import Place
from ppgp_docs.model.printed_amounts import NOTHING
from ppgp_docs.model.prose import Line, Run

SCALES: Final = {"comprehensibilite": "Compréhensibilité", "actionnabilite": "Actionnabilité"}
"""The two scales (« understandability », « actionability »), as documents call them."""

VERSIONS: Final = dict(zip(("avant", "apres"), NAMES, strict=True))

ANSWERS: Final = {
    "oui": "oui",
    "non": "non",
    "sans_objet": "sans objet",
    "sans_reponse": "sans réponse",
}
"""What raters may answer, as it is printed; the first two are counted."""

METHOD: Final = (
    "Score\u00a0: items notés «\u00a0oui\u00a0» sur items notés «\u00a0oui\u00a0» ou «\u00a0non"
    "\u00a0»\u202f; «\u00a0sans objet\u00a0» et «\u00a0sans réponse\u00a0» ne comptent pas. "
    "Pourcentages arrondis à l’unité."
)
"""The rule, said below the scores."""

MEAN: Final = "Avec plusieurs évaluations, le score est la moyenne de leurs scores."

_EACH: Final = 3
"""Scores that are told one by one beside their mean."""

_SILENT: Final = "sans_reponse"
_ALIKE: Final = "Les évaluations concordent pour tous les items."
_SPACE: Final = "\u00a0"
_COLON: Final = "\u00a0: "


@frozen
class Score:
    """What one rater gave: ``points`` of the items ``rated``; ``without`` were not applicable."""

    rater: str
    points: int
    rated: int
    without: int = 0

    @property
    def ratio(self) -> Fraction:
        """From 0 to 1."""
        return Fraction(self.points, self.rated)

    @property
    def counted(self) -> str:
        """« 9 sur 15 »."""
        return f"{entier(self.points)} sur{_SPACE}{entier(self.rated)}"

    @property
    def said(self) -> str:
        """« 9 sur 15 (60 %) », and the items that were not applicable: « , 2 sans objet »."""
        left = f", {entier(self.without)}{_SPACE}{ANSWERS['sans_objet']}" if self.without else ""
        return f"{self.counted} ({percent(self.ratio)}){left}"


def percent(ratio: Fraction) -> str:
    """A share as all documents say it, rounded half up: « 61 % »."""
    return dire_part(ratio.numerator, ratio.denominator)


def mean(scores: Iterable[Score]) -> Fraction:
    """The mean of the scores of several raters, exact. Raises ZeroDivisionError for none."""
    ratios = [score.ratio for score in scores]
    return sum(ratios, Fraction(0)) / len(ratios)


def answers(item: ItemPemat, version: str) -> tuple[str, ...]:
    """What each rater answered of an item, in their order."""
    return item.avant if version == "avant" else item.apres


def raters(bloc: Pemat) -> tuple[str, ...]:
    """Who filled the grid; two who are called alike are numbered."""
    names = bloc.evaluateurs
    return tuple(
        f"{name} ({rank})" if names.count(name) > 1 else name
        for rank, name in enumerate(names, start=1)
    )


def scores(bloc: Pemat, scale: str, version: str) -> tuple[Score, ...]:
    """The score of each rater who rated at least one item of the scale."""
    held = [answers(item, version) for item in bloc.items if item.echelle == scale]
    found = []
    for rank, rater in enumerate(raters(bloc)):
        given = [each[rank] for each in held if rank < len(each)]
        points, refused = given.count("oui"), given.count("non")
        if points + refused:
            found.append(Score(rater, points, points + refused, given.count("sans_objet")))
    return tuple(found)


def scales(bloc: Pemat) -> tuple[str, ...]:
    """The scales that the grid has, in their usual order."""
    held = {item.echelle for item in bloc.items}
    return tuple(scale for scale in SCALES if scale in held)


def versions(bloc: Pemat) -> tuple[str, ...]:
    """The versions that were rated."""
    return tuple(v for v in VERSIONS if any(answers(item, v) for item in bloc.items))


def numbered(bloc: Pemat) -> Iterator[tuple[str, ItemPemat]]:
    """Each item with its number in the grid, or else its rank."""
    for rank, item in enumerate(bloc.items, start=1):
        yield item.numero or entier(rank), item


def disagreements(bloc: Pemat, version: str) -> tuple[tuple[str, ItemPemat], ...]:
    """The items that raters did not answer alike, with their numbers; who did not answer takes
    no part."""
    return tuple(
        (number, item)
        for number, item in numbered(bloc)
        if len({*answers(item, version)} - {_SILENT}) > 1
    )


def changes(bloc: Pemat) -> tuple[Change, ...]:
    """The scores of each scale, before and after, for a chart."""
    found = (
        Change(
            SCALES[scale],
            _moment(scores(bloc, scale, "avant")),
            _moment(scores(bloc, scale, "apres")),
        )
        for scale in scales(bloc)
    )
    return tuple(change for change in found if change.before or change.after)


def _moment(found: tuple[Score, ...]) -> Moment | None:
    if not found:
        return None
    several = (f"moyenne de{_SPACE}{compter(len(found), 'score')}",)
    details = several if len(found) > _EACH else tuple(score.counted for score in found)
    return Moment(mean(found), percent(mean(found)), details)


def framing(bloc: Pemat) -> tuple[tuple[str, Line], ...]:
    """What was rated, by which grid, by whom: each with its label."""
    known = (
        ("Document évalué", bloc.support),
        ("Grille", _line(bloc.grille)),
        ("Évaluation", _line(enumerer(raters(bloc)))),
    )
    return tuple((label, line) for label, line in known if line)


def below(bloc: Pemat) -> str:
    """What stands under the scores: how they are counted, what raters do not agree upon."""
    if len(bloc.evaluateurs) == 1:
        return METHOD
    apart = [
        f"{accorder(len(found), 'item')} {enumerer(number for number, _ in found)} "
        f"({VERSIONS[version].lower()})"
        for version in versions(bloc)
        if (found := disagreements(bloc, version))
    ]
    told = f"Réponses différentes{_COLON}{', '.join(apart)}." if apart else _ALIKE
    return f"{METHOD} {MEAN} {told}"


def grids(bloc: Pemat) -> tuple[Tableau, ...]:
    """The grid, a table for each scale: its items, what was answered, its scores."""
    return tuple(_grid(bloc, scale) for scale in scales(bloc))


def _grid(bloc: Pemat, scale: str) -> Tableau:
    themed = any(item.theme for item in bloc.items if item.echelle == scale)
    items = (pair for pair in numbered(bloc) if pair[1].echelle == scale)
    rows = [*(_item_cells(bloc, *pair) for pair in items), *_score_cells(bloc, scale)]
    columns = ("Item", "Thème", *(heading(bloc, version) for version in versions(bloc)))
    return Tableau(
        titre=_line(f"{SCALES[scale]}, item par item"),
        colonnes=_kept(tuple(map(_line, columns)), themed),
        lignes=tuple(_kept(row, themed) for row in rows),
        place=Place(bloc.at()),
    )


def _kept(cells: tuple[Line, ...], themed: bool) -> tuple[Line, ...]:
    """The cells of a row, less that of the theme where no item has one."""
    return cells if themed else (cells[0], *cells[2:])


def _item_cells(bloc: Pemat, number: str, item: ItemPemat) -> tuple[Line, ...]:
    said = (answered(bloc, item, version) for version in versions(bloc))
    text = Line((Run(f"{number}. "), *item.texte.runs))
    return text, _line(item.theme), *map(_line, said)


def _score_cells(bloc: Pemat, scale: str) -> Iterator[tuple[Line, ...]]:
    """A row for each rater, then one for their mean."""
    for title, said in score_rows(bloc, scale):
        yield _line(title, bold=True), Line(), *(_line(text, bold=True) for text in said)


def heading(bloc: Pemat, version: str) -> str:
    """« Avant », with the date of the rating where it is known."""
    date = bloc.date_avant if version == "avant" else bloc.date_apres
    return f"{VERSIONS[version]} ({date.en_francais()})" if date else VERSIONS[version]


def answered(bloc: Pemat, item: ItemPemat, version: str) -> str:
    """What raters answered, once if they agree: « Oui », « Oui : A et B ; non : C »."""
    given = answers(item, version)
    if len(set(given)) <= 1:
        return capitale("".join(ANSWERS[answer] for answer in given[:1]))
    pairs = list(zip(given, raters(bloc), strict=False))
    by_answer = (
        (said, [rater for answer, rater in pairs if answer == name])
        for name, said in ANSWERS.items()
    )
    told = (f"{said}{_COLON}{enumerer(who)}" for said, who in by_answer if who)
    return capitale("\u202f; ".join(told))


def score_rows(bloc: Pemat, scale: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What scores the answers give, of each rater and then on average, in each version rated."""
    found = [scores(bloc, scale, version) for version in versions(bloc)]
    several = len(bloc.evaluateurs) > 1
    for rater in raters(bloc):
        own = ([score.said for score in each if score.rater == rater] for each in found)
        title = f"Score{_COLON}{rater}" if several else "Score"
        yield title, tuple("".join(said) or NOTHING for said in own)
    if several:
        yield "Score moyen", tuple(percent(mean(each)) if each else NOTHING for each in found)


def _line(text: str, bold: bool = False) -> Line:
    return Line((Run(text, bold=bold),)) if text else Line()
