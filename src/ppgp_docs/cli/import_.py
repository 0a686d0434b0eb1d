"""``ppgp import``: a file that comes back, what it would change, what is taken of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande, demander
from ppgp_docs.cli.import_shown import (
    as_data,
    commented,
    conclude,
    fault_of,
    fault_told,
    list_texts,
    show,
    who,
)
from ppgp_docs.cli.show import printable
from ppgp_docs.diagnostics import ExitCode, HandledError, Severity, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.cli.import_kept import KeptAside
    from ppgp_docs.cli.import_pictures import PutInPlace
    from ppgp_docs.diagnostics import Diagnostic
    from ppgp_docs.importing.file_comparison import FileComparison
    from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal
    from ppgp_docs.importing.remark_places import PlacedComment
    from ppgp_docs.importing.target import Target
    from ppgp_docs.roundtrip.returned import Tracked

_CHOICES: Final = {"o": "oui", "n": "non", "t": "tout le reste", "q": "arrêter ici"}


@click.command("import", cls=Commande)
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER")
@click.option("--yes", is_flag=True, help="Prend tout ce qui ne demande pas de choix.")
@click.option(
    "--new",
    "code",
    metavar="CODE",
    help="Fait de notes libres (.docx, .odt, .txt, .md) le brouillon du dossier de CODE.",
)
@options.as_json
@options.plugin_folders
@click.pass_obj
def import_(
    workspace_dir: Path,
    fichier: Path,
    yes: bool,
    code: str | None,
    json_: bool,
    plugin_folders: tuple[Path, ...],
) -> None:
    """Compare au dossier un fichier Word ou Excel qui revient, et y reporte ce que vous acceptez ;
    liste les commentaires d’un PDF.

    FICHIER est un document ou un formulaire Word (.docx), un plan de financement ou un formulaire
    Excel (.xlsx), ou un PDF relu. Rien ne s’écrit avant votre accord. Ce qui n’a pas de place dans
    le dossier est listé, et gardé dans un fichier à côté de FICHIER. Avec --new, FICHIER contient
    des notes libres.
    """
    if code is not None:
        from ppgp_docs.cli.import_notes import new_dossier

        new_dossier(workspace_dir, fichier, code, as_json=json_)
        return
    if fichier.suffix.lower() == ".pdf":
        from ppgp_docs.cli.import_remarks import list_remarks

        list_remarks(workspace_dir, fichier, plugin_folders, as_json=json_)
        return
    found = _compared(workspace_dir, fichier, plugin_folders)
    if not json_:
        show(found, _comments(found, {}), fichier)
    taken = _taken(found, yes=yes, asks=not json_)
    images = _put_in_place(found, fichier, yes=yes, asks=not json_)
    changes = [change for _, changes in taken for change in changes]
    written = _written(found, [*changes, *images.changes])
    found = _without(found, images.done)
    left = [one for one in found.comparison.proposals if one not in [each for each, _ in taken]]
    comments = _comments(found, written)
    kept = _kept(found, left, comments, fichier) if yes or taken or images.done else None
    faults = _faults(found)
    if json_:
        data = as_data(found, comments, fichier) | {"a_corriger": list(map(fault_of, faults))}
        data |= (kept.as_data() if kept else {}) | images.as_data()
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        conclude(tuple(written), len(taken) + len(images.done), kept)
        list_texts("Images remplacées", images.told())
        if comments != _comments(found, {}):
            list_texts("Commentaires, avec leur nouvelle place", map(commented, comments))
        list_texts("À corriger dans le dossier", map(fault_told, faults))
    if left or found.comparison.left_over:
        sys.exit(ExitCode.TO_MEND)


def _compared(workspace_dir: Path, file: Path, plugin_folders: Sequence[Path]) -> FileComparison:
    from ppgp_docs.cli.sessions import start
    from ppgp_docs.importing.file_comparison import compare_file
    from ppgp_docs.roundtrip.archive import UnreadableFileError
    from ppgp_docs.workspace.find import find_workspace

    workspace = find_workspace(workspace_dir)
    session = start(workspace, plugin_folders)
    try:
        return compare_file(file, session, workspace)
    except UnreadableFileError as problem:
        raise _refused(file, str(problem)) from problem
    except OSError as problem:
        raise _refused(file, reason(problem)) from problem


def _faults(found: FileComparison) -> list[Diagnostic]:
    """The errors of the dossier as it is now. A form is filled little by little: what it lacks is
    no news."""
    from ppgp_docs.form.making import FORM

    if found.file.origin is None or found.file.origin.format == FORM:
        return []
    reading = found.target.session.read(found.target.folder)
    return [each for each in reading.diagnostics if each.severity is Severity.ERROR]


def _comments(found: FileComparison, texts: Mapping[Path, str]) -> tuple[PlacedComment, ...]:
    """The comments, with their place in the files as they are now."""
    from ppgp_docs.importing.remark_places import placed_comments

    return placed_comments(found.target, found.comparison.remarks, texts)


def _refused(file: Path, why: str) -> HandledError:
    told = f"`{file.name}` ne peut pas revenir dans un dossier : {why}"
    return HandledError(error("W009", told, None, "rien n’a été écrit"), exit_code=ExitCode.USAGE)


# --- taken ----------------------------------------------------------------------------------


Taken = list[tuple["Proposal", tuple["FileChange", ...]]]


def _taken(found: FileComparison, *, yes: bool, asks: bool) -> Taken:
    """What the user takes, and which way: all that is sure with ``--yes``, else one by one."""
    proposals = found.comparison.proposals
    if yes:
        from ppgp_docs.importing.applying import together

        return together(found.target, [(one, one.changes) for one in proposals if one.is_sure])
    if not asks or not sys.stdin.isatty():
        if asks and any(one.changes for one in proposals):
            click.echo("\nRien n’est écrit\u00a0: relancez avec --yes pour prendre ce qui est sûr.")
        return []
    return list(_asked(proposals, found.target))


def _asked(
    proposals: Sequence[Proposal], target: Target
) -> Iterable[tuple[Proposal, tuple[FileChange, ...]]]:
    everything = False
    for rank, one in enumerate(proposals, start=1):
        if not one.changes:
            continue
        answer = "o" if everything and one.is_sure else _answer(rank, one)
        if answer == "q":
            return
        everything = everything or answer == "t"
        if answer in ("o", "t"):
            yield one, one.changes
        elif answer == "x":
            yield one, one.instead
        elif answer == "d":
            yield from _by_tracked(one, target)


def _by_tracked(one: Proposal, target: Target) -> Iterable[tuple[Proposal, tuple[FileChange, ...]]]:
    """The tracked changes of a field, taken or refused one by one."""
    from attrs import evolve

    from ppgp_docs.importing.applying import sound
    from ppgp_docs.importing.line_words import UntypableError

    made = [rank for rank, each in enumerate(one.tracked) if _takes(each)]
    try:
        changes = one.with_tracked(made) if one.with_tracked else ()
    except UntypableError as problem:
        click.echo(f"   {printable(str(problem))}")
        return
    [judged] = sound(target, [evolve(one, changes=changes)])
    if judged.changes:
        yield one, judged.changes
    elif judged.why:
        click.echo(f"   {printable(judged.why)}")


def _takes(one: Tracked) -> bool:
    removed = f"«\u00a0{one.removed}\u00a0»" if one.removed else "rien"
    added = f"«\u00a0{one.added}\u00a0»" if one.added else "rien"
    told = f"   {printable(who(one))}\u00a0: {printable(removed)} → {printable(added)}"
    return demander(f"{told}, prendre\u202f?")


def _answer(rank: int, one: Proposal) -> str:
    choices = dict(_CHOICES)
    if one.instead:
        choices |= {"o": "changer le chiffre", "x": "ne changer que ce texte"}
    if len(one.tracked) > 1:
        choices |= {"d": "choisir parmi les modifications suivies"}
    told = ", ".join(f"{key} = {meaning}" for key, meaning in choices.items())
    asked = f"{rank}. Prendre «\u00a0{printable(one.back) or 'le retrait'}\u00a0»\u202f? ({told})"
    answer: str = click.prompt(asked, type=click.Choice(list(choices)), show_choices=False)
    return answer


def _written(found: FileComparison, changes: Sequence[FileChange]) -> dict[Path, str]:
    """The files that were written, as they are now."""
    from ppgp_docs.edit.nodes import NotEditableError
    from ppgp_docs.importing.applying import write

    if not changes:
        return {}
    try:
        return write(found.target, changes)
    except NotEditableError as problem:
        raise HandledError(error("W009", str(problem), None, "rien n’a été écrit")) from problem
    except OSError as problem:
        told = f"le dossier n’a pas pu être écrit : {reason(problem)}"
        raise HandledError(error("W009", told, None), exit_code=ExitCode.MACHINE) from problem


def _put_in_place(found: FileComparison, file: Path, *, yes: bool, asks: bool) -> PutInPlace:
    from ppgp_docs.cli.import_pictures import put_in_place
    from ppgp_docs.roundtrip.archive import UnreadableFileError

    try:
        return put_in_place(found, file, yes=yes, asks=asks)
    except (OSError, UnreadableFileError) as problem:
        told = f"une image n’a pas pu être mise dans le dossier\u00a0: {reason(problem)}"
        raise HandledError(error("W009", told, None), exit_code=ExitCode.MACHINE) from problem


def _without(found: FileComparison, done: Sequence[LeftOver]) -> FileComparison:
    """The same once some of what had no place has one."""
    from attrs import evolve

    left = tuple(one for one in found.comparison.left_over if one not in done)
    return evolve(found, comparison=evolve(found.comparison, left_over=left))


def _kept(
    found: FileComparison,
    left: Sequence[Proposal],
    comments: Sequence[PlacedComment],
    file: Path,
) -> KeptAside:
    """What was not taken, kept beside the file."""
    from ppgp_docs.cli.import_kept import keep_aside
    from ppgp_docs.roundtrip.archive import UnreadableFileError

    try:
        return keep_aside(found, left, comments, file)
    except (OSError, UnreadableFileError) as problem:
        told = (
            "ce que vous avez pris est dans le dossier, mais le reste n’a pas pu être gardé à "
            f"côté de `{file.name}` : {reason(problem)}"
        )
        raise HandledError(error("W009", told, None), exit_code=ExitCode.MACHINE) from problem
