"""Grids of the studio in a real browser: cells, figures, what is pasted from a spreadsheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect
from tests.studio.conftest import Opened, Running, accessible, until
from tests.studio.pages import FILE, LINES

from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser


def test_lines_of_a_spreadsheet_are_pasted_in_the_budget(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """New rows come as they are needed, totals follow, what finds no place is told."""
    part = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget"
    page = opened(start(workspace), part)
    grid = page.locator('table[data-liste="/budget/lignes"]')
    rows = grid.locator("tbody tr:not(.reste)")
    before = rows.count()
    page.evaluate(
        """(text) => {
          const field = document.querySelector('[name="/budget/lignes/+1/financeur"]');
          const data = new DataTransfer();
          data.setData("text/plain", text);
          field.focus();
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        LINES,
    )
    expect(rows).to_have_count(before + 3)
    expect(grid.locator("tfoot")).to_contain_text("241\u202f047,50")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    file = next((workspace / "departments/77-seine-et-marne/fiches").iterdir())
    saved = file.read_text("utf-8")
    assert "montant: 12 500,50 €" in saved and "nature: transverse\n        annee: 2022" in re.sub(
        r"\n +", "\n        ", saved
    )


def test_a_figure_cited_in_a_cell_is_a_chip_there_too(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """What one types beside it is kept, and the reference with it."""
    file = workspace / "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml"
    cited = "{{ chiffres.vad }}"
    line = "      libelle: Prestations de spécialiste et déploiement dans toutes les MDS"
    file.write_text(file.read_text("utf-8").replace(line, f"      libelle: Pour {cited}"), "utf-8")
    page = opened(start(workspace), "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget")
    cell = page.get_by_role("textbox", name="Libellé, ligne").filter(has_text="Pour")
    expect(cell).to_contain_text("6957\u00a0: visites à domicile")
    assert "{{" not in page.locator("#champs").inner_text()
    cell.focus()
    page.keyboard.press("Home")
    page.keyboard.type("Tout ")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    assert f"libelle: Tout Pour {cited}" in file.read_text("utf-8")


def test_a_weight_of_a_shared_cost_is_typed_while_a_new_row_takes_its_name(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """What stands under « Plus » stays open, keeps the hand and what it types."""
    page = opened(start(workspace), "/dossier/77-seine-et-marne/contrat/couts_transverses")
    page.locator('[name="/couts_transverses/+1/financeur"]').fill("FIR")
    page.locator('[id="/couts_transverses/0"] + .reste summary').click()
    page.locator('[name="nommer:/couts_transverses/0/cle"]').fill("8")
    page.locator('button[value="nommer:/couts_transverses/0/cle"]').click()
    weight = page.locator('[name="/couts_transverses/0/cle/8"]')
    expect(weight).to_be_visible()
    page.locator('[name="/couts_transverses/+1/financeur"]').fill("CD")
    weight.click()
    page.keyboard.type("25")
    expect(page.locator('[name="/couts_transverses/1/financeur"]')).to_have_value("Département")
    page.keyboard.type("0")
    expect(weight).to_have_value("250")
    expect(weight).to_be_focused()


def test_figures_are_pasted_from_a_spreadsheet_with_their_shares(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    """Folded fields between the rows stay as they were."""
    page = opened(studio, "/dossier/01-ain/dossier/chiffres")
    page.locator(".nouvelle input, .nouvelle textarea").first.focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "Foyers vus\\t31\\nÉcoles\\t4");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    row = page.locator('[id="/chiffres/foyers_vus"]')
    expect(row).to_be_visible()
    row.locator("select").select_option(value="formes")
    expect(row.locator(".part")).to_have_text(re.compile(r"^soit 50\s% de 62\sprofessionnelles"))
    page.get_by_role("button", name="Enregistrer").click()
    until(lambda: "foyers_vus:" in (workspace / FILE).read_text("utf-8"))
    text = (workspace / FILE).read_text("utf-8")
    assert "  ecoles:\n    libelle: Écoles\n    valeur: 4\n" in text
    assert "    base: formes\n" in text


ACROSS = """Financeur	2024	2025	Total
Département de Seine-et-Marne	42 300	38 750	81 050
ARS (FIR)	61 500 €	54 200,50	115 700,50
CAF de Seine-et-Marne	12 000	-	12 000
Total	115 800	92 950,50	208 750,50"""


def paste(page: Page, field: str, text: str) -> None:
    """Paste a text in a field, as a spreadsheet gives it."""
    page.evaluate(
        """([name, text]) => {
          const field = document.querySelector(`[name="${name}"]`);
          const data = new DataTransfer();
          data.setData("text/plain", text);
          field.focus();
          const told = {clipboardData: data, bubbles: true, cancelable: true};
          field.dispatchEvent(new ClipboardEvent("paste", told));
        }""",
        [field, text],
    )


def test_a_budget_with_years_across_becomes_a_line_for_each_amount(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """Funders are known by their names, totals are left out, what was assumed stays told."""
    part = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget"
    page = opened(start(workspace), part)
    rows = page.locator('table[data-liste="/budget/lignes"] tbody tr:not(.reste)')
    before = rows.count()
    paste(page, "/budget/lignes/+1/financeur", ACROSS)
    told = page.locator("[data-collage]").first
    expect(told).to_contain_text("5 lignes collées")
    expect(rows).to_have_count(before + 5)
    expect(told).to_contain_text("Nature\u00a0: «\u00a0Propre à l’action\u00a0» partout")
    expect(told).to_contain_text("Sans «\u00a0Total\u00a0»")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    expect(told).to_contain_text("5 lignes collées")
    saved = next((workspace / "departments/77-seine-et-marne/fiches").iterdir()).read_text("utf-8")
    made = re.findall(
        r"financeur: (.+)\n +nature: propre\n +annee: (202[45])\n +montant: (.+)\n", saved
    )
    assert made == [
        ("CD", "2024", "42 300"),
        ("CD", "2025", "38 750"),
        ("FIR", "2024", "61 500 €"),
        ("FIR", "2025", "54 200,50"),
        ("autre:CAF de Seine-et-Marne", "2024", "12 000"),
    ]


def test_a_table_with_its_header_goes_by_the_names_of_its_columns(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """Whatever their order; a column that the grid does not have is told."""
    part = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget"
    page = opened(start(workspace), part)
    table = "Montant\tAnnée\tFinanceurs\tService\tNature\n9 800\t2025\tÉtat\tPMI\tTransverse"
    paste(page, "/budget/lignes/+1/montant", table)
    told = page.locator("[data-collage]").first
    expect(told).to_contain_text("1 ligne collée. Pas collé, la colonne «\u00a0Service\u00a0»")
    expect(told).to_contain_text("\u00a0: «\u00a0PMI\u00a0», ligne 2.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    saved = next((workspace / "departments/77-seine-et-marne/fiches").iterdir()).read_text("utf-8")
    assert re.search(r"financeur: autre:État\n +nature: transverse\n +annee: 2025\n", saved)


POSTS = """Poste\t2025\t2026
Rémunération des puéricultrices\t30 000\t31 000
64 - Formation des équipes\t2 000\t-
Charges de personnel\t500\t-
Total\t32 500\t31 000"""


def test_posts_that_say_no_account_are_pasted_as_what_they_are_called(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """The accounts that a budget may have are offered, by their names too."""
    part = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget"
    page = opened(start(workspace), part)
    paste(page, "/budget/charges/+1/compte", POSTS)
    grid = page.locator('.liste:has([data-liste="/budget/charges"])')
    told = grid.locator("[data-collage]")
    expect(told).to_contain_text("4 lignes collées")
    expect(told).to_contain_text("Compte\u00a0: à choisir pour 2 lignes")
    account = page.locator('[name="/budget/charges/0/compte"]')
    expect(account).to_have_value("")
    offered = page.locator(f"#{account.get_attribute('list')} option[value='64']")
    expect(offered).to_have_text("Charges de personnel")
    account.fill("Charges de personnel")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    saved = next((workspace / "departments/77-seine-et-marne/fiches").iterdir()).read_text("utf-8")
    made = re.findall(
        r"- (?:compte: \"?(\w+)\"?\n +)?annee: (202[56])\n +montant: (.+)\n +libelle: (.+)\n", saved
    )
    assert made == [
        ("64", "2025", "30 000", "Rémunération des puéricultrices"),
        ("", "2026", "31 000", "Rémunération des puéricultrices"),
        ("64", "2025", "2 000", "Formation des équipes"),
        ("64", "2025", "500", "Charges de personnel"),
    ], saved


def test_a_telephone_shows_every_cell_of_a_row(studio: Studio, opened: Opened) -> None:
    page = opened(
        studio, "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget", width=320
    )
    for column in ("financeur", "nature", "annee", "montant"):
        box = page.locator(f'[name="/budget/lignes/0/{column}"]').bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320, column
    accessible(page)


OFFICERS = {
    "a plan of expenses": (
        "Nature de la dépense\tFinanceur\tExercice\tMontant TTC\nPersonnel\tARS (FIR)\t2025\t1 200",
        ("FIR", "2025", "1 200", "Personnel"),
    ),
    "words in two columns, amounts with and without taxes": (
        "Nature\tIntitulé\tCofinanceurs\tAnnée budgétaire\tMontant HT\tCoûts totaux (€ TTC)\n"
        "Achats\tJeux\tARS (FIR)\t2025\t1 000\t1 200",
        ("FIR", "2025", "1 200", "Achats\u00a0: Jeux"),
    ),
    "years across with what they are": (
        "Source de financement\tPoste de dépenses\tMontant 2025 (€)\nARS (FIR)\tPersonnel\t1 200",
        ("FIR", "2025", "1 200", "Personnel"),
    ),
    "a year that is not said": (
        "Financeur\tDésignation\tAnnée N\nARS (FIR)\tPersonnel\t1 200",
        ("FIR", "", "1 200", "Personnel"),
    ),
    "a year N that is one": (
        "Année N\tOrigine des fonds\tLibellé de la dépense\tCoût total\n"
        "2025\tARS (FIR)\tPersonnel\t1 200",
        ("FIR", "2025", "1 200", "Personnel"),
    ),
}


@pytest.fixture
def budget(shared: Studio, opened: Opened) -> Page:
    page: Page = opened(shared, "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget")
    return page


@pytest.mark.parametrize("named", OFFICERS)
@pytest.mark.campaign(share=3)
def test_officers_headers_are_known(budget: Page, named: str) -> None:
    table, wanted = OFFICERS[named]
    budget.evaluate("form.addEventListener('input', (one) => one.stopImmediatePropagation(), true)")
    paste(budget, "/budget/lignes/+1/financeur", table)
    cells = [
        budget.locator(f'[name="/budget/lignes/+1/{each}"]').input_value()
        for each in ("financeur", "annee", "montant", "libelle")
    ]
    assert (cells[0].partition("(")[2].rstrip(")") or cells[0], *cells[1:])[1:] == wanted[1:]
    told = budget.locator("[data-collage]").first
    expect(told).to_contain_text("1 ligne collée")
    if not wanted[1]:
        expect(told).to_contain_text("Année\u00a0: à dire pour «\u00a0Année N\u00a0»")


def test_thousands_of_euros_are_no_euros(budget: Page) -> None:
    """They are told, with their line, rather than pasted as a thousandth of what they are."""
    budget.evaluate("form.addEventListener('input', (one) => one.stopImmediatePropagation(), true)")
    table = "Financeur\tDésignation\tMontant (k€)\nARS (FIR)\tPersonnel\t12"
    paste(budget, "/budget/lignes/+1/financeur", table)
    told = budget.locator("[data-collage]").first
    expect(told).to_contain_text("la colonne «\u00a0Montant (k€)\u00a0» n’a pas de place ici")
    expect(told).to_contain_text("«\u00a012\u00a0», ligne 2.")


def cells_of(page: Page, rank: int) -> dict[str, str]:
    """What a new row holds, beside its columns too; ranks count from 1."""
    start = f"/budget/lignes/+{rank}/"
    found = page.evaluate(
        """(start) => [...document.querySelectorAll(`[name^="${start}"]`)].map(
          (each) => [each.name.slice(start.length), each.value])""",
        start,
    )
    return {name: value for name, value in found if value}


SPREADSHEETS = {
    "headers and cells with line breaks": (
        'Financeur\tAnnée\t"Montant\n(en €)"\t"Libellé\r\nde la dépense"\n'
        'ARS (FIR)\t2022\t1 500\t"Formation\nde ""deux"" jours"\n',
        [{"annee": "2022", "montant": "1 500", "libelle": 'Formation de "deux" jours'}],
    ),
    "a quote that opens no cell": (
        'Financeur\tAnnée\tMontant\tLibellé\nARS (FIR)\t2022\t1 500\t"Jeux" et livres\n',
        [{"annee": "2022", "montant": "1 500", "libelle": '"Jeux" et livres'}],
    ),
    "states and years": (
        "Financeur\tDemandé 2022\tAccordé 2022\tRéalisé 2022\tDemandé 2023\n"
        "ARS (FIR)\t10000\t9000\t8500\t7000\n",
        [
            {
                "annee": "2022",
                "montant": "9000",
                "statut": "acquis",
                "etats/0/statut": "propose",
                "etats/0/montant": "10000",
                "etats/1/statut": "realise",
                "etats/1/montant": "8500",
            },
            {"annee": "2023", "montant": "7000", "statut": "propose"},
        ],
    ),
    "states beside a year": (
        "Financeur\tAnnée\tMontant demandé\tMontant accordé\nARS (FIR)\t2022\t10000\t9000\n",
        [
            {
                "annee": "2022",
                "montant": "9000",
                "statut": "acquis",
                "etats/0/statut": "propose",
                "etats/0/montant": "10000",
            }
        ],
    ),
    "what was spent alone": (
        "Financeur\tDépensé 2022\nARS (FIR)\t8500\n",
        [{"annee": "2022", "montant": "8500", "statut": "realise"}],
    ),
    "quantities and unit costs": (
        "Poste\tQuantité\tCoût unitaire\tFinanceur\tAnnée\n"
        "Puéricultrice\t1,5\t52 000 €\tARS (FIR)\t2025\n",
        [
            {
                "annee": "2025",
                "libelle": "Puéricultrice",
                "quantite": "1,5",
                "cout_unitaire": "52 000 €",
            }
        ],
    ),
    "a title above": (
        "Budget prévisionnel 2024\n\nFinanceur\tMontant\nARS (FIR)\t10 000\nTOTAL\t10 000\n",
        [{"annee": "2024", "montant": "10 000"}],
    ),
}


@pytest.mark.parametrize("named", SPREADSHEETS)
@pytest.mark.campaign(share=6)
def test_what_officers_copy_finds_its_place(budget: Page, named: str) -> None:
    budget.evaluate("form.addEventListener('input', (one) => one.stopImmediatePropagation(), true)")
    table, wanted = SPREADSHEETS[named]
    paste(budget, "/budget/lignes/+1/financeur", table)
    made = [cells_of(budget, rank) for rank in range(1, len(wanted) + 1)]
    assert all("FIR" in row.pop("financeur") for row in made), made
    for row, asked in zip(made, wanted, strict=True):
        row.pop("nature", None)
        assert row == asked
    assert not cells_of(budget, len(wanted) + 1)
    told = budget.locator("[data-collage]").first
    expect(told).to_contain_text("collée")
    expect(told).not_to_contain_text("Pas collé")


@pytest.mark.parametrize(
    "table",
    [
        "Funder\tYear\tAmount\nFIR\t2022\t1 500",
        "Qui\tBudget voté 2022\tBudget révisé 2022\nFIR\t9000\t8500",
        "Budget 2024\nQui\tVoté\tRévisé\nFIR\t9000\t8500",
    ],
)
def test_headers_that_are_not_understood_paste_nothing_and_say_so(budget: Page, table: str) -> None:
    budget.evaluate("form.addEventListener('input', (one) => one.stopImmediatePropagation(), true)")
    before = cells_of(budget, 1)
    paste(budget, "/budget/lignes/+1/financeur", table)
    told = budget.locator("[data-collage]").first
    expect(told).to_contain_text("Rien n’a été collé\u00a0: la première ligne semble nommer")
    assert cells_of(budget, 1) == before and not cells_of(budget, 2)


def test_states_and_quantities_that_are_pasted_are_in_the_file(
    start: Running, workspace: Path, opened: Opened
) -> None:
    part = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget"
    page = opened(start(workspace), part)
    table = (
        "Financeur\tNature\tQuantité\tCoût unitaire\tDemandé 2022\tAccordé 2022\tRéalisé 2022\n"
        "ARS (FIR)\tTransverse\t3\t3 000\t10000\t9000\t8500\n"
    )
    paste(page, "/budget/lignes/+1/financeur", table)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    saved = next((workspace / "departments/77-seine-et-marne/fiches").iterdir()).read_text("utf-8")
    lines = yaml.safe_load(saved)["budget"]["lignes"]
    made = next(each for each in lines if each["annee"] == 2022 and "etats" in each)
    assert made == {
        "financeur": "FIR",
        "nature": "transverse",
        "annee": 2022,
        "montant": 9000,
        "statut": "acquis",
        "quantite": 3,
        "cout_unitaire": "3 000",
        "etats": [
            {"statut": "propose", "montant": 10000},
            {"statut": "realise", "montant": 8500},
        ],
    }
