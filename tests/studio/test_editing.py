"""Two windows and an outside editor on one file: nothing is lost, the person chooses."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.studio.conftest import Client, Running
from tests.studio.test_forms import PART, Fields

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes_between import changes_between
from ppgp_docs.edit.merge import merge
from ppgp_docs.edit.writing import block
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.versions.store import Version, Versions
from ppgp_docs.workspace.find import find_workspace

DATA = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
    ),
    max_leaves=12,
)
FILES = st.dictionaries(st.sampled_from(("titre", "blocs", "liste", "texte")), DATA, min_size=1)


@given(FILES, FILES)
def test_differences_lead_from_one_state_to_the_other(before: dict, after: dict) -> None:  # type: ignore[type-arg]
    start = next(block(before, 0)) + "\n"
    held = data_of(start)
    assert data_of(apply(start, changes_between(held, after)).text) == after


@given(FILES, FILES)
def test_what_one_side_changed_alone_is_taken(base: dict, changed: dict) -> None:  # type: ignore[type-arg]
    for merged in (merge(base, changed, base), merge(base, base, changed)):
        assert merged.data == changed
        assert merged.conflicts == ()


@given(FILES, FILES, FILES)
def test_what_is_disputed_is_kept_on_both_sides(base: dict, mine: dict, theirs: dict) -> None:  # type: ignore[type-arg]
    """Whatever a person typed is in the merged data, or in a conflict that shows it."""
    merged = merge(base, mine, theirs)
    for key, value in mine.items():
        if value != base.get(key):
            held = str(merged.data) + str([each.mine for each in merged.conflicts])
            typed = set(_texts(value)) - set(_texts(base.get(key, "")))
            assert all(word in held for word in typed)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [repr(value)[1:-1]]
    inner = value.values() if isinstance(value, dict) else value
    return [text for each in inner for text in _texts(each)]  # type: ignore[attr-defined]


FILE = Path("departments/01-ain/dossier.yaml")


def test_two_windows_change_two_fields_and_both_are_kept(client: Client, workspace: Path) -> None:
    one, two = (Fields(client.get(PART)[1]).sent for _ in range(2))
    titles = [name for name in one if name.endswith("/titre")]
    client.post(PART, {**one, titles[0]: "Par la première", "geste": "enregistrer"})
    client.post(PART, {**two, titles[1]: "Par la seconde", "geste": "enregistrer"})
    text = (workspace / FILE).read_text("utf-8")
    assert "Par la première" in text and "Par la seconde" in text


def test_two_windows_change_one_field_and_the_person_chooses(
    client: Client, workspace: Path
) -> None:
    one, two = (Fields(client.get(PART)[1]).sent for _ in range(2))
    client.post(PART, {**one, "/contexte/titre": "Le premier", "geste": "enregistrer"})
    client.post(PART, {**two, "/contexte/titre": "Le second", "geste": "enregistrer"})
    page = client.get(PART)[1]
    assert "Modifié à deux endroits" in page
    assert "Le premier" in page and "Le second" in page
    assert "Contexte › Titre" in page
    assert "titre: Le premier" in (workspace / FILE).read_text("utf-8")
    assert "le fichier ne le prend que lorsque vous enregistrez" in page
    client.post(PART, {"geste": "choisir:0:mien", "version": Fields(page).sent["version"]})
    client.post(PART, {**Fields(client.get(PART)[1]).sent, "geste": "enregistrer"})
    assert "titre: Le second" in (workspace / FILE).read_text("utf-8")
    assert "Modifié à deux endroits" not in client.get(PART)[1]


def test_an_outside_editor_changes_the_file_under_a_draft(client: Client, workspace: Path) -> None:
    file = workspace / FILE
    sent = Fields(client.get(PART)[1]).sent
    client.post(PART, {**sent, "/contexte/titre": "Tapé ici"})
    outside = (
        file.read_text("utf-8")
        .replace("edition:", "# vu le 3 mars\nedition:")
        .replace("cadre: stratégie nationale de prévention", "cadre: stratégie de prévention", 1)
    )
    file.write_text(outside, "utf-8")
    client.post(PART, {**Fields(client.get(PART)[1]).sent, "geste": "enregistrer"})
    saved = file.read_text("utf-8")
    assert saved == outside.replace("titre: Le contexte", "titre: Tapé ici", 1)


class Typing:
    """A page whose script sends all of its fields at each pause, and never looks at the file."""

    def __init__(self, client: Client) -> None:
        self._client, self.sent = client, Fields(client.get(PART)[1]).sent

    def type(self, value: str, name: str = "/contexte/titre") -> None:
        self.sent[name] = value
        answer = self._client.post(PART, {**self.sent, "automatique": "1", "geste": ""})[1]
        self.sent["version"] = json.loads(answer)["version"]


def test_a_page_never_takes_back_what_others_changed_in_fields_left_alone(
    client: Client, workspace: Path
) -> None:
    """A value, and a block before the others: pages name their fields by rank."""
    page, file = Typing(client), workspace / FILE
    page.type("Un")
    outside = file.read_text("utf-8")
    first = re.search(r"(?m)^contexte:\n(?:.*\n)*?  blocs:\n", outside)
    assert first
    outside = f"{outside[: first.end()]}    - Venu d’ailleurs.\n{outside[first.end() :]}".replace(
        "\nedition:", "\n# relu\nedition:", 1
    )
    file.write_text(outside, "utf-8")
    for title in ("Un de", "Un de plus"):
        page.type(title)
    client.post(PART, {**Fields(client.get(PART)[1]).sent, "geste": "enregistrer"})
    assert file.read_text("utf-8") == outside.replace("titre: Le contexte", "titre: Un de plus", 1)


def test_what_is_typed_on_under_a_dispute_is_the_one_side_of_it(
    client: Client, workspace: Path
) -> None:
    page, file = Typing(client), workspace / FILE
    page.type("Le mien")
    text = file.read_text("utf-8")
    file.write_text(text.replace("titre: Le contexte", "titre: Le leur", 1), "utf-8")
    for title in ("Le mien, su", "Le mien, suite"):
        page.type(title)
    shown = client.get(PART)[1]
    assert shown.count('<section class="conflit"') == 1
    assert "Le mien, suite" in shown and "Le leur" in shown
    client.post(PART, {"geste": "choisir:0:mien", "version": page.sent["version"]})
    assert Fields(client.get(PART)[1]).sent["/contexte/titre"] == "Le mien, suite"


def test_an_undo_takes_back_words_and_not_each_pause_of_a_hand(client: Client) -> None:
    page = Typing(client)
    before = page.sent["/contexte/titre"]
    for title in ("U", "Un ti", "Un titre"):
        page.type(title)
    client.post(PART, {"geste": "annuler"})
    assert Fields(client.get(PART)[1]).sent["/contexte/titre"] == before


def test_what_was_typed_is_there_after_the_studio_died(start: Running, workspace: Path) -> None:
    first = Client(start(workspace))
    sent = Fields(first.get(PART)[1]).sent
    first.post(PART, {**sent, "/contexte/titre": "Avant la panne"})
    second = Client(start(workspace))
    page = second.get(PART)[1]
    assert Fields(page).sent["/contexte/titre"] == "Avant la panne"
    assert "pas encore enregistré" in page


@pytest.mark.parametrize("changed", [False, True], ids=["same-file", "changed-outside"])
def test_what_was_given_up_is_taken_back_after_the_studio_died(
    start: Running, workspace: Path, changed: bool
) -> None:
    first = Client(start(workspace))
    sent = Fields(first.get(PART)[1]).sent
    first.post(PART, {**sent, "/contexte/titre": "Une heure de travail"})
    first.post(PART, {"geste": "abandonner"})
    if changed:
        text = (workspace / FILE).read_text("utf-8")
        (workspace / FILE).write_text(f"# relu dehors\n{text}", "utf-8")
    before = (workspace / FILE).read_bytes()
    second = Client(start(workspace))
    page = second.get(PART)[1]
    assert Fields(page).sent["/contexte/titre"] == sent["/contexte/titre"]
    assert "Vos modifications abandonnées peuvent revenir" in page
    assert "Pas encore enregistré" not in second.get("/")[1]
    second.post(PART, {"geste": "annuler"})
    assert Fields(second.get(PART)[1]).sent["/contexte/titre"] == "Une heure de travail"
    assert (workspace / FILE).read_bytes() == before


def test_a_save_leaves_nothing_of_what_was_given_up(client: Client, workspace: Path) -> None:
    sent = Fields(client.get(PART)[1]).sent
    client.post(PART, {**sent, "/contexte/titre": "Une heure de travail"})
    client.post(PART, {"geste": "abandonner"})
    assert (workspace / ".ppgp/brouillons").exists()
    client.post(PART, {**Fields(client.get(PART)[1]).sent, "geste": "enregistrer"})
    assert not (workspace / ".ppgp/brouillons").exists()


def test_a_file_that_cannot_be_filled_in_is_told_and_left_alone(
    client: Client, workspace: Path
) -> None:
    file = workspace / FILE
    file.write_text("departement: '01'\ncontexte: [a\n", "utf-8")
    before = file.read_bytes()
    status, page = client.get(PART)
    assert status == 200
    assert "un fichier à réparer" in page
    client.post(PART, {"/contexte/titre": "x", "geste": "enregistrer"})
    assert file.read_bytes() == before


@pytest.mark.parametrize("folder", ["01-ain"])
def test_a_draft_that_is_spoilt_is_passed_over(
    client: Client, workspace: Path, folder: str
) -> None:
    place = workspace / ".ppgp" / "brouillons" / folder / "dossier.json"
    place.parent.mkdir(parents=True)
    for spoilt in (
        "",
        "{}",
        "[1]",
        '{"base": 1}',
        "\ud800".encode("utf-16", "surrogatepass").hex(),
    ):
        place.write_text(spoilt, "utf-8")
        assert client.get(PART)[0] == 200


def test_an_unfinished_dossier_has_its_page_all_the_same(client: Client, workspace: Path) -> None:
    """With what was just typed, and marked as faulty."""
    page = "/apercu/01-ain/dossier"
    assert "Le contexte" in client.get(page)[1]
    sent = Fields(client.get(PART)[1]).sent
    client.post(PART, {**sent, "/contexte/titre": "Un cadre tout neuf"})
    date = "/dossier/01-ain/dossier/demarche"
    client.post(date, {**Fields(client.get(date)[1]).sent, "/demarche/debut": "hier"})
    status, shown = client.get(page)
    assert status == 200
    assert "Un cadre tout neuf" in shown and "Pas encore de page" not in shown
    assert "erreur" in client.get(date)[1]


def test_a_contract_has_its_summary_as_its_page(client: Client) -> None:
    status, shown = client.get("/apercu/77-seine-et-marne/contrat")
    assert status == 200
    assert "Récapitulatif du contrat" in shown and "15\u202f400\u202f000" in shown


def versions(workspace: Path) -> tuple[Version, ...]:
    return store(workspace).all()


def store(workspace: Path) -> Versions:
    folder = next(each for each in find_workspace(workspace).folders() if each.name == "01-ain")
    return Versions(workspace, folder)


def test_what_a_save_replaces_is_kept_as_a_version_every_ten_minutes(
    client: Client, workspace: Path
) -> None:
    before = (workspace / FILE).read_bytes()
    for title in ("Un titre", "Un autre"):
        sent = Fields(client.get(PART)[1]).sent
        client.post(PART, {**sent, "/contexte/titre": title, "geste": "enregistrer"})
    (only,) = versions(workspace)
    assert only.name == ""
    assert store(workspace).files(1)["dossier.yaml"] == before


def test_a_save_after_an_old_version_keeps_what_it_replaces(
    client: Client, workspace: Path
) -> None:
    store(workspace).keep(now=time.time() - 601)
    before = (
        (workspace / FILE).read_text("utf-8").replace("titre: Le contexte", "titre: D’ailleurs")
    )
    (workspace / FILE).write_text(before, "utf-8")
    sent = Fields(client.get(PART)[1]).sent
    client.post(PART, {**sent, "/contexte/titre": "Un titre", "geste": "enregistrer"})
    assert len(versions(workspace)) == 2
    assert store(workspace).files(2)["dossier.yaml"].decode() == before


def test_versions_that_cannot_be_kept_hold_no_save_back_and_are_told(
    client: Client, workspace: Path
) -> None:
    (workspace / ".ppgp").mkdir()
    (workspace / ".ppgp" / "versions").write_text("ce n’est pas un répertoire", "utf-8")
    sent = Fields(client.get(PART)[1]).sent
    _, where = client.post(PART, {**sent, "/contexte/titre": "Un titre", "geste": "enregistrer"})
    assert "titre: Un titre" in (workspace / FILE).read_text("utf-8")
    assert "n’a pas pu être gardé" in client.get(where)[1]


def test_a_draft_follows_its_folder_that_is_renamed(start: Running, workspace: Path) -> None:
    first = Client(start(workspace))
    sent = Fields(first.get(PART)[1]).sent
    first.post(PART, {**sent, "/contexte/titre": "Avant renommage"})
    place = workspace / "departments" / "01-ain"
    there = place.rename(place.with_name("01-ain-vieux"))
    second, part = Client(start(workspace)), PART.replace("01-ain", there.name)
    assert Fields(second.get(part)[1]).sent["/contexte/titre"] == "Avant renommage"
    second.post(part, {"geste": "enregistrer"})
    assert "titre: Avant renommage" in (there / "dossier.yaml").read_text("utf-8")
    assert not (workspace / ".ppgp" / "brouillons").exists()


@pytest.mark.parametrize("renamed", [True, False])
def test_what_is_typed_in_a_file_that_went_is_kept_and_comes_back_with_it(
    client: Client, workspace: Path, renamed: bool
) -> None:
    sent = Fields(client.get(PART)[1]).sent
    place = workspace / "departments" / "01-ain"
    away = place.with_name("01-ain-vieux") if renamed else workspace / "ailleurs"
    place.rename(away)
    typed = {**sent, "/contexte/titre": "Tapé après", "automatique": "1"}
    status, page = client.post(PART, typed)
    assert status == 409 and "gardé dans un brouillon" in page
    if not renamed:
        board = client.get("/")[1]
        assert "01-ain" in board and "un brouillon pas encore enregistré" in board
        away.rename(place)
    again = client.get(PART.replace("01-ain", away.name) if renamed else PART)[1]
    assert Fields(again).sent["/contexte/titre"] == "Tapé après"
    assert "Gardé de dossiers" not in client.get("/")[1]


def test_an_old_name_of_a_folder_that_nobody_showed_keeps_nothing(
    client: Client, workspace: Path
) -> None:
    sent = Fields(client.get(PART)[1]).sent
    gone = PART.replace("01-ain", "77-ailleurs")
    assert client.post(gone, {**sent, "/contexte/titre": "Rien"})[0] == 404
    assert not (workspace / ".ppgp").exists()
