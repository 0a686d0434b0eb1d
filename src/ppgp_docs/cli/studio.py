"""``ppgp studio``: the workspace in a browser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande


@click.command(cls=Commande)
@options.targets
@options.port
@options.no_browser
@options.plugin_folders
@click.pass_obj
def studio(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    port: int,
    no_browser: bool,
    plugin_folders: tuple[Path, ...],
) -> None:
    """Ouvre le studio dans le navigateur : remplir, voir, vérifier et fabriquer les dossiers.

    Une CIBLE ouvre ce dossier ; sans cible, le tableau de bord. Ctrl-C l’arrête, ou le bouton
    « Arrêter le studio ».
    """
    from ppgp_docs.studio.open_workspace import OpenWorkspace
    from ppgp_docs.studio.serve import PortTakenError, Studio, open_in_browser, spare_typing

    opened = OpenWorkspace.open(workspace_dir, plugin_folders)
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
