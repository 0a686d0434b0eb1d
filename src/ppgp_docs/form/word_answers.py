"""What is filled in a Word form: the answers, each in a control that says its place.

Controls stand within paragraphs, each within a bookmark: what LibreOffice keeps of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from attrs import define, field
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml

from ppgp_docs import ooxml_names
from ppgp_docs.form.entries import Entry
from ppgp_docs.model.prose import ListOfItems, Paragraph, Run, parse_line, parse_prose
from ppgp_docs.roundtrip.fields import (
    BRIEF_INVITATIONS,
    FORM_STYLE,
    INVITATIONS,
    LABEL,
    NOTE,
    TAG_LIMIT,
    Genre,
    bookmark_of,
    part_tag,
)

_LINK: Final = f"{ooxml_names.RELATIONS}/hyperlink"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"


@define
class Answers:
    """The controls of a document that is being filled, numbered from 1."""

    word: Any
    _ids: Iterator[int] = field(factory=lambda: count(1))

    def fill(self, cell: Any, entry: Entry, *, brief: bool = False) -> None:
        """Put what is known of a field in a cell, or an invitation to type."""
        for rank, (style, runs) in enumerate(_written(entry)):
            paragraph = cell.paragraphs[0] if not rank else cell.add_paragraph()
            if style:
                paragraph.style = style
            content = [each for one_run in runs for each in self._run(one_run)]
            tag = part_tag(entry.field.tag, rank)
            self._control(paragraph._p, entry, tag, content, brief=brief)

    def repeat(self, title: str, items: list[list[Any]]) -> None:
        """Put the elements of items, which follow one another, in a section that Word repeats: a +
        at its end adds one."""
        outer = self._section(title, "repeatingSection")
        items[0][0].addprevious(outer)
        for elements in items:
            inner = self._section("", "repeatingSectionItem")
            outer.find(qn("w:sdtContent")).append(inner)
            inner.find(qn("w:sdtContent")).extend(elements)

    def _section(self, title: str, kind: str) -> Any:
        alias = f'<w:alias w:val="{quoted(title)}"/>' if title else ""
        return parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w15="{_W15}"><w:sdtPr>{alias}'
            f'<w:id w:val="{next(self._ids)}"/><w15:{kind}/></w:sdtPr><w:sdtContent/></w:sdt>'
        )

    def mark_label(self, paragraph: Any, tag: str) -> None:
        """Say of words which field they are the label of, or the first of a row of fields."""
        start, end = self._marks(bookmark_of(f"{LABEL}{tag}"))
        paragraph.insert(int(paragraph.pPr is not None), start)
        paragraph.append(end)

    def _control(
        self, paragraph: Any, entry: Entry, tag: str, content: list[Any], *, brief: bool
    ) -> None:
        one = entry.field
        invitation = "" if content else f"<w:showingPlcHdr/>{_kind(entry)}"
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{quoted(one.label[:TAG_LIMIT])}"/>'
            f'<w:tag w:val="{quoted(tag)}"/><w:id w:val="{next(self._ids)}"/>'
            f"{invitation or _kind(entry)}</w:sdtPr><w:sdtContent/></w:sdt>"
        )
        control.find(qn("w:sdtContent")).extend(content or [_invitation(one.genre, brief=brief)])
        paragraph.append(control)
        start = self._marks(bookmark_of(tag))
        control.addprevious(start[0])
        control.addnext(start[1])

    def _marks(self, name: str) -> tuple[Any, Any]:
        number = next(self._ids)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        return start, end

    def _run(self, one: Run) -> list[Any]:
        if one.note:
            tag = quoted(f"{NOTE}{one.note}"[:TAG_LIMIT])
            control = parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Appel de note"/>'
                f'<w:tag w:val="{tag}"/><w:id w:val="{next(self._ids)}"/><w:richText/></w:sdtPr>'
                "<w:sdtContent/></w:sdt>"
            )
            control.find(qn("w:sdtContent")).append(_text(f"[{one.note}]"))
            return [control]
        made = _text(one.text, bold=one.bold, italic=one.italic, lang=one.lang or "")
        if not one.link:
            return [made]
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.word.part.relate_to(one.link, _LINK, is_external=True))
        link.append(made)
        return [link]


def _written(entry: Entry) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The paragraphs of an answer, each with its style; one without words for a blank one."""
    genre, value = entry.field.genre, entry.value
    if not value:
        yield "", ()
    elif genre is Genre.PROSE:
        for node in parse_prose(value).nodes:
            yield from _paragraphs(node, 0)
    elif genre is Genre.LINES:
        for line in value.split("\n"):
            yield "", parse_line(line).runs
    elif genre is Genre.LINE:
        yield "", parse_line(value).runs
    else:
        said = dict(entry.field.choices).get(value, value)
        yield "", (Run(said),)


def _paragraphs(node: Any, level: int) -> Iterator[tuple[str, tuple[Run, ...]]]:
    if isinstance(node, Paragraph):
        yield "", node.runs
        return
    assert isinstance(node, ListOfItems)
    name = "List Number" if node.ordered else "List Bullet"
    for item in node.items:
        for rank, each in enumerate(item):
            if isinstance(each, Paragraph):
                style = name if not rank else "List Continue"
                yield f"{style} {level + 1}" if level else style, each.runs
            else:
                yield from _paragraphs(each, min(level + 1, 2))


def _kind(entry: Entry) -> str:
    """What Word offers in a control: a list, a calendar, words."""
    one = entry.field
    if one.choices:
        items = "".join(
            f'<w:listItem w:displayText="{quoted(said)}" w:value="{quoted(said)}"/>'
            for _, said in one.choices
        )
        closed = not one.addresses[0].endswith(".financeur")
        name = "dropDownList" if closed else "comboBox"
        return f"<w:{name}>{items}</w:{name}>"
    if one.genre is Genre.DATE and (not entry.value or entry.value.count("/") == 2):
        return (
            '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return "<w:richText/>"


def _invitation(genre: Genre, *, brief: bool) -> Any:
    said = BRIEF_INVITATIONS if brief else INVITATIONS
    made = _text(said.get(genre, said[Genre.WORDS]))
    look = made.get_or_add_rPr()
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), FORM_STYLE)
    look.insert(0, style)
    return made


def _text(text: str, *, bold: bool = False, italic: bool = False, lang: str = "") -> Any:
    run = OxmlElement("w:r")
    looks = [OxmlElement(name) for name, wanted in (("w:b", bold), ("w:i", italic)) if wanted]
    if lang:
        looks.append(OxmlElement("w:lang"))
        looks[-1].set(qn("w:val"), lang)
    if looks:
        run.get_or_add_rPr().extend(looks)
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def quoted(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )
