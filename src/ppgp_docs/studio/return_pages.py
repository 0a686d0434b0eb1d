"""The pages of files that people bring: what came back compared field by field, notes that become
a dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from attrs import evolve, frozen
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.francais.designations import nomme_dans
from ppgp_docs.francais.territoires import departements
from ppgp_docs.importing.applying import sound, write
from ppgp_docs.importing.file_comparison import FileComparison, compare_file
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.proposals import FileChange, Proposal
from ppgp_docs.importing.prose.drafting import draft_of
from ppgp_docs.importing.prose.items import Written
from ppgp_docs.importing.prose.notes import read
from ppgp_docs.importing.prose.saving import save_draft
from ppgp_docs.importing.remark_places import placed_comments
from ppgp_docs.importing.target import Target
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.studio import guard
from ppgp_docs.studio.chosen_notes import chosen, title_of
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.new_files import NotStartedError, territory_called
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.studio.returned_pictures import keep, pictures_in, told
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.uploads import Brought, BroughtFiles, Nature
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.find import DEPARTMENTS
from ppgp_docs.workspace.folder import folder_of

_TAKE, _INSTEAD, _SOME, _LEAVE = "prendre", "texte", "choisir", "laisser"
_FIELD: Final = "fichier"


@frozen
class Choice:
    """A proposal with the name of its answer: what it says, so that it stays the same while the
    dossier changes; ``answer`` is the one that is ticked first."""

    name: str
    proposal: Proposal
    answer: str


class ReturnPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, brought: BroughtFiles, page: Shown) -> None:
        self._opened, self._brought, self._page = opened, brought, page

    def routes(self) -> list[Route]:
        return [
            Route("/apporter", self.asked),
            Route(f"{guard.UPLOADS}apporter", self.bring, methods=["POST"]),
            Route("/revenu/{token}", self.compared),
            Route("/revenu/{token}", receiving(self.taken), methods=["POST"]),
            Route("/notes/{token}", self.notes),
            Route("/notes/{token}", receiving(self.drafted), methods=["POST"]),
            Route("/notes/{token}/pris", receiving(self.completed), methods=["POST"]),
        ]

    def asked(self, request: Request) -> Response:
        """Where a file is chosen, for who does not drop it."""
        return self._page("apporter", problem="", name="")

    async def bring(self, request: Request) -> Response:
        """A file, whatever it is: the page that it asks for."""
        form = await request.form(max_fields=4, max_files=1)
        given = form.get(_FIELD)
        if not isinstance(given, UploadFile) or not given.filename:
            return self._page("apporter", 422, problem="Choisissez d’abord un fichier.", name="")
        data = await given.read()
        return await run_in_threadpool(self._kept, given.filename, data)

    def _kept(self, name: str, data: bytes) -> Response:
        try:
            brought = self._brought.keep(name, data)
        except (UnreadableFileError, OSError) as problem:
            return self._page("apporter", 422, problem=reason(problem), name=name)
        return RedirectResponse(f"/{brought.nature.value}/{brought.token}", 303)

    def compared(self, request: Request) -> Response:
        """What a file that came back would change, each change to be taken or left."""
        brought = self._file(request, Nature.RETURNED)
        try:
            found = self._compare(brought)
        except (UnreadableFileError, OSError) as problem:
            return self._page("apporter", 422, problem=reason(problem), name=brought.name)
        return self._comparison(brought, found, "")

    def taken(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Write the changes that were taken, what stood before kept as a version."""
        brought = self._file(request, Nature.RETURNED)
        try:
            found = self._compare(brought)
            changes = _changes(found, fields)
            self._opened.keep_before(found.target.folder)
            images = keep(found, brought.path, fields)
            write(found.target, [*changes, *images.changes])
            if said := told(images):
                return self._comparison(brought, self._compare(brought), said)
        except (UnreadableFileError, NotEditableError, UntypableError, OSError) as problem:
            return self._page("apporter", 409, problem=reason(problem), name=brought.name)
        folder = quote(found.target.folder.name)
        if found.comparison.left_over or found.comparison.remarks:
            return RedirectResponse(f"/revenu/{brought.token}?pris={len(changes)}", 303)
        self._brought.drop(brought)
        return RedirectResponse(f"/dossier/{folder}?dit={'reporte' if changes else 'laisse'}", 303)

    def _comparison(self, brought: Brought, found: FileComparison, said: str) -> Response:
        return self._page(
            "revenu",
            brought=brought,
            folder=found.target.folder,
            warnings=found.file.warnings,
            choices=_choices(found),
            comparison=found.comparison,
            pictures=pictures_in(found),
            comments=placed_comments(found.target, found.comparison.remarks, {}),
            unsaved=self._opened.editing.has_unsaved(found.target.folder),
            told=said,
        )

    def _compare(self, brought: Brought) -> FileComparison:
        return compare_file(brought.path, self._opened.session, self._opened.workspace)

    def notes(self, request: Request) -> Response:
        """For which territory are these notes?"""
        brought = self._file(request, Nature.NOTES)
        return self._of_notes(brought, 200, {"territoire": _territory_of(brought)}, "")

    def drafted(self, request: Request, fields: Mapping[str, str]) -> Response:
        """The draft of a dossier made of notes; nothing is thrown away, nothing is invented."""
        brought = self._file(request, Nature.NOTES)
        try:
            territory = territory_called(fields.get("territoire", "").strip())
            folder = folder_of(self._opened.workspace.root / DEPARTMENTS, territory)
            draft = draft_of(brought.name, brought.path.read_bytes(), territory)
            if folder.dossier.exists():
                return self._page("deja-la", 409, folder=folder)
            save_draft(draft, folder)
        except (NotStartedError, UnreadableFileError, OSError) as problem:
            return self._of_notes(brought, 422, fields, reason(problem))
        words: dict[str, Any] = {"folder": folder, "draft": draft, "brought": brought}
        return self._page("notes-lues", code=territory.code, title_of=title_of, **words)

    def completed(self, request: Request, fields: Mapping[str, str]) -> Response:
        """The figures and the dates of notes that were chosen, put in the dossier made of them."""
        brought = self._file(request, Nature.NOTES)
        try:
            territory = territory_called(fields.get("territoire", ""))
            folder = self._opened.folder(folder_of(Path(), territory).name)
            draft = draft_of(brought.name, brought.path.read_bytes(), territory)
            file = next(files_of(folder))
            root = data_of(self._opened.editing.state(file).text)
            order = tuple(self._opened.session.schemas.named[file.schema])
            changes = tuple(chosen(draft, fields, root, order))
            self._opened.editing.apply(file, changes, "Chiffres et dates des notes")
            self._opened.save(file)
        except (NotStartedError, UnreadableFileError, NotEditableError, OSError) as problem:
            return self._page("apporter", 409, problem=reason(problem), name=brought.name)
        self._brought.drop(brought)
        return RedirectResponse(f"/dossier/{quote(folder.name)}", 303)

    def _of_notes(
        self, brought: Brought, status: int, fields: Mapping[str, str], problem: str
    ) -> Response:
        words: dict[str, Any] = {"brought": brought, "fields": fields, "problem": problem}
        return self._page("notes", status, territories=departements(), **words)

    def _file(self, request: Request, nature: Nature) -> Brought:
        return self._brought.get(str(request.path_params["token"]), nature)


def _territory_of(brought: Brought) -> str:
    """The territory that notes name at their head, or in the name of their file; empty for none."""
    try:
        items = read(brought.name, brought.path.read_bytes()).items
    except (UnreadableFileError, OSError):
        return ""  # told when the draft is asked for
    head = [one.plain for one in items if isinstance(one, Written)][:_HEAD]
    found = filter(None, map(nomme_dans, (brought.name, *head)))
    return next((each.nom for each in found), "")


_HEAD: Final = 3
"""Paragraphs of notes that may name their territory."""


def _choices(found: FileComparison) -> tuple[Choice, ...]:
    return tuple(
        Choice(_name(each), each, _TAKE if each.is_sure else _LEAVE)
        for each in found.comparison.proposals
    )


def _name(one: Proposal) -> str:
    said = "\0".join((one.kind.name, one.address, one.sent, one.back, one.now))
    return f"choix-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _changes(found: FileComparison, fields: Mapping[str, str]) -> list[FileChange]:
    """What was chosen. Raises UntypableError, NotEditableError for what the dossier cannot hold."""
    changes: list[FileChange] = []
    for each in _choices(found):
        answer = fields.get(each.name, _LEAVE)
        if answer == _TAKE:
            changes += each.proposal.changes
        elif answer == _INSTEAD:
            changes += each.proposal.instead
        elif answer == _SOME:
            changes += _some(found.target, each, fields)
    return changes


def _some(target: Target, each: Choice, fields: Mapping[str, str]) -> Sequence[FileChange]:
    """The tracked changes of a field that were ticked; nothing when they leave it as it was."""
    one = each.proposal
    made = [rank for rank in range(len(one.tracked)) if f"{each.name}-suivi-{rank}" in fields]
    changes = one.with_tracked(made) if one.with_tracked else ()
    if not changes:
        return ()
    [judged] = sound(target, [evolve(one, changes=changes)])
    if not judged.changes:
        raise NotEditableError(judged.why)
    return judged.changes
