"""The studio in a real browser: what people come to do, with a mouse, a keyboard, no script."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Opened, Running, accessible, begin_dossier, fits
from tests.studio.pages import FILE, PART

from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser


WIDTHS = (320, 390, 1024, 1600)


SCREENS = (
    "/",
    "/?cherche=oise",
    "/?cherche=nulle",
    PART,
    "/dossier/01-ain/dossier/chiffres",
    "/dossier/01-ain/dossier/activites.1",
    "/dossier/01-ain/dossier/personnes",
    "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget",
    "/dossier/77-seine-et-marne/contrat/enveloppes",
    "/dossier/01-ain/verifications",
    "/dossier/77-seine-et-marne/verifications",
    "/dossier/01-ain/documents",
    "/dossier/01-ain/accords",
    "/dossier/01-ain/formulaire-accord",
    "/dossier/01-ain/versions",
    "/apporter",
    "/visite/2",
    "/nouveau?depart=autre&modele=01-ain",
    "/dossier/01-ain/nouvelle-edition",
    "/aide",
    "/nulle-part",
)


def test_no_screen_has_a_fault_of_accessibility_at_any_width(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """Faults beside their fields and an empty search included, in the dark for one in three;
    nothing wider than the window."""
    file = workspace / FILE
    file.write_text(
        file.read_text("utf-8").replace("titre: Le contexte", "titre:\n  x: 1", 1), "utf-8"
    )
    studio = start(workspace)
    page = opened(studio)
    for rank, screen in enumerate(SCREENS):
        page.emulate_media(color_scheme="dark" if rank % 3 == 0 else "light")
        page.goto(f"http://127.0.0.1:{studio.port}{screen}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            whole = os.environ.get("PPGP_FULL") or width == WIDTHS[rank % len(WIDTHS)]
            accessible(page) if whole else fits(page)


def test_no_state_has_a_fault_of_accessibility_from_none_to_all_the_territories(
    start: Running, workspace: Path, tmp_path_factory: pytest.TempPathFactory, opened: Opened
) -> None:
    """An empty board and one of all the territories, a comparison, a choice, an open dialog."""
    accessible(opened(start(tmp_path_factory.mktemp("vide")), width=320))
    for territory in departements():
        folder = workspace / "departments" / f"{territory.code}-{territory.slug}"
        folder.mkdir(exist_ok=True)
        if not (folder / "dossier.yaml").exists():
            (folder / "dossier.yaml").write_text(f'departement: "{territory.code}"\n', "utf-8")
    studio = start(workspace)
    board = opened(studio, width=390)
    expect(board.locator("#dossiers tbody tr")).to_have_count(len(departements()))
    accessible(board)
    one, two = opened(studio, PART), opened(studio, PART, width=320)
    one.get_by_role("button", name="Voir tous les blocs").last.click()
    accessible(one)
    one.keyboard.press("Escape")
    one.get_by_role("textbox", name="Titre").first.fill("De la première")
    one.get_by_role("button", name="Enregistrer").click()
    expect(one.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    two.get_by_role("textbox", name="Titre").first.fill("De la seconde")
    expect(two.get_by_role("region", name="Modifié à deux endroits à la fois")).to_be_visible()
    accessible(two)
    two.goto(f"http://127.0.0.1:{studio.port}/dossier/01-ain/versions?de=1&a=actuel")
    expect(two.get_by_role("region", name="Ce qui a changé")).to_be_visible()
    accessible(two)


def test_a_dossier_begins_with_a_name_and_is_filled_in_without_seeing_yaml(
    start: Running, tmp_path: Path, opened: Opened
) -> None:
    page = opened(start(tmp_path))
    begin_dossier(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    text = (tmp_path / "departments/974-la-reunion/dossier.yaml").read_text("utf-8")
    assert "- Le service compte quarante agents." in text
    assert text.startswith("# yaml-language-server")


def test_all_of_it_works_without_javascript(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, PART, script=False)
    page.get_by_label("Titre").first.fill("Le cadre")
    page.get_by_label("Ajouter un bloc").last.select_option(label="Encart")
    page.get_by_role("button", name="Ajouter ce bloc").last.click()
    expect(page.get_by_label("Titre").first).to_have_value("Le cadre")
    page.locator('textarea[name$="/texte"]').last.fill("Une idée à part.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    text = (workspace / FILE).read_text("utf-8")
    assert "titre: Le cadre" in text
    assert re.search(r"- type: encart\n +texte: Une idée à part\.", text)
    page.get_by_role("link", name="Vérifications").click()
    expect(page.get_by_role("heading", name="Vérifications")).to_be_visible()


def test_documents_are_made_and_downloaded(studio: Studio, workspace: Path, opened: Opened) -> None:
    page = opened(studio, "/dossier/77-seine-et-marne/documents")
    page.get_by_role("button", name="Fabriquer les documents").click()
    link = page.get_by_role("link", name=re.compile("^Télécharger .*Fiche action 8"))
    expect(link.first).to_be_visible(timeout=90_000)
    with page.expect_download() as waiting:
        link.first.click()
    assert Path(waiting.value.path()).read_bytes().startswith((b"PK", b"%PDF", b"<!"))
    links = page.get_by_role("link", name=re.compile("^Télécharger"))
    expect(links.nth(1)).to_be_visible(timeout=90_000)
    names = links.all_inner_texts()
    assert len(names) == len(set(names)) > 1


def test_a_narrow_window_shows_one_thing_at_a_time(studio: Studio, opened: Opened) -> None:
    page = opened(studio, PART, width=390)
    expect(page.get_by_role("textbox", name="Titre").first).to_be_visible()
    expect(page.locator("#parties")).to_be_hidden()
    page.get_by_role("button", name="Parties").click()
    expect(page.locator("#parties")).to_be_visible()
    expect(page.get_by_role("textbox", name="Titre").first).to_be_hidden()
    page.get_by_role("button", name="La page").click()
    expect(page.locator("iframe")).to_be_visible()


def test_the_studio_stops_from_the_page(studio: Studio, opened: Opened) -> None:
    page = opened(studio)
    page.get_by_role("button", name="Arrêter le studio").click()
    expect(page.get_by_role("heading", name="Le studio est arrêté")).to_be_visible()
