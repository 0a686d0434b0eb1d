"""``ppgp status``: where the dossiers stand, what files that left have become."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import printable, show
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.diagnostics import Diagnostic
    from ppgp_docs.importing.file_status import FileStatus
    from ppgp_docs.session import Session
    from ppgp_docs.status import DocumentStatus, Status
    from ppgp_docs.studio.unsaved import Drafts
    from ppgp_docs.versions.store import Version
    from ppgp_docs.workspace.find import Workspace
    from ppgp_docs.workspace.folder import DossierFolder

JSON_VERSION: Final = 1
_FIRST: Final = 5
"""How many sentences of a kind are shown: who wants all of them runs ``ppgp check``."""
_SENT: Final = (
    ".docx",
    ".docm",
    ".pdf",
    ".pptx",
    ".xlsx",
    ".xlsm",
    ".doc",
    ".xls",
    ".ppt",
    ".odt",
    ".ods",
    ".odp",
    ".rtf",
    ".html",
    ".htm",
    ".xhtml",
)
"""The kinds of files that say what they were made from, or that people take for such."""
_OF_DOSSIERS: Final = (".yaml", ".yml")


@click.command(cls=Commande)
@options.targets
@options.plugin_folders
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="RÉPERTOIRE",
    help="Cherche les documents dans ce répertoire (par défaut : `sorties` dans l’espace de "
    "travail).",
)
@options.as_json
@click.pass_obj
def status(
    workspace_dir: Path,
    cibles: tuple[str, ...],
    plugin_folders: tuple[Path, ...],
    output: Path | None,
    json_: bool,
) -> None:
    """Dit où en sont les dossiers : ce qui reste à faire, les accords, l’état des documents.

    Une CIBLE est un code (01), un répertoire, ou un document reçu (`fiche.docx`), qui est à jour ou
    non ; sans cible, tout l’espace de travail. La commande ne change rien, et ne fabrique rien.
    """
    from ppgp_docs.cli.sessions import extensions, start
    from ppgp_docs.status import Overview
    from ppgp_docs.studio.unsaved import Drafts
    from ppgp_docs.versions.store import VersionsError
    from ppgp_docs.workspace.find import find_workspace, select

    workspace = find_workspace(workspace_dir)
    sent = [each for each in cibles if _is_sent(each)]
    asked = [each for each in cibles if each not in sent]
    folders = select(workspace, asked) if asked or not sent else ()
    session = start(workspace, plugin_folders)
    overview = Overview(workspace, session, output or workspace.outputs)
    files, unread = _files(sent, session, workspace)
    try:
        found = [overview.of(folder) for folder in folders]
    except VersionsError as problem:
        told = error("W008", str(problem), None, "renommez `.ppgp/versions`, puis recommencez")
        raise HandledError(told, exit_code=ExitCode.MACHINE) from problem
    drafts = Drafts(workspace.root)
    unsaved = {each.name: _unsaved(drafts, each) for each in folders}
    _show(found, files, unsaved, extensions(session.plugins) if json_ else None)
    if unread:
        show(unread)
        sys.exit(ExitCode.USAGE)


def _is_sent(target: str) -> bool:
    """Whether a target is a file that came, of any kind, and none of a dossier."""
    return target.lower().endswith(_SENT) or (
        Path(target).is_file() and not target.lower().endswith(_OF_DOSSIERS)
    )


def _files(
    sent: Iterable[str], session: Session, workspace: Workspace
) -> tuple[list[FileStatus], list[Diagnostic]]:
    """What each file is, and those that cannot be read: they stop none of the others."""
    from ppgp_docs.importing.file_status import file_status

    files: list[FileStatus] = []
    unread: list[Diagnostic] = []
    for path in map(Path, sent):
        try:
            files.append(file_status(path, session, workspace))
        except OSError as problem:
            told = f"`{path}` ne peut pas être lu : {reason(problem)}"
            unread.append(error("F003", told, None))
    return files, unread


def _unsaved(drafts: Drafts, folder: DossierFolder) -> tuple[str, ...]:
    """What the studio holds of a dossier that is not saved, by the names of its files."""
    from ppgp_docs.studio.files import files_of

    names = {file.slug: file.path.relative_to(folder.path).as_posix() for file in files_of(folder)}
    return tuple(names[each] for each in drafts.unsaved(folder) if each in names)


def _show(
    found: Iterable[Status],
    files: Iterable[FileStatus],
    unsaved: Mapping[str, tuple[str, ...]],
    plugins: dict[str, Any] | None,
) -> None:
    """For a person; for a program, with what it is told of ``plugins``."""
    if plugins is not None:
        content = {
            "version": JSON_VERSION,
            "dossiers": [_record(each, unsaved[each.folder.name]) for each in found],
            "fichiers": [_file_record(each) for each in files],
            "extensions": plugins,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    for each in files:
        click.echo("\n".join(_file_lines(each)))
    for one in found:
        click.echo("\n".join((*_lines(one, unsaved[one.folder.name]), "")))


def _file_lines(one: FileStatus) -> Iterator[str]:
    also = " ; le dossier a changé aussi" if one.edited and one.is_older else ""
    yield espacer(f"{printable(str(one.path))} : {one.state.value}{also}")
    for each in one.why:
        yield espacer(f"    {printable(each)}")
    if one.edited:
        yield espacer(f"    a changé : {' ; '.join(map(printable, one.edited))}")


def _lines(one: Status, unsaved: tuple[str, ...]) -> Iterator[str]:
    territory = one.folder.territory
    name = printable(one.folder.name)
    yield click.style(f"{name} · {territory.nom}" if territory else name, bold=True)
    yield f"  {espacer(_summary(one))}"
    if unsaved:
        yield espacer(
            f"  Pas encore enregistré dans le studio : {', '.join(map(printable, unsaved))}"
        )
        yield espacer("    (ce qui suit ne compte que ce qui est enregistré)")
    errors = [each for each in one.remaining if each.is_error]
    more = f"`ppgp check {territory.code if territory else name}` les donne tous"
    yield from _listed("À corriger", (o.sentence for o in errors if not o.is_missing), more)
    yield from _listed("À compléter", (o.sentence for o in errors if o.is_missing), more)
    yield from _listed("À regarder", (o.sentence for o in one.remaining if not o.is_error), more)
    yield from _listed("Accords à recueillir", one.consents, more)
    yield from _named("Texte commun, à remplacer", one.common)
    yield from _named("Pas commencé", one.not_begun)
    yield from _named("Laissé vide", one.blank)
    yield from _documents(one.documents)
    if one.version:
        date = one.version.date.astimezone()
        told = f"{one.version.number}, « {printable(one.version.name)} », {date:%d/%m/%Y}"
        yield espacer(f"  Dernière version nommée : {told}")


def _summary(one: Status) -> str:
    errors = sum(each.is_error for each in one.remaining)
    remarks = len(one.remaining) - errors
    counts = (
        compter(errors, "erreur") if errors else "",
        f"{compter(remarks, 'point')} d’attention" if remarks else "",
        f"{compter(len(one.consents), 'accord')} à recueillir" if one.consents else "",
    )
    return ", ".join(filter(None, counts)) or "rien à corriger"


def _listed(title: str, sentences: Iterable[str], more: str) -> Iterator[str]:
    every = tuple(sentences)
    if every:
        yield espacer(f"  {title} :")
        yield from (f"    – {printable(each)}" for each in every[:_FIRST])
    if len(every) > _FIRST:
        yield espacer(f"    … et {compter(len(every) - _FIRST, 'autre')} : {more}")


def _named(title: str, names: Iterable[str]) -> Iterator[str]:
    every = tuple(names)
    if every:
        rest = f" … et {compter(len(every) - _FIRST, 'autre')}" if len(every) > _FIRST else ""
        yield espacer(f"  {title} : {' ; '.join(map(printable, every[:_FIRST]))}{rest}")


def _documents(documents: Iterable[DocumentStatus]) -> Iterator[str]:
    every = tuple(documents)
    if every:
        yield espacer("  Documents :")
    for each in every:
        yield f"    {_mark(each)}  {printable(Path(each.path).name)}  {each.state.value}"


def _mark(one: DocumentStatus) -> str:
    return {"CURRENT": "=", "NEVER": "–"}.get(one.state.name, "!")


def _record(one: Status, unsaved: tuple[str, ...]) -> dict[str, Any]:
    territory = one.folder.territory
    return {
        "dossier": one.folder.name,
        "code": territory.code if territory else None,
        "nom": territory.nom if territory else None,
        "a_faire": [
            {
                "phrase": each.sentence,
                "fichier": each.file.name if each.file else None,
                "erreur": each.is_error,
                "manque": each.is_missing,
            }
            for each in one.remaining
        ],
        "non_enregistre": list(unsaved),
        "accords": list(one.consents),
        "pas_commence": list(one.not_begun),
        "vide": list(one.blank),
        "texte_commun": list(one.common),
        "documents": list(map(_document_record, one.documents)),
        "derniere_version": _version_record(one.version),
    }


def _document_record(one: DocumentStatus) -> dict[str, Any]:
    return {
        "titre": one.title,
        "format": one.format,
        "chemin": one.path,
        "etat": one.state.value,
        "brouillon": one.is_draft,
    }


def _version_record(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    return {"numero": version.number, "nom": version.name, "date": version.date.isoformat()}


def _file_record(one: FileStatus) -> dict[str, Any]:
    return {
        "fichier": str(one.path),
        "etat": one.state.value,
        "champs_modifies": list(one.edited),
        "dossier_change": one.is_older,
        "precision": " ; ".join(one.why),
    }
