"""A version compared on a page that is read, and taken back by parts or value by value."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect
from tests.studio.conftest import Client, Opened, accessible

from ppgp_docs.studio.serve import Studio

FILE = Path("departments/01-ain/dossier.yaml")
PAGE = "/dossier/01-ain/versions"
COMPARED = f"{PAGE}?de=1&a=actuel"

EDITS = {
    "a title": ("titre: Le contexte", "titre: Le cadre"),
    "a figure": ("valeur: 62", "valeur: 63"),
    "a value that is gone": ("  titre: Le contexte\n", ""),
    "an item that is added": ("sigles:\n", "sigles:\n  ABC: un sigle de plus\n"),
}


def buttons(page: str) -> dict[str, str]:
    """What can be taken back: the words of each button, its token."""
    found = re.findall(r'name="reprendre" value="([^"]+)"><button[^>]*>(.*?)</button>', page, re.S)
    return {re.sub(r"<[^>]+>", "", words): unescape(token) for token, words in found}


def saved(client: Client) -> None:
    form = "/dossier/01-ain/dossier/general"
    version = re.search(r'id="version" value="(\w+)"', client.get(form)[1])
    assert version
    client.post(form, {"geste": "enregistrer", "version": version[1]})


@pytest.mark.parametrize("edit", EDITS)
def test_each_change_is_taken_back_alone_and_the_others_stay(
    client: Client, workspace: Path, edit: str
) -> None:
    before, (old, new) = (workspace / FILE).read_text("utf-8"), EDITS[edit]
    assert old in before
    client.post(PAGE, {"nom": "envoyée"})
    changed = before.replace(old, new, 1).replace("accroche: ", "accroche: Demain, ", 1)
    (workspace / FILE).write_text(changed, "utf-8")
    known = buttons(client.get(COMPARED)[1])
    mine = [token for words, token in known.items() if "Appel" not in words]
    assert mine, known
    alone = next((each for each in mine if "|/" in each), mine[0])
    assert client.post(PAGE, {"reprendre": alone})[1].endswith("dit=repris")
    assert (workspace / FILE).read_text("utf-8") == changed, "it is a draft, to be looked at"
    saved(client)
    texts = (workspace / FILE).read_text("utf-8"), before
    now, was = (yaml.load(text, yaml.BaseLoader) for text in texts)
    assert now["appel"].pop("accroche") != was["appel"].pop("accroche")
    assert now == was


def test_a_whole_part_is_taken_back_with_one_button(client: Client, workspace: Path) -> None:
    before = (workspace / FILE).read_text("utf-8")
    client.post(PAGE, {"nom": "envoyée"})
    file = workspace / FILE
    changed = before.replace("titre: Le contexte", "titre: Le cadre", 1)
    file.write_text(changed.replace("Le rattachement des métiers", "Les métiers"), "utf-8")
    known = buttons(client.get(COMPARED)[1])
    token = next(one for words, one in known.items() if words.startswith("Reprendre toute"))
    client.post(PAGE, {"reprendre": token})
    saved(client)
    now, was = (yaml.load(text, yaml.BaseLoader) for text in (file.read_text("utf-8"), before))
    assert now == was


def test_a_token_of_another_state_takes_nothing_back(client: Client, workspace: Path) -> None:
    client.post(PAGE, {"nom": "envoyée"})
    for token in (
        "1|dossier|inconnue",
        "1|nulle|contexte",
        "1|dossier|/CHANGED/contexte/titre",
        "x",
    ):
        status, where = client.post(PAGE, {"reprendre": token})
        assert status == 409 or where.endswith("dit=pas-repris"), token
    assert not (workspace / ".ppgp/brouillons").exists()


@pytest.mark.browser
def test_a_comparison_marks_the_words_that_changed(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, PAGE)
    page.get_by_label("Garder l’état actuel sous un nom").fill("envoyée au département")
    page.get_by_role("button", name="Garder cette version").click()
    text = (workspace / FILE).read_text("utf-8")
    (workspace / FILE).write_text(text.replace("titre: Le contexte", "titre: Le cadre", 1), "utf-8")
    page.get_by_role("button", name="Comparer").click()
    expect(page.locator("del")).to_have_text(["contexte"])
    expect(page.locator("ins")).to_have_text(["cadre"])
    accessible(page)
    page.get_by_role("button", name=re.compile("^Reprendre ce qui était")).click()
    page.get_by_text("Votre choix est repris, en brouillon").wait_for()


def test_what_a_text_cites_is_shown_as_its_reader_sees_it(client: Client, workspace: Path) -> None:
    file = workspace / FILE
    client.post(PAGE, {"nom": "envoyée"})
    before = file.read_text("utf-8")
    cited = "Faites comme {{ departement.de }}, avec {{ chiffres.formes }} personnes"
    file.write_text(re.sub("accroche: .*", f'accroche: "{cited}"', before), "utf-8")
    page = client.get(COMPARED)[1]
    shown = " ".join(re.sub(r"<[^>]+>", "", page).split()).replace("\u00a0", " ")
    assert "{{" not in shown
    assert "comme de l’Ain, avec 62 personnes" in unescape(shown)
