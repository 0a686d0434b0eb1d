"""The whole of a return: a file read, its dossier found, what it would change."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from ppgp_docs.form.making import FORM
from ppgp_docs.importing.applying import sound
from ppgp_docs.importing.comparing import compare
from ppgp_docs.importing.form_comparing import compare_form
from ppgp_docs.importing.form_target import form_target
from ppgp_docs.importing.proposal_words import placed
from ppgp_docs.importing.proposals import Comparison
from ppgp_docs.importing.replaced_pictures import not_in_place_yet
from ppgp_docs.importing.target import Target, find_target
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.roundtrip.file_state import Opened, content_of, opened
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace


@frozen
class FileComparison:
    """A file that came back, beside the dossier that it was made from."""

    file: Opened
    target: Target
    comparison: Comparison


def compare_file(path: Path, session: Session, workspace: Workspace) -> FileComparison:
    """Read a file and compare it. Raises OSError, and UnreadableFileError with what is wrong."""
    data = content_of(path)
    file = opened(data)
    if file.origin is None:
        raise UnreadableFileError(
            "rien n’y indique qu’il vient de cet outil ; ce n’est pas l’un de ses documents, "
            "ou un autre logiciel a effacé cette indication ; si ce sont des notes libres, "
            "`--new CODE` en fait le brouillon d’un dossier"
        )
    if file.origin.format == FORM:
        form, target = form_target(session, workspace, file.origin)
        return FileComparison(file, target, compare_form(file, form, target))
    target = find_target(session, workspace, file.origin)
    found = compare(file, target)
    told = sound(target, [placed(target, one) for one in found.proposals])
    left = found.left_over
    if any(one.pictures for one in left):
        left = tuple(not_in_place_yet(target, left, Parts(data)))
    return FileComparison(file, target, evolve(found, proposals=told, left_over=left))
