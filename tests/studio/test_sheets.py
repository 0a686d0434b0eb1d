"""True pages and slides beside the form: the very documents, or why they cannot be shown."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.studio.conftest import Client, Opened, accessible, ask, until

from ppgp_docs.studio import sheets
from ppgp_docs.studio.serve import Studio

FICHE = "/apercu/77-seine-et-marne/fiche.08-visites-a-domicile/feuilles"
FILE = Path("departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml")


def ready(client: Client, path: str) -> str:
    until(lambda: client.get(f"{path}/etat")[1] == '{"ready":true}', 120)
    return client.get(path)[1]


def picture(client: Client, path: str) -> Image.Image:
    """A sheet, by its own bytes."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=60)
    connection.request("GET", path, headers=client.own)
    image = Image.open(io.BytesIO(connection.getresponse().read()))
    image.load()
    connection.close()
    return image


def test_the_pages_of_a_fiche_are_those_that_word_would_print(client: Client) -> None:
    page = ready(client, f"{FICHE}/word")
    count = len(re.findall(r"<img ", page))
    assert count > 1
    first = picture(client, f"{FICHE}/word/1")
    assert abs(first.height / first.width - 297 / 210) < 0.01
    assert len(first.convert("L").getcolors() or ()) > 20, "something is written on it"
    assert client.get(f"{FICHE}/word/{count + 1}")[0] == 404
    assert client.get(f"{FICHE}/diapos")[0] == 404, "a fiche has no slides"


def test_a_machine_without_libreoffice_says_so_and_offers_the_file(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "find_libreoffice", lambda: None)
    page = ready(client, f"{FICHE}/word")
    assert "n’a pas LibreOffice" in page and "Documents" in page
    beside = client.get(f"{FICHE}/word?cadre=1")[1]
    assert "n’a pas LibreOffice" in beside


def test_slides_that_cannot_be_drawn_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each slide: its title, its texts, what its pictures show."""
    monkeypatch.setattr(sheets, "find_libreoffice", lambda: None)
    path = "/apercu/01-ain/dossier/feuilles/diapos"
    page = ready(client, path)
    assert "n’a pas LibreOffice" in page
    for shown in (page, client.get(f"{path}?cadre=1")[1]):
        slides = re.findall(r"<li><h2>", shown)
        assert len(slides) > 10 and "Image\u00a0: " in shown
    assert "Sans titre" not in page


def test_sheets_may_be_framed_by_our_own_pages_alone(client: Client) -> None:
    _, found, _ = ask(client.port, "GET", f"{FICHE}/word?cadre=1", client.own)
    policy = found["content-security-policy"]
    assert "frame-ancestors 'self'" in policy and "script-src" not in policy
    assert "default-src 'none'" in policy and found["x-frame-options"] == "SAMEORIGIN"
    _, alone, _ = ask(client.port, "GET", f"{FICHE}/word", client.own)
    assert alone["x-frame-options"] == "DENY"


@pytest.mark.browser
def test_printed_pages_are_shown_beside_the_form_and_follow_what_is_typed(
    studio: Studio, opened: Opened
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/contexte")
    page.get_by_role("link", name="Pages imprimées").click()
    first = page.frame_locator("#apercu").get_by_role("img", name=re.compile("^Page 1 sur"))
    expect(first).to_be_visible(timeout=120_000)
    accessible(page)
    with page.expect_response(re.compile(r"/feuilles/pdf/etat$")):
        page.get_by_role("textbox", name="Titre").first.fill("Le cadre")
    page.get_by_role("link", name="Page web").click()
    frame = page.frame_locator("#apercu")
    expect(frame.get_by_role("heading", name="Le cadre", exact=True)).to_be_visible()


@pytest.mark.browser
def test_the_frame_says_that_a_file_is_gone(
    studio: Studio, opened: Opened, workspace: Path
) -> None:
    """A browser shows in a frame nothing that forbids it: the person saw its own broken page."""
    page = opened(studio, "/dossier/01-ain/dossier/contexte")
    frame = page.frame_locator("#apercu")
    expect(frame.get_by_role("heading", name="Le contexte")).to_be_visible()
    (workspace / "departments" / "01-ain" / "dossier.yaml").unlink()
    page.locator("#apercu").evaluate("frame => { frame.src = frame.src }")
    expect(frame.get_by_text("Ce fichier n’est plus là")).to_be_visible()
