"""Pictures in the studio, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.studio.conftest import Opened, accessible
from tests.studio.pages import PART

from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser


def test_a_photo_is_brought_and_its_text_asked_at_once(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/couverture")
    heic = Path(__file__).parents[1] / "assets" / "rouge-et-bleu.heic"
    page.locator('input[type="file"]').first.set_input_files(heic)
    expect(page.get_by_text("Image ajoutée.")).to_be_visible()
    expect(page.locator('[id="/couverture/alt"]')).to_be_focused()
    expect(page.locator("select[name$='/fichier']")).to_have_value("images/rouge-et-bleu.jpg")
    assert (workspace / "departments/01-ain/images/rouge-et-bleu.jpg").is_file()
    accessible(page)


def test_a_photo_of_a_telephone_stands_upright_and_keeps_what_matters_in_sight(
    studio: Studio, tmp_path: Path, opened: Opened
) -> None:
    """Held sideways by its EXIF tag; the point of interest by keyboard, then by a click."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1600, 900), "teal").save(tmp_path / "IMG 0001.JPG", exif=exif)
    page = opened(studio, "/dossier/01-ain/dossier/couverture")
    page.locator('input[type="file"]').first.set_input_files(tmp_path / "IMG 0001.JPG")
    expect(page.get_by_text("Image ajoutée.")).to_be_visible()
    photo = page.locator('img[data-foyer="/couverture/foyer"]')
    assert photo.evaluate(
        "async (each) => { await each.decode(); return each.naturalHeight > each.naturalWidth }"
    )
    shown = page.frame_locator("#apercu")
    point = page.get_by_label("Point d’intérêt")
    point.focus()
    page.keyboard.type("ha")
    expect(point).to_have_value("haut")
    expect(shown.locator("img.foyer-haut")).to_have_count(1)
    box = photo.bounding_box()
    photo.click(position={"x": box["width"] - 4, "y": box["height"] / 2})
    expect(point).to_have_value("droite")
    expect(shown.locator("img.foyer-droite")).to_have_count(1)


def test_a_block_is_chosen_by_its_picture(studio: Studio, workspace: Path, opened: Opened) -> None:
    page = opened(studio, PART)
    page.get_by_role("button", name="Voir tous les blocs").last.click()
    library = page.get_by_role("dialog", name="Les blocs")
    accessible(page)
    library.get_by_role("button", name="Encart").click()
    expect(page.get_by_role("heading", name=re.compile("^Encart"))).to_be_visible()
    expect(library).to_be_hidden()
