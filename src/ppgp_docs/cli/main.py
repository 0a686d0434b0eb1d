"""The command ``ppgp``. Nothing heavy is imported here: ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from ppgp_docs import __version__
from ppgp_docs.cli.francais import GroupeTardif, montrer, parler_francais
from ppgp_docs.diagnostics import ExitCode, HandledError, error

parler_francais()  # before any command is declared: click translates some words then

COMMANDS: Final = {
    "build": "Fabrique les documents : études de cas, diaporamas, fiches action, pages web.",
    "check": "Vérifie les dossiers : forme, chiffres, dates, totaux. N’écrit aucun document.",
    "diff": "Dit, champ par champ, ce qui change de A à B : dossiers, versions ou fichiers.",
    "doctor": "Dit ce qui manque à cet ordinateur et comment l’installer.",
    "explain": (
        "Explique un code : ce qui est vérifié, pourquoi, un exemple fautif et sa correction."
    ),
    "form": "Fait un formulaire Word à remplir : l’étude de cas entière, une fiche ou le contrat.",
    "import": (
        "Compare au dossier un fichier Word ou Excel qui revient, et y reporte ce que vous "
        "acceptez ; liste les commentaires d’un PDF."
    ),
    "new": "Crée le dossier d’un département, prêt à remplir.",
    "plugins": "Liste les extensions et leurs formats, les autorise, en crée, les éprouve.",
    "schema": "Imprime la référence des dossiers, en Markdown ou en JSON Schema.",
    "status": (
        "Dit où en sont les dossiers : ce qui reste à faire, les accords, l’état des documents."
    ),
    "studio": (
        "Ouvre le studio dans le navigateur : remplir, voir, vérifier et fabriquer les dossiers."
    ),
    "template": "Vérifie les modèles que l’on modifie dans Word et PowerPoint.",
    "theme": "Liste les thèmes ; montre tous les blocs de l’un d’eux dans un spécimen.",
    "versions": "Garde, compare ou remet en place des états d’un dossier, textes et images.",
    "watch": (
        "Refait pages et brouillons à chaque enregistrement, et les recharge dans le navigateur."
    ),
}
"""Each command, imported when it is named, and what the list says of it: the first paragraph of its
own help, as a test holds."""


@click.group(
    cls=GroupeTardif, summaries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", prog_name="ppgp")
@click.pass_context
def ppgp(ctx: click.Context) -> None:
    """Études de cas, diaporamas et fiches action PPGP, à partir d’un dossier par département."""
    _be_somewhere()
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def _be_somewhere() -> None:
    """A shell stays in a folder that was deleted meanwhile."""
    try:
        Path.cwd()
    except OSError:
        fault = error(
            "F001",
            "le répertoire où vous êtes n’existe plus",
            None,
            "retournez dans votre espace de travail, par exemple avec `cd`",
        )
        raise HandledError(fault, exit_code=ExitCode.USAGE) from None


def main() -> None:
    """Run the command and leave with its exit code; an expected fault shows no trace."""
    try:
        sys.exit(ppgp.main(standalone_mode=False))
    except HandledError as problem:
        from ppgp_docs.cli.show import show

        show(problem.diagnostics)
        sys.exit(problem.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as problem:
        montrer(problem)
        sys.exit(problem.exit_code)
    except click.Abort as stopped:
        if isinstance(stopped.__cause__, EOFError):  # of a process of ours: nobody interrupted us
            raise stopped.__cause__ from None
        raise KeyboardInterrupt from None
