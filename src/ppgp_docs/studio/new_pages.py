"""The pages where a dossier begins, and where the next edition of one does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.editions import Portion, next_edition, portions
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.new_files import Beginning, NotStartedError, start_dossier
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.typed_dates import written
from ppgp_docs.system_errors import reason
from ppgp_docs.versions.store import Versions, VersionsError
from ppgp_docs.workspace.folder import DossierFolder

_CONTACTS: Final = 2
_OTHER: Final = "autre"
_KEEP: Final = "garder:"
"""How the names of boxes begin, each a part that is taken."""


class NewPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page

    def routes(self) -> list[Route]:
        edition = "/dossier/{name}/nouvelle-edition"
        return [
            Route("/nouveau", self.asked),
            Route("/nouveau", receiving(self.start), methods=["POST"]),
            Route(edition, self.edition),
            Route(edition, receiving(self.next_edition), methods=["POST"]),
        ]

    def asked(self, request: Request) -> Response:
        """The few fields that a dossier begins with."""
        return self._form(200, dict(request.query_params), "")

    def start(self, request: Request, fields: Mapping[str, str]) -> Response:
        """A new dossier; one that is there is shown, not touched."""
        try:
            folder, is_new = start_dossier(self._opened, self._begun(fields))
        except (NotStartedError, NotEditableError, OSError) as problem:
            return self._form(422, fields, reason(problem))
        if not is_new:
            return self._page("deja-la", 409, folder=folder)
        return RedirectResponse(f"/dossier/{quote(folder.name)}", 303)

    def _begun(self, fields: Mapping[str, str]) -> Beginning:
        def typed(name: str) -> str:
            return " ".join(fields.get(name, "").split())[:200]

        people = [
            (typed(f"nom-{rank}"), typed(f"fonction-{rank}"), typed(f"courriel-{rank}"))
            for rank in range(1, _CONTACTS + 1)
        ]
        source = typed("depart")
        return Beginning(
            typed("territoire"),
            written(typed("edition"), ""),
            tuple(filter(any, people)),
            typed("modele") if source == _OTHER else source,
            _kept(fields),
        )

    def _form(self, status: int, fields: Mapping[str, str], problem: str) -> Response:
        chosen = fields.get("modele", "")
        others = [folder for folder in self._opened.workspace.folders() if folder.territory]
        model = next((each for each in others if each.name == chosen), None)
        words: dict[str, Any] = {
            "fields": fields,
            "problem": problem,
            "territories": departements(),
            "others": others,
            "model": model,
            "portions": self._portions(model, elsewhere=True) if model else (),
            "kept": _kept(fields),
            "contacts": range(1, _CONTACTS + 1),
        }
        return self._page("nouveau", status, **words)

    def edition(self, request: Request) -> Response:
        """What stays from a dossier to its next edition."""
        return self._next_form(self._folder(request), 200, "")

    def next_edition(self, request: Request, fields: Mapping[str, str]) -> Response:
        """The next edition, as a draft: what stood is kept as a version under its name."""
        folder, edition = self._folder(request), written(fields.get("edition", "").strip(), "")
        if not edition:
            return self._next_form(folder, 422, "Donnez la date de la nouvelle édition.")
        try:
            file, root = self._content(folder)
            before = root.get("edition") if isinstance(root, dict) else ""
            name = f"Édition {before}" if before else "Avant la nouvelle édition"
            Versions(self._opened.workspace.root, folder).keep(name)
            changes = next_edition(root, edition, _kept(fields), self._opened.session.schemas)
            self._opened.editing.apply(file, changes, "Nouvelle édition")
        except (NotEditableError, VersionsError, OSError) as problem:
            return self._next_form(folder, 409, reason(problem))
        return RedirectResponse(f"/dossier/{quote(folder.name)}/dossier/general?dit=edition", 303)

    def _next_form(self, folder: DossierFolder, status: int, problem: str) -> Response:
        return self._page(
            "nouvelle-edition",
            status,
            folder=folder,
            problem=problem,
            portions=self._portions(folder, elsewhere=False),
            unsaved=self._opened.editing.has_unsaved(folder),
        )

    def _portions(self, folder: DossierFolder, *, elsewhere: bool) -> tuple[Portion, ...]:
        try:
            root = self._content(folder)[1]
        except (NotEditableError, OSError):
            return ()
        return portions(self._opened.session.schemas, root, elsewhere=elsewhere)

    def _content(self, folder: DossierFolder) -> tuple[StudioFile, Any]:
        file = next(files_of(folder))
        return file, data_of(self._opened.editing.state(file).text)

    def _folder(self, request: Request) -> DossierFolder:
        return self._opened.folder(str(request.path_params["name"]))


def _kept(fields: Mapping[str, str]) -> frozenset[str]:
    return frozenset(each.removeprefix(_KEEP) for each in fields if each.startswith(_KEEP))
