"""Pictures are printed whole, with who made them."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from attrs import evolve
from PIL import Image

from ppgp_docs.api import blocs, dossier

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

RED = (255, 0, 0)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


def picture(form: str = "PNG") -> str:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), RED).save(out, form)
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        (
            'viewBox="0 0 40 20"',
            f'<image width="40" height="20" href="data:image/png;base64,{picture()}"/>',
        ),
        (
            'width="40mm" height="20mm"',
            f'<image width="40mm" height="20mm" href="data:image/jpg;base64,{picture("JPEG")}"/>',
        ),
        (
            'viewBox="0 0 40 20"',
            "<defs><image id='a' width='40' height='20' "
            f"href='data:image/webp;base64,{picture('WEBP')}'/></defs><use href='#a'/>",
        ),
        ('width="40mm" height="20mm"', '<rect width="40mm" height="20mm" fill="#f00"/>'),
        ('width="40" height="20"', '<rect width="40" height="20" fill="#f00"/>'),
        ('width="100%" viewBox="0 0 40 20"', '<rect width="40" height="20" fill="#f00"/>'),
    ],
)
def test_a_drawing_and_the_pictures_in_it_are_printed(
    rendre: Rendre, ailleurs: dossier.Dossier, attributes: str, inside: str
) -> None:
    drawing = ailleurs.dossier_dir / "images" / "essai.svg"
    drawing.write_text(SVG.format(attributes, inside))
    [placed] = (bloc for bloc in ailleurs.blocs() if isinstance(bloc, blocs.ImagePlacee))
    shown = evolve(placed, image=evolve(placed.image, fichier="images/essai.svg"))
    rendered = rendre(only(ailleurs, shown))
    assert rendered.diagnostics == ()
    assert red_area(rendered) == pytest.approx(60 * 30, rel=0.05)  # in square mm


@pytest.mark.parametrize("size", [(20, 400), (400, 20), (300, 300), (1, 900)])
def test_a_picture_is_whole_on_its_page_whatever_its_proportions(
    rendre: Rendre, ailleurs: dossier.Dossier, size: tuple[int, int]
) -> None:
    Image.new("RGB", size, RED).save(ailleurs.dossier_dir / "images" / "essai.png")
    rendered = rendre(only(ailleurs, *everywhere(ailleurs, fichier="images/essai.png")))
    for (left, bottom, right, top), width, height in placed_pictures(rendered):
        assert left >= 0
        assert bottom >= 60
        assert right <= width
        assert top <= height


def test_every_picture_says_who_made_it(rendre: Rendre, ailleurs: dossier.Dossier) -> None:
    shown = [evolve(each, credit=f"Crédit {rank}") for rank, each in enumerate(pictures(ailleurs))]
    assert len(shown) == 7
    rendered = rendre(credited(ailleurs, shown))
    text = " ".join(rendered.texte().split())
    assert [each.credit for each in shown if text.count(each.credit) != 1] == []


def test_what_all_pictures_of_a_block_have_for_credit_is_said_once(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    shown = [evolve(each, credit="Maison", alt="x") for each in pictures(ailleurs)]
    study = credited(ailleurs, shown)
    [cards] = (bloc for bloc in study.blocs() if isinstance(bloc, blocs.Cartes))
    drawn = cards.cartes[1].picto
    same = evolve(cards, cartes=tuple(evolve(card, picto=drawn) for card in cards.cartes * 3))
    assert rendre(only(study, same)).texte().count("Maison") == 2  # the cards, and the cover


def test_credits_are_eight_points_high_at_least(rendre: Rendre, ailleurs: dossier.Dossier) -> None:
    shown = [evolve(each, credit=f"Crédit{rank}") for rank, each in enumerate(pictures(ailleurs))]
    rendered = rendre(credited(ailleurs, shown))
    command = ["pdftotext", "-bbox", str(rendered.fichier), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Crédit\d<', said)
    line = 1.257  # of Source Sans Pro, for a size of 1
    assert len(found) == len(shown)
    assert min(float(bottom) - float(top) for top, bottom in found) >= 8 * line - 0.1


def only(study: dossier.Dossier, *group: blocs.Bloc) -> dossier.Dossier:
    """The dossier with one activity, of these blocks."""
    return evolve(study, activites=(evolve(study.activites[0], blocs=group),))


def pictures(study: dossier.Dossier) -> list[blocs.Image]:
    """One for each place where a picture may stand; the last for the cover."""
    assert study.couverture
    found = evolve(study.couverture, decoratif=False, alt="Une vue")
    return [found] * 7


def credited(study: dossier.Dossier, shown: list[blocs.Image]) -> dossier.Dossier:
    """The dossier with these pictures: both sides, a document, a card, an image, a face, cover."""
    before, after, piece, card, placed, person, cover = shown
    changes: dict[type, Any] = {
        blocs.AvantApres: lambda bloc: evolve(
            bloc, avant=evolve(bloc.avant, image=before), apres=evolve(bloc.apres, image=after)
        ),
        blocs.Documents: lambda bloc: evolve(
            bloc, documents=tuple(evolve(each, image=piece) for each in bloc.documents)
        ),
        blocs.Cartes: lambda bloc: evolve(
            bloc, cartes=(bloc.cartes[0], evolve(bloc.cartes[1], picto=card))
        ),
        blocs.ImagePlacee: lambda bloc: evolve(bloc, image=placed),
    }
    group = [
        changes.get(type(bloc), lambda same: same)(bloc)
        for bloc in study.blocs()
        if isinstance(bloc, (*changes, blocs.Personnes))
    ]
    people = {name: evolve(one, photo=person) for name, one in study.personnes.items()}
    return only(evolve(study, couverture=cover, personnes=study.personnes.update(people)), *group)


def everywhere(study: dossier.Dossier, **change: Any) -> tuple[blocs.Bloc, ...]:
    """The blocks that show pictures, with another one."""
    shown = [evolve(each, **change) for each in pictures(study)]
    return tuple(credited(study, shown).activites[0].blocs)


def red_area(rendered: Rendu) -> float:
    """How much of the pages is red, in square mm."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        pages = [page.render(scale=2).to_pil().convert("RGB") for page in pdf]
    points = sum(
        count
        for page in pages
        for count, (red, green, blue) in page.getcolors(1 << 24)
        if red > 240 and green < 15 and blue < 15
    )
    return float(points / 4 * (25.4 / 72) ** 2)


def placed_pictures(
    rendered: Rendu,
) -> list[tuple[tuple[float, float, float, float], float, float]]:
    """The edges of each picture, with the sides of its page; in points."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        return [
            (found.get_bounds(), *page.get_size())
            for page in list(pdf)[1:]
            for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        ]
