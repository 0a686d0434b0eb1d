"""The draft of a dossier written in its folder, where there is none yet."""

from __future__ import annotations

from pathlib import Path

from ppgp_docs.importing.prose.drafting import DraftOfNotes
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.folder import DOSSIER, DossierFolder


def save_draft(draft: DraftOfNotes, folder: DossierFolder) -> tuple[Path, ...]:
    """Write its files, the dossier last, and give their places.

    Raises FileExistsError, before anything is written, where one of them stands already; OSError.
    """
    files = {folder.path / name: content for name, content in draft.files.items()}
    for file in (folder.dossier, *files):
        if file.exists():
            raise FileExistsError(file)
    for file in sorted(files, key=lambda each: each.name == DOSSIER):
        replace_file(file, files[file])
    return tuple(files)
