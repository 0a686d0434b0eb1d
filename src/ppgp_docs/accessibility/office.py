"""Word, PowerPoint and Excel files held to the same rules, by the XML that they are made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.francais.accords import compter

_PARTS: Final = re.compile(
    r"(word/(document|header\d*|footer\d*)|ppt/slides/slide\d+|xl/(drawings/drawing|worksheets/sheet)\d+)\.xml"
)
_NAMES: Final = {
    "w": ooxml_names.WORD,
    "a": ooxml_names.DRAWING,
    "p": ooxml_names.PRESENTATION,
    "x": ooxml_names.SPREADSHEET,
    "wp": ooxml_names.PLACED_IN_WORD,
    "dc": ooxml_names.DUBLIN_CORE,
    "dec": ooxml_names.DECORATIVE,
}
_W: Final = f"{{{_NAMES['w']}}}"
_SAFE: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def checked(data: bytes) -> Iterator[Checked]:
    """What each rule finds in an Office file. Raises zipfile.BadZipFile for one that is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = [_read(archive, name) for name in names if _PARTS.fullmatch(name)]
        core = _read(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
        styles = _read(archive, "word/styles.xml") if "word/styles.xml" in names else None
    title = "".join(_find(core, ".//dc:title/text()")) if core is not None else ""
    yield Checked(rules.TITLE, () if title.strip() else ("aucun titre",))
    if any(_find(each, "self::x:worksheet") for each in parts):
        yield Checked(rules.PICTURES, tuple(_pictures(parts)))
        return
    yield Checked(rules.LANGUAGE, tuple(_language(parts, styles)))
    yield Checked(rules.PICTURES, tuple(_pictures(parts)))
    yield Checked(rules.HEADINGS, tuple(_headings(parts, styles)))
    yield Checked(rules.TABLES, tuple(_tables(parts)))


def _read(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), _SAFE)


def _find(node: Any, path: str) -> list[Any]:
    found: list[Any] = node.xpath(path, namespaces=_NAMES)
    return found


def _language(parts: list[Any], styles: Any) -> Iterator[str]:
    if styles is not None:
        if not any(_find(styles, ".//w:lang/@w:val")):
            yield "aucune langue dans les styles"
        return
    without = [
        run
        for part in parts
        for run in _find(part, ".//a:r[normalize-space(a:t)]")
        if not _find(run, "a:rPr/@lang")
    ]
    if without:
        yield f"{compter(len(without), 'texte')} sans langue"


def _pictures(parts: list[Any]) -> Iterator[str]:
    without = 0
    for part in parts:
        for each in _find(part, ".//wp:docPr | .//p:pic/p:nvPicPr/p:cNvPr"):
            decorative = _find(each, ".//dec:decorative[@val='1']")
            without += not (each.get("descr") or decorative)
    if without:
        yield f"{compter(without, 'image')} sans texte de remplacement"


def _headings(parts: list[Any], styles: Any) -> Iterator[str]:
    if styles is None:
        yield from _slides(parts)
        return
    depths = {
        style.get(f"{_W}styleId"): int(level)
        for style in _find(styles, ".//w:style")
        for level in _find(style, "w:pPr/w:outlineLvl/@w:val")
    }
    used = [name for part in parts for name in _find(part, ".//w:pStyle/@w:val") if name in depths]
    for before, after in pairwise(depths[name] for name in used):
        if after > before + 1:
            yield f"un titre de niveau {after + 1} suit un titre de niveau {before + 1}"


def _slides(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        titles = _find(part, ".//p:sp[.//p:nvPr/p:ph[@type='title' or @type='ctrTitle']]")
        if _find(part, "self::p:sld") and not any(_find(each, ".//a:t/text()") for each in titles):
            yield "une diapositive sans titre"


def _tables(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        for table in _find(part, ".//w:tbl[count(w:tr) > 1]"):
            headed = _find(table, "w:tr/w:trPr/w:tblHeader") or _find(
                table, "w:tblPr/w:tblLook[@w:firstColumn='1' or @w:firstRow='1']"
            )
            if not headed:
                yield "un tableau sans ligne d’en-tête"
        for table in _find(part, ".//a:tbl[count(a:tr) > 1]"):
            if not _find(table, "a:tblPr[@firstRow='1' or @firstCol='1']"):
                yield "un tableau sans ligne d’en-tête"
