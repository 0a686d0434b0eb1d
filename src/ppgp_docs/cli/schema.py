"""``ppgp schema``: the reference of what a dossier may contain."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ppgp_docs.cli.francais import Commande

FOLDER = Path("schemas", "editeur")
NAMES = ("dossier", "fiche", "contrat")


@click.command(cls=Commande)
@click.argument("nom", type=click.Choice(NAMES), default="dossier", metavar="[NOM]")
@click.option(
    "--format",
    "style",
    type=click.Choice(("markdown", "json")),
    default="markdown",
    show_default=True,
    metavar="FORME",
    help="Choisit la forme : markdown (la référence complète) ou json (JSON Schema de NOM).",
)
@click.option(
    "--ecrire",
    is_flag=True,
    help="Écrit les JSON Schema de l’espace de travail, que l’éditeur lit pendant la frappe.",
)
@click.pass_obj
def schema(workspace_dir: Path, nom: str, style: str, ecrire: bool) -> None:
    """Imprime la référence des dossiers, en Markdown ou en JSON Schema.

    NOM vaut dossier, fiche ou contrat.
    """
    from ppgp_docs.cli.sessions import start, workspace_or_none
    from ppgp_docs.schema.reference import json_schema, markdown
    from ppgp_docs.workspace.find import find_workspace

    workspace = find_workspace(workspace_dir) if ecrire else workspace_or_none(workspace_dir)
    schemas = start(workspace).schemas
    if ecrire and workspace:
        for file in write_editor_schemas(workspace.root, schemas):
            click.echo(f"✓  {file.relative_to(workspace.root).as_posix()}")
    elif style == "json":
        click.echo(json.dumps(json_schema(schemas, nom), ensure_ascii=False, indent=1))
    else:
        click.echo(markdown(schemas), nl=False)


def write_editor_schemas(root: Path, schemas: object) -> list[Path]:
    """Write the JSON Schemas that the modelines of dossiers point at."""
    from ppgp_docs.schema.reference import json_schema
    from ppgp_docs.workspace.disk import replace_file

    files = []
    for name in NAMES:
        file = root / FOLDER / f"{name}.schema.json"
        text = json.dumps(json_schema(schemas, name), ensure_ascii=False, indent=1)  # type: ignore[arg-type]
        replace_file(file, f"{text}\n".encode())
        files.append(file)
    return files
