"""A Word file from its template: build the content, fill the template, finish the file.

What the fiche, the summary of a contract and the annual report share, whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ppgp_docs.api import Context, Document
from ppgp_fiche_action.finish.finish import finish
from ppgp_fiche_action.finish.project_mark import list_remaining, mark_project
from ppgp_fiche_action.template.absent_tags import say_unprinted
from ppgp_fiche_action.template.filling import fill, open_template
from ppgp_fiche_action.template.known import Group
from ppgp_fiche_action.word.footnotes import last_footnote
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Styles


def make(
    document: Document,
    context: Context,
    template: tuple[str, Group],
    values_of: Callable[[Sheet], dict[str, Any]],
) -> bytes:
    """The file; ``template`` is its name with the fields that it may print, ``values_of`` gives
    what they say."""
    name, known = template
    file = context.template(document, name)
    word = open_template(file, file.read_bytes(), known)
    part = word.docx.part
    styles = Styles.of(part.styles.element)
    sheet = Sheet(document, context, part, styles, last_footnote(part))
    filled = values_of(sheet)
    for one in fill(word, filled, file):
        context.report(one)
    say_unprinted(sheet, word.unprinted, known, filled)
    for one in word.left_out:
        context.report(one)
    list_remaining(word.docx.element.body, context.remaining, sheet.styles)
    sheet.say_missing_styles(file)
    mark_project(part, context)
    return finish(word.docx, sheet)
