"""What was brought without a place: every place that can take it is offered, and takes it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from tests.studio.conftest import Client, Running

PAGE = "/dossier/15-cantal/dossier/a_classer"
DOSSIER = """\
departement: "15"

contexte:
  blocs:
    - type: section
      titre: Les entretiens
      blocs:
        - Un texte.

a_classer:
  blocs:
    # § 12
    - 31 familles vues
    - type: tableau
      lignes: [[a, b], [c, d]]
"""


@pytest.fixture
def cantal(tmp_path: Path, start: Running) -> tuple[Path, Client]:
    file = tmp_path / "departments/15-cantal/dossier.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DOSSIER, "utf-8")
    return file, Client(start(tmp_path))


def offered(client: Client, rank: int) -> dict[str, str]:
    """What each place is called, by its value."""
    page = client.get(PAGE)[1]
    menu = page.partition(f'<select id="classer:/a_classer/blocs/{rank}"')[2].partition("</select")
    found = re.findall(r'<option value="([^"]+)">([^<]*)<', menu[0])
    return {unescape(value): unescape(said) for value, said in found}


def sorted_into(cantal: tuple[Path, Client], to: str, rank: int = 0) -> dict[str, object]:
    """The dossier once a block is put somewhere and saved."""
    file, client = cantal
    asked = f"classer:/a_classer/blocs/{rank}"
    client.post(PAGE, {"geste": asked, asked: to})
    client.post(PAGE, {"geste": "enregistrer"})
    found: dict[str, object] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return found


def test_parts_and_their_sections_are_offered_to_any_block(cantal: tuple[Path, Client]) -> None:
    found = offered(cantal[1], 1)
    assert found == {
        "/contexte/blocs": "Contexte",
        "/contexte/blocs/0/blocs": "Contexte › Les entretiens",
        "nouvelle-activite": "Une nouvelle activité",
    }


def test_words_are_offered_what_they_may_become_too(cantal: tuple[Path, Client]) -> None:
    found = offered(cantal[1], 0)
    for said in (
        "Chiffres › comme un chiffre de plus",
        "Personnes › comme une personne de plus",
        "Citations › comme une citation de plus",
        "Notes › comme une note de plus",
        "Introduction › à la suite de «\u00a0L’objectif\u00a0»",
        "Chronologie › comme un jalon de plus",
        "Et après\u202f? › comme une priorité de plus",
        "Appel à l’action › comme un contact de plus",
    ):
        assert said in found.values(), found


PLACES = {
    "/contexte/blocs/0/blocs": ("contexte", lambda held: held["blocs"][0]["blocs"][1]),
    "/personnes/+": ("personnes", lambda held: held["n_31_familles_vues"]["fonction"]),
    "/citations/+": ("citations", lambda held: held["n_31_familles_vues"]["texte"]),
    "/notes/+": ("notes", lambda held: held["note"]),
    "/introduction/objectif": ("introduction", lambda held: held["objectif"]),
    "/chronologie/jalons/+": ("chronologie", lambda held: held["jalons"][0]["titre"]),
    "/et_apres/priorites/+": ("et_apres", lambda held: held["priorites"][0]["titre"]),
    "/appel/contacts/+": ("appel", lambda held: held["contacts"][0]["fonction"]),
}


@pytest.mark.parametrize("to", PLACES)
def test_words_stand_where_they_were_put_and_wait_no_more(
    cantal: tuple[Path, Client], to: str
) -> None:
    found = sorted_into(cantal, to)
    part, held = PLACES[to]
    assert held(found[part]) == "31 familles vues"  # type: ignore[no-untyped-call]
    assert found["a_classer"] == {
        "blocs": [{"type": "tableau", "lignes": [["a", "b"], ["c", "d"]]}]
    }


def test_a_number_and_what_it_counts_make_a_figure(cantal: tuple[Path, Client]) -> None:
    found = sorted_into(cantal, "/chiffres/+")
    assert found["chiffres"] == {"familles_vues": {"valeur": "31", "libelle": "familles vues"}}


def test_a_second_word_goes_behind_the_first_one(cantal: tuple[Path, Client]) -> None:
    file, _ = cantal
    file.write_text(DOSSIER.replace("    - type: tab", "    - Deux.\n    - type: tab"), "utf-8")
    for _ in range(2):
        found = sorted_into(cantal, "/introduction/objectif")
    assert found["introduction"] == {"objectif": "31 familles vues\n\nDeux."}


def test_a_table_goes_to_no_place_of_words(cantal: tuple[Path, Client]) -> None:
    found = sorted_into(cantal, "/notes/+", rank=1)
    assert "notes" not in found
    assert len(found["a_classer"]["blocs"]) == 2  # type: ignore[index]
