"""What fiches carry of each envelope: lengths that compare, words that say the same."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve
from tests.conftest import Read

from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.envelope_uses import envelope_uses

SHEET = """\
numero: 8
titre: Visites
objectif: {numero: 4, intitule: Suivre les enfants}
referent: DPMI
rubriques:
  - {cle: constat, blocs: [Les visites manquent.]}
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2020, libelle: Postes, montant: 50}
    - {financeur: CD, nature: propre, annee: 2021, libelle: Postes, montant: 100}
    - {financeur: FIR, nature: propre, annee: 2020, libelle: Postes, montant: 120}
"""


Bars = list[tuple[str, float, float, bool]]


def drawn(dossier: Dossier) -> Bars:
    return [
        (one.said.replace("\u00a0", " "), one.part, one.whole, one.exceeds)
        for one in envelope_uses(ContractBudget(dossier))
    ]


@pytest.fixture
def uses(read: Read) -> Callable[[str], Bars]:
    def run(envelopes: str) -> Bars:
        contract = (
            f"intitule: Contrat\nperiode: {{debut: 2020, fin: 2022}}\nenveloppes: [{envelopes}]\n"
        )
        dossier = read("", fiche=SHEET, contrat=contract).dossier
        assert dossier
        return drawn(dossier)

    return run


def test_bars_share_the_scale_of_the_largest_amount(uses: Callable) -> None:
    assert uses("{financeur: CD, montant: 300}, {financeur: FIR, montant: 240}") == [
        ("150 € sur 300 € (50 %)", 0.5, 1.0, False),
        ("120 € sur 240 € (50 %)", 0.4, 0.8, False),
    ]


def test_an_envelope_of_one_year_counts_what_is_paid_in_it(uses: Callable) -> None:
    assert uses("{financeur: CD, montant: 200, annee: 2021}") == [
        ("100 € sur 200 € (50 %)", 0.5, 1.0, False)
    ]


def test_an_envelope_that_is_exceeded_says_by_how_much(read: Read) -> None:
    """In a draft: a contract that is made has no such envelope (C601)."""
    contract = (
        "intitule: Contrat\nperiode: {debut: 2020, fin: 2022}\n"
        "enveloppes: [{financeur: FIR, montant: 200}]\n"
    )
    story = read("", fiche=SHEET, contrat=contract).dossier
    assert story and story.contrat
    (promised,) = story.contrat.enveloppes
    less = evolve(story.contrat, enveloppes=(evolve(promised, montant=Decimal(100)),))
    assert drawn(evolve(story, contrat=less)) == [
        ("120 € sur 100 €, soit 20 € de plus que l’enveloppe", 1.0, 100 / 120, True)
    ]


def test_an_envelope_that_is_carried_to_the_cent_is_not_exceeded(uses: Callable) -> None:
    assert uses("{financeur: FIR, montant: 120}") == [("120 € sur 120 € (100 %)", 1.0, 1.0, False)]


def test_who_pays_without_an_envelope_has_no_bar(uses: Callable) -> None:
    assert uses("") == []
