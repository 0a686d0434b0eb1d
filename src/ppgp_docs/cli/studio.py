"""``ppgp studio``: the workspace in a browser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande

_ICON: Final = "studio/icone.svg"


@click.command(cls=Commande)
@options.targets
@options.port
@options.no_browser
@options.plugin_folders
@click.option(
    "--shortcut",
    is_flag=True,
    help="Pose sur le bureau une icône qui ouvre le studio, et s’arrête là.",
)
@click.pass_obj
def studio(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    port: int,
    no_browser: bool,
    plugin_folders: tuple[Path, ...],
    shortcut: bool,
) -> None:
    """Ouvre le studio dans le navigateur : remplir, voir, vérifier et fabriquer les dossiers.

    Une CIBLE ouvre ce dossier, ou cet espace de travail ; sans cible, le tableau de bord. Ctrl-C
    l’arrête, ou le bouton « Arrêter le studio ».
    """
    if shortcut:
        _place_icon(workspace_dir)
        return
    from ppgp_docs.cli.sessions import tell_plugins
    from ppgp_docs.studio.open_workspace import OpenWorkspace
    from ppgp_docs.studio.serve import PortTakenError, Studio, open_in_browser, spare_typing

    workspace_dir, cibles = _workspace_in(workspace_dir, cibles)
    opened = OpenWorkspace.open(workspace_dir, plugin_folders)
    tell_plugins(opened.session.plugins)
    try:
        running = Studio(opened, port, opened.start(cibles))
    except PortTakenError as problem:
        raise click.UsageError(str(problem)) from problem
    spare_typing()
    click.echo(running.address)
    if not no_browser:
        open_in_browser(running)
    with suppress(KeyboardInterrupt):
        running.run()
    click.echo("\nLe studio est arrêté.", err=True)


def _workspace_in(workspace_dir: Path, cibles: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The workspace that a target is, when it is one or is empty; those that were given if not."""
    from ppgp_docs.workspace.find import DEPARTMENTS

    folder = Path(cibles[0]) if len(cibles) == 1 else None
    if folder is None or not folder.is_dir():
        return workspace_dir, cibles
    is_one = (folder / DEPARTMENTS).is_dir() or not any(folder.iterdir())
    return (folder, ()) if is_one else (workspace_dir, cibles)


def _place_icon(workspace_dir: Path) -> None:
    """The icon opens the folder that is asked for; from one's home, that of the documents."""
    from ppgp_docs.shortcut import place_icon
    from ppgp_docs.system_errors import real_path, reason
    from ppgp_docs.workspace.resources import Resources

    folder = real_path(workspace_dir)
    try:
        if folder == Path.home().resolve():
            folder = _documents()
            folder.mkdir(parents=True, exist_ok=True)
        found = place_icon(folder, Resources.of_workspace(None).bytes(_ICON))
    except OSError as problem:
        raise click.UsageError(
            f"l’icône n’a pas pu être posée\u00a0: {reason(problem)}"
        ) from problem
    for each in found:
        click.echo(str(each))
    click.echo(f"L’icône ouvre le studio sur le répertoire {folder}.", err=True)


def _documents() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path() / "PPGP"
