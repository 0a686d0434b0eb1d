"""A web page held to what can be read of it without a browser; axe, in the tests, does the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import html

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.francais.accords import compter


def checked(data: bytes) -> Iterator[Checked]:
    """What each rule finds in a page. Raises lxml's ParserError for one that is empty."""
    page: Any = html.document_fromstring(data)
    yield Checked(rules.LANGUAGE, () if page.get("lang") else ("aucune langue",))
    title = (page.findtext(".//title") or "").strip()
    yield Checked(rules.TITLE, () if title else ("aucun titre",))
    yield Checked(rules.MAIN, tuple(_main(page)))
    yield Checked(rules.PICTURES, tuple(_pictures(page)))
    yield Checked(rules.HEADINGS, tuple(_headings(page)))
    yield Checked(rules.TABLES, tuple(_tables(page)))
    lost = [each for each in page.iter("li") if each.getparent().tag not in ("ul", "ol", "menu")]
    yield Checked(rules.LISTS, ("un élément hors d’une liste",) if lost else ())
    empty = [each for each in page.iter("a") if each.get("href") and not _said(each)]
    yield Checked(rules.LINKS, (f"{compter(len(empty), 'lien')} sans intitulé",) if empty else ())
    views = " ".join(page.xpath(".//meta[@name='viewport']/@content"))
    fixed = "maximum-scale" in views or "user-scalable=no" in views
    yield Checked(rules.ZOOM, ("elle l’interdit",) if fixed else ())


def _main(page: Any) -> Iterator[str]:
    for path, told in ((".//main", "zone principale"), (".//h1", "titre de premier niveau")):
        if (count := len(page.findall(path))) != 1:
            yield f"{compter(count, told)}" if count else f"aucune {told}"


def _pictures(page: Any) -> Iterator[str]:
    images = [each for each in page.iter("img") if each.get("alt") is None]
    drawings = page.xpath(".//svg[not(ancestor::svg) and not(@aria-hidden='true')]")
    untold = [each for each in drawings if not each.xpath("./title") and not each.get("aria-label")]
    if images or untold:
        yield f"{compter(len(images) + len(untold), 'image')} sans texte de remplacement"


def _headings(page: Any) -> Iterator[str]:
    found = page.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    for before, after in pairwise(int(each.tag[1]) for each in found):
        if after > before + 1:
            yield f"un titre de niveau {after} suit un titre de niveau {before}"


def _tables(page: Any) -> Iterator[str]:
    for table in page.iter("table"):
        if table.get("role") not in ("presentation", "none") and not table.findall(".//th"):
            yield "un tableau sans en-tête"


def _said(link: Any) -> str:
    alternatives = link.xpath(".//img/@alt | .//svg/title/text()")
    told = (link.text_content(), link.get("aria-label") or "", *alternatives)
    return "".join(told).strip()
