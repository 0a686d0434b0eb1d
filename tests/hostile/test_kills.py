"""Whole builds killed at any moment: nothing half, nothing lost, nobody left, the next one clean.

A build is killed in four ways: the command alone or with its workers, told to end, or interrupted
as by Ctrl-C. The moments are drawn from a seed; ``--full`` kills 150 builds of all formats, PDF
included, where a share kills four of a fiche. What holds must hold whenever the kill comes, so no
time is waited for as a proof.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil
import pytest
from attrs import define

from ppgp_docs.workspace.lock import LOCK
from ppgp_docs.workspace.manifest import MANIFEST

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(os.name == "nt", reason="signals and groups of processes of POSIX"),
]
FULL: Final = bool(os.environ.get("PPGP_FULL"))
KILLS: Final = 150 if FULL else 4
FORMATS: Final = () if FULL else ("--only", "fiche-action")
WAYS: Final = ("the command alone", "all its processes", "told to end", "interrupted")
VERSIONS: Final = ("premier", "second")
LONG: Final = 300
"""Seconds after which a build hangs, on the busiest machine."""

Files = dict[str, bytes]


@define
class World:
    """A workspace of one dossier that has two versions, and what a quiet build makes of each."""

    root: Path
    seconds: float = 0.0

    def write(self, version: str) -> None:
        folder = self.root / "departments" / "01-ain"
        (folder / "fiches").mkdir(parents=True, exist_ok=True)
        text = (
            f'departement: "01"\nedition: 2024-03\ncontexte: {{blocs: ["Un {version} texte."]}}\n'
        )
        (folder / "dossier.yaml").write_text(text, "utf-8")
        sheet = (
            f"numero: 1\ntitre: Un {version} titre\nobjectif: {{numero: 4, intitule: Suivre}}\n"
            "referent: PMI\nrubriques: [{cle: moyens}, {cle: vigilance}]\n"
        )
        (folder / "fiches" / "01.yaml").write_text(sheet, "utf-8")

    def build(self) -> subprocess.Popen[bytes]:
        """A build in a group of its own, which hears Ctrl-C whatever the tests' shell ignores."""
        return subprocess.Popen(
            [sys.executable, "-m", "ppgp_docs", "build", "--jobs", "2", *FORMATS],
            cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip

    def built(self) -> None:
        """A build to its end, which must be clean."""
        with self.build() as running:
            _, told = running.communicate(timeout=LONG)
        assert running.returncode == 0, told.decode()

    def documents(self) -> Files:
        """All that stands in the outputs, but the manifest, which tells how long each took, and
        the lock of a build that was killed, which the next one that writes takes away."""
        folder = self.root / "sorties"
        aside = (MANIFEST, LOCK)
        every = (file for file in folder.rglob("*") if file.is_file() and file.name not in aside)
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in every}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("espace"))


@pytest.fixture(scope="module")
def whole(world: World) -> dict[str, Files]:
    """The documents of each version, as a build that nobody disturbs makes them."""
    made = {}
    for version in VERSIONS:
        world.write(version)
        began = time.monotonic()
        world.built()
        world.seconds = time.monotonic() - began
        made[version] = world.documents()
    suffixes = {Path(name).suffix for name in made["premier"]}
    assert suffixes >= ({".pdf", ".docx", ".pptx", ".html"} if FULL else {".docx"})
    return made


def kill(running: subprocess.Popen[bytes], way: str) -> None:
    """End a build; the group is that of the command and its workers."""
    if way == "all its processes":
        os.killpg(running.pid, signal.SIGKILL)
    elif way == "interrupted":  # a terminal sends Ctrl-C to the whole group
        os.killpg(running.pid, signal.SIGINT)
    else:
        running.send_signal(signal.SIGKILL if way == "the command alone" else signal.SIGTERM)


def left_of(group: int) -> Iterator[psutil.Process]:
    """The processes of a group that still run."""
    for each in psutil.process_iter():
        try:
            if os.getpgid(each.pid) == group and each.status() != psutil.STATUS_ZOMBIE:
                yield each
        except (OSError, psutil.Error):
            continue


def test_a_killed_build_leaves_nothing_half_nor_lost_and_the_next_is_clean(
    world: World, whole: dict[str, Files]
) -> None:
    draw, cut = random.Random(2026), 0
    for rank in range(KILLS):
        former, wanted = VERSIONS[(rank + 1) % 2], VERSIONS[rank % 2]
        world.write(wanted)
        way = WAYS[rank % len(WAYS)]
        with world.build() as running:
            time.sleep(draw.uniform(0, world.seconds))
            kill(running, way)
            _, told = running.communicate(timeout=LONG)
        cut += running.returncode != 0
        place = f"kill {rank}, {way}"
        assert b"Traceback" not in told, f"{place}: {told.decode()}"
        deadline = time.monotonic() + 60
        while (others := [*left_of(running.pid)]) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert others == [], f"{place}: {others} go on"
        there = world.documents()
        for name in whole[former]:
            assert there.get(name) in (whole[former][name], whole[wanted][name]), f"{place}: {name}"
        world.built()
        assert world.documents() == whole[wanted], place
    world.write(former)
    world.built()
    assert world.documents() == whole[former]
    assert not (world.root / "sorties" / LOCK).exists()
    assert cut or not FULL
