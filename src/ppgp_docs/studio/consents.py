"""Who is named, quoted or shown, with what consent; and a consent withdrawn in one gesture.

RGPD, art. 7(3): it is as easy to withdraw a consent as to give it. What the withdrawal takes out of
the documents is told before it is done: the dossier is read with it, and what the checks then say
is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.decode import typed
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.publication.requirements import lacks_consent
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pointer import pointer, value_at
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.studio.undesignated import Undesignated, undesignated
from ppgp_docs.workspace.folder import DossierFolder

_USES: Final = {
    "citation": "ses mots sous son nom",
    "photo": "sa photo",
    "nom": "son nom",
    "coordonnees": "son nom et ses coordonnées",
}
_SEVERAL: Final = "accord"


@frozen
class ConsentFields:
    """A consent: to what, since when, until when, withdrawn when; as they were typed."""

    use: str
    since: str
    until: str
    withdrawn: str


@frozen
class Holder:
    """A person or a contact; ``key`` names it in forms, ``address`` leads to its form.

    ``may_withdraw`` when a consent stands that can be withdrawn.
    """

    key: str
    name: str
    role: str
    address: str
    consents: tuple[ConsentFields, ...]

    @property
    def may_withdraw(self) -> bool:
        return any(not each.withdrawn for each in self.consents)

    @property
    def may_be_forgotten(self) -> bool:
        return bool(self.consents) and not self.may_withdraw


def holders(opened: OpenWorkspace, folder: DossierFolder) -> tuple[Holder, ...]:
    """Everyone whom a dossier declares. Raises NotEditableError and OSError."""
    root = data_of(opened.editing.state(_dossier(folder)).text)
    return tuple(_holder(folder, path, value) for path, value in _people(root))


def without_person(opened: OpenWorkspace, folder: DossierFolder) -> tuple[Undesignated, ...]:
    """The words and pictures of which nobody is said to be the author, or shown."""
    return undesignated(folder, data_of(opened.editing.state(_dossier(folder)).text))


def lacking(opened: OpenWorkspace, folder: DossierFolder) -> tuple[Finding, ...]:
    """The consents that are missing, without which nothing is published."""
    found = opened.reading(folder).diagnostics
    return tuple(opened.told(folder, filter(lacks_consent, found)))


def consequences(opened: OpenWorkspace, folder: DossierFolder, key: str) -> tuple[Finding, ...]:
    """What a withdrawal would take out of the documents. Raises KeyError, and as holders does."""
    file = _dossier(folder)
    text = opened.editing.state(file).text
    after = apply(text, _withdrawal(data_of(text), key)).text
    before = set(map(_identity, opened.reading(folder).diagnostics))
    reading = opened.session.read(folder, {file.path: typed(after)})
    new = (each for each in reading.diagnostics if _identity(each) not in before)
    return tuple(opened.told(folder, new))


def withdraw(opened: OpenWorkspace, folder: DossierFolder, key: str) -> bool:
    """Note the withdrawal, today; whether it is already in the file, when nothing else waits there.

    Raises KeyError, NotEditableError and OSError.
    """
    file = _dossier(folder)
    state = opened.editing.state(file)
    opened.keep_before(folder)
    opened.editing.apply(file, _withdrawal(data_of(state.text), key), "Retrait d’un accord")
    if state.unsaved:
        return False
    opened.editing.save(file)
    return True


def _withdrawal(root: Data, key: str) -> tuple[Set, ...]:
    path = next(path for path, _ in _people(root) if pointer(path) == key)
    given = value_at(root, (*path, "consentements"))
    today = date.today().isoformat()
    return tuple(
        Set((*path, "consentements", rank, "retrait"), today, ("objet", "date", "portee", "fin"))
        for rank, each in enumerate(given if isinstance(given, list) else ())
        if isinstance(each, dict) and not each.get("retrait")
    )


def _identity(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, diagnostic.message


def _dossier(folder: DossierFolder) -> StudioFile:
    return next(files_of(folder))


def _people(root: Any) -> Iterator[tuple[PathInTree, dict[str, Any]]]:
    people = value_at(root, ("personnes",))
    for name, value in people.items() if isinstance(people, dict) else ():
        if isinstance(value, dict):
            yield ("personnes", name), value
    contacts = value_at(root, ("appel", "contacts"))
    for rank, value in enumerate(contacts if isinstance(contacts, list) else ()):
        if isinstance(value, dict):
            yield ("appel", "contacts", rank), value


def _holder(folder: DossierFolder, path: PathInTree, value: dict[str, Any]) -> Holder:
    given = value.get("consentements")
    consents = tuple(map(_consent_fields, given if isinstance(given, list) else ()))
    address = f"/dossier/{folder.name}/dossier/{path[0]}#{pointer(path)}"
    name, role = (str(value.get(field) or "") for field in ("nom", "fonction"))
    return Holder(pointer(path), name, role, address, consents)


def _consent_fields(value: Any) -> ConsentFields:
    fields = value if isinstance(value, dict) else {}
    use = _USES.get(str(fields.get("objet")), str(fields.get("objet") or _SEVERAL))
    dates = (str(fields.get(name) or "") for name in ("date", "fin", "retrait"))
    return ConsentFields(use, *dates)
