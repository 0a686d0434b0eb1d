"""``ppgp diff`` of Word and Excel files of ours, with one another or with a dossier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from ppgp_docs.diagnostics import ExitCode, HandledError, Span, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.cli.differences import Apart
    from ppgp_docs.compare.dossiers import FileDifferences
    from ppgp_docs.session import Session
    from ppgp_docs.versions.versioned_files import Files
    from ppgp_docs.workspace.folder import DossierFolder


@frozen
class Sides:
    """Two states of a dossier; ``apart`` is what documents say that has no place in one, and
    ``documents`` are both as the same document, where a whole dossier or a document stands on
    either side."""

    before: Files
    after: Files
    apart: Apart = field(factory=dict)
    documents: tuple[bytes, bytes] | None = None

    def printed(self) -> tuple[FileDifferences, ...]:
        """What the two documents print otherwise that no field says."""
        if self.documents is None:
            return ()
        from ppgp_docs.importing.printed_between import printed_between

        found = printed_between(*self.documents)
        return (found,) if found.found or found.note else ()


def with_documents(
    workspace_dir: Path, names: tuple[str, str], files_of: Callable[[Path, str], Files]
) -> Sides:
    """Both states: what a document does not print is as on the other side, or as it is now."""
    from ppgp_docs.cli.sessions import start
    from ppgp_docs.importing.file_as_dossier import is_office_file, own_folder, said_by
    from ppgp_docs.roundtrip.archive import UnreadableFileError
    from ppgp_docs.roundtrip.file_state import content_of
    from ppgp_docs.versions.versioned_files import versioned_files
    from ppgp_docs.workspace.find import find_workspace

    workspace = find_workspace(workspace_dir)
    session: Session = start(workspace)
    known = {name: files_of(workspace_dir, name) for name in names
             if not is_office_file(Path(name))}  # fmt: skip
    states: list[Files] = []
    documents: list[bytes] = []
    apart: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name in known:
            states.append(known[name])
            documents.append(b"")
            continue
        try:
            folder = own_folder(Path(name), session, workspace)
            base = _around(next(iter(known.values()), {}), folder, versioned_files(folder)[0])
            said = said_by(Path(name), session, folder, base)
            documents.append(content_of(Path(name)))
        except (UnreadableFileError, OSError) as problem:
            why = reason(problem) if isinstance(problem, OSError) else str(problem)
            told = error("F033", f"`{Path(name).name}` ne se compare pas : {why}", Span(Path(name)))
            raise HandledError(told, exit_code=ExitCode.USAGE) from problem
        states.append(said.files)
        apart |= {Path(name).name: said.apart} if said.apart else {}
        made = said.as_made if base is next(iter(known.values()), None) else b""
    first, second = states
    before, after = (one or made for one in documents)
    return Sides(
        _shared(first, second, known, names),
        _shared(second, first, known, names[::-1]),
        apart,
        (before, after) if before and after else None,
    )


def _around(other: Files, folder: DossierFolder, now: Files) -> Files:
    """The other side where it is a whole dossier; else the dossier as it is."""
    return other if folder.dossier.name in other else now


def _shared(own: Files, other: Files, known: dict[str, Files], names: tuple[str, str]) -> Files:
    """Of a document beside a lone file, the part that this file is."""
    if names[0] in known or names[1] not in known or len(other) > 1:
        return own
    from ppgp_docs.workspace.folder import fiche_number

    [(name, data)] = other.items()
    if name in own:
        return {name: own[name]}
    number = fiche_number(data)
    return {path: one for path, one in own.items()
            if path.startswith("fiches/") and fiche_number(one) == number}  # fmt: skip
