"""The files of a dossier as the studio names them in its addresses and on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.workspace.folder import DossierFolder, number_of

DOSSIER: Final = "dossier"
CONTRAT: Final = "contrat"
FICHE: Final = "fiche"


@frozen
class StudioFile:
    """A YAML file of a dossier: ``slug`` names it in addresses, ``title`` to people."""

    folder: DossierFolder
    slug: str
    path: Path
    schema: str
    title: str


def files_of(folder: DossierFolder) -> Iterator[StudioFile]:
    """The dossier, the contract when there is one, then the fiches in the order of their names."""
    yield StudioFile(folder, DOSSIER, folder.dossier, DOSSIER, "L’étude de cas")
    if contrat := folder.contrat:
        yield StudioFile(folder, CONTRAT, contrat, CONTRAT, "Le contrat")
    for path in folder.fiches:
        number = number_of(path)
        title = f"Fiche action\u00a0{number}" if number else f"Fiche action « {path.stem} »"
        yield StudioFile(folder, f"{FICHE}.{path.stem}", path, FICHE, title)


def file_called(folder: DossierFolder, slug: str) -> StudioFile:
    """The file that an address names, looked up among those that are there. Raises KeyError."""
    for file in files_of(folder):
        if file.slug == slug:
            return file
    raise KeyError(slug)
