"""The sheet being written: what its parts share while their content is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from attrs import field, frozen
from docx.opc.constants import RELATIONSHIP_TYPE

from ppgp_docs.api import (
    Chiffre,
    Context,
    Document,
    PrintedFigure,
    Span,
    fiche,
    printed_figure,
    warning,
)
from ppgp_fiche_action.word.ooxml import Element, qn, w
from ppgp_fiche_action.word.styles import Style, Styles, missing_styles


@frozen
class Sheet:
    """``part`` is the document part of the Word file; ``notes`` are named in order of call, and
    ``footnotes`` hold them, numbered from the one behind ``last_footnote``. ``is_note`` while a
    note is written: a note calls no other in Word, and ``inner`` are those that notes alone call.
    ``heads`` are the words and the calls of the titles that the template prints, by their tag;
    ``labels`` the field that the label of a row is, by the tag that the template gives it.
    """

    document: Document
    context: Context
    part: Any
    styles: Styles
    last_footnote: int = 0
    is_note: bool = False
    notes: list[str] = field(factory=list)
    inner: list[str] = field(factory=list)
    footnotes: list[Element] = field(factory=list)
    heads: dict[str, list[Any]] = field(factory=dict)
    labels: dict[str, str] = field(factory=dict)

    @property
    def fiche(self) -> fiche.FicheAction:
        """The fiche that the document is about."""
        if self.document.fiche is None:
            raise ValueError("the document is about no fiche")
        return self.document.fiche

    def figure(self, name: str) -> PrintedFigure | None:
        """A figure of the fiche, or of the dossier that holds it; None for an unknown name."""
        return printed_figure(self.figures, name) if name in self.figures else None

    @property
    def figures(self) -> Mapping[str, Chiffre]:
        """Those that the fiche may name."""
        return self.document.dossier.chiffres_de(self.fiche)

    def note(self, name: str) -> int:
        """The number of a note, given at its first call."""
        if name not in self.notes:
            self.notes.append(name)
        return self.notes.index(name) + 1

    def letter(self, name: str) -> str:
        """What marks a note that other notes alone call, given at its first call: a, b… then 27."""
        if name not in self.inner:
            self.inner.append(name)
        rank = self.inner.index(name)
        return ascii_lowercase[rank] if rank < len(ascii_lowercase) else str(rank + 1)

    def footnote_id(self, name: str) -> int:
        """The number of the footnote that holds a note, which nobody sees."""
        return self.last_footnote + self.note(name)

    def link(self, url: str) -> str:
        """The relation of the file to an address."""
        return str(self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def new_numbers(self) -> int:
        """A new instance of the template's numbered list, that starts at 1; 0 when it has none."""
        base = _number_of(self.part.styles.element, self.styles[Style.NUMERO])
        numbers = list(_numbers(self.part))
        model = next((one for one in numbers if one.get(qn("numId")) == base), None)
        if model is None:
            return 0
        number = 1 + max(int(one.get(qn("numId"))) for one in numbers)
        abstract = model.find(qn("abstractNumId")).get(qn("val"))
        restart = w("lvlOverride", w("startOverride", val="1"), ilvl="0")
        model.addnext(w("num", w("abstractNumId", val=abstract), restart, numId=str(number)))
        return number

    def say_missing_styles(self, template: Path) -> None:
        """Report the styles that the template lacks, once they have all been asked for."""
        if self.styles.missing:
            message, hint = missing_styles(self.styles.missing)
            self.context.report(warning("R301", message, Span(template), hint))


def _numbers(document: Any) -> Iterator[Element]:
    """The lists of a Word document; python-docx has no answer when there is none."""
    for relation in document.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            yield from relation.target_part.element.iter(qn("num"))


def _number_of(styles: Element, style_id: str) -> str | None:
    """The list to which a paragraph style belongs."""
    for style in styles.iter(qn("style")):
        if style.get(qn("styleId")) == style_id:
            number = style.find(f"{qn('pPr')}/{qn('numPr')}/{qn('numId')}")
            return None if number is None else str(number.get(qn("val")))
    return None
