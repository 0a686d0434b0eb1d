"""Texts and blocks of the studio in a real browser: typed, moved, followed by their page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Opened, Running, accessible, until
from tests.studio.pages import FILE, PART

from ppgp_docs.studio.serve import Studio

pytestmark = pytest.mark.browser


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


def test_a_title_that_is_wiped_out_is_empty_and_is_told(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    """A browser leaves a line break in what was emptied: it was written as a space."""
    page = opened(studio, "/dossier/01-ain/dossier/activites")
    editor = page.locator('[aria-labelledby="libelle/activites/0/titre"]')
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    draft = workspace / ".ppgp/brouillons/01-ain/dossier.json"
    expect(page.locator('[id="constats/activites/0/titre"]')).to_contain_text("vide")
    assert "titre: ' '" not in json.loads(draft.read_text("utf-8"))["text"]
    expect(page.locator('[name="/activites/0/titre"]')).to_have_value("")


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


def test_the_keyboard_reaches_the_form_at_once_and_the_title_of_another_part(
    shared: Studio, opened: Opened
) -> None:
    page = opened(shared, PART)
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au formulaire")).to_be_focused()
    for key in ("Enter", "Tab"):
        page.keyboard.press(key)
    expect(page.locator("#champs :focus")).to_have_count(1)
    page.locator("#parties").get_by_role("link", name="Démarche").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text="Démarche")).to_be_focused()
    accessible(page)
    page.goto(page.url.split("/dossier/")[0] + "/nouveau")
    expect(page.get_by_label("Quel territoire")).to_be_focused()


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
    page.get_by_role("button", name="Abandonner ces modifications").click()
    page.get_by_text("Vos modifications non enregistrées sont abandonnées").wait_for()
    assert (workspace / FILE).read_bytes() == before


@pytest.mark.parametrize("script", [True, False])
def test_giving_up_says_what_is_lost_and_is_taken_back(
    studio: Studio, workspace: Path, opened: Opened, script: bool
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/contexte", script=script)
    title = page.get_by_role("textbox", name="Titre").first
    title.fill("Une heure de travail")
    if not script:
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Tout abandonner").click()
    asked = page.get_by_role("region", name="Abandonner ce qui n’est pas enregistré ?")
    expect(asked).to_contain_text("Contexte › Titre")
    if script:
        expect(asked).to_be_focused()
        accessible(page)
    asked.get_by_role("button", name="Continuer à remplir").click()
    expect(asked).to_have_count(0)
    page.get_by_role("button", name="Tout abandonner").click()
    asked.get_by_role("button", name="Abandonner ces modifications").click()
    expect(asked).to_have_count(0)
    assert "Une heure de travail" not in page.locator("main").inner_text()
    page.get_by_role("button", name="Annuler la dernière modification").click()
    if script:
        expect(title).to_have_text("Une heure de travail")
    else:
        expect(title).to_have_value("Une heure de travail")


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


def test_the_page_opens_at_the_part_whose_form_is_opened(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/appel")
    seen = """() => {
      const page = document.getElementById("apercu").contentDocument;
      const piece = page.querySelector('[data-address^="dossier:appel"]');
      return piece?.getBoundingClientRect().top < 400 && page.scrollingElement.scrollTop > 0;
    }"""
    page.wait_for_function(seen)


CHIP = "{{ chiffres.formes }}"
GESTURES = [  # what is done, and what stands then at the beginning of the text, « # » for each chip
    ("press left 0; type Un ", "Un ##"),
    ("press right 0; type Deux ", "Un #Deux #"),
    ("press right 1; Control+Home; type A", "AUn #Deux #"),
    ("press left 0; ArrowLeft; type B", "AUnB #Deux #"),
    ("press left 0; ArrowRight; type C", "AUnB #CDeux #"),
    ("press left 1; ArrowRight; ArrowLeft; type D", "AUnB #CDeux D#"),
    ("double left 1; type E", "AUnB #CDeux DE#"),
    ("press right 0; Shift+ArrowLeft; ArrowRight; type F", "AUnB #FCDeux DE#"),
    ("press right 0; Delete", "AUnB #CDeux DE#"),
    ("press right 0; Shift+ArrowLeft; Backspace", "AUnB CDeux DE#"),
    ("press left 0; Backspace; Delete", "AUnB CDeux D"),
]


def test_a_chip_is_one_sign_and_nothing_typed_beside_it_is_lost(
    studio: Studio, opened: Opened
) -> None:
    """With a true mouse and keyboard, at their full speed: pressed on, passed, taken on purpose."""
    page = opened(studio, PART)
    editor = page.locator(".riche > .editeur[aria-multiline]").first
    text = page.locator("textarea[name$='/texte']").first
    editor.click()
    page.keyboard.press("Control+Home")
    for _ in "##":
        page.get_by_role("button", name="Chiffre", exact=True).first.click()
        page.get_by_role("dialog").get_by_label("Chiffre du dossier").select_option(value="formes")
        page.get_by_role("button", name="Insérer").click()
    expect(editor.locator(".puce")).to_have_count(2)
    expect(editor).to_be_focused()
    for told, stands in GESTURES:
        for each in told.split("; "):
            what, _, which = each.partition(" ")
            if what == "type":
                page.keyboard.type(which)
            elif what in ("press", "double"):
                _on_chip(page, editor, which, 1 + (what == "double"))
            else:
                page.keyboard.press(each)
        assert text.input_value().replace(CHIP, "#").startswith(stands), told
    expect(page.get_by_text("Ctrl+Z le remet")).to_contain_text("Retiré du texte")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert text.input_value().startswith(f"AUnB CDeux DE{CHIP}")
    expect(page.get_by_text("Ctrl+Z le remet")).to_have_count(0)


def _on_chip(page: Any, editor: Any, which: str, times: int) -> None:
    """Where its words begin, or end: they may stand on two lines."""
    side, rank = which.split()
    lines = editor.locator(".puce").nth(int(rank)).evaluate("e => [...e.getClientRects()]")
    line = lines[0 if side == "left" else -1]
    across = 3 if side == "left" else line["width"] - 3
    page.mouse.click(line["x"] + across, line["y"] + line["height"] / 2, click_count=times)


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=FR><!--StartFragment-->
<h1>Le service<o:p></o:p></h1>
<p class=MsoNormal>Il compte <b>quarante
agents</b><b> environ</b>, dont <i>douze</i> médecins (<a
href="https://exemple.fr/pmi">la page</a>)<a href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Premier<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Second<o:p></o:p></p>
<table class=MsoTableGrid><tr><td><p>Année</p></td><td><p>Agents</p></td></tr>
<tr><td><p>2024</p></td><td><p>40</p></td></tr></table>
<p class=MsoNormal>Fin <img src="file:///C:/x.png" onerror="alert(1)"><o:p></o:p></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p><a href="#_ftnref1">[1]</a> Rapport 2024.</p></div></div>
<!--EndFragment--></body></html>"""
PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const told = {clipboardData: data, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent("paste", told));
}"""


def test_what_word_formats_is_pasted_as_far_as_a_text_holds_it_and_the_rest_is_told(
    studio: Studio, opened: Opened
) -> None:
    page = opened(studio, PART)
    editor = page.locator(".riche > .editeur[aria-multiline]").first
    text = page.locator("textarea[name$='/texte']").first
    before = text.input_value()
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    editor.evaluate(PASTE, WORD)
    assert text.input_value() == before + (
        "\n\nLe service\n\nIl compte **quarante agents environ**, dont *douze* médecins "
        "([la page](https://exemple.fr/pmi)).\n\n- Premier\n- Second\n\nAnnée ; Agents\n\n"
        "2024 ; 40\n\nFin\n\nRapport 2024."
    )
    told = page.get_by_role("status").filter(has_text="Collé sans")
    for each in ("1 titre", "1 tableau (2 lignes", "1 note de bas de page", "1 image"):
        expect(told).to_contain_text(each)
    accessible(page)
    page.keyboard.press("Control+z")
    assert text.input_value().startswith(before) and "Premier" not in text.input_value()


def test_a_figure_that_is_copied_and_pasted_stays_a_figure(studio: Studio, opened: Opened) -> None:
    page = opened(studio, PART)
    editor = page.locator(".riche > .editeur[aria-multiline]").first
    text = page.locator("textarea[name$='/texte']").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    editor.evaluate(PASTE, f'<span class="puce" style="color: red" data-source="{CHIP}">12</span>')
    assert text.input_value().endswith(CHIP)
    expect(editor.locator(".puce")).to_have_attribute("contenteditable", "false")


def test_a_figure_is_cited_in_every_way_that_it_can_be_written(
    studio: Studio, workspace: Path, opened: Opened
) -> None:
    page = opened(studio, PART)
    known = page.locator("#chiffres-connus option").evaluate_all(
        "all => all.map((each) => [each.value, JSON.parse(each.dataset.formes)])"
    )
    name, ways = next((name, ways) for name, ways in known if "pct" in dict(ways))
    editor = page.locator(".riche > .editeur[aria-multiline]").first
    editor.click()
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Chiffre", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Chiffre du dossier").select_option(value=name)
    dialog.get_by_label("Comment l’écrire").select_option(value="sur")
    accessible(page)
    dialog.get_by_role("button", name="Insérer").click()
    expect(editor.locator(".puce").first).to_contain_text("avec sa base")
    text = page.locator("textarea[name$='/texte']").first
    until(lambda: text.input_value().startswith(f"{{{{ chiffres.{name}.sur }}}}"))
    assert " sur " in dict(ways)["sur"] and dict(ways)["pct"].endswith("%")
