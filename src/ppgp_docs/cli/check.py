"""``ppgp check``: everything that needs mending, without making any document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import plural, show, summary
from ppgp_docs.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    pass


FORMATS: Final = ("texte", "court", "json", "sarif", "github")


def _last_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The last day of a date as people write it."""
    from ppgp_docs.francais.dates import lire_date

    try:
        return lire_date(value).fin if value else None
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from problem


@click.command(cls=Commande)
@options.targets
@options.strict
@options.plugin_folders
@options.no_cache
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="texte",
    show_default=True,
    metavar="FORME",
    help="Choisit la forme du résultat : texte, ou court (une ligne par constat) ; pour un autre "
    "programme, json, sarif ou github.",
)
@click.option(
    "--conseils",
    is_flag=True,
    help="Ajoute des conseils de rédaction : phrases longues, sigles, jargon, lisibilité.",
)
@click.option(
    "--as-of",
    callback=_last_day,
    metavar="DATE",
    help="Dit aussi ce qui manque au bilan annuel des années finies à cette date : 2026-07-01. "
    "Le bilan d’une année est attendu avant le 30 juin suivant.",
)
@options.as_json
@click.pass_obj
def check(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    strict: bool,
    plugin_folders: tuple[Path, ...],
    no_cache: bool,
    style: str,
    conseils: bool,
    as_of: date | None,
    json_: bool,
) -> None:
    """Vérifie les dossiers : forme, chiffres, dates, totaux. N’écrit aucun document.

    Une CIBLE est un code (01), un répertoire ou un fichier ; sans cible, tout l’espace de travail.
    """
    from ppgp_docs.diagnostics import exit_code, in_file_order
    from ppgp_docs.render.checking import surveys
    from ppgp_docs.render.survey import Wanted
    from ppgp_docs.workspace.find import find_workspace, select, workspace_diagnostics

    workspace = find_workspace(workspace_dir)
    folders = select(workspace, cibles)
    engine = options.engine(workspace, plugin_folders, no_cache=no_cache)
    found = [*engine.loaded.diagnostics, *workspace_diagnostics(workspace)]
    for survey in surveys(engine, folders, Wanted(advice=conseils, as_of=as_of)):
        found += in_file_order((*survey.findings, *survey.advice))
    if json_ or style not in ("texte", "court"):
        from ppgp_docs.cli.formats import PROGRAMS

        click.echo(PROGRAMS["json" if json_ else style](found))
    else:
        show(found, style, err=False)
        if style == "texte":
            _point_at_explain(found)
        count = plural(len(folders), "dossier")
        click.echo(f"{count}\u00a0: {summary(found) or 'rien à corriger'}")
    sys.exit(exit_code(found, strict=strict))


def _point_at_explain(found: list[Diagnostic]) -> None:
    """Codes mean nothing to who sees them for the first time."""
    grave = next((finding for finding in found if finding.severity >= Severity.WARNING), None)
    if grave:
        click.echo(f"`ppgp explain {grave.code}` explique ce code.\n")
