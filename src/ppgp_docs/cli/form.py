"""``ppgp form``: a form to send out, blank or filled with what the dossier says."""

from __future__ import annotations

from pathlib import Path

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, entre
from ppgp_docs.cli.new import territory_of
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.system_errors import reason


@click.command(cls=Commande)
@click.argument("code", metavar="CODE")
@click.option(
    "--fiche",
    type=int,
    callback=entre(1, 999),
    metavar="N",
    help="Fait le formulaire de la fiche action de ce numéro, au lieu de l’étude de cas.",
)
@click.option("--contrat", is_flag=True, help="Fait le formulaire du contrat.")
@click.option(
    "--budget",
    is_flag=True,
    help="Fait le budget de cette fiche, ou les montants du contrat, dans un classeur Excel.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="L’écrit dans ce répertoire (par défaut : `sorties` dans l’espace de travail).",
)
@options.plugin_folders
@click.pass_obj
def form(
    workspace_dir: Path,
    code: str,
    fiche: int | None,
    contrat: bool,
    budget: bool,
    output: Path | None,
    plugin_folders: tuple[Path, ...],
) -> None:
    """Fait un formulaire Word à remplir : l’étude de cas entière, une fiche ou le contrat.

    CODE est celui du territoire (01, 2A, 971), ou son nom. Ce que le dossier dit déjà y est rempli.
    Quand il revient, `ppgp import` en reprend les réponses.
    """
    from ppgp_docs.cli.sessions import start
    from ppgp_docs.edit.nodes import NotEditableError
    from ppgp_docs.form.making import Form, left_out, made
    from ppgp_docs.workspace.disk import replace_file
    from ppgp_docs.workspace.find import DEPARTMENTS, find_workspace
    from ppgp_docs.workspace.folder import folder_of

    if contrat and fiche is not None:
        raise click.UsageError("choisissez entre --fiche et --contrat")
    if budget and fiche is None and not contrat:
        raise click.UsageError("dites de quel budget il s’agit : --fiche N ou --contrat")
    workspace = find_workspace(workspace_dir)
    territory = territory_of(code)
    folder = folder_of(workspace.root / DEPARTMENTS, territory)
    asked = Form(territory, folder, fiche, is_budget=budget, is_contract=contrat)
    session = start(workspace, plugin_folders)
    file = (output or workspace.outputs) / f"{asked.name}{'.xlsx' if budget else '.docx'}"
    _refuse_existing(file)
    try:
        absent = left_out(asked, session)
        replace_file(file, made(asked, session))
    except NotEditableError as problem:
        raise HandledError(
            error("F003", f"le dossier ne se lit pas : {problem}", None)
        ) from problem
    except OSError as problem:
        told = error("W003", f"`{file.name}` n’a pas pu être écrit : {reason(problem)}", None)
        raise HandledError(told, exit_code=ExitCode.MACHINE) from problem
    click.echo(f"✓  {file}")
    if absent:
        who = "une personne qui a retiré" if absent == 1 else f"{absent} personnes qui ont retiré"
        said = "qu’elle a" if absent == 1 else "qu’elles ont"
        click.echo(f"   sans {who} un accord, ni ce {said} dit")


def _refuse_existing(file: Path) -> None:
    """A form that somebody may have begun to fill is never replaced."""
    if file.exists():
        told = error(
            "W004",
            f"`{file.name}` existe déjà : il n’est pas touché",
            None,
            "déplacez-le ou renommez-le : quelqu’un a pu commencer à le remplir",
        )
        raise HandledError(told, exit_code=ExitCode.USAGE)
