"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli.francais import entre
from ppgp_docs.cli.sessions import PATIENCE
from ppgp_docs.workspace.resources import PLUGINS

if TYPE_CHECKING:
    from ppgp_docs.render.engine import Engine
    from ppgp_docs.workspace.find import Workspace

targets = click.argument("cibles", nargs=-1, metavar="[CIBLE]…")

plugin_folders = click.option(
    "--plugins",
    "plugin_folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar=PLUGINS,
    metavar="RÉPERTOIRE",
    help="Charge aussi les extensions de ce répertoire : leur code sera exécuté.",
)

as_json = click.option("--json", "json_", is_flag=True, help="Écrit le résultat en JSON.")

strict = click.option(
    "--strict", is_flag=True, help="Traite les points d’attention comme des erreurs."
)

no_cache = click.option(
    "--no-cache",
    is_flag=True,
    help="Relit et vérifie tout, sans rien reprendre de la fois précédente.",
)


def engine(
    workspace: Workspace,
    plugin_folders: tuple[Path, ...],
    *,
    no_cache: bool,
    seconds: int = PATIENCE,
) -> Engine:
    """What a command works with; without its cache, nothing is remembered nor kept.

    ``seconds`` are what a stranger's plugin may take to answer about one dossier.
    """
    from ppgp_docs.cache.state import State
    from ppgp_docs.render.engine import Engine

    state = State(None) if no_cache else State.of(workspace.root)
    return Engine(workspace, plugin_folders, state, seconds)


port = click.option(
    "--port",
    type=int,
    callback=entre(0, 65535),
    default=0,
    metavar="N",
    help="Choisit le port de l’adresse, sur cet ordinateur seul (par défaut : un port libre).",
)

no_browser = click.option("--no-browser", is_flag=True, help="N’ouvre pas le navigateur.")

jobs = click.option(
    "-j",
    "--jobs",
    type=int,
    callback=entre(1),
    default=lambda: os.cpu_count() or 1,
    envvar="PPGP_JOBS",
    metavar="N",
    help="Fait ce nombre de documents en même temps (par défaut : un par processeur).",
)
