"""C404: an amount is held against the money that its sentence speaks of, wherever it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

from .fiches import HEAD

Found = Callable[..., list[Diagnostic]]

CONTRACT = """\
intitule: Contrat
periode: {debut: 2021, fin: 2023}
enveloppes:
  - {financeur: FIR, montant: '300 000,00 €', reserve: '117 586,64 €'}
  - {financeur: CD, montant: '90 000,35 €'}
  - {financeur: BOP304, montant: '199 999,99 €'}
"""


def fiche(sentence: str = "Rien.") -> str:
    """In all 472 413,70 €; the FIR pays 182 413,36 € of it."""
    return (
        HEAD.format(sentence)
        + """\
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2021, montant: '90 000,35 €'}
    - {financeur: FIR, nature: propre, annee: 2021, montant: '180 500,36 €'}
    - {financeur: FIR, nature: propre, annee: 2022, montant: '1 913,00 €'}
    - {financeur: BOP304, nature: propre, annee: 2022, montant: '199 999,99 €'}
"""
    )


def given(found: list[Diagnostic]) -> list[str]:
    """The messages behind the amount that the text tells, and the remedies, with plain spaces."""
    return [
        f"{' '.join(fault.message.split()).partition(' €, ')[2]} | {fault.hints[-1]}".replace(
            "\u00a0", " "
        )
        for fault in found
        if fault.code == "C404"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "L’enveloppe du FIR est de 299 999,99 €.",
        "L’enveloppe du FIR, votée en mars, est de 299 999,99 €.",
        "Le FIR ouvre une enveloppe de 300 000,01 €.",
        "Une enveloppe de 299 999,99 € vient du fonds d’intervention régional.",
        "Le FIR apporte au contrat une enveloppe de 300 000,10 €.",
    ],
)
def test_the_envelope_of_a_funder_is_what_the_contract_states(found: Found, sentence: str) -> None:
    due = ["le contrat donne 300 000 € | citez-le : `{{ contrat.FIR.enveloppe }}`"]
    assert given(found("", fiche=fiche(sentence), contrat=CONTRACT)) == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Le FIR apporte 299 999,99 €.",
        "Le FIR, notre partenaire, apporte 199 999,98 €.",
        "La Caf apporte 90 000,36 €.",
        "L’ONDAM médico-social apporte 90 000,36 €.",
        "Le coût pris en charge par le FIR est de 199 999,98 €.",
        "Le FIR apporte 472 413,71 €.",
        "L’enveloppe du FIR est de 300 000 €.",
        "La réserve du FIR est de 117 586,64 €.",
    ],
)
def test_what_another_funder_pays_is_never_advised(found: Found, sentence: str) -> None:
    lines = "    - {financeur: 'autre:Caf', nature: propre, annee: 2021, montant: '10,00 €'}\n"
    assert given(found("", fiche=fiche(sentence) + lines)) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Le contrat porte sur 472 413,71 € en tout.", "472 413,70 € | citez-le : `{{ contrat.to"),
        ("Le FIR apporte 182 413,35 €.", "182 413,36 € | citez-le : `{{ contrat.FIR }}`"),
        ("La fiche 8 coûte 472 413,71 €.", "472 413,70 € | citez-le : `{{ fiches.8.total }}`"),
        ("La fiche action n° 8 coûte 427 413,70 €.", "472 413,70 € | citez-le : `{{ fiches.8.t"),
        ("En 2021, 270 500,72 € sont prévus.", "270 500,71 € en 2021 | corrigez"),
        ("Le FIR finance 180 500,35 € en 2021.", "180 500,36 € en 2021 | corrigez"),
    ],
)
def test_amounts_of_the_dossier_are_those_of_its_fiches(
    found: Found, sentence: str, due: str
) -> None:
    text = f'contexte: {{blocs: ["{sentence}"]}}\n'
    (message,) = given(found(text, fiche=fiche(), contrat=CONTRACT))
    assert message.startswith(f"le budget donne {due}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Le contrat porte sur 472 413,70 € en tout, soit 472 000 € environ.",
        "La fiche 9 coûte 472 413,71 €.",
        "La rénovation a coûté 472 500 €.",
        "Le Département consacre 90 100 € à l’accueil.",
        "En 2019, le FIR apportait 182 413,35 €.",
        "Le FIR apporte 90 000,36 €.",
    ],
)
def test_what_the_dossier_tells_of_something_else_is_left_alone(
    found: Found, sentence: str
) -> None:
    text = f'contexte: {{blocs: ["{sentence}"]}}\n'
    assert given(found(text, fiche=fiche(), contrat=CONTRACT)) == []


def amendment(purpose: str) -> str:
    return f"""\
intitule: Contrat
periode: {{debut: 2021, fin: 2023}}
avenants:
  - numero: 1
    date: 2022-06-24
    objet: {purpose}
    mouvements:
      - {{montant: 1 913 €, de: {{fiche: 8, financeur: FIR, annee: 2022}}, vers: {{annee: 2023}}}}
"""


def test_the_purpose_of_an_amendment_tells_what_it_moves(found: Found) -> None:
    wrong = found("", fiche=fiche(), contrat=amendment("Reporter 1 913,01 € en 2023"))
    assert [line.partition(" €")[0] for line in given(wrong)] == ["l’avenant déplace 1 913"]
    right = "Reporter 1 913 € du FIR, sur 182 413,36 €"
    assert given(found("", fiche=fiche(), contrat=amendment(right))) == []


SMALL = """\
intitule: Contrat
periode: {{debut: 2021, fin: 2023}}
avenants:
  - numero: 1
    date: 2022-06-24
    objet: "{}"
    mouvements:
      - {{montant: '{}', de: {{reserve: oui, financeur: FIR, annee: 2022}}, vers: {{fiche: 8}}}}
      - {{montant: '20,00', de: {{fiche: 8, financeur: FIR, annee: 2022}}, vers: {{annee: 2023}}}}
enveloppes:
  - {{financeur: FIR, montant: '300 000,00 €', reserve: '117 586,64 €'}}
"""


@pytest.mark.parametrize(
    ("told", "moved"),
    [
        ("345,66", "345,67"),
        ("999,98", "999,99"),
        ("355,67", "345,67"),
        ("354,67", "345,67"),
        ("12,34", "12,35"),
        ("345", "346"),
    ],
)
@pytest.mark.parametrize(
    ("purpose", "sentence"),
    [
        ("Donner {} € de la réserve à la fiche 8", "Rien."),
        ("Divers", "La fiche 8 reçoit {} € de la réserve."),
        ("Divers", "L’avenant n° 1 donne {} € à cette action."),
    ],
)
def test_a_small_amount_that_is_told_as_moved_is_one_of_the_movements(
    found: Found, purpose: str, sentence: str, told: str, moved: str
) -> None:
    def faults(amount: str) -> list[str]:
        contract = SMALL.format(purpose.format(amount), moved)
        return given(found("", fiche=fiche(sentence.format(amount)), contrat=contract))

    (fault,) = faults(told)
    assert fault.startswith(f"l’avenant déplace {moved} €")
    assert faults(moved) == []


@pytest.mark.parametrize(
    "purpose",
    [
        "Acheter un fauteuil à 450 €",
        "Acheter un fauteuil à 499 €",
        "Déplacer 365,67 € en tout",
        "Déplacer environ 350 €",
        "Un coût de 345,66 € par enfant",
        "Il reste 117 586,64 € de la réserve",
    ],
)
def test_what_a_purpose_tells_of_something_else_is_left_alone(found: Found, purpose: str) -> None:
    for moved in ("345,67", "540") if "€ en tout" not in purpose else ("345,67",):
        contract = SMALL.format(purpose, moved)
        assert given(found("", fiche=fiche(), contrat=contract)) == []


def test_a_slip_in_a_movement_blames_no_purpose_that_agrees_with_the_totals(found: Found) -> None:
    totals = "  totaux_annonces:\n    - {financeur: FIR, annee: 2022, montant: '2 238,67 €'}\n"
    totals += "    - {financeur: FIR, montant: '182 759,03 €'}\n"
    contract = SMALL.format("Donner 345,67 € de la réserve", "345,66")
    faults = found("", fiche=fiche() + totals, contrat=contract)
    assert [one.code for one in faults if one.code in ("C401", "C404")] == ["C401"]
    (fault,) = [one for one in faults if one.code == "C401"]
    assert fault.span
    assert (fault.span.file.name, fault.span.line) == ("contrat.yaml", 8)
