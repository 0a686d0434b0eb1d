"""What the studio costs: opening, a key to the page beside it, saving, the board, memory.

``python benchmarks/studio.py [COUNT]`` works on a copy of the shipped dossiers, without a browser:
what is measured is what the server does for each request, COUNT times (40 by default), and the
95th percentile is told. Aims, on two cores: opening 1 s, key to page 250 ms, saving 50 ms, a board
of 102 dossiers 1 s, 250 MB.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.block_kinds import kinds
from ppgp_docs.studio.board import rows
from ppgp_docs.studio.dossier import Screens
from ppgp_docs.studio.files import file_called
from ppgp_docs.studio.new_files import start_dossier
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pages import renderer
from ppgp_docs.studio.preview import Previews

SHIPPED = Path(__file__).parents[1] / "departments"
PART = "activites.1"


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(SHIPPED, root / "departments")
        begun = time.perf_counter()
        desk = OpenWorkspace.open(root)
        file = file_called(desk.folder("01-ain"), "dossier")
        screens, previews = Screens(desk), Previews(desk)
        render = renderer(types=kinds(desk.session.schemas))
        words = {"told": "", "folder": file.folder}
        render("partie", screen=screens.screen(file, PART), **words)
        told("première page, ouverture comprise", [time.perf_counter() - begun])

        def key(rank: int) -> None:
            version = desk.editing.state(file).version
            typed = {"/activites/0/titre": f"Les enquêtes, {rank}"}
            screens.posted(file, PART, version, typed)
            render("partie", screen=screens.screen(file, PART), **words)
            previews.page(file)

        key(-1)
        told("d’une touche à la page", measured(key, count))
        told("garder et enregistrer", measured(lambda rank: saved(desk, screens, rank), count))
        for territory in departements():
            start_dossier(desk, territory.code)
        told("tableau de 102 dossiers", measured(lambda _: tuple(rows(desk)), 3))
        memory = psutil.Process().memory_info().rss / 1e6
        print(f"mémoire\u00a0: {memory:.0f} Mo")
        desk.close()


def saved(desk: OpenWorkspace, screens: Screens, rank: int) -> None:
    file = file_called(desk.folder("60-oise"), "dossier")
    version = desk.editing.state(file).version
    screens.posted(file, "contexte", version, {"/contexte/titre": f"Le contexte {rank}"})
    desk.editing.save(file)


def measured(work: Callable[[int], object], count: int) -> list[float]:
    times = []
    for rank in range(count):
        begun = time.perf_counter()
        work(rank)
        times.append(time.perf_counter() - begun)
    return times


def told(what: str, times: list[float]) -> None:
    ordered = sorted(1000 * each for each in times)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what}\u00a0: {ordered[len(ordered) // 2]:.0f} ms, 95e centile {high:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
