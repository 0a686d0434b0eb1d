"""``ppgp plugins``: what is installed and what it brings."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, Groupe
from ppgp_docs.cli.plugin_authors import check, new
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import HandledError, Span, error
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import PluginInfo
    from ppgp_docs.workspace.find import Workspace


@click.group(cls=Groupe, invoke_without_command=True)
@options.plugin_folders
@options.as_json
@click.pass_context
def plugins(context: click.Context, plugin_folders: tuple[Path, ...], json_: bool) -> None:
    """Liste les extensions et leurs formats, les autorise, en crée, les éprouve."""
    if context.invoked_subcommand is None:
        _list(context.obj, plugin_folders, json_)
    else:
        _pass_on(context, context.invoked_subcommand)


def _pass_on(context: click.Context, name: str) -> None:
    """Let options that stand before a subcommand be its own, or refuse them."""
    taken = (
        {each.name for each in plugins.commands[name].params} if name in plugins.commands else ()
    )
    given = {each.name: each for each in context.command.params if _is_typed(context, each)}
    for each in given.keys() - taken:
        raise click.UsageError(f"`ppgp plugins {name}` ne prend pas {given[each].opts[0]}")
    context.default_map = {name: {each: context.params[each] for each in given}}


def _is_typed(context: click.Context, option: click.Parameter) -> bool:
    return context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE


@plugins.command("list", cls=Commande)
@options.plugin_folders
@options.as_json
@click.pass_obj
def list_(workspace_dir: Path, plugin_folders: tuple[Path, ...], json_: bool) -> None:
    """Liste les extensions : ce que chacune apporte, où elle est, ce qui ne va pas."""
    _list(workspace_dir, plugin_folders, json_)


@plugins.command(cls=Commande)
@click.argument(
    "repertoire",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
)
@click.pass_obj
def allow(workspace_dir: Path, repertoire: Path) -> None:
    """Autorise les extensions d’un RÉPERTOIRE, telles qu’elles sont aujourd’hui."""
    from ppgp_docs.plugin import permission
    from ppgp_docs.system_errors import real_path

    workspace = _workspace(workspace_dir)
    if workspace and not real_path(repertoire).is_relative_to(real_path(workspace.root)):
        told = f"`{repertoire}` est hors de l’espace de travail, ses extensions n’y servent pas"
        hint = "pour s’en servir une fois : `--plugins RÉPERTOIRE` ; sinon déplacez-le ici"
        raise HandledError(error("F005", espacer(told), None, espacer(hint)))
    try:
        permission.allow(repertoire)
    except permission.LinkError as problem:
        told = f"les extensions de `{repertoire.name}` ne s’autorisent pas : {problem}"
        raise HandledError(error("F023", told, Span(repertoire), permission.NO_LINK)) from problem
    click.echo(
        f"✓  les extensions de {repertoire.name} s’exécuteront, tant qu’elles ne changent pas"
    )


def _workspace(start: Path) -> Workspace | None:
    """The workspace of a folder, if any. Raises HandledError for one whose settings are wrong: what
    is allowed would still not run."""
    from ppgp_docs.workspace.find import find_workspace

    try:
        return find_workspace(start)
    except HandledError as problem:
        if any(each.code == "F005" for each in problem.diagnostics):
            raise
    return None


plugins.add_command(new)
plugins.add_command(check)


def _list(workspace_dir: Path, plugin_folders: tuple[Path, ...], json_: bool) -> None:
    from ppgp_docs.cli.sessions import extensions, loaded_plugins
    from ppgp_docs.diagnostics import exit_code

    loaded = loaded_plugins(workspace_dir, plugin_folders, tells=True)
    if json_:
        content = {"version": 1, **extensions(loaded)}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        show(loaded.diagnostics)
        labels = {format.id: f"{format.label} ({format.suffix})" for format in loaded.formats}
        rows = [
            (info.name, brings, f"{info.origin} {info.version}".strip())
            for info in loaded.infos
            for brings in _brings(info, labels)
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            click.echo("  ".join(map(str.ljust, row, widths)).rstrip())
    sys.exit(exit_code(loaded.diagnostics))


def _brings(info: PluginInfo, labels: dict[str, str]) -> list[str]:
    """What a plugin brings, a line each: its formats by their labels, then the rest by kind; the
    hooks of one that brings nothing else."""
    rest = {"bloc": info.blocks, "champ": info.fields, "code": info.codes, "thème": info.themes}
    kinds = [
        f"{kind if len(names) == 1 else f'{kind}s'} {', '.join(names)}"
        for kind, names in {**rest, "fichier": info.reads}.items()
        if names
    ]
    return [*(labels[id_] for id_ in info.formats), *kinds] or [", ".join(info.hooks)]
