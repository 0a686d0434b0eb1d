"""A fiche as the bytes of a Word file: build the content, fill the template, finish the file."""

from __future__ import annotations

from ppgp_docs.api import Context, Document
from ppgp_fiche_action.finish import finish
from ppgp_fiche_action.rows import say_lost_content
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Styles
from ppgp_fiche_action.template import fill, open_template
from ppgp_fiche_action.values import values


def render(document: Document, context: Context) -> bytes:
    """The Word file of a fiche; see :meth:`ppgp_docs.api.Format.render`."""
    template = open_template(context)
    part = template.docx.part
    sheet = Sheet(document, context, part, Styles.of(part.styles.element))
    say_lost_content(sheet)
    fill(template, values(sheet), context)
    sheet.say_missing_styles()
    return finish(template.docx, sheet)
