"""A dossier with a fiche that is not finished, and the same fiche once it is."""

from __future__ import annotations

from pathlib import Path

FICHE = """\
numero: 8
titre: Accueillir
objectif: {numero: 4, intitule: Mieux accueillir}
referent: DPMIPE
rubriques:
- {cle: constat, blocs: ["Un constat de Camille Martineau."]}
budget:
  lignes:
  - {financeur: CD, nature: propre, annee: 2021, montant: cent}
  - {financeur: CD, nature: propre, annee: 2021, montant: 200 €}
"""
CONTRAT = """\
millesime: 2020
intitule: Contrat
periode: {debut: 2020, fin: 2022}
"""
DOSSIER = 'departement: "77"\n'
SOUND = FICHE.replace("montant: cent", "montant: 100 €")


def written(root: Path, fiche: str = FICHE) -> Path:
    """A workspace that holds it."""
    folder = root / "departments" / "77-essai"
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, "utf-8")
    (folder / "contrat.yaml").write_text(CONTRAT, "utf-8")
    (folder / "fiches" / "08.yaml").write_text(fiche, "utf-8")
    return root
