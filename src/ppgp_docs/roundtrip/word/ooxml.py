"""Names of WordprocessingML, and the marks of a paragraph that say what it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from attrs import field, frozen

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts

W: Final = f"{{{ooxml_names.WORD}}}"
R: Final = f"{{{ooxml_names.RELATIONS}}}"
A: Final = f"{{{ooxml_names.DRAWING}}}"
WP: Final = f"{{{ooxml_names.PLACED_IN_WORD}}}"
_OWN_LOOK: Final = f"{W}rPr"
_LISTED: Final = re.compile(r"List (?:Bullet|Number) ([2-5])")
"""Word's own lists of a deeper level, each a list of its own."""
_OFF: Final = ("0", "false", "off", "none")
_BOLD: Final = frozenset(("Strong", "Intense Emphasis", "Strong Emphasis"))
_ITALIC: Final = frozenset(("Emphasis", "Intense Emphasis"))


def attribute(node: Element, name: str) -> str:
    """A ``w:`` attribute, or nothing."""
    return str(node.get(f"{W}{name}") or "")


def value_at(node: Element, *path: str) -> str:
    """The ``w:val`` of what a path of ``w:`` names leads to, or nothing."""
    found = node.find(_path(path))
    return "" if found is None else attribute(found, "val")


@cache
def _path(names: tuple[str, ...]) -> str:
    return "/".join(f"{W}{name}" for name in names)


@frozen
class Meanings:
    """What the styles, lists and links of a file mean; ``numbers`` tells which lists count,
    ``diagrams`` holds the words of each (SmartArt) by its relation, ``pictures`` the name of the
    part of each."""

    styles: dict[str, str]
    numbers: dict[tuple[str, str], bool]
    links: dict[str, str]
    listed: dict[str, tuple[str, str]]
    diagrams: dict[str, str] = field(factory=dict)
    pictures: dict[str, str] = field(factory=dict)

    @classmethod
    def of(cls, parts: Parts, story: str) -> Meanings:
        """Those of a part (``word/document.xml``)."""
        styles = parts.root("word/styles.xml")
        folder, _, name = story.rpartition("/")
        relations = parts.root(f"{folder}/_rels/{name}.rels")
        return cls(
            _style_names(styles),
            _numbers(parts.root("word/numbering.xml")),
            _links(relations),
            _style_lists(styles),
            dict(_diagrams(parts, folder, relations)),
            dict(_pictures(folder, relations)),
        )

    def pictures_of(self, relations: Iterable[str]) -> tuple[str, ...]:
        """The names of the parts of pictures, empty for one that is in another file."""
        return tuple(dict.fromkeys(self.pictures.get(each, "") for each in relations))

    def look(self, run: Element) -> tuple[bool, bool]:
        """Whether a run is bold, and whether it is in italics: by its style or by itself."""
        if run.find(_OWN_LOOK) is None:
            return False, False
        name = self.styles.get(value_at(run, "rPr", "rStyle"), "")
        bold, italic = name in _BOLD, name in _ITALIC
        return _toggled(run, "b", bold), _toggled(run, "i", italic)

    def listing(self, paragraph: Element) -> tuple[int, bool]:
        """The level of a paragraph in a list, -1 outside any, and whether the list counts."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            number, level = value_at(own, "numId"), value_at(own, "ilvl") or "0"
        else:
            number, level = self.listed.get(value_at(paragraph, "pPr", "pStyle"), ("", "0"))
        if number in ("", "0") or not level.isdecimal():
            return -1, False
        style = self.styles.get(value_at(paragraph, "pPr", "pStyle"), "")
        named = _LISTED.fullmatch(style) if level == "0" else None
        depth = int(named[1]) - 1 if named else int(level)
        return depth, self.numbers.get((number, level), False)

    def is_title(self, paragraph: Element) -> bool:
        """Whether a paragraph is a title: a heading of any level."""
        name = self.styles.get(value_at(paragraph, "pPr", "pStyle"), "")
        return name.lower().startswith(("heading", "titre"))

    def goes_on(self, paragraph: Element) -> bool:
        """Whether a paragraph goes on with the item of a list that stands above."""
        name = self.styles.get(value_at(paragraph, "pPr", "pStyle"), "")
        return name.startswith("List Continue")


def crossed_by_hand(run: Element) -> str:
    """What someone did to the words of a run instead of changing them, in French."""
    if run.find(_OWN_LOOK) is None:
        return ""
    if is_hidden(run):
        return "texte masqué dans le fichier : rien n’en est repris"
    if is_struck_by_hand(run):
        return "barré à la main : le dossier garde ces mots"
    if value_at(run, "rPr", "highlight") not in ("", "none"):
        return "surligné à la main : le dossier n’en garde rien"
    return ""


def is_hidden(run: Element) -> bool:
    """Whether the words of a run are hidden text, which Word neither shows nor prints."""
    return _toggled(run, "vanish", False)


def is_struck_by_hand(run: Element) -> bool:
    """Whether someone struck out the words of a run, without tracking it."""
    return _toggled(run, "strike", False) or _toggled(run, "dstrike", False)


def _toggled(run: Element, name: str, styled: bool) -> bool:
    own = run.find(f"{W}rPr/{W}{name}")
    return styled if own is None else attribute(own, "val") not in _OFF


def _style_names(root: Element) -> dict[str, str]:
    styles = [] if root is None else root.iter(f"{W}style")
    return {attribute(style, "styleId"): value_at(style, "name") for style in styles}


def _style_lists(root: Element) -> dict[str, tuple[str, str]]:
    """The list and level of the styles that have one of their own."""
    lists = {}
    for style in [] if root is None else root.iter(f"{W}style"):
        if number := value_at(style, "pPr", "numPr", "numId"):
            level = value_at(style, "pPr", "numPr", "ilvl") or "0"
            lists[attribute(style, "styleId")] = (number, level)
    return lists


def _numbers(root: Element) -> dict[tuple[str, str], bool]:
    """Whether each level of each list counts: 1, 2, 3; bullets do not."""
    if root is None:
        return {}
    abstract = {
        attribute(one, "abstractNumId"): {
            attribute(level, "ilvl"): value_at(level, "numFmt") not in ("bullet", "none", "")
            for level in one.iter(f"{W}lvl")
        }
        for one in root.iter(f"{W}abstractNum")
    }
    return {
        (attribute(one, "numId"), level): counts
        for one in root.iter(f"{W}num")
        for level, counts in abstract.get(value_at(one, "abstractNumId"), {}).items()
    }


def _diagrams(parts: Parts, folder: str, root: Element) -> Iterator[tuple[str, str]]:
    """The words of the diagrams, an item after the other (ECMA-376, part 1, §21.4)."""
    for one in [] if root is None else root:
        if str(one.get("Type", "")).endswith("/diagramData"):
            data = parts.root(_part(folder, one))
            items = [] if data is None else data.iter(f"{{{ooxml_names.DIAGRAM}}}pt")
            said = ("".join(text.text or "" for text in item.iter(f"{A}t")) for item in items)
            yield one.get("Id", ""), " · ".join(filter(None, said))


def _pictures(folder: str, root: Element) -> Iterator[tuple[str, str]]:
    """The parts of the pictures; none of one that is in another file."""
    for one in [] if root is None else root:
        if str(one.get("Type", "")).endswith("/image") and one.get("TargetMode") != "External":
            yield one.get("Id", ""), _part(folder, one)


def _part(folder: str, relation: Element) -> str:
    """The name of the part to which a relation of a part in a folder leads."""
    path = posixpath.join("/", folder, relation.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def _links(root: Element) -> dict[str, str]:
    relations = [] if root is None else root
    external = (one for one in relations if one.get("TargetMode") == "External")
    return {one.get("Id", ""): one.get("Target", "") for one in external}
