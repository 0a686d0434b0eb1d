"""Processes that work for this one: what one task does to its process harms no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from ppgp_docs.plugin.left_running import adopt
from ppgp_docs.processes import die_with_parent, leave_group, process_context
from ppgp_docs.render.lone_process import LoneProcess
from ppgp_docs.render.pool import (
    EndedError,
    Pool,
    TooHeavyError,
    TooLongError,
    UnsendableError,
)

PATIENCE = 60


def nothing() -> None:
    """How a process begins here."""


def refuse() -> None:
    raise LookupError("rien à lire")


def leave() -> None:
    os._exit(0)


def slow_parent() -> int:
    """Long enough for a second process to start on a busy machine."""
    time.sleep(3)
    return os.getppid()


ALONE = """
import os, time
from ppgp_docs.render.lone_process import LoneProcess
first, spare = LoneProcess.start(), LoneProcess.start()
from tests.render.test_pool import double, is_alive, nothing, slow_parent
from ppgp_docs.render.pool import Pool
from ppgp_docs.render.workers import Workers
pool = Pool(nothing, most_bytes=1_000_000_000, first=first)
pool.grow(1)
"""

PARENT = f"""{ALONE}
print(pool.submit(os.getpid).result(), flush=True)
pool.submit(time.sleep, 600)
time.sleep(600)
"""


def is_alive(process: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    return False


def double(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def fill(size: int) -> int:
    return len(bytearray(b"\1") * size)


def fail() -> None:
    raise KeyError("absente")


def unsendable() -> object:
    return threading.Lock()


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(nothing, most_bytes=1_000_000_000)
    made.grow(1)
    yield made
    made.stop()


def test_tasks_are_answered_whatever_their_number(pool: Pool) -> None:
    pool.grow(2)
    answers = [pool.submit(double, number) for number in range(50)]
    assert [each.result(PATIENCE) for each in answers] == [2 * each for each in range(50)]


def test_a_task_that_takes_longer_than_it_may_is_stopped_and_the_next_one_answered(
    pool: Pool,
) -> None:
    late, next_one = pool.submit(time.sleep, 600, seconds=0.2), pool.submit(double, 21)
    with pytest.raises(TooLongError):
        late.result(PATIENCE)
    assert next_one.result(PATIENCE) == 42


def work(seconds: float) -> float:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return seconds


def work_now_and_then(seconds: float) -> float:
    """With the processor a third of the time, as where others work."""
    begun, until = time.monotonic(), time.process_time() + seconds
    while time.process_time() < until:
        work(0.01)
        time.sleep(0.02)
    return time.monotonic() - begun


def test_a_task_that_works_is_not_late_for_having_waited_for_the_processor(pool: Pool) -> None:
    assert pool.submit(work_now_and_then, 0.4, seconds=1).result(PATIENCE) > 1


def test_a_task_that_works_longer_than_it_may_is_stopped(pool: Pool) -> None:
    with pytest.raises(TooLongError):
        pool.submit(work, 600, seconds=0.3).result(PATIENCE)


def start_and_hang(told: Path) -> None:
    """Programs in its own group and out of it, that would run on, then nothing more."""
    adopt()
    leave_group()
    started = [
        subprocess.Popen(["sleep", "600"], start_new_session=apart).pid for apart in (False, True)
    ]
    told.write_text(" ".join(map(str, started)))
    time.sleep(600)


@pytest.mark.skipif(os.name == "nt", reason="groups and sessions of POSIX")
def test_a_task_that_is_stopped_leaves_nothing_that_it_started(pool: Pool, tmp_path: Path) -> None:
    with pytest.raises(TooLongError):
        pool.submit(start_and_hang, tmp_path / "lancés", seconds=2).result(PATIENCE)
    started = [int(each) for each in (tmp_path / "lancés").read_text().split()]
    assert len(started) == 2
    until = time.monotonic() + PATIENCE
    while any(map(is_alive, started)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, started))


@pytest.mark.parametrize("status", [0, 1])
def test_a_process_that_leaves_in_the_middle_of_a_task_costs_that_task_alone(
    pool: Pool, status: int
) -> None:
    left, next_one = pool.submit(os._exit, status), pool.submit(double, 21)
    with pytest.raises(EndedError):
        left.result(PATIENCE)
    assert next_one.result(PATIENCE) == 42


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_process_that_is_killed_while_it_waits_is_replaced_once(pool: Pool) -> None:
    first = pool.submit(process_id).result(PATIENCE)
    os.kill(first, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(first)] if psutil.pid_exists(first) else [], PATIENCE)
    assert pool.submit(double, 21).result(PATIENCE) == 42
    os.kill(pool.submit(process_id).result(PATIENCE), signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while not pool.is_broken and time.monotonic() < until:
        time.sleep(0.01)
    with pytest.raises(EndedError):
        pool.submit(double, 21).result(PATIENCE)


def test_a_task_that_takes_more_memory_than_it_may_is_stopped() -> None:
    pool = Pool(nothing, most_bytes=400_000_000)
    pool.grow(1)
    heavy, next_one = pool.submit(fill, 800_000_000), pool.submit(double, 21)
    with pytest.raises(TooHeavyError):
        heavy.result(PATIENCE)
    assert next_one.result(PATIENCE) == 42
    pool.stop()


def test_what_a_task_raises_comes_back_with_the_line_that_raised_it(pool: Pool) -> None:
    with pytest.raises(KeyError, match="absente") as raised:
        pool.submit(fail).result(PATIENCE)
    assert any("in fail" in note for note in raised.value.__notes__)


def test_what_cannot_travel_is_told_either_way_and_the_process_works_on(pool: Pool) -> None:
    process = pool.submit(process_id).result(PATIENCE)
    for task in (pool.submit(unsendable), pool.submit(double, threading.Lock())):  # type: ignore[arg-type]
        with pytest.raises(UnsendableError, match="lock"):
            task.result(PATIENCE)
    assert pool.submit(process_id).result(PATIENCE) == process


def alone(script: str) -> list[str]:
    """What a command prints that has one thread, as ours when it begins."""
    done = subprocess.run(
        [sys.executable, "-c", f"{ALONE}{script}"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="ascii",
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
def test_the_process_that_runs_already_is_the_first_and_a_second_one_comes_from_a_server() -> None:
    script = """
print(os.getpid() == pool.submit(os.getppid).result())
pool.grow(2)
print(len({each.result() for each in [pool.submit(slow_parent) for _ in range(2)]}))
"""
    assert alone(script) == ["True", "2"]


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
def test_the_process_that_runs_already_is_replaced_when_it_is_stopped() -> None:
    script = """
late, next_one = pool.submit(time.sleep, 600, seconds=0.2), pool.submit(double, 21)
print(type(late.exception()).__name__, next_one.result())
"""
    assert alone(script) == ["TooLongError 42"]


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
@pytest.mark.parametrize("dead", [True, False], ids=["before", "while it begins"])
def test_the_process_that_runs_already_is_replaced_when_it_was_killed(dead: bool) -> None:
    """Neither « interrompu » nor a silent end: who kills it may be the system, short of memory."""
    script = f"""
import signal
from multiprocessing.connection import wait
os.kill(spare.pid, signal.SIGKILL)
if {dead}:
    wait([spare.sentinel])
with_spare = Pool(nothing, most_bytes=1_000_000_000, first=spare)
with_spare.grow(1)
print(with_spare.submit(double, 21).result())
"""
    assert alone(script) == ["42"]


@pytest.mark.parametrize("times", [1, 9])
def test_a_server_of_processes_that_is_killed_is_asked_again_once(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, left = process_context(), [EOFError(), ConnectionResetError()] * times

    class Killed:
        def Process(self, **given: Any) -> Any:  # noqa: N802
            made = usual.Process(**given)  # type: ignore[attr-defined]
            if len(left) > 1:
                made.start = _raising(left.pop())
            return made

    monkeypatch.setattr("ppgp_docs.render.pool.process_context", Killed)
    pool = Pool(nothing, most_bytes=1_000_000_000)
    pool.grow(1)
    answer = pool.submit(double, 21)
    if times == 1:
        assert answer.result(PATIENCE) == 42
    else:
        assert isinstance(answer.exception(PATIENCE), EndedError)
    pool.stop()


def _raising(problem: Exception) -> Callable[[], None]:
    def start() -> None:
        raise problem

    return start


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
def test_a_process_that_no_work_came_for_is_ended() -> None:
    script = """
with Workers(lambda: None, 1, alone=spare):
    pass
print(is_alive(spare.pid))
"""
    assert alone(script) == ["False"]


def test_no_process_is_forked_beside_another_thread() -> None:
    waits = threading.Event()
    other = threading.Thread(target=waits.wait)
    other.start()
    try:
        assert LoneProcess.start() is None
    finally:
        waits.set()
        other.join()


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
def test_a_lone_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=environment, encoding="ascii"
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + PATIENCE
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_alive(child)


def test_a_process_that_cannot_begin_says_why_and_is_not_started_again() -> None:
    pool = Pool(refuse, most_bytes=1_000_000_000)
    pool.grow(2)
    with pytest.raises(LookupError, match="rien à lire"):
        pool.submit(double, 21).result(PATIENCE)
    assert pool.is_broken
    pool.stop()


def test_a_process_that_ends_as_it_begins_is_not_started_for_ever() -> None:
    pool = Pool(leave, most_bytes=1_000_000_000)
    pool.grow(1)
    with pytest.raises(EndedError):
        pool.submit(double, 21).result(PATIENCE)
    pool.stop()


def test_tasks_that_wait_when_all_is_stopped_are_not_left_without_an_answer() -> None:
    pool = Pool(nothing, most_bytes=1_000_000_000)
    pool.grow(1)
    waiting = [pool.submit(time.sleep, 600) for _ in range(3)]
    pool.stop()
    for each in waiting:
        with pytest.raises(EndedError):
            each.result(PATIENCE)


def test_tasks_whose_processes_went_with_their_parent_are_given_to_others() -> None:
    pool = Pool(die_with_parent, most_bytes=1_000_000_000)
    try:
        pool.grow(2)
        parent = pool.submit(os.getppid).result(PATIENCE)
        tasks = [pool.submit(slow_parent) for _ in range(2)]
        time.sleep(1)
        os.kill(parent, signal.SIGTERM)
        parents = {each.result(PATIENCE) for each in tasks}
        assert parent not in parents
        assert not pool.is_broken
    finally:
        pool.stop()
