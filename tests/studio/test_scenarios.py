"""What people come to do, from one end to the other, in a real browser: wide and narrow windows."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import expect
from pptx import Presentation
from tests.studio.conftest import Opened, Running, accessible, begin_dossier, until
from tests.studio.test_command import Process
from tests.studio.test_people import DOSSIER

from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser

FILE = Path("departments/01-ain/dossier.yaml")
PART = "/dossier/01-ain/dossier/contexte"
WIDE, NARROW = 1600, 390
YAML = re.compile(r"\.yaml|\{\{|\*\*|departement:|\btype:")


def saved(page: Any) -> None:
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré dans le dossier.")).to_be_visible()


def seen(page: Any) -> None:
    """Nothing of a file's syntax is shown."""
    assert YAML.search(page.locator("main").inner_text()) is None, page.url


def downloaded(page: Any, said: str) -> bytes:
    link = page.get_by_role("link", name=re.compile(f"^Télécharger.*{said}")).first
    expect(link).to_be_visible(timeout=120_000)
    with page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def test_from_nothing_to_the_finished_documents(
    start: Running, tmp_path: Path, opened: Opened
) -> None:
    """A case study, its deck and a fiche; each is read back by another library."""
    page = opened(start(tmp_path))
    begin_dossier(page)
    seen(page)
    saved(page)
    page.get_by_text("Ajouter une fiche ou un contrat").click()
    page.get_by_label("Numéro de la fiche action").fill("8")
    page.get_by_role("button", name="Ajouter la fiche").click()
    page.locator("#champs .editeur").first.wait_for()
    page.get_by_role("textbox", name="Titre").first.fill("Visites à domicile")
    page.get_by_role("textbox", name="Référent").first.fill("La cheffe de service")
    saved(page)
    page.get_by_role("link", name=re.compile("^Objectif")).click()
    page.locator("#champs .editeur").first.wait_for()
    page.get_by_role("textbox", name="Numéro (à remplir)").fill("4")
    page.get_by_role("textbox", name="Intitulé").first.fill("Aller vers les familles.")
    seen(page)
    saved(page)
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("button", name="Fabriquer les documents").click()
    pdf, deck, fiche = (downloaded(page, each) for each in ("PDF", "PPTX", "DOCX"))
    seen(page)
    pages = pypdfium2.PdfDocument(pdf)
    printed = " ".join(each.get_textpage().get_text_bounded() for each in pages)
    assert "quarante agents" in " ".join(printed.split())
    assert len(Presentation(io.BytesIO(deck)).slides) >= 2
    assert Document(io.BytesIO(fiche)).paragraphs
    assert b"Visites \xc3\xa0 domicile" in zipfile.ZipFile(io.BytesIO(fiche)).read(
        "word/document.xml"
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_consent_is_withdrawn_its_consequences_read_first(
    start: Running, workspace: Path, opened: Opened, width: int
) -> None:
    (workspace / FILE).write_text(DOSSIER, "utf-8")
    page = opened(start(workspace), "/dossier/01-ain/accords", width=width)
    page.get_by_role("link", name=re.compile("^Retirer son accord")).click()
    told = page.get_by_role("region", name=re.compile("Retirer l’accord de Camille Martin"))
    expect(told).to_contain_text("n’est plus dans les documents")
    assert (workspace / FILE).read_text("utf-8") == DOSSIER
    told.get_by_role("button", name="Retirer son accord").click()
    expect(page.get_by_text(re.compile("retiré le"))).to_be_visible()
    page.goto(page.url.partition("/dossier")[0] + "/apercu/01-ain/dossier")
    assert "Camille Martin" not in page.locator("body").inner_text()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_version_is_named_compared_and_restored(
    studio: Studio, workspace: Path, opened: Opened, width: int
) -> None:
    before = (workspace / FILE).read_bytes()
    page = opened(studio, "/dossier/01-ain/versions", width=width)
    page.get_by_label("Garder l’état actuel sous un nom").fill("envoyée le 12 mars")
    page.get_by_role("button", name="Garder cette version").click()
    own = page.url.partition("/dossier")[0]
    page.goto(f"{own}{PART}")
    page.get_by_role("textbox", name="Titre").first.fill("Un autre cadre")
    saved(page)
    page.goto(f"{own}/dossier/01-ain/versions")
    page.get_by_label("De", exact=True).select_option(value="1")
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_role("region", name="Ce qui a changé")).to_contain_text("Un autre cadre")
    name = re.compile("Remettre en place.*envoyée le 12 mars")
    (workspace / FILE.parent / "images/depuis.png").write_bytes(b"x")
    page.get_by_role("link", name=name).click()
    asked = page.get_by_role("region", name=re.compile("^Remettre la version n° 1 en place"))
    expect(asked).to_contain_text("images/depuis.png")
    expect(page.get_by_role("region", name="Ce qui changera")).to_contain_text("Un autre cadre")
    accessible(page)
    asked.get_by_role("link", name="Ne rien changer").click()
    assert b"Un autre cadre" in (workspace / FILE).read_bytes()
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Remettre cette version en place").click()
    until(lambda: (workspace / FILE).read_bytes() == before)
    page.get_by_text("ce qui était là est gardé").wait_for()
    page.goto(f"{own}/dossier/01-ain/versions?remettre=1")
    expect(page.get_by_role("heading", name="est déjà en place")).to_be_visible()


def test_two_windows_and_an_outside_editor_change_one_file(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    """What does not clash is kept from all three; what does is shown, and the person chooses."""
    file = workspace / FILE
    one, two = opened(studio, PART), opened(studio, PART, width=NARROW)
    one.get_by_role("textbox", name="Titre").first.fill("De la première")
    saved(one)
    text = file.read_text("utf-8")
    file.write_text(text.replace("\ncontexte:", "\n# relu dehors\ncontexte:", 1), "utf-8")
    two.get_by_role("textbox", name="Titre").nth(1).fill("Sous-titre de la seconde")
    two.get_by_role("textbox", name="Titre").first.fill("De la seconde")
    clash = two.get_by_role("region", name="Modifié à deux endroits à la fois")
    expect(clash).to_contain_text("De la première")
    expect(clash).to_contain_text("De la seconde")
    clash.get_by_role("button", name="Garder ce texte").click()
    expect(clash).to_have_count(0)
    saved(two)
    after = file.read_text("utf-8")
    assert "titre: De la première" in after and "De la seconde" not in after
    assert "Sous-titre de la seconde" in after
    assert "# relu dehors" in after


CHOICES = {
    "Garder ce texte": ("De la première", "De la seconde"),
    "Mettre ce texte à la place": ("De la seconde", "De la première"),
}


@pytest.mark.parametrize("chooser", ["first", "second"])
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.campaign(share=4)
def test_two_windows_on_one_field_say_the_same_and_the_field_shows_what_was_chosen(
    studio: Studio, workspace: Path, opened: Opened, chooser: str, choice: str
) -> None:
    """Neither window is told that it typed the text of the other; what was left can come back."""
    one, two = opened(studio, PART), opened(studio, PART)
    one.get_by_role("textbox", name="Titre").first.fill("De la première")
    expect(one.locator("#etat")).to_contain_text("Brouillon gardé")
    two.get_by_role("textbox", name="Titre").first.fill("De la seconde")
    two.get_by_role("region", name="Modifié à deux endroits à la fois").wait_for()
    for page in (one, two):
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("#etat")).to_contain_text("sauf le texte qui attend votre choix")
        told = page.get_by_role("region", name="Modifié à deux endroits à la fois").inner_text()
        said = re.compile(
            r"le dossier dit\s+De la première.*gardé de côté\s+De la seconde", re.S | re.I
        )
        assert said.search(told)
    page = {"first": one, "second": two}[chooser]
    page.get_by_role("button", name=choice).click()
    kept, left = CHOICES[choice]
    expect(page.get_by_role("textbox", name="Titre").first).to_have_text(kept)
    expect(page.get_by_role("region", name="Modifié à deux endroits à la fois")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Titre").first).to_be_focused()
    saved(page)
    assert f"titre: {kept}" in (workspace / FILE).read_text("utf-8")
    page.get_by_role("button", name="Annuler la dernière modification").click()
    expect(page.get_by_role("region", name="Modifié à deux endroits à la fois")).to_contain_text(
        left
    )


def test_what_changes_elsewhere_comes_into_the_fields_and_the_caret_stays(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    """A block put before the others meanwhile moves the one that is typed in."""
    file = workspace / FILE
    page = opened(studio, PART)
    field = page.get_by_role("textbox", name=re.compile("^Texte")).first
    words = field.inner_text()
    field.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Ici. ")
    expect(page.locator("#etat")).to_contain_text("Brouillon gardé")
    text = file.read_text("utf-8")
    start = re.search(r"(?m)^contexte:\n(?:.*\n)*?  blocs:\n", text)
    assert start
    file.write_text(f"{text[: start.end()]}    - Venu.\n{text[start.end() :]}", "utf-8")
    page.keyboard.type("Et là. ")
    expect(page.locator("#etat")).to_contain_text("modifié ailleurs")
    assert page.evaluate("document.activeElement.textContent").startswith("Ici. Et là. ")
    page.keyboard.type("Puis. ")
    saved(page)
    text = file.read_text("utf-8")
    assert "    - Venu.\n" in text and "Ici. Et là. Puis. " in text
    assert " ".join(words.split())[:30] in " ".join(text.split())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_studio_that_dies_is_told_and_reopened_with_what_was_typed(
    workspace: Path, chromium: Any
) -> None:
    first = Process(workspace)
    context = chromium.new_context()
    page = context.new_page()
    try:
        host, value = first.own["Cookie"].split("=", 1)
        own = f"http://127.0.0.1:{first.port}"
        context.add_cookies([{"name": host, "value": value, "url": own}])
        page.goto(f"{own}{PART}")
        title = page.get_by_role("textbox", name="Titre").first
        title.fill("Gardé")
        draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
        until(lambda: draft.exists() and "Gardé" in draft.read_text("utf-8"))
        first.process.kill()
        first.process.wait(timeout=60)
        title.fill("Gardé, puis tapé dans le vide")
        expect(page.locator("#etat")).to_contain_text("ne répond pas")
        expect(title).to_have_text("Gardé, puis tapé dans le vide")
        second = Process(workspace, "--port", str(first.port))
        try:
            host, value = second.own["Cookie"].split("=", 1)
            context.add_cookies([{"name": host, "value": value, "url": own}])
            title.press("End")
            page.keyboard.insert_text(" !")  # in one turn: what is refused is not sent again
            until(lambda: "dans le vide !" in draft.read_text("utf-8"))
            expect(page.locator("#etat")).not_to_contain_text("ne répond pas")
        finally:
            second.process.kill()
            second.process.communicate(timeout=60)
    finally:
        context.close()
        first.process.kill()
        first.process.communicate(timeout=60)


@pytest.mark.parametrize("script", [True, False])
def test_the_key_enter_creates_a_dossier_beside_others(
    studio: Studio, workspace: Path, opened: Opened, script: bool
) -> None:
    page = opened(studio, "/nouveau", script=script)
    page.get_by_label("Quel territoire ?").fill("Gers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/32-gers**")
    assert (workspace / "departments" / "32-gers" / "dossier.yaml").is_file()
