"""``ppgp diff``: what changes from one dossier, version or file to another, field by field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.differences import tell
from ppgp_docs.cli.francais import Commande
from ppgp_docs.diagnostics import ExitCode, HandledError, Span, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.cli.diff_documents import Sides
    from ppgp_docs.versions.versioned_files import Files

_VERSION: Final = re.compile(r"(?P<target>[^:]+):(?P<number>\d+)")
_MOST: Final = 2_000_000
"""Bytes of a YAML file: a dossier is never longer."""


@click.command(cls=Commande)
@click.argument("avant", metavar="A")
@click.argument("apres", metavar="B")
@click.option(
    "--docx",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Écrit les fiches en Word, ce qui change en suivi des modifications.",
)
@options.as_json
@click.pass_obj
def diff(workspace_dir: Path, avant: str, apres: str, docx: Path | None, json_: bool) -> None:
    """Dit, champ par champ, ce qui change de A à B : dossiers, versions ou fichiers.

    A et B sont chacun un code (01), une version gardée (01:2), un répertoire, un fichier YAML, ou
    un document Word ou Excel de cet outil, revenu ou non.
    """
    from ppgp_docs.compare.dossiers import compared
    from ppgp_docs.schema.files import shipped_schemas

    sides = _sides(workspace_dir, avant, apres)
    before, after = sides.before, sides.after
    if len(before) == len(after) == 1:  # two files, whatever their names: they are the same one
        after = {next(iter(before)): data for data in after.values()}
    if docx is not None:
        from ppgp_docs.cli.redline import write_redlines

        around = {**_around(Path(avant)), **_around(Path(apres))}
        now = {**_now(workspace_dir, avant), **_now(workspace_dir, apres)}
        write_redlines(
            workspace_dir, {**around, **before}, {**around, **after}, docx, sides.documents, now
        )
        return
    found = compared(shipped_schemas(_own_schemas(workspace_dir)), before, after)
    tell((*found, *sides.printed()), json_, sides.apart)


def _sides(workspace_dir: Path, avant: str, apres: str) -> Sides:
    from ppgp_docs.cli.diff_documents import Sides, with_documents
    from ppgp_docs.importing.file_as_dossier import is_office_file

    if any(is_office_file(Path(name)) for name in (avant, apres)):
        return with_documents(workspace_dir, (avant, apres), _files)
    return Sides(_files(workspace_dir, avant), _files(workspace_dir, apres))


def _own_schemas(workspace_dir: Path) -> Path | None:
    from ppgp_docs.workspace.find import find_workspace

    try:
        return find_workspace(workspace_dir).root / "schemas"
    except HandledError:
        return None  # two files may be compared anywhere


def _files(workspace_dir: Path, name: str) -> Files:
    from ppgp_docs.versions.versioned_files import versioned_files
    from ppgp_docs.workspace.folder import DossierFolder

    place = Path(name)
    if place.is_file():
        return _one_file(place)
    if DossierFolder(place).dossier.is_file():
        return versioned_files(DossierFolder(place))[0]
    return _of_workspace(workspace_dir, name)


def _now(workspace_dir: Path, name: str) -> Files:
    """The dossier that a version is of, as it is now; nothing for what is no version."""
    version = _VERSION.fullmatch(name)
    return _of_workspace(workspace_dir, version["target"]) if version else {}


def _around(place: Path) -> Files:
    """What stands around a fiche that is named by its file: the rest of its dossier."""
    from ppgp_docs.versions.versioned_files import versioned_files
    from ppgp_docs.workspace.folder import DossierFolder, number_of

    folder = DossierFolder(place.absolute().parent.parent)
    if not place.is_file() or number_of(place) is None or not folder.dossier.is_file():
        return {}
    fiches = f"{folder.fiches_folder.name}/"
    held = versioned_files(folder)[0]
    return {name: data for name, data in held.items() if not name.startswith(fiches)}


def _one_file(place: Path) -> Files:
    """A file under the name by which its schema is known."""
    from ppgp_docs.workspace.folder import number_of
    from ppgp_docs.workspace.reader import read_bytes

    try:
        data = read_bytes(place, most=_MOST)
    except OSError as problem:
        told = error("F033", f"`{place.name}` ne se lit pas : {reason(problem)}", Span(place))
        raise HandledError(told, exit_code=ExitCode.USAGE) from problem
    is_fiche = number_of(place) is not None
    return {f"fiches/{place.name}" if is_fiche else f"{_kind(place)}.yaml": data}


def _kind(place: Path) -> str:
    return "contrat" if place.stem.casefold().startswith("contrat") else "dossier"


def _of_workspace(workspace_dir: Path, name: str) -> Files:
    from ppgp_docs.versions.store import UnknownVersionError, Versions, VersionsError
    from ppgp_docs.versions.versioned_files import versioned_files
    from ppgp_docs.workspace.find import find_workspace, select_one

    workspace = find_workspace(workspace_dir)
    version = _VERSION.fullmatch(name)
    folder = select_one(workspace, version["target"] if version else name)
    if version is None:
        return versioned_files(folder)[0]
    try:
        return Versions(workspace.root, folder).files(int(version["number"]))
    except UnknownVersionError as problem:
        hint = f"`ppgp versions {folder.name}` liste les versions"
        told = error("F032", f"`{name}` n’est pas une version de `{folder.name}`", None, hint)
        raise HandledError(told, exit_code=ExitCode.USAGE) from problem
    except VersionsError as problem:
        raise HandledError(
            error("W008", str(problem), None), exit_code=ExitCode.MACHINE
        ) from problem
