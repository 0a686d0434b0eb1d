"""Who signs, in which capacity, by which deliberations: a table with room to sign in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import SentField, contrat
from ppgp_fiche_action.word.fields import typed
from ppgp_fiche_action.word.ooxml import Element, paragraph, qn, run, w
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style
from ppgp_fiche_action.word.tables import Look, plain_cells, table

_SIGNED: Final = "1100"
"""The height of a row that somebody signs in, in twips."""


def signatories(sheet: Sheet, one: contrat.Contrat) -> list[Element]:
    """One a line: between commas nobody knows where a function ends and a name begins."""
    fields = (
        (SentField(one.address(f"signataires.{rank}"), "Signataire"), run(name))
        for rank, name in enumerate(one.signataires)
    )
    return list(bullets(sheet, (typed(sheet, field, said) for field, said in fields)))


def signature_table(
    sheet: Sheet, one: contrat.Contrat | None, width: int, computed: str
) -> Element | None:
    """A row for each signatory of the contract; ``width`` is that of the page, in twips.

    What follows the first comma of a signatory is its function: « Conseil départemental de l’Ain,
    la présidente ».
    """
    if one is None or not one.signataires:
        return None
    column = 34 * width // 100
    look = Look(
        "Signatures",
        "Une ligne par signataire, à remplir à la main",
        (column, column, width - 2 * column),
        texts=3,
        money=True,
        computed=computed,
    )
    parts = (name.partition(", ") for name in one.signataires)
    rows = [plain_cells(name, function, "") for name, _, function in parts]
    header = plain_cells("Signataire", "Nom et fonction", "Date et signature")
    made = table(sheet, look, header, rows)
    for row in made.findall(qn("tr"))[1:]:
        row.find(qn("trPr")).append(w("trHeight", val=_SIGNED, hRule="atLeast"))
    return made


def signature_block(
    sheet: Sheet, one: contrat.Contrat | None, width: int, computed: str
) -> list[Element]:
    """The table under its name, then the deliberations of the contract and of its amendments."""
    made = signature_table(sheet, one, width, computed)
    named = paragraph(sheet.styles[Style.ANNONCE], run("Signatures\u00a0:"))
    said = [*_deliberations(one)] if one else []
    notes = [paragraph(sheet.styles[Style.NOTE], run(each)) for each in said]
    return [*([] if made is None else [named, made]), *notes]


def _deliberations(one: contrat.Contrat) -> Iterator[str]:
    for each in one.deliberations:
        day = f"Délibération n°\u00a0{each.reference} du {each.date.en_francais()}"
        yield f"{day}\u00a0: {each.objet.plain}"
    for amendment in one.en_vigueur:
        if amendment.deliberation:
            named = f"{amendment.en_clair} du {amendment.date.en_francais()}"
            yield f"{named}\u00a0: délibération {amendment.deliberation}"
