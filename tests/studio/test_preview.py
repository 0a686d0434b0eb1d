"""The page beside a form: its pieces bear the addresses of the form."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from ppgp_docs.studio.files import file_called
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.preview import Previews

DOSSIER = """\
departement: "01"
contexte: {titre: Le contexte, blocs: [Un texte.]}
chronologie:
  titre: Trois ans
  jalons:
    - {titre: Lancement, date: 2022-03}
    - [une liste, pas un jalon]
    - {titre: Bilan, date: 2024-06}
"""


def test_a_line_that_cannot_be_read_gives_its_place_to_no_other(tmp_path: Path) -> None:
    """It is left out of the page: a click on the line behind it landed on it."""
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, "utf-8")
    opened = OpenWorkspace.open(tmp_path)
    page = Previews(opened).page(file_called(opened.folder("01-ain"), "dossier"))
    assert page.html is not None, page.reason
    pieces = html.fromstring(page.html).xpath("//*[@data-address]")
    told = {one.get("data-address"): one.text_content() for one in pieces}
    [address] = [each for each, text in told.items() if "jalons[" in each and "Bilan" in text]
    assert address == "dossier:chronologie.jalons[3]"
