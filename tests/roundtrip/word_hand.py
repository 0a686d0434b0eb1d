"""A person who edits a Word file: the XML changed by hand, by none of our code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from tests.roundtrip.conftest import data_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FICHE = "fiche-action-08-seine-et-marne"
ESSAI = "fiche-action-12-corse-du-sud"


def edited(data: bytes, change: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """A Word file with the root of one of its parts changed."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            target.writestr(name, content)
    return out.getvalue()


def typed_over(data: bytes, tag: str, text: str) -> bytes:
    """A Word file with other words in a field, which is in the text or in a note."""
    return edited(data, typed(tag, text), part_of(data, tag))


def part_of(data: bytes, tag: str) -> str:
    """The part of a file that holds a field."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.startswith("word/") and "/_" not in name]
    told = f'w:tag w:val="{escape(tag, {chr(34): "&quot;"})}"'.encode()
    found = (name for name in names if name.endswith(".xml") and told in archive.read(name))
    return next(found, "word/document.xml")


def controls(root: Any, tag: str) -> list[Any]:
    return [one for one in root.iter(f"{W}sdt") if tag_of(one) == tag]


def tag_of(control: Any) -> str:
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else found.get(f"{W}val")


def type_over(node: Any, text: str) -> None:
    """Select all the words of an element and type others."""
    first, *others = list(node.iter(f"{W}t"))
    first.text = text
    first.set(SPACE, "preserve")
    for one in others:
        one.text = ""


def typed(tag: str, text: str) -> Callable[[Any], None]:
    """Type in the place of what a control holds."""

    def change(root: Any) -> None:
        [control] = controls(root, tag)
        content = control.find(f"{W}sdtContent")
        for inner in list(content.iter(f"{W}sdt")):
            inner.getparent().remove(inner)
        for link in list(content.iter(f"{W}hyperlink")):
            link.getparent().remove(link)  # Word keeps no link without its words
        if not list(content.iter(f"{W}t")):
            content.append(run(""))
        type_over(content, text)

    return change


def run(text: str, *look: Any) -> Any:
    made = etree.Element(f"{W}r")
    if look:
        etree.SubElement(made, f"{W}rPr").extend(look)
    said = etree.SubElement(made, f"{W}t")
    said.text = text
    said.set(SPACE, "preserve")
    return made


def paragraph(text: str) -> Any:
    """One that is typed, in no control."""
    made = etree.Element(f"{W}p")
    made.append(run(text))
    return made


def table(rows: Sequence[Sequence[str]]) -> Any:
    """One that is put there, a paragraph a cell."""
    made = etree.Element(f"{W}tbl")
    for row in rows:
        line = etree.SubElement(made, f"{W}tr")
        for text in row:
            etree.SubElement(line, f"{W}tc").append(paragraph(text))
    return made


def paragraph_of(node: Any) -> Any:
    return next(node.iterancestors(f"{W}p"))


def copied(node: Any) -> Any:
    """A copy as Word makes it: bookmarks stay with the original."""
    made = deepcopy(node)
    for name in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(made.iter(f"{W}{name}")):
            mark.getparent().remove(mark)
    return made


def tracked_move(node: Any, behind: Any, kinds: tuple[str, str]) -> None:
    """Put a paragraph behind another while Word tracks changes: it stands in both places."""
    made = copied(node)
    behind.addnext(made)
    for one, kind, number in ((node, kinds[0], "970"), (made, kinds[1], "980")):
        named = {f"{W}author": "Mme Roux", f"{W}date": "2026-11-02T09:00:00Z", f"{W}id": number}
        for piece in list(one.iter(f"{W}r")):
            mark = etree.Element(f"{W}{kind}", named)
            piece.addprevious(mark)
            mark.append(piece)
            for text in piece.iter(f"{W}t") if kind == "del" else ():
                text.tag = f"{W}delText"


def fiche_text(desk) -> str:
    [file] = (desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    return file.read_text("utf-8")


def yaml_of(desk, name: str) -> dict:
    [found] = [data for file, data in data_of(desk.root).items() if file.startswith(name)]
    return found


def returned(desk, name, change, part="word/document.xml"):
    target = desk.target(name)
    return target, desk.back(edited(desk.files[name], change, part), target)


def essai(desk) -> list:
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return data_of(file.parent)[file.name]["budget"]["lignes"]


def revised(root) -> None:
    """Two people revise a title: one replaces a word, the other adds two."""
    [control] = controls(root, "fiche-8:referent")
    content = control.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    content.append(run("DPMIPE"))
    for number, (kind, author, text) in enumerate((
        ("ins", "Mme Roux", " et ARS"), ("", "", ", service"), ("del", "M. Durand", " de PMI"),
        ("ins", "M. Durand", " de santé"),
    )):  # fmt: skip
        holder = content
        if kind:
            named = {
                f"{W}author": author,
                f"{W}date": "2026-11-02T09:00:00Z",
                f"{W}id": f"9{number}",
            }
            holder = etree.SubElement(content, f"{W}{kind}", named)
        holder.append(run(text))
        for words in holder.iter(f"{W}t") if kind == "del" else ():
            words.tag = f"{W}delText"
