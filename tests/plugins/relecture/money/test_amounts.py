"""C404: what the texts of a fiche say of its money."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


HEAD = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: DPMIPE
"""


def fiche(sentence: str, label: str = "Prestations") -> str:
    return f"""\
{HEAD}rubriques: [{{cle: moyens, blocs: ["{sentence}"]}}]
budget:
  lignes:
    - {{financeur: CD, nature: transverse, annee: 2021, montant: 16 497 €}}
    - {{financeur: FIR, nature: propre, annee: 2021, montant: 180 500 €, libelle: {label}}}
    - {{financeur: FIR, nature: transverse, annee: 2021, montant: 30 542 €}}
"""


def of_two_years(sentence: str, more: str = "") -> str:
    """In all 181 400 €: FIR 60 000 and 36 000, Département 50 000 and 35 400."""
    return f"""\
{HEAD}rubriques: [{{cle: moyens, blocs: ["{sentence}"]}}]
budget:
  lignes:
    - {{financeur: FIR, nature: propre, annee: 2022, montant: 60 000 €}}
    - {{financeur: FIR, nature: propre, annee: 2023, montant: 36 000 €}}
    - {{financeur: CD, nature: propre, annee: 2022, montant: 50 000 €}}
    - {{financeur: CD, nature: propre, annee: 2023, montant: 35 400 €}}
{more}"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Le coût total de l’action s’élève à 227 359 €, dont 16 497 € pour le Département.",
        "Coût total de l’action : 250 000 €.",
        "Coût total : 227 359 €.",
        "Le coût total est de 227 539 €, dont 16 947 € pour le Département.",
        "Financement CD : 16 947 €. Proposition de financement FIR : 211 042 €.",
        "Le FIR apporte 211 024 € et le Département 16 497 €.",
        "Le fonds d’intervention régional apporte 2 110 420 €.",
        "Financement de 211 024 € par l’ARS.",
        "Un financement de 211 024 € par l'ARS, sur un an.",
        "Financement : 16 947 € par le Département.",
        "Coût total : 227 359 € par les financeurs.",
        "Il est prévu 211 042,01 € par le FIR.",
        "Le FIR finance 95 % de l’action.",
        "Le FIR finance 93 % de l’action et le Département 5 %.",
    ],
)
def test_a_slip_in_an_amount_that_a_sentence_names_is_told(codes: Codes, sentence: str) -> None:
    assert codes("", fiche=fiche(sentence)) == ["C404"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le coût total de l’action s’élève à 227 539 €, dont 16 497 € pour le Département.",
        "Le coût total est de 910 € par personne formée.",
        "Le coût total est de 910 € par lot, 12 € par large feuille.",
        "Financement de 211 042 € par l’ARS.",
        "Le coût total de la formation est de 90 000 €.",
        "Pour la formation, le coût total est de 90 000 €.",
        "Coût total : 90 000 € sur trois ans.",
        "Financement CD : 16 497 €. Financement FIR : 211 042 €, dont 180 500 € propres.",
        "Financement CD : {{ budget.CD }}.",
        "Le FIR apporte environ 210 000 €, le Département 16 500 euros.",
        "Le FIR apporte 181 000 €.",
        "En 2019, le FIR avait apporté 211 024 €.",
        "Le Département consacre 12 000 000 € à la prévention.",
        "Chaque plateau coûte 16 €, chaque livret 3 €.",
        "Le FIR finance 93 % de l’action et le Département 7 %.",
        "Le FIR finance 92,75 % de l’action.",
        "Le FIR finance 50 % des formations.",
    ],
)
def test_what_is_right_or_about_something_else_is_left_alone(codes: Codes, sentence: str) -> None:
    assert codes("", fiche=fiche(sentence)) == []


def test_the_text_of_a_line_tells_the_amount_of_the_line(found: Found) -> None:
    (fault,) = found("", fiche=fiche("Un texte", "Prestations (185 000 €)"))
    assert fault.code == "C404"
    assert fault.message == (
        "le texte dit 185\u202f000\u00a0€, le budget donne 180\u202f500\u00a0€"
    )
    assert found("", fiche=fiche("Un texte", "Prestations (dont 90 000 € de formation)")) == []


def test_a_total_that_can_be_cited_is_proposed_by_its_name(found: Found) -> None:
    (fault,) = found("", fiche=fiche("Financement CD : 16 947 €."))
    assert fault.hints == ("citez-le\u00a0: `{{ budget.CD }}`",)
    (fault,) = found("", fiche=fiche("Un texte", "Prestations (185 000 €)"))
    assert fault.hints == ("corrigez le texte, ou la ligne du budget",)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("En 2022, le FIR finance 66 000 €.", "60 000 € en 2022"),
        ("Le FIR finance 66 000 € en 2022.", "60 000 € en 2022"),
        ("En 2022, le FIR finance 36 000 €.", "60 000 € en 2022"),
        ("L’action reçoit 66 000 € du FIR en 2022.", "60 000 € en 2022"),
        ("Les 69 000 € de FIR financent les postes.", "96 000 €"),
        ("Financement FIR 2023 : 63 000 €.", "36 000 € en 2023"),
        ("En 2022, le coût total de l’action est de 101 000 €.", "110 000 € en 2022"),
        ("Le FIR apporte 69 000 €, dont 60 000 € en 2022.", "96 000 €"),
        ("Le FIR apporte 96 000 €, dont 66 000 € en 2022.", "60 000 € en 2022"),
        ("Le FIR apporte 96 000 € (66 000 € en 2022, 36 000 € en 2023).", "60 000 € en 2022"),
        ("Le FIR apporte 60 000 € en 2022 et 63 000 € en 2023.", "36 000 € en 2023"),
        ("En 2022, le FIR apporte 60 000 € et le Département 55 000 €.", "50 000 € en 2022"),
        ("L’ARS apporte 69 000 €.", "96 000 €"),
        ("L’action coûte 184 100 €.", "181 400 €"),
        ("Le budget s’élève à 184 100 €, sur deux ans.", "181 400 €"),
        ("Le total de l’action est de 184 100 €.", "181 400 €"),
        ("Elle coûte 184 100 € sur deux ans.", "181 400 €"),
    ],
)
def test_an_amount_is_held_to_the_year_and_the_payer_that_its_sentence_names(
    found: Found, sentence: str, right: str
) -> None:
    (fault,) = found("", fiche=of_two_years(sentence))
    assert fault.code == "C404"
    told, _, _ = " ".join(fault.message.split()).partition(" ; ce montant ou celui")
    assert told.endswith(f"le budget donne {right}")


@pytest.mark.parametrize(
    "sentence",
    [
        "En 2022, le FIR finance 60 000 €, et 36 000 € en 2023.",
        "Le FIR apporte 96 000 € en 2022 et 2023, le Département 85 400 €.",
        "En 2022, le FIR s’engage pour 96 000 € sur deux ans.",
        "Notifié en 2022, le FIR apporte 69 000 €.",
        "La première année, le FIR apporte 66 000 €.",
        "Deux sessions ont lieu en 2022. Le FIR apporte 66 000 €.",
        "Le FIR apporte 66 000 € par an.",
        "Le FIR apporte 66 000 €, les 30 000 € de 2023 venant après.",
        "Le FIR finance le poste à hauteur de 66 000 €.",
        "En 2022, le FIR apporte 66 000 € de matériel.",
        "En 2022, le FIR apporte 66 000 € pour la formation.",
        "L’action coûte 180 000 €.",
        "L’action coûte 25 000 € aux communes.",
        "Pour la formation, le budget s’élève à 184 100 €.",
        "Le budget de la formation s’élève à 184 100 €.",
        "La formation ouvre le droit. Elle coûte 184 100 €.",
        "En 2022, le FIR finance 55 % de l’action.",
    ],
)
def test_an_amount_that_may_be_of_two_years_or_of_a_part_is_left_alone(
    codes: Codes, sentence: str
) -> None:
    assert codes("", fiche=of_two_years(sentence)) == []


def test_the_agency_means_its_fund_only_where_it_pays_nothing_else(codes: Codes) -> None:
    also = "    - {financeur: ONDAM_MS, nature: propre, annee: 2022, montant: 1 000 €}\n"
    assert codes("", fiche=of_two_years("L’ARS apporte 69 000 €.", also)) == []


def of_two_grants(sentence: str) -> str:
    """The FIR pays 60 000,10 € and 60 000,30 €."""
    return f"""\
{HEAD}rubriques: [{{cle: moyens, blocs: ["{sentence}"]}}]
budget:
  lignes:
    - {{financeur: FIR, nature: propre, annee: 2022, montant: '60 000,10 €'}}
    - {{financeur: FIR, nature: propre, annee: 2023, montant: '60 000,30 €'}}
"""


def test_an_amount_between_two_names_both_and_advises_none(found: Found) -> None:
    (fault,) = found("", fiche=of_two_grants("Une subvention de 60 000,20 € est demandée."))
    message = " ".join(fault.message.split())
    assert message.endswith("le budget donne 60 000,10 € ou 60 000,30 €")
    assert "budget." not in fault.hints[0]
    assert fault.hints[0].startswith("dites duquel")


@pytest.mark.parametrize(
    "sentence",
    [
        "Au total, l’action mobilise 227 539,01 €.",
        "Le plan de financement de l’action totalise 227 538,99 €.",
        "Pour mener cette action, un budget global de 227 540 € est nécessaire.",
        "Les montants transverses s’élèvent à 47 093 €.",
        "Total des montants propres : 180 050 €.",
        "Le FIR porte 180 050 € de montants propres.",
        "Soit 47 039,01 €, tout compris.",
        "Avec 211 024 €, le FIR est le premier financeur.",
        "211 024 € (FIR) + 16 497 € (Département) = 227 539 €",
        "Financée à hauteur de 227 359 €, elle démarre bientôt.",
        "En 2021, le coût total de l’action est de 227 359 €.",
        "Le coût total de l’action en 2021 est de 227 359 €.",
        "16 947 € sont financés par le Département en 2021.",
        "Le coût total de l’action est de 227 539 euros et 1 centimes.",
        "Le FIR apporte 211 042,10 EUR.",
    ],
)
def test_a_slip_is_seen_in_many_wordings(codes: Codes, sentence: str) -> None:
    assert codes("", fiche=fiche(sentence)) == ["C404"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Au total, l’action mobilise 228 000 €.",
        "Les montants transverses s’élèvent à 47 039 €.",
        "Chaque année, 47 000 familles sont vues.",
        "La session coûte 227,54 €.",
        "Le FIR apporte 211 042 EUR.",
        "Le FIR apporte 211 042 € ; au plus 47 040 € au maximum de coûts transverses.",
        "Plus de 227 538 € ont été demandés.",
        "Le marché précédent coûtait 98 400 € au total.",
        "Un budget de 90 000 € est réservé à la formation.",
    ],
)
def test_what_is_near_no_sum_of_the_budget_is_left_alone(codes: Codes, sentence: str) -> None:
    assert codes("", fiche=fiche(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Le FIR finance 100 % de l’action.", "plus de 99,99 %"),
        ("Le Département finance 0 % de l’action.", "moins de 0,01 %"),
        ("Le FIR finance 100,00 % de l’action.", "plus de 99,99 %"),
        ("Le FIR finance 99,999 % de l’action.", ""),
        ("Le Département finance 0,001 % de l’action.", ""),
    ],
)
def test_a_share_of_all_or_nothing_is_only_told_of_all_or_nothing(
    found: Found, sentence: str, due: str
) -> None:
    lines = (
        "    - {financeur: CD, nature: propre, annee: 2021, montant: 1 €}\n"
        "    - {financeur: FIR, nature: propre, annee: 2021, montant: 99 999 €}\n"
    )
    head = f'{HEAD}rubriques: [{{cle: moyens, blocs: ["{sentence}"]}}]\nbudget:\n  lignes:\n'
    told = [each.message for each in found("", fiche=head + lines) if each.code == "C404"]
    plain = [message.replace("\u00a0", " ") for message in told]
    assert [due in message for message in plain] == ([True] if due else [])


CHARGES = """\
  charges:
    - {compte: "64", annee: 2025, montant: 70 000 €}
    - {compte: "60", annee: 2025, montant: 30 000 €}
  produits:
    - {compte: "70", annee: 2025, montant: 20 000 €}
"""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le coût total de l’action est de 100 000 €.", ""),
        ("Le coût total de l’action est d’environ 100 000 €.", ""),
        ("L’action coûte 100 000 €.", ""),
        ("Le budget total est de 80 000 €.", ""),
        ("Le FIR finance 60 % du coût.", ""),
        ("Le FIR finance 75 % du budget.", ""),
        ("Le coût total de l’action est de 110 000 €.", "les charges font 100 000 €"),
        ("Coût total : 80 000 €.", "les charges font 100 000 €"),
        ("L’action coûte 101 000 €.", "les charges font 100 000 €"),
        ("Le FIR finance 66 % du coût.", "le budget donne 75,00 % ou 60,00 %"),
    ],
)
def test_beside_charges_the_cost_of_an_action_is_theirs(found, sentence: str, told: str) -> None:
    """What the funders bring is a part of it."""
    faults = found(
        "",
        fiche=f"""\
numero: 8
titre: Des visites
objectif: {{numero: 4, intitule: Suivre}}
referent: PMI
rubriques: [{{cle: moyens, blocs: ["{sentence}"]}}]
budget:
  lignes:
    - {{financeur: FIR, nature: propre, annee: 2025, montant: 60 000 €}}
    - {{financeur: CD, nature: propre, annee: 2025, montant: 20 000 €}}
{CHARGES}""",
    )
    said = [one.message for one in faults if one.code == "C404"]
    assert len(said) == bool(told)
    assert all(told in one.replace("\u202f", " ").replace("\u00a0", " ") for one in said)
