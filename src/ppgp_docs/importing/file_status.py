"""What became of files that were sent: up to date, older than the dossier, edited, not ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.draft.reading import draft
from ppgp_docs.form.making import FORM
from ppgp_docs.francais.accords import compter
from ppgp_docs.importing.comparing import lost_fields
from ppgp_docs.importing.form_target import form_key
from ppgp_docs.importing.target import folder_of
from ppgp_docs.render.drafts import SUFFIX
from ppgp_docs.render.origin import content_key
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import State, comments_of, content_of, opened
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace

WEB_PAGES: Final = (".html", ".htm", ".xhtml")


@frozen
class FileStatus:
    """``edited`` are the labels of the fields that are no longer what was sent; ``is_older`` tells
    that the dossier changed as well; ``why`` are French sentences where there is more to say."""

    path: Path
    state: State
    edited: tuple[str, ...] = ()
    is_older: bool = False
    why: tuple[str, ...] = ()


def file_status(path: Path, session: Session, workspace: Workspace | None) -> FileStatus:
    """The state of one file. Raises OSError; a file that cannot be read is none of ours."""
    if path.suffix.lower() in WEB_PAGES:
        path.stat()
        return FileStatus(path, State.WEB_PAGE)
    try:
        data = content_of(path)
        file = opened(data)
        comments = comments_of(data, file)
    except UnreadableFileError as problem:
        return FileStatus(path, State.FOREIGN, why=(str(problem),))
    if file.origin is None:
        return FileStatus(path, State.FOREIGN)
    key = _key_now(file.origin, session, workspace)
    gone = () if key else (f"son dossier, `{file.origin.dossier}`, ne produit plus ce document",)
    why = (*file.warnings, *gone, *_commented(comments))
    if file.origin.format != FORM and (told := lost_fields(file)):
        return FileStatus(path, State.EDITED, (), file.origin.key != key, (*why, told))
    return FileStatus(path, file.state(key), file.edited, file.origin.key != key, why)


def _commented(count: int) -> Iterator[str]:
    if count:
        yield f"il porte {compter(count, 'commentaire')} : `ppgp import` en donne la liste"


def _key_now(origin: Provenance, session: Session, workspace: Workspace | None) -> str | None:
    """The digest of what the document would print now; None where it is no longer made."""
    if origin.format == FORM:
        return form_key(origin, session, workspace) if workspace else None
    folder = folder_of(session, workspace, origin) if workspace else None
    if folder is None:
        return None
    dossier, name = draft(session, folder).dossier, origin.document.removesuffix(SUFFIX)
    made = session.plugins.documents(origin.format, dossier) if dossier else ()
    found = (evolve(one, name=origin.document) for one in made if one.name == name)
    return next(map(content_key, found), None)
