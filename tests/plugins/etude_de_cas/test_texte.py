"""The text of the PDF for whoever takes it as it is written, without looking where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from attrs import evolve
from tests.plugins.etude_de_cas.test_graphiques import with_blocs

from ppgp_docs.api import blocs, dossier, parse_prose
from ppgp_docs.prove import pdf_text

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

ADDRESS = "https://exemple.fr/" + "une-tres-longue-adresse/" * 9
COMPOUND = "Saint-Rambert-en-Bugey"
LONG = f"Une phrase qui parle de {COMPOUND} et de rendez-vous pris sans peine. " * 12
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80" width="400" height="80">'
    '<text x="5" y="30" font-size="20">Un mot, puis deux</text>'
    '<text x="5" y="60" font-size="20" rotate="20">ab</text></svg>'
)


@pytest.fixture(params=["exemple", "01-ain", "60-oise"])
def each(request: pytest.FixtureRequest, exemple: Rendu, reelles: dict[str, Rendu]) -> Rendu:
    return (reelles | {"exemple": exemple})[request.param]


def written(rendered: Rendu) -> list[str]:
    """The pages, their pieces of text end to end in the order of the tags; a hyphen that ends a
    line is \\x02."""
    return [page.text.replace("\n", "") for page in pdf_text.page_texts(rendered.octets)]


def pdfium_pages(rendered: Rendu) -> list[str]:
    """The pages as PDFium puts them together, by the places of letters; it marks a hyphen that
    ends a line."""
    with pypdfium2.PdfDocument(rendered.octets) as pdf:
        return [page.get_textpage().get_text_range().replace("\ufffe", "-\n") for page in pdf]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def test_no_two_words_are_glued_where_a_line_turns(each: Rendu) -> None:
    pages = written(each)
    assert len(words(" ".join(pages))) > 100
    for page, shown in zip(pages, pdfium_pages(each), strict=True):
        assert words(page) <= words(shown)


def test_no_line_ends_at_the_hyphen_of_a_compound(each: Rendu) -> None:
    assert re.findall(r"(?<![/\w])[^\W\d_]+-\n", "".join(pdfium_pages(each))) == []


def test_texts_are_painted_in_the_order_in_which_they_are_read(each: Rendu) -> None:
    with pypdfium2.PdfDocument(each.octets) as pdf:
        for page in pdf:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            tops = range(pdfium.FPDF_StructTree_CountChildren(tree))
            roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, top) for top in tops]
            read = [one for root in filter(None, roots) for one in pdf_text._read(root)]
            painted = dict.fromkeys(one for _, one in pdf_text._objects(page) if one >= 0)
            assert [one for one in dict.fromkeys(read) if one in painted] == list(painted)


@pytest.fixture
def odd(rendre: Rendre, ailleurs: dossier.Dossier) -> Rendu:
    """A long address, many compounds, somebody's own drawing with words."""
    (ailleurs.dossier_dir / "images" / "essai.svg").write_text(DRAWING, "utf-8")
    [placed] = (bloc for bloc in ailleurs.blocs() if isinstance(bloc, blocs.ImagePlacee))
    drawing = evolve(placed, image=evolve(placed.image, fichier="images/essai.svg"))
    said = parse_prose(f"{LONG}\n\nVoir {ADDRESS}")
    text = blocs.Paragraphe(place=placed.place, texte=said)
    return rendre(with_blocs(ailleurs, text, drawing))


def test_words_that_lines_and_drawings_cut_are_whole(odd: Rendu) -> None:
    text = "".join(written(odd)).replace("\N{ZERO WIDTH SPACE}", "").replace("\x02", "-")
    assert ADDRESS in text  # a word that goes on in the next line gets no space
    assert odd.texte().count(COMPOUND) == 12
    for reader in READERS:
        said = reader(odd)
        assert "Un mot, puis deux" in said
        assert "a b" not in said


def pdfium_text(rendered: Rendu) -> str:
    return "\n".join(pdfium_pages(rendered))


def poppler(rendered: Rendu) -> str:
    return rendered.texte()


def mupdf(rendered: Rendu) -> str:
    with pymupdf.open(rendered.fichier) as pages:
        return "\n".join(page.get_text() for page in pages)


READERS: tuple[Callable[[Rendu], str], ...] = (pdfium_text, poppler, mupdf)


@pytest.mark.parametrize("reader", READERS)
def test_the_words_of_a_chart_are_read_whole(
    reader: Callable[[Rendu], str], reelles: dict[str, Rendu]
) -> None:
    said = " ".join(reader(reelles["01-ain"]).split())
    for label in ("Personnes qui disent avoir progressé en relation d’aide", "9 sur 9 (100 %)"):
        assert label in said
