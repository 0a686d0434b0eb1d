"""Blocks that show pictures beside their texts: before and after, cards, documents."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ppgp_docs.api import Line, Run, blocs, compter
from ppgp_fiche_action.images import image
from ppgp_fiche_action.ooxml import Element, paragraph, run
from ppgp_fiche_action.prose import bullets, line, prose, words
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Style


def before_after(sheet: Sheet, bloc: blocs.AvantApres) -> Iterator[Element]:
    """One side after the other, then what changed."""
    yield line(sheet, bloc.titre, Style.INTERTITRE)
    for name, side in (("Avant", bloc.avant), ("Après", bloc.apres)):
        if side.image or side.texte:
            yield _bold(sheet, name)
        yield from _picture(sheet, side.image)
        yield from prose(sheet, side.texte)
    if bloc.changements:
        yield _bold(sheet, "Ce qui change")
        yield from bullets(sheet, [words(sheet, change) for change in bloc.changements])


def cards(sheet: Sheet, bloc: blocs.Cartes) -> Iterator[Element]:
    """The cards as a list, each with its text below."""
    if bloc.titre:
        yield line(sheet, bloc.titre, Style.INTERTITRE)
    for card in bloc.cartes:
        yield from _item(sheet, card.titre, card.picto)
        yield from prose(sheet, card.texte, Style.SUITE)


def documents(sheet: Sheet, bloc: blocs.Documents) -> Iterator[Element]:
    """The documents as a list, each with how many it stands for, its view and its text."""
    if bloc.titre:
        yield line(sheet, bloc.titre, Style.INTERTITRE)
    for each in bloc.documents:
        count = f" ({compter(each.quantite, 'document')})" if each.quantite > 1 else ""
        title = evolve(each.titre, runs=(*each.titre.runs, Run(count))) if count else each.titre
        yield from _item(sheet, title, each.image)
        yield from prose(sheet, each.texte, Style.SUITE)


def _item(sheet: Sheet, title: Line, picture: blocs.Image | None) -> Iterator[Element]:
    strong = evolve(title, runs=tuple(evolve(each, bold=True) for each in title.runs))
    yield from bullets(sheet, [words(sheet, strong)])
    yield from _picture(sheet, picture)


def _picture(sheet: Sheet, picture: blocs.Image | None) -> Iterator[Element]:
    if picture:
        placed = blocs.ImagePlacee(image=picture, largeur="petite", place=picture.place)
        yield from image(sheet, placed)


def _bold(sheet: Sheet, text: str) -> Element:
    return paragraph(sheet.styles[Style.CELLULE], run(text, sheet.styles[Style.GRAS]))
