"""How many words stand on a slide, counted by another reader in the bare XML of the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from tests.plugins.diaporama.blocs import Read, under
from tests.plugins.diaporama.hasard import KINDS, Writer
from tests.plugins.diaporama.lecteur import A, C, P, R, relations, slides_of

from ppgp_docs.francais.espaces import simplifier

MOST = 40
APPENDIX = "Annexe"
"""How the title of a slide that is consulted, and not presented, begins."""


PART = re.compile(r" \(\d+/\d+\)$")


def words(text: str) -> int:
    """What spaces part, signs alone apart: « 62 % », « 1 240 » and « l’Ain » are one word each."""
    grouped = re.sub(r"(?<=\d)\s(?=\d)", "", text)
    return sum(any(char.isalnum() for char in piece) for piece in grouped.split())


def counted(data: bytes) -> list[tuple[str, int]]:
    """For each slide its title, and its words: all its texts and the names of its bars, but for
    the foot of the page, the part number of its title, and what a drawing places by itself: the
    values of bars, the dates and numbers of timelines."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        known = relations(archive, "ppt/presentation.xml")
        root = etree.fromstring(archive.read("ppt/presentation.xml"))
        parts = [known[node.get(f"{R}id")][1] for node in root.iter(f"{P}sldId")]
        titles = [slide.title for slide in slides_of(data)]
        found = [sum(words(PART.sub("", text)) for text in _texts(archive, part)) for part in parts]
        return list(zip(titles, found, strict=True))


def _texts(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    root = etree.fromstring(archive.read(part))
    for shape in root.iter(f"{P}sp", f"{P}graphicFrame"):
        mark = shape.find(f".//{P}ph")
        if mark is None or mark.get("type") not in ("ftr", "sldNum"):
            yield from _paragraphs(shape, drawn=shape.getparent().tag == f"{P}grpSp")
    for kind, target in relations(archive, part).values():
        if kind == "chart":
            chart = etree.fromstring(archive.read(target))
            names = next(chart.iter(f"{C}cat"))  # all series share them
            yield from (value.text or "" for value in names.iter(f"{C}v"))


def _paragraphs(shape: etree._Element, drawn: bool) -> Iterator[str]:
    """The texts of a shape; in a timeline the second level is a date, and a dot has a number."""
    for paragraph in shape.iter(f"{A}p"):
        dated = paragraph.find(f"{A}pPr[@lvl='1']") is not None
        text = "".join(node.text or " " for node in paragraph.iter(f"{A}t", f"{A}br"))
        if not (drawn and (dated or text.isdigit())):
            yield text


def wordy(data: bytes) -> list[tuple[str, int]]:
    return [(title, n) for title, n in counted(data) if n > MOST and not title.startswith(APPENDIX)]


def test_no_slide_has_more_words_than_a_room_reads(any_deck) -> None:
    """The shipped decks, the awkward one, one of every block, the other themes."""
    assert wordy(any_deck.data) == []


@pytest.mark.parametrize("seed", range(7))
@pytest.mark.campaign(share=6)
def test_no_slide_of_any_dossier_has(seed: int, read_text: Read, make: Callable) -> None:
    assert wordy(make(read_text(Writer(seed).dossier())).data) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_slide_of_a_block_of_any_size_has(kind: str, read_text: Read, make: Callable) -> None:
    assert wordy(make(read_text(Writer(7).alone(kind))).data) == []


SENTENCE = "les équipes écoutent les familles " * 20


def test_a_sentence_that_cannot_be_cut_stands_alone(read_text: Read, make: Callable) -> None:
    text = f"Un mot. {SENTENCE.strip().capitalize()}. Un autre mot."
    section = '    - {type: section, titre: Ici, diapo: oui, blocs: ["' + text + '"]}\n'
    made = make(read_text(under(section)))
    assert [n > MOST for _, n in counted(made.data)[1:]] == [False, True, False]


def test_a_list_without_room_for_its_details_shows_its_items_and_says_the_rest(
    read_text: Read, make: Callable
) -> None:
    detail = "les lundis et les jeudis matin, à la maison du Département de la ville"
    items = ", ".join(f"{{texte: Lieu {n}, detail: '{detail}'}}" for n in range(4))
    made = make(read_text(under(f"    - {{type: liste, elements: [{items}]}}\n")))
    _, shown = slides_of(made.data)
    assert detail not in " ".join(shown.shown)
    assert detail in " ".join(shown.notes)


ASKED = "      diapo: oui\n"


def test_lists_that_do_not_stand_together_leave_their_place_unless_all_are_asked_for(
    read_text: Read, make: Callable
) -> None:
    items = ", ".join(f"un élément qui a sept mots {n}" for n in range(3))
    lists = "".join(
        f"        - {{type: liste, titre: Liste {n}, elements: [{items}]}}\n" for n in range(3)
    )
    section = "    - type: section\n      titre: Ici\n{}      blocs:\n{}"
    few, every = (make(read_text(under(section.format(asked, lists)))) for asked in ("", ASKED))
    assert [f"Liste {n}" in few.shown() for n in range(3)] == [True, False, False]
    assert [f"Liste {n}" in few.spoken() for n in range(3)] == [True, True, True]
    assert [f"Liste {n}" in every.shown() for n in range(3)] == [True, True, True]


THREE = "Les équipes écoutent les familles du territoire avec attention. "


def test_a_text_without_a_short_version_shows_its_beginning_on_one_slide(
    read_text: Read, make: Callable
) -> None:
    """The rest is said, and `check` tells so, unless its section asks for all of it."""
    kinds = ("avant", "après", "hier", "demain", "ici", "ailleurs", "encore", "toujours", "enfin")
    text = "".join(THREE.replace("avec attention", kind) for kind in kinds).strip()
    section = '    - {{type: section, titre: Ici{}, blocs: ["' + text + '"]}}\n'
    few, every = (make(read_text(under(section.format(asked)))) for asked in ("", ", diapo: oui"))
    [_, slide] = few.deck.slides
    assert "territoire avant" in simplifier(slide.placeholders[11].text_frame.text)
    assert "territoire enfin" not in simplifier(few.shown())
    assert "territoire enfin" in simplifier(few.spoken())
    assert "territoire enfin" in simplifier(every.shown())
    assert len(every.deck.slides) > 2


def test_a_short_version_stands_rather_than_the_beginning_of_another_text(
    read_text: Read, make: Callable
) -> None:
    long = f"    - {THREE * 9}\n"
    short = "    - {type: paragraphe, texte: Un texte., version_courte: Un mot de la fin}\n"
    _, slide = make(read_text(under(long + short))).deck.slides
    assert slide.placeholders[11].text == "Un mot de la fin"
