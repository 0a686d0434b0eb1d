"""The dossier that a form asks for: there or not yet, what it says now."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from attrs import evolve

from ppgp_docs.draft.reading import draft
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.edit.save import FileText, read_text
from ppgp_docs.form.making import FORM, Form, content, made, origin
from ppgp_docs.francais.designations import designes
from ppgp_docs.importing.target import Source, Target
from ppgp_docs.importing.withdrawn_names import names_gone
from ppgp_docs.publication.redaction import NOBODY, Names
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.session import Session
from ppgp_docs.workspace.disk import is_there
from ppgp_docs.workspace.find import DEPARTMENTS, Workspace
from ppgp_docs.workspace.folder import folder_of


def form_target(session: Session, workspace: Workspace, said: Provenance) -> tuple[Form, Target]:
    """The dossier that a form asks for, there or not yet. Raises UnreadableFileError."""
    form = _form(workspace, said)
    path = form.path
    try:
        text = form.text(session)
        file = read_text(path) if path.is_file() else FileText(path, text, "utf-8", "")
        held = content(text)
        now = {one.addresses[0]: one for one in _now(form, session, said)}
    except (OSError, NotEditableError) as problem:
        told = f"le fichier `{path.name}` du dossier ne se lit pas : {problem}"
        raise UnreadableFileError(told) from problem
    source = Source(file, held, form.file.partition("-")[0])
    target = Target(session, form.folder, said.document, {form.file: source}, now)
    return form, evolve(target, gone=_gone(target, said))


def _gone(target: Target, said: Provenance) -> Names:
    """The names that a form may not bring back; none for a dossier that is not there yet."""
    if not is_there(target.folder.dossier):
        return NOBODY
    withdrawn = draft(target.session, target.folder).withdrawn
    return names_gone(withdrawn, _held(target.folder.dossier), said.fields, target.fields)


def _held(dossier: Path) -> Data:
    """What the dossier holds; nothing where it cannot be read."""
    with suppress(OSError, NotEditableError):
        return content(read_text(dossier).text)
    return {}


def form_key(said: Provenance, session: Session, workspace: Workspace) -> str | None:
    """The digest of what the same form would ask now; None where its dossier does not read."""
    try:
        form = _form(workspace, said)
        return origin(form, session).key
    except (OSError, NotEditableError, UnreadableFileError):
        return None


def _form(workspace: Workspace, said: Provenance) -> Form:
    territories = designes(said.dossier)
    if said.format != FORM or len(territories) != 1:
        raise UnreadableFileError(f"`{said.dossier}` n’est pas un territoire connu")
    first = next(iter(said.fields), None)
    file = first.addresses[0].partition(":")[0] if first else ""
    number = file.removeprefix("fiche-")
    folder = folder_of(workspace.root / DEPARTMENTS, territories[0])
    fiche = int(number) if number.isdecimal() else None
    is_budget = said.document.startswith(f"{FORM}-budget")
    return Form(territories[0], folder, fiche, is_budget=is_budget, is_contract=file == "contrat")


def _now(form: Form, session: Session, said: Provenance) -> Sequence[SentField]:
    """What the same form would say now: what it said, as long as nobody changed the dossier."""
    if origin(form, session).key == said.key:
        return said.fields
    now = opened(made(form, session)).origin
    return now.fields if now else ()
