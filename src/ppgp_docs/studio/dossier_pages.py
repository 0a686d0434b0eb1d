"""The pages beside the forms: new dossiers, checks, documents; and what their buttons do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.studio.build_jobs import BuildJobs
from ppgp_docs.studio.checks import checked, waive
from ppgp_docs.studio.new_files import NotStartedError, start_contrat, start_fiche
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.studio.system_windows import show_folder
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.folder import DossierFolder


class DossierPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page
        self._makings = BuildJobs(opened)

    def routes(self) -> list[Route]:
        here = "/dossier/{name}"
        return [
            Route(f"{here}/ajouter", receiving(self.add), methods=["POST"]),
            Route(f"{here}/verifications", self.checks),
            Route(f"{here}/verifications", receiving(self.waive), methods=["POST"]),
            Route(f"{here}/documents", self.documents),
            Route(f"{here}/documents", receiving(self.make), methods=["POST"]),
            Route("/documents/{name}/{file}", self.download),
            Route(f"{here}/ouvrir", receiving(self.open_folder), methods=["POST"]),
        ]

    def add(self, request: Request, fields: Mapping[str, str]) -> Response:
        """A fiche, or the contract, beside the dossier."""
        folder = self._folder(request)
        try:
            if "contrat" in fields:
                start_contrat(self._opened, folder)
                slug = "contrat"
            else:
                file = start_fiche(self._opened, folder, fields.get("fiche", "").strip())
                slug = f"fiche.{file.stem}"
        except (NotStartedError, OSError) as problem:
            return self._page("pas-commence", 422, problem=reason(problem))
        return RedirectResponse(f"/dossier/{quote(folder.name)}/{quote(slug)}/general", 303)

    def checks(self, request: Request) -> Response:
        folder = self._folder(request)
        found = checked(self._opened, folder)
        told = "dit" in request.query_params
        return self._page("verifications", folder=folder, found=found, told=told, refused=False)

    def waive(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Set a check aside, with its reason."""
        folder = self._folder(request)
        try:
            done = waive(self._opened, folder, fields.get("code", ""), fields.get("raison", ""))
        except (NotEditableError, OSError) as problem:
            return self._page("pas-commence", 409, problem=reason(problem))
        if done:
            return RedirectResponse(f"/dossier/{quote(folder.name)}/verifications?dit=ecarte", 303)
        found = checked(self._opened, folder)
        words: dict[str, Any] = {"folder": folder, "found": found, "told": False, "refused": True}
        return self._page("verifications", 422, **words)

    def documents(self, request: Request) -> Response:
        folder = self._folder(request)
        return self._page(
            "documents",
            folder=folder,
            job=self._makings.job(folder),
            listed=self._makings.listed(folder),
            unsaved=self._opened.editing.has_unsaved(folder),
            outputs=self._opened.workspace.outputs / folder.name,
            closed="dit" in request.query_params,
        )

    def make(self, request: Request, fields: Mapping[str, str]) -> Response:
        folder = self._folder(request)
        kind = fields.get("sorte")
        self._makings.start(folder, publication=kind == "publication", draft=kind == "brouillon")
        return RedirectResponse(f"/dossier/{quote(folder.name)}/documents", 303)

    def open_folder(self, request: Request, fields: Mapping[str, str]) -> Response:
        """The folder of the documents, in the system's own windows."""
        folder = self._folder(request)
        place = self._opened.workspace.outputs / folder.name
        told = "" if place.is_dir() and show_folder(place) else "?dit=ferme"
        return RedirectResponse(f"/dossier/{quote(folder.name)}/documents{told}", 303)

    def download(self, request: Request) -> Response:
        place = self._makings.place(self._folder(request), str(request.path_params["file"]))
        return FileResponse(place, filename=place.name)

    def _folder(self, request: Request) -> DossierFolder:
        return self._opened.folder(str(request.path_params["name"]))
