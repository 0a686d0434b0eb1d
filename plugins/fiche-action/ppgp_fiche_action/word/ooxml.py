"""WordprocessingML elements (ECMA-376, part 1, §17), built as lxml trees: nothing is escaped twice.

A content control (``w:sdt``) bears, as its tag, the address of its content in the dossier:
``fiche-8:referent``. What is computed stands in a locked one, called ``calcul:…``. Controls stand
within paragraphs: several readers lose the words of one that holds a whole paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, TypeAlias

from lxml import etree
from markupsafe import Markup

from ppgp_docs.api import TAG_LIMIT, ooxml_names

W: Final = ooxml_names.WORD
R: Final = ooxml_names.RELATIONS
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
Element: TypeAlias = Any
"""An lxml element: lxml has no types of its own."""


@cache
def qn(name: str) -> str:
    """``p`` as lxml wants it: ``{namespace}p``."""
    return f"{{{W}}}{name}"


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of the ``w:`` namespace, its attributes in the same namespace."""
    named = {qn(name.rstrip("_")): value for name, value in attributes.items()}
    element = etree.Element(qn(tag), named, nsmap=_PREFIXES)
    if children:
        element.extend(children)
    return element


_PREFIXES: Final = {"w": W, "r": R}


def run(text: str, style: str = "", lang: str | None = None) -> Element:
    """A run of text in a character style (its id)."""
    look = [w("rStyle", val=style)] if style else []
    look += [w("lang", val=lang)] if lang else []
    content = w("t")
    content.text = text
    content.set(XML_SPACE, "preserve")
    return w("r", *([w("rPr", *look)] if look else []), content)


def paragraph(style: str, *content: Element, numbering: tuple[int, int] | None = None) -> Element:
    """A paragraph in a style (its id); ``numbering`` is a list's number and the level in it."""
    look = [w("pStyle", val=style)] if style else []
    if numbering:
        number, level = numbering
        look.append(w("numPr", w("ilvl", val=str(level)), w("numId", val=str(number))))
    return w("p", *([w("pPr", *look)] if look else []), *content)


def control(
    tag: str, label: str, *content: Element, kind: Element | None = None, locked: bool = False
) -> Element:
    """A content control around runs, ``label`` shown when it is selected.

    ``kind`` makes it a list, a date; any words by default.
    """
    properties = w("sdtPr", w("alias", val=label[:TAG_LIMIT]), w("tag", val=tag))
    if locked:
        properties.append(w("lock", val="sdtContentLocked"))
    properties.append(w("richText") if kind is None else kind)
    return w("sdt", properties, w("sdtContent", *content))


def choice_list(choices: Iterable[str], closed: bool) -> Element:
    """The kind of a control whose words are chosen in a list, or typed when it is not closed."""
    items = (w("listItem", displayText=each, value=each) for each in dict.fromkeys(choices))
    return w("dropDownList" if closed else "comboBox", *items)


def day(iso: str) -> Element:
    """The kind of a control that shows a calendar, on that day."""
    return w(
        "date",
        w("dateFormat", val="dd/MM/yyyy"),
        w("lid", val="fr-FR"),
        w("storeMappedDataAs", val="date"),
        w("calendar", val="gregorian"),
        fullDate=f"{iso}T00:00:00Z",
    )


def markup(elements: Iterable[Element]) -> Markup:
    """Elements as text that the template takes as it is."""
    return Markup("").join(
        Markup(etree.tostring(element, encoding="unicode")) for element in elements
    )


def put_at_end(body: Element, added: Iterable[Element]) -> None:
    """Elements behind all others of a body, before the properties of its last section."""
    end = body.find(qn("sectPr"))
    for each in added:
        if end is None:
            body.append(each)
        else:
            end.addprevious(each)
