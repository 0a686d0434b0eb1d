"""A studio that runs, on a free port of this machine, and the browser that opens it."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

import pytest
from tests.chromium import launched, violations
from tests.conftest import SHIPPED

from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.serve import Studio

PATIENCE = 60
"""Seconds before a test fails: a machine that does four things at once is no fault."""


class Running(Protocol):
    """Start a studio over a workspace."""

    def __call__(self, root: Path) -> Studio: ...


@contextmanager
def serving(root: Path) -> Iterator[Studio]:
    """A studio over a workspace, stopped at the end."""
    studio = Studio(OpenWorkspace.open(root))
    thread = threading.Thread(target=studio.run, daemon=True)
    thread.start()
    try:
        _await(studio.port)
        yield studio
    finally:
        studio.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive(), "the studio does not stop"


@pytest.fixture
def start() -> Iterator[Running]:
    """Studios that stop with the test."""
    with ExitStack() as started:
        yield lambda root: started.enter_context(serving(root))


@pytest.fixture(scope="module")
def shared_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped departments, for the tests of a module that change nothing."""
    root = tmp_path_factory.mktemp("partage")
    shutil.copytree(SHIPPED, root / "departments")
    return root


@pytest.fixture(scope="module")
def shared(shared_workspace: Path) -> Iterator[Studio]:
    """One studio over them."""
    with serving(shared_workspace) as studio:
        yield studio


@pytest.fixture
def studio(start: Running, workspace: Path) -> Studio:
    """A studio over the shipped departments."""
    return start(workspace)


def _await(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            ask(port, "GET", "/aide", {"Host": f"127.0.0.1:{port}"})
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the studio does not answer")


def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, dict[str, str], str]:
    """One request, with these headers and no other: status, headers, text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    sent = {"Content-Length": str(len(body)), **headers} if body else headers
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(body or None)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


class Client:
    """A browser without JavaScript, reduced to its requests."""

    def __init__(self, studio: Studio) -> None:
        self.port = studio.port
        self.own = {
            "Host": f"127.0.0.1:{studio.port}",
            "Cookie": f"{studio.key.name}={studio.key.cookie}",
        }

    def get(self, path: str) -> tuple[int, str]:
        status, _, text = ask(self.port, "GET", path, self.own)
        return status, text

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """The status, and where the answer leads or its text."""
        headers = {
            **self.own,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode(fields).encode()
        status, found, text = ask(self.port, "POST", path, headers, body)
        return status, found.get("location", text)


@pytest.fixture
def client(studio: Studio) -> Client:
    return Client(studio)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright: for one module, as it runs once at a time."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opened]:
    """Open a page of a studio; a script that fails, or is refused, fails the test."""
    faults: list[str] = []
    contexts = []

    def open_(studio: Studio, path: str = "/", *, script: bool = True, width: int = 1600) -> Any:
        context = chromium.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        own = f"http://127.0.0.1:{studio.port}"
        context.add_cookies(
            [
                {
                    "name": studio.key.name,
                    "value": studio.key.cookie,
                    "url": own,
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda problem: faults.append(str(problem)))
        page.on("console", lambda told: faults.extend(_complaint(page, told)))
        page.goto(f"{own}{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def _complaint(page: Any, told: Any) -> list[str]:
    """What the browser complains of, but that a page or that of a frame does not exist, or refuses
    what it was sent: some tests ask for one."""
    asked_for = any(f" {code} " in told.text for code in (404, 409, 422))
    asked_for = asked_for and told.location["url"] in {frame.url for frame in page.frames}
    return [told.text] if told.type == "error" and not asked_for else []


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for what another process, or the page, will do."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


def accessible(page: Any) -> None:
    """axe finds nothing, and the page does not scroll sideways."""
    assert violations(page) == [], page.url
    fits(page)


def fits(page: Any) -> None:
    """Nothing is wider than the window."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} overflows: {width}"


def begin_dossier(page: Any) -> Any:
    """From an empty board to the first text of a dossier of La Réunion; the field typed in."""
    from playwright.sync_api import expect

    page.get_by_role("link", name="Commencer un dossier").click()
    page.get_by_label("Quel territoire").fill("La Réunion")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Contexte")).to_be_visible()
    page.get_by_label("Ajouter un bloc").select_option(label="Texte")
    page.get_by_role("button", name="Ajouter ce bloc").click()
    block = page.get_by_role("textbox", name=re.compile("^Texte"))
    expect(block).to_be_focused()
    page.keyboard.type("Le service compte quarante agents.")
    return block
