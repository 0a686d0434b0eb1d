"""What a Word or Excel file of ours says, as a state of the dossier that it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.edit.nodes import NotEditableError, data, nodes
from ppgp_docs.form.making import FORM
from ppgp_docs.importing.aligning import aligned
from ppgp_docs.importing.applying import edited, sound, together
from ppgp_docs.importing.comparing import compare
from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.importing.lines_between import lines_between
from ppgp_docs.importing.printed_between import is_typed
from ppgp_docs.importing.proposal_words import placed
from ppgp_docs.importing.proposals import Comparison, FileChange, Proposal
from ppgp_docs.importing.target import Target, find_target, folder_of
from ppgp_docs.importing.values import meanings
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.file_state import Opened, open_file
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.session import Session
from ppgp_docs.system_errors import real_path
from ppgp_docs.temporary import temporary_folder
from ppgp_docs.workspace.find import DEPARTMENTS, Workspace, find_workspace
from ppgp_docs.workspace.folder import DOSSIER, DossierFolder

_KINDS: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""How the files of an office begin, and PDF: no text in YAML does."""


def is_office_file(path: Path) -> bool:
    """Whether a file is a document rather than a text."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _KINDS
    except OSError:
        return False


@frozen
class SaidByFile:
    """``files`` are the whole dossier, with what the file says of it; ``apart`` what it says that
    has no place there, in French, a line each; ``as_made`` is the file that the dossier without it
    would make in its place."""

    files: Mapping[str, bytes]
    apart: tuple[str, ...]
    as_made: bytes = b""


def own_folder(path: Path, session: Session, workspace: Workspace) -> DossierFolder:
    """The dossier of a file. Raises OSError, and UnreadableFileError with why there is none."""
    origin = open_file(path).origin
    if origin is None:
        raise UnreadableFileError("rien n’y indique qu’il vient de cet outil")
    found = folder_of(session, workspace, origin)
    if found is None:
        told = f"son dossier, `{origin.dossier}`, n’est pas dans cet espace de travail"
        raise UnreadableFileError(told)
    return found


def said_by(
    path: Path, session: Session, folder: DossierFolder, base: Mapping[str, bytes]
) -> SaidByFile:
    """A state of a dossier, its ``folder`` and files, with what a file says of it in their place.

    Raises OSError, and UnreadableFileError with what is wrong.
    """
    if _territory(base) != _territory({DOSSIER: folder.dossier.read_bytes()}):
        raise UnreadableFileError(
            f"il vient de `{folder.name}`, et ne se compare qu’à ce dossier, à ses versions et à "
            "ses autres documents"
        )
    with temporary_folder() as scratch:
        root = scratch / DEPARTMENTS / folder.name
        for name, content in base.items():
            if real_path(root / name).is_relative_to(real_path(root)):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(content)
        target, found, lines = _compared(path, session, find_workspace(scratch))
        files = dict(base)
        for file, text in _texts(target, found.proposals, lines).items():
            files[real_path(file).relative_to(real_path(root)).as_posix()] = text.encode()
        return SaidByFile(files, tuple(_apart(found)), target.made)


def _compared(
    path: Path, session: Session, workspace: Workspace
) -> tuple[Target, Comparison, tuple[FileChange, ...]]:
    """The file beside the dossier alone, and the lines that one of them alone has: what it was when
    the file left does not count."""
    file = open_file(path)
    if file.origin is None or file.origin.format == FORM:
        whole = compare_file(path, session, workspace)
        return whole.target, whole.comparison, ()
    target = find_target(session, workspace, file.origin)
    sent = {place: one for one in file.origin.fields for place in one.addresses}
    places = aligned(meanings(sent), meanings(target.fields))
    found = compare(_as_if_sent_now(file, target, places), target)
    told = sound(target, [placed(target, one) for one in found.proposals])
    lines = lines_between(file, target, places) if file.found else ()
    return target, evolve(found, proposals=tuple(told)), tuple(lines)


def _as_if_sent_now(file: Opened, target: Target, places: Mapping[str, str]) -> Opened:
    """The same file, made of the dossier as it is: whatever it says otherwise, someone changed."""
    assert file.origin
    fields = []
    for one in file.origin.fields:
        now = target.fields.get(places.get(one.addresses[0], ""))
        fields.append(evolve(one, sent=now.sent, cites=_cites(file, one, now)) if now else one)
    return evolve(file, origin=evolve(file.origin, fields=tuple(fields)))


def _cites(file: Opened, sent: SentField, now: SentField) -> tuple[tuple[str, str], ...]:
    """The figures that a text cites, as they are; those that are computed, where nobody touched
    them, as they were: what differs between them was decided elsewhere in the dossier."""
    found = file.found.values.get(sent.tag) if file.found else None
    untouched = found is not None and _plain(found.cites) == _plain(sent.cites)
    was = dict(sent.cites) if untouched else {}
    return tuple(
        (name, text if is_typed(name) else was.get(name, text)) for name, text in now.cites
    )


def _plain(cites: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(name, untypeset(text)) for name, text in cites]


def _texts(
    target: Target, proposals: tuple[Proposal, ...], lines: tuple[FileChange, ...]
) -> Mapping[Path, str]:
    taken = [(one, one.changes) for one in proposals if one.changes]
    made = [change for _, own in together(target, taken) for change in own]
    try:
        return edited(target, [*made, *lines])
    except NotEditableError as problem:
        raise UnreadableFileError(f"ce qu’il dit ne tient pas ensemble : {problem}") from problem


def _apart(found: Comparison) -> list[str]:
    """What is not compared: what a dossier cannot hold, or has no place for."""
    refused = [f"{one.place} : « {one.back} » ({one.why})" for one in found.proposals
               if not one.changes]  # fmt: skip
    near = (f"« {one.text} »" + (f" ({one.near})" if one.near else "") for one in found.left_over)
    return [*refused, *near]


def _territory(files: Mapping[str, bytes]) -> str:
    try:
        content = data(nodes(files.get(DOSSIER, b"").decode("utf-8-sig")))
    except (NotEditableError, UnicodeDecodeError):
        return ""
    return str(content.get("departement", "")) if isinstance(content, dict) else ""
