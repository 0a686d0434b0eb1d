"""What a dossier will look like: its web page, in a breath, made here from the drafts.

Its true pages and slides come a moment later (:mod:`ppgp_docs.studio.sheets`). A dossier
that has errors has its page all the same, with its gaps in sight, and says so.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

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
        self._last: dict[str, Dossier] = {}

    def page(self, file: StudioFile, part: PathInTree = ()) -> Page:
        """The web page of a file, its drafts included; of a long dossier, ``part`` alone."""
        if part and file.schema == DOSSIER and (cut := self._opened.excerpt(file, part)):
            page = self._page(file, cut)
            if page.html is not None:
                return evolve(page, is_part=True)
        dossier = self.dossier(file.folder)
        return Page(None, _NOTHING_YET) if dossier is None else self._page(file, dossier)

    def _page(self, file: StudioFile, dossier: Dossier) -> Page:
        found = self.candidate(file, dossier, HTML)
        if found is None:
            return Page(None, _without(file, dossier))
        if found.reason:
            return Page(None, found.reason)
        made = render(found.document, self._opened.session, proved=False)
        if made.data is None:
            told = [self._opened.plain.finding(each).text for each in made.diagnostics]
            return Page(None, " ".join(told) or _NOTHING_YET)
        return Page(made.data)

    def dossier(self, folder: DossierFolder) -> Dossier | None:
        """The dossier, with its gaps where it lacks something; where nothing can be shown (a fault
        of syntax), its last state that could be."""
        dossier = self._opened.shown(folder)
        if dossier is None:
            return self._last.get(folder.name)
        self._last[folder.name] = dossier
        return dossier

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


def _without(file: StudioFile, dossier: Dossier) -> str:
    """Why a file has no page, as a French sentence."""
    why = untold(dossier) if file.schema == DOSSIER else None
    return f"{why[0].upper()}{why[1:]}." if why else NO_PAGE


_NOTHING_YET: Final = (
    "La page se montrera dès que le dossier n’aura plus d’erreur\N{NO-BREAK SPACE}: elles sont "
    "marquées à gauche."
)
NO_PAGE: Final = "Il n’y a pas de page à montrer pour ce fichier."
