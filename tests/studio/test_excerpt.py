"""Of a long dossier, the part that is typed in is shown first, as its whole page will show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from ppgp_docs.studio.excerpt import excerpt
from ppgp_docs.studio.files import file_called
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.preview import Previews
from ppgp_docs.studio.shown_pages import data_of

PARTS = {
    "dossier:contexte": ("contexte",),
    "dossier:chronologie": ("chronologie",),
    "dossier:activites[1]": ("activites", 0),
    "dossier:activites[3]": ("activites", 2),
    "dossier:appel": ("appel",),
}


@pytest.mark.parametrize("address", PARTS)
def test_a_part_is_shown_as_its_whole_page_shows_it(
    workspace: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.studio.open_workspace.LONG", 0)
    opened = OpenWorkspace.open(workspace)
    previews, file = Previews(opened), file_called(opened.folder("01-ain"), "dossier")
    part, whole = previews.page(file, PARTS[address]), previews.page(file)
    assert part.is_part
    assert not whole.is_part
    assert piece(part.html, address) == piece(whole.html, address)
    assert len(part.html or b"") < len(whole.html or b"")


def piece(page: bytes | None, address: str) -> str:
    """What stands at an address, but numbers of notes and anchors, that the whole page gives."""
    assert page is not None
    (found,) = html.fromstring(page).xpath("//*[@data-address=$address]", address=address)
    text = html.tostring(found, encoding="unicode", with_tail=False)
    return re.sub(r'(id|href|aria-\w+)="[^"]*"|Note \d+">\d+', "", text)


def test_a_dossier_of_usual_length_is_shown_whole(workspace: Path) -> None:
    opened = OpenWorkspace.open(workspace)
    file = file_called(opened.folder("01-ain"), "dossier")
    assert not Previews(opened).page(file, ("activites", 0)).is_part


@pytest.mark.parametrize("path", [(), ("chiffres",), ("activites",), ("couverture",)])
def test_what_may_show_anywhere_is_never_cut_out(workspace: Path, path: tuple[str, ...]) -> None:
    root = data_of((workspace / "departments/01-ain/dossier.yaml").read_text("utf-8"))
    assert excerpt(root, path) is None
