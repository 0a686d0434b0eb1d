"""What helps who begins: the tour over the true screens, a focal point by a click, the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Client, Opened, accessible, until

from ppgp_docs.studio.guided_tour import STEPS
from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser

FILE = Path("departments/01-ain/dossier.yaml")


def test_the_tour_goes_over_six_true_screens_and_is_left_or_taken_up_again(
    studio: Studio, opened: Opened
) -> None:
    page = opened(studio, "/aide")
    page.get_by_role("link", name="Faire la visite").click()
    banner = page.get_by_role("complementary", name="La visite")
    for step in STEPS:
        expect(page.get_by_role("heading", name=step.title)).to_be_visible()
        page.get_by_role("link", name="Voir cet écran").click()
        expect(banner).to_contain_text(step.title)
        assert page.url.endswith(step.screen), page.url
        if step.rank == 3:
            accessible(page)
            page.goto(f"http://127.0.0.1:{studio.port}/")
            expect(banner).to_contain_text(step.title)
        if step.rank < len(STEPS):
            banner.get_by_role("link", name="Étape suivante").click()
    banner.get_by_role("link", name="Quitter la visite").click()
    expect(page.get_by_role("heading", name="Les dossiers")).to_be_visible()
    expect(banner).to_have_count(0)


def test_a_click_on_a_picture_says_what_must_not_be_cropped(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/couverture")
    picture = page.locator("img[data-foyer]").first
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": box["width"] / 2, "y": 6})
    field = page.get_by_label("Point d’intérêt")
    expect(field).to_have_value("haut")
    field.select_option("droite")
    page.get_by_role("button", name="Enregistrer").click()
    until(lambda: "foyer: droite" in (workspace / FILE).read_text("utf-8"))


def test_a_machine_without_windows_says_that_it_shows_no_folder(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    where = client.post("/dossier/01-ain/ouvrir", {})
    assert where == (303, "/dossier/01-ain/documents?dit=ferme")
    assert "n’a pas pu être ouvert" in client.get(where[1])[1]
