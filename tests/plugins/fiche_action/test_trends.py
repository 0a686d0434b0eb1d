"""The trend of an indicator drawn in Word: a picture, which says in words what it draws."""

from __future__ import annotations

import io
from itertools import combinations

import docx
import pytest
from PIL import Image
from tests.conftest import Read

from ppgp_docs.api import Context, load_theme, trend
from ppgp_docs.session import Session
from ppgp_fiche_action.word.trends import _font, _labels

FICHE = """numero: 8
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre}
referent: PMI
chiffres:
  depart: {valeur: 60, unite: visites, date: 2024}
  vus_2025: {valeur: 91, unite: visites}
  vus_2026: {valeur: 75, unite: visites}
  cible: {valeur: 120, unite: visites}
rubriques: [{cle: indicateurs}]
indicateurs:
  - libelle: Visites
    reference: depart
    cible: cible
    echeance: 2027
    suivi: [{annee: 2025, resultat: vus_2025}, {annee: 2026, resultat: vus_2026}]
  - {libelle: Sans suite}
"""

CONTRACT = "intitule: Essai\nperiode: {debut: 2025, fin: 2027}\n"


@pytest.fixture
def word(read: Read, session: Session) -> docx.document.Document:
    dossier = read("", fiche=FICHE).dossier
    assert dossier is not None
    one = session.plugins.format("fiche-action")
    (document,) = one.documents(dossier)
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, lambda said: pytest.fail(said.message))
    return docx.Document(io.BytesIO(one.render(document, context)))


def test_a_line_is_drawn_and_said(word: docx.document.Document) -> None:
    (drawn,) = word.element.body.iter("{*}docPr")
    assert drawn.get("descr") == (
        "départ 2024\u00a0: 60\u00a0visites\u202f; résultat 2025\u00a0: 91\u00a0visites\u202f; "
        "résultat 2026\u00a0: 75\u00a0visites\u202f; cible 2027\u00a0: 120\u00a0visites"
    )


def test_the_summary_of_the_contract_draws_it_below_its_words(read: Read, session: Session) -> None:
    dossier = read("", fiche=FICHE, contrat=CONTRACT).dossier
    assert dossier is not None
    one = session.plugins.format("recapitulatif-contrat")
    (document,) = one.documents(dossier)
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, lambda said: None)  # it has no budget to show
    summary = docx.Document(io.BytesIO(one.render(document, context)))
    (drawn,) = (at for at in summary.element.body.iter("{*}docPr") if "départ" in at.get("descr"))
    (cell,) = (at for at in drawn.iterancestors("{*}tc"))
    assert "".join(cell.itertext("{*}t")) == "Visites"
    (row,) = (at for at in drawn.iterancestors("{*}tr"))
    assert row.find("{*}trPr/{*}cantSplit") is not None, "its label would be cut over two pages"


@pytest.mark.parametrize(
    ("year", "across", "value"), [(2024, 0, 60), (2025, 1 / 3, 91), (2026, 2 / 3, 75)]
)
def test_each_point_is_as_high_as_its_value(
    word: docx.document.Document, year: int, across: float, value: int
) -> None:
    parts = [part for part in word.part.package.iter_parts() if part.partname.endswith(".png")]
    picture = Image.open(io.BytesIO(parts[-1].blob)).convert("L")
    assert picture.size == (720, 288)
    column, row = round(24 + across * 672), round(222 - (value - 60) / 60 * 156)
    assert picture.getpixel((column, row)) < 110, year
    for beyond in (-14, 14):  # a point is 12 pixels from its middle to its edge
        assert picture.getpixel((column, row + beyond)) > 110, year


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("départ", (0, 240, 60, 288)),
        ("dernier", (500, 150, 580, 200)),
        ("cible", (560, 0, 720, 45)),
    ],
)
def test_the_first_value_the_last_and_the_target_are_written_in_the_drawing(
    word: docx.document.Document, name: str, box: tuple[int, int, int, int]
) -> None:
    parts = [part for part in word.part.package.iter_parts() if part.partname.endswith(".png")]
    picture = Image.open(io.BytesIO(parts[-1].blob)).convert("L")
    assert min(picture.crop(box).tobytes()) < 110, name


@pytest.mark.parametrize("values", [(60, 91, 75, 120), (120, 91, 75, 60), (60, 120, 130, 75)])
def test_no_label_of_a_trend_stands_on_another_nor_leaves_the_drawing(
    values: tuple[int, ...], read: Read, session: Session
) -> None:
    names = ("depart: {valeur: 60", "vus_2025: {valeur: 91", "vus_2026: {valeur: 75",
             "cible: {valeur: 120")  # fmt: skip
    text = FICHE
    for name, value in zip(names, values, strict=True):
        text = text.replace(name, f"{name.rpartition(' ')[0]} {value}", 1)
    dossier = read("", fiche=text).dossier
    assert dossier is not None
    one = dossier.fiches[0]
    found = trend.trend_of(one.indicateurs[0], dossier.fiches[0].chiffres)
    assert found is not None
    boxes = [_font(13).getbbox(each.text, anchor=each.anchor) for each in _labels(found)]
    spots = [each.spot for each in _labels(found)]
    placed = [
        (x + a, y + b, x + c, y + d) for (x, y), (a, b, c, d) in zip(spots, boxes, strict=True)
    ]
    assert len(placed) == 3
    for left, top, right, bottom in placed:
        assert left >= 0 and top >= 0 and right <= 240 and bottom <= 96
    for first, second in combinations(placed, 2):
        apart = first[2] <= second[0] or second[2] <= first[0]
        assert apart or first[3] <= second[1] or second[3] <= first[1]
