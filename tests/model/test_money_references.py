"""Amounts cited in texts: of a fiche, of another one, of the contract; nothing false is printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Read

from ppgp_docs.model.blocs import Paragraphe
from ppgp_docs.model.money_references import CitableAmounts, CitedLine
from ppgp_docs.model.references import Unprintable

LINES = """\
    - {financeur: CD, nature: transverse, annee: 2021, montant: 16 497 €, statut: acquis}
    - {financeur: FIR, nature: propre, annee: 2021, montant: "180 500,01 €"}
    - {financeur: FIR, nature: propre, annee: 2022, montant: 500 €}
    - {financeur: FIR, nature: transverse, annee: 2021, montant: 30 542 €, statut: notifie}
    - {financeur: "autre:Fondation A. B.", nature: propre, annee: 2022, montant: 7 €}
    - {financeur: FIR, nature: propre, annee: 2021, montant: 90 000 €, statut: realise}
"""
CONTRACT = """\
intitule: Contrat
periode: {debut: 2021, fin: 2022}
enveloppes:
  - {financeur: CD, annee: 2021, montant: 16 497 €}
  - {financeur: CD, annee: 2022, montant: 0 €}
  - {financeur: FIR, montant: "211 542,01 €"}
"""


def fiche(text: str, more: str = "") -> str:
    return (
        "numero: 8\ntitre: Action\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        f"rubriques: [{{cle: constat, blocs: ['{text}']}}]\nbudget:\n  lignes:\n{LINES}{more}"
    )


@pytest.fixture
def said(read: Read) -> Callable[..., str]:
    """The sentence of a fiche that cites, with plain spaces."""

    def run(text: str, more: str = "", contrat: str = CONTRACT) -> str:
        reading = read("", fiche=fiche(text, more), contrat=contrat)
        assert reading.dossier is not None, reading.diagnostics
        (bloc,) = reading.dossier.fiches[0].rubriques[0].blocs
        assert isinstance(bloc, Paragraphe)
        return bloc.texte.plain.replace("\u00a0", " ").replace("\u202f", " ")

    return run


ACCOUNTS = """\
  charges:
    - {compte: "641", annee: 2021, montant: "100 000,50 €"}
    - {compte: "64", annee: 2022, montant: 500 €}
    - {compte: "60", annee: 2021, quantite: 12000, cout_unitaire: "0,0345 €"}
    - {compte: "86", annee: 2021, montant: 800 €}
  produits:
    - {compte: "70", annee: 2022, montant: 43 €}
    - {compte: "87", annee: 2021, montant: 800 €}
"""


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("budget.charges", "100 914,50 €"),
        ("budget.charges.64", "100 500,50 €"),
        ("budget.charges.641", "100 000,50 €"),
        ("budget.charges.64.2022", "500 €"),
        ("budget.2022.charges.64", "500 €"),
        ("budget.charges.2021", "100 414,50 €"),
        ("budget.charges.60", "414 €"),
        ("budget.charges.86", "800 €"),
        ("budget.produits.74", "228 046,01 €"),
        ("budget.produits.74.2022", "507 €"),
        ("budget.produits", "228 089,01 €"),
        ("fiches.8.charges.64", "100 500,50 €"),
        ("contrat.produits.70", "43 €"),
        ("contrat.charges.2022", "500 €"),
    ],
)
def test_an_account_is_cited_with_those_that_it_holds(
    said: Callable[..., str], name: str, printed: str
) -> None:
    assert said(f"{{{{ {name} }}}}", ACCOUNTS) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("budget.BOP304", "5 €"),
        ("budget.BOP304.notifie", "5 €"),
        ("budget.BOP304.propose", "9 €"),
        ("budget.BOP304.engage", "4 €"),
        ("budget.total", "228 051,01 €"),
    ],
)
def test_what_was_asked_before_it_was_granted_is_cited_as_such_and_in_no_sum(
    said: Callable[..., str], name: str, printed: str
) -> None:
    states = "{statut: propose, montant: 9 €}, {statut: engage, montant: 4 €}"
    more = (
        "    - {financeur: BOP304, nature: propre, annee: 2021, montant: 5 €, statut: notifie, "
        f"etats: [{states}]}}\n"
    )
    assert said(f"{{{{ {name} }}}}", more) == printed


def test_a_budget_without_accounts_prints_none(read: Read) -> None:
    reading = read("", fiche=fiche("{{ budget.produits.74 }}"), contrat=CONTRACT)
    (told,) = [one for one in reading.diagnostics if one.code == "M001"]
    assert "aucune ligne du budget" in told.message


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("budget.total", "228 046,01 €"),
        ("budget.prevu", "228 046,01 €"),
        ("budget.FIR", "211 542,01 €"),
        ("budget.FIR.2021", "211 042,01 €"),
        ("budget.2021.FIR", "211 042,01 €"),
        ("budget.FIR.propre", "181 000,01 €"),
        ("budget.FIR.propre.2021", "180 500,01 €"),
        ("budget.propre", "181 007,01 €"),
        ("budget.2022", "507 €"),
        ("budget.FIR.notifie", "30 542 €"),
        ("budget.acquis", "16 497 €"),
        ("budget.realise", "90 000 €"),
        ("budget.realise.FIR", "90 000 €"),
        ("budget.FIR.2021.realise", "90 000 €"),
        ("budget.autre:Fondation A. B.", "7 €"),
        ("budget.autre:Fondation A. B..2022", "7 €"),
        ("fiches.8.FIR.2022", "500 €"),
        ("contrat.total", "228 046,01 €"),
        ("contrat.FIR.realise", "90 000 €"),
        ("contrat.enveloppe", "228 039,01 €"),
        ("contrat.CD.enveloppe", "16 497 €"),
        ("contrat.CD.2022.enveloppe", "0 €"),
    ],
)
def test_a_text_cites_any_part_of_a_budget(
    said: Callable[..., str], name: str, printed: str
) -> None:
    assert said(f"Soit {{{{ {name} }}}} en tout.") == f"Soit {printed} en tout."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("budget.FIR.2023", "aucune ligne du budget n’entre dans `FIR.2023`"),
        ("budget.CD.realise", "aucun montant réalisé, CD n’est encore écrit au budget"),
        ("budget.BOP304", "aucune ligne du budget n’entre dans `BOP304`"),
        ("budget.fir", "vouliez-vous dire `{{ budget.FIR"),
        ("budget.totl", "vouliez-vous dire `{{ budget.total }}`"),
        ("budget.FIR.FIR", "ne désigne rien"),
        ("budgt.total", "vouliez-vous dire `{{ budget.total }}`"),
        ("fiches.1.total", "la fiche 1 du contrat n’est pas dans ce dossier"),
        ("fiches.9.total", "vouliez-vous dire `{{ fiches.8.total }}`"),
        ("contrat.total", "citez `{{ contrat.enveloppe }}`"),
        ("indicateurs.vue.cible", "ne désigne rien"),
        ("indicateurs.vue.resultat.2021", "ne désigne rien"),
    ],
)
def test_what_has_no_amount_prints_none_and_says_what_may_be_cited(
    read: Read, name: str, told: str
) -> None:
    contract = f"{CONTRACT}fiches: [{{numero: 1, titre: Gouvernance}}]\n"
    reading = read("", fiche=fiche(f"Soit {{{{ {name} }}}}."), contrat=contract)
    (fault,) = [one for one in reading.diagnostics if one.code == "M001"]
    assert told in " ".join((fault.message, *fault.hints))
    assert fault.span is not None
    assert fault.span.line == 5


def test_an_envelope_told_whole_and_by_year_counts_once(said: Callable[..., str]) -> None:
    by_year = (
        '  - {financeur: FIR, annee: 2021, montant: "211 042,01 €"}\n'
        "  - {financeur: FIR, annee: 2022, montant: 500 €}\n"
    )
    told = said(
        "{{ contrat.FIR.enveloppe }}, dont {{ contrat.FIR.2021.enveloppe }}",
        contrat=CONTRACT + by_year,
    )
    assert told == "211 542,01 €, dont 211 042,01 €"


def test_an_envelope_told_by_year_holds_no_year_of_another_funder(
    said: Callable[..., str],
) -> None:
    contract = CONTRACT.replace("FIR, montant", "FIR, annee: 2021, montant")
    told = said("{{ contrat.CD.enveloppe }}, {{ contrat.enveloppe }}", contrat=contract)
    assert told == "16 497 €, 228 039,01 €"


def test_without_a_contract_its_amounts_say_so(read: Read) -> None:
    reading = read("", fiche=fiche("Soit {{ contrat.total }}."))
    (fault,) = [one for one in reading.diagnostics if one.code == "M001"]
    assert "pas de `contrat.yaml`" in fault.message


def test_a_dossier_and_its_contract_cite_the_fiches(read: Read) -> None:
    contract = CONTRACT + "textes: ['Soit {{ fiches.8.total }} sur {{ contrat.enveloppe }}']\n"
    text = "contexte: {blocs: ['Soit {{ fiches.8.total }} sur {{ contrat.enveloppe }}']}\n"
    reading = read(text, fiche=fiche("x"), contrat=contract)
    assert reading.dossier is not None, reading.diagnostics
    (bloc,) = reading.dossier.blocs()
    assert isinstance(bloc, Paragraphe)
    assert reading.dossier.contrat is not None
    plain = "Soit 228 046,01 € sur 228 039,01 €"
    for one in (bloc.texte.plain, reading.dossier.contrat.textes[0].plain):
        assert one.replace("\u00a0", " ").replace("\u202f", " ") == plain


def test_an_indicator_that_has_a_name_is_cited(said: Callable[..., str]) -> None:
    more = (
        "chiffres: {part: {pourcentage: 4 %, date: 2019}, cible: {valeur: 15, unite: lieux}}\n"
        "indicateurs:\n  - {id: part-vue, libelle: Part, reference: part, cible: cible, "
        "echeance: fin 2022, suivi: [{annee: 2021, resultat: part}]}\n  - {libelle: Sans nom}\n"
    )
    names = ("reference", "cible", "echeance", "resultat.2021")
    text = ", ".join(f"{{{{ indicateurs.part-vue.{name} }}}}" for name in names)
    assert said(text, more) == "4 %, 15 lieux, fin 2022, 4 %"


def test_an_amount_without_its_braces_is_told(read: Read) -> None:
    reading = read("", fiche=fiche("Soit budget.FIR.2021 en tout, (contrat.total) aussi."))
    told = [one.message for one in reading.diagnostics if one.code == "M001"]
    assert [
        f"`{name}`" in one
        for name, one in zip(("budget.FIR.2021", "(contrat.total)"), told, strict=True)
    ] == [True, True]


LINE = st.builds(
    CitedLine,
    financeur=st.sampled_from(["CD", "FIR", "autre:A.B", "autre:A"]),
    nature=st.sampled_from(["propre", "transverse"]),
    annee=st.integers(2020, 2022),
    montant=st.decimals(0, 10**9, places=2),
    statut=st.sampled_from(["propose", "notifie", "realise"]),
)


@given(st.lists(LINE, max_size=12))
def test_each_part_is_the_sum_of_its_lines_and_never_holds_what_was_spent(
    lines: list[CitedLine],
) -> None:
    amounts = CitableAmounts("budget", lines)
    cuts = product(
        ("", "CD", "FIR", "autre:A.B", "autre:A"), ("", "propre"), ("", "2021"), ("", "realise")
    )
    for funder, nature, year, state in cuts:
        due = [
            line.montant
            for line in lines
            if funder in ("", line.financeur)
            and nature in ("", line.nature)
            and year in ("", str(line.annee))
            and (line.statut == "realise") == (state == "realise")
        ]
        name = ".".join(filter(None, (funder, nature, year, state))) or "total"
        printed = amounts.get(f"budget.{name}")
        if due:
            cents = "".join(letter for letter in str(printed) if letter.isdigit())
            exact = sum(due, Decimal(0))
            assert Decimal(cents) == (exact if exact % 1 == 0 else exact * 100)
        else:
            assert printed is None or isinstance(printed, Unprintable)
    assert all(isinstance(amounts[name], str) for name in amounts)


def test_a_name_of_another_family_or_of_nothing_is_no_amount_of_this_one() -> None:
    paid = CitedLine(
        financeur="FIR", nature="propre", annee=2021, montant=Decimal(5), statut="notifie"
    )
    amounts = CitableAmounts("budget", [paid])
    names = ("budget.FIR", "FIR", "fiches.FIR", "budget.")
    assert [name in amounts for name in names] == [True, False, False, False]


AMENDED = CONTRACT + (
    "avenants:\n"
    "  - numero: 1\n    date: 2022-03-01\n    mouvements:\n"
    "      - {montant: 1 000 €, vers: {fiche: 8, financeur: FIR, annee: 2022}}\n"
)
REPORTED = """\
    - {financeur: FIR, nature: propre, annee: 2022, montant: 30 €, statut: realise}
bilans:
  - {annee: 2021, texte: "CITED"}
  - {annee: 2022, texte: "CITED"}
"""


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("{{ budget.FIR.2022 }}", ["500 €", "1 500 €"]),
        ("{{ budget.realise }}", ["90 000 €", "90 030 €"]),
        ("{{ fiches.8.FIR.2022 }}", ["500 €", "1 500 €"]),
        ("{{ contrat.FIR.enveloppe }}", ["211 542,01 €", "212 542,01 €"]),
    ],
)
def test_the_report_of_a_year_cites_the_contract_as_it_was_on_31_december(
    read: Read, cited: str, told: list[str]
) -> None:
    reading = read("", fiche=fiche("Rien.", REPORTED.replace("CITED", cited)), contrat=AMENDED)
    assert reading.dossier is not None, reading.diagnostics
    texts = [one.texte.plain for one in reading.dossier.fiches[0].bilans]
    assert [" ".join(text.split()) for text in texts] == told


def test_what_was_spent_after_the_year_of_a_report_is_not_in_it_and_the_fault_says_when(
    read: Read,
) -> None:
    more = REPORTED.replace("CITED", "{{ budget.realise.2022 }}")
    reading = read("", fiche=fiche("Rien.", more), contrat=AMENDED)
    (fault,) = [one for one in reading.diagnostics if one.code == "M001"]
    assert "aucun montant réalisé, 2022 n’est encore écrit au budget au 31" in fault.message
