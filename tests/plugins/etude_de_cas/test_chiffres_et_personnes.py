"""The page of figures, shares drawn whole, lists kept whole, people without a photo."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ppgp_docs.api import blocs, dossier
from ppgp_etude_de_cas.document.columns import is_kept_whole
from ppgp_etude_de_cas.document.drawn_shares import PEOPLE, rows_of_people
from ppgp_etude_de_cas.document.figures import on_a_page
from ppgp_etude_de_cas.document.people import are_unnamed, initials

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendu

    from ppgp_docs.session import Session

BOXES = (
    ("blocs", "", 42),
    ("blocs", ".chiffre-seul ", 84),
    ("parties", ".chiffres-page ", 75),
    ("parties", ".chiffres-page .rangs-3 ", 50),
)
"""The style sheets that give drawn shares their boxes, for which places, their widths in mm."""


@pytest.mark.parametrize(("sheet", "place", "width"), BOXES)
def test_the_box_of_a_share_is_as_tall_as_its_drawing(
    session: Session, sheet: str, place: str, width: int
) -> None:
    """A row of dots was cut at half its height."""
    rules = session.resources.bytes(f"etude-de-cas/{sheet}.css").decode()
    for rows, name in PEOPLE.items():
        found = re.search(rf"^{re.escape(place)}\.{name} {{ height: ([\d.]+)mm", rules, re.M)
        assert found
        assert float(found[1]) == pytest.approx(width * 26 * rows / 260, abs=0.05)


@pytest.mark.parametrize(("dots", "rows"), [(0, 0), (1, 1), (10, 1), (11, 2), (20, 2)])
def test_ten_people_stand_in_a_row(dots: int, rows: int) -> None:
    assert rows_of_people("<circle/>" * dots) == rows


def test_the_figures_have_a_page_before_the_activities(reelle: Rendu) -> None:
    pages = reelle.pages()
    [rank] = [rank for rank, page in enumerate(pages) if "La démarche en chiffres" in page]
    numbers = re.findall(r"^\d+(?:\s%)?$", pages[rank], re.M)
    assert len(numbers) >= 4
    assert re.search(r"N°\s*1|Activité\s*1", pages[rank + 1], re.M)


def test_a_page_of_figures_holds_four_or_six(etudes: dict[str, dossier.Dossier]) -> None:
    study = etudes["60-oise"]
    every = on_a_page(study)
    assert len(every) == 6
    assert list(every) == [name for name in study.chiffres if name in every]
    for kept, shown in ((5, 4), (4, 4), (3, 0)):
        fewer = {name: study.chiffres[name] for name in every[:kept]}
        found = on_a_page(evolve(study, chiffres=fewer, activites=(), contexte=None))
        assert len(found) == shown


def test_the_number_of_a_page_stands_on_the_line_of_its_title(reelles: dict[str, Rendu]) -> None:
    """It fell under a title as long as its line."""
    rendered = reelles["60-oise"]
    [rank] = [n for n, page in enumerate(rendered.pages(), 1) if "Le regard d’une" in page][:1]
    command = ("pdftotext", "-layout", "-f", f"{rank}", "-l", f"{rank}", str(rendered.fichier), "-")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "L’évolution des pratiques professionnelles" in said
    assert not re.search(r"^\s+1\d\s*$", said.split("La formation à l’APR a réuni")[0], re.M)


def test_a_short_list_is_whole_on_its_page(reelles: dict[str, Rendu]) -> None:
    [page] = [page for page in reelles["60-oise"].pages() if "Un service accessible" in page]
    assert "Une équipe à l’écoute" in page


def test_a_long_list_is_parted(etude: dossier.Dossier) -> None:
    place = etude.place
    short = blocs.Element(texte=etude.activites[0].titre, place=place)
    assert is_kept_whole([short] * 6)
    assert not is_kept_whole([short] * 7)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anne Martin", "AM"),
        ("Dr Anne-Marie Le Goff", "AG"),
        ("Mme de La Tour", "LT"),
        ("Élodie", "É"),
    ],
)
def test_a_person_without_a_photo_has_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_group_that_has_no_name_nor_photo_shows_none(etudes: dict[str, dossier.Dossier]) -> None:
    study = etudes["01-ain"]
    [team] = (bloc for bloc in study.blocs() if isinstance(bloc, blocs.Personnes))
    assert are_unnamed(study, team)
    [first, *_] = team.personnes
    named = {**study.personnes, first: evolve(study.personnes[first], nom="Anne Martin")}
    assert not are_unnamed(evolve(study, personnes=named), team)
