"""``ppgp theme``: the looks that a dossier may choose, and every block of one of them to judge."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, Groupe
from ppgp_docs.cli.sessions import start, workspace_or_none
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import HandledError, exit_code

if TYPE_CHECKING:
    from ppgp_docs.diagnostics import Diagnostic
    from ppgp_docs.workspace.find import Workspace
    from ppgp_docs.workspace.resources import Resources

SPECIMEN: Final = "specimen"
"""The templates that hold its dossier and its pictures."""

_CHOICE: Final = "theme: neutre"
"""The line of that dossier that names a theme."""


@click.group(cls=Groupe)
def theme() -> None:
    """Liste les thèmes ; montre tous les blocs de l’un d’eux dans un spécimen."""


@theme.command("list", cls=Commande)
@options.plugin_folders
@click.pass_obj
def list_(workspace_dir: Path, plugin_folders: tuple[Path, ...]) -> None:
    """Liste les thèmes livrés, ceux de l’espace de travail et ceux des extensions."""
    from ppgp_docs.assets.theme import load_theme, theme_names

    resources, found = _resources(workspace_or_none(workspace_dir), plugin_folders)
    for name in theme_names(resources):
        try:
            click.echo(f"{name}  {load_theme(name, resources).label}")
        except HandledError as problem:  # the others may be chosen
            found += problem.diagnostics
    show(found)
    sys.exit(exit_code(found))


@theme.command(cls=Commande)
@click.argument("nom")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="Écrit dans ce répertoire (par défaut : `specimen-NOM`, là où vous êtes).",
)
@options.plugin_folders
@click.pass_obj
def specimen(
    workspace_dir: Path, nom: str, output: Path | None, plugin_folders: tuple[Path, ...]
) -> None:
    """Fait l’étude de cas, le diaporama et la page web d’un dossier inventé qui a tous les blocs.

    Pour juger une allure d’un coup d’œil, et la reprendre quand le thème change.
    """
    from ppgp_docs.assets.theme import load_theme
    from ppgp_docs.build.events import Request
    from ppgp_docs.cli.build import tell_build
    from ppgp_docs.plugin import permission
    from ppgp_docs.temporary import temporary_folder
    from ppgp_docs.workspace.find import find_workspace, select

    own = workspace_or_none(workspace_dir)
    resources, found = _resources(own, plugin_folders)
    show(found)
    load_theme(nom, resources)
    folders = tuple(permission.runnable(own, plugin_folders).folders)
    with temporary_folder() as folder:
        _lay_out(folder, nom, own)
        workspace = find_workspace(folder)
        place = Path(os.path.realpath(output or f"specimen-{nom}"))
        request = Request(
            workspace,
            select(workspace, ()),
            place,
            jobs=os.cpu_count() or 1,
            plugin_folders=folders,
        )
        engine = options.engine(workspace, folders, no_cache=True)
        answer = tell_build(request, engine)
    sys.exit(answer)


def _resources(
    workspace: Workspace | None, plugin_folders: tuple[Path, ...]
) -> tuple[Resources, tuple[Diagnostic, ...]]:
    """The templates of a workspace, with those of its plugins, and what was wrong with these."""
    from ppgp_docs.plugin import permission
    from ppgp_docs.plugin.candidates import has_strangers
    from ppgp_docs.workspace.resources import Resources

    root = workspace.root if workspace else None
    allowed = permission.runnable(workspace, plugin_folders)
    if not has_strangers(allowed.folders):
        return Resources.of_workspace(root), allowed.held
    plugins = start(workspace, plugin_folders, tells=True).plugins
    return Resources.of_workspace(root, plugins.templates), plugins.diagnostics


def _lay_out(root: Path, theme: str, own: Workspace | None) -> None:
    """A workspace of one dossier, that of the specimen, with the templates of the person's own."""
    from ppgp_docs.workspace.resources import shipped

    if own and (own.root / "templates").is_dir():
        shutil.copytree(own.root / "templates", root / "templates", symlinks=True)
    folder = root / "departments" / "04-specimen"
    shutil.copytree(shipped("templates") / SPECIMEN, folder)
    file = folder / "dossier.yaml"
    file.write_text(file.read_text("utf-8").replace(_CHOICE, f"theme: {theme}"), "utf-8")
