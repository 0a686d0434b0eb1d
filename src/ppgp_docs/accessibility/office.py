"""Word, PowerPoint and Excel files held to the same rules, by the XML that they are made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked, counted
from ppgp_docs.francais.accords import compter

_PARTS: Final = re.compile(
    r"(word/(document|header\d*|footer\d*)|ppt/slides/slide\d+"
    r"|xl/(drawings/drawing\d+|worksheets/sheet\d+|tables/table\d+))\.xml"
)
_NAMES: Final = {
    "w": ooxml_names.WORD,
    "a": ooxml_names.DRAWING,
    "p": ooxml_names.PRESENTATION,
    "x": ooxml_names.SPREADSHEET,
    "xdr": ooxml_names.PLACED_IN_EXCEL,
    "wp": ooxml_names.PLACED_IN_WORD,
    "c": ooxml_names.CHART,
    "dc": ooxml_names.DUBLIN_CORE,
    "dec": ooxml_names.DECORATIVE,
}
_W: Final = f"{{{_NAMES['w']}}}"
_DRAWN: Final = (
    ".//wp:docPr | .//p:pic/p:nvPicPr/p:cNvPr | .//p:graphicFrame[.//c:chart]//p:cNvPr"
    " | .//xdr:pic/xdr:nvPicPr/xdr:cNvPr | .//xdr:graphicFrame//xdr:cNvPr"
)
"""What each kind of file says of a picture or a chart."""

_HEADED: Final = (
    "w:tr/w:trPr/w:tblHeader | w:tblPr/w:tblLook[@w:firstColumn='1' or @w:firstRow='1']"
)
_SAFE: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def checked(data: bytes) -> Iterator[Checked]:
    """What each rule finds in an Office file. Raises zipfile.BadZipFile for one that is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: _read(archive, name) for name in names if _PARTS.fullmatch(name)}
        core = _read(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
        styles = _read(archive, "word/styles.xml") if "word/styles.xml" in names else None
    title = "".join(_find(core, ".//dc:title/text()")) if core is not None else ""
    yield Checked(rules.TITLE, () if title.strip() else ("aucun titre",))
    if styles is not None:
        yield _language(
            _find(styles, ".//w:docDefaults//w:lang/@w:val | .//w:style//w:lang/@w:val")
        )
        yield _headings(parts["word/document.xml"], styles)
    elif slides := [part for name, part in parts.items() if name.startswith("ppt/")]:
        yield _language([said for slide in slides for said in _languages(slide)])
        untitled = ["une diapositive sans titre" for each in slides if not _is_titled(each)]
        yield counted(rules.SLIDES, len(slides), "diapositive", *untitled)
    yield _pictures(parts.values())
    yield _tables(parts.values())


def _read(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), _SAFE)


def _find(node: Any, path: str) -> list[Any]:
    found: list[Any] = node.xpath(path, namespaces=_NAMES)
    return found


def _languages(slide: Any) -> list[str]:
    """The language of each text of a slide, empty where none is said."""
    runs = _find(slide, ".//a:r[normalize-space(a:t)]")
    return ["".join(_find(run, "a:rPr/@lang")) for run in runs]


def _language(said: list[str]) -> Checked:
    """French is the language of most: a text may quote another one."""
    if mute := sum(not each for each in said):
        return Checked(rules.LANGUAGE, (f"{compter(mute, 'texte')} sans langue",))
    usual = Counter(said).most_common(1)
    found = usual[0][0] if usual else "aucune langue"
    return Checked(rules.LANGUAGE, () if found.lower().startswith("fr") else (found,))


def _pictures(parts: Iterable[Any]) -> Checked:
    drawn = [each for part in parts for each in _find(part, _DRAWN)]
    shown = [each for each in drawn if not _find(each, ".//dec:decorative[@val='1']")]
    mute = sum(not (each.get("descr") or "").strip() for each in shown)
    told = [f"{compter(mute, 'image')} sans texte de remplacement"] if mute else []
    return counted(rules.PICTURES, len(shown), "image", *told)


def _headings(document: Any, styles: Any) -> Checked:
    depths = dict(_depths(styles))
    levels = [level for each in _find(document, ".//w:p") if (level := _level(each, depths))]
    if not levels:
        return Checked(rules.HEADINGS, ("aucun titre",))
    first = [f"le premier titre est de niveau {levels[0]}"] if levels[0] > 1 else []
    jumps = (
        f"un titre de niveau {after} suit un titre de niveau {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    )
    return counted(rules.HEADINGS, len(levels), "titre", *first, *jumps)


def _depths(styles: Any) -> Iterator[tuple[str, int]]:
    """The level of titles that each style gives, its own or that of the one it comes from."""
    every = {each.get(f"{_W}styleId"): each for each in _find(styles, ".//w:style")}
    for name in every:
        line = [name]  # a style, the one that it comes from, and so on
        while (parent := _parent(every[line[-1]])) in every and parent not in line:
            line.append(parent)
        said = [level for each in line for level in _find(every[each], _OUTLINE)]
        if said:
            yield name, int(said[0]) + 1


def _parent(style: Any) -> str:
    return "".join(_find(style, "w:basedOn/@w:val"))


def _level(paragraph: Any, depths: dict[str, int]) -> int:
    """The level of the title that a paragraph is, 0 for none (9 is Word's « body text »)."""
    own = _find(paragraph, _OUTLINE)
    name = "".join(_find(paragraph, "w:pPr/w:pStyle/@w:val"))
    level = int(own[0]) + 1 if own else depths.get(name, 0)
    return level if level < _BODY else 0


_BODY: Final = 10
_OUTLINE: Final = "w:pPr/w:outlineLvl/@w:val"


def _is_titled(slide: Any) -> bool:
    titles = _find(slide, ".//p:sp[.//p:nvPr/p:ph[@type='title' or @type='ctrTitle']]")
    return any(_find(each, ".//a:t/text()") for each in titles)


def _tables(parts: Iterable[Any]) -> Checked:
    count, headless = 0, 0
    for part in parts:
        for path, headed in _TABLES:
            found = _find(part, path)
            count += len(found)
            headless += sum(not _find(each, headed) for each in found)
    told = [f"{compter(headless, 'tableau')} sans ligne d’en-tête"] if headless else []
    return counted(rules.TABLES, count, "tableau", *told)


_TABLES: Final = (
    (".//w:tbl[count(w:tr) > 1]", _HEADED),
    (".//a:tbl[count(a:tr) > 1]", "a:tblPr[@firstRow='1' or @firstCol='1']"),
    ("self::x:table", "self::*[not(@headerRowCount='0')]"),
)
"""Tables of Word, PowerPoint and Excel, and what says that they have headers."""
