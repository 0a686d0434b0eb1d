"""A board of many territories, and what it leads to, by axe: while dossiers are read and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.campagne import drawn
from tests.studio.conftest import Opened, Running, accessible

from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.new_files import Beginning, start_dossier
from ppgp_docs.studio.open_workspace import OpenWorkspace

PAGES = ("/visite/1", "/nouveau", "/apporter")
OF_ONE = ("verifications", "documents", "accords", "versions")


@pytest.mark.browser
def test_a_board_of_many_territories_is_accessible(
    start: Running, tmp_path: Path, opened: Opened
) -> None:
    workspace = OpenWorkspace.open(tmp_path)
    territories = drawn("board", departements(), share=5)
    for territory in territories:
        start_dossier(workspace, Beginning(territory.code))
    studio = start(tmp_path)
    for width in (320, 1280):
        page = opened(studio, width=width)
        accessible(page)
    expect(page.locator("#dossiers tbody tr")).to_have_count(len(territories))
    expect(page.locator("#dossiers[data-attend]")).to_have_count(0)
    accessible(page)
    for path in (
        *PAGES,
        *(f"/dossier/{territories[0].code}-{territories[0].slug}/{each}" for each in OF_ONE),
    ):
        accessible(opened(studio, path))
