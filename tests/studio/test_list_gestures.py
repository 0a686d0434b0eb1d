"""Where a gesture on a list leaves who made it: at what it made, or at what takes its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.studio.conftest import Client, Running

DOSSIER = """departement: "19"
personnes:
  une: {fonction: puéricultrice}
  deux: {fonction: sage-femme}
  trois: {fonction: médecin}
activites:
  - {titre: Une, blocs: [Un.]}
  - {titre: Deux, blocs: [Deux.]}
  - {titre: Trois, blocs: [Trois.]}
a_classer:
  blocs: [Une ligne., Une autre.]
"""
BASE = "/dossier/19-correze/dossier"


@pytest.fixture
def client(start: Running, tmp_path: Path) -> Client:
    folder = tmp_path / "departments" / "19-correze"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, "utf-8")
    return Client(start(tmp_path))


def shown_after(client: Client, part: str, gesture: str) -> str:
    _, text = client.post(f"{BASE}/{part}", {"geste": gesture, "automatique": "1"})
    return str(json.loads(text)["show"])


@pytest.mark.parametrize(
    ("part", "taken", "then"),
    [
        ("activites", "/activites/0", "/activites/0"),
        ("activites", "/activites/1", "/activites/1"),
        ("activites", "/activites/2", "/activites/1"),
        ("personnes", "/personnes/une", "/personnes/deux"),
        ("personnes", "/personnes/trois", "/personnes/deux"),
    ],
)
def test_what_is_taken_out_leaves_one_at_what_takes_its_place(
    client: Client, part: str, taken: str, then: str
) -> None:
    assert shown_after(client, part, f"retirer:{taken}") == then


def test_what_waited_for_a_place_goes_with_its_last_line(client: Client) -> None:
    for _ in range(2):
        client.post(f"{BASE}/a_classer", {"geste": "retirer:/a_classer/blocs/0"})
    assert "À classer" not in client.get(f"{BASE}/contexte")[1]


def test_what_is_added_by_its_name_says_what_to_type(client: Client) -> None:
    page = client.get(f"{BASE}/personnes")[1].replace("\u00a0", " ")
    assert "Ajouter une personne : sa fonction" in page
    assert "Exemple : puéricultrice et formatrice" in page


def test_a_button_says_what_it_adds_and_an_item_what_it_is(client: Client) -> None:
    page = client.get(f"{BASE}/activites")[1].replace("\u00a0", " ")
    assert "Ajouter une activité</button>" in page
    assert "Activité 2 : Deux" in page


@pytest.mark.parametrize(
    ("part", "gesture", "written"),
    [
        ("chronologie", "ajouter:/chronologie/jalons", "chronologie:\n  jalons:\n    - titre:"),
        ("et_apres", "ajouter:/et_apres/priorites", "et_apres:\n  priorites:\n    - titre:"),
        ("contexte", "ajouter:/contexte/blocs|citation", "contexte:\n  blocs:\n    - type: cita"),
        ("appel", "ajouter:/appel/contacts", "appel:\n  contacts:\n    - fonction"),
    ],
)
def test_the_first_item_of_a_part_that_the_file_lacks_is_added(
    client: Client, tmp_path: Path, part: str, gesture: str, written: str
) -> None:
    """A dossier made of notes has the parts that they speak of, and no other."""
    shown_after(client, part, gesture)
    client.post(f"{BASE}/{part}", {"geste": "enregistrer"})
    assert written in (tmp_path / "departments/19-correze/dossier.yaml").read_text("utf-8")
