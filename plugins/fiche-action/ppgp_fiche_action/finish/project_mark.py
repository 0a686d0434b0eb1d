"""A document that lacks consents, or is a draft, is a project: its header says so, and what a draft
still wants is listed behind all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE

from ppgp_docs.api import Context
from ppgp_fiche_action.word.ooxml import Element, paragraph, put_at_end, qn, run, w
from ppgp_fiche_action.word.styles import Style, Styles

_PART: Final = "heading 2"
"""The style of what stands beside the table of a fiche."""


def mark_project(part: Any, context: Context) -> None:
    """PROJET and what lacks, in every header of a python-docx part, at the head of its text when a
    template has none; nothing when it is no project."""
    if not context.is_project:
        return
    headers = list(_headers(part))
    for header in headers:
        header.append(w("p", *_look(header), *_mark_and_reasons(context)))
    if not headers:
        part.element.body.insert(0, w("p", *_mark_and_reasons(context)))


def _mark_and_reasons(context: Context) -> tuple[Element, Element]:
    mark = run("PROJET")
    mark.insert(0, w("rPr", w("b")))
    said = ", à ne pas diffuser. " + " ".join(f"{lack}." for lack in context.draft)
    return mark, run(said.rstrip())


def list_remaining(body: Element, remaining: Sequence[str], styles: Styles) -> None:
    """« Ce qui reste à faire », at the end of a body; nothing when nothing remains."""
    if not remaining:
        return
    title = paragraph(styles[_PART], run("Ce qui reste à faire"))
    items = (paragraph(styles[Style.PUCE], run(sentence)) for sentence in remaining)
    put_at_end(body, (title, *items))


def _headers(part: Any) -> Iterator[Element]:
    """The roots of the headers as docxtpl filled them: python-docx still holds the former ones."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            yield relation.target_part.element


def _look(header: Element) -> list[Element]:
    """The properties of the header's last paragraph."""
    found = header.findall(f"{qn('p')}/{qn('pPr')}")
    return [deepcopy(found[-1])] if found else []
