"""WordprocessingML elements (ECMA-376, part 1, §17), built as lxml trees: nothing is escaped twice.

A content control (``w:sdt``) bears, as its tag, the address of its content in the dossier:
``fiche-8:rubriques[constat]``. What is computed stands in a locked one, called ``calcul:…``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final, TypeAlias

from lxml import etree
from markupsafe import Markup

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TAG_LIMIT: Final = 64
"""Word refuses a file whose control has a longer tag or title."""

Element: TypeAlias = Any
"""An lxml element: lxml has no types of its own."""


def qn(name: str) -> str:
    """``p`` as lxml wants it: ``{namespace}p``."""
    return f"{{{W}}}{name}"


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of the ``w:`` namespace, its attributes in the same namespace."""
    named = {qn(name.rstrip("_")): value for name, value in attributes.items()}
    element = etree.Element(qn(tag), named, nsmap={"w": W, "r": R})
    element.extend(children)
    return element


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


def control(path: str, label: str, *content: Element, locked: bool = False) -> Element:
    """A content control around runs or around paragraphs, ``label`` shown when it is selected."""
    properties = w("sdtPr", w("alias", val=label[:TAG_LIMIT]), w("tag", val=tag(path)))
    if locked:
        properties.append(w("lock", val="sdtContentLocked"))
    properties.append(w("richText"))
    return w("sdt", properties, w("sdtContent", *content))


def block_control(path: str, label: str, content: Sequence[Element]) -> Element:
    """A control around paragraphs; around the words of the paragraph when there is only one.

    LibreOffice forgets bold and italic in a control that holds a whole paragraph and no more.
    """
    if len(content) > 1 or content[0].tag != qn("p"):
        return control(path, label, *content)
    alone = content[0]
    words = [child for child in alone if child.tag != qn("pPr")]
    alone.append(control(path, label, *words))
    return alone


def tag(path: str) -> str:
    """``path`` as Word can hold it: a longer one ends with its digest, still unique and stable."""
    if len(path) <= TAG_LIMIT:
        return path
    digest = sha256(path.encode()).hexdigest()[:8]
    return f"{path[: TAG_LIMIT - len(digest) - 1]}~{digest}"


def markup(elements: Iterable[Element]) -> Markup:
    """Elements as text that the template takes as it is."""
    return Markup("").join(
        Markup(etree.tostring(element, encoding="unicode")) for element in elements
    )
