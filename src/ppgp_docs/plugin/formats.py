"""The contract with formats: what a plugin brings, what it is given.

:data:`CONTRACT` is its version; it changes only when a plugin written for the former one would no
longer work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol, runtime_checkable

from attrs import field, frozen

from ppgp_docs.assets.picture import Picture
from ppgp_docs.assets.prepare import locate, prepare, shared_width
from ppgp_docs.assets.theme import Theme
from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.place import Located
from ppgp_docs.plugin.omission import Omission, omitted, places_of
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.folder import OWN_TEMPLATES
from ppgp_docs.workspace.resources import Resources

CONTRACT: Final = 2

PRINTABLE: Final = (Located, Passage, tuple)
"""What a document may be bound to print whole: pieces of the model, texts, several of them."""

BY_NAME: Final = ("sigles", "chiffres", "personnes", "citations", "notes")
"""What other parts of a dossier name: what a format ignores there is what nothing names."""

CASE_STUDY: Final = (
    "couverture",
    "reunion",
    "introduction",
    "contexte",
    "chronologie",
    "activites",
    "et_apres",
    "appel",
)
"""The parts of a dossier that its case study and its deck alone print."""

SHORT_VERSIONS: Final = (
    "Paragraphe.version_courte",
    "Section.version_courte",
    "Section.diapo",
    "Citation.version_courte",
    "Priorite.version_courte",
)
"""What slides print and pages do not; the short version of an activity opens it everywhere."""

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the metadata of a document whose dossier tells none: plainly not a real one."""


@frozen
class Document:
    """One document to make.

    ``name`` is the file name without its suffix (``etude-de-cas-ain``), one plain name that any
    system takes: no separator, no ``:``, no control character, no final dot, no name reserved by
    Windows. ``title`` is what its reader sees; ``fiche`` is set when the document is about one
    fiche. ``expected`` are texts, figures above all, that step 7 must find in the finished file.
    ``prints`` are the pieces of the model that the document is bound to print whole: step 7 must
    find each of their texts, but those in ``left_out``, told by ``ppgp check --conseils``, and
    those that :meth:`Context.left_out` was told of. Empty by default: the document then promises
    ``expected`` and nothing more.
    ``remaining`` is set on the documents of ``ppgp build --draft``, see :class:`Context`;
    ``remarks`` too, addresses each with a sentence: the engine writes them as comments in Word.
    ``archive`` asks for the variant that is kept for good (PDF/A, ISO 19005); only a format with
    ``archives = True`` is ever asked. ``press`` asks for the variant that a printer cuts: bleed,
    crop marks, finer pictures; only a format with ``presses = True`` is ever asked.
    """

    format: str
    name: str
    title: str
    dossier: Dossier
    fiche: FicheAction | None = None
    expected: tuple[str, ...] = ()
    archive: bool = False
    prints: tuple[Any, ...] = field(default=(), repr=False)
    left_out: tuple[Omission, ...] = field(default=(), repr=False)
    remaining: tuple[str, ...] = field(default=(), repr=False)
    remarks: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    press: bool = False


@frozen
class Context:
    """What a format may use while it renders; nothing else of the machine is its business.

    ``report`` takes diagnostics; ``date`` is the date that the document bears, in UTC, never
    today's: the same dossier gives the same bytes on any day. ``draft`` says, a French sentence
    each, which consents the document lacks: as long as there is one, the document calls itself
    PROJET and lists them. ``remaining`` says, a French sentence each, what remains to be done: a
    draft always has one, calls itself PROJET too, and lists them under « Ce qui reste à faire »;
    no other document has any. ``preview`` is set on what is only looked at while the dossier is
    typed, and never published: it may say where each piece stands. ``omissions``, ``repeats``
    and ``waived`` hold what :meth:`left_out`, :meth:`repeated` and :meth:`waive` were told,
    ``templates`` those that :meth:`template` gave and are not ours.
    """

    resources: Resources
    theme: Theme
    report: Callable[[Diagnostic], None]
    date: datetime = UNDATED
    draft: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    preview: bool = False
    omissions: list[Omission] = field(factory=list, eq=False, repr=False)
    repeats: list[Span] = field(factory=list, eq=False, repr=False)
    waived: list[str] = field(factory=list, eq=False, repr=False)
    templates: list[Path] = field(factory=list, eq=False, repr=False)
    fields: dict[str, SentField] = field(factory=dict, eq=False, repr=False)

    @property
    def is_project(self) -> bool:
        """Whether the document calls itself PROJET."""
        return bool(self.draft or self.remaining)

    def left_out(self, what: Located | Span, reason: str, field: str = "") -> None:
        """Say that the document does not print something, and why.

        ``what`` is a piece of the model, or a place: every text written there is meant; of a
        piece, perhaps the value of one ``field`` alone. ``reason`` is a French sentence without a
        final period. Raises ValueError without a reason.
        """
        self.omissions.extend(omitted(what, reason, field))

    def repeated(self, what: Located | Span, field: str = "") -> None:
        """Say that the document prints something once more: in its contents, in a pull quote.

        Step 7 must then find it twice, so that the repeat never hides a loss.
        """
        self.repeats.extend(places_of(what, field))

    def waive(self, text: str) -> None:
        """Say that a text of :attr:`Document.expected` is not due after all, as the template that
        a person edited has no place for it; whoever calls reports what the template leaves out."""
        self.waived.append(text)

    def prints(self, one: SentField) -> None:
        """Say that a value of the dossier stands in the document, where a reader finds it by its
        tag: the file then carries the list of its fields, and can come back."""
        self.fields.setdefault(one.tag, one)

    def picture(self, document: Document, image: Image, width_mm: float) -> Picture:
        """A picture of the dossier, ready to embed at ``width_mm``: fine enough for it, and shared
        with the documents that show it about as large.

        Raises :class:`ppgp_docs.assets.picture.PictureError` when it cannot be used; step 5 has
        already refused the dossiers whose pictures are missing.
        """
        file = locate(document.dossier.dossier_dir, image.fichier)
        tint = self.theme.tint if image.decoratif else ()
        return prepare(file, shared_width(width_mm), tint)

    def template(self, document: Document, name: str) -> Path:
        """The template called ``name`` (``"fiche-action/fiche.docx"``) for this document.

        The dossier's own, in its folder ``modeles`` under the same file name, comes before the
        workspace's, which comes before ours. Raises FileNotFoundError when there is none.
        """
        home = real_path(document.dossier.dossier_dir)
        own = home / OWN_TEMPLATES / PurePosixPath(name).name
        mine = own.is_file() and real_path(own).is_relative_to(home)
        file = own if mine else self.resources.find(name)
        if self.resources.is_edited(file):
            self.templates.append(file)
        return file

    def logo(self, width_mm: float) -> Picture | None:
        """The theme's logo, ready to embed at ``width_mm``; None for a theme without one.

        Raises :class:`ppgp_docs.assets.picture.PictureError` when it cannot be used.
        """
        name = self.theme.logo
        return prepare(self.resources.find(name), width_mm) if name else None


@runtime_checkable
class Format(Protocol):
    """An output format. Registered by ``ppgp_register``.

    ``id`` names it on the command line, ``label`` is its French name, ``suffix`` begins with a
    dot, ``media_type`` is the type of its files. A format may also have ``archives = True``: with
    ``ppgp build --archive`` it makes each document twice, the second time with
    ``document.archive`` set, under the name ``…-archive``; with ``presses = True``, under
    ``ppgp build --print``, once more with ``document.press`` set, under the name ``…-impression``.
    One whose files mean nothing as drafts, nor while a consent lacks, says why, in French:
    ``no_draft = "…"``.

    A format may say what its documents come from; they are then made again when that changes, and
    then only. ``templates`` are those that it uses, names of files or folders of the resources;
    ``ignores`` the fields of a dossier that it does not use, and ``Paragraphe.version_courte`` a
    field of pieces of a class: a tuple, or a method that gives one for a document. They are empty
    in ``document.dossier`` when it renders; of what is looked up by name (:data:`BY_NAME`), what
    the rest names stays; of the fiches, ``document.fiche``. Nothing is ignored where somebody
    edited the templates.
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


@runtime_checkable
class TemplateChecker(Protocol):
    """What a format adds when people edit its template; ``ppgp template check`` asks it.

    ``template`` is its name among the resources (``"fiche-action/fiche.docx"``); ``data`` is the
    content of ``file``, which findings name. Since 0.1.
    """

    id: str
    template: str

    def check_template(self, file: Path, data: bytes) -> Sequence[Diagnostic]:
        """All that is wrong with a template, and what is worth knowing, in the order to show."""
        ...

    def annotate_template(self, file: Path, data: bytes) -> bytes:
        """The template with what was found written where it stands.

        Raises :class:`ppgp_docs.diagnostics.HandledError` for a file that cannot be opened.
        """
        ...
