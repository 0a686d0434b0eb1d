"""Which address does what: the pages of the studio, and what their forms send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.stored import store
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.studio import assets, board, guard
from ppgp_docs.studio.bare_pages import bare_page
from ppgp_docs.studio.block_kinds import kinds
from ppgp_docs.studio.dossier_pages import DossierPages
from ppgp_docs.studio.dossier_states import DossierStates
from ppgp_docs.studio.files import DOSSIER, StudioFile, file_called
from ppgp_docs.studio.given_figures import FIGURE
from ppgp_docs.studio.guided_tour import Tour
from ppgp_docs.studio.history_pages import HistoryPages
from ppgp_docs.studio.images import thumbnail
from ppgp_docs.studio.left_behind import left_behind
from ppgp_docs.studio.list_actions import SORT, UnknownActionError
from ppgp_docs.studio.move_pages import MovePages
from ppgp_docs.studio.new_pages import NewPages
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pages import renderer
from ppgp_docs.studio.part_page import Screen, Screens
from ppgp_docs.studio.preview import Previews
from ppgp_docs.studio.repair_pages import RepairPages
from ppgp_docs.studio.requests import FRAMED, MOST_FIELDS, receiving
from ppgp_docs.studio.return_pages import ReturnPages
from ppgp_docs.studio.sheet_pages import SheetPages
from ppgp_docs.studio.sheets import views_of
from ppgp_docs.studio.uploads import BroughtFiles
from ppgp_docs.system_errors import reason

_VERSION: Final = "version"
_GESTURE: Final = "geste"
_ELSEWHERE: Final = "ailleurs"
_PARTIAL: Final = "x-partie"
_PICTURE: Final = "image:"
_MOST_FILES: Final = 400
_LONGEST_REFUSAL: Final = 300
_ONLY_SHOWN: Final = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
_GONE: Final = "Ce fichier n’est plus là\u202f: il a été renommé, déplacé ou effacé."
_STOPPED: Final = "Tout est gardé. Fermez cet onglet\u202f; pour revenir, relancez le studio."
_MESSAGES: Final = {
    "enregistre": "Enregistré dans le dossier.",
    "sans-version": "Enregistré dans le dossier, mais l’état d’avant n’a pas pu être gardé parmi "
    "les versions\u00a0: voyez la page des versions.",
    "enregistre-sauf": "Enregistré dans le dossier, sauf le texte qui attend votre choix, "
    "ci-dessous.",
    "abandonne": "Vos modifications non enregistrées sont abandonnées\u202f; «\u00a0Annuler\u00a0» "
    "les remet.",
    "annule": "La dernière modification est annulée.",
    "annule-sauf": "La dernière modification est annulée, sauf un accord retiré, qui le reste : il "
    "ne revient que si vous effacez vous-même la date de son retrait.",
    "ou": "Rien n’a changé\u00a0: choisissez d’abord où mettre ce bloc.",
    "chiffre": "Rien n’a changé\u00a0: donnez la valeur du chiffre, et ce qu’il compte.",
    "nom": "Rien n’a changé\u00a0: donnez d’abord un nom qui n’est pas déjà pris.",
    "image": "Image ajoutée. Dites maintenant, en une phrase, ce qu’elle montre\u00a0: c’est ce "
    "que liront les personnes qui ne la voient pas.",
    "sans-image": "Choisissez d’abord un fichier.",
    "choisi": "Votre choix est pris en compte.",
    "edition": "La nouvelle édition est prête à remplir, en brouillon\u00a0: enregistrez-la, ou "
    "annulez la dernière modification.",
    "reporte": "Ce que vous avez pris est dans le dossier\u202f; l’état d’avant est gardé parmi "
    "les versions.",
    "laisse": "Rien n’a été pris\u00a0: le dossier n’a pas changé.",
    "classe": "Tout est classé.",
    "repare": "Le fichier est réparé\u00a0: vous pouvez le remplir ici.",
}
_UNKNOWN: Final = {SORT: "ou", FIGURE: "chiffre"}
"""What is told of a gesture that lacks something, by its verb."""


def application(
    opened: OpenWorkspace, standings: DossierStates, brought: BroughtFiles, stop: Callable[[], None]
) -> Starlette:
    """The studio as an ASGI application; ``stop`` ends its server."""
    studio = _Studio(opened, standings, stop)
    part = "/dossier/{name}/{file}/{part}"
    routes = [
        Route("/", studio.board),
        Route("/aide", studio.help),
        Route("/arreter", studio.stop, methods=["POST"]),
        Route("/dossier/{name}", studio.dossier),
        Route(part, studio.part),
        Route(part, receiving(studio.posted), methods=["POST"]),
        Route("/fichiers/{name}/{file}/{part}", studio.brought, methods=["POST"]),
        Route("/vignettes/{name}", studio.thumbnail),
        Route("/apercu/{name}/{file}", studio.page),
        *DossierPages(opened, studio.shown).routes(),
        *HistoryPages(opened, studio.shown).routes(),
        *studio.repairs.routes(),
        *NewPages(opened, studio.shown).routes(),
        *SheetPages(opened, studio.previews, studio.shown).routes(),
        *MovePages(opened, studio.shown).routes(),
        *studio.tour.routes(),
        *ReturnPages(opened, brought, studio.shown).routes(),
        *assets.routes(opened.session.resources),
    ]
    handlers: Mapping[Any, Any] = {
        HTTPException: studio.not_found,
        KeyError: studio.not_found,
        guard.TooLongError: lambda request, problem: guard.too_long,
    }
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


class _Studio:
    """The handlers; each runs in a thread, since reading a dossier takes a while."""

    def __init__(
        self, opened: OpenWorkspace, standings: DossierStates, stop: Callable[[], None]
    ) -> None:
        self._opened, self._stop = opened, stop
        self._screens, self.previews = Screens(opened), Previews(opened)
        self._standings = standings
        self.repairs = RepairPages(opened, self.shown)
        self.tour = Tour(opened, self.shown)
        self._render = renderer(
            guide=lambda: self.tour.under_way, types=kinds(opened.session.schemas)
        )

    def board(self, request: Request) -> Response:
        self.tour.resume(request)
        search = request.query_params.get("cherche", "")[:80]
        rows = tuple(board.rows(self._opened, self._standings, search))
        waiting = any(row.standing is None for row in rows)
        total = len(self._opened.workspace.folders())
        words = {"rows": rows, "search": search, "waiting": waiting, "total": total}
        return self.shown("tableau", **words, left=left_behind(self._opened.workspace))

    def help(self, request: Request) -> Response:
        return self.shown("aide")

    async def stop(self, request: Request) -> Response:
        self._stop()
        return bare_page(200, "Le studio est arrêté", _STOPPED)

    def dossier(self, request: Request) -> Response:
        folder = self._opened.folder(_known(request, "name"))
        first = self._opened.first_file(folder)
        part = "contexte" if first.slug == DOSSIER else "general"
        here = f"/dossier/{quote(folder.name)}/{first.slug}/{part}"
        told = request.query_params.get("dit", "")
        return RedirectResponse(f"{here}?dit={told}" if told in _MESSAGES else here, 303)

    def part(self, request: Request) -> Response:
        file = self._file(request)
        try:
            screen = self._screens.screen(file, _known(request, "part"))
        except (OSError, NotEditableError):
            return self.repairs.shown(file)
        return self.shown("partie", **self._words(screen, request.query_params))

    def posted(self, request: Request, fields: dict[str, str]) -> Response:
        """What a form sends: its fields, and the button that was pressed."""
        try:
            file, slug = self._file(request), _known(request, "part")
        except KeyError:
            return self._gone(request, fields)
        here = f"/dossier/{quote(file.folder.name)}/{quote(file.slug)}/{quote(slug)}"
        asked, version = fields.pop(_GESTURE, "") or _entered(fields), ""
        try:
            if asked in ("abandonner", "annuler"):
                then = self._without_fields(file, asked)
            else:
                typed = self._screens.posted(file, slug, fields.pop(_VERSION, ""), fields)
                version, then = typed.version, self._done(file, slug, asked, fields)
        except UnknownActionError:
            then = f"?dit={_UNKNOWN.get(asked.partition(':')[0], 'nom')}"
        except (NotEditableError, HandledError, OSError) as problem:
            return self._refused(file, problem, fields)
        if asked.startswith(f"{SORT}:") and not self._screens.has(file, slug):
            then = f"/dossier/{quote(file.folder.name)}?dit=classe"
        if not fields.get("automatique"):
            return RedirectResponse(then if then[:1] == "/" else here + then, 303)
        if then[:1] == "/":
            return JSONResponse({"go": then})
        if not asked:  # what a hand types: its page comes first, what is found in it a moment later
            return JSONResponse({"version": version})
        return self._answer(file, slug, then, version)

    def _gone(self, request: Request, fields: Mapping[str, str]) -> Response:
        """What was typed in a file that was moved or taken away meanwhile is kept, and shown."""
        name, slug, part = (_known(request, each) for each in ("name", "file", "part"))
        file, kept = self._opened.editing.known(name, slug), False
        if file is None:
            raise KeyError(name)
        with suppress(KeyError, OSError, NotEditableError):
            kept = self._screens.keep_of_gone(file, part, fields.get(_VERSION, ""), fields)
        typed = [said for said in fields.values() if len(said) > 20]
        return self.shown("parti", 409, file=file, kept=kept, typed=typed)

    def _without_fields(self, file: StudioFile, asked: str) -> str:
        """Gestures that take back what was typed."""
        if asked == "abandonner":
            self._opened.editing.give_up(file)
            return "?dit=abandonne"
        return "?dit=annule" if self._opened.editing.undo(file) else "?dit=annule-sauf"

    def _done(self, file: StudioFile, slug: str, asked: str, fields: Mapping[str, str]) -> str:
        """Do what a button asks for, once the fields are kept; where the page then goes."""
        if asked == "enregistrer":
            kept = self._opened.save(file)
            if self._opened.editing.state(file).conflicts:
                return "?dit=enregistre-sauf"
            return "?dit=enregistre" if kept else "?dit=sans-version"
        if asked.startswith("choisir:"):
            _, rank, side = f"{asked}:".split(":")[:3]
            self._screens.settle(file, int(rank) if rank.isdigit() else 0, side == "mien")
            return "?dit=choisi"
        if then := _then(file, asked):
            return then
        if asked.startswith(("nommer:", f"{SORT}:")):
            asked = f"{asked}|{fields.get(asked, '')}"
        if asked.startswith(f"{FIGURE}:"):
            place = asked.removeprefix(f"{FIGURE}:")
            given = (fields.get(f"{FIGURE}-{each}:{place}", "") for each in ("valeur", "libelle"))
            asked = "|".join((asked, *given))
        if asked.startswith("ajouter:"):
            asked = f"{asked}|{fields.get(asked, '')}" if "|" not in asked else asked
        return f"#{self._screens.act(file, slug, asked)}" if asked else ""

    def _answer(self, file: StudioFile, slug: str, then: str, version: str) -> Response:
        """What our script puts in the page, the fields themselves left alone."""
        screen = self._screens.screen(file, slug)
        query, _, show = then.removeprefix("?").partition("#")
        page = self._render("partie", **self._words(screen, QueryParams(query)))
        return JSONResponse({"page": page, "show": show, "version": version})

    def _words(self, screen: Screen, query: QueryParams) -> dict[str, Any]:
        return {
            "screen": screen,
            "told": _told(query),
            "folder": screen.file.folder,
            "views": views_of(screen.file),
            "giving_up": "abandon" in query,
        }

    async def brought(self, request: Request) -> Response:
        """A form with a picture: kept among those of the dossier, and named in its field."""
        form = await request.form(max_fields=MOST_FIELDS, max_files=_MOST_FILES)
        fields = {name: each for name, each in form.multi_items() if isinstance(each, str)}
        asked = fields.get(_GESTURE, "").removeprefix(_PICTURE)
        given = form.get(f"{_PICTURE}{asked}")
        if not isinstance(given, UploadFile) or not given.filename:
            fields[_GESTURE] = "sans-image"
            return await run_in_threadpool(self.posted, request, fields)
        data = await given.read()
        return await run_in_threadpool(self._stored, request, fields, given.filename, data)

    def _stored(self, request: Request, fields: dict[str, str], name: str, data: bytes) -> Response:
        asked = fields.pop(_GESTURE).removeprefix(_PICTURE)
        try:
            fields[asked] = store(self._file(request).folder, name, data)
            fields[_GESTURE] = f"image-posee:{asked}"
        except (PictureError, OSError) as problem:
            hint = problem.hint if isinstance(problem, PictureError) else ""
            told = f"{reason(problem)}{f' : {hint}' if hint else ''}"
            fields[_GESTURE] = f"image-refusee:{told}"
        return self.posted(request, fields)

    def thumbnail(self, request: Request) -> Response:
        """A small view of a picture: an image, and nothing that could run."""
        folder = self._opened.folder(_known(request, "name"))
        try:
            small = thumbnail(folder, request.query_params.get("fichier", ""))
        except PictureError:
            raise HTTPException(404) from None
        return Response(small.data, media_type=small.media_type, headers=_ONLY_SHOWN)

    def page(self, request: Request) -> Response:
        """The web page of a file, shown in a frame of ours: it runs nothing, and loads nothing.

        Of a long dossier, the part that is named is given first, and says so.
        """
        file, slug = self._file(request), request.query_params.get("partie", "")
        page = self.previews.page(file, self._screens.path_of(file, slug) if slug else ())
        html = page.html or self._render("apercu-absent", reason=page.reason)
        return HTMLResponse(html, headers={**FRAMED, _PARTIAL: str(int(page.is_part))})

    def _file(self, request: Request) -> StudioFile:
        folder = self._opened.folder(_known(request, "name"))
        return file_called(folder, _known(request, "file"))

    def shown(self, template: str, status: int = 200, /, **words: Any) -> Response:
        return HTMLResponse(self._render(template, **words), status_code=status)

    def _refused(self, file: StudioFile, problem: Exception, fields: dict[str, str]) -> Response:
        """Nothing could be written: what was typed is shown, so that it is not lost."""
        typed = [value for value in fields.values() if len(value) > 20]
        return self.shown("refuse", 409, file=file, problem=reason(problem), typed=typed)

    def not_found(self, request: Request, problem: Exception) -> Response:
        """A page, a dossier or a part that does not exist, or does no more; in a frame of ours, a
        page that a browser lets a frame show."""
        status = getattr(problem, "status_code", 404)
        if not request.url.path.startswith("/apercu/"):
            return self.shown("introuvable", status)
        return HTMLResponse(self._render("apercu-absent", reason=_GONE), status, FRAMED)


def _entered(fields: Mapping[str, str]) -> str:
    """What Enter asked for, without script: the button beside the field that was filled in. Our
    script presses it itself."""
    named = (name for name, said in fields.items() if name.startswith("nommer:") and said.strip())
    return "" if fields.get("automatique") else next(named, "")


def _then(file: StudioFile, asked: str) -> str:
    """Where a page goes after a gesture that changes no list; empty for one that does."""
    verb, _, rest = asked.partition(":")
    if verb == "image-posee":
        return f"?dit=image#{rest.rpartition('/')[0]}/alt"
    if verb == "image-refusee":
        return f"?refus={quote(rest.replace('`', ''))}"
    if verb == "demander-abandon":
        return "?abandon=oui#abandon"
    if verb == _ELSEWHERE:
        return f"/ailleurs/{quote(file.folder.name)}/{quote(file.slug)}?bloc={quote(rest)}"
    return "?dit=sans-image" if asked == "sans-image" else ""


def _told(query: QueryParams) -> str:
    """What the last gesture did, or why it did nothing."""
    refused = query.get("refus", "")[:_LONGEST_REFUSAL]
    return (
        f"Image refusée\u00a0: {refused}." if refused else _MESSAGES.get(query.get("dit", ""), "")
    )


def _known(request: Request, name: str) -> str:
    return str(request.path_params[name])
