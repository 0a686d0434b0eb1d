"""A block goes to another part, or into a section, with its comments; by the keyboard too."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Client, Opened, Running

from ppgp_docs.studio.moving import destinations
from ppgp_docs.studio.serve import Studio

DOSSIER = """\
departement: "15"

contexte:
  titre: Le contexte
  blocs:
    # Vu avec Claire.
    - type: paragraphe
      texte: >-
        Un texte
        replié.
      # jamais sur une diapositive
      version_courte: Un texte
    - type: section
      titre: Les entretiens
      blocs:
        # § 11
        - Vingt-six familles.
        - Neuf à domicile.

activites:
  - titre: La formation
    blocs:
      - Deux jours.
"""
ELSEWHERE = "/ailleurs/15-cantal/dossier"


@pytest.fixture
def cantal(tmp_path: Path, start: Running) -> tuple[Path, Studio]:
    file = tmp_path / "departments/15-cantal/dossier.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DOSSIER, "utf-8")
    return file, start(tmp_path)


def moved(studio: Studio, file: Path, block: str, to: str) -> tuple[str, str]:
    """Move a block and save; where the page then goes, and the file."""
    client = Client(studio)
    status, there = client.post(ELSEWHERE, {"bloc": block, "vers": to})
    assert status == 303, there
    client.post(there.partition("#")[0], {"geste": "enregistrer"})
    return there, file.read_text("utf-8")


def test_a_block_goes_to_the_end_of_another_part_with_its_comments(
    cantal: tuple[Path, Studio],
) -> None:
    file, studio = cantal
    there, text = moved(studio, file, "/contexte/blocs/0", "/activites/0/blocs")
    assert there == "/dossier/15-cantal/dossier/activites.1#/activites/0/blocs/1"
    assert text.endswith(
        "      - Deux jours.\n"
        "      # Vu avec Claire.\n"
        "      - type: paragraphe\n"
        "        texte: >-\n"
        "          Un texte\n"
        "          replié.\n"
        "        # jamais sur une diapositive\n"
        "        version_courte: Un texte\n"
    )
    assert text.count("Vu avec Claire") == 1


def test_a_block_goes_into_a_section_that_stands_behind_it(cantal: tuple[Path, Studio]) -> None:
    file, studio = cantal
    there, text = moved(studio, file, "/contexte/blocs/0", "/contexte/blocs/1/blocs")
    assert there == "/dossier/15-cantal/dossier/contexte#/contexte/blocs/0/blocs/2"
    assert "        - Neuf à domicile.\n        # Vu avec Claire.\n        - type: para" in text


def test_a_section_becomes_an_activity_with_its_title_and_its_blocks(
    cantal: tuple[Path, Studio],
) -> None:
    file, studio = cantal
    there, text = moved(studio, file, "/contexte/blocs/1", "nouvelle-activite")
    assert there == "/dossier/15-cantal/dossier/activites.2#/activites/1"
    assert text.endswith(
        "  - titre: Les entretiens\n"
        "    blocs:\n"
        "      # § 11\n"
        "      - Vingt-six familles.\n"
        "      - Neuf à domicile.\n"
    )
    assert "type: section" not in text


def test_a_move_is_one_gesture_that_is_taken_back(cantal: tuple[Path, Studio]) -> None:
    file, studio = cantal
    client = Client(studio)
    client.post(ELSEWHERE, {"bloc": "/contexte/blocs/1", "vers": "nouvelle-activite"})
    client.post("/dossier/15-cantal/dossier/contexte", {"geste": "annuler"})
    client.post("/dossier/15-cantal/dossier/contexte", {"geste": "enregistrer"})
    assert file.read_text("utf-8") == DOSSIER


def test_a_section_is_offered_no_section_and_no_block_its_own_place() -> None:
    root = {
        "contexte": {"blocs": ["un", {"type": "section", "titre": "S", "blocs": ["deux"]}]},
        "activites": [{"titre": "A", "blocs": []}],
    }
    of_text = [each.name for each in destinations(root, "dossier", ("contexte", "blocs", 0))]
    of_section = [each.name for each in destinations(root, "dossier", ("contexte", "blocs", 1))]
    assert of_text == ["/contexte/blocs/1/blocs", "/activites/0/blocs", "nouvelle-activite"]
    assert of_section == ["/activites/0/blocs", "nouvelle-activite"]


@pytest.mark.parametrize("to", ["/contexte/blocs", "/activites/9/blocs", "/sigles", "nulle-part"])
def test_a_place_that_takes_no_block_changes_nothing(cantal: tuple[Path, Studio], to: str) -> None:
    file, studio = cantal
    status, _ = Client(studio).post(ELSEWHERE, {"bloc": "/contexte/blocs/0", "vers": to})
    assert status == 409
    assert not (file.parents[2] / ".ppgp").exists()


@pytest.mark.parametrize("block", ["", "/contexte", "/contexte/blocs/9", "/titre"])
def test_what_is_no_block_has_no_page(cantal: tuple[Path, Studio], block: str) -> None:
    assert Client(cantal[1]).get(f"{ELSEWHERE}?bloc={quote(block)}")[0] == 404


@pytest.mark.browser
def test_a_block_is_moved_with_the_keyboard_alone(
    cantal: tuple[Path, Studio], opened: Opened
) -> None:
    _, studio = cantal
    page = opened(studio, "/dossier/15-cantal/dossier/contexte")
    page.get_by_role("button", name=re.compile("^Mettre ailleurs : Texte")).first.press("Enter")
    page.get_by_role("radio", name="1. La formation").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1. La formation")).to_be_visible()
    expect(page.locator('[id="/activites/0/blocs/1"] .editeur').first).to_be_focused()
