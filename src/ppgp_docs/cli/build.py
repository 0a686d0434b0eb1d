"""``ppgp build``: from dossiers to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, entre
from ppgp_docs.cli.show import plural, printable, show, summary
from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Severity,
    Span,
    error,
    exit_code,
)
from ppgp_docs.francais.accords import accorder
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.build.events import Event, Failed, Request
    from ppgp_docs.render.engine import Engine
    from ppgp_docs.render.lone_process import LoneProcess
    from ppgp_docs.workspace.find import Workspace


@click.command(cls=Commande)
@options.targets
@click.option("--only", multiple=True, metavar="FORMAT", help="Ne fait que ce format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="Écrit dans ce répertoire (par défaut : `sorties` dans l’espace de travail).",
)
@options.jobs
@click.option(
    "--keep-going/--fail-fast",
    default=True,
    help="Continue après une erreur (par défaut), ou s’arrête à la première.",
)
@click.option("--force", is_flag=True, help="Refait aussi les documents déjà à jour.")
@click.option(
    "--archive",
    is_flag=True,
    help="Fait aussi une version d’archive (PDF/A) des études de cas.",
)
@click.option(
    "--print",
    "press",
    is_flag=True,
    help="Fait aussi une version à donner à l’imprimeur : fonds perdus de 3 mm, traits de coupe.",
)
@click.option(
    "--draft",
    is_flag=True,
    help="Fait des brouillons, même d’un dossier inachevé : des fichiers à part, "
    "`…-brouillon`, qui disent ce qui reste à faire.",
)
@click.option(
    "--publication",
    is_flag=True,
    help="Refuse un dossier où manque l’accord écrit d’une personne citée ou montrée.",
)
@click.option(
    "--accessibility",
    is_flag=True,
    help="Vérifie ensuite l’accessibilité de tous les documents : un rapport, "
    "`accessibilite.html`, à publier avec eux.",
)
@click.option(
    "--time-limit",
    type=int,
    callback=entre(1),
    default=60,
    envvar="PPGP_TIME_LIMIT",
    metavar="SECONDES",
    help="Limite le temps de chaque document, en secondes de calcul ou d’attente "
    "(par défaut : 60).",
)
@click.option(
    "--memory-limit",
    type=int,
    callback=entre(100),
    default=1000,
    envvar="PPGP_MEMORY_LIMIT",
    metavar="MO",
    help="Limite la mémoire de chaque document, en mégaoctets (par défaut : 1000).",
)
@options.strict
@options.plugin_folders
@options.no_cache
@click.option(
    "--trace", is_flag=True, help="Montre le détail technique d’un échec, à joindre au signalement."
)
@click.pass_obj
def build(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    only: tuple[str, ...],
    output: Path | None,
    jobs: int,
    keep_going: bool,
    force: bool,
    archive: bool,
    press: bool,
    draft: bool,
    publication: bool,
    accessibility: bool,
    time_limit: int,
    memory_limit: int,
    strict: bool,
    plugin_folders: tuple[Path, ...],
    no_cache: bool,
    trace: bool,
) -> None:
    """Fabrique les documents : études de cas, diaporamas, fiches action, pages web.

    Une CIBLE est un code (01), un répertoire ou un fichier ; sans cible, tout l’espace de travail.
    """
    from ppgp_docs.workspace.find import find_workspace, select

    kept = {"--publication": publication, "--archive": archive, "--print": press}
    _refuse_beside_draft(draft, kept)
    workspace = find_workspace(workspace_dir)
    folders = select(workspace, cibles)
    place = output_place(output, workspace)
    alone = jobs == 1 or len(folders) == len(only) == 1  # one process, as far as is known
    begun = _begin_early(alone) if folders and (force or _is_absent(place)) else None
    from ppgp_docs.build.events import Request
    from ppgp_docs.render.limits import Limits

    engine = options.engine(workspace, plugin_folders, no_cache=no_cache, seconds=time_limit)
    request = Request(
        *(workspace, folders, place, frozenset(only), jobs, force),
        strict=strict,
        fail_fast=not keep_going,
        plugin_folders=plugin_folders,
        archive=archive,
        press=press,
        publication=publication,
        draft=draft,
        accessibility=accessibility,
        limits=Limits(time_limit, memory_limit),
    )
    sys.exit(tell_build(request, engine, trace, begun))


def _is_absent(place: Path) -> bool:
    return not os.access(place, os.F_OK)  # any length of name


def _begin_early(alone: bool) -> LoneProcess | None:
    """Let the processes of a build load while this one does: the one that it needs, or those that
    are forked from a server."""
    from ppgp_docs.render.lone_process import LoneProcess

    begun = LoneProcess.start() if alone else None
    if begun is None:
        from ppgp_docs.processes import begin_early

        begin_early()
    return begun


def tell_build(
    request: Request, engine: Engine, trace: bool = False, begun: LoneProcess | None = None
) -> ExitCode:
    """Build, and say what happens as it happens; the answer to the shell."""
    from ppgp_docs.build.build import Build

    report = Report(request, trace)
    with _progress() as advance, closing(Build(request, engine, begun).run()) as events:
        for event in events:
            report.tell(event)
            advance(event)
    report.finish()
    return report.exit_code


def _refuse_beside_draft(draft: bool, others: Mapping[str, bool]) -> None:
    """A draft is neither published nor kept for good."""
    for name, asked in others.items():
        if draft and asked:
            raise click.UsageError(f"`--draft` et `{name}` s’excluent")


def output_place(output: Path | None, workspace: Workspace) -> Path:
    """Where documents go, links followed; those of a workspace lead out of it only when asked."""
    place = Path(os.path.realpath(output or workspace.outputs))
    if output is None and not place.is_relative_to(os.path.realpath(workspace.root)):
        message = f"`{workspace.outputs.name}` est un lien qui mène hors de l’espace de travail"
        hint = f"si c’est voulu, dites-le : `--output {place}`"
        raise HandledError(error("F005", message, Span(workspace.outputs), hint))
    if place.is_relative_to(os.path.realpath(workspace.departments)):
        message = f"`{place.name}` est parmi les dossiers : les documents ne s’y font pas"
        hint = "choisissez un autre répertoire, par exemple `--output documents`"
        raise HandledError(error("F005", message, Span(place), hint), exit_code=ExitCode.USAGE)
    return place


class Report:
    """Says each event as it comes, then sums up; knows the exit code."""

    def __init__(self, request: Request, trace: bool) -> None:
        self._request, self._trace = request, trace
        self._found: list[Diagnostic] = []
        self._made = self._kept = self._failed = 0
        self._codes: set[ExitCode] = set()

    def tell(self, event: Event) -> None:
        from ppgp_docs.build import events

        match event:
            case events.DiagnosticsFound(diagnostics):
                self._say(diagnostics)
            case events.Made(artifact, path, fresh):
                self._tell_made(path, artifact.bytes, artifact.seconds, fresh)
            case events.Refused(dossier, format, reason):
                told = f"{printable(dossier)}/{format}"
                click.echo(f"–  {told}  pas fait\u00a0: {espacer(reason)}")
            case events.Blocked(dossier):
                self._failed += 1
                name = printable(dossier)
                click.echo(f"✗  {name}\u00a0: rien n’est fait, le dossier est à corriger", err=True)
            case events.Failed():
                self._tell_failed(event)
            case events.Reported(path):
                click.echo(f"✓  {printable(path.name)}  rapport d’accessibilité")

    def _say(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self._found += diagnostics
        show(finding for finding in diagnostics if finding.severity > Severity.INFO)
        for finding in diagnostics if self._trace else ():
            if finding.trace:
                click.echo(finding.trace, err=True)
        others = (each for each in diagnostics if each.code[0] not in "RP")  # whose document fails
        self._codes.add(exit_code(others, strict=self._request.strict))

    def _tell_made(self, path: Path, size: int, seconds: float, fresh: bool) -> None:
        from ppgp_docs.francais.nombres import taille

        name = printable(path.relative_to(self._request.output).as_posix())
        if not fresh:
            self._kept += 1
            click.echo(f"=  {name}  déjà à jour")
            return
        self._made += 1
        click.echo(f"✓  {name}  {taille(size)}  {_seconds(seconds)}")

    def _tell_failed(self, failed: Failed) -> None:
        self._failed += 1
        self._codes.add(failed.exit_code)
        kept = ", la version précédente est gardée" if failed.stands else ""
        click.echo(f"✗  {printable(failed.document)}\u00a0: pas fait{kept}", err=True)
        if failed.trace and self._trace:
            click.echo(failed.trace, err=True)

    def finish(self) -> None:
        """The last lines: what was made, what was not, where it all is."""
        counts = (
            plural(self._made, "document", accorder(self._made, "fait")),
            f"{self._kept} déjà à jour" if self._kept else "",
            plural(self._failed, "échec"),
        )
        made = ", ".join(filter(None, counts)) or "aucun document à faire"
        said = ", ".join(filter(None, (made, summary(self._found))))
        click.echo(f"\n{said} → {printable(str(self._request.output))}")

    @property
    def exit_code(self) -> ExitCode:
        """The gravest for the user first: what they can mend themselves."""
        order = (
            ExitCode.TO_MEND,
            ExitCode.MACHINE,
            ExitCode.RENDER_FAILED,
            ExitCode.PROOF_FAILED,
        )
        least = ExitCode.TO_MEND if self._failed else ExitCode.DONE
        return next((code for code in order if code in self._codes), least)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}\u00a0s".replace(".", ",")


@contextmanager
def _progress() -> Iterator[Callable[[Event], None]]:
    """A bar on a terminal, nothing elsewhere; yields what to call with each event."""
    if not sys.stderr.isatty():
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()
    ) as bar:
        task = bar.add_task("documents", total=None)

        def advance(event: Event) -> None:
            from ppgp_docs.build import events

            if isinstance(event, events.Counted):
                bar.update(task, total=event.count)
            elif isinstance(event, events.Failed) or (
                isinstance(event, events.Made) and event.fresh
            ):
                bar.advance(task)

        yield advance
