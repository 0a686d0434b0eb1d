"""The page says what the PDF says, text for text and in its order, part by part (RGAA 4.1, 13.4).

The PDF is read by its tags, by poppler and pikepdf; the page by html5lib.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from attrs import evolve
from tests.plugins.page_web.conftest import STUDIES, Made, Make, plain, words

from ppgp_docs.api import Dossier
from ppgp_etude_de_cas.format import EtudeDeCas

Parts = dict[str, str]
"""What each part says, by its title; the notes under their own."""

NOTES = "notes"


@pytest.fixture(scope="module", params=STUDIES)
def both(
    request: pytest.FixtureRequest,
    make: Make,
    read: Callable[[str], Dossier],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Made, Path]:
    """A page, and the PDF of the same dossier."""
    made = make(request.param)
    (document,) = EtudeDeCas().documents(read(request.param))
    file = tmp_path_factory.mktemp("pdf") / "etude.pdf"
    file.write_bytes(EtudeDeCas().render(document, made.context))
    return made, file


def test_each_part_says_the_same_in_the_same_order(both: tuple[Made, Path]) -> None:
    page, pdf = _parts_of_page(both[0]), _parts_of_pdf(both[1])
    assert list(page) == list(pdf)
    for title, said in pdf.items():
        assert page[title] == said, title


def test_a_sentence_that_one_of_them_lost_would_be_seen(both: tuple[Made, Path]) -> None:
    made, pdf = both
    longest = max((each.text or "" for each in made.all("p")), key=len)
    lost = evolve(made, html=made.html.replace(longest[20:60], ""))
    assert _parts_of_page(lost) != _parts_of_pdf(pdf)


def test_each_picture_is_told_alike_in_the_same_order(both: tuple[Made, Path]) -> None:
    page, pdf = list(_alternatives_of_page(both[0])), list(_alternatives_of_pdf(both[1]))
    assert len(page) == len(pdf)
    for shown, heard in zip(page, pdf, strict=True):
        assert heard.startswith(shown) if shown.startswith("Graphique") else shown == heard


def _parts_of_page(made: Made) -> Parts:
    body = next(made.tree.iter("body"))
    return _by_title(_page_texts(body))


BESIDE = ("invisible", "retour", "retour-lecture", "evitement", "appel")
"""What only serves to move about in the page, and the calls of notes."""


def _page_texts(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The texts of an element with what holds each: a heading, a note, anything else."""
    if element.get("class") in BESIDE or element.tag in ("nav", "svg"):
        return
    if element.get("class") == "partie notes-en-fin":
        yield from ((NOTES, _note(each)) for each in element.iter("li"))
        return
    kind = element.tag if element.tag in ("h1", "h2") else ""
    if kind:
        yield kind, words(element)
        return
    yield "", element.text or ""
    for child in element:
        yield from _page_texts(child)
        yield "", child.tail or ""


def _note(element: ElementTree.Element) -> str:
    links = [words(each) for each in element.iter("a") if each.get("class") == "retour"]
    return words(element).removesuffix(links[-1])


def _parts_of_pdf(file: Path) -> Parts:
    tree = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True
    ).stdout
    return _by_title(_pdf_texts(tree))


def _pdf_texts(tree: str) -> Iterator[tuple[str, str]]:
    """The same for a tag tree, as poppler prints it: one element or one text a line."""
    above: list[tuple[int, str]] = []
    heading: list[str] = []
    for raw in tree.splitlines():
        depth, line = len(raw) - len(raw.lstrip()), raw.strip()
        while above and above[-1][0] >= depth:
            if (closed := above.pop()[1]) in HEADS:
                yield closed.lower(), " ".join(heading)
                heading = []
        names = {name for _, name in above}
        if not line.startswith('"'):
            above.append((depth, line.split()[0] if line else ""))
        elif names & HEADS:
            heading.append(line[1:-1])
        elif not (names & {"TOC", "Lbl"} or _is_call(names, line[1:-1])):
            yield (NOTES if "Note" in names else ""), line[1:-1]


HEADS = {"H1", "H2"}


def _is_call(names: set[str], text: str) -> bool:
    """The number of a note, where it is called and where it stands."""
    return "Link" in names and bool(re.fullmatch(r"\d+\.?", text.strip()))


def _by_title(texts: Iterator[tuple[str, str]]) -> Parts:
    """Texts by the part that they stand in; the contents are the page's way, and the PDF's."""
    parts: Parts = {}
    title, notes = "", ""
    for kind, text in texts:
        if kind in ("h1", "h2"):
            title = plain(text)
        if kind == NOTES:
            notes += text
        elif title != "sommaire":
            parts[title] = parts.get(title, "") + _bare(text)
    return {**parts, NOTES: _bare(notes)}


def _bare(text: str) -> str:
    """Without what sets a text on pages: where the PDF sends, its places for cutting words."""
    return plain(re.sub(r", page\s\d+", "", text))


def _alternatives_of_page(made: Made) -> Iterator[str]:
    """Those of pictures; a chart is a table here, a bar the value beside it."""
    tables = [each for table in made.all("table") for each in table.iter()]
    for element in made.tree.iter():
        kind = element.get("class")
        is_chart = element.tag == "caption" and kind == "invisible"
        is_bar = kind == "barre-valeur" and element not in tables
        is_code = element.tag == "title" and words(element).startswith("Code QR")
        if element.get("alt"):
            yield element.get("alt", "")
        elif is_chart or is_bar or is_code:
            yield words(element)


def _alternatives_of_pdf(file: Path) -> Iterator[str]:
    with pikepdf.open(file) as pdf:
        yield from (
            " ".join(str(node.Alt).split())
            for node in _nodes(pdf.Root.StructTreeRoot.K)
            if "/Alt" in node
        )


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _nodes(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _nodes(node.get("/K", []))
