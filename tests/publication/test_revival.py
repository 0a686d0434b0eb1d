"""Whom a state brought back would revive: told by name, and kept as they now are."""

from __future__ import annotations

import yaml

from ppgp_docs.publication.revival import Revived, revived, without_revived
from ppgp_docs.versions.versioned_files import Files

BEFORE = """\
departement: "01"  # le code
personnes:
  martin:
    nom: Camille Martin
    fonction: puéricultrice
    consentements:
      - {objet: citation, date: 12/01/2024}
      - {objet: photo, date: 12/01/2024}
  durand:
    nom: Lina Durand
    fonction: sage-femme
contexte:
  blocs:
    - Lina Durand a reçu les familles.
appel:
  contacts:
    - nom: Omar Petit
      fonction: direction
      consentements:
        - {objet: coordonnees, date: 12/01/2024}
"""
PHOTO = "{objet: photo, date: 12/01/2024}"
WITHDRAWN = BEFORE.replace(PHOTO, PHOTO.replace("}", ", retrait: 03/05/2025}"))


def files(text: str) -> Files:
    return {"dossier.yaml": text.encode(), "images/a.png": b"x"}


def test_a_withdrawal_made_since_is_told_with_its_date() -> None:
    assert revived(files(WITHDRAWN), files(BEFORE)) == (Revived("Camille Martin", "03/05/2025"),)


def test_a_contact_is_known_by_the_name_at_any_rank() -> None:
    now = BEFORE.replace("    - nom: Omar", "    - {fonction: accueil}\n    - nom: Omar").replace(
        "{objet: coordonnees, date: 12/01/2024}",
        "{objet: coordonnees, date: 12/01/2024, retrait: 03/05/2025}",
    )
    assert revived(files(now), files(BEFORE)) == (Revived("Omar Petit", "03/05/2025"),)


def test_a_name_that_is_no_longer_there_is_told() -> None:
    now = BEFORE.replace("    nom: Lina Durand\n", "")
    assert revived(files(now), files(BEFORE)) == (Revived("Lina Durand"),)


def test_a_consent_given_again_since_is_no_revival() -> None:
    given = f"{PHOTO.replace('}', ', retrait: 03/05/2025}')}\n      - {PHOTO}"
    assert revived(files(BEFORE.replace(PHOTO, given)), files(BEFORE)) == ()


def test_nothing_is_told_of_two_states_that_say_the_same_of_people() -> None:
    assert revived(files(BEFORE), files(BEFORE.replace("reçu", "vu"))) == ()


def test_an_unreadable_state_revives_nobody() -> None:
    assert revived(files("a: ["), files(BEFORE)) == ()
    assert without_revived(files("a: ["), files(BEFORE)) == files(BEFORE)
    assert revived(files(BEFORE), files("a: [")) == ()
    assert without_revived(files(BEFORE), files("a: [")) == files("a: [")


def test_what_is_withdrawn_stays_so_and_nothing_else_changes() -> None:
    kept = without_revived(files(WITHDRAWN), files(BEFORE))
    assert kept["dossier.yaml"].decode() == WITHDRAWN
    assert kept["images/a.png"] == b"x"


def test_a_consent_that_came_later_comes_with_its_withdrawal() -> None:
    before = BEFORE.replace(f"      - {PHOTO}\n", "")
    kept = yaml.safe_load(without_revived(files(WITHDRAWN), files(before))["dossier.yaml"])
    given = kept["personnes"]["martin"]["consentements"]
    assert given[1] == {"objet": "photo", "date": "12/01/2024", "retrait": "03/05/2025"}


def test_a_name_that_is_no_longer_there_is_kept_out_of_texts_too() -> None:
    now = BEFORE.replace("    nom: Lina Durand\n", "").replace("Lina Durand a", "On a")
    kept = without_revived(files(now), files(BEFORE))["dossier.yaml"].decode()
    assert "Durand" not in kept and "Camille Martin" in kept and "# le code" in kept


def test_a_withdrawal_that_a_state_already_had_keeps_its_date() -> None:
    earlier = PHOTO.replace("}", ", retrait: 02/02/2024}")
    again = "{objet: photo, date: 03/03/2024}"
    before = BEFORE.replace(PHOTO, f"{earlier}\n      - {again}")
    ended = again.replace("}", ", retrait: 03/05/2025}")
    now = before.replace(again, ended)
    kept = without_revived(files(now), files(before))["dossier.yaml"].decode()
    assert kept == now
    kept = without_revived(files(WITHDRAWN), files(before))["dossier.yaml"].decode()
    assert kept == now, "the state's own date, not the later one"
