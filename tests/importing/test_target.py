"""The dossier that a file was made from, and what is said where it lacks what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.target import Target, folder_of
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace, find_workspace

DOSSIER = """departement: "70"
grammaire: {nom: Haute-Lanterne, de: de la Haute-Lanterne, locatif: en Haute-Lanterne, autorite: X}
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    home = tmp_path / "departments" / "70-haute-saone"
    home.mkdir(parents=True)
    (home / "dossier.yaml").write_text(DOSSIER, "utf-8")
    return find_workspace(tmp_path)


@pytest.mark.parametrize("name", ["haute-saone", "haute-lanterne"])
def test_a_dossier_is_found_by_its_folder_and_by_what_it_calls_its_territory(
    name: str, place: Workspace, session: Session
) -> None:
    found = folder_of(session, place, Provenance("", "", name, "", ""))
    assert found is not None
    assert found.name == "70-haute-saone"


def test_no_other_dossier_is_taken_for_it(place: Workspace, session: Session) -> None:
    assert folder_of(session, place, Provenance("", "", "saone", "", "")) is None


def test_a_line_of_a_fiche_that_nobody_began_says_how_to_begin_it(
    place: Workspace, session: Session
) -> None:
    (folder,) = place.folders()
    with pytest.raises(AddressError, match=r"la fiche 8 .* `ppgp new 70 --fiche 8`"):
        spot(Target(session, folder, "", {}, {}), "fiche-8:budget.lignes")
