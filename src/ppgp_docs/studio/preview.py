"""What a dossier will look like: its web page in a breath, its true pages a moment later.

The page is made here, from the drafts; the PDF in a process of its own. A dossier that has errors
has its page all the same, with its gaps in sight, and says so.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from typing import Final

from attrs import frozen

from ppgp_docs.draft.reading import draft
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.planning import Candidate, plan
from ppgp_docs.render.render import render
from ppgp_docs.render.workers import SessionConfig, render_aside
from ppgp_docs.studio.files import FICHE, StudioFile
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.folder import DossierFolder, number_of

HTML: Final = "text/html"
PDF: Final = "application/pdf"
_KEPT: Final = 6
"""True documents that are kept to be shown."""

_DPI: Final = 96


@frozen
class Page:
    """``html`` is None when nothing can be shown yet, which ``reason`` then says.

    ``faulty`` when the dossier has errors: the page has gaps, or is that of a state before them.
    """

    html: bytes | None
    reason: str = ""
    faulty: bool = False


@frozen
class Sheets:
    """The true pages: how many there are, or why there are none; ``ready`` tells either."""

    ready: bool
    count: int = 0
    reason: str = ""


class Previews:
    """The previews of an opened workspace."""

    def __init__(self, opened: OpenWorkspace) -> None:
        self._opened = opened
        self._last: dict[str, Dossier] = {}
        self._pdf: OrderedDict[tuple[str, str, str], bytes | str] = OrderedDict()
        self._wanted: set[tuple[str, str, str]] = set()
        self._lock = threading.Lock()

    def page(self, file: StudioFile) -> Page:
        """The web page of a file, its drafts included."""
        dossier, faulty = self._dossier(file.folder)
        if dossier is None:
            return Page(None, _NOTHING_YET)
        found = self._candidate(file, dossier, HTML)
        if found is None:
            return Page(None, _NO_PAGE)
        if found.reason:
            return Page(None, found.reason)
        made = render(found.document, self._opened.session, proved=False)
        if made.data is None:
            told = [self._opened.plain.finding(each).text for each in made.diagnostics]
            return Page(None, " ".join(told) or _NOTHING_YET)
        return Page(made.data, faulty=faulty)

    def sheets(self, file: StudioFile) -> Sheets:
        """How far the true pages are; asking for them has them made."""
        key = self._key(file)
        with self._lock:
            made = self._pdf.get(key)
            if made is None and key not in self._wanted:
                self._wanted.add(key)
                threading.Thread(target=self._make, args=(key, file), daemon=True).start()
        if made is None:
            return Sheets(False)
        if isinstance(made, str):
            return Sheets(True, 0, made)
        from pypdfium2 import PdfDocument

        return Sheets(True, len(PdfDocument(made)))

    def sheet(self, file: StudioFile, rank: int) -> bytes:
        """A true page as a picture (PNG), from 1. Raises KeyError for one that is not there."""
        from pypdfium2 import PdfDocument

        made = self._pdf.get(self._key(file))
        if not isinstance(made, bytes):
            raise KeyError(rank)
        pages = PdfDocument(made)
        if not 1 <= rank <= len(pages):
            raise KeyError(rank)
        picture = io.BytesIO()
        pages[rank - 1].render(scale=_DPI / 72).to_pil().save(picture, "PNG")
        return picture.getvalue()

    def _key(self, file: StudioFile) -> tuple[str, str, str]:
        return file.folder.name, file.slug, str(self._opened.stamp(file.folder))

    def _dossier(self, folder: DossierFolder) -> tuple[Dossier | None, bool]:
        """The dossier, with its gaps where it has errors; whether it has some.

        Where nothing can be shown (a fault of syntax), its last state that could be.
        """
        dossier = self._opened.reading(folder).dossier
        faulty = dossier is None
        if faulty:
            dossier = draft(self._opened.session, folder, self._opened.overlay(folder)).dossier
        if dossier is None:
            return self._last.get(folder.name), True
        self._last[folder.name] = dossier
        return dossier, faulty

    def _candidate(self, file: StudioFile, dossier: Dossier, kind: str) -> Candidate | None:
        """The document of that kind that a file makes."""
        number = number_of(file.path) if file.schema == FICHE else None
        planned = plan(dossier, self._opened.session.plugins, frozenset(), False)
        for each in planned.candidates:
            fiche = each.document.fiche
            same = fiche.numero == number if fiche and number else fiche is None and not number
            if each.format.media_type == kind and same:
                return each
        return None

    def _make(self, key: tuple[str, str, str], file: StudioFile) -> None:
        """Make the true document, in a process of its own."""
        made: bytes | str = _NO_PAGE
        try:
            dossier, _ = self._dossier(file.folder)
            found = self._candidate(file, dossier, PDF) if dossier else None
            if found and found.reason:
                made = found.reason
            elif found:
                made = self._made(found.document)
        finally:
            with self._lock:
                self._pdf[key] = made
                self._wanted.discard(key)
                while len(self._pdf) > _KEPT:
                    self._pdf.popitem(last=False)

    def _made(self, document: Document) -> bytes | str:
        config = SessionConfig(self._opened.workspace, self._opened.plugin_folders)
        rendered = render_aside(document, config)
        told = [self._opened.plain.finding(each).text for each in rendered.diagnostics]
        return rendered.data if rendered.data is not None else " ".join(told)


_NOTHING_YET: Final = (
    "La page se montrera dès que le dossier n’aura plus d’erreur\N{NO-BREAK SPACE}: elles sont "
    "marquées à gauche."
)
_NO_PAGE: Final = "Il n’y a pas de page à montrer pour ce fichier."
