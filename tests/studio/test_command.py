"""The command itself: one line on the standard output, stopped by Ctrl-C, killed and reopened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.studio.conftest import ask
from tests.studio.test_forms import PART, Fields

COMMAND = [sys.executable, "-P", "-m", "ppgp_docs"]


class Process:
    """A studio in a process of its own, opened by the address that it prints."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "-C", str(root), "studio", "--no-browser", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            self._open()
        except BaseException:
            self.process.kill()
            raise

    def _open(self) -> None:
        """What the browser does with the address that is printed."""
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.split(":")[2].partition("/")[0])
        host = {"Host": f"127.0.0.1:{self.port}"}
        path = self.address.partition(str(self.port))[2]
        status, headers, _ = ask(self.port, "GET", path, host)
        assert status == 303
        self.first = headers["location"]
        self.own = {**host, "Cookie": headers["set-cookie"].partition(";")[0]}

    def get(self, path: str) -> str:
        return ask(self.port, "GET", path, self.own)[2]

    def post(self, path: str, body: bytes) -> int:
        headers = {
            **self.own,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return ask(self.port, "POST", path, headers, body)[0]


@pytest.fixture
def launched() -> Iterator[list[Process]]:
    """Processes that are surely gone after the test."""
    processes: list[Process] = []
    yield processes
    for each in processes:
        if each.process.poll() is None:
            each.process.kill()
        each.process.communicate(timeout=60)


def test_its_address_is_one_line_and_ctrl_c_stops_it(
    workspace: Path, launched: list[Process]
) -> None:
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    studio = Process(workspace, "01")
    launched.append(studio)
    assert studio.address.startswith("http://127.0.0.1:") and "jeton=" in studio.address
    assert studio.first == "/dossier/01-ain"
    assert "L’étude de cas" in studio.get(PART)
    studio.process.send_signal(signal.SIGINT)
    out, err = studio.process.communicate(timeout=60)
    assert studio.process.returncode == 0
    assert out == "" and err.strip() == "Le studio est arrêté."
    assert {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_was_typed_outlives_a_studio_that_is_killed(
    workspace: Path, launched: list[Process]
) -> None:
    first = Process(workspace)
    launched.append(first)
    version = Fields(first.get(PART)).sent["version"]
    typed = f"version={version}&automatique=1&%2Fcontexte%2Ftitre=Avant+la+coupure".encode()
    assert first.post(PART, typed) == 200
    first.process.kill()
    first.process.wait(timeout=60)
    second = Process(workspace)
    launched.append(second)
    assert Fields(second.get(PART)).sent["/contexte/titre"] == "Avant la coupure"
    assert second.post("/arreter", b"x=1") == 200
    assert second.process.wait(timeout=60) == 0


def test_a_target_or_a_port_that_will_not_do_is_told(
    workspace: Path, launched: list[Process]
) -> None:
    held = Process(workspace)
    launched.append(held)
    for arguments, told in ((["99"], "99"), (["--port", str(held.port)], str(held.port))):
        command = [*COMMAND, "-C", str(workspace), "studio", "--no-browser", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert told in done.stderr and "Traceback" not in done.stderr
        assert done.stdout == ""


@pytest.mark.parametrize("kind", ["full", "empty"])
def test_a_folder_that_is_a_workspace_is_opened_as_one(
    workspace: Path,
    tmp_path_factory: pytest.TempPathFactory,
    launched: list[Process],
    kind: str,
) -> None:
    """Nobody who names a folder of dossiers means a dossier in another one."""
    folder = workspace if kind == "full" else tmp_path_factory.mktemp("vide")
    studio = Process(tmp_path_factory.mktemp("ailleurs"), str(folder))
    launched.append(studio)
    assert studio.first == "/"
    assert ("Ain" if kind == "full" else "Par quoi commencer") in studio.get("/")


def test_its_libraries_are_imported_by_this_command_alone(workspace: Path) -> None:
    program = (
        "import sys\n"
        "from ppgp_docs.cli.main import ppgp\n"
        "ppgp.main(['--help'], standalone_mode=False)\n"
        "print([name for name in ('starlette', 'uvicorn', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip().endswith("[]")
    assert "studio" in done.stdout
