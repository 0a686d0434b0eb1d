"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

targets = click.argument("cibles", nargs=-1, metavar="[CIBLE]…")

plugin_folders = click.option(
    "--plugins",
    "plugin_folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="Charge aussi les extensions de ce répertoire : leur code sera exécuté.",
)

as_json = click.option("--json", "json_", is_flag=True, help="Écrit le résultat en JSON.")

strict = click.option("--strict", is_flag=True, help="Traite les points d’attention en erreurs.")
