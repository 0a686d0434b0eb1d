"""The last touch on words: ordinals raised.

Ordinals are as the Imprimerie nationale wants them: 1er, 2e, XXIe. It comes on the filled file, so
that what the template itself says gets it too.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from ppgp_docs.api import exposants
from ppgp_fiche_action.word.ooxml import XML_SPACE, Element, qn, w

_AFTER: Final = [qn(tag) for tag in ("rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish")]
"""What Word wants after ``w:vertAlign`` (ECMA-376, part 1, §17.3.2.28)."""


def raise_ordinals(body: Element) -> None:
    """Cut the runs of text that hold an ordinal; those in another language are left alone."""
    for run in list(body.iter(qn("r"))):
        content = [child for child in run if child.tag != qn("rPr")]
        if [child.tag for child in content] != [qn("t")] or _foreign(run):
            continue
        pieces = exposants(content[0].text or "")
        if len(pieces) > 1:
            _cut(run, pieces)


def _foreign(run: Element) -> bool:
    lang = run.find(f"{qn('rPr')}/{qn('lang')}")
    return lang is not None and not lang.get(qn("val"), "fr").startswith("fr")


def _cut(run: Element, pieces: list[tuple[str, bool]]) -> None:
    """A run like it for each piece."""
    for piece, raised in pieces:
        like = deepcopy(run)
        text = like.find(qn("t"))
        text.text = piece
        text.set(XML_SPACE, "preserve")
        if raised:
            raise_run(like)
        run.addprevious(like)
    run.getparent().remove(run)


def raise_run(run: Element) -> None:
    """Raise the words of a run."""
    look = run.find(qn("rPr"))
    if look is None:
        look = w("rPr")
        run.insert(0, look)
    rank = next((rank for rank, child in enumerate(look) if child.tag in _AFTER), len(look))
    look.insert(rank, w("vertAlign", val="superscript"))
