"""What the studio costs: opening, a key to the page beside it, saving, the board, memory.

``python benchmarks/studio.py [COUNT]`` works on a copy of the shipped dossiers, without a browser:
what is measured is its requests, answered by the studio's server, COUNT times (40 by default). The
median and the 95th percentile are told, then the processor time of the median, which other programs
of the machine do not lengthen. Aims, on two cores: opening 1 s, key to page 250 ms, saving 50 ms, a
board of 102 dossiers 1 s, 250 MB. The same is done with a dossier ten times as long as Ain's.
"""

from __future__ import annotations

import http.client
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from ppgp_docs.edit.writing import block
from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.board import rows
from ppgp_docs.studio.dossier_states import DossierStates
from ppgp_docs.studio.editing import data_of
from ppgp_docs.studio.files import file_called
from ppgp_docs.studio.new_files import Beginning, start_dossier
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.serve import Studio, spare_typing

SHIPPED = Path(__file__).parents[1] / "departments"
PART = "activites.1"
TIMES = 10


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(SHIPPED, root / "departments")
        desk = typed_in(root, count)
        standings = DossierStates(desk)
        for territory in departements():
            start_dossier(desk, Beginning(territory.code))
        told("tableau de 102 dossiers", measured(lambda _: tuple(rows(desk, standings)), 3))
        memory = psutil.Process().memory_info().rss / 1e6
        print(f"mémoire\u00a0: {memory:.0f} Mo")
        standings.close()
        file = root / "departments" / "01-ain" / "dossier.yaml"
        file.write_text(grown(file.read_text("utf-8")), "utf-8")
        print(f"\nUn dossier {TIMES} fois plus long ({file.stat().st_size / 1000:.0f} ko)")
        typed_in(root, max(3, count // 5))


def typed_in(root: Path, count: int) -> OpenWorkspace:
    """Open the studio, type in a field, save: by the requests of a browser, in one process."""
    begun = now()
    desk = OpenWorkspace.open(root)
    studio = Studio(desk)
    threading.Thread(target=studio.run, daemon=True).start()
    file = file_called(desk.folder("01-ain"), "dossier")
    part = f"/dossier/01-ain/dossier/{PART}"
    asked(studio, part)
    told("première page, ouverture comprise", [since(begun)])
    spare_typing()

    def key(rank: int, then: str = "") -> None:
        fields = {
            "version": desk.editing.state(file).version,
            "/activites/0/titre": f"Les enquêtes, {rank}",
            "automatique": "1",
            "geste": then,
        }
        asked(studio, part, fields)

    def page(rank: int) -> None:
        key(rank)
        asked(studio, f"/apercu/01-ain/dossier?partie={PART}")

    def whole(_: int) -> None:
        asked(studio, "/apercu/01-ain/dossier")

    page(-1)
    told("d’une touche à la réponse", measured(key, count))
    told("d’une touche à la page", measured(page, count))
    told("la page entière, une fois la main au repos", measured(whole, 3))
    taken: list[tuple[float, float]] = []
    for rank in range(count):
        key(rank + count)
        taken.append(one(lambda: desk.save(file)))
    told("enregistrer", taken)
    return desk


def asked(studio: Studio, path: str, fields: dict[str, str] | None = None) -> None:
    """One request of our own page."""
    own = f"127.0.0.1:{studio.port}"
    headers = {
        "Cookie": f"{studio.key.name}={studio.key.cookie}",
        "Origin": f"http://{own}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line = http.client.HTTPConnection(own, timeout=60)
    body = urlencode(fields) if fields is not None else None
    line.request("POST" if body else "GET", path, body, headers)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)
    line.close()


def grown(text: str) -> str:
    """A dossier with its activities, its blocks and its figures ten times over."""
    held: Any = deepcopy(data_of(text))
    for name in ("activites", "chronologie"):
        if isinstance(held.get(name), list):
            held[name] = [deepcopy(each) for _ in range(TIMES) for each in held[name]]
    for rank, activity in enumerate(held["activites"]):
        activity["titre"] = f"{activity['titre']} {rank}"
    for part in held.values():
        if isinstance(part, dict) and isinstance(part.get("blocs"), list):
            part["blocs"] = [deepcopy(each) for _ in range(TIMES) for each in part["blocs"]]
    for name in ("chiffres", "citations", "personnes", "notes"):
        more = {f"{k}_{n}": v for n in range(2, TIMES + 1) for k, v in held.get(name, {}).items()}
        held[name] = {**held.get(name, {}), **deepcopy(more)}
    return next(block(held, 0)) + "\n"


def now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def since(begun: tuple[float, float]) -> tuple[float, float]:
    """Seconds of the clock, seconds of the processor."""
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def one(work: Callable[[], object]) -> tuple[float, float]:
    begun = now()
    work()
    return since(begun)


def measured(work: Callable[[int], object], count: int) -> list[tuple[float, float]]:
    return [one(lambda rank=rank: work(rank)) for rank in range(count)]  # type: ignore[misc]


def told(what: str, times: list[tuple[float, float]]) -> None:
    clock, processor = (sorted(1000 * each[side] for each in times) for side in (0, 1))
    high = clock[min(len(clock) - 1, int(0.95 * len(clock)))]
    middle = len(clock) // 2
    print(
        f"{what}\u00a0: {clock[middle]:.0f} ms, 95e centile {high:.0f} ms "
        f"(processeur\u00a0: {processor[middle]:.0f} ms)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
