"""``ppgp plugins new`` and ``check``: what an author needs to begin, and before publishing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, entre
from ppgp_docs.cli.new import refuse_existing
from ppgp_docs.cli.sessions import PATIENCE
from ppgp_docs.cli.show import printable, show
from ppgp_docs.diagnostics import ExitCode
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.testing.contract import Verdict


@click.command(cls=Commande)
@click.argument("nom", metavar="NOM")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="L’écrit dans ce répertoire (par défaut : `ppgp-NOM`, ici).",
)
@click.pass_obj
def new(workspace_dir: Path, nom: str, output: Path | None) -> None:
    """Crée une extension prête à installer : un format, un bloc, un contrôle et leurs tests."""
    from ppgp_docs.cli.sessions import loaded_plugins
    from ppgp_docs.testing.scaffold import name_of, refuse_taken, skeleton
    from ppgp_docs.workspace.disk import replace_file

    try:
        name = name_of(nom)
        refuse_taken(name, loaded_plugins(workspace_dir, tells=True))
    except ValueError as problem:
        raise click.BadParameter(espacer(str(problem)), param_hint="NOM") from None
    folder = output or Path(f"ppgp-{name}")
    wanted = {folder / place: text for place, text in skeleton(name, nom).items()}
    refuse_existing(wanted)
    for file, text in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, text.encode())
        click.echo(f"✓  {file.as_posix()}")
    place = folder.as_posix()
    click.echo(f"\nEssayez-la, sans rien installer\u00a0: ppgp plugins check {place}")
    click.echo(f"Servez-vous-en ainsi\u00a0: ppgp build --plugins {place}")
    click.echo(f"Installez-la (pip télécharge alors `hatchling`)\u00a0: pip install -e {place}")


@click.command(cls=Commande)
@click.argument("cible", metavar="CIBLE")
@click.option(
    "--time-limit",
    type=int,
    callback=entre(1),
    default=PATIENCE,
    metavar="SECONDES",
    help="Limite le temps de chaque réponse, en secondes (par défaut : 60).",
)
@options.as_json
def check(cible: str, time_limit: int, json_: bool) -> None:
    """Éprouve une extension avant de la publier ; son code sera exécuté.

    CIBLE est le nom d’une extension installée, ou un répertoire d’extensions. Des dossiers
    inventés, complet, vide et fautif, lui sont donnés deux fois, dans deux fuseaux horaires.
    """
    from ppgp_docs.testing.contract import UnknownPluginError, try_plugin

    try:
        verdict = try_plugin(cible, time_limit)
    except UnknownPluginError:
        told = f"`{cible}` n’est ni une extension installée (`ppgp plugins`), ni un répertoire"
        raise click.BadParameter(told, param_hint="CIBLE") from None
    if json_:
        click.echo(json.dumps(_record(verdict), ensure_ascii=False, indent=1))
    else:
        _tell(verdict)
    sys.exit(ExitCode.RENDER_FAILED if verdict.failed else ExitCode.DONE)


def _tell(verdict: Verdict) -> None:
    from ppgp_docs.testing.contract import CRITERIA

    show(verdict.diagnostics)
    for info in verdict.infos:
        brings = " ; ".join(", ".join(each) for each in info.brings if each)
        name = f"{printable(info.name)} {info.version}".strip()
        click.echo(f"{name}\u00a0: {brings}")
    for name, said in CRITERIA.items():
        sign = "✗" if name in verdict.failed else "–" if name in verdict.untried else "✓"
        more = " : rien à éprouver" if sign == "–" else ""
        click.echo(f"{sign}  {espacer(said + more)}")
    made = compter(len(verdict.documents), "document")
    click.echo(f"\n{made}, {verdict.seconds:.1f}\u00a0s pour le plus long".replace(".", ","))


def _record(verdict: Verdict) -> dict[str, object]:
    from attrs import asdict

    from ppgp_docs.cli.formats.json_findings import records
    from ppgp_docs.testing.contract import CRITERIA

    return {
        "version": 1,
        "plugins": [asdict(info) for info in verdict.infos],
        "criteria": {
            name: None if name in verdict.untried else name not in verdict.failed
            for name in CRITERIA
        },
        "documents": [asdict(each) for each in verdict.documents],
        "faults": records(verdict.diagnostics),
    }
