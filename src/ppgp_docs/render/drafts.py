"""The documents of an unfinished dossier: files of their own, beside the finished ones, that say
what remains to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from ppgp_docs.render.planning import Candidate
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.draft.remaining import ToDo

SUFFIX: Final = "-brouillon"


@frozen
class DraftReading:
    """A dossier read with its gaps, and ``remaining`` to be done on it.

    The dossier of ``reading`` is there whatever its errors, unless nothing can be shown.
    """

    reading: DossierReading
    remaining: tuple[ToDo, ...]


def read_draft(session: Session, folder: DossierFolder) -> DraftReading:
    """Steps 2 to 5 for a draft."""
    from ppgp_docs.draft.reading import draft
    from ppgp_docs.draft.remaining import to_do

    made = draft(session, folder)
    files = (folder.dossier, *filter(None, (folder.contrat,)), *folder.fiches)
    reading = DossierReading(folder, made.dossier, made.diagnostics, files, made.withdrawn)
    return DraftReading(reading, to_do(session, folder, made))


def as_drafts(candidates: Iterable[Candidate], remaining: Iterable[ToDo]) -> Iterator[Candidate]:
    """The same documents as drafts, each with what it lists; none of a format that has no draft."""
    from ppgp_docs.draft.remaining import of_document, remarks_of

    every = tuple(remaining)
    for each in candidates:
        document = each.document
        fiche = document.fiche.at().file if document.fiche else None
        yield evolve(
            each,
            reason=each.reason or getattr(each.format, "no_draft", "") or None,
            document=evolve(
                document,
                name=f"{document.name}{SUFFIX}",
                remaining=of_document(every, fiche),
                remarks=remarks_of(one for one in every if fiche in (None, one.file)),
            ),
        )
