"""The dossier that a file was made from: its texts, and what the file would print of them now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve, field, frozen

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.draft.reading import draft
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.edit.save import FileText, read_text
from ppgp_docs.importing.withdrawn_names import names_gone
from ppgp_docs.model.address import file_name
from ppgp_docs.plugin.formats import Document
from ppgp_docs.publication.redaction import NOBODY, Names
from ppgp_docs.render.drafts import SUFFIX
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder


@frozen
class Source:
    """A file of the dossier: as it was read, what it holds, which schema describes it."""

    file: FileText
    content: Data
    schema: str


@frozen
class Target:
    """``document`` is the name of the file; ``fields`` are those that it would have now, by
    address; ``gone`` the names that no longer may be written in the dossier; ``made`` the file
    itself, as it would be made now."""

    session: Session
    folder: DossierFolder
    document: str
    sources: dict[str, Source]
    fields: dict[str, SentField]
    gone: Names = field(default=NOBODY, repr=False)
    made: bytes = field(default=b"", repr=False)

    @property
    def contents(self) -> dict[str, Data]:
        """What its files hold, by the name of each."""
        return {name: one.content for name, one in self.sources.items()}


def find_target(session: Session, workspace: Workspace, origin: Provenance) -> Target:
    """The dossier and the document that an origin names, read as a draft reads it: one with faults
    takes what comes back too, some of it may mend them.

    Raises UnreadableFileError, which says why there is none.
    """
    folder = folder_of(session, workspace, origin)
    if folder is None:
        told = f"son dossier, `{origin.dossier}`, n’est pas dans cet espace de travail"
        raise UnreadableFileError(told)
    made = draft(session, folder)
    if made.dossier is None:
        raise UnreadableFileError(_unread(made.diagnostics) or f"`{folder.name}` ne se lit pas")
    sources = dict(_sources(folder))
    if _names(origin) - sources.keys() and (told := _unread(made.diagnostics)):
        raise UnreadableFileError(told)
    try:
        document = _document(session, made.dossier, origin)
    except UnreadableFileError as problem:
        raise UnreadableFileError(_unread(made.diagnostics) or str(problem)) from problem
    rendered = render(document, session)
    now = opened(rendered.data).origin if rendered.data else None
    if now is None:
        faults = (each for each in rendered.diagnostics if each.severity is Severity.ERROR)
        told = next((f" : {each.message}" for each in faults), "")
        raise UnreadableFileError(f"`{origin.document}` ne peut pas être refait{told}")
    fields = {made.moved.in_file(each): one for one in now.fields for each in one.addresses}
    held = sources["dossier"].content if "dossier" in sources else {}
    gone = names_gone(made.withdrawn, held, origin.fields, fields)
    return Target(session, folder, document.name, sources, fields, gone, rendered.data or b"")


def _names(origin: Provenance) -> set[str]:
    """The files of the dossier that a document prints, as addresses name them."""
    return {each.partition(":")[0] for one in origin.fields for each in one.addresses}


def _unread(found: Iterable[Diagnostic]) -> str:
    """The file of the dossier that cannot be read, and why; nothing where all can."""
    for each in found:
        if each.severity is Severity.ERROR and each.code.startswith(_READING) and each.span:
            file, line = each.span.file.name, each.span.line
            return (
                f"le fichier `{file}` du dossier ne se lit pas, ligne {line} : {each.message} ; "
                "corrigez-le d’abord"
            )
    return ""


_READING: Final = ("F", "L")
"""The codes of files that are not there, or that are no YAML: a draft leaves them out."""


def folder_of(session: Session, workspace: Workspace, origin: Provenance) -> DossierFolder | None:
    """Where the dossier of a file is: by its territory, its own name, or as its `grammaire` calls
    it, for which it must be read."""
    named = [(one, one.territory) for one in workspace.folders() if one.territory]
    for folder, territory in named:
        if origin.dossier in (territory.slug, folder.name.partition("-")[2]):
            return folder
    for folder, _ in named:
        dossier = draft(session, folder).dossier
        if dossier and dossier.slug == origin.dossier:
            return folder
    return None


def _document(session: Session, dossier: Any, origin: Provenance) -> Document:
    if origin.format not in {one.id for one in session.plugins.formats}:
        raise UnreadableFileError(f"le format `{origin.format}` n’est pas installé ici")
    for document in session.plugins.documents(origin.format, dossier):
        if document.name == origin.document.removesuffix(SUFFIX):
            return evolve(document, name=origin.document)
    raise UnreadableFileError(
        f"le dossier ne fait plus de document `{origin.document}`, sa fiche a pu changer de numéro"
    )


def _sources(folder: DossierFolder) -> Iterator[tuple[str, Source]]:
    for path in (folder.dossier, *filter(None, (folder.contrat,)), *folder.fiches):
        try:
            text = read_text(path)
            content = data(nodes(text.text.removeprefix("\ufeff")))
        except (OSError, NotEditableError):
            continue
        if name := file_name(path, content):
            schema = "fiche" if name.startswith("fiche-") else name
            yield name, Source(text, content, schema)
