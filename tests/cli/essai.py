"""A small click program, made French by the one call; run by the tests in its own process."""

import sys
from pathlib import Path

import click

from ppgp_docs.cli.francais import Groupe, entre, montrer, parler_francais

parler_francais()


@click.group(cls=Groupe)
@click.version_option("1.0", prog_name="essai")
def essai() -> None:
    """Essayer click."""


@essai.command()
@click.argument("code", metavar="CODE")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    type=click.Choice(["pdf", "docx"]),
    show_default=True,
    default="pdf",
    help="Format du document.",
)
@click.option(
    "--depuis",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fichier de départ.",
)
@click.option("--taches", type=int, callback=entre(1, 8), metavar="N", help="Nombre de tâches.")
@click.option("--cle", metavar="CLÉ", required=True, help="Clé.")
@click.option("--vieux", is_flag=True, deprecated=True, help="Ancienne option.")
def faire(**_valeurs: object) -> None:
    """Faire\u00a0: un document\u202f!"""


if __name__ == "__main__":
    try:
        essai.main(prog_name="essai", standalone_mode=False)
    except click.ClickException as faute:
        montrer(faute)
        sys.exit(faute.exit_code)
