"""Fields: what is printed of the dossier, each value in a control that names its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from ppgp_docs.api import (
    Cited,
    DatePrecise,
    Genre,
    Line,
    Located,
    PrintedFigure,
    Prose,
    SentField,
    part_tag,
)
from ppgp_fiche_action.word.ooxml import Element, choice_list, control, day, paragraph, qn, run
from ppgp_fiche_action.word.prose import prose, words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style


def typed(sheet: Sheet, field: SentField, *content: Element) -> list[Element]:
    """Words of the dossier in their control; alone where nothing names their place."""
    tag = declare(sheet, field)
    return [control(tag, field.label, *content)] if tag and content else list(content)


def declare(sheet: Sheet, field: SentField) -> str:
    """The tag of a field, which the file will list; nothing for what has no place of its own, nor
    for what is printed a second time: two controls with one tag are a line that someone copied."""
    if not (field.addresses and field.addresses[0]) or field.tag in sheet.context.fields:
        return ""
    sheet.context.prints(field)
    return field.tag


def text(sheet: Sheet, piece: Located, field: str, label: str) -> list[Element]:
    """The line of a piece that is called ``field``, or ``field.0`` for the first of several."""
    value = _line_at(piece, field)
    return typed_line(sheet, piece.address(field), label, value)


def typed_line(
    sheet: Sheet, address: str, label: str, value: Line, *, bold: bool = False
) -> list[Element]:
    """A line in its control."""
    field = SentField(address, label, Genre.LINE, bold=bold, cites=cited(value))
    return typed(sheet, field, *words(sheet, value))


def titled(sheet: Sheet, piece: Located, field: str, style: Style) -> Element:
    """A paragraph that holds a line of a piece, in a style of its own."""
    return paragraph(sheet.styles[style], *text(sheet, piece, field, field.capitalize()))


def _line_at(piece: Located, field: str) -> Line:
    value: object = piece
    for step in field.split("."):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return value if isinstance(value, Line) else Line()


def cited(*texts: Line | Prose) -> tuple[tuple[str, str], ...]:
    """The references of texts, each with what it prints."""
    return tuple((each.name, said) for one in texts for said, each in _cited(one))


def _cited(value: Line | Prose) -> Iterator[tuple[str, Cited]]:
    for one in value.runs() if isinstance(value, Prose) else value.runs:
        for each in one.cites:
            yield one.text[each.start : each.end], each


def choice(
    sheet: Sheet, field: SentField, said: str, style: str = "", *, closed: bool = True
) -> list[Element]:
    """One of some words, in a list that Word shows; others may be typed when it is not closed."""
    tag = declare(sheet, field)
    content = run(said, style)
    kind = choice_list((shown for _, shown in field.choices), closed)
    return [control(tag, field.label, content, kind=kind)] if tag else [content]


def one_of(
    address: str | Sequence[str], label: str, choices: Iterable[tuple[str, str]]
) -> SentField:
    """A field of which the dossier takes some words only: what is typed, what is printed."""
    return SentField(address, label, Genre.CHOICE, choices=tuple(choices))


def date(
    sheet: Sheet, field: SentField, value: DatePrecise, said: str, style: str = ""
) -> list[Element]:
    """A date, in a control that shows a calendar where it is that of a day."""
    tag = declare(sheet, evolve(field, genre=Genre.DATE))
    content = run(said, style)
    if not tag:
        return [content]
    exact = value.precision == "jour" and said == value.en_chiffres()
    kind = day(value.debut.isoformat()) if exact else None
    return [control(tag, field.label, content, kind=kind)]


def number(sheet: Sheet, field: SentField, said: str, style: str = "") -> list[Element]:
    """A whole number, such as a year."""
    return typed(sheet, evolve(field, genre=Genre.INTEGER), run(said, style))


def figure(sheet: Sheet, field: SentField, name: str, value: PrintedFigure) -> list[Element]:
    """The value of a figure that the dossier names there."""
    cites = ((f"chiffres.{name}", value.alone),)
    return typed(sheet, evolve(field, genre=Genre.FIGURE, cites=cites), run(value.alone))


def typed_prose(
    sheet: Sheet, piece: Located, field: str, label: str, style: str = Style.CELLULE
) -> Iterator[Element]:
    """The paragraphs and lists of a longer text of a piece, the words of each in a control."""
    value = getattr(piece, field)
    tag = ""
    if value:
        where = piece.address(field)
        tag = declare(sheet, SentField(where, label, Genre.PROSE, cites=cited(value)))
    for rank, each in enumerate(prose(sheet, value, style)):
        if tag:
            content = [child for child in each if child.tag != qn("pPr")]
            each.append(control(part_tag(tag, rank), label, *content))
        yield each
