"""Each step of a whole build in turn fails, or kills who takes it, in the command or in its worker:
nothing half, nothing lost, nothing left behind, and the next build is clean."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import frozen
from tests.campagne import drawn

from ppgp_docs.temporary import PREFIX

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(sys.platform != "linux", reason="a worker is forked on Linux alone"),
]
FORMATS: Final = {
    "fiche-action": ("docx", "docxtpl"),
    "etude-de-cas": ("weasyprint", "pikepdf", "pypdfium2"),
}
CODES: Final = {0, 1, 2, 3, 4, 5}
"""How a command ends that told what went wrong."""
KILLED: Final = 9
FORMER, NEW = "premier", "second"

Files = dict[str, bytes]


@frozen
class World:
    """A workspace, all that the command may write beside it, and who runs the command there."""

    root: Path
    server: subprocess.Popen[str]
    only: str

    def write(self, version: str) -> None:
        home = self.root / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True, exist_ok=True)
        text = f'departement: "01"\nedition: 2024-03\ncontexte: {{blocs: ["Un {version} mot."]}}\n'
        (home / "dossier.yaml").write_text(text, "utf-8")
        sheet = (
            f"numero: 1\ntitre: Un {version} titre\nobjectif: {{numero: 4, intitule: Suivre}}\n"
            "referent: PMI\nrubriques: [{cle: moyens}]\n"
        )
        (home / "fiches" / "01.yaml").write_text(sheet, "utf-8")

    def build(self, rank: int = 0, *, kills: bool = False) -> dict[str, Any]:
        """How a build ended whose step of that rank failed, and how many it took."""
        assert self.server.stdin
        assert self.server.stdout
        asked = {
            "root": str(self.root),
            "rank": rank,
            "kills": kills,
            "log": str(self.root.with_name("dit.txt")),
            "command": ["build", "--only", self.only],
        }
        print(json.dumps(asked), file=self.server.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.server.stdout.readline())
        return answer

    def told(self) -> str:
        return self.root.with_name("dit.txt").read_text("utf-8", "replace")

    def documents(self) -> Files:
        place = self.root / "sorties"
        kinds = {".docx", ".pdf", ".html"}
        files = (each for each in place.rglob("*") if each.suffix in kinds)
        return {each.relative_to(place).as_posix(): each.read_bytes() for each in files}

    def data(self) -> Files:
        place = self.root / "departments"
        return {str(each): each.read_bytes() for each in place.rglob("*") if each.is_file()}

    def left_behind(self) -> list[str]:
        """Temporary files and folders of ours: the standard library tries a place by a file of one
        byte, and lets it lie where it cannot remove it."""
        hidden = [each for each in (self.root / "sorties").rglob(".*") if each.suffix == ".tmp"]
        return [str(each) for each in (*hidden, *(self.root / "tmp").glob(f"{PREFIX}*"))]


@pytest.fixture(scope="module", params=FORMATS)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    root = tmp_path_factory.mktemp("pannes") / "espace"
    for name in ("tmp", "maison"):
        (root / name).mkdir(parents=True)
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(root / "maison"))
    script = Path(__file__).with_name("failing_commands.py")
    modules = ("ppgp_docs.cli.main", "ppgp_docs.build.build", *FORMATS[request.param])
    with subprocess.Popen(
        [sys.executable, script, *modules], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env={**os.environ, **places, "TMPDIR": str(root / "tmp")},
    ) as server:  # fmt: skip
        assert server.stdout
        server.stdout.readline()
        yield World(root, server, request.param)
        assert server.stdin
        server.stdin.close()


def test_whatever_step_fails_nothing_is_half_nor_lost_and_the_next_build_is_clean(
    world: World, tmp_path: Path
) -> None:
    made = {}
    for version in (NEW, FORMER):
        world.write(version)
        assert world.build()["ended"] == 0, world.told()
        made[version] = world.documents()
    assert made[NEW] != made[FORMER]
    base = Path(shutil.copytree(world.root, tmp_path / "avant"))
    world.write(NEW)
    steps = int(world.build()["steps"])
    assert steps > 20
    ranks = [(rank, kills) for rank in range(1, steps + 1) for kills in (False, True)]
    for rank, kills in drawn(f"steps of a build, {world.only}", ranks, 60):
        shutil.rmtree(world.root)
        shutil.copytree(base, world.root)
        world.write(NEW)
        typed, place = world.data(), f"step {rank} of {steps}, {kills=}"
        ended = world.build(rank, kills=kills)["ended"]
        assert ended in CODES or (kills and ended == KILLED), f"{place}: {ended} {world.told()}"
        assert "Traceback" not in world.told(), f"{place}: {world.told()}"
        there = world.documents()
        for name, data in made[FORMER].items():
            whole = name == "index.html" or there.get(name) in (data, made[NEW][name])
            assert name in there, f"{place}: {name}"
            assert whole, f"{place}: {name}"
        again = world.build()["ended"]
        assert again == 0, f"{place}: {world.told()}"
        assert world.documents() == made[NEW], place
        assert world.left_behind() == [], place
        assert world.data() == typed, place
