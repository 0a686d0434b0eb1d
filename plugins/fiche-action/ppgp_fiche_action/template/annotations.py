"""The faults of a template as Word comments, each where it stands; comments taken away."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from ppgp_docs.api import Severity, capitale, normalised_zip
from ppgp_fiche_action.template.faults import Fault
from ppgp_fiche_action.template.landmarks import Landmarks
from ppgp_fiche_action.word.ooxml import Element, qn, w

_AUTHOR: Final = "Vérification du modèle"
_INITIALS: Final = "VM"
_CALL: Final = "CommentReference"
_MARKS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


def annotate(document: Any, faults: Iterable[Fault]) -> bytes:
    """The document with a comment for each fault.

    Word takes no comment in a header, a footer or a note: what is found there is told on the
    first paragraph, with its place.
    """
    body, landmarks = document.element.body, Landmarks()
    _own_style(document.styles.element)
    for fault in faults:
        paragraph = fault.paragraph if _is_in(body, fault.paragraph) else _first(body)
        own = paragraph is fault.paragraph
        text = _text(fault, None if own else landmarks)
        comment = document.comments.add_comment(text, _AUTHOR, _INITIALS)
        _pin(paragraph, str(comment.comment_id))
    out = io.BytesIO()
    document.save(out)
    return normalised_zip(out.getvalue())


def without_comments(document: Any) -> None:
    """Take the comments out of a document: those of a template are not for who reads a fiche."""
    marks = [*document.element.body.iter(*map(qn, _MARKS))]
    for mark in marks:
        mark.getparent().remove(mark)
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if _tells_comments(relation.reltype)]:
        del relations[key]


def _tells_comments(kind: str) -> bool:
    """Word keeps comments, their replies and their authors in parts of their own."""
    name = kind.rpartition("/")[2]
    return name.startswith("comments") or name == "people"


def _own_style(styles: Element) -> None:
    """The style that python-docx gives to the call of a comment, when the template lacks it."""
    if all(style.get(qn("styleId")) != _CALL for style in styles.iter(qn("style"))):
        name = w("name", val="annotation reference")
        styles.append(w("style", name, type="character", styleId=_CALL))


def _text(fault: Fault, landmarks: Landmarks | None) -> str:
    told = fault.as_diagnostic(Path(), landmarks)
    kind = "" if fault.severity is Severity.ERROR else "Pour information : "
    said = ". ".join(map(capitale, (told.message, *told.hints)))
    return f"[{fault.code}] {kind}{said}"


def _is_in(body: Element, paragraph: Element) -> bool:
    return paragraph is not None and body in paragraph.iterancestors()


def _first(body: Element) -> Element:
    """The first paragraph; a file without one gets it, to carry what is told of the whole."""
    if (first := next(body.iter(qn("p")), None)) is None:
        body.insert(0, first := w("p"))
    return first


def _pin(paragraph: Element, number: str) -> None:
    """Mark a whole paragraph; a mark inside a control would hide its text in LibreOffice."""
    properties = paragraph.find(qn("pPr"))
    start = 0 if properties is None else 1
    paragraph.insert(start, w("commentRangeStart", id=number))
    paragraph.append(w("commentRangeEnd", id=number))
    call = w("rPr", w("rStyle", val=_CALL))
    paragraph.append(w("r", call, w("commentReference", id=number)))
