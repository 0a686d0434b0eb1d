"""What is advised to who typed a number: a figure that says it, or the slip told, else none."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
REFERENCE = re.compile(r"\{\{ chiffres\.(\w+?)(\.pct|\.sur)? \}\}")

SURVEY = """\
chiffres:
  repondants: {valeur: 50, unite: réponses, libelle: réponses reçues au questionnaire}
  utiles: {valeur: 27, unite: réponses, base: repondants, libelle: réponses utiles au service}
  claires: {valeur: 38, unite: réponses, base: repondants, libelle: supports jugés clairs}
  jumelles: {valeur: 27, unite: réponses, base: repondants, libelle: réponses utiles au service}
"""
PRINTED = {
    "repondants": {"": "50"},
    "utiles": {"": "27", ".pct": "54 %", ".sur": "27 sur 50"},
    "claires": {"": "38", ".pct": "76 %", ".sur": "38 sur 50"},
    "jumelles": {"": "27", ".pct": "54 %", ".sur": "27 sur 50"},
}


def survey(sentence: str, *without: str) -> str:
    kept = [line for line in SURVEY.splitlines() if line.split(":")[0].strip() not in without]
    return "\n".join(kept) + f"\ncontexte:\n  blocs:\n    - >-\n        {sentence}\n"


def advised(fault: Diagnostic) -> list[str]:
    """The names of the figures that the hints propose to cite."""
    return [match[1] for hint in fault.hints for match in REFERENCE.finditer(hint)]


def of_figures(found: list[Diagnostic]) -> list[Diagnostic]:
    return [fault for fault in found if fault.code in ("C209", "C210", "C211")]


def test_a_share_far_from_the_figure_whose_words_it_bears_is_not_told_to_cite_it(
    found: Found,
) -> None:
    sentence = "76 % des réponses sont utiles au service."
    (fault,) = of_figures(found(survey(sentence, "jumelles", "claires")))
    assert "76\u00a0% est écrit, mais `utiles` donne 54\u00a0%" in fault.message
    assert advised(fault) == []
    assert fault.hints[0].startswith("aucun chiffre ne donne 76\u00a0%")


def test_the_figure_that_gives_the_share_is_named_whatever_its_words(found: Found) -> None:
    sentence = "76 % des réponses sont utiles au service."
    (fault,) = of_figures(found(survey(sentence, "jumelles")))
    assert advised(fault) == []
    assert fault.hints[0].startswith("`claires` donne 76\u00a0%")


@pytest.mark.parametrize("share", ["53 %", "55 %", "45 %"])
def test_a_slip_of_the_only_figure_that_fits_is_told_with_it(found: Found, share: str) -> None:
    sentence = f"{share} des réponses sont utiles au service."
    (fault,) = of_figures(found(survey(sentence, "jumelles")))
    assert advised(fault) == ["utiles"]
    assert "donne 54\u00a0%" in fault.message


@pytest.mark.parametrize("share", ["53 %", "76 %", "12 %"])
def test_of_several_figures_that_fit_the_words_none_is_advised(found: Found, share: str) -> None:
    sentence = f"{share} des réponses sont utiles au service."
    (fault,) = of_figures(found(survey(sentence)))
    assert advised(fault) == []
    assert "`utiles` donne 54\u00a0%" in fault.message
    assert "`jumelles` donne 54\u00a0%" in fault.message


@pytest.mark.parametrize(
    "sentence",
    ["54 % des réponses sont utiles au service.", "27 réponses sont utiles au service."],
)
def test_a_number_that_several_figures_say_names_them_all(found: Found, sentence: str) -> None:
    (fault,) = of_figures(found(survey(sentence)))
    assert fault.code == "C210"
    assert advised(fault) == ["utiles", "jumelles"]
    assert "selon le sens" in fault.hints[0]


def test_a_wrong_rate_of_counts_that_two_figures_have_names_both(found: Found) -> None:
    (fault,) = of_figures(found(survey("Le service a reçu 27 avis sur 50 (45 %).")))
    assert advised(fault) == ["utiles", "jumelles"]


SENTENCES = (
    "{}\u00a0% des réponses sont utiles au service.",
    "{} réponses sont utiles au service.",
    "{} réponses sur 50 sont utiles au service.",
    "{} des 50 réponses reçues sont utiles au service, soit 54 %.",
    "Les supports sont jugés clairs dans {}\u00a0% des réponses.",
    "Toutes les réponses sont utiles au service ({}\u00a0%).",
    "Le questionnaire a reçu {} réponses.",
)
NUMBERS = (0, 2, 5, 12, 26, 27, 28, 37, 38, 45, 49, 50, 53, 54, 55, 67, 72, 76, 83, 98, 100)


@pytest.mark.parametrize("without", [(), ("jumelles",), ("jumelles", "claires")], ids=str)
def test_a_figure_is_only_advised_where_it_prints_what_is_written_or_the_slip_is_told(
    found: Found, without: tuple[str, ...]
) -> None:
    proposed = 0
    for sentence, number in product(SENTENCES, NUMBERS):
        text = sentence.format(number)
        for fault in of_figures(found(survey(text, *without))):
            for hint in fault.hints:
                for match in REFERENCE.finditer(hint):
                    proposed += 1
                    printed = PRINTED[match[1]][match[2] or ""].replace(" %", "\u00a0%")
                    written = re.findall(r"\d+", text)
                    said = all(part in written for part in re.findall(r"\d+", printed))
                    told = printed in fault.message or PRINTED[match[1]][""] in fault.message
                    assert said or told, (text, fault.message, hint)
                    if fault.code == "C210":
                        assert said, (text, hint)
    assert proposed >= 9
