"""Small answers of the studio: the key Enter beside a button, a studio that comes back."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from tests.commande import ppgp
from tests.studio.conftest import Client, Opened, Running

from ppgp_docs.studio.serve import Studio

PEOPLE = "/dossier/01-ain/dossier/personnes"
CONTEXT = "/dossier/01-ain/dossier/contexte"


@pytest.mark.browser
def test_enter_in_a_field_presses_the_button_beside_it(studio: Studio, opened: Opened) -> None:
    page = opened(studio, PEOPLE)
    page.get_by_label("Ajouter une personne").fill("sage-femme de secteur")
    page.keyboard.press("Enter")
    expect(page.locator('[id="/personnes/sage_femme_de_secteur"]')).to_be_visible()
    expect(page.get_by_label("Ajouter une personne")).to_have_value("")


def test_enter_adds_without_script_too(client: Client) -> None:
    """A browser then sends the first button of the form, and the field."""
    client.post(PEOPLE, {"geste": "", "nommer:/personnes": "sage-femme de secteur"})
    assert 'id="/personnes/sage_femme_de_secteur"' in client.get(PEOPLE)[1]


@pytest.mark.browser
def test_a_studio_that_answers_again_says_no_more_that_it_does_not(
    shared: Studio, opened: Opened
) -> None:
    """What was typed meanwhile is sent by itself."""

    def refused(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=200, body="cut")
        else:
            route.fallback()

    page = opened(shared, CONTEXT)
    page.route("**/dossier/**", refused)
    page.evaluate(
        """() => {
          const field = document.querySelector('[name="/contexte/titre"]');
          field.value = "Le cadre";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(page.locator("#etat")).to_contain_text("ne répond pas")
    page.unroute("**/dossier/**")
    expect(page.locator("#etat")).to_contain_text("Brouillon gardé")


def test_counts_of_a_part_are_read_apart(client: Client) -> None:
    """Of each other, and of the title: seen and heard."""
    parts = client.get(CONTEXT)[1].partition('id="parties"')[2].partition("</nav>")[0]
    assert "pastille" in parts
    told = re.sub(r"<[^>]+>", "", parts)
    assert not re.search(r"[^\s,]\s*[0-9]+\u00a0(?:erreur|point|champ)", told.replace(", ", ",")), (
        told
    )


def test_a_port_that_is_taken_is_told_with_how_to_do(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        done = ppgp("studio", "--no-browser", "--port", str(port), cwd=tmp_path)
    told = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert "un autre programme s’en sert déjà" in told and f"--port {port + 1}" in told
    assert "address" not in told.lower()


def test_status_tells_a_draft_of_the_studio(start: Running, workspace: Path) -> None:
    client = Client(start(workspace))
    assert "enregistré dans le studio" not in ppgp("status", "01", cwd=workspace).stdout
    client.post(CONTEXT, {"/contexte/titre": "Le cadre"})
    told = ppgp("status", "01", cwd=workspace).stdout
    assert "Pas encore enregistré dans le studio\u00a0: dossier.yaml" in told
    assert '"non_enregistre": [' in ppgp("status", "01", "--json", cwd=workspace).stdout
