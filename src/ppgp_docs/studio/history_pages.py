"""The pages of people and of versions: consents; states kept, compared, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.save import read_text
from ppgp_docs.publication.revival import Revived, revived, without_revived
from ppgp_docs.studio.comparison import FileRows, current_files, rows_of, take_back
from ppgp_docs.studio.consents import (
    consequences,
    holders,
    lacking,
    withdraw,
    without_person,
)
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.forgetting import documents_left, forget, known_person
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.requests import Shown, receiving
from ppgp_docs.system_errors import reason
from ppgp_docs.versions.restore import restore, restoring
from ppgp_docs.versions.store import UnknownVersionError, Versions, VersionsError
from ppgp_docs.versions.versioned_files import Files, versioned_files
from ppgp_docs.workspace.folder import DossierFolder

_MESSAGES = {
    "retire": "L’accord est retiré, et le dossier enregistré.",
    "attente": "L’accord est retiré dans le brouillon : enregistrez le dossier.",
    "oublie": "Cette personne est effacée des versions, des étapes que l’on peut annuler et des "
    "mémoires de l’outil.",
    "efface": "Cette personne est effacée du dossier, de ses versions et des mémoires de l’outil.",
    "repris": "Votre choix est repris, en brouillon : regardez, puis enregistrez le dossier.",
    "pas-repris": "Rien n’a été repris : le dossier a changé depuis cette comparaison.",
    "garde": "Cette version est gardée.",
    "remis": "Cette version est remise en place ; ce qui était là est gardé, c’est la dernière.",
}

_ERASED = ("oublie", "efface")

_BACK = "reviennent"
"""What is answered by who wants the withdrawn consents of a version back."""

_BESIDE, _WHOLE = "versions", "dossier"
"""What is erased of somebody: what is kept beside the dossier, or that and the dossier."""


class HistoryPages:
    """Handlers of an opened workspace; ``page`` fills a template."""

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page

    def routes(self) -> list[Route]:
        here = "/dossier/{name}"
        return [
            Route(f"{here}/accords", self.consents),
            Route(f"{here}/accords", receiving(self.withdraw), methods=["POST"]),
            Route(f"{here}/formulaire-accord", self.consent_form),
            Route(f"{here}/versions", self.versions),
            Route(f"{here}/versions", receiving(self.keep), methods=["POST"]),
        ]

    def consents(self, request: Request) -> Response:
        folder = self._folder(request)
        asked = request.query_params.get("retirer", "")
        try:
            everyone = holders(self._opened, folder)
            person = next((each for each in everyone if each.key == asked), None)
            lost = consequences(self._opened, folder, asked) if person else ()
        except (NotEditableError, OSError) as problem:
            return self._page("pas-commence", 409, problem=_explained(problem))
        words = {"folder": folder, "holders": everyone, "person": person, "lost": lost}
        asked = request.query_params.get("oublier", "")
        gone = next((one for one in everyone if one.key == asked and one.may_be_forgotten), None)
        words |= {"gone": gone, "unchosen": "choisir" in request.query_params}
        missing = lacking(self._opened, folder)
        words |= {"missing": missing, "unnamed": without_person(self._opened, folder)}
        if request.query_params.get("dit") in _ERASED:
            words["left"] = documents_left(self._opened.workspace, folder)
        return self._page("accords", **{"left": (), **words}, told=_message(request))

    def consent_form(self, request: Request) -> Response:
        """A consent to print and sign: what RGPD, art. 7 and 13, asks that people be told."""
        folder = self._folder(request)
        try:
            everyone = holders(self._opened, folder)
        except (NotEditableError, OSError) as problem:
            return self._page("pas-commence", 409, problem=_explained(problem))
        asked = request.query_params.get("qui", "")
        person = next((each for each in everyone if each.key == asked), None)
        return self._page("formulaire-accord", folder=folder, person=person)

    def withdraw(self, request: Request, fields: Mapping[str, str]) -> Response:
        folder, key = self._folder(request), fields.get("qui", "")
        if key not in {each.key for each in holders(self._opened, folder)}:
            raise KeyError(key)
        if "oublier" in fields:
            return self._forget(folder, key, fields.get("etendue", ""))
        done = withdraw(self._opened, folder, key)
        told = f"retire&oublier={quote(key)}" if done else "attente"
        return _back(folder, "accords", told)

    def _forget(self, folder: DossierFolder, key: str, extent: str) -> Response:
        """Erase someone who withdrew their consent from what is kept beside the dossier, and from
        the dossier too; nothing as long as the ``extent`` is not chosen: it cannot be undone."""
        found = {each.key: each for each in holders(self._opened, folder)}[key]
        if not found.may_be_forgotten:
            raise KeyError(key)
        if extent not in (_BESIDE, _WHOLE):
            return _back(folder, "accords", f"&oublier={quote(key)}&choisir=oui")
        whole = extent == _WHOLE
        try:
            person = known_person(folder, found.name or key.rpartition("/")[2])
            forget(self._opened.workspace.root, folder, person, whole=whole)
            self._opened.editing.forget()
        except (VersionsError, NotEditableError, OSError) as problem:
            return self._page("pas-commence", 409, problem=_explained(problem))
        return _back(folder, "accords", "efface" if whole else "oublie")

    def versions(self, request: Request) -> Response:
        """The versions; with two numbers, what changed from one to the other; with one to put back,
        what that will change, before it is asked."""
        folder = self._folder(request)
        store = Versions(self._opened.workspace.root, folder)
        number = request.query_params.get("remettre", "")
        asked = [request.query_params.get(side, "") for side in ("de", "a")]
        plan, changes = None, None
        returning: tuple[Revived, ...] = ()
        try:
            kept = tuple(reversed(store.all()))
            if number:
                now = versioned_files(folder)[0]  # what was typed and not saved stays over it
                plan = restoring(store, folder, _number(number))
                changes = rows_of(self._opened, folder, now, plan.files, back=False)
                returning = revived(now, plan.files)
            elif all(asked):
                changes = self._changes(folder, store, asked)
        except (VersionsError, UnknownVersionError, OSError) as problem:
            return self._page("pas-commence", 409, problem=_explained(problem))
        return self._page(
            "versions",
            folder=folder,
            versions=kept,
            changes=changes,
            asked=asked,
            plan=plan,
            returning=returning,
            before=_number(request.query_params.get("avant", "")),
            number=number,
            told=_message(request),
            unsaved=self._opened.editing.has_unsaved(folder),
        )

    def keep(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Keep the present state under a name, or bring an earlier one back."""
        folder = self._folder(request)
        store = Versions(self._opened.workspace.root, folder)
        number = fields.get("remettre", "")
        try:
            if "reprendre" in fields:
                return self._take_back(folder, store, fields["reprendre"])
            if number:
                return self._restore(folder, store, number, whole=fields.get("retraits") == _BACK)
            store.keep(fields.get("nom", "").strip()[:120])
        except (VersionsError, UnknownVersionError, NotEditableError, OSError) as problem:
            return self._page("pas-commence", 409, problem=_explained(problem))
        return _back(folder, "versions", "garde")

    def _restore(
        self, folder: DossierFolder, store: Versions, number: str, *, whole: bool
    ) -> Response:
        """Put a version back, then let each file undo it; what was withdrawn since stays withdrawn,
        unless the ``whole`` version is asked for."""
        before = {file.path: _text_of(file) for file in files_of(folder)}
        adapted = () if whole else (without_revived,)
        done = restore(store, folder, _number(number), *adapted)
        for file in files_of(folder):
            if text := before.get(file.path):
                with suppress(OSError, NotEditableError):  # the page of that file tells why
                    self._opened.editing.restored(file, text)
        return _back(folder, "versions", f"remis&avant={done.before.version.number}")

    def _changes(
        self, folder: DossierFolder, store: Versions, asked: list[str]
    ) -> tuple[FileRows, ...]:
        before, after = (self._state(folder, store, each) for each in asked)
        back = asked[0].isdigit() and not asked[1].isdigit()
        return rows_of(self._opened, folder, before, after, back=back)

    def _state(self, folder: DossierFolder, store: Versions, asked: str) -> Files:
        if asked.isdigit():
            return store.files(int(asked))
        return current_files(self._opened, folder, versioned_files(folder)[0])

    def _take_back(self, folder: DossierFolder, store: Versions, token: str) -> Response:
        """A part, or one value, as it was in a version: in the draft, to be looked at and saved."""
        number, _, place = token.partition("|")
        files = store.files(_number(number))
        done = take_back(self._opened, folder, files, place)
        told = "repris" if done else "pas-repris"
        address = f"/dossier/{quote(folder.name)}/versions?de={number}&a=actuel&dit={told}"
        return RedirectResponse(address, 303)

    def _folder(self, request: Request) -> DossierFolder:
        return self._opened.folder(str(request.path_params["name"]))


def _text_of(file: StudioFile) -> str:
    """What a file holds; empty where it cannot be read."""
    with suppress(OSError, NotEditableError):
        return read_text(file.path).text
    return ""


def _number(asked: str) -> int:
    """The number of a version; 0, which none has, for anything else."""
    return int(asked) if asked.isascii() and asked.isdigit() else 0


def _message(request: Request) -> str:
    return _MESSAGES.get(request.query_params.get("dit", ""), "")


def _back(folder: DossierFolder, page: str, message: str) -> Response:
    return RedirectResponse(f"/dossier/{quote(folder.name)}/{page}?dit={message}", 303)


def _explained(problem: Exception) -> str:
    if isinstance(problem, UnknownVersionError):
        return "cette version n’existe pas"
    return reason(problem)
