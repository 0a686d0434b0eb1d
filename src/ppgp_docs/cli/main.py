"""The command ``ppgp``. Nothing heavy is imported here: ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ppgp_docs import __version__
from ppgp_docs.cli.francais import Groupe, montrer, parler_francais
from ppgp_docs.diagnostics import ExitCode, HandledError, error

parler_francais()  # before any command is declared: click translates some words then

from ppgp_docs.cli.build import build  # noqa: E402
from ppgp_docs.cli.check import check  # noqa: E402
from ppgp_docs.cli.diff import diff  # noqa: E402
from ppgp_docs.cli.doctor import doctor  # noqa: E402
from ppgp_docs.cli.explain import explain  # noqa: E402
from ppgp_docs.cli.form import form  # noqa: E402
from ppgp_docs.cli.import_ import import_  # noqa: E402
from ppgp_docs.cli.new import new  # noqa: E402
from ppgp_docs.cli.plugins import plugins  # noqa: E402
from ppgp_docs.cli.schema import schema  # noqa: E402
from ppgp_docs.cli.show import show  # noqa: E402
from ppgp_docs.cli.status import status  # noqa: E402
from ppgp_docs.cli.studio import studio  # noqa: E402
from ppgp_docs.cli.template import template  # noqa: E402
from ppgp_docs.cli.versions import versions  # noqa: E402
from ppgp_docs.cli.watch import watch  # noqa: E402


@click.group(cls=Groupe, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="ppgp")
@click.option(
    "-C",
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="RÉPERTOIRE",
    help="Espace de travail, celui qui contient `departments` (par défaut : ici ou au-dessus).",
)
@click.option(
    "--no-plugins",
    is_flag=True,
    help="N’exécute aucune extension, hors celles livrées avec l’outil (ou `PPGP_NO_PLUGINS=1`).",
)
@click.pass_context
def ppgp(ctx: click.Context, workspace: Path, no_plugins: bool) -> None:
    """Études de cas, diaporamas et fiches action PPGP, à partir d’un dossier par département."""
    if no_plugins:
        os.environ["PPGP_NO_PLUGINS"] = "1"  # for the processes that make documents too
    _be_somewhere()
    ctx.obj = workspace
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


for _command in (
    studio,
    new,
    check,
    explain,
    build,
    watch,
    status,
    form,
    import_,
    versions,
    diff,
    schema,
    template,
    plugins,
    doctor,
):
    ppgp.add_command(_command)


def main() -> None:
    """Run the command and leave with its exit code; an expected fault shows no trace."""
    try:
        sys.exit(ppgp.main(standalone_mode=False))
    except HandledError as problem:
        show(problem.diagnostics)
        sys.exit(problem.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as problem:
        montrer(problem)
        sys.exit(problem.exit_code)
    except click.Abort:
        raise KeyboardInterrupt from None
