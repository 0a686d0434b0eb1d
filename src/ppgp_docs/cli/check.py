"""``ppgp check``: everything that needs mending, without making any document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import FORMATS, as_json, plural, show, summary
from ppgp_docs.diagnostics import ExitCode, Severity, has_errors


@click.command(cls=Commande)
@options.targets
@options.strict
@options.plugin_folders
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="texte",
    show_default=True,
    metavar="FORME",
    help="texte, court (une ligne par constat) ou json (sur la sortie standard).",
)
@options.as_json
@click.pass_obj
def check(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    strict: bool,
    plugin_folders: tuple[Path, ...],
    style: str,
    json_: bool,
) -> None:
    """Vérifie les dossiers : forme, chiffres, dates, totaux. N’écrit aucun document.

    Une CIBLE est un code (01), un dossier ou un fichier ; sans cible, tout l’espace de travail.
    """
    from ppgp_docs.diagnostics import in_file_order
    from ppgp_docs.engine import Engine
    from ppgp_docs.find import find_workspace, select

    workspace = find_workspace(workspace_dir)
    folders = select(workspace, cibles)
    engine = Engine.start(workspace, plugin_folders)
    found = list(engine.plugins.diagnostics)
    for folder in folders:
        found += in_file_order(engine.read(folder).diagnostics)
    if json_ or style == "json":
        click.echo(as_json(found))
    else:
        show(found, style)
        count = plural(len(folders), "dossier")
        click.echo(f"{count}\u00a0: {summary(found) or 'rien à corriger'}")
    grave = any(finding.severity >= Severity.WARNING for finding in found)
    if has_errors(found) or (strict and grave):
        sys.exit(ExitCode.TO_MEND)
