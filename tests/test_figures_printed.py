"""The same figure reads the same in every document, and in none does rounding mislead."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.fabrique import made
from tests.lecteurs import docx_paragraphs, pdf_text, pptx_paragraphs, squeezed

from ppgp_docs.session import Session

FIGURES = """\
  naissances: {libelle: naissances, valeur: 1000, unite: naissances}
  refus: {libelle: refus, valeur: 4, unite: naissances, base: naissances}
  vus: {libelle: nouveau-nés vus, valeur: 996, unite: naissances, base: naissances}
  habitants: {libelle: habitants, valeur: 100000, unite: habitants}
  rare: {libelle: cas rares, valeur: 1, unite: habitants, base: habitants}
  aucun: {libelle: cas graves, valeur: 0, unite: naissances, base: naissances}
  tout: {libelle: dossiers lus, valeur: 1000, unite: naissances, base: naissances}
  ouverture: {libelle: ouverture du service, valeur: 2017, unite: année}
"""
SAID = [
    "4 sur 1 000 (0,4 %)",
    "996 sur 1 000 (99,6 %)",
    "1 sur 100 000 (moins de 0,1 %)",
    "0 sur 1 000 (0 %)",
    "1 000 sur 1 000 (100 %)",
]
TEXT = (
    "Refus {{ chiffres.refus.pct }}, vus {{ chiffres.vus.pct }}, rares {{ chiffres.rare.pct }}, "
    "aucun {{ chiffres.aucun.pct }}, tout {{ chiffres.tout.pct }}, en {{ chiffres.ouverture }}."
)
PRINTED = "Refus 0,4 %, vus 99,6 %, rares moins de 0,1 %, aucun 0 %, tout 100 %, en 2017."
BLOCKS = (
    f"    - {TEXT}\n"
    "    - {type: graphique, titre: Les parts, chiffres: [refus, vus, rare, aucun, tout]}\n"
    "    - {type: chiffre_cle, chiffres: [refus, vus, rare, aucun, tout, ouverture]}\n"
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, session: Session) -> Path:
    root = tmp_path_factory.mktemp("parts")
    home = root / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    head = f'departement: "01"\nedition: 2025\nchiffres:\n{FIGURES}'
    (home / "dossier.yaml").write_text(f"{head}contexte:\n  blocs:\n{BLOCKS}", encoding="utf-8")
    (home / "fiches" / "08.yaml").write_text(
        "numero: 8\ntitre: Parts\nobjectif: {numero: 1, intitule: Un objectif}\nreferent: PMI\n"
        f"rubriques:\n  - cle: constat\n    blocs:\n{BLOCKS}",
        encoding="utf-8",
    )
    return made(root, session)


@pytest.mark.parametrize("document", ["etude-de-cas-ain.pdf", "diaporama-ain.pptx"])
def test_charts_cards_and_texts_say_the_same_shares(outputs: Path, document: str) -> None:
    file = outputs / document
    read = pdf_text(file) if file.suffix == ".pdf" else "\n".join(pptx_paragraphs(file))
    whole = squeezed(read)
    assert [said for said in [*SAID, PRINTED] if squeezed(said) not in whole] == []
    assert "2\u202f017" not in read
    assert squeezed("1 000 (0 %)") in whole
    assert squeezed("4 sur 1 000 (0 %)") not in whole


def test_the_fiche_says_them_with_the_unit(outputs: Path) -> None:
    whole = squeezed("\n".join(docx_paragraphs(outputs / "fiche-action-08-ain.docx")))
    with_unit = ["4 naissances sur 1 000 (0,4 %)", "1 habitants sur 100 000 (moins de 0,1 %)"]
    assert [said for said in [*with_unit, PRINTED] if squeezed(said) not in whole] == []
    assert squeezed("2017 : ouverture du service") in whole


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ('{valeur: 171, unite: "%", base: tous}', "171 sur 1 140 (15 %)"),
        ("{valeur: 171, unite: enfants, base: tous}", "171 enfants sur 1 140 (15 %)"),
        ("{valeur: 2286, unite: enfants, pourcentage: 4 %, source: PMI}", "2 286 enfants (4 %)"),
        ("{pourcentage: 15 %, source: PMI}", "15 %"),
        ('{valeur: 15, unite: "%"}', "15 %"),
        ("{valeur: 4, base: tous}", "4 sur 1 140 (0,4 %)"),
    ],
)
def test_an_indicator_reads_the_same_in_word_and_excel(
    tmp_path: Path, session: Session, figure: str, said: str
) -> None:
    home = tmp_path / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    (home / "dossier.yaml").write_text('departement: "01"\n', encoding="utf-8")
    contract = "intitule: Contrat\nperiode: {debut: 2020, fin: 2022}\n"
    (home / "contrat.yaml").write_text(contract, encoding="utf-8")
    (home / "fiches" / "08.yaml").write_text(
        "numero: 8\ntitre: Visites\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        f"chiffres:\n  part: {figure}\n  tous: {{valeur: 1140, unite: enfants}}\n"
        "rubriques: [{cle: indicateurs}]\n"
        'indicateurs: [{libelle: Part des enfants vus, unite: "%", reference: part,\n'
        "  suivi: [{annee: 2021, resultat: part}]}]\n"
        "budget: {lignes: [{financeur: FIR, nature: propre, annee: 2021, montant: 5 €}]}\n",
        encoding="utf-8",
    )
    outputs = made(tmp_path, session)
    book = openpyxl.load_workbook(outputs / "plan-de-financement-ain.xlsx")
    for sheet in ("Indicateurs", "Résultats"):
        cells = {squeezed(str(cell)) for row in book[sheet].values for cell in row}
        assert squeezed(said) in cells
        numbers = [
            cell for row in book[sheet].values for cell in row if isinstance(cell, float | int)
        ]
        assert len(numbers) == {"Indicateurs": 2, "Résultats": 3}[sheet]  # the fiche, the year, it
    page = (outputs / "recapitulatif-contrat-ain.html").read_text("utf-8")
    assert squeezed(f"<dd>résultat : {said}") in squeezed(page)
    for name in ("fiche-action-08-ain", "recapitulatif-contrat-ain"):
        texts = docx_paragraphs(outputs / f"{name}.docx")
        assert any(squeezed(text).endswith(squeezed(said)) for text in texts)
    fiche, summary = (
        [squeezed(text) for text in docx_paragraphs(outputs / f"{name}.docx")]
        for name in ("fiche-action-08-ain", "recapitulatif-contrat-ain")
    )
    assert any(text.startswith(squeezed(f"2021 – résultat : {said}")) for text in fiche)
    assert summary.count(squeezed(said)) == 2  # the start, then the result of the year
