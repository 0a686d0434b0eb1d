"""The web pages of dossiers that are being typed in an editor: kept in memory, reloaded by the
browser each time that they are made anew."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Final

from attrs import frozen
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ppgp_docs.plugin.formats import Format
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import HTML, render
from ppgp_docs.session import Session
from ppgp_docs.studio import assets
from ppgp_docs.studio.pages import renderer
from ppgp_docs.studio.requests import FRAMED
from ppgp_docs.workspace.folder import DossierFolder


@frozen
class LivePage:
    """A page of a dossier; ``html`` is None when it could not be made."""

    title: str
    html: bytes | None


@frozen
class LiveDossier:
    """``remaining`` is what is to be done on it, a sentence each."""

    name: str
    pages: tuple[LivePage, ...] = ()
    remaining: tuple[str, ...] = ()


class Live:
    """The pages of some dossiers, as they were last made; safe from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._dossiers: dict[str, LiveDossier] = {}
        self._number = 0

    def refresh(self, session: Session, folders: Sequence[DossierFolder]) -> None:
        """Make the pages of these dossiers anew, in this process, unproved."""
        made = {folder.name: _made(session, folder) for folder in folders}
        with self._lock:
            self._dossiers |= made
            self._number += 1

    def keep(self, names: set[str]) -> None:
        """Forget the dossiers that are no longer there."""
        with self._lock:
            self._dossiers = {k: v for k, v in self._dossiers.items() if k in names}

    @property
    def state(self) -> tuple[int, tuple[LiveDossier, ...]]:
        """A number that changes with the pages, and the dossiers in order."""
        with self._lock:
            return self._number, tuple(self._dossiers[name] for name in sorted(self._dossiers))


def _made(session: Session, folder: DossierFolder) -> LiveDossier:
    read = read_draft(session, folder)
    remaining = tuple(each.sentence for each in read.remaining)
    if read.reading.dossier is None:
        return LiveDossier(folder.name, (), remaining)
    wanted = frozenset(each.id for each in session.plugins.formats if _is_shown(each, session))
    planned = plan(read.reading.dossier, session.plugins, wanted, archive=False).candidates
    drafts = as_drafts((each for each in planned if not each.reason), read.remaining)
    pages = tuple(
        LivePage(each.document.title, render(each.document, session, proved=False).data)
        for each in drafts
        if wanted
    )
    return LiveDossier(folder.name, pages, remaining)


def _is_shown(format: Format, session: Session) -> bool:
    """A page of a stranger's is made with the drafts, where it may hang or die."""
    return format.media_type == HTML and session.plugins.owner(format.id).is_ours


def application(live: Live, session: Session) -> Starlette:
    """The pages, in a frame of ours that follows them."""
    fill = renderer()

    def follow(request: Request) -> Response:
        number, dossiers = live.state
        return HTMLResponse(fill("suivi", number=number, dossiers=dossiers))

    def state(request: Request) -> Response:
        return JSONResponse({"number": live.state[0]})

    def page(request: Request) -> Response:
        rank = request.path_params["rank"]
        for each in live.state[1]:
            if each.name == request.path_params["name"] and rank < len(each.pages):
                return HTMLResponse(each.pages[rank].html or _UNMADE, headers=FRAMED)
        raise HTTPException(404)

    routes = [
        Route("/", follow),
        Route("/etat", state),
        Route("/page/{name}/{rank:int}", page),
        *assets.routes(session.resources),
    ]
    return Starlette(routes=routes)


_UNMADE: Final = (
    '<!DOCTYPE html><html lang="fr"><title>Page à venir</title>'
    "<p>La page ne peut pas encore être montrée.</p></html>"
)
