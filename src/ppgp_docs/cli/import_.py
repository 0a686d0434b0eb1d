"""``ppgp import``: a file that comes back, what it would change, what is taken of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.cli.show import printable
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.importing.file_comparison import FileComparison
    from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal
    from ppgp_docs.importing.target import Target
    from ppgp_docs.roundtrip.returned import Tracked
    from ppgp_docs.roundtrip.word.paragraphs import Revision

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
    """Compare au dossier un document Word qui revient, et y reporte ce que vous acceptez.

    Rien ne s’écrit avant votre accord. Ce qui n’a pas de place dans le dossier est listé, et gardé
    dans un fichier à côté de FICHIER. Avec --new, FICHIER contient des notes libres. Si FICHIER est
    un PDF, ses commentaires sont listés.
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
    if json_:
        click.echo(json.dumps(_as_data(found, fichier), ensure_ascii=False, indent=1))
    else:
        _show(found, fichier)
    taken = _taken(found, yes=yes, asks=not json_)
    written = _written(found, [change for _, changes in taken for change in changes])
    left = [one for one in found.comparison.proposals if one not in [each for each, _ in taken]]
    kept = _keep_aside(found, left, fichier) if yes or taken else None
    if not json_:
        _conclude(written, len(taken), kept)
    if left or found.comparison.left_over:
        sys.exit(ExitCode.TO_MEND)


def _compared(workspace_dir: Path, file: Path, plugin_folders: Sequence[Path]) -> FileComparison:
    from ppgp_docs.importing.file_comparison import compare_file
    from ppgp_docs.roundtrip.archive import UnreadableFileError
    from ppgp_docs.session import Session
    from ppgp_docs.workspace.find import find_workspace

    workspace = find_workspace(workspace_dir)
    session = Session.start(workspace, plugin_folders)
    try:
        return compare_file(file, session, workspace)
    except UnreadableFileError as problem:
        raise _refused(file, str(problem)) from problem
    except OSError as problem:
        raise _refused(file, reason(problem)) from problem


def _refused(file: Path, why: str) -> HandledError:
    told = f"`{file.name}` ne peut pas revenir dans un dossier : {why}"
    return HandledError(error("W009", told, None, "rien n’a été écrit"), exit_code=ExitCode.USAGE)


# --- shown ----------------------------------------------------------------------------------


def _show(found: FileComparison, file: Path) -> None:
    comparison = found.comparison
    click.echo(f"{printable(file.name)} → {found.target.folder.name}")
    for warning in found.file.warnings:
        click.echo(espacer(f"⚠  {printable(warning)}"))
    if comparison.is_empty:
        click.echo("✓  rien n’y a changé")
    for rank, one in enumerate(comparison.proposals, start=1):
        click.echo(f"\n{rank}. {printable(one.place)} ({one.kind.value})")
        for line in _lines(one):
            click.echo(f"   {line}")
    _list("Commentaires", comparison.remarks)
    _list("Sans place dans le dossier", comparison.left_over)


def _lines(one: Proposal) -> Iterable[str]:
    if one.sent:
        yield f"envoyé  «\u00a0{printable(one.sent)}\u00a0»"
    said = f"«\u00a0{printable(one.back)}\u00a0»" if one.back else "(plus rien)"
    yield f"revenu  {said}"
    if one.now and one.now != one.sent:
        yield f"dossier «\u00a0{printable(one.now)}\u00a0»"
    for each in one.revisions:
        yield f"suivi des modifications : {printable(_who(each))}"
    if one.why:
        yield printable(one.why)


def _list(title: str, items: Sequence[LeftOver]) -> None:
    if items:
        click.echo(f"\n{title}\u00a0:")
    for one in items:
        click.echo(f"- {printable(_quoted(one))}")


def _quoted(one: LeftOver) -> str:
    who = f"{one.author}\u00a0: " if one.author else ""
    near = f" ({one.near})" if one.near else ""
    return f"{who}«\u00a0{one.text}\u00a0»{near}"


def _conclude(written: Sequence[Path], taken: int, kept: Path | None) -> None:
    from ppgp_docs.francais.accords import compter

    if written:
        names = ", ".join(f"`{path.name}`" for path in written)
        click.echo(f"\n✓  {compter(taken, 'changement')} dans {names}")
    if kept:
        click.echo(f"   le reste est gardé dans `{kept.name}`")


# --- taken ----------------------------------------------------------------------------------


Taken = list[tuple["Proposal", tuple["FileChange", ...]]]


def _taken(found: FileComparison, *, yes: bool, asks: bool) -> Taken:
    """What the user takes, and which way: all that is sure with ``--yes``, else one by one."""
    proposals = found.comparison.proposals
    if yes:
        return [(one, one.changes) for one in proposals if one.is_sure]
    if not asks or not sys.stdin.isatty():
        if asks and any(one.changes for one in proposals):
            click.echo("\nRien n’est écrit : relancez avec --yes pour prendre ce qui est sûr.")
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
    from ppgp_docs.importing.values import UntypableError

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
    told = f"   {printable(_who(one))}\u00a0: {printable(removed)} → {printable(added)}"
    asked = f"{told}, prendre\u202f? (o = oui, n = non)"
    return bool(click.prompt(asked, type=click.Choice(["o", "n"]), show_choices=False) == "o")


def _who(one: Tracked | Revision) -> str:
    when = f", {one.date[8:10]}/{one.date[5:7]}/{one.date[:4]}" if one.date else ""
    return f"{one.author or 'auteur inconnu'}{when}"


def _answer(rank: int, one: Proposal) -> str:
    choices = dict(_CHOICES)
    if one.instead:
        choices |= {"o": "changer le chiffre", "x": "ne changer que ce texte"}
    if len(one.tracked) > 1:
        choices |= {"d": "choisir parmi les modifications suivies"}
    told = ", ".join(f"{key} = {meaning}" for key, meaning in choices.items())
    asked = f"{rank}. Prendre «\u00a0{printable(one.back) or 'le retrait'}\u00a0» ? ({told})"
    answer: str = click.prompt(asked, type=click.Choice(list(choices)), show_choices=False)
    return answer


def _written(found: FileComparison, changes: Sequence[FileChange]) -> tuple[Path, ...]:
    from ppgp_docs.edit.nodes import NotEditableError
    from ppgp_docs.importing.applying import write

    if not changes:
        return ()
    try:
        return write(found.target, changes)
    except NotEditableError as problem:
        raise HandledError(error("W009", str(problem), None, "rien n’a été écrit")) from problem
    except OSError as problem:
        told = f"le dossier n’a pas pu être écrit : {reason(problem)}"
        raise HandledError(error("W009", told, None), exit_code=ExitCode.MACHINE) from problem


def _keep_aside(found: FileComparison, left: Sequence[Proposal], file: Path) -> Path | None:
    """What was not taken, in a text beside the file: both texts of a conflict, what has no place,
    the remarks. None when nothing is left."""
    comparison = found.comparison
    lines = [
        line
        for one in left
        for line in (f"## {one.place} ({one.kind.value})", "", *_lines(one), "")
    ]
    for title, items in (
        ("Commentaires", comparison.remarks),
        ("Sans place dans le dossier", comparison.left_over),
    ):
        if items:
            lines += [f"## {title}", "", *(f"- {_quoted(one)}" for one in items), ""]
    if not lines:
        return None
    kept = _free(file)
    kept.write_text("\n".join([f"# À classer : {file.name}", "", *lines]), "utf-8")
    return kept


def _free(file: Path) -> Path:
    """A name beside the file that nothing bears."""
    ranks = (f"-{rank}" if rank > 1 else "" for rank in range(1, 1000))
    names = (file.with_name(f"{file.stem}-a-classer{rank}.md") for rank in ranks)
    return next(name for name in names if not name.exists())


def _as_data(found: FileComparison, file: Path) -> dict[str, Any]:
    comparison = found.comparison
    return {
        "version": 1,
        "fichier": file.name,
        "dossier": found.target.folder.name,
        "document": found.target.document,
        "avertissements": list(found.file.warnings),
        "propositions": [_proposal(one) for one in comparison.proposals],
        "sans_place": [_left_over(one) for one in comparison.left_over],
        "remarques": [_left_over(one) for one in comparison.remarks],
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "genre": one.kind.value,
        "place": one.place,
        "adresse": one.address,
        "envoye": one.sent,
        "revenu": one.back,
        "dossier": one.now,
        "sur": one.is_sure,
        "raison": one.why,
        "revisions": [{"auteur": each.author, "date": each.date} for each in one.revisions],
        "suivi": [
            {
                "auteur": each.author,
                "date": each.date,
                "retire": each.removed,
                "ajoute": each.added,
            }
            for each in one.tracked
        ],
    }


def _left_over(one: LeftOver) -> dict[str, str]:
    return {"texte": one.text, "pres_de": one.near, "auteur": one.author, "date": one.date}
