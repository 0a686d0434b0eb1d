"""``ppgp diff A B --docx FILE``: fiches in Word, what changes as tracked changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from immutabledict import immutabledict

from ppgp_docs.cli.show import printable
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.importing.redlining import Redlined
    from ppgp_docs.session import Session
    from ppgp_docs.versions.versioned_files import Files


def write_redlines(
    workspace_dir: Path,
    before: Files,
    after: Files,
    target: Path,
    documents: tuple[bytes, bytes] | None = None,
    now: Files = immutabledict(),
) -> None:
    """Write a file for each fiche that changed; several bear the number of theirs. ``documents``
    are the same one in both states, where one of them was given as a document; ``now`` is the
    dossier as it is, where states of it were asked."""
    from ppgp_docs.importing.redlining import redlined
    from ppgp_docs.roundtrip.archive import UnreadableFileError

    try:
        found = redlined(_session(workspace_dir), before, after, documents, now)
    except UnreadableFileError as problem:
        raise _refused(str(problem)) from problem
    changed = [one for one in found if one.data is not None]
    if target.suffix.lower() != ".docx":
        target = target.with_name(f"{target.name}.docx")
    for one in found:
        _tell(one, _place(target, one, len(changed)))
    if not found:
        raise _refused("ni A ni B n’a de fiche action")
    if not changed:
        sys.exit(ExitCode.TO_MEND)


def _session(workspace_dir: Path) -> Session:
    from ppgp_docs.cli.sessions import start
    from ppgp_docs.workspace.find import find_workspace

    return start(find_workspace(workspace_dir))


def _refused(why: str) -> HandledError:
    told = f"les changements ne peuvent pas être mis en Word : {why}"
    return HandledError(error("W009", told, None, "rien n’a été écrit"), exit_code=ExitCode.USAGE)


def _place(target: Path, one: Redlined, count: int) -> Path:
    return target if count == 1 else target.with_name(f"{target.stem}-{one.number:02}.docx")


def _tell(one: Redlined, place: Path) -> None:
    from ppgp_docs.workspace.disk import replace_file

    if one.data is None:
        click.echo(f"   fiche {one.number}\u00a0: {one.note}")
        return
    try:
        replace_file(place, one.data)
    except OSError as problem:
        told = f"`{place.name}` n’a pas pu être écrit : {reason(problem)}"
        raise HandledError(error("W009", told, None), exit_code=ExitCode.MACHINE) from problem
    click.echo(f"✓  fiche {one.number} → {printable(str(place))}")
    if one.note:
        click.echo(f"   {one.note}")
