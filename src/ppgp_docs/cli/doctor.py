"""``ppgp doctor``: what this machine lacks, what is lost without it, what to type."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.diagnostics import ExitCode

if TYPE_CHECKING:
    from ppgp_docs.doctor import Besoin


def _tell(need: Besoin) -> None:
    mark = click.style("✓", fg="green") if need.present else click.style("✗", fg="red")
    click.echo(f"{mark}  {need.nom}{f'  {need.detail}' if need.detail else ''}")
    if not need.present:
        click.echo(f"   {need.consequence}")
        click.echo(f"   {click.style('aide', fg='cyan')}\u00a0: {need.remede}")


@click.command(cls=Commande)
@options.as_json
@click.pass_obj
def doctor(workspace_dir: Path, json_: bool) -> None:
    """Dit ce qui manque à cet ordinateur et comment l’installer."""
    from ppgp_docs.doctor import besoins

    needs = besoins(workspace_dir, essai=True)
    missing = [need for need in needs if not need.present]
    if json_:
        content = {"version": 1, "besoins": [asdict(need) for need in needs]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        for need in needs:
            _tell(need)
        click.echo("" if missing else "\ntout est là")
    if any(not need.facultatif for need in missing):
        sys.exit(ExitCode.MACHINE)
