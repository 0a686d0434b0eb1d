"""Dossiers, fiches and contracts that begin: blank files made from the schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ppgp_docs.francais.designations import designes, que_taper
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.schema.forms import blank_contrat, blank_dossier, blank_fiche
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.find import DEPARTMENTS
from ppgp_docs.workspace.folder import CONTRAT, DossierFolder, folder_of

_EXAMPLE: Final = "exemple/dossier.yaml"
_ANY_CODE: Final = 'departement: "00"'


class NotStartedError(Exception):
    """Nothing was made; the message is a French sentence that says what to type instead."""


def start_dossier(opened: OpenWorkspace, said: str, *, filled: bool = False) -> DossierFolder:
    """The dossier of a territory, by its name or its code: the one that is there, or a new one,
    blank or ``filled`` with an example that is there to be changed.

    Raises NotStartedError for a name of no territory or of two, and OSError.
    """
    found = designes(said)
    if len(found) != 1:
        hint = que_taper(said).replace("`", "").replace("tapez", "écrivez")
        raise NotStartedError(f"«\u00a0{said}\u00a0» ne désigne pas un territoire\u00a0: {hint}.")
    return _started(opened, found[0], filled)


def _started(opened: OpenWorkspace, territory: Departement, filled: bool) -> DossierFolder:
    folder = folder_of(opened.workspace.root / DEPARTMENTS, territory)
    if not folder.dossier.exists():
        text = blank_dossier(opened.session.schemas, territory)
        _write(folder.dossier, _example(opened, territory) if filled else text)
        (folder.path / "images").mkdir(exist_ok=True)
    return folder


def _example(opened: OpenWorkspace, territory: Departement) -> str:
    text = opened.session.resources.bytes(_EXAMPLE).decode()
    return text.replace(_ANY_CODE, f'departement: "{territory.code}"', 1)


def start_fiche(opened: OpenWorkspace, folder: DossierFolder, number: str) -> Path:
    """The fiche of that number: the one that is there, or a blank one.

    Raises NotStartedError and OSError.
    """
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= 999):
        raise NotStartedError("Le numéro d’une fiche va de 1 à 999.")
    file = folder.fiche(int(number))
    if not file.exists():
        _write(file, blank_fiche(opened.session.schemas, int(number)))
    return file


def start_contrat(opened: OpenWorkspace, folder: DossierFolder) -> None:
    """The contract: the one that is there, or a blank one. Raises OSError."""
    if folder.contrat is None:
        _write(folder.path / CONTRAT, blank_contrat(opened.session.schemas))


def _write(file: Path, text: str) -> None:
    replace_file(file, text.encode())
