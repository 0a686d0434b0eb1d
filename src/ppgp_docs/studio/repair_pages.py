"""The page where a file that cannot be read is mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.save import ChangedMeanwhileError
from ppgp_docs.studio.files import StudioFile, file_called
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.repair import broken, mend
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.system_errors import reason


class RepairPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page

    def routes(self) -> list[Route]:
        return [
            Route("/reparer/{name}/{file}", receiving(self.mended), methods=["POST"]),
            Route("/reparer/{name}/{file}", self.asked),
        ]

    def asked(self, request: Request) -> Response:
        return self.shown(self._file(request))

    def shown(self, file: StudioFile, told: str = "") -> Response:
        """The text of a file, and its faults beside it."""
        try:
            found = broken(self._opened, file)
        except OSError as problem:
            return self._page("pas-commence", 409, problem=reason(problem))
        return self._filled(file, 200, broken=found, told=told)

    def mended(self, request: Request, fields: Mapping[str, str]) -> Response:
        """What was typed, written; then the form, or what is still at fault."""
        file, typed = self._file(request), fields.get("texte", "")
        try:
            sound = mend(self._opened, file, fields.get("version", ""), typed)
        except ChangedMeanwhileError:
            return self._filled(
                file, 409, broken=broken(self._opened, file, typed), told=_ELSEWHERE
            )
        except OSError as problem:
            return self._page("pas-commence", 409, problem=reason(problem))
        if not sound:
            return self.shown(file, "Votre texte est enregistré ; il reste à corriger ceci.")
        part = "contexte" if file.schema == "dossier" else "general"
        address = f"/dossier/{quote(file.folder.name)}/{quote(file.slug)}/{part}"
        return RedirectResponse(f"{address}?dit=repare", 303)

    def _filled(self, file: StudioFile, status: int, **words: Any) -> Response:
        return self._page("illisible", status, file=file, folder=file.folder, **words)

    def _file(self, request: Request) -> StudioFile:
        folder = self._opened.folder(str(request.path_params["name"]))
        return file_called(folder, str(request.path_params["file"]))


_ELSEWHERE = (
    "Ce fichier a été modifié ailleurs pendant ce temps : rien n’est écrit. Enregistrez encore "
    "pour mettre votre texte à la place ; l’autre sera gardé parmi les versions."
)
