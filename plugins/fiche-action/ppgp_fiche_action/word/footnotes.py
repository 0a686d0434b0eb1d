"""The notes of a document as Word's own footnotes, which readers announce and lead back from.

ECMA-376, part 1, §17.11: a note stands once in a part of its own and is called once; Word numbers
the calls as they come.
"""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from ppgp_docs.api import Line, below
from ppgp_fiche_action.word.fields import typed_line
from ppgp_fiche_action.word.ooxml import Element, paragraph, qn, run, w
from ppgp_fiche_action.word.prose import call_look
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

_NAME: Final = "/word/footnotes.xml"
_SEPARATORS: Final = ((-1, "separator"), (0, "continuationSeparator"))
"""What Word draws above the notes of a page, and above those that go on from the page before."""


def write_notes(sheet: Sheet) -> None:
    """Build the notes that were called, each in a footnote; they are placed once all is filled.

    Those that a note alone calls stand below it.
    """
    if not sheet.notes:
        return
    inner = evolve(sheet, part=_part(sheet.part), is_note=True)
    placed = 0
    for name in sheet.notes:
        mark = w("r", *call_look(sheet), w("footnoteRef"))
        held = [_note(inner, name, f"Note {sheet.note(name)}", mark)]
        while placed < len(sheet.inner):
            called = sheet.inner[placed]
            placed += 1
            letter = run(sheet.letter(called), sheet.styles[Style.APPEL])
            held.append(_note(inner, called, f"Note {sheet.letter(called)}", letter))
        sheet.footnotes.append(w("footnote", *held, id=str(sheet.footnote_id(name))))


def _note(inner: Sheet, name: str, label: str, mark: Element) -> Element:
    """The paragraph of a note, behind its mark."""
    study = inner.document.dossier
    text = study.notes.get(name, Line())
    words = typed_line(inner, below(study.address("notes"), name), label, text)
    return paragraph(inner.styles[Style.NOTE], mark, run("\u00a0"), *words)


def placed_notes(sheet: Sheet) -> Element | None:
    """The part of the notes with those that were built; None where there are none."""
    if not sheet.footnotes:
        return None
    root = etree.fromstring(_part(sheet.part).blob)
    root.extend(sheet.footnotes)
    return root


def save_notes(sheet: Sheet, root: Element | None) -> None:
    """Put the part back in the file: python-docx does not parse it."""
    if root is not None:
        _part(sheet.part)._blob = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )


def last_footnote(document: Any) -> int:
    """The greatest number of the footnotes that a template has of its own; 0 for none."""
    part = _own_part(document)
    if part is None:
        return 0
    notes = etree.fromstring(part.blob).iter(qn("footnote"))
    return max((int(one.get(qn("id"), "0")) for one in notes), default=0)


def _part(document: Any) -> Any:
    """The part of the footnotes, begun where the template has none."""
    part = _own_part(document)
    if part is None:
        separators = (
            w("footnote", w("p", w("r", w(name))), type=name, id=str(number))
            for number, name in _SEPARATORS
        )
        blob = etree.tostring(w("footnotes", *separators))
        part = Part(PackURI(_NAME), CONTENT_TYPE.WML_FOOTNOTES, blob, document.package)
        document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _own_part(document: Any) -> Any:
    """The part of the footnotes, if any; of a note it is the part itself that is given."""
    if document.content_type == CONTENT_TYPE.WML_FOOTNOTES:
        return document
    related = (one for one in document.rels.values() if not one.is_external)
    kinds = (one for one in related if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
    return next((one.target_part for one in kinds), None)
