"""The folder of a dossier, which its documents, their index and their manifest bear, names nobody
who withdrew; nor do the files that the manifest tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.publication.unprinted_names import unnamed
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

DOSSIER = """\
departement: "{}"
edition: 2025-12
personnes:
  p:
    nom: {}
    fonction: psychologue
    consentements: [{{objet: nom, date: 2024-01-12{}}}]
contexte: {{blocs: [Un texte suivi.]}}
"""
WITHDRAWN = ", retrait: 2025-05-03"


def read(
    session: Session, home: Path, folder: str, person: str, withdrawn: str = WITHDRAWN
) -> DossierReading:
    path = home / "departments" / folder
    path.mkdir(parents=True)
    code = folder[:2]
    (path / "dossier.yaml").write_text(DOSSIER.format(code, person, withdrawn), "utf-8")
    return session.read(DossierFolder(path))


@pytest.mark.parametrize(
    "folder",
    [
        "17-marie-trebuchet",
        "17-trebuchet",
        "17_Marie_Trébuchet",
        "17 TREBUCHET Marie",
        "17-charente-maritime-trebuchet",
        "17-m.trebuchet",
    ],
)
def test_a_folder_named_after_someone_who_withdrew_is_an_error_at_that_folder(
    session: Session, tmp_path: Path, folder: str
) -> None:
    reading = read(session, tmp_path, folder, "Marie Trébuchet")
    (told,) = [each for each in reading.diagnostics if each.code == "C904"]
    assert told.is_error
    assert told.span is not None
    assert told.span.file.name == folder
    assert f"`{folder}`" in told.message
    assert "17-charente-maritime" in told.hints[0]


@pytest.mark.parametrize(
    ("folder", "person", "withdrawn"),
    [
        ("17-charente-maritime", "Marie Trébuchet", WITHDRAWN),
        ("17-marie-trebuchet", "Marie Trébuchet", ""),
        ("46-lot", "Anne Lot", WITHDRAWN),
        ("17-petit-dossier", "Anne Petit", WITHDRAWN),
    ],
)
def test_a_folder_that_names_its_territory_or_someone_who_agreed_is_sound(
    session: Session, tmp_path: Path, folder: str, person: str, withdrawn: str
) -> None:
    reading = read(session, tmp_path, folder, person, withdrawn)
    assert "C904" not in [each.code for each in reading.diagnostics]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("fiches/08-marie-trebuchet.yaml", "fiches/0123456789abcdef.yaml"),
        ("images/marie/trebuchet.png", "images/marie/0123456789abcdef.png"),
        ("images/trebuchet/salle.png", "0123456789abcdef.png"),
        ("images/salle.png", "images/salle.png"),
    ],
)
def test_a_manifest_names_no_file_nor_folder_after_someone_who_withdrew(
    session: Session, tmp_path: Path, file: str, told: str
) -> None:
    names = read(session, tmp_path, "17-x", "Marie Trébuchet").withdrawn
    assert list(unnamed({file: "0123456789abcdef0123"}, names)) == [told]


FICHE = """numero: 8
titre: Former les équipes
objectif: {numero: 4, intitule: Former}
referent: Le service
rubriques: [{cle: public_cible, blocs: [Les équipes.]}]
"""


@pytest.mark.parametrize(
    ("file", "is_told"),
    [
        ("08-marie-trebuchet", True),
        ("08_Trébuchet_Marie", True),
        ("marie trebuchet 08", True),
        ("08 M. Trébuchet", True),
        ("TREBUCHET08", True),
        ("08", False),
        ("08-formation", False),
        ("08-marie", False),
    ],
)
def test_the_file_of_a_fiche_that_bears_a_name_is_told_and_stops_nothing(
    session: Session, tmp_path: Path, file: str, is_told: bool
) -> None:
    fiches = tmp_path / "departments" / "17-charente-maritime" / "fiches"
    fiches.mkdir(parents=True)
    (fiches / f"{file}.yaml").write_text(FICHE, "utf-8")
    (fiches.parent / "dossier.yaml").write_text(
        DOSSIER.format("17", "Marie Trébuchet", WITHDRAWN), "utf-8"
    )
    reading = session.read(DossierFolder(fiches.parent))
    assert reading.dossier
    told = [
        each.span.file.stem for each in reading.diagnostics if each.code == "C904" and each.span
    ]
    assert told == ([file] if is_told else [])
