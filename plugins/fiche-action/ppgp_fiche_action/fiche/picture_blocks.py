"""Blocks that show pictures beside their texts: before and after, cards, documents."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ppgp_docs.api import SentField, blocs, compter
from ppgp_fiche_action.word.fields import number, text, titled, typed_line, typed_prose
from ppgp_fiche_action.word.images import image
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.prose import bullets, numbered
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style


def before_after(sheet: Sheet, bloc: blocs.AvantApres) -> Iterator[Element]:
    """One side after the other, then what changed."""
    yield titled(sheet, bloc, "titre", Style.INTERTITRE)
    for name, side in (("Avant", bloc.avant), ("Après", bloc.apres)):
        if side.image or side.reperes or side.texte:
            yield _bold(sheet, name)
        yield from _picture(sheet, side.image)
        yield from numbered(sheet, [text(sheet, each, "texte", "Repère") for each in side.reperes])
        yield from typed_prose(sheet, side, "texte", name)
    if bloc.changements:
        yield _bold(sheet, "Ce qui change")
        ranks = range(len(bloc.changements))
        changes = [text(sheet, bloc, f"changements.{rank}", "Changement") for rank in ranks]
        yield from bullets(sheet, changes)


def cards(sheet: Sheet, bloc: blocs.Cartes) -> Iterator[Element]:
    """The cards as a list, each with its text below."""
    if bloc.titre:
        yield titled(sheet, bloc, "titre", Style.INTERTITRE)
    for card in bloc.cartes:
        yield from _item(sheet, card, card.picto)
        yield from typed_prose(sheet, card, "texte", "Carte", Style.SUITE)


def documents(sheet: Sheet, bloc: blocs.Documents) -> Iterator[Element]:
    """The documents as a list, each with how many it stands for, its view and its text."""
    if bloc.titre:
        yield titled(sheet, bloc, "titre", Style.INTERTITRE)
    for each in bloc.documents:
        yield from _item(sheet, each, each.image, each.quantite)
        yield from typed_prose(sheet, each, "texte", "Document", Style.SUITE)


def gallery(sheet: Sheet, bloc: blocs.Galerie) -> Iterator[Element]:
    """The pictures one after the other, each with its caption and its credit."""
    if bloc.titre:
        yield titled(sheet, bloc, "titre", Style.INTERTITRE)
    for vue in bloc.vues:
        yield from image(
            sheet, blocs.ImagePlacee(image=vue.image, legende=vue.legende, place=vue.place)
        )


def _item(
    sheet: Sheet,
    piece: blocs.Carte | blocs.DocumentRetravaille,
    picture: blocs.Image | None,
    count: int = 1,
) -> Iterator[Element]:
    """The title of a piece in bold, how many it stands for, its picture."""
    strong = evolve(piece.titre, runs=tuple(evolve(each, bold=True) for each in piece.titre.runs))
    title = typed_line(sheet, piece.address("titre"), "Titre", strong, bold=True)
    if count > 1:
        said, _, unit = compter(count, "document").partition("\u00a0")
        look = sheet.styles[Style.GRAS]
        field = SentField(piece.address("quantite"), "Quantité")
        counted = number(sheet, field, said, look)
        title += [run(" (", look), *counted, run(f"\u00a0{unit})", look)]
    yield from bullets(sheet, [title])
    yield from _picture(sheet, picture)


def _picture(sheet: Sheet, picture: blocs.Image | None) -> Iterator[Element]:
    if picture:
        placed = blocs.ImagePlacee(image=picture, largeur="petite", place=picture.place)
        yield from image(sheet, placed)


def _bold(sheet: Sheet, text: str) -> Element:
    return paragraph(sheet.styles[Style.CELLULE], run(text, sheet.styles[Style.GRAS]))
