"""A cent off in an envelope, its reserve or a movement is told there: no sentence is to blame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

CONTRACT = """\
intitule: Contrat
periode: {debut: 2025, fin: 2026}
enveloppes:
  - {financeur: FIR, annee: 2025, montant: '1 000,00 €'}
  - {financeur: FIR, annee: 2026, montant: '2 956,78 €', reserve: '500,00 €'}
  - {financeur: CD, montant: '300,00 €'}
avenants:
  - numero: 1
    date: 2026-06-01
    mouvements:
      - {montant: '88,10 €', vers: {fiche: 8, financeur: FIR, annee: 2026}}
      - {montant: '10,05 €', de: {fiche: 8, financeur: CD, annee: 2025}}
      - {montant: '7,77 €', de: {fiche: 8, financeur: CD, annee: 2025}, vers: {financeur: FIR}}
      - {montant: '5,55 €', de: {fiche: 8, financeur: FIR, annee: 2025}, vers: {annee: 2026}}
"""
SENTENCES = (
    "L’enveloppe du FIR est de 4 052,65 €.",
    "L’enveloppe du FIR en 2025 est de 1 002,22 €.",
    "L’enveloppe du FIR en 2026 est de 3 050,43 €.",
    "L’enveloppe du Département est de 282,18 €.",
    "L’enveloppe totale est de 4 334,83 €.",
)
TOTALS = """\
  totaux_annonces:
    - {montant: '3 834,83 €'}
    - {financeur: FIR, annee: 2025, montant: '1 002,22 €'}
    - {financeur: FIR, annee: 2026, montant: '2 550,43 €'}
    - {financeur: CD, montant: '282,18 €'}
"""


def fiche(sentences: tuple[str, ...] = SENTENCES, totals: str = TOTALS) -> str:
    texts = "".join(f'      - "{each}"\n' for each in sentences)
    return f"""\
numero: 8
titre: Des visites
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMIPE
rubriques:
  - cle: moyens
    blocs:
{texts}budget:
  lignes:
    - {{financeur: FIR, nature: propre, annee: 2025, montant: '1 000,00 €', statut: acquis}}
    - {{financeur: FIR, nature: propre, annee: 2026, montant: '2 456,78 €', statut: acquis}}
    - {{financeur: CD, nature: propre, annee: 2025, montant: '300,00 €', statut: acquis}}
{totals}"""


def told(found: list[Diagnostic]) -> list[tuple[str, int]]:
    money = [one for one in found if one.code in ("C401", "C404", "C601")]
    return [(one.span.file.name, one.span.line) for one in money if one.span]


def test_sentences_that_tell_the_envelopes_in_force_are_silent(found: Found) -> None:
    assert told(found("", fiche=fiche(), contrat=CONTRACT)) == []


@pytest.mark.parametrize("totals", [TOTALS, ""])
@pytest.mark.parametrize(
    ("due", "typed"),
    [
        ("1 000,00", "1 000,01"),
        ("1 000,00", "999,99"),
        ("2 956,78", "2 956,79"),
        ("2 956,78", "2 955,78"),
        ("500,00", "500,01"),
        ("300,00", "299,99"),
    ],
)
def test_a_slip_in_an_envelope_blames_no_sentence_that_agrees_with_the_fiches(
    found: Found, due: str, typed: str, totals: str
) -> None:
    contract = CONTRACT.replace(due, typed)
    faults = found("", fiche=fiche(totals=totals), contrat=contract)
    assert [one.code for one in faults if one.code in ("C401", "C404", "C601")] == ["C601"]
    line = CONTRACT[: CONTRACT.index(due)].count("\n") + 1
    assert told(faults) == [("contrat.yaml", line)] or not totals  # two amounts, and nothing else


@pytest.mark.parametrize(
    ("due", "typed"),
    [
        ("88,10", "88,11"),
        ("88,10", "88,01"),
        ("10,05", "10,04"),
        ("10,05", "10,50"),
        ("7,77", "7,78"),
        ("5,55", "5,54"),
    ],
)
def test_a_slip_in_a_movement_blames_no_sentence_that_tells_an_envelope(
    found: Found, due: str, typed: str
) -> None:
    contract = CONTRACT.replace(due, typed)
    line = CONTRACT[: CONTRACT.index(due)].count("\n") + 1
    assert told(found("", fiche=fiche(), contrat=contract)) == [("contrat.yaml", line)]


@pytest.mark.parametrize("totals", [TOTALS, ""])
@pytest.mark.parametrize("rank", range(len(SENTENCES)))
def test_a_slip_in_a_sentence_that_tells_an_envelope_is_told_there(
    found: Found, rank: int, totals: str
) -> None:
    cents = SENTENCES[rank].rpartition(",")[2][:2]
    wrong = SENTENCES[rank].replace(f",{cents}", f",{int(cents) + 1:02}")
    sentences = (*SENTENCES[:rank], wrong, *SENTENCES[rank + 1 :])
    places = told(found("", fiche=fiche(sentences, totals), contrat=CONTRACT))
    assert places == [("08.yaml", 8 + rank)]


def test_an_envelope_that_is_told_wrong_makes_no_other_amount_right(found: Found) -> None:
    contract = CONTRACT.replace("1 000,00", "1 000,01")
    sentences = ("L’enveloppe du FIR est de 4 052,67 €.",)
    places = told(found("", fiche=fiche(sentences), contrat=contract))
    assert places == [("contrat.yaml", 4), ("08.yaml", 8)]
