"""What people do to the cells of a table: two made one, one cut in two, one typed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve

from ppgp_docs.roundtrip.fields import SentField, whole_tag
from ppgp_docs.roundtrip.returned import Typed
from ppgp_docs.roundtrip.word.paragraphs import Paragraph

_MERGED: Final = "cellules fusionnées dans le fichier\u00a0; l’outil les imprime côte à côte"


def in_no_other_row(
    typed: Iterable[Typed], paragraphs: Sequence[Paragraph], fields: Mapping[str, SentField]
) -> Iterator[Typed]:
    """What was typed; in a row of the file it makes no row of its own: it is in a cell that is
    blank in the dossier, or in one that was added."""
    held = {one.row for one in paragraphs if _tags(one, fields)}
    cells = {one.row: cell for one in paragraphs for cell in _cells_of(one, fields)}
    printed = {address for one in fields.values() for address in one.addresses}
    for place, group in groupby(typed, lambda one: (one.row in held, one.row, one.column)):
        own = list(group)
        cell = f"{cells.get(own[0].row, '')}[{own[0].column + 1}]"
        if place[0] and own[0].row in cells and cell not in printed:
            text = " ".join(filter(None, (one.text for one in own)))
            yield evolve(own[0], row=0, text=text, cell=cell)
        else:
            yield from (evolve(one, row=0 if place[0] else one.row) for one in own)


def _cells_of(paragraph: Paragraph, fields: Mapping[str, SentField]) -> Iterator[str]:
    """The row, or the titles, of a table of a dossier in which a paragraph is a cell."""
    for address in (fields[tag].addresses[0] for tag in _tags(paragraph, fields)):
        if "][" in address or address.rpartition("[")[0].endswith(".colonnes"):
            yield address.rpartition("[")[0]


def retyped_cells(
    paragraphs: Iterable[Paragraph], fields: Mapping[str, SentField]
) -> list[Paragraph]:
    """The paragraphs, with its field in a cell that was emptied and typed anew, its control gone:
    the others of its row tell it."""
    read = list(paragraphs)
    there = {tag for one in read for tag in _tags(one, fields)}
    known = {one.addresses[0]: tag for tag, one in fields.items() if _row(one)}
    lost = {place: tag for place, tag in known.items() if tag not in there}
    return list(_by_cells(read, fields, known, lost)) if lost else read


def _by_cells(
    read: Sequence[Paragraph],
    fields: Mapping[str, SentField],
    known: Mapping[str, str],
    lost: Mapping[str, str],
) -> Iterator[Paragraph]:
    for number, group in groupby(read, lambda one: one.row):
        own = list(group)
        cells = list(dict.fromkeys(one.cell for one in own))
        tags = [tag for one in own for tag in _tags(one, fields)]
        row = next((_row(fields[tag]) for tag in tags), "") if number else ""
        if not row or len(cells) != sum(place.startswith(f"{row}][") for place in known):
            yield from own
            continue
        for one in own:
            tag = lost.get(f"{row}][{cells.index(one.cell) + 1}]", "")
            is_plain = tag and not any(each.tag or each.computed for each in one.pieces)
            pieces = tuple(evolve(each, tag=tag) for each in one.pieces)
            yield evolve(one, pieces=pieces) if is_plain else one


def merged_cells(
    paragraphs: Iterable[Paragraph], fields: Mapping[str, SentField]
) -> Iterator[Typed]:
    """The cells of a row that are one in the file: a table of a dossier has a text in each."""
    cells: dict[int, list[str]] = {}
    for paragraph in paragraphs:
        for tag in _tags(paragraph, fields) if paragraph.cell else ():
            known = cells.setdefault(paragraph.cell, [])
            known += [] if tag in known or not _row(fields[tag]) else [tag]
    for tags in cells.values():
        own = [tag for tag in tags if _row(fields[tag]) == _row(fields[tags[0]])]
        if len(own) > 1:
            text = " + ".join(f"«\u00a0{fields[tag].sent}\u00a0»" for tag in own)
            yield Typed(text, own[0], beside=_MERGED)


def _tags(paragraph: Paragraph, fields: Mapping[str, SentField]) -> list[str]:
    tags = dict.fromkeys(whole_tag(piece.tag) for piece in paragraph.pieces)
    return [tag for tag in tags if tag in fields]


def _row(one: SentField) -> str:
    """The row of a cell of a table; nothing for another field."""
    return one.addresses[0].rpartition("][")[0]
