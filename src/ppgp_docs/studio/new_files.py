"""Dossiers, fiches and contracts that begin: blank files made from the schemas."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate
from ppgp_docs.assets.stored import IMAGES
from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.fiche_list import begun_fiche, contract_text
from ppgp_docs.francais.designations import designes, que_taper
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.schema.forms import blank_contrat, blank_dossier
from ppgp_docs.studio.editions import pictures_in, started_from
from ppgp_docs.studio.files import files_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.find import DEPARTMENTS
from ppgp_docs.workspace.folder import CONTRAT, DossierFolder, folder_of

_EXAMPLE: Final = "exemple/dossier.yaml"
_ANY_CODE: Final = 'departement: "00"'


class NotStartedError(Exception):
    """Nothing was made; the message is a French sentence that says what to type instead."""


@frozen
class Beginning:
    """What a new dossier begins with, as it was typed.

    ``source`` is empty for a blank one, else ``exemple`` or the name of another dossier, of which
    the parts ``kept`` are taken; ``contacts`` are (name, function, e-mail).
    """

    territory: str
    edition: str = ""
    contacts: tuple[tuple[str, str, str], ...] = ()
    source: str = ""
    kept: frozenset[str] = frozenset()


EXAMPLE: Final = "exemple"


def territory_called(said: str) -> Departement:
    """The territory of that name or code. Raises NotStartedError for none, or for two."""
    found = designes(said)
    if len(found) != 1:
        hint = que_taper(said).replace("`", "").replace("tapez", "écrivez")
        raise NotStartedError(f"«\u00a0{said}\u00a0» ne désigne pas un territoire\u00a0: {hint}.")
    return found[0]


def start_dossier(opened: OpenWorkspace, begun: Beginning) -> tuple[DossierFolder, bool]:
    """The dossier of a territory, and whether it is new: one that is there is left as it is.

    Raises NotStartedError, NotEditableError, KeyError for another dossier that is not there, and
    OSError.
    """
    territory = territory_called(begun.territory)
    folder = folder_of(opened.workspace.root / DEPARTMENTS, territory)
    if folder.dossier.exists():
        return folder, False
    text = _first_text(opened, territory, begun)
    order = tuple(opened.session.schemas.named["dossier"])
    changes = [Set(("edition",), begun.edition, order)] if begun.edition else []
    if begun.contacts:
        changes.append(Set(("appel", "contacts"), [*map(_contact, begun.contacts)]))
    _write(folder.dossier, apply(text, changes).text)
    (folder.path / IMAGES).mkdir(exist_ok=True)
    if begun.source not in ("", EXAMPLE):
        _bring_pictures(opened.folder(begun.source), folder)
    return folder, True


def _first_text(opened: OpenWorkspace, territory: Departement, begun: Beginning) -> str:
    schemas = opened.session.schemas
    if begun.source == EXAMPLE:
        text = opened.session.resources.bytes(_EXAMPLE).decode()
        return text.replace(_ANY_CODE, f'departement: "{territory.code}"', 1)
    blank = blank_dossier(schemas, territory)
    if not begun.source:
        return blank
    other = next(files_of(opened.folder(begun.source)))
    return started_from(blank, data_of(opened.editing.state(other).text), begun.kept, schemas)


def _contact(said: tuple[str, str, str]) -> Data:
    fields = dict(zip(("nom", "fonction", "courriel"), said, strict=True))
    return {key: value for key, value in fields.items() if value or key == "fonction"}


def _bring_pictures(other: DossierFolder, folder: DossierFolder) -> None:
    """The pictures that the new dossier names, as the other one has them; one that lacks is told
    when the dossier is checked."""
    for name in pictures_in(data_of(folder.dossier.read_text("utf-8"))):
        with suppress(PictureError):
            found = locate(other.path, name)
            replace_file(folder.path / found.relative_to(other.path), found.read_bytes())


def start_fiche(opened: OpenWorkspace, folder: DossierFolder, number: str) -> Path:
    """The fiche of that number: the one that is there, or a blank one with the title that the
    contract declares.

    Raises NotStartedError and OSError.
    """
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= 999):
        raise NotStartedError("Le numéro d’une fiche va de 1 à 999.")
    file = folder.fiche(int(number))
    if not file.exists():
        text = begun_fiche(opened.session.schemas, int(number), contract_text(folder))
        _write(file, text)
    return file


def start_contrat(opened: OpenWorkspace, folder: DossierFolder) -> None:
    """The contract: the one that is there, or a blank one. Raises OSError."""
    if folder.contrat is None:
        _write(folder.path / CONTRAT, blank_contrat(opened.session.schemas))


def _write(file: Path, text: str) -> None:
    replace_file(file, text.encode())
