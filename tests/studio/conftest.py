"""A studio that runs, on a free port of this machine, and the browser that opens it."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import pytest

from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.serve import Studio


class Running(Protocol):
    """Start a studio over a workspace."""

    def __call__(self, root: Path) -> Studio: ...


@pytest.fixture
def start() -> Iterator[Running]:
    """Studios that stop with the test."""
    started: list[tuple[Studio, threading.Thread]] = []

    def run(root: Path) -> Studio:
        studio = Studio(OpenWorkspace.open(root))
        thread = threading.Thread(target=studio.run, daemon=True)
        thread.start()
        started.append((studio, thread))
        _await(studio.port)
        return studio

    yield run
    for studio, thread in started:
        studio.stop()
        thread.join(10)
        assert not thread.is_alive(), "the studio does not stop"


@pytest.fixture
def studio(start: Running, workspace: Path) -> Studio:
    """A studio over the shipped departments."""
    return start(workspace)


def _await(port: int) -> None:
    for _ in range(200):
        try:
            ask(port, "GET", "/", {"Host": f"127.0.0.1:{port}"})
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the studio does not answer")


def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, dict[str, str], str]:
    """One request, with these headers and no other: status, headers, text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
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
