"""``ppgp doctor``: what this machine lacks, what is lost without it, what to type."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import ExitCode, HandledError

if TYPE_CHECKING:
    from ppgp_docs.doctor import Besoin


def _tell(need: Besoin) -> None:
    mark = click.style("✓", fg="green") if need.present else click.style("✗", fg="red")
    click.echo(f"{mark}  {need.nom}{f'  {need.detail}' if need.detail else ''}")
    if not need.present:
        click.echo(f"   {need.consequence}")
        click.echo(f"   {click.style('aide', fg='cyan')}\u00a0: {need.remede}")


def _templates() -> Besoin:
    """Where the shipped templates are: guides ask to copy one, and a wheel hides them deep."""
    from ppgp_docs.doctor import Besoin
    from ppgp_docs.workspace.resources import shipped

    place = shipped("templates")
    return Besoin(
        nom="Modèles livrés",
        present=place.is_dir(),
        consequence="aucun document ne peut être fabriqué",
        remede="réinstallez ppgp-docs",
        detail=str(place),
    )


def _plugins(workspace_dir: Path) -> dict[str, Any]:
    """What plugins bring here, and what is wrong with them; empty where a package of ours lacks,
    which is told above."""
    from ppgp_docs.cli.sessions import answer, extensions, loaded_plugins

    try:
        return extensions(loaded_plugins(workspace_dir))
    except ImportError:
        return {"plugins": [], "faults": []}
    except HandledError as problem:  # the schemas of the workspace, that all plugins extend
        from ppgp_docs.cli.formats.json_findings import records

        show(problem.diagnostics)
        answer(problem.exit_code)
        return {"plugins": [], "faults": records(problem.diagnostics)}


@click.command(cls=Commande)
@options.as_json
@click.pass_obj
def doctor(workspace_dir: Path, json_: bool) -> None:
    """Dit ce qui manque à cet ordinateur et comment l’installer."""
    from ppgp_docs.doctor import besoins

    needs = (*besoins(workspace_dir, essai=True), _templates())
    missing = [need for need in needs if not need.present]
    plugins = _plugins(workspace_dir)
    if json_:
        content = {
            "version": 1,
            "besoins": [asdict(need) for need in needs],
            "extensions": plugins,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        for need in needs:
            _tell(need)
        click.echo("" if missing or plugins["faults"] else "\ntout est là")
    if any(not need.facultatif for need in missing):
        sys.exit(ExitCode.MACHINE)
