"""True pages and slides as pictures: the PDF as it is, Office files as LibreOffice shows them.

Each document is made in a process of its own, of the dossier with its drafts; a machine without
LibreOffice says so, offers the file, and tells what each slide holds.
"""

from __future__ import annotations

import io
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.doctor import find_libreoffice
from ppgp_docs.render.planning import Candidate
from ppgp_docs.render.worker_process import SessionConfig
from ppgp_docs.render.workers import render_aside
from ppgp_docs.studio.files import CONTRAT, DOSSIER, FICHE, StudioFile
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.preview import NO_PAGE, Previews
from ppgp_docs.studio.slide_outlines import SlideOutline, outlines
from ppgp_docs.temporary import temporary_folder
from ppgp_docs.workspace.folder import DossierFolder

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
PDF: Final = "application/pdf"
_KEPT: Final = 6
"""True documents that are kept to be shown."""

_DPI: Final = 96
_LONGEST: Final = 120
"""Seconds that LibreOffice may take: it starts in ten on a slow machine."""


@frozen
class View:
    """A way of seeing a file: ``slug`` names it in addresses; ``one`` is what a sheet is called."""

    slug: str
    label: str
    media_type: str
    one: str = "page"
    suffix: str = ".pdf"


_PAGES: Final = View("pdf", "Pages imprimées", PDF)
_SLIDES: Final = View(
    "diapos", "Diapositives", f"{_OFFICE}.presentationml.presentation", "diapositive", ".pptx"
)
_WORD: Final = View("word", "Pages Word", f"{_OFFICE}.wordprocessingml.document", suffix=".docx")
_VIEWS: Final[Mapping[str, tuple[View, ...]]] = {
    DOSSIER: (_PAGES, _SLIDES),
    FICHE: (_WORD,),
    CONTRAT: (_WORD,),
}

Key: TypeAlias = tuple[str, str, str, str]


@frozen
class Sheets:
    """The true pages: how many there are, or why there are none; ``ready`` tells either.

    ``slides`` are told where they cannot be drawn.
    """

    ready: bool
    count: int = 0
    reason: str = ""
    slides: tuple[SlideOutline, ...] = ()


class _NotShownError(Exception):
    """A document that cannot be shown; the message is a French sentence."""

    def __init__(self, reason: str, slides: tuple[SlideOutline, ...] = ()) -> None:
        super().__init__(reason)
        self.sheets = Sheets(True, 0, reason, slides)


def views_of(file: StudioFile) -> tuple[View, ...]:
    """The views of a file, but its web page."""
    return _VIEWS[file.schema]


def view_called(file: StudioFile, slug: str) -> View:
    """The view of that name. Raises KeyError."""
    return {each.slug: each for each in views_of(file)}[slug]


class SheetPreviews:
    """The true documents of an opened workspace, made when they are asked for."""

    def __init__(self, opened: OpenWorkspace, previews: Previews) -> None:
        self._opened, self._previews = opened, previews
        self._made: OrderedDict[Key, bytes | Sheets] = OrderedDict()
        self._wanted: set[Key] = set()
        self._lock, self._one_by_one = threading.Lock(), threading.Lock()

    def sheets(self, file: StudioFile, view: View) -> Sheets:
        """How far the true pages are; asking for them has them made."""
        key = self._key(file, view)
        with self._lock:
            made = self._made.get(key)
            if made is None and key not in self._wanted:
                self._wanted.add(key)
                threading.Thread(target=self._make, args=(key, file, view), daemon=True).start()
        if made is None:
            return Sheets(False)
        if isinstance(made, Sheets):
            return made
        from pypdfium2 import PdfDocument

        return Sheets(True, len(PdfDocument(made)))

    def sheet(self, file: StudioFile, view: View, rank: int) -> bytes:
        """A true page as a picture (PNG), from 1. Raises KeyError for one that is not there."""
        from pypdfium2 import PdfDocument

        made = self._made.get(self._key(file, view))
        if not isinstance(made, bytes):
            raise KeyError(rank)
        pages = PdfDocument(made)
        if not 1 <= rank <= len(pages):
            raise KeyError(rank)
        picture = io.BytesIO()
        pages[rank - 1].render(scale=_DPI / 72).to_pil().save(picture, "PNG")
        return picture.getvalue()

    def _key(self, file: StudioFile, view: View) -> Key:
        return file.folder.name, file.slug, view.slug, str(self._opened.stamp(file.folder))

    def _make(self, key: Key, file: StudioFile, view: View) -> None:
        """Make the true document, in a process of its own, one after the other."""
        made: bytes | Sheets = Sheets(True, 0, _FAILED)
        try:
            with self._one_by_one:
                made = self._pages(file, view)
        except _NotShownError as problem:
            made = problem.sheets
        finally:
            with self._lock:
                self._made[key] = made
                self._wanted.discard(key)
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)

    def _pages(self, file: StudioFile, view: View) -> bytes:
        """The document as a PDF. Raises _NotShownError."""
        dossier = self._previews.dossier(file.folder)
        found = self._previews.candidate(file, dossier, view.media_type) if dossier else None
        if found is None or found.reason:
            raise _NotShownError((found.reason if found else None) or NO_PAGE)
        if view.media_type == PDF:
            return self._rendered(file.folder, found)
        program = find_libreoffice()
        if program is None and view is not _SLIDES:
            raise _NotShownError(_WITHOUT_OFFICE)
        data = self._rendered(file.folder, found)
        if program is None:
            raise _NotShownError(f"{_WITHOUT_OFFICE} {_OUTLINED}", outlines(data))
        return _as_pdf(program, data, view.suffix)

    def _rendered(self, folder: DossierFolder, found: Candidate) -> bytes:
        opened = self._opened
        plugins = opened.session.plugins
        brought = plugins.templates
        config = SessionConfig(opened.workspace, opened.plugin_folders, templates=brought)
        rendered = render_aside(found.document, config, plugins.needed_for(found.format.id))
        if rendered.data is None:
            told = [each.text for each in self._opened.told(folder, rendered.diagnostics)]
            raise _NotShownError(" ".join(told) or _FAILED)
        return rendered.data


def _as_pdf(program: str, data: bytes, suffix: str) -> bytes:
    """An Office file as LibreOffice prints it, with a profile of its own. Raises _NotShownError."""
    with temporary_folder() as folder:
        (folder / f"apercu{suffix}").write_bytes(data)
        profile = (folder / "profil").as_uri()
        order = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        order += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / f"apercu{suffix}")]
        made = folder / "apercu.pdf"
        try:
            subprocess.run(order, capture_output=True, timeout=_LONGEST, check=False)
            return made.read_bytes()  # its exit code is 0 even when it wrote nothing
        except (OSError, subprocess.TimeoutExpired):
            raise _NotShownError(_OFFICE_FAILED) from None


_FAILED: Final = "Les pages n’ont pas pu être faites\N{NO-BREAK SPACE}: voyez les vérifications."
_WITHOUT_OFFICE: Final = (
    "Cet ordinateur n’a pas LibreOffice, qui dessine ces pages ici. Fabriquez le fichier dans "
    "«\N{NO-BREAK SPACE}Documents\N{NO-BREAK SPACE}», et ouvrez-le avec PowerPoint ou Word."
)
_OUTLINED: Final = (
    "Voici en attendant ce que dit chaque diapositive\N{NO-BREAK SPACE}: son titre, ses textes, ce "
    "que montrent ses images."
)
_OFFICE_FAILED: Final = (
    "LibreOffice n’a pas pu dessiner ces pages. Fabriquez le fichier dans "
    "«\N{NO-BREAK SPACE}Documents\N{NO-BREAK SPACE}» pour l’ouvrir."
)
