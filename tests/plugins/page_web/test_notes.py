"""Every call of a note leads to a note, wherever on the document the call stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.plugins.page_web.conftest import Make

from ppgp_docs.api import Context, Dossier
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_etude_de_cas.document.html import make_html
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.format import EtudeDeCas

MANY = ", ".join(f"S{letter}: Sens" for letter in "ABCDEFGHIJKLMNOPQRST")
PLACES = {
    "a part": "contexte: {blocs: ['Un texte[^n].']}",
    "the call": "appel: {accroche: Venez, texte: 'Écrivez-nous[^n].'}",
    "its title": "appel: {accroche: 'Venez[^n]'}",
    "the licence": "mentions: {titulaire: X, licence: 'Licence ouverte[^n]'}",
    "the credits": "mentions: {titulaire: X, credits: 'Dessins de Luc[^n]'}",
    "the credits after many acronyms": f"mentions: {{credits: 'Luc[^n]'}}\nsigles: {{{MANY}}}",
    "two places": "contexte: {blocs: ['Un texte[^n].']}\nmentions: {licence: 'Libre[^n]'}",
}


@pytest.fixture(params=PLACES)
def calling(request: pytest.FixtureRequest, session: Session, tmp_path: Path) -> Dossier:
    """A dossier that calls one note, at one of those places."""
    text = f'departement: "01"\n{PLACES[request.param]}\nnotes: {{n: Une note}}\n'
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    reading = session.read(DossierFolder(tmp_path))
    assert reading.dossier, reading.diagnostics
    return reading.dossier


def dangling(html: str) -> set[str]:
    """The notes that are called and stand nowhere."""
    return set(re.findall(r'href="#(note-\d+)"', html)) - set(re.findall(r'id="(note-\d+)"', html))


def test_a_call_on_a_web_page_leads_to_its_note(calling: Dossier, make: Make) -> None:
    html = make(calling).html
    assert "note-1" in html
    assert dangling(html) == set()
    assert html.count("Une note") == 1


@pytest.mark.parametrize("at_end", [False, True], ids=["foot", "end"])
def test_a_call_in_a_pdf_leads_to_its_note(
    calling: Dossier, session: Session, at_end: bool
) -> None:
    (document,) = EtudeDeCas().documents(calling)
    look = load_theme(calling.presentation.theme, session.resources)
    context = Context(session.resources, look, lambda _: None)
    html = make_html(document, context, Store(), notes_at_end=at_end)
    assert "note-1" in html
    assert dangling(html) == set()
    assert html.count("Une note") == 1
