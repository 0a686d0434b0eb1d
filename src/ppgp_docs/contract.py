"""The contract with formats: what a plugin brings, what it is given.

:data:`CONTRACT` is its version; it changes only when a plugin written for the former one would no
longer work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, Protocol, runtime_checkable

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.pictures import Picture, locate, prepare
from ppgp_docs.resources import Resources
from ppgp_docs.theme import Theme

CONTRACT: Final = 1

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the metadata of a document whose dossier tells none: plainly not a real one."""


@frozen
class Document:
    """One document to make.

    ``name`` is the file name without its suffix (``etude-de-cas-ain``), ``title`` what its reader
    sees; ``fiche`` is set when the document is about one fiche. ``expected`` are texts, figures
    above all, that step 7 must find in the finished file.
    """

    format: str
    name: str
    title: str
    dossier: Dossier
    fiche: FicheAction | None = None
    expected: tuple[str, ...] = ()


@frozen
class Context:
    """What a format may use while it renders; nothing else of the machine is its business.

    ``report`` takes diagnostics; ``date`` is the date that the document bears, in UTC, never
    today's: the same dossier gives the same bytes on any day.
    """

    resources: Resources
    theme: Theme
    report: Callable[[Diagnostic], None]
    date: datetime = UNDATED

    def picture(self, document: Document, image: Image, width_mm: float) -> Picture:
        """A picture of the dossier, ready to embed at ``width_mm``.

        Raises :class:`ppgp_docs.pictures.PictureError` when it cannot be used; step 5 has
        already refused the dossiers whose pictures are missing.
        """
        return prepare(locate(document.dossier.dossier_dir, image.fichier), width_mm)


@runtime_checkable
class Format(Protocol):
    """An output format. Registered by ``ppgp_register_formats``.

    ``id`` names it on the command line, ``label`` is its French name, ``suffix`` begins with a
    dot, ``media_type`` is the type of its files.
    """

    id: str
    label: str
    suffix: str
    media_type: str

    def documents(self, dossier: Dossier) -> Sequence[Document]:
        """The documents that this format could make of a dossier: one per case study, per fiche…"""
        ...

    def refusal(self, document: Document) -> str | None:
        """Why this document is not made, as a French sentence; None when it can be."""
        ...

    def render(self, document: Document, context: Context) -> bytes:
        """The file's content. Touches no disk; the same arguments always give the same bytes.

        Raises :class:`ppgp_docs.diagnostics.HandledError` for what the user must mend.
        """
        ...
