"""A web page held to what can be read of it without a browser; axe, in the tests, does the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from lxml import html

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked, counted
from ppgp_docs.francais.accords import compter

_LISTS: Final = ("ul", "ol", "menu")
_DRAWINGS: Final = ".//svg[not(ancestor::svg) and not(@aria-hidden='true')]"
_TITLES: Final = ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def checked(data: bytes) -> Iterator[Checked]:
    """What each rule finds in a page. Raises lxml's ParserError for one that is empty."""
    page: Any = html.document_fromstring(data)
    language = page.get("lang") or ""
    is_french = language.lower().partition("-")[0] == "fr"
    yield Checked(rules.LANGUAGE, () if is_french else (language or "aucune langue",))
    title = (page.findtext(".//title") or "").strip()
    yield Checked(rules.TITLE, () if title else ("aucun titre",))
    yield Checked(rules.MAIN, tuple(_main(page)))
    drawn = [*page.iter("img"), *page.xpath(_DRAWINGS)]
    yield counted(rules.PICTURES, len(drawn), "image", *_pictures(page))
    headings = page.xpath(_TITLES)
    yield counted(rules.HEADINGS, len(headings), "titre", *_headings(headings))
    yield counted(rules.TABLES, len(list(page.iter("table"))), "tableau", *_tables(page))
    yield counted(rules.LISTS, len(list(page.iter(*_LISTS))), "liste", *_lists(page))
    links = [each for each in page.iter("a") if each.get("href")]
    mute = sum(not _name_of_link(each) for each in links)
    told = [f"{compter(mute, 'lien')} sans intitulé"] if mute else []
    yield counted(rules.LINKS, len(links), "lien", *told)
    views = " ".join(page.xpath(".//meta[@name='viewport']/@content"))
    fixed = "maximum-scale" in views or "user-scalable=no" in views
    yield Checked(rules.ZOOM, ("elle l’interdit",) if fixed else ())


def _lists(page: Any) -> Iterator[str]:
    """HTML, 4.4.5 to 4.4.8: a list holds items alone, an item stands in a list."""
    if any(each.getparent().tag not in _LISTS for each in page.iter("li")):
        yield "un élément hors d’une liste"
    held = {child.tag for each in page.iter(*_LISTS) for child in each if _is_element(child)}
    if other := sorted(held - {"li", "script", "template"}):
        yield f"une liste qui tient autre chose que des éléments\u00a0: `<{other[0]}>`"


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str)


def _main(page: Any) -> Iterator[str]:
    if (count := len(page.findall(".//main"))) != 1:
        yield f"{compter(count, 'zone principale')}" if count else "aucune zone principale"


def _pictures(page: Any) -> Iterator[str]:
    images = [each for each in page.iter("img") if each.get("alt") is None]
    drawings = page.xpath(_DRAWINGS)
    untold = [each for each in drawings if not each.xpath("./title") and not each.get("aria-label")]
    if images or untold:
        yield f"{compter(len(images) + len(untold), 'image')} sans texte de remplacement"


def _headings(headings: list[Any]) -> Iterator[str]:
    """RGAA 4.1, test 9.1.1: their hierarchy; it asks for no single first level."""
    levels = [int(each.tag[1]) for each in headings]
    if levels and levels[0] != 1:
        yield f"le premier titre est de niveau {levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"un titre de niveau {after} suit un titre de niveau {before}"


def _tables(page: Any) -> Iterator[str]:
    for table in page.iter("table"):
        if table.get("role") not in ("presentation", "none") and not table.findall(".//th"):
            yield "un tableau sans en-tête"


def _name_of_link(link: Any) -> str:
    alternatives = link.xpath(".//img/@alt | .//svg/title/text()")
    told = (link.text_content(), link.get("aria-label") or "", *alternatives)
    return "".join(told).strip()
