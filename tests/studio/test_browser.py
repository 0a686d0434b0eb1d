"""The studio in a real browser: what people come to do, with a mouse, a keyboard, no script."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.studio.conftest import Opened, Running, accessible, begin_dossier, fits, until

from ppgp_docs.francais.territoires import departements
from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1024, 1600)
FILE = Path("departments/01-ain/dossier.yaml")
PART = "/dossier/01-ain/dossier/contexte"


SCREENS = (
    "/",
    "/?cherche=oise",
    "/?cherche=nulle",
    PART,
    "/dossier/01-ain/dossier/chiffres",
    "/dossier/01-ain/dossier/activites.1",
    "/dossier/01-ain/dossier/personnes",
    "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget",
    "/dossier/77-seine-et-marne/contrat/enveloppes",
    "/dossier/01-ain/verifications",
    "/dossier/77-seine-et-marne/verifications",
    "/dossier/01-ain/documents",
    "/dossier/01-ain/accords",
    "/dossier/01-ain/formulaire-accord",
    "/dossier/01-ain/versions",
    "/apporter",
    "/visite/2",
    "/nouveau?depart=autre&modele=01-ain",
    "/dossier/01-ain/nouvelle-edition",
    "/aide",
    "/nulle-part",
)


def test_no_screen_has_a_fault_of_accessibility_at_any_width(
    start: Running, workspace: Path, opened: Opened
) -> None:
    """Faults beside their fields and an empty search included, in the dark for one in three;
    nothing wider than the window."""
    file = workspace / FILE
    file.write_text(
        file.read_text("utf-8").replace("titre: Le contexte", "titre:\n  x: 1", 1), "utf-8"
    )
    studio = start(workspace)
    page = opened(studio)
    for rank, screen in enumerate(SCREENS):
        page.emulate_media(color_scheme="dark" if rank % 3 == 0 else "light")
        page.goto(f"http://127.0.0.1:{studio.port}{screen}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            whole = os.environ.get("PPGP_FULL") or width == WIDTHS[rank % len(WIDTHS)]
            accessible(page) if whole else fits(page)


def test_no_state_has_a_fault_of_accessibility_from_none_to_all_the_territories(
    start: Running, workspace: Path, tmp_path_factory: pytest.TempPathFactory, opened: Opened
) -> None:
    """An empty board and one of all the territories, a comparison, a choice, an open dialog."""
    accessible(opened(start(tmp_path_factory.mktemp("vide")), width=320))
    for territory in departements():
        folder = workspace / "departments" / f"{territory.code}-{territory.slug}"
        folder.mkdir(exist_ok=True)
        if not (folder / "dossier.yaml").exists():
            (folder / "dossier.yaml").write_text(f'departement: "{territory.code}"\n', "utf-8")
    studio = start(workspace)
    board = opened(studio, width=390)
    expect(board.locator("#dossiers tbody tr")).to_have_count(len(departements()))
    accessible(board)
    one, two = opened(studio, PART), opened(studio, PART, width=320)
    one.get_by_role("button", name="Voir tous les blocs").last.click()
    accessible(one)
    one.keyboard.press("Escape")
    one.get_by_role("textbox", name="Titre").first.fill("De la première")
    one.get_by_role("button", name="Enregistrer").click()
    expect(one.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    two.get_by_role("textbox", name="Titre").first.fill("De la seconde")
    expect(two.get_by_role("region", name="Modifié à deux endroits à la fois")).to_be_visible()
    accessible(two)
    two.goto(f"http://127.0.0.1:{studio.port}/dossier/01-ain/versions?de=1&a=actuel")
    expect(two.get_by_role("region", name="Ce qui a changé")).to_be_visible()
    accessible(two)


def test_a_dossier_begins_with_a_name_and_is_filled_in_without_seeing_yaml(
    start: Running, tmp_path: Path, opened: Opened
) -> None:
    page = opened(start(tmp_path))
    begin_dossier(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    text = (tmp_path / "departments/974-la-reunion/dossier.yaml").read_text("utf-8")
    assert "- Le service compte quarante agents." in text
    assert text.startswith("# yaml-language-server")


def test_what_is_typed_is_kept_within_seconds_and_the_caret_stays(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    before = (workspace / FILE).read_bytes()
    page = opened(studio, "/dossier/01-ain/dossier/demarche")
    field = page.get_by_label("Début")
    field.fill("hier")
    draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
    until(lambda: draft.exists() and "hier" in draft.read_text("utf-8"))
    expect(page.locator('[id="constats/demarche/debut"]')).to_contain_text("date")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.type(" soir")
    until(lambda: "hier soir" in draft.read_text("utf-8"))
    field.fill("2022-05-13")
    expect(page.locator('[id="constats/demarche/debut"]')).to_have_count(0)
    assert (workspace / FILE).read_bytes() == before
    until(lambda: not draft.exists())


@pytest.mark.parametrize(
    ("named", "field"),
    [("", "titre"), ("/titre", "titre"), ("/blocs/0/texte", "blocs/0/texte")],
)
def test_a_page_whose_address_names_a_field_opens_in_it(
    shared: Studio, opened: Opened, named: str, field: str
) -> None:
    """As a finding's link does, and a block added before the script was there."""
    page = opened(shared, f"{PART}#/contexte/blocs/1{named}")
    label = f"libelle/contexte/blocs/1/{field}"
    expect(page.locator(f'[aria-labelledby="{label}"]')).to_be_focused()


def test_blocks_move_and_come_back_with_the_keyboard_alone(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, PART)
    top = page.locator('[id="/contexte/blocs/0/titre"]')
    first, second = (
        page.locator(f'[id="/contexte/blocs/{n}/titre"]').input_value() for n in (0, 1)
    )
    button = page.get_by_role("button", name=re.compile("^Descendre : Sous-partie")).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(top).to_have_value(second)
    expect(page.locator('[id="/contexte/blocs/1"] .editeur').first).to_be_focused()
    undo = page.get_by_role("button", name="Annuler la dernière modification")
    undo.focus()
    page.keyboard.press("Enter")
    expect(top).to_have_value(first)
    assert not (workspace / ".ppgp").exists()


def test_all_of_it_works_without_javascript(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, PART, script=False)
    page.get_by_label("Titre").first.fill("Le cadre")
    page.get_by_label("Ajouter un bloc").last.select_option(label="Encart")
    page.get_by_role("button", name="Ajouter ce bloc").last.click()
    expect(page.get_by_label("Titre").first).to_have_value("Le cadre")
    page.locator('textarea[name$="/texte"]').last.fill("Une idée à part.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    text = (workspace / FILE).read_text("utf-8")
    assert "titre: Le cadre" in text
    assert re.search(r"- type: encart\n +texte: Une idée à part\.", text)
    page.get_by_role("link", name="Vérifications").click()
    expect(page.get_by_role("heading", name="Vérifications")).to_be_visible()


def test_documents_are_made_and_downloaded(studio: Studio, workspace: Path, opened: Opened) -> None:
    page = opened(studio, "/dossier/77-seine-et-marne/documents")
    page.get_by_role("button", name="Fabriquer les documents").click()
    link = page.get_by_role("link", name=re.compile("^Télécharger .*Fiche action 8"))
    expect(link.first).to_be_visible(timeout=90_000)
    with page.expect_download() as waiting:
        link.first.click()
    assert Path(waiting.value.path()).read_bytes().startswith((b"PK", b"%PDF", b"<!"))
    links = page.get_by_role("link", name=re.compile("^Télécharger"))
    expect(links.nth(1)).to_be_visible(timeout=90_000)
    names = links.all_inner_texts()
    assert len(names) == len(set(names)) > 1


def test_a_narrow_window_shows_one_thing_at_a_time(studio: Studio, opened: Opened) -> None:
    page = opened(studio, PART, width=390)
    expect(page.get_by_role("textbox", name="Titre").first).to_be_visible()
    expect(page.locator("#parties")).to_be_hidden()
    page.get_by_role("button", name="Parties").click()
    expect(page.locator("#parties")).to_be_visible()
    expect(page.get_by_role("textbox", name="Titre").first).to_be_hidden()
    page.get_by_role("button", name="La page").click()
    expect(page.locator("iframe")).to_be_visible()


def test_the_studio_stops_from_the_page(studio: Studio, opened: Opened) -> None:
    page = opened(studio)
    page.get_by_role("button", name="Arrêter le studio").click()
    expect(page.get_by_role("heading", name="Le studio est arrêté")).to_be_visible()


def test_nobody_types_the_signs_of_markdown(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    """Bold, a figure as a chip; a sign that is typed as a sign stays one."""
    before = (workspace / FILE).read_bytes()
    page = opened(studio, PART)
    texts = page.locator("textarea[name$='/texte']")
    editor = page.locator(".riche > .editeur[aria-multiline]").first
    expect(editor).to_be_visible()
    assert "**" not in "".join(page.locator(".editeur").all_inner_texts())
    assert texts.first.is_hidden()
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Voici ")
    page.get_by_role("button", name="Chiffre", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    accessible(page)
    dialog.get_by_label("Chiffre du dossier").select_option(value="formes")
    dialog.get_by_role("button", name="Insérer").click()
    expect(editor).to_be_focused()
    page.keyboard.type(" agents. ")
    page.keyboard.press("Control+b")
    page.keyboard.type("3 * 4 font douze")
    page.keyboard.press("Control+b")
    until(lambda: "font douze" in texts.first.input_value())
    assert texts.first.input_value().startswith(
        "Voici {{ chiffres.formes }} agents. **3 * 4 font douze**"
    )
    page.get_by_role("button", name="Tout abandonner").click()
    until(lambda: not (workspace / ".ppgp").exists())
    assert (workspace / FILE).read_bytes() == before


def test_a_text_that_the_editor_would_change_keeps_its_text_area(
    start: Running, workspace: Path, opened: Opened
) -> None:
    file = workspace / FILE
    odd = "Un *texte\n  - avec\n\n\n\n1. Un seul **point"
    text = file.read_text("utf-8")
    indented = odd.replace("\n", "\n        ")
    file.write_text(
        text.replace("  blocs:\n", f"  blocs:\n    - |-\n        {indented}\n", 1), "utf-8"
    )
    before = file.read_bytes()
    page = opened(start(workspace), "/dossier/01-ain/dossier/contexte")
    for area in page.locator("textarea[data-riche]").all():
        assert area.evaluate("each => each.hidden || each.value.length > 0") is True
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()
    assert file.read_bytes() == before


LINES = "CD\tpropre\t2021\t12 500,50 €\nFIR\tTransverse\t2022\t1000\nFIR\tinconnue\t2022\t8"


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
    expect(page.locator('[name="/couts_transverses/1/financeur"]')).to_have_value("CD")
    page.keyboard.type("0")
    expect(weight).to_have_value("250")
    expect(weight).to_be_focused()


def test_a_photo_is_brought_and_its_text_asked_at_once(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/couverture")
    heic = Path(__file__).parents[1] / "assets" / "rouge-et-bleu.heic"
    page.locator('input[type="file"]').first.set_input_files(heic)
    expect(page.get_by_text("Image ajoutée.")).to_be_visible()
    expect(page.locator('[id="/couverture/alt"]')).to_be_focused()
    expect(page.locator("select[name$='/fichier']")).to_have_value("images/rouge-et-bleu.jpg")
    assert (workspace / "departments/01-ain/images/rouge-et-bleu.jpg").is_file()
    accessible(page)


def test_a_photo_of_a_telephone_stands_upright_and_keeps_what_matters_in_sight(
    studio: Studio, tmp_path: Path, opened: Opened
) -> None:
    """Held sideways by its EXIF tag; the point of interest by keyboard, then by a click."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1600, 900), "teal").save(tmp_path / "IMG 0001.JPG", exif=exif)
    page = opened(studio, "/dossier/01-ain/dossier/couverture")
    page.locator('input[type="file"]').first.set_input_files(tmp_path / "IMG 0001.JPG")
    expect(page.get_by_text("Image ajoutée.")).to_be_visible()
    photo = page.locator('img[data-foyer="/couverture/foyer"]')
    assert photo.evaluate(
        "async (each) => { await each.decode(); return each.naturalHeight > each.naturalWidth }"
    )
    shown = page.frame_locator("#apercu")
    point = page.get_by_label("Point d’intérêt")
    point.focus()
    page.keyboard.type("ha")
    expect(point).to_have_value("haut")
    expect(shown.locator("img.foyer-haut")).to_have_count(1)
    box = photo.bounding_box()
    photo.click(position={"x": box["width"] - 4, "y": box["height"] / 2})
    expect(point).to_have_value("droite")
    expect(shown.locator("img.foyer-droite")).to_have_count(1)


def test_a_block_is_chosen_by_its_picture(studio: Studio, workspace: Path, opened: Opened) -> None:
    page = opened(studio, PART)
    page.get_by_role("button", name="Voir tous les blocs").last.click()
    library = page.get_by_role("dialog", name="Les blocs")
    accessible(page)
    library.get_by_role("button", name="Encart").click()
    expect(page.get_by_role("heading", name=re.compile("^Encart"))).to_be_visible()
    expect(library).to_be_hidden()


def test_the_page_follows_what_is_typed(studio: Studio, opened: Opened) -> None:
    """Its title changes, and the piece that is being filled in is in view, as in the dossier."""
    page = opened(studio, PART)
    frame = page.frame_locator("#apercu")
    expect(frame.get_by_role("heading", name="L’organisation du service")).to_be_attached()
    title = page.get_by_role("textbox", name="Titre").nth(1)
    title.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" de PMI")
    heading = frame.get_by_role("heading", name="L’organisation du service de PMI")
    expect(heading).to_be_in_viewport()
    expect(title).to_be_focused()


def test_a_block_is_dragged_by_its_handle(studio: Studio, opened: Opened) -> None:
    page = opened(studio, PART)
    page.set_viewport_size({"width": 1600, "height": 5000})
    first, second = (
        page.locator(f'[id="/contexte/blocs/{n}/titre"]').input_value() for n in (0, 1)
    )
    handle = page.locator('[id="/contexte/blocs/0"] > .element-tete > .poignee')
    handle.drag_to(page.locator('[id="/contexte/blocs/1"] > .element-tete'))
    expect(page.locator('[id="/contexte/blocs/0/titre"]')).to_have_value(second)
    expect(page.locator('[id="/contexte/blocs/1/titre"]')).to_have_value(first)


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
    expect(row.locator(".part")).to_have_text(re.compile(r"^soit 50\s% de 62 professionnelles"))
    page.get_by_role("button", name="Enregistrer").click()
    until(lambda: "foyers_vus:" in (workspace / FILE).read_text("utf-8"))
    text = (workspace / FILE).read_text("utf-8")
    assert "  ecoles:\n    libelle: Écoles\n    valeur: 4\n" in text
    assert "    base: formes\n" in text


def test_the_page_opens_at_the_part_whose_form_is_opened(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/appel")
    seen = """() => {
      const page = document.getElementById("apercu").contentDocument;
      const piece = page.querySelector('[data-address^="dossier:appel"]');
      return piece?.getBoundingClientRect().top < 400 && page.scrollingElement.scrollTop > 0;
    }"""
    page.wait_for_function(seen)
