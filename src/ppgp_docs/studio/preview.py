"""What a dossier will look like: its web page, in a breath, made here from the drafts.

Its true pages and slides come a moment later (:mod:`ppgp_docs.studio.sheets`). A dossier
that has errors has its page all the same, with its gaps in sight, and says so.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.draft.moved_items import MovedItems
from ppgp_docs.draft.reading import Draft
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.outline import untold
from ppgp_docs.render.planning import Candidate, plan
from ppgp_docs.render.render import HTML, render
from ppgp_docs.studio.files import CONTRAT, DOSSIER, FICHE, StudioFile
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.folder import DossierFolder, number_of


@frozen
class Page:
    """``html`` is None when nothing can be shown yet, which ``reason`` then says.

    ``is_part``: only the part that was asked for is to be read there.
    """

    html: bytes | None
    reason: str = ""
    is_part: bool = False


class Previews:
    """The previews of an opened workspace."""

    def __init__(self, opened: OpenWorkspace) -> None:
        self._opened = opened
        self._last: dict[str, Draft] = {}

    def page(self, file: StudioFile, part: PathInTree = ()) -> Page:
        """The web page of a file, its drafts included; of a long dossier, ``part`` alone."""
        if part and file.schema == DOSSIER and (cut := self._opened.excerpt(file, part)):
            page = self._page(file, cut) if cut.dossier else Page(None)
            if page.html is not None:
                return evolve(page, is_part=True)
        draft = self._draft(file.folder)
        return Page(None, _NOTHING_YET) if draft is None else self._page(file, draft)

    def _page(self, file: StudioFile, draft: Draft) -> Page:
        assert draft.dossier is not None
        found = self.candidate(file, draft.dossier, HTML)
        if found is None:
            return Page(None, _without(file, draft.dossier))
        if found.reason:
            return Page(None, found.reason)
        made = render(found.document, self._opened.session, proved=False)
        if made.data is None:
            told = [each.text for each in self._opened.told(file.folder, made.diagnostics)]
            return Page(None, " ".join(told) or _NOTHING_YET)
        return Page(_in_files(made.data, draft.moved))

    def dossier(self, folder: DossierFolder) -> Dossier | None:
        """The dossier, with its gaps where it lacks something; where nothing can be shown (a fault
        of syntax), its last state that could be."""
        draft = self._draft(folder)
        return draft.dossier if draft else None

    def _draft(self, folder: DossierFolder) -> Draft | None:
        draft = self._opened.shown(folder)
        if draft.dossier is None:
            return self._last.get(folder.name)
        self._last[folder.name] = draft
        return draft

    def candidate(self, file: StudioFile, dossier: Dossier, kind: str) -> Candidate | None:
        """The document of that kind that a file makes."""
        number = number_of(file.path) if file.schema == FICHE else None
        plugins = self._opened.session.plugins
        wanted = frozenset(each.id for each in plugins.formats if each.media_type == kind)
        planned = plan(dossier, plugins, wanted, archive=False)
        for each in planned.candidates:
            fiche = each.document.fiche
            same = fiche.numero == number if fiche and number else fiche is None and not number
            ours = plugins.owner(each.format.id).is_ours  # nobody else's code runs in this process
            summed = any(isinstance(one, Contrat) for one in each.document.prints)
            same = same and summed == (file.schema == CONTRAT)
            if each.format.media_type == kind and same and ours:
                return each
        return None


def _in_files(page: bytes, moved: MovedItems) -> bytes:
    """A page whose pieces bear the addresses of the forms: a line that cannot be read is left out
    of it, and moves those behind."""
    if not moved.files:
        return page
    told = _ADDRESS.sub(lambda one: _address(moved.in_file(unescape(one[1]))), page.decode())
    return told.encode()


def _address(said: str) -> str:
    return f' data-address="{escape(said)}"'


_ADDRESS: Final = re.compile(r' data-address="([^"]*)"')


def _without(file: StudioFile, dossier: Dossier) -> str:
    """Why a file has no page, as a French sentence."""
    why = untold(dossier) if file.schema == DOSSIER else None
    return f"{why[0].upper()}{why[1:]}." if why else NO_PAGE


_NOTHING_YET: Final = (
    "La page se montrera dès que le dossier n’aura plus d’erreur\N{NO-BREAK SPACE}: elles sont "
    "marquées à gauche."
)
NO_PAGE: Final = "Il n’y a pas de page à montrer pour ce fichier."
