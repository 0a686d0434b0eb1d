"""What a designer would look for: openers, covers, names, sizes of type."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from attrs import evolve
from PIL import Image
from tests.plugins.etude_de_cas.test_images import only, placed_pictures

from ppgp_docs.api import (
    blocs,
    contrast,
    dossier,
    outline,
    parse_line,
    parse_prose,
    printed_figure,
    text_width,
)
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.territoires import departements
from ppgp_etude_de_cas.document.cover import cover_title
from ppgp_etude_de_cas.document.drawn_shares import share

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

    from ppgp_docs.session import Session

MM = 25.4 / 72
WIDE = 160
"""The width of the text, in mm."""

SMALLEST = 9
CALL = re.compile(r"\d+|[ers]+")
"""The call of a note, the ending of an ordinal: raised, and smaller than what they stand in."""


@pytest.mark.parametrize("form", ["locatif", "de"])
def test_no_cover_cuts_the_name_of_its_territory_nor_the_brand(
    etude: dossier.Dossier, form: str
) -> None:
    for territory in departements():
        study = evolve(
            etude,
            departement=territory,
            presentation=evolve(etude.presentation, titre_forme=form),
        )
        title = cover_title(study)
        pieces = " ".join(filter(None, (title.brand, title.lead, title.territory)))
        assert simplifier(pieces) == simplifier(outline.cover_title(study))
        assert territory.nom in title.territory
        widest = max(text_width(part, title.size, 700) for part in (title.brand, title.territory))
        assert title.whole
        assert widest * MM <= WIDE, (territory.nom, title)
        assert title.size >= 22


@pytest.mark.parametrize("code", ["04", "64", "93", "974"])
def test_a_cover_has_its_territory_on_one_line(
    rendre: Rendre, etude: dossier.Dossier, code: str
) -> None:
    [territory] = [one for one in departements() if one.code == code]
    study = evolve(
        etude, departement=territory, presentation=evolve(etude.presentation, titre_forme="de")
    )
    rendered = rendre(study)
    [*lines] = rendered.pages()[0].splitlines()
    assert any(territory.nom in line for line in lines), lines
    assert any("Petits pas, Grands pas" in simplifier(line) for line in lines)


def test_every_activity_opens_at_the_head_of_a_page(exemple: Rendu, reelle: Rendu) -> None:
    for rendered in (exemple, reelle):
        heads = rendered.fins_de_partie()
        with rendered.ouvrir() as pdf, pdf.open_outline() as outline_:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
            titles = {entry.title: numbers[entry.destination[0].objgen] for entry in outline_.root}
        ranked = {
            name: page for name, page in titles.items() if re.match(r"(?:N°|Activité)\s\d", name)
        }
        assert len(ranked) == 3
        assert {page - 1 for page in ranked.values()} <= heads


def test_the_last_page_is_a_cover_that_calls_and_says_who_publishes(
    reelle: Rendu, exemple: Rendu
) -> None:
    for rendered in (reelle, exemple):
        *_, last = rendered.pages()
        assert re.search(r"Faites comme", last)
        assert re.search(r"Conseil départemental|Agence|Exemple", last)
        with pypdfium2.PdfDocument(rendered.fichier) as pdf:
            pixels = pdf[len(pdf) - 1].render(scale=0.2).to_numpy()[..., ::-1]
        corners = {tuple(pixels[y, x]) for y in (0, -1) for x in (0, -1)}
        assert len(corners) == 1
        [colour] = corners
        assert contrast("#{:02X}{:02X}{:02X}".format(*colour), "#FFFFFF") > 4.5


def test_nothing_stands_on_the_picture_of_the_cover(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    assert ailleurs.couverture
    cover = evolve(ailleurs.couverture, credit="Une illustratrice")
    rendered = rendre(evolve(ailleurs, couverture=cover))
    assert "Une illustratrice" not in rendered.pages()[0]
    assert "Couverture : Une illustratrice" in " ".join(rendered.pages()[-1].split())
    said = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(rendered.fichier), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    tops = [float(top) * MM for top in re.findall(r'yMin="([\d.]+)" xMax', said)]
    assert tops
    assert [top for top in tops if 132 < top < 297 - 26] == []


def test_tall_pictures_that_are_compared_have_a_page_each_and_numbers_on_them(
    session: Session, rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    Image.new("RGB", (1200, 1700), "white").save(ailleurs.dossier_dir / "images" / "haut.png")
    [flyer] = (bloc for bloc in ailleurs.blocs() if isinstance(bloc, blocs.AvantApres))
    assert flyer.avant.image
    image = evolve(flyer.avant.image, fichier="images/haut.png", description=parse_prose(""))
    marks = tuple(
        blocs.Repere(texte=parse_line(f"Repère {y}"), x=50, y=y, place=flyer.place)
        for y in (0, 50, 100)
    )
    pane = evolve(flyer.avant, image=image, reperes=marks)
    study = only(ailleurs, evolve(flyer, avant=pane, apres=pane))
    rendered = rendre(study)
    plates = [found for found in placed_pictures(rendered) if found[0][2] - found[0][0] > 300]
    assert len(plates) == 2
    for (left, bottom, right, top), width, height in plates:
        assert (right - left) * MM >= 120
        assert (top - bottom) * MM >= 140
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height
    pages = [page for page in rendered.pages() if "Repère 50" in page]
    assert len(pages) == 2
    assert all("Avant" in pages[0] and "Après" in page for page in pages[1:])
    theme = load_theme("neutre", session.resources)
    assert len(coloured(rendered, theme.colour("second"))) >= 2


def coloured(rendered: Rendu, colour: str) -> list[int]:
    """The pages whose pictures have ink of that colour on them."""
    wanted = tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        pages = [page.render(scale=1).to_pil().convert("RGB") for page in pdf]
    middles = [page.crop((150, 200, 350, 600)) for page in pages]
    return [
        rank
        for rank, part in enumerate(middles)
        if {c: n for n, c in part.getcolors(1 << 20)}.get(wanted, 0) > 60
    ]


@pytest.mark.parametrize("words", ["Bassin Commune Habitants", "Territoire Naissances Évolution"])
def test_a_head_that_is_the_longest_word_of_its_column_is_not_cut(
    rendre: Rendre, ailleurs: dossier.Dossier, words: str
) -> None:
    heads = [*words.split(), "Ce qui y est fait"]
    long = "des professionnelles et des professionnels formés sur place, puis accompagnés"
    rows = tuple(tuple(map(parse_line, ("a", "b", "c", long))) for _ in range(3))
    table = blocs.Tableau(
        titre=parse_line("Un territoire"),
        colonnes=tuple(map(parse_line, heads)),
        lignes=rows,
        place=ailleurs.place,
    )
    assert all(head in rendre(only(ailleurs, table)).texte() for head in heads)


FOOT = 25
"""The caption over the foot of a full picture, in mm."""


@pytest.mark.parametrize("width", ["pleine_page", "bandeau"])
def test_a_picture_goes_from_edge_to_edge(
    rendre: Rendre, ailleurs: dossier.Dossier, width: str
) -> None:
    Image.new("RGB", (2000, 2600), "red").save(ailleurs.dossier_dir / "images" / "photo.png")
    [placed] = (bloc for bloc in ailleurs.blocs() if isinstance(bloc, blocs.ImagePlacee))
    photo = evolve(placed.image, fichier="images/photo.png", credit="Une photographe")
    rendered = rendre(only(ailleurs, evolve(placed, image=photo, largeur=width)))
    assert rendered.diagnostics == ()
    [page] = [page for page in rendered.pages() if "Une photographe" in page]
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        rank = rendered.pages().index(page)
        pixels = pdf[rank].render(scale=0.3).to_numpy()[..., ::-1].astype(int)
    red = (pixels[..., 0] > 240) & (pixels[..., 1] < 20)
    rows = red.all(axis=1).mean()
    assert rows == pytest.approx({"pleine_page": 297 - FOOT, "bandeau": 82}[width] / 297, abs=0.02)


def test_no_page_is_filled_under_three_fifths_but_at_the_end_of_a_part(reelle: Rendu) -> None:
    """Nor where a page of another kind follows: a plate, a full picture."""
    kinds = {rank for rank, _ in enumerate(reelle.pages())} - reelle.fins_de_partie() - {0}
    filled = {rank: depth(reelle, rank) for rank in kinds}
    assert len(filled) > 6
    assert {rank + 1: round(ink, 2) for rank, ink in filled.items() if ink < 0.6} == {}


def depth(rendered: Rendu, rank: int) -> float:
    """The lowest ink of a page over the height of its text, from 23 mm to 275 mm; notes count."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        pixels = pdf[rank].render(scale=0.5).to_numpy().astype(int)
    body = pixels[len(pixels) * 23 // 297 : len(pixels) * 275 // 297]
    inked = (abs(body - body[:, :1]).max(axis=(1, 2)) > 30).nonzero()[0]
    return float(inked[-1] / len(body)) if len(inked) else 0.0


def test_a_quote_put_forward_goes_from_edge_to_edge(rendre: Rendre, etude: dossier.Dossier) -> None:
    quote = blocs.CitationPlacee(citation="longue", mise_en_avant=True, place=etude.place)
    rendered = rendre(only(etude, quote))
    assert etude.citations["longue"].texte.plain[:20].casefold().replace(" ", "") in rendered.dit()
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        pixels = pdf[3].render(scale=0.3).to_numpy()[..., ::-1].astype(int)
    accent = abs(pixels - (0x1F, 0x3A, 0x5F)).max(axis=2) < 12
    below = accent[len(accent) * 40 // 100 :]
    assert (below[:, 0] & below[:, -1]).any()


@pytest.mark.parametrize(
    ("counted", "base", "dots", "bars"),
    [(7, 9, 9, 0), (0, 9, 9, 0), (20, 20, 20, 0), (7, 21, 0, 2), (9, 62, 0, 2), (9, 5, 0, 0)],
)
def test_a_share_is_drawn_as_people_or_as_a_bar(
    etude: dossier.Dossier, counted: int, base: int, dots: int, bars: int
) -> None:
    whole = evolve(next(iter(etude.chiffres.values())), valeur=Decimal(base), base="")
    part = evolve(whole, valeur=Decimal(counted), base="base")
    known = {"base": whole, "part": part}
    drawing = share(printed_figure(known, "part"), 'fill="#000"', 'fill="#fff"')
    assert drawing.count("<circle") == dots
    assert drawing.count("<rect") == bars
    if dots:
        assert drawing.count("#000") == counted


def test_a_lone_figure_is_drawn_large_beside_its_words(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    """Not in a card as wide as the page; what follows stands under it."""
    [name] = [key for key, one in etude.chiffres.items() if one.base][:1]
    alone = blocs.ChiffreCle(chiffres=(name,), place=etude.place)
    after = blocs.Paragraphe(texte=parse_prose("Dessous."), place=etude.place)
    rendered = rendre(only(etude, alone, after))
    largest = max(size for text, size in sizes(rendered) if text and not text.isalpha())
    assert largest >= 50
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        [page] = [each for each in pdf if "Dessous." in each.get_textpage().get_text_bounded()]
        words = page.get_textpage()
        below = words.search("Dessous.").get_next()
        left = words.get_charbox(below[0])[0]
    assert left * MM == pytest.approx(25, abs=1)


def test_no_text_is_smaller_than_nine_points(exemple: Rendu, reelle: Rendu) -> None:
    for rendered in (exemple, reelle):
        small = {(text, size) for text, size in sizes(rendered) if size < SMALLEST - 0.05}
        assert {text for text, _ in small if not CALL.fullmatch(text)} == set()


def sizes(rendered: Rendu) -> Iterator[tuple[str, float]]:
    """Each run of text and its size in points; read by PDFium."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        for page in pdf:
            words = page.get_textpage()
            for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
                yield _text(found, words), _size(found)


def _size(found: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(found.raw, ctypes.byref(size))
    return size.value * found.get_matrix().a


def _text(found: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(found.raw, words.raw, None, 0)
    data = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(data, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFTextObj_GetText(found.raw, words.raw, pointer, length)
    return data.raw.decode("utf-16-le").strip("\0 ")
