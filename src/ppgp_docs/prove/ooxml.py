"""A Word or PowerPoint file read back as a plain archive of XML, by lxml."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.plugin.read_back import Reading

Parts: TypeAlias = dict[str, Any]
"""The root element of each XML part, by its name in the archive."""

_DRAWING: Final = ooxml_names.DRAWING
_WORD: Final = ooxml_names.WORD
_DC: Final = ooxml_names.DUBLIN_CORE
_DECORATIVE: Final = ooxml_names.DECORATIVE
_CHART: Final = ooxml_names.CHART
_CONTENT: Final = re.compile(r"(word|ppt/slides|ppt/charts|ppt/notesSlides)/[^/]+\.xml")
_SLIDE: Final = re.compile(r"ppt/slides/[^/]+\.xml")
_BESIDE: Final = ("ppt/charts/", "ppt/notesSlides/")
_BODY: Final = "word/document.xml"
_PARAGRAPHS: Final = (f"{{{_DRAWING}}}p", f"{{{_WORD}}}p")
_TEXTS: Final = (f"{{{_DRAWING}}}t", f"{{{_WORD}}}t", f"{{{_CHART}}}v")
_SIGNS: Final = {f"{{{_WORD}}}noBreakHyphen": "-"}
_HIDDEN: Final = f"{{{_WORD}}}vanish"
_PICTURE: Final = ("docPr", "cNvPr")


def read(data: bytes) -> Reading:
    """The text of an office file and what is wrong with it, as French sentences."""
    parts, problem = open_parts(data)
    if problem:
        return Reading((), (), (problem,))
    pages = [[parts[name] for name in names if name in parts] for names in _pages(parts)]
    return Reading(
        tuple("\n".join(map(_text, roots)) for roots in pages),
        tuple(text for roots in pages for root in roots for text in _alternatives(root)),
        (*title(parts), *_pictures(parts)),
    )


def _pages(parts: Parts) -> Iterator[list[str]]:
    """The parts of each slide, in order: itself, its charts, its notes; or those of the text."""
    names = [name for name in parts if _CONTENT.fullmatch(name)]
    slides = sorted(filter(_SLIDE.fullmatch, names), key=_number)
    for slide in slides:
        related = _related(parts, slide)
        yield [slide, *(name for kind in _BESIDE for name in related if name.startswith(kind))]
    if not slides:
        yield from ([name] for name in sorted(names, key=lambda name: name != _BODY))


def _number(name: str) -> int:
    return int("".join(filter(str.isdigit, name)))


def _related(parts: Parts, name: str) -> list[str]:
    """The parts that a part stands beside."""
    folder, _, file = name.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels")
    targets = [] if relations is None else [each.get("Target", "") for each in relations]
    return [posixpath.normpath(posixpath.join(folder, target)) for target in targets]


def open_parts(data: bytes) -> tuple[Parts, str]:
    """The XML parts of an office file by name, or why it does not open, as a French sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if broken := archive.testzip():
                return {}, f"la partie `{broken}` du fichier est abîmée"
            return dict(_parts(archive)), ""
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as problem:
        return {}, f"le fichier ne s’ouvre pas ({problem})"


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(archive.read(name), parser)


def _text(root: Any) -> str:
    """Paragraph by paragraph, runs joined: a figure may be cut between two runs. What is hidden, a
    run or a whole slide, nobody reads."""
    lines: dict[Any, list[str]] = {}
    if root.get("show") == "0":
        return ""
    unseen = {mark.getparent().getparent() for mark in root.iter(_HIDDEN) if _is_on(mark)}
    for node in root.iter(*_TEXTS, *_SIGNS):
        if unseen and node.getparent() in unseen:
            continue
        line = next(node.iterancestors(*_PARAGRAPHS), node)
        lines.setdefault(line, []).append(node.text or _SIGNS.get(node.tag, ""))
    return "\n".join("".join(line) for line in lines.values())


def _is_on(mark: Any) -> bool:
    return mark.get(f"{{{_WORD}}}val") not in ("0", "false", "off")


def _alternatives(root: Any) -> Iterator[str]:
    """What is said of each picture, chart and table."""
    for node in root.iter(*(f"{{*}}{name}" for name in _PICTURE)):
        if text := node.get("descr"):
            yield text


def title(parts: Parts) -> Iterator[str]:
    """A file without a title is a file that a screen reader cannot announce."""
    core = parts.get("docProps/core.xml")
    found = None if core is None else core.find(f"{{{_DC}}}title")
    if found is None or not found.text:
        yield "le fichier n’a pas de titre"


def _pictures(parts: Parts) -> Iterator[str]:
    """Every picture says what it shows, or that it is decorative."""
    for name, root in parts.items():
        if not _CONTENT.fullmatch(name):
            continue
        for picture in root.iter("{*}pic"):
            properties = next((node for node in picture.iter() if _is_properties(node)), None)
            if properties is not None and not _is_described(properties):
                yield f"une image sans texte de remplacement dans `{name}`"


def _is_properties(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _PICTURE


def _is_described(properties: Any) -> bool:
    holder = properties.getparent()
    anchor = next(holder.iterancestors("{*}inline", "{*}anchor"), None)
    described = [properties, *(anchor.iterfind("{*}docPr") if anchor is not None else ())]
    return any(
        node.get("descr", "").strip()
        or next(node.iter(f"{{{_DECORATIVE}}}decorative"), None) is not None
        for node in described
    )
