"""C404: the share of what was foreseen that a text says was spent, held to the budget."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

from .test_named_figures import CONTRACT, fiche, shared, told

Found = Callable[..., list[Diagnostic]]
RATES = {
    "Les dépenses réalisées s’élèvent à 220,35 €, soit {} % du prévu.": "61",
    "Le montant réalisé est de 220,35 € ({} % du montant prévu).": "61",
    "Réalisé CD 2025 : 70 €, soit {} % des crédits prévus.": "70",
    "Le réalisé de 2025 est de 220,35 €, soit {} % du prévu.": "71",
    "Les crédits engagés en 2026 sont de 40 € (soit {} % du prévu).": "80",
    "Le FIR a dépensé 150,35 €, soit {} % du prévu.": "71,6",
    "Le FIR a dépensé 150,35 € en 2025, soit {} % des crédits votés.": "72",
    "L’action a réalisé 220,35 €, soit {} % du prévu.": "61",
    "En 2025, l’action a réalisé 220,35 €, soit {} % du prévu.": "71",
    "Le Département a engagé 120 €, soit {} % de sa participation.": "80",
    "Tous statuts confondus, 120 € sont engagés, soit {} % du prévu.": "33",
    "Le Département a engagé 80 € en 2025, soit 80 %, et dépensé 70 €, soit {} %.": "47",
    "Le taux de réalisation de 2025 est de {} %.": "71",
    "Le taux d’engagement du Département en 2026 est de {} %.": "80",
    "Taux d’engagement : {} %.": "33",
}


@pytest.mark.parametrize(("sentence", "due"), RATES.items())
def test_a_rate_of_what_was_foreseen_is_the_one_that_the_budget_gives(
    found: Found, sentence: str, due: str
) -> None:
    def faults(rate: str) -> list[str]:
        return told(found("", fiche=fiche(sentence.format(rate)), contrat=CONTRACT))

    (fault,) = faults("9" + due[1:])
    assert fault.startswith(f"le texte dit 9{due[1:]} % du prévu, ")
    assert fault.endswith(f" font {due} %")
    assert faults(due) == []


@pytest.mark.parametrize("rate", ["61", "71"])
def test_a_report_may_tell_the_rate_of_all_or_of_its_year(found: Found, rate: str) -> None:
    told_in_all = "Les dépenses réalisées s’élèvent à 220,35 €, soit {} % du prévu."
    for said, count in ((rate, 0), ("91", 1)):
        report = told_in_all.format(said)
        assert len(told(found("", fiche=fiche(report=report), contrat=CONTRACT))) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "Le montant réalisé est de 220,35 €, soit 91 % du coût de la formation.",
        "Le Département a dépensé 70 €, soit 91 % de l’engagé.",
        "Le Département a engagé 80 € en 2025, soit 80 %, et dépensé 70 €, soit 88 %.",
        "Le taux de réalisation des places est de 91 %.",
        "Le taux de réalisation de 2024 est de 91 %.",
        "Le taux de réalisation est de 91 % dans les crèches.",
        "Le taux de réalisation du Département en 2025 est de 88 %.",
        "Le montant réalisé est de 220,35 €, soit environ 60 % du prévu.",
        "Le montant réalisé est de 220,35 €, soit 91 % du prévu pour les livres.",
        "Les dépenses réalisées pour les livres s’élèvent à 220,35 €, soit 91 % du prévu.",
        "Les dépenses réalisées s’élèvent à 220 €, soit 91 % du prévu.",
        "Crédits notifiés : 1 235,43 €, soit 91 % du prévu.",
    ],
)
def test_a_rate_of_something_else_is_left_alone(found: Found, sentence: str) -> None:
    made = shared if "notifiés" in sentence else fiche
    assert told(found("", fiche=made(sentence), contrat=CONTRACT)) == []
