"""A fiche, or the summary of a contract, as the bytes of a Word file."""

from __future__ import annotations

from typing import Any

from ppgp_docs.api import Context, Document
from ppgp_fiche_action.fiche.rows import leave_out_outside_rows
from ppgp_fiche_action.fiche.values import values
from ppgp_fiche_action.making import make
from ppgp_fiche_action.template.known import FICHE, RECAPITULATIF
from ppgp_fiche_action.word.sheet import Sheet


def render_fiche(document: Document, context: Context, template: str) -> bytes:
    """The Word file of a fiche; see :meth:`ppgp_docs.api.Format.render`."""

    def fill_in(sheet: Sheet) -> dict[str, Any]:
        leave_out_outside_rows(sheet)
        return values(sheet)

    return make(document, context, (template, FICHE), fill_in)


def render_contract(document: Document, context: Context, template: str) -> bytes:
    """The Word file that sums up a contract."""
    from ppgp_fiche_action.contract.values import contract_values

    return make(document, context, (template, RECAPITULATIF), contract_values)
