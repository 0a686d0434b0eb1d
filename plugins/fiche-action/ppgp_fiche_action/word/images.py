"""Pictures in the flow of the text, with what they say for who does not see them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from docx.shared import Mm
from lxml import etree

from ppgp_docs.api import Picture, PictureError, SentField, blocs, ooxml_names, warning
from ppgp_fiche_action.word.fields import text, typed, typed_prose
from ppgp_fiche_action.word.ooxml import Element, paragraph, run, w
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

_WIDTHS_MM: Final = {"pleine_page": 120, "bandeau": 120, "pleine": 120, "moyenne": 80, "petite": 45}
_TALLEST_MM: Final = 160
"""The greatest height of a picture: Word shows what a page holds of a taller one."""

_DECORATIVE_URI: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def image(sheet: Sheet, bloc: blocs.ImagePlacee) -> Iterator[Element]:
    """The picture, its legend and credit, what it says in full; a drawing that Word cannot hold is
    left out."""
    width = _WIDTHS_MM[bloc.largeur]
    picture = _picture(sheet, bloc.image, width)
    if picture:
        drawn = w("r", w("drawing", _inline(sheet, bloc.image, picture, width)))
        yield paragraph(sheet.styles[Style.IMAGE], drawn)
    legend = text(sheet, bloc, "legende", "Légende")
    if credit := bloc.image.credit:
        field = SentField(bloc.image.address("credit"), "Crédit")
        named = typed(sheet, field, run(credit))
        legend += [run(" (" if legend else "("), *named, run(")")]
    if legend:
        yield paragraph(sheet.styles[Style.LEGENDE], *legend)
    yield from typed_prose(sheet, bloc.image, "description", "Description")
    yield from typed_prose(sheet, bloc, "texte", "Texte à côté")


def _picture(sheet: Sheet, source: blocs.Image, width: int) -> Picture | None:
    """The picture, unless Word does not read it: nothing then stands for it."""
    picture = _readable(sheet, source, width)
    if picture is None:
        sheet.context.left_out(source, "l’image n’entre pas dans la fiche", "alt")
    return picture


def _readable(sheet: Sheet, source: blocs.Image, width: int) -> Picture | None:
    try:
        picture = sheet.context.picture(sheet.document, source, width)
    except PictureError as problem:
        sheet.context.report(warning("R303", str(problem), source.at("fichier")))
        return None
    if picture.media_type != "image/svg+xml":
        return picture
    sheet.context.report(
        warning(
            "R303",
            f"l’image `{source.fichier}` n’entre pas dans la fiche : Word ne lit pas le SVG",
            source.at("fichier"),
            "donnez-la aussi en PNG, à 220 pixels par pouce",
        )
    )
    return None


def _inline(sheet: Sheet, source: blocs.Image, picture: Picture, width: int) -> Element:
    whole = min(width, _TALLEST_MM * picture.width / picture.height)
    inline = sheet.part.new_pic_inline(io.BytesIO(picture.data), width=Mm(whole))
    for side in "TBLR":  # readers add a margin of their own where none is said
        inline.set(f"dist{side}", "0")
    inline.docPr.set("descr", source.alt)
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("descr", source.alt)
    if source.decoratif:
        _mark_decorative(inline.docPr)
    return inline


def _mark_decorative(properties: Element) -> None:
    """What Word's own box « Marquer comme décoratif » writes."""
    extensions = etree.SubElement(properties, f"{{{ooxml_names.DRAWING}}}extLst")
    extension = etree.SubElement(extensions, f"{{{ooxml_names.DRAWING}}}ext", uri=_DECORATIVE_URI)
    etree.SubElement(extension, f"{{{ooxml_names.DECORATIVE}}}decorative", val="1")
