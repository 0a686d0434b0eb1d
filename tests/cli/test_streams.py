"""Streams, variables, signals: the command in the oddest shells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from tests.cli.broken_world import (
    COMMAND,
    DOSSIER,
    FICHE,
    World,
    posix,
    sound,
)

from ppgp_docs.cli.main import main, ppgp


@posix
@pytest.mark.parametrize("command", ["check", "--help", "--version", "explain L009", "schema"])
def test_a_full_disk_is_told_and_never_answers_0(world: World, command: str) -> None:
    done = world.shell(f"$PPGP {command} > /dev/full")
    assert done.returncode == 5
    assert "le disque est plein" in done.stderr
    assert world.shell(f"$PPGP {command} > /dev/full 2>&1").returncode == 5


@posix
@pytest.mark.parametrize("command", ["check", "check --json", "explain", "schema"])
def test_a_reader_that_goes_away_is_no_fault_to_tell(world: World, command: str) -> None:
    many = "".join(f"cle{number}: 1\n" for number in range(2000))
    (world.ain / "dossier.yaml").write_text(DOSSIER + many, encoding="utf-8")
    done = world.shell(f"$PPGP {command} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode != 0, done.stderr) == (True, "")


@posix
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", ">&-", "2>&-"])
def test_without_streams_documents_are_made_all_the_same(world: World, closed: str) -> None:
    done = world.shell(f"$PPGP {' '.join(FICHE)} {closed}")
    assert done.returncode == 0
    assert (world.root / "sorties" / "01-ain" / "fiche-action-08-ain.docx").stat().st_size > 50_000


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1:strict", "utf-16"])
def test_french_comes_out_whole_whatever_the_encoding_of_the_stream(
    world: World, encoding: str
) -> None:
    (world.ain / "dossier.yaml").write_text(f"{DOSSIER}clé: œuvre\n", encoding="utf-8")
    done = world.run("check", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "la clé `clé` n’existe pas à cet endroit" in done.stdout


@pytest.mark.parametrize("level", ["1", "2"])
@pytest.mark.parametrize("command", [("--help",), ("check", "--help"), ("check",), FICHE], ids=str)
@pytest.mark.campaign(share=3)
def test_a_python_without_docstrings_does_the_same(
    world: World, level: str, command: tuple[str, ...]
) -> None:
    done = world.run(*command, PYTHONOPTIMIZE=level)
    assert done.returncode == 0
    if "--help" in command:
        assert "Vérifie les dossiers" in done.stdout


@posix
@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": None},
        {"HOME": "/dev/null"},
        {"PATH": None},
        {"TMPDIR": "/dev/null"},
        {"LANG": "xx_XX.klingon", "LC_ALL": "xx_XX.klingon"},
        {"TZ": "Nulle/Part"},
        {"PYTHONWARNINGS": "error"},
        {"TERM": "", "COLUMNS": "0", "LINES": "abc"},
    ],
    ids=str,
)
@pytest.mark.campaign(share=3)
def test_an_odd_environment_changes_nothing(world: World, variables: dict[str, str | None]) -> None:
    done = world.run(*FICHE, **{"XDG_CACHE_HOME": None, **variables})
    assert done.returncode == 0, done.stderr
    assert "1 document fait" in done.stdout.replace("\u00a0", " ")


INTERRUPTED = """\
import sys
import ppgp_docs.__main__ as door
sys.argv = ["ppgp", "build", "--jobs", "2", "--force"]
print("prêt", flush=True)
door.main()
"""


@posix
def test_a_temporary_folder_of_any_length_will_do(world: World, tmp_path: Path) -> None:
    far = tmp_path / ("d" * 100) / ("e" * 100)
    far.mkdir(parents=True)
    done = world.run(*FICHE, TMPDIR=str(far))
    assert done.returncode == 0, done.stderr
    assert not list(far.iterdir())


def heed() -> None:
    """What a terminal gives a command: a test may run in background, which hears no Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_nothing_is_imported_before_ctrl_c_is_guarded_but_what_python_holds() -> None:
    shown = "import sys; held = set(sys.modules); import ppgp_docs.__main__; " + (
        "print(*sorted(set(sys.modules) - held - {*sys.builtin_module_names}))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", shown], capture_output=True, check=True)
    assert done.stdout.split() == [b"ppgp_docs", b"ppgp_docs.__main__"]


@posix
def test_an_interruption_while_python_starts_shows_no_trace_of_ours(world: World) -> None:
    """Before our first line, the trace is that of Python or of the script that pip wrote; that line
    itself takes some microseconds, in which one signal of a thousand may fall."""
    ours = 0
    for milliseconds in range(20, 300, 20):
        with subprocess.Popen(
            [*COMMAND, "check"],
            cwd=world.root,
            env=world.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=heed,  # noqa: PLW1509  # nothing else runs in this test
        ) as running:
            time.sleep(milliseconds / 1000)
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=60)
        ours += f"ppgp_docs{os.sep}" in err
    assert ours <= 1


@posix
@pytest.mark.parametrize("milliseconds", [1, 20, 60, 120, 200, 350, 600, 1000])
def test_an_interruption_shows_no_trace_however_early(world: World, milliseconds: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", INTERRUPTED],
        cwd=world.root,
        env=world.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heed,  # noqa: PLW1509  # nothing else runs in this test
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "prêt\n"
        time.sleep(milliseconds / 1000)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    sound(subprocess.CompletedProcess([], running.returncode, out, err))
    assert running.returncode in (0, 130)
    assert running.returncode == 0 or "interrompu" in err


HIT: Final = "os.kill(os.getpid(), signal.SIGINT)"
ENDING: Final = f"""\
import atexit, os, signal, sys, threading, time, weakref
import ppgp_docs.__main__ as door, ppgp_docs.cli.main as command
class Finalized:
    def __del__(self):
        {HIT}
        time.sleep(0.01)
def at_the_end():
    atexit.register(lambda: {HIT})
def while_threads_end():
    threading._register_atexit(lambda: {HIT})
def in_a_finalizer():
    Finalized()
    time.sleep(60)
def as_it_leaves():
    class Leaving(SystemExit):
        def __del__(self):
            {HIT}
    raise Leaving(0)
def while_python_ends():
    sys.modules["late"] = Finalized()
command.main = {{}}
door.main()
"""
"""Ctrl-C at moments that a clock never hits."""


@posix
@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("at_the_end", {130}),
        ("while_threads_end", {130}),
        ("in_a_finalizer", {130}),
        ("as_it_leaves", {0, 130}),
        ("while_python_ends", {0}),
    ],
)
def test_an_interruption_at_the_end_or_in_a_finalizer_shows_no_trace(
    moment: str, codes: set[int]
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ENDING.format(moment)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
        preexec_fn=heed,  # nothing else runs in this test
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "KeyboardInterrupt" not in done.stderr
    assert done.returncode in codes


def test_the_end_of_a_process_of_ours_is_no_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    """click takes each end of a stream for one of what is typed."""

    def ended(*_: object, **__: object) -> None:
        raise EOFError("unexpected EOF")

    monkeypatch.setattr(ppgp, "invoke", ended)
    monkeypatch.setattr(sys, "argv", ["ppgp", "check"])
    with pytest.raises(EOFError):
        main()
