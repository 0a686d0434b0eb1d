"""``ppgp watch``: pages and drafts made again at each save, for who types YAML in an editor."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import HandledError

if TYPE_CHECKING:
    from ppgp_docs.session import Session
    from ppgp_docs.studio.live import Live
    from ppgp_docs.workspace.find import Workspace
    from ppgp_docs.workspace.folder import DossierFolder

_MEDIA: Final = ("text/html", "application/pdf")
_PATIENCE: Final = 2
"""Seconds left to a document that is being made when someone stops the watch."""


@click.command(cls=Commande)
@options.targets
@options.jobs
@options.port
@options.no_browser
@options.plugin_folders
@click.pass_obj
def watch(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    jobs: int,
    port: int,
    no_browser: bool,
    plugin_folders: tuple[Path, ...],
) -> None:
    """Refait pages et brouillons à chaque enregistrement, et les recharge dans le navigateur.

    Une CIBLE est un code (01), un répertoire ou un fichier ; sans cible, tout l’espace de travail.
    Ctrl-C arrête le suivi.
    """
    from ppgp_docs.studio.live import Live, application
    from ppgp_docs.studio.serve import PortTakenError, Server, open_in_browser, spare_typing
    from ppgp_docs.workspace.find import find_workspace

    live = Live()
    watching = _Watch(find_workspace(workspace_dir), cibles, plugin_folders, live, jobs)
    try:
        server = Server(application(live, watching.session), port)
    except PortTakenError as problem:
        raise click.UsageError(str(problem)) from problem
    threading.Thread(target=server.run, daemon=True).start()
    spare_typing()
    click.echo(server.address)
    sys.stdout.flush()
    if not no_browser:
        open_in_browser(server)
    try:
        watching.run()
    except KeyboardInterrupt:
        server.stop()
        watching.stop()
        click.echo("\nLe suivi est arrêté.", err=True)
        sys.stdout.flush()
        os._exit(0)  # a document that is being made has its own processes, which follow ours


class _Watch:
    """What is watched, and the drafts that are being made of it."""

    def __init__(
        self,
        workspace: Workspace,
        targets: tuple[str, ...],
        plugin_folders: tuple[Path, ...],
        live: Live,
        jobs: int,
    ) -> None:
        self._workspace, self._targets, self._jobs = workspace, targets, jobs
        self._plugin_folders, self._live = plugin_folders, live
        self.session = self._start()
        self._over = threading.Event()
        self._waiting: dict[str, DossierFolder] = {}
        self._wanted = threading.Condition()
        self._maker = threading.Thread(target=self._make_drafts, daemon=True)

    def run(self) -> None:
        """Until Ctrl-C. Raises HandledError when a target designates nothing."""
        from ppgp_docs.workspace.watched import changes, stamp

        before = stamp(self._places())
        self._refresh(self._folders())
        self._maker.start()
        for changed in changes(self._places(), before, self._over):
            self._follow(changed)

    def stop(self) -> None:
        """Let the document that is being made end, a moment at most."""
        self._over.set()
        with self._wanted:
            self._wanted.notify()
        if self._maker.is_alive():
            self._maker.join(_PATIENCE)

    def _start(self) -> Session:
        from ppgp_docs.cli.sessions import start

        return start(self._workspace, self._plugin_folders)

    def _places(self) -> tuple[Path, ...]:
        """The dossiers, and what all of them are made with."""
        root = self._workspace.root
        around = (root / name for name in ("schemas", "templates", "ppgp.toml"))
        return (root / "departments", *around, *self._plugin_folders, *self._workspace.plugins)

    def _folders(self) -> tuple[DossierFolder, ...]:
        from ppgp_docs.workspace.find import select

        return select(self._workspace, self._targets)

    def _follow(self, changed: frozenset[Path]) -> None:
        """The dossiers that hold what changed; all of them when it serves them all."""
        try:
            folders = self._folders()
            if any(not file.is_relative_to(self._workspace.departments) for file in changed):
                self.session = self._start()
            else:
                folders = tuple(
                    each
                    for each in folders
                    if any(file.is_relative_to(each.path) for file in changed)
                )
            self._live.keep({folder.name for folder in self._folders()})
            self._refresh(folders)
        except HandledError as problem:  # a file that all dossiers need is at fault for now
            show(problem.diagnostics)

    def _refresh(self, folders: tuple[DossierFolder, ...]) -> None:
        """The pages at once, the drafts behind."""
        if not folders:
            return
        self._live.refresh(self.session, folders)
        with self._wanted:
            self._waiting |= {folder.name: folder for folder in folders}
            self._wanted.notify()

    def _make_drafts(self) -> None:
        """Make what waits, as long as something comes; what came meanwhile is one more build."""
        while folders := self._next():
            try:
                for _ in self._build(folders):
                    if self._over.is_set():
                        return
            except HandledError as problem:
                show(problem.diagnostics)

    def _next(self) -> tuple[DossierFolder, ...]:
        with self._wanted:
            self._wanted.wait_for(lambda: self._waiting or self._over.is_set())
            folders = tuple(self._waiting.values())
            self._waiting.clear()
        return () if self._over.is_set() else folders

    def _build(self, folders: tuple[DossierFolder, ...]) -> Iterator[None]:
        from ppgp_docs.build.build import Build
        from ppgp_docs.build.events import Request
        from ppgp_docs.cli.build import Report, output_place
        from ppgp_docs.render.engine import Engine

        session = self.session
        formats = (each.id for each in session.plugins.formats if each.media_type in _MEDIA)
        if not (only := frozenset(formats)):
            return
        place = output_place(None, self._workspace)
        request = Request(
            self._workspace,
            folders,
            place,
            only=only,
            jobs=self._jobs,
            plugin_folders=self._plugin_folders,
            draft=True,
        )
        report = Report(request, trace=False)
        build = Build(request, Engine(self._workspace, self._plugin_folders))
        with closing(build.run()) as events:
            for event in events:
                report.tell(event)
                yield
        report.finish()
        sys.stdout.flush()
