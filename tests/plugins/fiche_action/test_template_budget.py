"""A template that prints the tables of a budget one by one, and the place of the signatures."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from tests.plugins.fiche_action.conftest import words
from tests.plugins.fiche_action.test_template import GUIDE, proved

from ppgp_docs.diagnostics import has_errors
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_fiche_action.template.known import BUDGET_PARTS

CONTRACT = """intitule: Contrat d’essai
periode: {debut: 2025, fin: 2026}
signataires: ["Conseil départemental de l’Ain, le président", "Agence régionale de santé"]
deliberations:
  - {reference: "2025-41", date: 2025-06-24, objet: Approuver le contrat, matiere: "8.2"}
avenants:
  - numero: 1
    date: 2025-09-15
    deliberation: 2025-77
    mouvements: [{montant: 5 €, de: {fiche: 4, financeur: CD, annee: 2025}, vers: {annee: 2026}}]
"""
FICHE = """numero: 4
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: constat, blocs: [Un constat.]}]
sous_actions: [{numero: a, titre: Former}]
budget:
  lignes:
    - {financeur: CD, nature: propre, annee: 2025, quantite: 2, unite: jours, cout_unitaire: 40 €,
       sous_action: a, etats: [{statut: realise, montant: 80 €}]}
    - {financeur: CD, nature: propre, annee: 2025, montant: 20 €, statut: acquis, sous_action: a}
  charges:
    - {compte: "64", annee: 2025, montant: 95 €}
    - {compte: "64", annee: 2026, montant: 5 €}
  autorisations:
    - {annee: 2025, ae: 100 €, cp: 95 €}
    - {annee: 2026, ae: 0 €, cp: 5 €}
"""
TITLES = {
    "annees": "Département",
    "statuts": "Ce qui est demandé, ce qui est accordé",
    "suivi": "Prévu et réalisé",
    "avenants": "Signé",
    "parties": "Financement par sous-action",
    "comptes": "Budget 2025",
    "autorisations": "crédits de paiement",
    "chiffrage": "Quantités et coûts unitaires",
}
TABLE = "{{p financement.tableau }}"


@pytest.fixture
def fiche(session: Session, tmp_path: Path):
    home = tmp_path / "01-ain"
    (home / "fiches").mkdir(parents=True)
    (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    (home / "contrat.yaml").write_text(CONTRACT, "utf-8")
    (home / "fiches" / "04.yaml").write_text(FICHE, "utf-8")
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    [document] = session.plugins.format("fiche-action").documents(reading.dossier)
    return document


def instead(*tags: str):
    """A template with these tags in the place of the tables, each in its paragraph."""
    between = "</w:t></w:r></w:p><w:p><w:r><w:t>"

    def edit(xml: str) -> str:
        assert xml.count(TABLE) == 1
        return xml.replace(TABLE, between.join(tags))

    return edit


@pytest.mark.parametrize("part", BUDGET_PARTS)
def test_a_table_of_the_budget_is_printed_alone(part, other_template, fiche) -> None:
    text = other_template(instead(f"{{{{p budget.{part} }}}}")).word(fiche).text
    below = text.rpartition("cofinancement")[2]
    assert TITLES[part] in below
    others = [title for name, title in TITLES.items() if name not in (part, "annees")]
    assert [title for title in others if title in below] == []


def test_all_of_them_say_what_the_one_tag_says(other_template, press, fiche) -> None:
    tags = [f"{{{{p budget.{part} }}}}" for part in BUDGET_PARTS]
    parts = other_template(instead(*tags))
    assert parts.word(fiche).outline == press.word(fiche).outline
    assert not has_errors(proved(parts, fiche))


def test_a_fiche_that_prints_one_table_owes_the_others_to_nobody(other_template, fiche) -> None:
    assert not has_errors(proved(other_template(instead("{{p budget.annees }}")), fiche))


def test_signatories_their_functions_and_the_deliberations_have_their_place(
    other_template, fiche
) -> None:
    press = other_template(instead(TABLE, "{{p signatures }}"))
    word = press.word(fiche)
    rows = [
        [words(cell).strip() for cell in row.iter("{*}tc")] for row in word.tables[-1].iter("{*}tr")
    ]
    assert rows == [
        ["Signataire", "Nom et fonction", "Date et signature"],
        ["Conseil départemental de l’Ain", "le président", ""],
        ["Agence régionale de santé", "", ""],
    ]
    act = "Délibération n°\u00a02025-41 du 24\u00a0juin 2025"
    assert f"{act}\u00a0: Approuver le contrat" in word.text
    assert "Avenant n°\u00a01 du 15\u00a0septembre 2025\u00a0: délibération 2025-77" in word.text
    assert not has_errors(proved(press, fiche))


def test_a_fiche_without_budget_nor_contract_keeps_such_a_template(other_template, essai) -> None:
    bare = evolve(essai, fiche=evolve(essai.fiche, budget=None))
    tags = ("{%p endif %}", "{{p budget.suivi }}", "{{p signatures }}", "{%p if sigles %}")
    assert other_template(instead(TABLE, *tags)).word(bare).text


def test_a_wrong_name_is_told_with_those_that_exist(session: Session, other_template) -> None:
    press = other_template(instead("{{p budget.suvi }}"))
    format = session.plugins.format("fiche-action")
    file = press.resources.find(format.template)
    told = [one for one in format.check_template(file, file.read_bytes()) if "suvi" in one.message]
    assert any("budget.suivi" in hint for one in told for hint in one.hints)


def test_the_guide_names_each_of_them() -> None:
    guide = GUIDE.read_text("utf-8")
    for part in BUDGET_PARTS:
        assert f"`{{{{p budget.{part} }}}}`" in guide
    assert "`{{p signatures }}`" in guide
