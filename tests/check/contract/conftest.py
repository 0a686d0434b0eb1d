"""A contract and its fiches, given as budget lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

Checked = Callable[..., list[Diagnostic]]
PERIOD = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"


@pytest.fixture
def checked(session: Session, tmp_path: Path) -> Checked:
    """What is found in a contract and its fiches, given as budget lines by number."""

    def run(contrat: str, *, objectif: str = "", **lines: str) -> list[Diagnostic]:
        (tmp_path / "fiches").mkdir()
        (tmp_path / "dossier.yaml").write_text('departement: "77"\n', "utf-8")
        (tmp_path / "contrat.yaml").write_text(PERIOD + contrat, "utf-8")
        for name, text in lines.items():
            number = name.removeprefix("f")
            fiche = FICHE.format(number=number, lines=text, objectif=objectif or OBJECTIF)
            (tmp_path / "fiches" / f"{number}.yaml").write_text(fiche, "utf-8")
        return list(session.read(DossierFolder(tmp_path)).diagnostics)

    return run


OBJECTIF = "{numero: 4, intitule: Essai}"
FICHE = """numero: {number}
titre: Essai {number}
objectif: {objectif}
referent: PMI
rubriques: [{{cle: moyens}}, {{cle: indicateurs}}]
budget:
  lignes:
{lines}
"""


def line(financeur: str, montant: str, nature: str = "propre", annee: int = 2021) -> str:
    return (
        f"    - {{financeur: '{financeur}', nature: {nature}, annee: {annee}, "
        f"montant: '{montant}'}}\n"
    )
