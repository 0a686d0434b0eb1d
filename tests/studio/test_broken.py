"""What breaks aside is told where one waits for it, and the rest of the studio goes on."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.studio.conftest import Client, Running, until
from tests.studio.test_forms import PART

from ppgp_docs.build.build import Build
from ppgp_docs.studio import build_jobs, dossier_states


def _breaks(*_: Any, **__: Any) -> Any:
    raise ZeroDivisionError


def test_a_dossier_whose_reading_breaks_is_told_on_the_board_that_shows_the_others(
    start: Running, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = dossier_states.standing

    def standing_(opened: Any, folder: Any) -> Any:
        return _breaks() if folder.name == "01-ain" else sound(opened, folder)

    monkeypatch.setattr(dossier_states, "standing", standing_)
    client = Client(start(workspace))
    until(lambda: "Lecture en cours" not in client.get("/")[1])
    board = client.get("/")[1]
    assert board.count("Lecture interrompue") == 1 and "ZeroDivisionError" in board
    assert board.count('class="reste-a-faire"') == 2
    assert client.get(PART)[0] == 200


class _NoThread:
    """A thread that the system refuses to start."""

    def __init__(self, **_: Any) -> None: ...

    def start(self) -> None:
        raise RuntimeError("can't start new thread")


class _DeadThread(_NoThread):
    """One that is gone before it said anything."""

    def start(self) -> None: ...

    def is_alive(self) -> bool:
        return False


@pytest.mark.parametrize("thread", [None, _NoThread, _DeadThread])
def test_documents_whose_making_breaks_say_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, thread: type | None
) -> None:
    """The build itself, or the thread that it would have run in."""
    if thread is None:
        monkeypatch.setattr(Build, "run", _breaks)
    else:
        monkeypatch.setattr(build_jobs, "threading", SimpleNamespace(Thread=thread))
    page = "/dossier/01-ain/documents"
    client.post(page, {"sorte": "projet"})
    until(lambda: "Avancement" not in client.get(page)[1])
    shown = client.get(page)[1]
    assert "arrêtée avant la fin" in shown and "Fabriquer les documents" in shown
    assert "0 document" not in shown
