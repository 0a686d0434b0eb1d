"""The page that asks where a block goes: a choice among the parts, for any hand and any eye."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.studio.files import StudioFile, file_called
from ppgp_docs.studio.form_parts import part_at, parts_of
from ppgp_docs.studio.item_titles import block_title
from ppgp_docs.studio.moving import destinations, moved
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pointer import path_of, value_at
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.system_errors import reason


class MovePages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page

    def routes(self) -> list[Route]:
        address = "/ailleurs/{name}/{file}"
        return [
            Route(address, self.asked),
            Route(address, receiving(self.done), methods=["POST"]),
        ]

    def asked(self, request: Request) -> Response:
        """Where the block of the address may go."""
        return self._asked(self._file(request), request.query_params.get("bloc", ""))

    def _asked(self, file: StudioFile, name: str, refused: bool = False) -> Response:
        root = data_of(self._opened.editing.state(file).text)
        block = path_of(name, root)
        value = value_at(root, block)
        if value is None or "blocs" not in block:
            raise KeyError(name)
        return self._page(
            "ailleurs",
            422 if refused else 200,
            folder=file.folder,
            file=file,
            block=name,
            kind=value.get("type", "") if isinstance(value, dict) else "paragraphe",
            title=block_title(value),
            places=destinations(root, file.schema, block),
            back=self._address(file, name),
            refused=refused,
        )

    def done(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Take the block there, and show it."""
        file, name, to = self._file(request), fields.get("bloc", ""), fields.get("vers", "")
        if not to:
            return self._asked(file, name, refused=True)
        state = self._opened.editing.state(file)
        root = data_of(state.text)
        try:
            changes, there = moved(path_of(name, root), to, root, state.text)
            self._opened.editing.apply(file, changes, "Déplacement")
        except (NotEditableError, ValueError, OSError) as problem:
            return self._page("pas-commence", 409, problem=reason(problem))
        return RedirectResponse(self._address(file, there), 303)

    def _address(self, file: StudioFile, name: str) -> str:
        """The form that shows what a pointer names."""
        root = data_of(self._opened.editing.state(file).text)
        parts = parts_of(self._opened.session.schemas, file.schema, root)
        part = part_at(parts, path_of(name, root)).slug
        return f"/dossier/{quote(file.folder.name)}/{quote(file.slug)}/{quote(part)}#{name}"

    def _file(self, request: Request) -> StudioFile:
        folder = self._opened.folder(str(request.path_params["name"]))
        return file_called(folder, str(request.path_params["file"]))
