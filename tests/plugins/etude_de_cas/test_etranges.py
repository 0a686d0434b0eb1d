"""Titles, blocks and parts that are not the usual ones."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.campagne import drawn
from weasyprint import HTML

from ppgp_docs.api import Context, dossier, outline
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.francais.territoires import departements
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_etude_de_cas.document.html import make_html
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.format import EtudeDeCas
from ppgp_etude_de_cas.pdf.fetcher import StoreFetcher

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre

Word = tuple[str, float, float]
MM = 25.4 / 72
"""One point, in mm."""


def test_a_title_of_three_hundred_characters_stays_on_the_cover(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    programme = "Petits pas et grands pas " * 12
    study = evolve(etude, demarche=evolve(etude.demarche, programme=programme.strip()))
    cover = " ".join(rendre(study).pages()[0].split())
    assert programme.strip() in cover
    assert "2022 – 2024" in cover


@pytest.mark.parametrize("absent", ["couverture", "chronologie", "contexte", "et_apres", "appel"])
def test_an_absent_part_leaves_no_trace(
    rendre: Rendre, etude: dossier.Dossier, absent: str
) -> None:
    rendered = rendre(evolve(etude, **{absent: None}))
    assert rendered.diagnostics == ()
    assert "La formation" in rendered.texte()


def test_a_dossier_with_nothing_to_tell_is_refused_with_a_reason(etude: dossier.Dossier) -> None:
    empty = evolve(etude, contexte=None, activites=())
    [document] = EtudeDeCas().documents(empty)
    assert "ni contexte ni activité" in (EtudeDeCas().refusal(document) or "")


@pytest.mark.parametrize("form", ["de", "locatif"])
def test_the_name_of_every_territory_fits_on_its_cover(
    etude: dossier.Dossier, session: Session, tmp_path: Path, form: str
) -> None:
    shown = evolve(etude.presentation, titre_forme=form)
    short = evolve(etude, presentation=shown, activites=())  # covers alone are looked at
    longest = sorted(departements(), key=lambda one: len(one.nom))[-12:]
    tried = {one.code: one for one in (*longest, *drawn(f"covers, {form}", departements(), 4))}
    studies = [evolve(short, departement=one) for one in tried.values()]
    for page, study in zip(_covers(studies, session, tmp_path), studies, strict=True):
        assert _said(outline.cover_title(study)) in _said(" ".join(text for text, *_ in page))
        assert max(right for _, right, _ in page) < 185
        assert max(bottom for _, _, bottom in page) < 121


def _covers(studies: list[dossier.Dossier], session: Session, folder: Path) -> Iterator[list[Word]]:
    """The words of each cover, all set in one document; read by poppler."""
    context = Context(session.resources, load_theme("neutre", session.resources), pytest.fail)
    pages, store = [], Store()
    for study in studies:
        [document] = EtudeDeCas().documents(study)
        before, _, rest = make_html(document, context, store).partition("<header")
        pages.append("<header" + rest.partition("</header>")[0] + "</header>")
    file = folder / "couvertures.pdf"
    HTML(
        string=before + "".join(pages), base_url="ppgp:", url_fetcher=StoreFetcher(store)
    ).write_pdf(file)
    said = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    yield from map(_words, said.split("<page ")[1:])


def _words(page: str) -> list[Word]:
    """Each word with its right and lower edges, in mm; the frame at the foot is left out."""
    found = re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
    words = [(unescape(text), float(x) * MM, float(y) * MM) for x, y, text in found]
    return [word for word in words if word[2] < 250]


def _said(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "word",
    [
        "anticonstitutionnellement",
        "accompagnementdépartemental",
        "interprofessionnellement",
        "sensibilisation",
    ],
)
def test_a_word_cut_in_a_narrow_column_ends_with_a_sign_that_the_font_has(
    rendre: Rendre, session: Session, tmp_path: Path, word: str
) -> None:
    home = tmp_path / "departments" / "01-ain"
    home.mkdir(parents=True)
    columns, row = "[A, B, C]", f"Un mot, {word * (180 // len(word))}, Un autre"
    (home / "dossier.yaml").write_text(
        'departement: "01"\nedition: 2025\ncontexte:\n  blocs:\n'
        f"    - {{type: tableau, titre: Essai, colonnes: {columns}, lignes: [[{row}]]}}\n",
        "utf-8",
    )
    study = session.read(DossierFolder(home)).dossier
    assert study is not None
    rendered = rendre(study)
    assert rendered.diagnostics == ()
    page = subprocess.run(
        ["pdftotext", "-layout", rendered.fichier, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"[a-zé]-\s", page)
    assert "\u2010" not in page
