"""What stands side by side: texts that a page surely holds, so that a row is never cut in two.

Two texts cut by the foot of a page would be read half by half, the first lines of both before
their last ones. Heights are rough and rather too great: a text that is not sure to fit stands
alone, over as many pages as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, inf
from typing import Any, Final

from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, blocs, dossier

_LINE: Final = 5.2
"""Height of a line of running text, in mm (10.2 pt, 1.42)."""

_CHARACTER: Final = 2.1
"""Room for a character of running text, in mm; the average one takes 1.75."""

_SPACING: Final = 1.8
_INDENT: Final = 5.5
_ROW: Final = 110.0
"""The tallest row of several texts, in mm: it goes to the next page whole."""

_PANE: Final = 80.0
"""The tallest text under a picture that is compared with its neighbour, in mm."""

_KEPT: Final = 80.0
"""The tallest list that goes whole to the next page, in mm, its heading left aside."""

_STEP, _WIDE = 9.5, 138.0
"""What the box of a step takes beside its text, the width of a line of text, in mm."""

_HEADING: Final = 16.0
"""A heading with the blank around it, in mm."""

_LONG_CARD: Final = 330
_SHORT_ITEM: Final = 55
_LONG_LIST: Final = 6
_SHORT_QUOTE: Final = 90
_MANY_CONTACTS: Final = 4
_QUOTE_WIDTH, _ANSWER_WIDTH, _RESULT_WIDTH, _PANE_WIDTH, _CALL_WIDTH = 40, 50, 66, 74, 90
"""Room for a text in its column, in mm."""


def card_columns(bloc: blocs.Cartes) -> int:
    """How many cards of a row: three where that fills the rows, one where a card is long."""
    choices = (3, 2) if len(bloc.cartes) % 3 == 0 else (2,)
    return next((number for number in choices if _cards_fit(bloc, number)), 1)


def _cards_fit(bloc: blocs.Cartes, number: int) -> bool:
    width = (160 - 4 * (number - 1)) / number - 10
    short = all(len(card.texte.plain) <= _LONG_CARD for card in bloc.cartes)
    return short and all(_fits(_ROW, width, card.titre, card.texte) for card in bloc.cartes)


def is_compact(bloc: blocs.Liste) -> bool:
    """Whether a list is long and of short items: two columns then read better than one."""
    items = bloc.elements
    short = all(len(item.texte.plain) <= _SHORT_ITEM and not item.detail for item in items)
    return short and len(items) >= _LONG_LIST


def is_kept_whole(pieces: Sequence[blocs.Element | blocs.Jalon]) -> bool:
    """Whether a list is so short that the page it leaves stays three fifths full."""
    texts = [
        (one.titre, one.texte) if isinstance(one, blocs.Jalon) else (one.texte, one.detail)
        for one in pieces
    ]
    gaps = sum(_STEP for one in pieces if isinstance(one, blocs.Jalon))
    return (
        len(pieces) <= _LONG_LIST
        and gaps + sum(_height(each, _WIDE) for pair in texts for each in pair) <= _KEPT
    )


def is_short_quote(text: Prose) -> bool:
    """Whether a quote may share its line with its neighbours."""
    return len(text.plain) <= _SHORT_QUOTE and _fits(_ROW, _QUOTE_WIDTH, text)


def result_rows(bloc: blocs.Enquete) -> list[list[blocs.Resultats]]:
    """The results of a survey, two of a row; those with bars, and long ones, stand alone. Questions
    on one scale that follow one another are one row: they have one legend."""
    rows: list[list[blocs.Resultats]] = []
    room_left = False
    for results in bloc.resultats:
        if rows and _is_on_one_scale(rows[-1][-1], results):
            rows[-1].append(results)
            continue
        narrow = not is_counted(results) and _fits(_ROW, _RESULT_WIDTH, *_answers(results))
        if room_left and narrow:
            rows[-1].append(results)
        else:
            rows.append([results])
        room_left = narrow and not room_left
    return rows


def _is_on_one_scale(one: blocs.Resultats, other: blocs.Resultats) -> bool:
    """Whether they have the same degrees; those with more to say than a name say it themselves."""
    if not one.degrees or not other.degrees:
        return False
    said, others = ([(each.texte, each.quantite) for each in two.elements] for two in (one, other))
    detailed = any(each.detail for two in (one, other) for each in two.elements)
    noted = any(run.note for each in other.elements for run in each.texte.runs)
    return said == others and not detailed and not noted


def is_counted(results: blocs.Resultats) -> bool:
    """Whether someone counted the answers to a question: they get bars."""
    return any(answer.effectif is not None for answer in results.elements)


def are_narrow(results: blocs.Resultats, bloc: blocs.Enquete) -> bool:
    """Whether the answers to a question that stands alone are set in two columns."""
    fewest = 2 if len(bloc.resultats) > 1 else _LONG_LIST
    if is_counted(results) or len(results.elements) < fewest:
        return False
    return all(_fits(_ROW, _RESULT_WIDTH, one.texte, one.detail) for one in results.elements)


def is_beside_its_bar(answer: blocs.Element) -> bool:
    """Whether an answer stands at the left of its bar, and not above it."""
    return _fits(_ROW, _ANSWER_WIDTH, answer.texte, answer.detail)


def are_side_by_side(bloc: blocs.AvantApres) -> bool:
    """Whether before and after can be compared at a glance: two texts, without pictures."""
    if any(pane.image or pane.reperes for pane in (bloc.avant, bloc.apres)):
        return False
    return all(_fits(_PANE, _PANE_WIDTH, pane.texte) for pane in (bloc.avant, bloc.apres))


def is_brief(group: Sequence[blocs.Bloc], room: float) -> bool:
    """Whether plain blocks surely hold in that height, in mm: under what begins a page, or what
    came before on it."""
    return _plain_height(group) <= room


def _plain_height(group: Sequence[blocs.Bloc]) -> float:
    return sum(map(_bloc_height, group))


def _bloc_height(bloc: blocs.Bloc) -> float:
    """Of text, lists and sections of them; endless for what is drawn."""
    if isinstance(bloc, blocs.Section):
        return _HEADING + _plain_height(bloc.blocs)
    if isinstance(bloc, blocs.Paragraphe):
        return _height(bloc.texte, _WIDE)
    if isinstance(bloc, blocs.Liste):
        items = (text for one in bloc.elements for text in (one.texte, one.detail))
        return _HEADING + sum(_height(text, _WIDE) for text in items)
    return inf


def is_short_call(appel: dossier.Appel) -> bool:
    """Whether the code of a call stands beside its text, and not under it."""
    return _fits(_ROW, _CALL_WIDTH, appel.texte) and len(appel.contacts) <= _MANY_CONTACTS


def _answers(results: blocs.Resultats) -> Iterator[Line]:
    yield results.question
    for answer in results.elements:
        yield answer.texte
        yield answer.detail


def _fits(room: float, width: float, *texts: Line | Prose) -> bool:
    return sum(_height(text, width) for text in texts) <= room


def _height(text: Line | Prose, width: float) -> float:
    """The height of a text, in mm, in a column of that width."""
    if isinstance(text, Line):
        return _paragraph(text.plain, width) if text else 0.0
    return _nodes(text.nodes, width)


def _nodes(nodes: Iterable[Paragraph | ListOfItems], width: float) -> float:
    return sum(_node(node, width) for node in nodes)


def _node(node: Paragraph | ListOfItems, width: float) -> float:
    if isinstance(node, Paragraph):
        return _paragraph(node.plain, width)
    return sum(_nodes(item, width - _INDENT) for item in node.items)


def _paragraph(text: str, width: float) -> float:
    characters = max(width // _CHARACTER, 1)
    return ceil(len(text) / characters) * _LINE + _SPACING


WORDS: Final[dict[str, Any]] = {
    "cartes_de_front": card_columns,
    "tenu": is_kept_whole,
    "liste_serree": is_compact,
    "resultats_de_front": result_rows,
    "comptes": is_counted,
    "en_colonnes": are_narrow,
    "pres_de_sa_barre": is_beside_its_bar,
    "volets_de_front": are_side_by_side,
    "appel_bref": is_short_call,
    "bref": is_brief,
}
"""What the templates may ask."""
