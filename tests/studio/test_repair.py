"""A file that an editor broke: its text and its faults on a page, mended there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests.studio.conftest import Client

FILE = Path("departments/01-ain/dossier.yaml")
PART = "/dossier/01-ain/dossier/contexte"
MEND = "/reparer/01-ain/dossier"

BREAKS = {
    "a colon that is gone": (b"contexte:\n", b"contexte\n"),
    "a tab for an indent": (b"  titre: Le contexte", b"\ttitre: Le contexte"),
    "a quote that nothing closes": (b'departement: "01"', b'departement: "01'),
    "the same name twice": (b"langue: fr\n", b"langue: fr\nlangue: fr\n"),
    "an old encoding": ("l’étude".encode(), "l’étude".encode("cp1252")),
    "a list where fields stand": (b"langue: fr\n", b"- langue\n"),
    "an anchor": (b"langue: fr\n", b"langue: &ancre fr\n"),
}


def shown(page: str) -> tuple[str, str]:
    """The text that the page gives to mend, and its version."""
    area = re.search(r'<textarea id="texte"[^>]*>\n(.*)</textarea>', page, re.DOTALL)
    version = re.search(r'name="version" value="(\w+)"', page)
    assert area, page
    assert version
    return unescape(area[1]), version[1]


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_file_shows_its_text_and_faults_and_is_mended_there(
    client: Client, workspace: Path, broken: str
) -> None:
    file, (sound, spoilt) = workspace / FILE, BREAKS[broken]
    before = file.read_bytes()
    assert sound in before
    file.write_bytes(before.replace(sound, spoilt, 1))
    status, page = client.get(PART)
    text, version = shown(page)
    assert status == 200
    assert '<ol class="fautes">\n  <li>' in page
    assert "\ufffd" not in text
    typed = before.decode().replace("\n", "\r\n")
    status, then = client.post(MEND, {"version": version, "texte": typed})
    assert (status, then.partition("?")[0]) == (303, PART)
    assert file.read_bytes() == before


def test_line_ends_and_the_mark_of_windows_are_kept(client: Client, workspace: Path) -> None:
    file = workspace / FILE
    sound = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(sound.replace(b"contexte:\r\n", b"contexte\r\n", 1))
    text, version = shown(client.get(PART)[1])
    typed = re.sub(r"^contexte$", "contexte:", text.replace("\r\n", "\n"), flags=re.M)
    client.post(MEND, {"version": version, "texte": typed.replace("\n", "\r\n")})
    assert file.read_bytes() == sound


def test_what_is_typed_is_written_though_a_fault_remains_and_the_rest_is_told(
    client: Client, workspace: Path
) -> None:
    file = workspace / FILE
    file.write_bytes(file.read_bytes().replace(b"contexte:\n", b"contexte\n", 1))
    text, version = shown(client.get(PART)[1])
    status, page = client.post(MEND, {"version": version, "texte": f"# essai\n{text}"})
    assert status == 200
    assert file.read_text("utf-8").startswith("# essai\n")
    assert "reste à corriger" in page


def test_a_file_that_was_saved_elsewhere_meanwhile_is_left_alone_and_the_text_kept(
    client: Client, workspace: Path
) -> None:
    file = workspace / FILE
    file.write_bytes(file.read_bytes().replace(b"contexte:\n", b"contexte\n", 1))
    text, version = shown(client.get(PART)[1])
    file.write_text("# autre\n" + file.read_text("utf-8"), "utf-8")
    status, page = client.post(MEND, {"version": version, "texte": f"# essai\n{text}"})
    assert status == 409
    assert file.read_text("utf-8").startswith("# autre\n")
    kept, now = shown(page)
    assert kept.startswith("# essai\n")
    assert client.post(MEND, {"version": now, "texte": kept})[0] == 200
    assert file.read_text("utf-8").startswith("# essai\n")
