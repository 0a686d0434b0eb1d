"""The pages that show true pages and slides, beside the form or alone."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ppgp_docs.studio.files import StudioFile, file_called
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.preview import Previews
from ppgp_docs.studio.requests import Shown
from ppgp_docs.studio.sheets import SheetPreviews, View, view_called

_BESIDE: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
}


class SheetPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, previews: Previews, page: Shown) -> None:
        self._opened, self._page = opened, page
        self._sheets = SheetPreviews(opened, previews)

    def routes(self) -> list[Route]:
        here = "/apercu/{name}/{file}/feuilles/{view}"
        return [
            Route(here, self.sheets),
            Route(f"{here}/etat", self.state),
            Route(f"{here}/{{rank:int}}", self.sheet),
        ]

    def sheets(self, request: Request) -> Response:
        """The true pages, once they are made: beside the form, or alone."""
        file, view = self._asked(request)
        found = self._sheets.sheets(file, view)
        beside = "cadre" in request.query_params
        words = {"sheets": found, "file": file, "folder": file.folder, "view": view}
        answer = self._page("feuilles-cadre" if beside else "feuilles", **words)
        answer.headers.update(_BESIDE if beside else {})
        return answer

    def state(self, request: Request) -> Response:
        """Whether they are made, for a script that waits."""
        return JSONResponse({"ready": self._sheets.sheets(*self._asked(request)).ready})

    def sheet(self, request: Request) -> Response:
        picture = self._sheets.sheet(*self._asked(request), request.path_params["rank"])
        return Response(picture, media_type="image/png")

    def _asked(self, request: Request) -> tuple[StudioFile, View]:
        folder = self._opened.folder(str(request.path_params["name"]))
        file = file_called(folder, str(request.path_params["file"]))
        return file, view_called(file, str(request.path_params["view"]))
