"""A document as the bytes of a Word file: build the content, fill the template, finish the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ppgp_docs.api import Context, Document
from ppgp_fiche_action.contract.values import contract_values
from ppgp_fiche_action.fiche.rows import leave_out_outside_rows
from ppgp_fiche_action.fiche.values import values
from ppgp_fiche_action.finish.finish import finish
from ppgp_fiche_action.finish.project_mark import list_remaining, mark_project
from ppgp_fiche_action.template.absent_tags import say_unprinted
from ppgp_fiche_action.template.filling import fill, open_template
from ppgp_fiche_action.template.known import FICHE, RECAPITULATIF, Group
from ppgp_fiche_action.word.footnotes import last_footnote
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Styles


def render_fiche(document: Document, context: Context, template: str) -> bytes:
    """The Word file of a fiche; see :meth:`ppgp_docs.api.Format.render`."""

    def fill_in(sheet: Sheet) -> dict[str, Any]:
        leave_out_outside_rows(sheet)
        return values(sheet)

    return _make(document, context, (template, FICHE), fill_in)


def render_contract(document: Document, context: Context, template: str) -> bytes:
    """The Word file that sums up a contract."""
    return _make(document, context, (template, RECAPITULATIF), contract_values)


def _make(
    document: Document,
    context: Context,
    template: tuple[str, Group],
    values_of: Callable[[Sheet], dict[str, Any]],
) -> bytes:
    name, known = template
    file = context.template(document, name)
    word = open_template(file, file.read_bytes(), known)
    part = word.docx.part
    styles = Styles.of(part.styles.element)
    sheet = Sheet(document, context, part, styles, last_footnote(part))
    filled = values_of(sheet)
    fill(word, filled, file)
    say_unprinted(sheet, word.unprinted, known, filled)
    for one in word.left_out:
        context.report(one)
    list_remaining(word.docx.element.body, context.remaining, sheet.styles)
    sheet.say_missing_styles(file)
    if document.fiche or context.remaining:
        mark_project(part, context)
    return finish(word.docx, sheet)
