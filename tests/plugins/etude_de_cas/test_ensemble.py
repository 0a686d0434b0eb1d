"""What a page holds together: steps, before and after, panoramas, the annex on pages of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from tests.plugins.etude_de_cas.test_images import only

from ppgp_docs.api import blocs, dossier, parse_line, parse_prose
from ppgp_etude_de_cas.document.columns import is_brief
from ppgp_etude_de_cas.document.galleries import gallery_rows
from ppgp_etude_de_cas.document.plates import banner_height

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

LINE = "Les équipes relisent les supports, mot à mot, puis les font relire par des parents. "


def pages_of(rendered: Rendu, *texts: str) -> list[int]:
    pages = [" ".join(page.split()) for page in rendered.pages()]
    return [next(rank for rank, page in enumerate(pages) if text in page) for text in texts]


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("before", range(2, 8))
def test_short_steps_stand_on_one_page_under_an_opener_too(
    rendre: Rendre, etude: dossier.Dossier, count: int, before: int
) -> None:
    place = etude.place
    steps = tuple(
        blocs.Jalon(titre=parse_line(f"Étape numéro {rank}"), place=place) for rank in range(count)
    )
    section = blocs.Section(
        titre=parse_line("Comment faire"),
        blocs=(
            blocs.Paragraphe(texte=parse_prose(LINE * 3 * before), place=place),
            blocs.Etapes(etapes=steps, place=place),
        ),
        place=place,
    )
    drawn = rendre(only(etude, section))
    assert len(set(pages_of(drawn, *(f"Étape numéro {rank}" for rank in range(count))))) == 1


def compared(study: dossier.Dossier, *sizes: tuple[int, int]) -> blocs.AvantApres:
    panes = []
    for rank, size in enumerate(sizes):
        name = f"images/volet{rank}.png"
        Image.new("RGB", size, ("red", "blue")[rank]).save(study.dossier_dir / name)
        photo = blocs.Image(fichier=name, alt="Une salle", credit=f"Photo{rank}", place=study.place)
        panes.append(blocs.Volet(image=photo, texte=parse_prose("Une salle."), place=study.place))
    titre = parse_line("La salle")
    return blocs.AvantApres(titre=titre, avant=panes[0], apres=panes[1], place=study.place)


@pytest.mark.parametrize("height", [800, 1100, 1190])
def test_two_wide_pictures_are_compared_on_one_page(
    rendre: Rendre, ailleurs: dossier.Dossier, height: int
) -> None:
    bloc = compared(ailleurs, (1600, height), (1600, height))
    before, after = pages_of(rendre(only(ailleurs, bloc)), "Photo0", "Photo1")
    assert before == after


def test_two_pictures_of_which_one_is_tall_have_each_a_page_on_one_ground(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    drawn = rendre(only(ailleurs, compared(ailleurs, (900, 1600), (1600, 900))))
    pages = pages_of(drawn, "Photo0", "Photo1")
    assert pages[1] == pages[0] + 1
    with pypdfium2.PdfDocument(drawn.fichier) as pdf:
        grounds = {tuple(pdf[rank].render(scale=0.2).to_numpy()[2, 2]) for rank in pages}
    assert len(grounds) == 1


@pytest.mark.parametrize(("ratio", "height"), [(4.2, 50.0), (9, 40), (1.5, 82), (3, 70)])
def test_a_panorama_keeps_its_shape_within_limits(ratio: float, height: float) -> None:
    assert banner_height(ratio) == height


def test_a_credit_that_is_common_widens_no_column_of_a_gallery(etude: dossier.Dossier) -> None:
    def row(*credits: str) -> tuple[bool, ...]:
        views = tuple(
            blocs.Vue(
                image=blocs.Image(fichier=f"{rank}", alt="x", credit=said, place=etude.place),
                place=etude.place,
            )
            for rank, said in enumerate(credits)
        )
        bloc = blocs.Galerie(vues=views, place=etude.place)
        shapes = {"0": 1.5, "1": 0.27, "2": 1.5}
        rows = gallery_rows(bloc, lambda image: shapes[image.fichier])
        return tuple(each.column > each.width for line in rows for each in line.hung)

    same = "Photo Studio Lumière"
    assert not any(row(same, same, same))
    assert any(row(same, "Photographe inconnu", same))


def test_documents_in_full_have_pages_of_their_own(rendre: Rendre, etude: dossier.Dossier) -> None:
    """What comes last of the story is on another page."""
    heads = [page.partition("\n")[0] for page in rendre(etude).pages()]
    assert heads.count("Les documents en toutes lettres") == 1


def test_what_is_brief_is_plain_and_surely_holds(etude: dossier.Dossier) -> None:
    """A drawing is never brief, nor a section that holds one."""
    place = etude.place
    text = blocs.Paragraphe(texte=parse_prose(LINE), place=place)
    drawing = next(bloc for bloc in etude.blocs() if isinstance(bloc, blocs.Graphique))
    section = blocs.Section(titre=parse_line("Lieux"), blocs=(text,), place=place)
    assert is_brief([section], 40)
    assert not is_brief([section] * 3, 40)
    assert not is_brief([drawing], 200)
    assert not is_brief([blocs.Section(titre=section.titre, blocs=(drawing,), place=place)], 200)
