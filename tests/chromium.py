"""Chromium as Debian packages it, driven by Playwright, and what axe finds in a page it shows."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The engine without a window manager costs a page half the processor time of the whole browser."""


def launched(playwright: Playwright) -> Browser:
    """A browser without a window; whoever opens it closes it. Skips the test where there is none.

    Playwright runs once at a time in a process: one browser serves a module at most.
    """
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if found is None:
        pytest.skip("needs Chromium (apt-get install chromium-headless-shell)")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule of axe that the page breaks, with the tags that break it.

    What passes is not described: that is half of its time.
    """
    from axe_playwright_python.sync_playwright import Axe

    found: list[dict[str, Any]]
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
