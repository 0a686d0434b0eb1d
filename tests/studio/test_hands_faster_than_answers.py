"""What a hand does before the studio has answered: nothing of it is lost, nothing done twice."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Opened, until

from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser

FILE = Path("departments/01-ain/dossier.yaml")
MOST = 700
"""Milliseconds: the studio keeps a draft before."""

LEAST = 80
"""Milliseconds between two words: less than any rest after which a draft is kept."""

ENDLESS = 20
"""Seconds of typing: five are the rule, on a machine that does nothing else."""

ACTIVITY = "/dossier/01-ain/dossier/activites.1"


class Held:
    """The next drafts that a page sends wait until they are let go."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._waiting: list[Any] = []
        self._closed = True
        page.route("**/dossier/**", self._hold)

    def _hold(self, route: Any) -> None:
        if self._closed and route.request.method == "POST":
            self._waiting.append(route)
        else:
            route.continue_()

    def comes(self) -> None:
        """Wait until a draft has left the page."""
        until(lambda: rested(self._page) and bool(self._waiting))

    def let_go(self) -> None:
        self._closed = False
        for route in self._waiting:
            route.continue_()


@pytest.fixture
def page(studio: Studio, opened: Opened) -> Iterator[Any]:
    return opened(studio, ACTIVITY)


def rested(page: Any) -> bool:
    """Let the routes of the page be answered: they wait for this thread."""
    page.wait_for_timeout(20)
    return True


def title(page: Any) -> Any:
    return page.get_by_role("textbox", name="Titre").first


def test_a_button_pressed_while_a_draft_is_on_its_way_is_obeyed(page: Any) -> None:
    blocks = page.locator("#champs > .liste > .element")
    before = blocks.count()
    held = Held(page)
    title(page).fill("Les enquêtes de 2024")
    held.comes()
    title(page).fill("Les enquêtes de 2025")
    page.wait_for_timeout(MOST)  # this draft wants to leave too
    page.get_by_role("button", name="Ajouter ce bloc").last.click()
    held.let_go()
    expect(blocks).to_have_count(before + 1)
    expect(title(page)).to_have_text("Les enquêtes de 2025")


def test_a_figure_chosen_while_a_draft_is_on_its_way_stays_chosen(
    page: Any, workspace: Path
) -> None:
    page.get_by_label("Ajouter un bloc").last.select_option(label="Chiffres en grand")
    page.get_by_role("button", name="Ajouter ce bloc").last.click()
    block = page.get_by_role("group", name="Chiffres en grand").last
    choice = block.get_by_role("combobox").last
    first = choice.locator("option").nth(1).get_attribute("value")
    second = choice.locator("option").nth(2).get_attribute("value")
    choice.select_option(first)
    expect(block.get_by_role("combobox")).to_have_count(2)
    held = Held(page)
    choice.select_option(second)
    held.comes()
    block.get_by_role("combobox").first.select_option(second)
    choice.select_option(first)
    held.let_go()
    expect(block.get_by_role("combobox")).to_have_count(3)
    draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
    both = re.compile(rf"- {second}(\\n)? *- {first}\b")
    until(lambda: rested(page) and bool(both.search(draft.read_text("utf-8"))))
    shown = [each.input_value() for each in block.get_by_role("combobox").all()]
    assert shown[:2] == [second, first]


def test_two_presses_of_one_button_take_out_one_block(page: Any) -> None:
    blocks = page.locator("#champs > .liste > .element")
    before = blocks.count()
    button = page.get_by_role("button", name=re.compile("^Retirer")).first
    held = Held(page)
    button.click()
    held.comes()
    button.click()
    held.let_go()
    expect(blocks).to_have_count(before - 1)
    page.get_by_role("button", name="Annuler la dernière modification").click()
    expect(blocks).to_have_count(before)


def test_what_is_typed_while_a_block_is_taken_out_stays_in_its_field(page: Any) -> None:
    held = Held(page)
    page.get_by_role("button", name=re.compile("^Retirer")).first.click()
    held.comes()
    title(page).fill("Tapé pendant ce temps")
    last = page.get_by_role("textbox", name="Version courte").last
    last.fill("Et en bas aussi")
    held.let_go()
    expect(title(page)).to_have_text("Tapé pendant ce temps")
    expect(page.get_by_role("textbox", name="Version courte").last).to_have_text("Et en bas aussi")


def test_a_button_does_not_flee_from_under_the_hand_that_presses_it(page: Any) -> None:
    """The tools of a text fold when one leaves it, and what stands below comes up."""
    blocks = page.locator("#champs > .liste > .element")
    before = blocks.count()
    title(page).click()
    page.keyboard.type("Un mot")
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Dupliquer")).first.click()
    expect(blocks).to_have_count(before + 1)
    expect(page.get_by_role("toolbar")).to_have_count(1)


def test_a_hand_that_never_rests_is_kept_all_the_same(page: Any, workspace: Path) -> None:
    draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
    title(page).click()
    page.keyboard.press("Control+a")
    end, typed = time.monotonic() + ENDLESS, 0
    while time.monotonic() < end and not draft.exists():
        page.keyboard.type("mot ")
        page.wait_for_timeout(LEAST)
        typed += 1
    assert draft.exists(), f"nothing of {typed} words was kept"
    assert "mot mot" in draft.read_text("utf-8")
