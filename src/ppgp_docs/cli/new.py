"""``ppgp new``: a dossier, a fiche or a contract ready to fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli.francais import Commande, entre
from ppgp_docs.diagnostics import ExitCode, HandledError, Span, error
from ppgp_docs.system_errors import real_path

if TYPE_CHECKING:
    from ppgp_docs.francais.territoires import Departement
    from ppgp_docs.schema.schemas import Schemas


@click.command(cls=Commande)
@click.argument("code", metavar="CODE")
@click.option(
    "--fiche",
    type=int,
    callback=entre(1, 999),
    metavar="N",
    help="Ajoute au dossier une fiche action de ce numéro, de 1 à 999.",
)
@click.option("--contrat", is_flag=True, help="Ajoute au dossier le contrat qui réunit ses fiches.")
@click.option(
    "--liste",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Avec --contrat, reprend la liste des fiches à venir : un classeur Excel ou un CSV qui a "
    "une colonne « Numéro » et une colonne « Titre ».",
)
@click.pass_obj
def new(
    workspace_dir: Path, code: str, fiche: int | None, contrat: bool, liste: Path | None
) -> None:
    """Crée le dossier d’un département, prêt à remplir.

    CODE est celui du territoire (01, 2A, 971, 69M), ou son nom.
    """
    from ppgp_docs.cli.schema import write_editor_schemas
    from ppgp_docs.cli.sessions import start, workspace_or_none
    from ppgp_docs.form.fiche_list import begun_fiche, contract_text
    from ppgp_docs.schema.forms import blank_dossier
    from ppgp_docs.workspace.disk import replace_file
    from ppgp_docs.workspace.find import DEPARTMENTS, OUTPUTS, Workspace
    from ppgp_docs.workspace.folder import CONTRAT, folder_of

    territory = territory_of(code)
    root = root_of(workspace_dir)
    if liste and not contrat:
        raise click.UsageError("une liste de fiches se donne avec --contrat")
    schemas = start(workspace_or_none(root) or Workspace(root, root / OUTPUTS)).schemas
    folder = folder_of(root / DEPARTMENTS, territory)
    wanted: dict[Path, str] = {}
    if not (contrat or fiche) or not folder.dossier.exists():
        wanted[folder.dossier] = blank_dossier(schemas, territory)
    declared = contract_text(folder)
    if contrat:
        declared = _contract(schemas, liste)
        wanted[folder.contrat or folder.path / CONTRAT] = declared
    if fiche is not None:
        wanted[folder.fiche(fiche)] = begun_fiche(schemas, fiche, declared)
    refuse_existing(wanted)
    for file, text in wanted.items():
        replace_file(file, text.encode())
        click.echo(f"✓  {file.relative_to(root).as_posix()}")
    (folder.path / "images").mkdir(exist_ok=True)
    write_editor_schemas(root, schemas)
    click.echo(f"\nRemplissez-le dans un éditeur de texte, puis\u00a0: ppgp check {territory.code}")


def _contract(schemas: Schemas, file: Path | None) -> str:
    """A blank contract, with the fiches of a list as those to come. Raises HandledError."""
    from ppgp_docs.edit.apply import apply
    from ppgp_docs.edit.changes import Set
    from ppgp_docs.form.fiche_list import as_entries, read_fiche_list
    from ppgp_docs.schema.forms import blank_contrat

    blank = blank_contrat(schemas)
    if file is None:
        return blank
    found = read_fiche_list(file)
    if found.faults:
        raise HandledError(*found.faults)
    if found.ignored:
        names = ", ".join(f"«\u00a0{name}\u00a0»" for name in found.ignored)
        click.echo(f"Colonnes de la liste qui ne sont pas reprises\u00a0: {names}")
    order = tuple(schemas.named["contrat"])
    return apply(blank, [Set(("fiches",), [*as_entries(found.fiches)], order)]).text


def territory_of(code: str) -> Departement:
    """The one territory that a code or a name designates. Raises HandledError."""
    from ppgp_docs.francais.designations import designes, que_taper

    territories = designes(code)
    if len(territories) != 1:
        fault = error("M002", f"`{code}` ne désigne pas un territoire", None, que_taper(code))
        raise HandledError(fault, exit_code=ExitCode.USAGE)
    return territories[0]


def root_of(start: Path) -> Path:
    """The workspace, or the current folder, which becomes one."""
    from ppgp_docs.workspace.find import find_workspace

    try:
        return find_workspace(start).root
    except HandledError:
        return real_path(start)


def refuse_existing(wanted: dict[Path, str]) -> None:
    """Raise HandledError when one of the files is there already: nothing is written over."""
    faults = [
        error(
            "W004",
            f"`{file.name}` existe déjà : il n’est pas touché",
            Span(file),
            "ouvrez-le pour le compléter, ou effacez-le pour repartir de zéro",
        )
        for file in wanted
        if file.exists()
    ]
    if faults:
        raise HandledError(*faults, exit_code=ExitCode.USAGE)
