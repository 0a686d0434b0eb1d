"""Nothing that kept an older state of a dossier brings back who was erased, or a consent that was
withdrawn: an old window, its undo, a draft, a version, another program."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Client, Opened, Running
from tests.studio.test_people import DOSSIER, FILE

from ppgp_docs.studio.forgetting import forget, known_person
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.folder import DossierFolder

PART = "/dossier/01-ain/dossier/contexte"
PEOPLE = "/dossier/01-ain/accords"
TOLD = DOSSIER.replace("Le service compte", "Camille Martin dit que le service compte").replace(
    "titre: Le contexte", "titre: Vu par Mme Martin"
)
FICHE = Path("departments/01-ain/fiches/01-essai.yaml")
FICHE_TEXT = """\
numero: 1
titre: Avec Camille Martin
description: Menée par Camille Martin, deux fois.
"""


def typed_in(client: Client, part: str = PART) -> dict[str, str]:
    """All the fields of a window as it is opened now, as a browser sends them."""

    class Fields(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.area = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            held = dict(attrs)
            name = held.get("name") or ""
            if tag == "input" and (name.startswith("/") or name == "version"):
                self.found[name] = held.get("value") or ""
            if tag == "textarea" and name.startswith("/"):
                self.area = name
                self.found[name] = ""

        def handle_data(self, data: str) -> None:
            if self.area:
                self.found[self.area] += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea":
                held = self.found.get(self.area, "")
                self.found[self.area] = held.removeprefix("\n")
                self.area = ""

    reader = Fields()
    reader.feed(client.get(part)[1])
    return {name: value for name, value in reader.found.items() if name}


def erase(client: Client) -> None:
    client.post(PEOPLE, {"qui": "/personnes/martin"})
    sent = {"qui": "/personnes/martin", "oublier": "oui", "etendue": "dossier"}
    assert client.post(PEOPLE, sent)[1].endswith("?dit=efface")


def everything(workspace: Path) -> str:
    """What the dossier, its drafts and its versions say."""
    kept = [*(workspace / ".ppgp").rglob("*.json"), *(workspace / FILE.parent).rglob("*.yaml")]
    return "".join(each.read_text("utf-8") for each in kept)


def assert_gone(workspace: Path) -> None:
    held = everything(workspace)
    assert not re.search("martin", held, re.I) and "du recul" not in held


@pytest.fixture
def told(start: Running, workspace: Path) -> Client:
    """A dossier that names her in a title, a text and a quote."""
    (workspace / FILE).write_text(TOLD, "utf-8")
    return Client(start(workspace))


TITLE, TEXT = "/contexte/titre", "/contexte/blocs/0/texte"


@pytest.mark.parametrize("field", [TITLE, TEXT])
@pytest.mark.parametrize("typed_before", [False, True])
def test_a_word_typed_in_an_old_window_brings_nobody_back(
    told: Client, workspace: Path, field: str, typed_before: bool
) -> None:
    old = typed_in(told)
    assert "Martin" in old[field]
    if typed_before:
        old[field] += " Un mot."
        told.post(PART, old)
        told.post(PART, {"geste": "enregistrer"})
        old = typed_in(told)
    erase(told)
    told.post(PART, {**old, field: f"{old[field]} Un mot anodin."})
    assert_gone(workspace)
    told.post(PART, {"geste": "enregistrer"})
    assert_gone(workspace)
    assert "mot anodin" in (workspace / FILE).read_text("utf-8")


def test_a_hand_that_goes_on_in_an_old_window_brings_nobody_back(
    told: Client, workspace: Path
) -> None:
    """Our script sends all the fields of the old page again, with the version it was answered."""
    old = typed_in(told)
    erase(told)
    for word in ("Un", "Un mot", "Un mot anodin"):
        sent = {**old, TITLE: word, "automatique": "1"}
        answer = told.post(PART, sent)[1]
        found = re.search(r'"version":\s*"(\w+)"', answer)
        assert found, answer
        old["version"] = found[1]
        assert_gone(workspace)
    told.post(PART, {"geste": "enregistrer"})
    assert_gone(workspace)
    assert "titre: Un mot anodin" in (workspace / FILE).read_text("utf-8")


def test_an_undo_of_before_an_erasure_brings_nobody_back(told: Client, workspace: Path) -> None:
    old = typed_in(told)
    told.post(PART, {**old, TITLE: "Sans nom"})
    told.post(PART, {"geste": "enregistrer"})
    erase(told)
    for _ in range(3):
        told.post(PART, {"geste": "annuler"})
    told.post(PART, {"geste": "enregistrer"})
    assert_gone(workspace)


def test_a_draft_that_was_given_up_before_an_erasure_brings_nobody_back(
    told: Client, workspace: Path
) -> None:
    told.post(PEOPLE, {"qui": "/personnes/martin"})
    told.post(PART, {**typed_in(told), TITLE: "Avec Camille Martin"})
    told.post(PART, {"geste": "abandonner"})
    erase(told)
    told.post(PART, {"geste": "annuler"})
    assert_gone(workspace)


def test_a_draft_over_a_file_that_another_program_erased_brings_nobody_back(
    told: Client, workspace: Path
) -> None:
    old = typed_in(told)
    told.post(PEOPLE, {"qui": "/personnes/martin"})
    told.post(PART, {**old, TITLE: "Avec Camille Martin encore"})
    draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
    kept = draft.read_bytes()
    folder = DossierFolder(workspace / FILE.parent)
    forget(workspace, folder, known_person(folder, "Camille Martin"), whole=True)
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(kept)  # of a machine that stopped before, or of a copy of the folder
    told.get(PART)
    told.post(PART, {**old, TEXT: "x"})
    told.post(PART, {"geste": "enregistrer"})
    assert_gone(workspace)


def test_an_old_window_of_a_fiche_brings_nobody_back(start: Running, workspace: Path) -> None:
    (workspace / FILE).write_text(TOLD, "utf-8")
    (workspace / FICHE).parent.mkdir(exist_ok=True)
    (workspace / FICHE).write_text(FICHE_TEXT, "utf-8")
    client, part = Client(start(workspace)), "/dossier/01-ain/fiche.01-essai/general"
    old = typed_in(client, part)
    assert "Camille Martin" in str(old)
    erase(client)
    name = next(each for each, value in old.items() if "Avec Camille" in value)
    client.post(part, {**old, name: f"{old[name]}, un mot"})
    client.post(part, {"geste": "enregistrer"})
    assert_gone(workspace)
    assert "un mot" in (workspace / FICHE).read_text("utf-8")


def test_an_undo_gives_no_consent_again_that_was_withdrawn_since(
    start: Running, workspace: Path
) -> None:
    """Neither that of the withdrawal itself: who gives a consent again says so in its form."""
    (workspace / FILE).write_text(DOSSIER, "utf-8")
    client = Client(start(workspace))
    client.post(PART, {TITLE: "Un cadre"})
    client.post(PART, {"geste": "enregistrer"})
    client.post(PEOPLE, {"qui": "/personnes/martin"})
    assert client.post(PART, {"geste": "annuler"})[1].endswith("?dit=annule-sauf")
    for _ in range(3):
        client.post(PART, {"geste": "annuler"})
    client.post(PART, {"geste": "enregistrer"})
    assert "retrait:" in (workspace / FILE).read_text("utf-8")


def test_an_old_window_gives_no_consent_again(start: Running, workspace: Path) -> None:
    (workspace / FILE).write_text(DOSSIER, "utf-8")
    client, part = Client(start(workspace)), "/dossier/01-ain/dossier/personnes"
    old = typed_in(client, part)
    client.post(PEOPLE, {"qui": "/personnes/martin"})
    client.post(part, {**old, "/personnes/martin/fonction": "infirmière"})
    client.post(part, {"geste": "enregistrer"})
    left = (workspace / FILE).read_text("utf-8")
    assert "retrait:" in left and "fonction: infirmière" in left


def test_a_window_that_is_too_old_to_be_known_writes_nothing_and_shows_what_was_typed(
    told: Client, workspace: Path
) -> None:
    old = typed_in(told)
    sent = {**old, "version": "0" * 20, TEXT: "Ce que j’avais tapé dans une vieille fenêtre"}
    before = (workspace / FILE).read_text("utf-8")
    status, page = told.post(PART, {**sent, "geste": "enregistrer"})
    assert status == 409 and "ouverte depuis longtemps" in page and "vieille fenêtre" in page
    assert (workspace / FILE).read_text("utf-8") == before
    folder = DossierFolder(workspace / "departments" / "01-ain")
    assert not OpenWorkspace.open(workspace).editing.has_unsaved(folder)
    unchanged = {**old, "version": "0" * 20}
    assert told.post(PART, unchanged)[0] == 303


def test_a_person_who_is_renamed_is_not_erased(told: Client, workspace: Path) -> None:
    old = typed_in(told)
    text = (workspace / FILE).read_text("utf-8")
    (workspace / FILE).write_text(text.replace("nom: Camille Martin", "nom: C. Martin-Roux"))
    told.post(PART, {**old, TITLE: f"{old[TITLE]}, encore"})
    told.post(PART, {"geste": "enregistrer"})
    assert "titre: Vu par Mme Martin, encore" in (workspace / FILE).read_text("utf-8")


@pytest.mark.browser
def test_two_windows_and_an_erasure_in_a_real_browser(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """The old window goes on with what the file now holds, and the word that was typed."""
    (workspace / FILE).write_text(TOLD, "utf-8")
    studio = start(workspace)
    page = opened(studio, PART)
    client = Client(studio)
    erase(client)
    text = page.locator("[role=textbox]").filter(has_text="quarante agents").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Un mot anodin.", delay=60)
    expect(page.locator("#champs")).not_to_contain_text("Martin")
    expect(page.locator(f'[name="{TITLE}"]')).to_have_value("Vu par [nom retiré]")
    assert_gone(workspace)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    assert_gone(workspace)
    assert "quarante agents. Un mot anodin." in (workspace / FILE).read_text("utf-8")


@pytest.mark.parametrize("answered", [True, False])
def test_a_window_goes_on_in_a_studio_that_came_back(
    start: Running, workspace: Path, answered: bool
) -> None:
    """Whether the last answer came to it, or was lost with the studio that kept the draft: both are
    then there to choose from."""
    first = Client(start(workspace))
    opened = typed_in(first)
    title = next(name for name in opened if name.endswith("/titre"))
    first.post(PART, {**opened, title: "Le cadre"})
    window = {**(typed_in(first) if answered else opened), title: "Le cadre de l’action"}
    again = Client(start(workspace))
    assert again.post(PART, window)[0] < 400
    page = again.get(PART)[1]
    assert "Le cadre de l’action" in page
    assert ("Modifié à deux endroits à la fois" in page) is not answered
