"""The faults of a template as Word comments, each where it stands."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from docx.text.run import Run

from ppgp_docs.api import Severity, normalised_zip
from ppgp_fiche_action.ooxml import Element, qn, run, w
from ppgp_fiche_action.template.faults import Fault

_AUTHOR: Final = "Vérification du modèle"
_INITIALS: Final = "VM"
_CALL: Final = "CommentReference"


def annotate(document: Any, faults: Iterable[Fault]) -> bytes:
    """The document with a comment for each fault.

    Word takes no comment in a header, a footer or a note: what is found there is told on the
    first paragraph, with its place.
    """
    body = document.element.body
    _own_style(document.styles.element)
    for fault in faults:
        paragraph = fault.paragraph if _is_in(body, fault.paragraph) else _first(body)
        own = paragraph is fault.paragraph
        first, last = _ends(paragraph)
        runs = [Run(first, document), Run(last, document)]
        document.add_comment(runs, _text(fault, own), _AUTHOR, _INITIALS)
    out = io.BytesIO()
    document.save(out)
    return normalised_zip(out.getvalue())


def _own_style(styles: Element) -> None:
    """The style that python-docx gives to the call of a comment, when the template lacks it."""
    if all(style.get(qn("styleId")) != _CALL for style in styles.iter(qn("style"))):
        name = w("name", val="annotation reference")
        styles.append(w("style", name, type="character", styleId=_CALL))


def _text(fault: Fault, own: bool) -> str:
    told = fault.told(Path(), with_place=not own)
    kind = "" if fault.severity is Severity.ERROR else "Pour information : "
    said = ". ".join(map(_capital, (told.message, *told.hints)))
    return f"[{fault.code}] {kind}{said}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _is_in(body: Element, paragraph: Element) -> bool:
    return paragraph is not None and body in paragraph.iterancestors()


def _first(body: Element) -> Element:
    return next(body.iter(qn("p")))


def _ends(paragraph: Element) -> tuple[Element, Element]:
    """The first and the last run of a paragraph; an empty one is given a run."""
    runs = list(paragraph.iter(qn("r")))
    if not runs:
        empty = run("")
        paragraph.append(empty)
        runs = [next(paragraph.iter(qn("r")))]
    return runs[0], runs[-1]
