"""The trend of an indicator is drawn beside the words that say it, for a fiche and a contract."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from lxml import html
from tests.plugins.plan_de_financement.test_dashboard import INDICATORS

from ppgp_docs.diagnostics import has_errors
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

FICHE = """numero: 4
titre: Essai
objectif: {numero: 4, intitule: Essai}
referent: PMI
rubriques: [{cle: indicateurs}]
budget:
  lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 12 €}]
"""


@pytest.fixture(scope="module")
def pages(session: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages of a contract of one fiche, whose indicators have a trend, but one."""
    home = tmp_path_factory.mktemp("contrat")
    (home / "fiches").mkdir()
    (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    contract = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"
    (home / "contrat.yaml").write_text(contract, "utf-8")
    (home / "fiches" / "04.yaml").write_text(FICHE + INDICATORS, "utf-8")
    dossier = session.read(DossierFolder(home)).dossier
    assert dossier is not None
    made = {}
    for document in session.plugins.format("page-web").documents(dossier):
        done = render(document, session)
        assert not has_errors(done.diagnostics), done.diagnostics
        assert done.data is not None
        made[document.name] = done.data
    return made


PAGES = ("fiche-action-04-ain", "recapitulatif-contrat-ain")


def drawings(page: bytes) -> list[ElementTree.Element]:
    return list(html.fromstring(page).xpath("//ul[@class='indicateurs']//svg"))


@pytest.mark.parametrize("name", PAGES)
def test_each_indicator_that_has_a_trend_is_drawn_with_its_target(
    name: str, pages: dict[str, bytes]
) -> None:
    first, *_, second = drawings(pages[name])
    (line,) = first.iter("polyline")
    points = [tuple(map(float, pair.split(","))) for pair in line.get("points", "").split()]
    assert points[0][1] > points[1][1] > points[2][1]  # it goes up
    assert [dot.get("class") for dot in first.iter("circle")] == [
        "cible",  # the last one, then that of a year
        "cible",
        None,
        None,
        None,
    ]
    assert len(list(second.iter("circle"))) == 2  # one result, and what is aimed at


@pytest.mark.parametrize("name", PAGES)
def test_a_drawing_says_its_values_with_their_years(name: str, pages: dict[str, bytes]) -> None:
    for each in drawings(pages[name]):
        assert each.get("role") == "img"
        said = "".join(each.itertext()).strip()
        assert re.fullmatch(r"(départ|résultat)( \d{4})?\xa0: .+", said), said
        assert each[0].tag.rpartition("}")[2] == "title"
