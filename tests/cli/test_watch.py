"""``ppgp watch``: a save makes pages and drafts anew, whatever way an editor saves."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from playwright.sync_api import sync_playwright
from tests.chromium import launched, violations
from tests.unfinished import SOUND, written

from ppgp_docs.workspace.watched import changes, stamp

SLOW = 120


@pytest.fixture
def fiche(tmp_path: Path) -> Path:
    return written(tmp_path, SOUND) / "departments" / "77-essai" / "fiches" / "08.yaml"


@pytest.fixture
def watching(fiche: Path) -> Iterator[subprocess.Popen[str]]:
    root = fiche.parents[3]
    process = subprocess.Popen(
        [sys.executable, "-m", "ppgp_docs", "watch", "--no-browser"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=(root / "dit.txt").open("w"),
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def opened(process: subprocess.Popen[str]) -> Callable[[str], str]:
    """What a browser reads of the pages, behind their key; nothing of one that is not there."""
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    base = address.partition("/?")[0]
    browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(address)

    def read(path: str) -> str:
        try:
            return str(browser.open(base + path).read().decode())
        except HTTPError:
            return ""

    return read


def waited(what: Callable[[], object]) -> None:
    end = time.monotonic() + SLOW
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("nothing came")


def number(page: str) -> str:
    found = re.search(r'data-numero="(\d+)"', page)
    assert found
    return found[1]


def test_a_save_by_renaming_makes_the_page_then_the_draft_and_ctrl_c_ends_it(
    watching: subprocess.Popen[str], fiche: Path
) -> None:
    read = opened(watching)
    waited(lambda: "fiche" in read("/page/77-essai/0").lower())
    assert "Accueillir" in read("/page/77-essai/0")
    before = number(read("/"))
    beside = fiche.with_name(".08.yaml.swp")
    beside.write_text(SOUND.replace("Accueillir", "Recevoir").replace("100 €", "cent"), "utf-8")
    beside.replace(fiche)
    waited(lambda: "Recevoir" in read("/page/77-essai/0"))
    assert number(read("/")) == str(int(before) + 1)
    assert "Montant" in read("/") and "point à régler" in read("/")
    outputs = fiche.parents[3] / "sorties"
    waited(lambda: any("Recevoir" in f.read_text() for f in outputs.rglob("*-brouillon.html")))
    said = fiche.parents[3] / "dit.txt"
    waited(lambda: "V003" in said.read_text())
    watching.send_signal(signal.SIGINT)
    assert watching.wait(SLOW) == 0
    assert "Traceback" not in said.read_text()


def test_a_browser_shows_the_new_page_by_itself_and_axe_finds_nothing(
    watching: subprocess.Popen[str], fiche: Path
) -> None:
    assert watching.stdout is not None
    address = watching.stdout.readline().strip()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.goto(address)
        shown = page.frame_locator("iframe").first
        shown.get_by_role("heading", level=1, name="Accueillir").wait_for(timeout=SLOW * 1000)
        assert violations(page) == []
        fiche.write_text(SOUND.replace("Accueillir", "Recevoir"), "utf-8")
        shown.get_by_role("heading", level=1, name="Recevoir").wait_for(timeout=SLOW * 1000)
        said = page.get_by_role("status").filter(has_text="viennent d’être refaites")
        said.wait_for(timeout=SLOW * 1000)
        browser.close()


def test_who_has_no_key_reads_nothing(watching: subprocess.Popen[str]) -> None:
    read = opened(watching)
    assert "Suivi" in read("/")
    assert watching.stdout is not None
    with pytest.raises(Exception, match="403"):
        build_opener().open("http://127.0.0.1:" + port_of(watching))


def port_of(process: subprocess.Popen[str]) -> str:
    import psutil

    (one,) = (c for c in psutil.Process(process.pid).net_connections() if c.status == "LISTEN")
    return str(one.laddr.port)


def test_a_burst_of_saves_is_one_change_and_looking_alone_is_none(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.yaml", "b.yaml")]
    for file in files:
        file.write_text("1")
    told: list[frozenset[Path]] = []
    stop = Event()
    before = stamp((tmp_path,))
    follower = Thread(
        target=lambda: told.extend(changes((tmp_path,), before, stop, every=0.1)), daemon=True
    )
    follower.start()
    for turn in range(10):
        for file in files:
            file.write_text(str(turn) * (turn + 2))
        time.sleep(0.02)
    waited(lambda: set(files) <= {file for each in told for file in each})
    (tmp_path / "c.yaml").write_text("1")
    files[0].unlink()
    (tmp_path / ".a.yaml.swp").write_text("1")
    waited(lambda: tmp_path / "c.yaml" in told[-1])
    time.sleep(0.5)
    stop.set()
    follower.join(SLOW)
    assert told[0] == frozenset(files) or len(told) > 2
    assert {tmp_path / "c.yaml", files[0]} == {*told[-2], *told[-1]} - {files[1]}
    assert tmp_path / ".a.yaml.swp" not in {file for each in told for file in each}
