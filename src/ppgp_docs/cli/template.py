"""``ppgp template``: the templates of Word and PowerPoint that people edit, checked before use."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, Groupe
from ppgp_docs.cli.show import show, summary
from ppgp_docs.diagnostics import ExitCode, HandledError, Span, error, exit_code, not_there
from ppgp_docs.system_errors import RefusedFileError, real_path

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import TemplateChecker
    from ppgp_docs.plugin.plugins import Plugins


@click.group(cls=Groupe)
def template() -> None:
    """Vérifie les modèles que l’on modifie dans Word et PowerPoint."""


@template.command(cls=Commande)
@click.argument(
    "fichier", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER"
)
@click.option(
    "--format",
    "format_id",
    metavar="FORMAT",
    help="Dit à quel format sert ce modèle ; d’habitude, le nom du fichier suffit.",
)
@click.option(
    "--annotate",
    "copy",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="COPIE",
    help="Écrit dans COPIE le modèle avec chaque constat en commentaire, là où il se trouve.",
)
@options.plugin_folders
@options.as_json
@click.pass_obj
def check(
    workspace_dir: Path,
    fichier: Path,
    format_id: str | None,
    copy: Path | None,
    plugin_folders: tuple[Path, ...],
    json_: bool,
) -> None:
    """Dit toutes les fautes d’un modèle et leur place : paragraphe, tableau, en-tête.

    Ce qui se corrige tout seul à la fabrication est seulement noté.
    """
    from ppgp_docs.cli.formats import json_findings
    from ppgp_docs.cli.sessions import start, workspace_or_none
    from ppgp_docs.workspace.unread_templates import told_of_template

    workspace = workspace_or_none(workspace_dir)
    plugins = start(workspace, plugin_folders, tells=True).plugins
    checker = _checker(fichier, format_id, plugins)
    data = _read(fichier)
    not_read = told_of_template(fichier, workspace.root) if workspace else ()
    told = _asked(plugins, checker, "check", fichier, data)
    found = [*plugins.diagnostics, *not_read, *told]
    if copy:
        _annotate(plugins, checker, fichier, data, copy)
    if json_:
        click.echo(json_findings.render(found))
    else:
        show(found, err=False)
        click.echo(f"{fichier.name}\u00a0: {summary(found) or 'rien à corriger'}")
    sys.exit(exit_code(found))


def _read(file: Path) -> bytes:
    """The content of a template. Raises HandledError for what is no regular file, or too large."""
    from ppgp_docs.workspace.reader import read_bytes
    from ppgp_docs.workspace.resources import MOST

    try:
        return read_bytes(file, most=MOST)
    except RefusedFileError as problem:
        told = f"`{file.name}` ne peut pas être lu : {problem}"
        hint = "donnez un modèle enregistré par Word ou PowerPoint"
        raise HandledError(
            error("F019", told, Span(file), hint), exit_code=ExitCode.USAGE
        ) from None


def _checker(file: Path, format_id: str | None, plugins: Plugins) -> TemplateChecker:
    """The format that a template serves: the one asked for, else by its file name, else the only
    one whose template is of that kind."""
    from ppgp_docs.plugin.formats import TemplateChecker

    checkers = [one for one in plugins.formats if isinstance(one, TemplateChecker)]
    for one in checkers:
        if format_id == one.id or (not format_id and _name(one) == file.name.lower()):
            return one
    alike = [one for one in checkers if PurePosixPath(_name(one)).suffix == file.suffix.lower()]
    if len(alike) == 1 and not format_id:
        return alike[0]
    unknown = f"`{format_id}` n’a pas de modèle à vérifier"
    unsaid = f"le nom `{file.name}` ne dit pas à quel format sert ce modèle"
    ids = ", ".join(f"`{one.id}` ({_name(one)})" for one in checkers)
    hint = f"ajoutez `--format` et l’un de ces formats : {ids}"
    fault = error("F020", unknown if format_id else unsaid, Span(file), hint)
    raise not_there(plugins.diagnostics, fault)


def _name(checker: TemplateChecker) -> str:
    return PurePosixPath(checker.template).name


def _asked(plugins: Plugins, checker: TemplateChecker, what: str, file: Path, data: bytes) -> Any:
    """What a format says of a template; a plugin's failure stops the command, and names it."""
    from ppgp_docs.plugin import answers

    read = {"check": answers.diagnostics, "annotate": answers.data}[what]
    answer, fault = plugins.ask_format(checker.id, f"{what}_template", read, file, data)
    if fault:
        raise HandledError(fault, exit_code=ExitCode.RENDER_FAILED)
    return answer


def _annotate(
    plugins: Plugins, checker: TemplateChecker, file: Path, data: bytes, copy: Path
) -> None:
    from ppgp_docs.workspace.disk import replace_file

    if real_path(copy) == real_path(file):
        fault = error("F021", "la copie annotée prendrait la place du modèle", Span(file))
        raise HandledError(fault, exit_code=ExitCode.USAGE)
    replace_file(copy, _asked(plugins, checker, "annotate", file, data))
