"""The table of charges and products: each account once, named by what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fabrique import write_contract

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.model.printed_funding import printed_fundings
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

FICHE = """numero: 4
titre: Des vacances
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMI
rubriques: [{{cle: moyens}}]
sous_actions: [{{numero: '4.1', titre: Partir}}]
budget:
  lignes: [{{financeur: FIR, nature: propre, annee: 2026, montant: 150}}]
  charges: [{0}]
"""


@pytest.mark.parametrize(
    ("charges", "printed"),
    [
        (
            "{compte: '65748', annee: 2026, montant: 150}",
            ["65748 – Autres charges de gestion courante: 150"],
        ),
        (
            "{compte: '65', annee: 2026, montant: 150}",
            ["65 – Autres charges de gestion courante: 150"],
        ),
        (
            "{compte: '65748', annee: 2026, montant: 90}, "
            "{compte: '65', annee: 2026, montant: 60, libelle: Cotisations}",
            [
                "65 – Autres charges de gestion courante: 150",
                "65748 – Autres charges de gestion courante: 90",
                "Cotisations: 60",
            ],
        ),
        (
            "{compte: '64', annee: 2026, montant: 90, grade: éducatrice, sous_action: '4.1'}, "
            "{compte: '64', annee: 2026, montant: 60}",
            [
                "64 – Charges de personnel: 150",
                "éducatrice, sous-action 4.1: 90",
                "64 – sans libellé: 60",
            ],
        ),
        (
            "{compte: '6226', annee: 2026, montant: 150, libelle: Formatrice}",
            ["62 – Autres services extérieurs: 150", "6226 – Formatrice: 150"],
        ),
    ],
)
def test_a_charge_without_a_label_is_its_account_and_the_name_of_it(
    session: Session, tmp_path: Path, charges: str, printed: list[str]
) -> None:
    """« 65748 – – » stood there, below an account of the same amount."""
    cells = _rows(session, tmp_path, FICHE.format(charges))
    read = [f"{name}: {amount}" for name, amount, *_ in cells if name]
    assert [simplifier(one).removesuffix(" €") for one in read] == printed


def test_the_finer_account_of_a_line_of_financing_stands_before_its_funder(
    session: Session, tmp_path: Path
) -> None:
    lines = (
        "{financeur: FIR, nature: propre, annee: 2026, montant: 150}",
        "{financeur: FIR, nature: propre, annee: 2026, montant: 90, compte: '7471'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 50, compte: '7478'}, "
        "{financeur: FIR, nature: propre, annee: 2026, montant: 10, compte: '7478'}",
    )
    fiche = FICHE.format("{compte: '64', annee: 2026, montant: 150}").replace(*lines)
    read = [f"{name}: {amount}" for *_, name, amount in _rows(session, tmp_path, fiche) if name]
    funder = "Fonds d’intervention régional (FIR) – proposition"
    assert [simplifier(one).removesuffix(" €") for one in read] == [
        "74 – Subventions d’exploitation: 150",
        f"7471 – {funder}: 90",
        f"7478 – {funder}: 60",
    ]


def _rows(session: Session, tmp_path: Path, fiche: str) -> list[list[str]]:
    """The table of the year but for its totals, as it is printed."""
    contrat = "intitule: Essai\nperiode: {debut: 2026, fin: 2026}\n"
    write_contract(tmp_path, contrat, {4: fiche})
    (folder,) = find_workspace(tmp_path).folders()
    story = session.read(folder).dossier
    assert story is not None
    (funding,) = printed_fundings(story, story.fiches[0])
    (table,) = (one for one in funding.tables() if one.key.startswith("comptes/2026"))
    return [["".join(part.text for part in cell) for cell in row] for row in table.rows[:-1]]
