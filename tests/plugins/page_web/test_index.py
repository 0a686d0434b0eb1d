"""The home page of an output folder: it leads to each document, and takes nobody's place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from tests.chromium import violations
from tests.plugins.page_web.conftest import words

from ppgp_docs.api import Artifact, Manifest
from ppgp_docs.prove.html import read
from ppgp_page_web.index import make_index, write_index


def artifact(path: str, title: str = "Un titre", **more: Any) -> Artifact:
    dossier = path.partition("/")[0]
    made = {"inputs": {}, "versions": {}, "seconds": 0.1, "warnings": 0, "sha256": "", "key": ""}
    return Artifact("essai", dossier, path, title, bytes=860_000, **made, **more)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return Manifest(
        tmp_path,
        (
            artifact("01-ain/etude-de-cas-ain-archive.pdf", archive=True),
            artifact("01-ain/etude-de-cas-ain.html"),
            artifact("01-ain/etude-de-cas-ain.pdf"),
            artifact("77-seine-et-marne/fiche & co.epub", "Une <fiche>"),
        ),
    )


def test_each_document_is_led_to_with_its_kind_and_its_size(manifest: Manifest) -> None:
    page = html5lib.parse(make_index(manifest), namespaceHTMLElements=False)
    links = [(link.get("href"), words(link)) for link in page.iter("a")]
    assert links == [
        ("01-ain/etude-de-cas-ain.html", "Page web : Un titre"),
        ("01-ain/etude-de-cas-ain.pdf", "PDF : Un titre"),
        ("01-ain/etude-de-cas-ain-archive.pdf", "PDF pour l’archivage : Un titre"),
        ("77-seine-et-marne/fiche%20%26%20co.epub", "EPUB : Une <fiche>"),
    ]
    assert [words(each) for each in page.iter("h2")] == ["Ain (01)", "Seine-et-Marne (77)"]
    assert "(860 ko)" in words(page)


def test_it_leads_to_the_report_of_accessibility_that_stands_beside_it(manifest: Manifest) -> None:
    assert b"accessibilite.html" not in make_index(manifest)
    (manifest.folder / "accessibilite.html").write_text("", encoding="utf-8")
    page = html5lib.parse(make_index(manifest), namespaceHTMLElements=False)
    (link,) = (each for each in page.iter("a") if each.get("href") == "accessibilite.html")
    assert words(link) == "Accessibilité de ces documents"


def test_a_document_that_lacks_a_consent_is_called_a_project(tmp_path: Path) -> None:
    found = artifact("01-ain/etude-de-cas-ain.pdf", project=True)
    page = html5lib.parse(make_index(Manifest(tmp_path, (found,))), namespaceHTMLElements=False)
    assert [words(each) for each in page.iter("a")] == ["PDF, PROJET à ne pas publier : Un titre"]


def test_it_is_sound_and_accessible(manifest: Manifest) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(make_index(manifest).decode())
    assert parser.errors == []
    assert read(make_index(manifest)).faults == ()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(manifest: Manifest, browser: Any, width: int) -> None:
    write_index(manifest)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((manifest.folder / "index.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_same_documents_give_the_same_page_and_leave_it_alone(manifest: Manifest) -> None:
    write_index(manifest)
    file = manifest.folder / "index.html"
    before = file.stat().st_mtime_ns
    write_index(manifest)
    assert file.stat().st_mtime_ns == before


def test_ours_is_replaced_when_documents_change(manifest: Manifest) -> None:
    write_index(manifest)
    write_index(Manifest(manifest.folder, manifest.artifacts[:1]))
    assert [file.name for file in manifest.folder.iterdir()] == ["index.html"]


@pytest.mark.parametrize("changed", [lambda data: b"<p>le mien</p>", lambda data: b"x" + data])
def test_a_page_of_somebody_else_is_kept_beside_it(
    manifest: Manifest, changed: Callable[[bytes], bytes]
) -> None:
    file = manifest.folder / "index.html"
    for rank in ("", " 2"):
        write_index(manifest)
        mine = changed(file.read_bytes())
        file.write_bytes(mine)
        write_index(manifest)
        assert (manifest.folder / f"index (modifié{rank}).html").read_bytes() == mine
        assert file.read_bytes() == make_index(manifest)


def test_a_folder_without_documents_gets_none(tmp_path: Path) -> None:
    write_index(Manifest(tmp_path, ()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["index.html", "index.html.tmp", ".index.html.tmp"])
@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_what_a_stranger_put_in_its_way_leads_to_no_other_place(
    manifest: Manifest, tmp_path_factory: pytest.TempPathFactory, name: str, kind: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    (elsewhere / "lettre.txt").write_text("Une lettre", "utf-8")
    place = manifest.folder / name
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(elsewhere / ("lettre.txt" if kind == "link" else "nouveau.txt"))
    write_index(manifest)
    written = manifest.folder / "index.html"
    assert not written.is_symlink()
    assert written.read_bytes() == make_index(manifest)
    assert [(each.name, each.read_text("utf-8")) for each in elsewhere.iterdir()] == [
        ("lettre.txt", "Une lettre")
    ]


def test_a_page_too_large_to_be_one_is_kept_aside_unread(manifest: Manifest) -> None:
    file = manifest.folder / "index.html"
    with file.open("wb") as large:
        large.truncate(50_000_000_000)
    write_index(manifest)
    assert file.read_bytes() == make_index(manifest)
    assert (manifest.folder / "index (modifié).html").stat().st_size == 50_000_000_000
