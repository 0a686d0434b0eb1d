"""What stays together, fits and stays light, whatever a dossier holds: the stress of a layout."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from PIL import Image
from tests.plugins.etude_de_cas.test_images import only

from ppgp_docs.api import blocs, dossier, parse_line, parse_prose, text_width
from ppgp_docs.francais.territoires import departements
from ppgp_etude_de_cas.document.back_cover import back_cover
from ppgp_etude_de_cas.document.html import _running_title
from ppgp_etude_de_cas.document.openers import rank

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre

POINT = 25.4 / 72
LONG = (
    "Une démarche de prévention conduite avec les professionnelles, les familles et les "
    "partenaires du territoire, pour mieux repérer les besoins des enfants et pour rendre plus "
    "lisibles les services"
)


def test_the_name_of_every_territory_holds_beside_the_introduction() -> None:
    widest = max(text_width(one.nom, 12.5 * POINT, 700) for one in departements())
    assert widest <= 52


@pytest.mark.parametrize("title", ["Faites de même", LONG, f"{LONG}. {LONG}"])
@pytest.mark.parametrize("contacts", [1, 4])
def test_the_back_cover_is_one_page(
    rendre: Rendre, etude: dossier.Dossier, title: str, contacts: int
) -> None:
    contact = dossier.Contact(
        fonction=LONG[:115],
        courriel="direction.de.la.protection.maternelle.infantile@territoire.exemple.fr",
        telephone="01 99 00 00 00",
        place=etude.place,
    )
    call = dossier.Appel(
        accroche=parse_line(title),
        texte=parse_prose(LONG),
        contacts=(contact,) * contacts,
        place=etude.place,
    )
    drawn = rendre(evolve(etude, appel=call))
    [cover] = [page for page in drawn.pages() if "Édition" in page or "©" in page]
    assert title.split(maxsplit=1)[0] in cover
    assert cover == drawn.pages()[-1]


def test_what_a_back_cover_says_is_as_large_as_it_can_be(etude: dossier.Dossier) -> None:
    assert etude.appel
    assert back_cover(etude).step == 1
    longer = evolve(etude, appel=evolve(etude.appel, accroche=parse_line(LONG)))
    assert back_cover(longer).step > 1


def test_slopes_of_many_measures_are_parted_with_their_title_beside_the_first(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    [name, *_] = [key for key, one in etude.chiffres.items() if one.base]
    chart = blocs.Graphique(
        titre=parse_line("Douze mesures"),
        chiffres=(name,) * 12,
        avant=(name,) * 12,
        place=etude.place,
    )
    drawn = rendre(only(etude, chart))
    pages = [page for page in drawn.pages() if "Avant" in page and "Après" in page]
    assert len(pages) == 2
    assert "Douze mesures" in pages[0]


def test_no_question_of_a_scale_is_cut_by_a_page(rendre: Rendre, etude: dossier.Dossier) -> None:
    answers = ("Pas du tout", "Plutôt pas", "Ni oui ni non", "Plutôt", "Tout à fait")
    base = next(one.base for one in etude.chiffres.values() if one.base)
    results = tuple(
        blocs.Resultats(
            titre=parse_line(f"Question {number}"),
            elements=tuple(
                blocs.Element(texte=parse_line(f"{text} {number}"), effectif=1, place=etude.place)
                for text in answers
            ),
            choix="echelle",
            place=etude.place,
        )
        for number in range(1, 10)
    )
    survey = blocs.Enquete(
        public="professionnels",
        titre=parse_line("Le questionnaire"),
        base=base,
        resultats=results,
        place=etude.place,
    )
    pages = rendre(only(etude, survey)).pages()
    for number in range(1, 10):
        [page] = [each for each in pages if f"Question {number}\n" in each]
        assert {*" ".join(answers).split(), str(number)} <= {*page.split()}


def test_a_case_study_of_many_photos_weighs_less_than_three_megabytes(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    [placed] = (bloc for bloc in ailleurs.blocs() if isinstance(bloc, blocs.ImagePlacee))
    shown = []
    for number in range(5):
        file = f"images/photo{number}.jpg"
        noise = Image.frombytes("RGB", (1800, 1200), os.urandom(1800 * 1200 * 3))
        noise.save(ailleurs.dossier_dir / file, quality=80)
        photo = evolve(placed.image, fichier=file)
        shown.append(evolve(placed, image=photo, largeur="pleine"))
    drawn = rendre(only(ailleurs, *shown))
    assert drawn.fichier.stat().st_size < 3_000_000


@pytest.mark.parametrize(
    ("said", "shown"),
    [("1re activité", "Activité 1"), ("12e activité", "Activité 12"), ("N° 3", "N° 3")],
)
def test_the_rank_of_an_activity_is_a_number_on_one_line(said: str, shown: str) -> None:
    assert rank(said).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("La communication",) * 2,
        (
            "L’enquête auprès des équipes de PMI, des usagères et des usagers",
            "L’enquête auprès des équipes de PMI",
        ),
        (LONG, "Une démarche de prévention conduite avec les…"),
    ],
)
def test_a_running_title_is_whole_or_ends_with_a_clause(title: str, shown: str) -> None:
    assert _running_title(title) == shown


def test_the_programme_is_one_keyword_without_doubled_spaces(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    with rendre(etude).ouvrir() as pdf:
        assert not re.search(r"\s\s", str(pdf.docinfo["/Keywords"]))
