"""The sizes of type of a deck: those of its titles, its texts and its notes, and numbers drawn
large. Read in the bare XML, with what slides inherit from their layouts."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict

from lxml import etree
from tests.plugins.diaporama.lecteur import A, C, P, relations

TITLE, TEXT, NOTE, NUMBER = 34, 28, 18, 66
NUMBERED = {("Chiffres", 1), ("Intercalaire", 0), ("Citation", 0)}
"""The layouts and the levels where a number, or a title that stands alone, is drawn large."""


def sizes(data: bytes) -> dict[float, set[tuple[str, int]]]:
    """Each size, with the layouts and the levels where a text has it."""
    found: dict[float, set[tuple[str, int]]] = defaultdict(set)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.startswith("ppt/slides/slide"):
                _of_slide(archive, part, found)
            elif part.startswith("ppt/charts/chart"):
                for node in etree.fromstring(archive.read(part)).iter(f"{A}defRPr", f"{A}rPr"):
                    if node.get("sz"):
                        found[int(node.get("sz")) / 100].add(("graphique", 0))
    return found


def _of_slide(archive: zipfile.ZipFile, part: str, found: dict) -> None:
    root = etree.fromstring(archive.read(part))
    (place,) = [to for kind, to in relations(archive, part).values() if kind == "slideLayout"]
    layout = etree.fromstring(archive.read(place))
    name = layout.find(f"{P}cSld").get("name")
    drawn = {mark.get("idx", "0"): mark.getparent().getparent().getparent()
             for mark in layout.iter(f"{P}ph")}  # fmt: skip
    for shape in root.iter(f"{P}sp"):
        mark = shape.find(f".//{P}ph")
        lists = [shape, *([drawn[mark.get("idx", "0")]] if mark is not None else [])]
        for paragraph in shape.iter(f"{A}p"):
            level = int(paragraph.find(f"{A}pPr").get("lvl", 0)) if _styled(paragraph) else 0
            for run in paragraph.iter(f"{A}r"):
                if (run.findtext(f"{A}t") or "").strip():
                    found[_size(run, lists, level)].add((name, level))
    for cell in root.iter(f"{A}tc"):
        for run in cell.iter(f"{A}rPr"):
            found[int(run.get("sz")) / 100].add((name, 0))


def _styled(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{A}pPr") is not None


def _size(run: etree._Element, shapes: list, level: int) -> float:
    own = run.find(f"{A}rPr").get("sz")
    path = f".//{A}lstStyle/{A}lvl{level + 1}pPr/{A}defRPr"
    said = (each.get("sz") for shape in shapes for each in shape.iterfind(path) if each.get("sz"))
    size = own or next(said, None)
    assert size, "a text whose size nothing says"
    return int(size) / 100


def test_a_deck_has_three_sizes_of_type_and_large_numbers(any_deck) -> None:
    """The shipped decks, the awkward one, one of every block, the other themes."""
    found = sizes(any_deck.data)
    assert set(found) <= {TITLE, TEXT, NOTE, NUMBER}
    assert {TITLE, TEXT, NOTE} <= set(found)
    assert found.get(NUMBER, set()) <= NUMBERED


def test_no_chart_has_a_size_of_its_own(any_deck) -> None:
    with zipfile.ZipFile(io.BytesIO(any_deck.data)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("ppt/charts/chart")]
        roots = [etree.fromstring(archive.read(name)) for name in charts]
    for root in roots:
        said = {node.get("sz") for node in root.iter() if node.get("sz")}
        assert said <= {str(NOTE * 100)}
        assert root.find(f"{C}txPr") is not None
