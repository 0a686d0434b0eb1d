"""The page of a fiche, or of a contract, says what its Word file says and no less (RGAA 4.1, 13.4).

Word nests in lists what the page sets in tables: sentences are compared by their pieces. Word is
read by zipfile and lxml, the page by html5lib.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from xml.etree import ElementTree

import html5lib
import pytest
from lxml import etree
from tests.plugins.page_web.conftest import FOLDERS, TESTS, plain, words

from ppgp_docs.api import Context, Document
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_fiche_action.format import FicheActionFormat, RecapitulatifFormat
from ppgp_page_web.format import PageWeb

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = r"word/(document|footnotes|header\d*|footer\d*)\.xml"

THREE = TESTS / "plugins" / "fiche_action" / "trois_fiches" / "departments"
SHEETS = TESTS / "check" / "money" / "three_sheets" / "departments"
DOSSIERS = {
    **{name: FOLDERS[name] for name in ("77-seine-et-marne", "essai")},
    "yearly": TESTS / "plugins" / "bilan_annuel" / "essai",
    **{each.name: each for each in sorted((*THREE.iterdir(), *SHEETS.iterdir()))},
}

OF_WORD = (
    "personne ou institution",
    "Cadre réservé à l’accusé de réception",
    "Rubriques de la fiche action",
    "Fiches action du contrat",
    "Indicateurs du contrat",
    "Départ",
    "Résultat",
    "Rubrique",
    "Contenu",
    "Autres objectifs",
    "Indicateurs année par année",
    "en %",
    "Population",
    "Cible",
    "Échéance",
    "contrat signé le",
    "Page 1 sur 1",
    "Récapitulatif du contrat",
    "En",
    "Total des",
    "montants propres à l’action",
    "montants transverses affectés à l’action",
)
"""What names a field, a column or a place of the paper, which the page says by its tables."""

OF_THE_PAGE = (
    "Territoire",
    "Contrat",
    "Signature",
    "Édition",
    "Identifiant",
    "Unité",
    "Sommaire",
    "Notes",
    "Les sigles",
    "Les avenants au contrat",
    "Année",
    "Dépense",
    "Graphique en barres",
    "Objectif",
    "par financeur et par année",
    "Total de ce financeur",
    "Total des montants propres à l’action",
)
"""Its way about, its headings of columns, its names of fields."""


@cache
def documents(session: Session, name: str) -> tuple[tuple[Document, bytes, str], ...]:
    """Each document that has a Word file and a page: what it is, one, the other."""
    dossier = session.read(DossierFolder(DOSSIERS[name])).dossier
    assert dossier is not None
    look = load_theme(dossier.presentation.theme, session.resources)
    context = Context(session.resources, look, lambda _: None)
    pages = {each.name: each for each in PageWeb().documents(dossier)}
    made = []
    for kind in (FicheActionFormat(), RecapitulatifFormat()):
        for document in kind.documents(dossier):
            page = PageWeb().render(pages[document.name], context).decode()
            made.append((document, kind.render(document, context), page))
    return tuple(made)


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_page_says_all_that_the_word_file_says(session: Session, name: str) -> None:
    for document, word, page in documents(session, name):
        assert lost(word_texts(word), page_texts(page), OF_WORD) == [], document.name


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_word_file_says_all_that_the_page_says(session: Session, name: str) -> None:
    for document, word, page in documents(session, name):
        acronyms = () if document.fiche else chain(*document.dossier.sigles.items())
        own = (*OF_THE_PAGE, *acronyms)  # the page of a contract says what they mean too
        assert lost(page_texts(page), word_texts(word), own) == [], document.name


def test_a_text_that_the_page_lost_would_be_seen(session: Session) -> None:
    _, word, page = documents(session, "77-seine-et-marne")[0]
    for said in ("Acte certifié exécutoire", "211\u202f042\u00a0€", "Maternités", "(reproduction)"):
        assert said in page
        assert lost(word_texts(word), page_texts(page.replace(said, "")), OF_WORD), said


def lost(one: Iterable[str], other: Iterable[str], apart: tuple[str, ...]) -> list[str]:
    """The pieces of texts that the other does not hold, once wordings of one medium are off."""
    whole = plain(" ".join(other))
    own = sorted(map(plain, apart), key=len, reverse=True)
    return [
        piece
        for text in one
        for piece in re.split(r"\s*(?:[:–(),;\[\]]|\.(?=\s|$))\s*", text)
        if plain(piece) not in whole and _without(plain(piece), own) not in whole
    ]


def _without(piece: str, own: list[str]) -> str:
    for wording in own:
        piece = piece.replace(wording, "")
    return piece


def word_texts(data: bytes) -> Iterator[str]:
    """Each paragraph, title of a table, alternative text."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for part in filter(re.compile(PARTS).match, archive.namelist()):
        root = etree.fromstring(archive.read(part))
        yield from (each.get(f"{W}val") for each in root.iter(f"{W}tblCaption"))
        yield from filter(None, (each.get("descr") for each in root.iter("{*}docPr")))
        for paragraph in root.iter(f"{W}p"):
            texts = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            lines = "".join(each.text or "" if each.tag == f"{W}t" else "\n" for each in texts)
            yield from lines.split("\n")


CELLS = {"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "caption", "figcaption", "span"}
BESIDE = {"appel", "retour", "evitement"}
"""Calls of notes, the ways about the page."""


def page_texts(html: str) -> Iterator[str]:
    """Each paragraph, cell, title of the body, alternative text."""
    body = next(html5lib.HTMLParser(namespaceHTMLElements=False).parse(html).iter("body"))
    yield from (each.get("alt", "") for each in body.iter("img"))
    yield from _texts(body)


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """What stands in an element, each of those that it holds apart; no call of a note."""
    if element.get("class") in BESIDE or element.tag == "style":
        return
    said = element.text or ""
    for child in element:
        if child.tag in CELLS or any(each.tag in CELLS for each in child.iter()):
            yield said
            yield from _texts(child)
            said = ""
        elif child.get("class") not in BESIDE:
            said += words(child)
        said += child.tail or ""
    yield said
