"""The folder of one dossier: its files, the territory that it is of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.francais.designations import designes
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.patterns import pattern
from ppgp_docs.workspace.files import entries, named, original, yaml_in, yaml_named
from ppgp_docs.workspace.reader import read_head

DOSSIER: Final = "dossier.yaml"
CONTRAT: Final = "contrat.yaml"
FICHES: Final = "fiches"
OWN_TEMPLATES: Final = "modeles"
"""The folder of a dossier that holds the templates of its département."""

_CODE: Final = re.compile(r"\d[\dAB]?\d?[A-Z]?(?=[\s_–-]|$)", re.IGNORECASE)
_DEPARTEMENT: Final = pattern(r"""^["']?departement["']?[ \t]*:[ \t]*["']?([^"'#\r\n]+)""", re.M)
_NUMERO: Final = re.compile(rb"""^["']?numero["']?[ \t]*:[ \t]*["']?(\d{1,9})""", re.MULTILINE)
_HEAD: Final = 16_384
"""How far into a file what it is of is looked for, in bytes."""


@frozen
class DossierFolder:
    """A folder of ``departments`` with its files; ``fiches`` are sorted by name.

    A file that bears its name exactly comes before one that a case or an extension sets apart
    (``Dossier.yml``).
    """

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def dossier(self) -> Path:
        return next(iter(yaml_named(self.path, "dossier")), self.path / DOSSIER)

    @property
    def contrat(self) -> Path | None:
        return next(iter(yaml_named(self.path, "contrat")), None)

    @property
    def fiches_folder(self) -> Path:
        found = (entry for entry in named(self.path, FICHES) if entry.is_dir())
        return next(found, self.path / FICHES)

    @property
    def fiches(self) -> tuple[Path, ...]:
        return tuple(yaml_in(self.fiches_folder))

    def fiche(self, number: int) -> Path:
        """The file of the fiche of that number, whatever its name, or the one to make."""
        found = (file for file in self.fiches if number_of(file) == number)
        return next(found, self.fiches_folder / f"{number:02d}.yaml")

    @property
    def territory(self) -> Departement | None:
        """The territory that the name of the folder tells, or else that its dossier states."""
        return (
            territory_named(self.name)
            or territory_named(original(self.name))
            or _stated(self.dossier)
        )


def dossier_folders(departments: Path) -> tuple[DossierFolder, ...]:
    """The folders of ``departments``, those of dossiers and others, by name."""
    return tuple(DossierFolder(entry) for entry in entries(departments) if entry.is_dir())


def folder_of(departments: Path, territory: Departement) -> DossierFolder:
    """The folder of a territory, under whatever name it has, or the one to make."""
    for folder in dossier_folders(departments):
        if folder.territory == territory and not original(folder.name):
            return folder
    return DossierFolder(departments / f"{territory.code}-{territory.slug}")


def number_of(file: Path) -> int | None:
    """The number that a fiche gives itself, read at its head; None for what is no fiche."""
    try:
        return fiche_number(read_head(file, _HEAD))
    except OSError:
        return None


def fiche_number(head: bytes) -> int | None:
    """The number that the content of a fiche gives it."""
    match = _NUMERO.search(head, 0, _HEAD)
    return int(match[1]) if match else None


def territory_named(name: str) -> Departement | None:
    """The one territory that a name of a folder designates: `01-ain`, `01_bourg`, `Ain`."""
    code = _CODE.match(name)
    found = designes(code[0] if code else name)
    return found[0] if len(found) == 1 else None


def _stated(dossier: Path) -> Departement | None:
    try:
        head = read_head(dossier, _HEAD)
    except OSError:
        return None
    return territory_stated(head)


def territory_stated(head: bytes) -> Departement | None:
    """The territory that the content of a dossier gives it, be it but its beginning."""
    match = _DEPARTEMENT.search(head[:_HEAD].decode("utf-8-sig", "replace"))
    return territory_named(match[1].strip()) if match else None
