"""A plugin tried on made-up dossiers, in a process of its own.

It is asked all that a build, a check and a draft ask, while :mod:`~ppgp_docs.testing.watch` looks
on. What came of it goes to a file; whoever started the process compares two of them.
"""

from __future__ import annotations

import faulthandler
import pickle
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.plugins import PluginInfo
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.planning import Candidate, plan
from ppgp_docs.render.render import render_job
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace
from ppgp_docs.testing.watch import SideEffect, Watch
from ppgp_docs.workspace.folder import DossierFolder

BROKEN: Final = "fautif"
"""The dossier that has errors: it makes drafts alone."""
WORKSPACE: Final = "espace-d-essai"
_START: Final = 60
"""Seconds to load all that is installed, on a computer that does other things too."""


@frozen
class Made:
    """A document of the trial: its bytes, or rather what sums them up, and where its format is."""

    format: str
    dossier: str
    name: str
    digest: str
    seconds: float
    place: str = ""
    line: int = 0


@define
class Trial:
    """What came of it, step after step: what was found, in which of the dossiers."""

    infos: tuple[PluginInfo, ...] = ()
    pages: tuple[str, ...] = ()
    loading: tuple[Diagnostic, ...] = ()
    found: list[tuple[str, Diagnostic]] = field(factory=list)
    documents: list[Made] = field(factory=list)
    deeds: list[SideEffect] = field(factory=list)
    seconds: dict[str, float] = field(factory=dict)


@frozen
class TriedPlugin:
    """Which plugin is tried: the ``name`` of one that is installed, or those of a ``folder``."""

    names: tuple[str, ...]
    folder: Path | None
    code: tuple[str, ...]
    seconds: int
    root: Path

    @property
    def result(self) -> Path:
        return self.root / "resultat"

    @property
    def step(self) -> Path:
        return self.root / "etape"

    @property
    def stuck(self) -> Path:
        return self.root / "bloque"


class _Clock:
    """Gives each step its time: beyond, the process ends and says where it was."""

    def __init__(self, asked: TriedPlugin) -> None:
        self._asked, self._file = asked, asked.stuck.open("w")

    def step(self, told: str, least: int = 0) -> None:
        """``least`` is what a step needs that does much beside asking the plugin."""
        self._asked.step.write_text(told, "utf-8")
        seconds = max(self._asked.seconds, least)
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._file)


def run(asked: TriedPlugin) -> Trial:
    """Load the plugin, then ask it everything about each dossier."""
    clock, watch, trial = _Clock(asked), Watch(asked.code), Trial()
    clock.step("chargement", _START)
    watch.start()
    session = Session.start(None, (asked.folder,) if asked.folder else ())
    mine = [info for info in session.plugins.infos if _is_asked(info, asked)]
    trial.infos, trial.loading = tuple(mine), session.plugins.diagnostics
    trial.pages = tuple(session.plugins.pages)
    folders = write_workspace(asked.root / WORKSPACE, session.schemas)
    for name, folder in folders.items():
        clock.step(f"dossier {name}", _START // 2)
        _try(trial, session, name, DossierFolder(folder), clock)
    faulthandler.cancel_dump_traceback_later()
    trial.deeds = watch.deeds
    return trial


def _is_asked(info: PluginInfo, asked: TriedPlugin) -> bool:
    return info.origin == str(asked.folder) if asked.folder else info.name in asked.names


def _try(trial: Trial, session: Session, name: str, folder: DossierFolder, clock: _Clock) -> None:
    start = time.perf_counter()
    drafted = read_draft(session, folder)
    trial.seconds[name] = time.perf_counter() - start
    reading = drafted.reading
    trial.found += ((name, each) for each in reading.diagnostics)
    if reading.dossier is None:
        return
    own = frozenset(id_ for info in trial.infos for id_ in info.formats)
    brings_blocks = any(info.blocks for info in trial.infos)
    if not own and not brings_blocks:
        return
    planned = plan(reading.dossier, session.plugins, frozenset() if brings_blocks else own, False)
    trial.found += ((name, each) for each in planned.diagnostics)
    wanted = [each for each in planned.candidates if each.reason is None and each.format.id in own]
    for candidate in as_drafts(wanted, drafted.remaining) if name == BROKEN else wanted:
        clock.step(f"document {candidate.document.name}")
        trial.documents += _made(trial, session, name, candidate)


def _made(trial: Trial, session: Session, dossier: str, candidate: Candidate) -> Iterator[Made]:
    job, faults = Job.of(candidate, session)
    trial.found += ((dossier, each) for each in faults)
    rendered = render_job(job, session)
    trial.found += ((dossier, each) for each in rendered.diagnostics)
    if rendered.data is None:
        return
    document, place = candidate.document, start_of(candidate.format.render)
    yield Made(
        document.format,
        dossier,
        document.name,
        sha256(rendered.data).hexdigest(),
        rendered.seconds,
        str(place.file) if place else "",
        place.line if place else 0,
    )


def main(order: str) -> None:
    """The process: what is asked lies in the file ``order``, what came of it beside."""
    asked: TriedPlugin = pickle.loads(Path(order).read_bytes())
    asked.result.write_bytes(pickle.dumps(run(asked)))
