"""Titles whose lines cut no name of a territory: its hyphens are Word's own no-break ones.

Running text keeps the hyphen that everyone types: who searches for « Seine-Saint-Denis » in Word
finds that one alone, and some programs that read its files lose the other.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from ppgp_docs.api import noms_insecables
from ppgp_fiche_action.word.ooxml import XML_SPACE, Element, qn, w

_NAMED: Final = frozenset(("title", "subtitle"))
"""Word's styles of titles that have no level in the outline."""


def hold_names(body: Element, styles: Element) -> None:
    """Write the hyphens of territories in titles as those at which Word breaks no line."""
    titles = _titles(styles)
    for paragraph in body.iter(qn("p")):
        style = paragraph.find(f"{qn('pPr')}/{qn('pStyle')}")
        if style is not None and style.get(qn("val")) in titles:
            for text in list(paragraph.iter(qn("t"))):
                _hold(text)


def _titles(styles: Element) -> set[str]:
    """The ids of the styles of titles, and of those that are based on them."""
    known = {style.get(qn("styleId")): style for style in styles.iter(qn("style"))}
    titles = {name for name, style in known.items() if _is_title(style)}
    for _ in known:
        based = {name for name, style in known.items() if _base(style) in titles}
        if based <= titles:
            break
        titles |= based
    return titles


def _is_title(style: Element) -> bool:
    name = style.find(qn("name"))
    named = name is not None and name.get(qn("val"), "").casefold() in _NAMED
    return named or style.find(f"{qn('pPr')}/{qn('outlineLvl')}") is not None


def _base(style: Element) -> str | None:
    base = style.find(qn("basedOn"))
    return None if base is None else str(base.get(qn("val")))


def _hold(text: Element) -> None:
    """Cut the text at each hyphen of a name, in its own run."""
    said = text.text or ""
    cuts = [at for name in noms_insecables(said) for at in range(*name) if said[at] == "-"]
    if not cuts:
        return
    for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(said)], strict=True):
        if start:
            text.addprevious(w("noBreakHyphen"))
        if piece := said[start:end]:
            part = deepcopy(text)
            part.text = piece
            part.set(XML_SPACE, "preserve")
            text.addprevious(part)
    text.getparent().remove(text)
