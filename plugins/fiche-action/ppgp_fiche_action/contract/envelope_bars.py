"""What fiches carry of each envelope: a table whose bars are pictures, its words words."""

from __future__ import annotations

import io
from typing import Final

from docx.shared import Mm
from PIL import Image, ImageDraw

from ppgp_docs.api import ContractBudget, Theme, drawn
from ppgp_fiche_action.word.ooxml import Element, run, w
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Cell, Look, plain_cells, table

_MILLIMETRES: Final = (110, 5)
_PIXELS: Final = 12
"""For each millimetre: 300 to the inch."""
_EDGE: Final = 3
"""Pixels of a line."""


def envelope_bars(sheet: Sheet, budget: ContractBudget, width: int) -> Element | None:
    """The chart, ``width`` twips across; None for a contract without envelopes."""
    uses = drawn.envelope_uses(budget)
    if not uses:
        return None
    bars = round(_MILLIMETRES[0] * 1440 / 25.4) + 240
    rows = [[[run(each.funder)], _bar(sheet, each), [run(each.said)]] for each in uses]
    rest = width - bars
    look = Look(
        drawn.ENVELOPES,
        "Une barre par financeur\u00a0: la part portée sur toute l’enveloppe",
        (rest * 2 // 5, bars, rest - rest * 2 // 5),
        texts=3,
        computed="contrat/enveloppes-portees",
    )
    return table(sheet, look, plain_cells("Financeur", "Enveloppe", drawn.CARRIED), rows)


def _bar(sheet: Sheet, use: drawn.EnvelopeUse) -> Cell:
    data = io.BytesIO(_png(use, sheet.context.theme))
    inline = sheet.part.new_pic_inline(data, width=Mm(_MILLIMETRES[0]))
    for side in "TBLR":  # readers add a margin of their own where none is said
        inline.set(f"dist{side}", "0")
    for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("descr", f"{use.funder}\u00a0: {use.said}")
    return [w("r", w("drawing", inline))]


def _png(use: drawn.EnvelopeUse, theme: Theme) -> bytes:
    """The envelope as a track, what is carried on it; a line where an exceeded one ends."""
    width, height = (side * _PIXELS for side in _MILLIMETRES)
    picture = Image.new("RGB", (width, height), theme.colour("papier"))
    pen, ink = ImageDraw.Draw(picture), theme.colour("second")
    end, part = (round(length * (width - 1)) for length in (use.whole, use.part))
    pen.rectangle((0, 0, end, height - 1), theme.colour("second_clair"), ink, _EDGE)
    pen.rectangle((0, 0, part, height - 1), ink)
    if use.exceeds:
        pen.line((end, 0, end, height), theme.colour("papier"), width=2 * _EDGE)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
