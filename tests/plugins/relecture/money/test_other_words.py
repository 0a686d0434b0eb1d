"""C404: figures named in other words, several in one sentence, after one that tells a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

from .test_named_figures import CONTRACT, fiche, off, shared, told

Found = Callable[..., list[Diagnostic]]

NAMED = {
    "Sur les crédits du Département, {} € ont été engagés.": "120",
    "Sur les crédits du Département pour 2026, {} € ont été engagés.": "40",
    "Sur les 100 € votés par le Département pour 2025, {} € ont été engagés.": "80",
    "Sur les 100 € votés par le CD pour 2025, {} € ont été engagés et 7 € réalisés.": "80",
    "Sur les 100 € votés par le Département pour 2025, 80 € sont engagés et {} € réalisés.": "70",
    "Sur les 210 € notifiés par le FIR, 12 € ont été mandatés, {} € réalisés.": "150,35",
    "En 2025, le Département a engagé 80 €, soit 80 % de sa part, et dépensé {} €.": "70",
    "Le Département a engagé 120 € et dépensé {} €.": "70",
    "L’action a réalisé {} €.": "220,35",
    "Tous statuts confondus, {} € sont engagés.": "120",
    "Hors FIR, l’action est financée à hauteur de {} €.": "150",
    "À la signature, l’action était dotée de {} €.": "360",
    "Le montant initialement signé pour la fiche était de {} €.": "360",
    "Le contrat mobilise {} € sur deux ans.": "360",
    "Le contrat mobilise au total {} €, dont 150 € du Département.": "450",
    "Le contrat porte sur un montant total de {} €.": "450",
    "L’action coûte 360 € de 2025 à 2027. La part du FIR est de {} €.": "210",
    "L’action coûte 360 € sur 2025-2027. Le FIR finance l’action à hauteur de {} €.": "210",
}


@pytest.mark.parametrize(("sentence", "due"), NAMED.items())
def test_a_cent_off_is_told_whatever_the_words_and_nothing_where_it_is_right(
    found: Found, sentence: str, due: str
) -> None:
    def faults(amount: str) -> list[str]:
        return told(found("", fiche=fiche(sentence.format(amount)), contrat=CONTRACT))

    (fault,) = faults(off(due))
    assert f" {due} €" in fault, fault
    assert faults(due) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Sur l’ensemble du contrat, les fiches reçoivent {} €.",
        "Au total, {} € sont consacrés à l’action de 2024 à 2027.",
    ],
)
def test_a_whole_is_held_to_it_where_the_sentence_names_a_wider_time_or_the_contract(
    found: Found, sentence: str
) -> None:
    for amount, count in (("2 569,99", 1), ("2 569,98", 0)):
        text = sentence.format(amount)
        assert len(told(found("", fiche=shared(text), contrat=CONTRACT))) == count


@pytest.mark.parametrize(("year", "due"), [("2026", "2 000"), ("2027", "3 000,50")])
def test_the_reserve_of_a_year_is_held_to_it_and_is_not_blamed_for_a_slip_of_its_own(
    found: Found, year: str, due: str
) -> None:
    contract = """\
intitule: Contrat
periode: {debut: 2025, fin: 2027}
enveloppes:
  - {financeur: FIR, annee: 2025, montant: 210 €}
  - {financeur: FIR, annee: 2026, montant: 2 000 €, reserve: 2 000 €}
  - {financeur: FIR, annee: 2027, montant: '3 000,50 €', reserve: '3 000,50 €'}
  - {financeur: CD, annee: 2025, montant: 100 €}
  - {financeur: CD, annee: 2026, montant: 50 €}
"""

    def faults(amount: str, contract: str = contract) -> list[str]:
        text = f"La réserve du FIR pour {year} est de {amount} €."
        return told(found("", fiche=fiche(text), contrat=contract))

    assert [len(faults(each)) for each in (off(due), due)] == [1, 0]
    kept = due if "," in due else f"{due} €}}"
    typed = f"{off(due)} €'}}" if "," not in due else off(due)
    slip = contract.replace(f"reserve: {kept}", f"reserve: '{typed}")
    slip = slip.replace(f"reserve: '{kept}", f"reserve: '{typed}")
    assert slip != contract
    assert faults(due, slip) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Sur les crédits du Département, 12 € ont été engagés.",
        "Sur les crédits du Département, 120,01 € ont été engagés pour des livres.",
        "Sur les 100 € votés par le Département pour 2025, 30 € ont été engagés et 12 € réalisés.",
        "Sur les 90 € votés par la Caf, 80,01 € ont été engagés et 70,01 € réalisés.",
        "Le Département a acheté des livres pour 12 € et dépensé 60 €.",
        "L’action a réalisé 120,50 € de recettes.",
        "Hors FIR et Département, l’action est financée à hauteur de 150,01 €.",
        "Hors salaires, l’action coûte 150,01 €.",
        "La convention, à la signature, était dotée de 300 €.",
        "Le contrat mobilise 120 € au titre de la formation.",
        "Au total, 360,01 € ont été consacrés à l’action de 2010 à 2020.",
        "Sur l’ensemble du contrat, 12 € ont été dépensés.",
    ],
)
def test_words_that_name_no_figure_surely_are_left_alone(found: Found, sentence: str) -> None:
    assert told(found("", fiche=fiche(sentence), contrat=CONTRACT)) == []
