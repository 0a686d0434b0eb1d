"""States that no address shows: what a gesture opens, refuses, asks or brings; each without a fault
of accessibility, narrow and wide, light and dark.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.conftest import SHIPPED
from tests.roundtrip.conftest import ESSAI
from tests.roundtrip.test_pictures_brought import drawn, with_the_pictures
from tests.studio.conftest import Client, Opened, accessible, serving
from tests.studio.test_old_states import typed_in
from tests.studio.test_uploads import bring

from ppgp_docs.build import events
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.studio import build_jobs
from ppgp_docs.studio.serve import Studio
from ppgp_docs.workspace.find import find_workspace

pytestmark = [pytest.mark.browser, pytest.mark.campaign(share=3, of="accessible states")]

AIN = """\
departement: "01"
chiffres:
  agents: {libelle: agents, valeur: 40, unite: agents}
personnes:
  martin:
    fonction: puéricultrice
    nom: Camille Martin
    consentements: [{objet: citation, date: 12/01/2024}]
  parti:
    fonction: sage-femme
    nom: Lina Durand
    consentements: [{objet: nom, date: 12/01/2024, retrait: 03/05/2025}]
  longue:
    fonction: sage-femme
    nom: Marie-Charlotte-Élisabeth DeLaRochefoucauldMontmorencyLuxembourgSaintSimon
    consentements: [{objet: nom, date: 12/01/2024}]
citations:
  recul: {texte: Je prends du recul, personne: martin}
contexte:
  titre: Le contexte
  blocs:
    - Le service compte quarante agents.
    - {type: citation, citation: recul}
    - type: recette
      jour: 2025-02-01
      saison: hiver
      points: [Un, Deux]
"""
BLOCK = """\
recette:
  titre: {libelle: Titre, aide: "Le nom du plat", genre: ligne, required: true}
  jour: {libelle: Jour, aide: "Quand il se sert", genre: date}
  saison: {libelle: Saison, aide: "Sa saison", genre: mot, allowed: [hiver, été]}
  points: {libelle: Points, aide: "Ce qu’il faut", type: list, schema: {genre: ligne}}
  vue: {libelle: Vue, aide: "Une image", type: dict, schema: image}
"""
NOTES = "Le contexte\n\nLe service compte 40 agents en mai 2025.\n"
PHOTO = "photo.png"
GONE = 'departement: "02"\ncontexte: {titre: Avant, blocs: [Un texte.]}\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("etats")


@pytest.fixture(scope="module")
def studio(root: Path) -> Iterator[Studio]:
    for name in ("60-oise", "77-seine-et-marne"):
        shutil.copytree(SHIPPED / name, root / "departments" / name)
    (root / "departments/60-oise/dossier.yaml").write_text('departement: "60\n', "utf-8")
    (root / "departments/01-ain").mkdir()
    (root / "departments/01-ain/dossier.yaml").write_text(AIN, "utf-8")
    (root / "schemas").mkdir()
    (root / "schemas/blocs.yaml").write_text(BLOCK, "utf-8")
    with serving(root) as running:
        yield running


def sound(page: Any) -> None:
    """No fault on a telephone in the dark, nor in a wide window in the light."""
    for width, scheme in ((320, "dark"), (1280, "light")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        accessible(page)


@pytest.mark.parametrize(
    "address",
    [
        "/dossier/60-oise/dossier/contexte",
        "/dossier/01-ain/dossier/contexte",
        "/dossier/01-ain/accords?retirer=/personnes/martin",
        "/dossier/01-ain/accords?retirer=/personnes/longue",
        "/dossier/01-ain/accords?oublier=/personnes/parti",
        "/dossier/01-ain/accords?oublier=/personnes/parti&choisir=oui",
        "/ailleurs/01-ain/dossier?bloc=/contexte/blocs/0",
        "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/vie",
        "/dossier/77-seine-et-marne/contrat/couts_transverses",
        "/dossier/01-ain/dossier/contexte?refus=trop%20lourde",
    ],
    ids=[
        "broken",
        "fields-of-a-plugin",
        "withdrawal",
        "withdrawal-of-a-long-name",
        "erasure",
        "erasure-without-a-choice",
        "move",
        "life",
        "shared-costs",
        "refused",
    ],
)
def test_a_state_with_an_address(studio: Studio, opened: Opened, address: str) -> None:
    sound(opened(studio, address))


def test_a_version_to_put_back_over_files_with_long_names(
    studio: Studio, root: Path, opened: Opened
) -> None:
    page = opened(studio, "/dossier/77-seine-et-marne/versions")
    page.get_by_label("Garder l’état actuel sous un nom").fill("Envoyée")
    page.get_by_role("button", name="Garder cette version").click()
    images = root / "departments/77-seine-et-marne/images"
    images.mkdir(exist_ok=True)
    (images / f"{'x' * 90}.png").write_bytes(b"x")
    page.get_by_role("link", name="Remettre en place").click()
    expect(page.get_by_text("1 fichier que cette version n’a pas")).to_be_visible()
    sound(page)


@pytest.mark.parametrize("tool", ["Chiffre", "Lien", "Note", "Mots étrangers"])
def test_the_question_of_a_tool_of_a_text(studio: Studio, opened: Opened, tool: str) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/contexte")
    page.locator('[id="/contexte/blocs/0"] .editeur').first.click()
    page.get_by_role("button", name=tool, exact=True).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    sound(page)


def test_a_territory_that_does_not_exist(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/nouveau")
    page.get_by_label("Quel territoire").fill("Atlantide")
    page.route("**/nouveau", lambda route: route.continue_())
    page.get_by_role("button", name="Créer le dossier").click()
    expect(page.locator("#refus")).to_be_visible()
    sound(page)


def test_a_move_without_a_place(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/ailleurs/01-ain/dossier?bloc=/contexte/blocs/0")
    page.get_by_role("button", name="Mettre ici").click()
    expect(page.get_by_text("Choisissez d’abord une partie.")).to_be_visible()
    sound(page)


def test_a_check_set_aside_without_a_reason(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/dossier/77-seine-et-marne/verifications")
    page.get_by_text("Ce n’est pas une faute").first.click()
    page.locator("details[open] button").first.click()
    page.get_by_text("Ce n’est pas une faute").first.click()
    sound(page)


def test_a_file_that_serves_for_nothing(studio: Studio, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / PHOTO).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    page = opened(studio, "/apporter")
    page.get_by_label("Le fichier", exact=True).set_input_files(tmp_path / PHOTO)
    page.get_by_role("button", name="Lire ce fichier").click()
    expect(page.locator("#refus")).to_be_visible()
    sound(page)


def test_notes_that_were_read(studio: Studio, opened: Opened, tmp_path: Path) -> None:
    notes = tmp_path / "notes Drôme.txt"
    notes.write_text(NOTES, "utf-8")
    page = opened(studio, "/apporter")
    page.get_by_label("Le fichier", exact=True).set_input_files(notes)
    page.get_by_role("button", name="Lire ce fichier").click()
    sound(page)
    page.get_by_role("button", name="Faire le brouillon").click()
    expect(page.get_by_role("heading", name="Le brouillon est prêt")).to_be_visible()
    sound(page)


def test_a_figure_given_where_one_chooses_it(studio: Studio, opened: Opened) -> None:
    page = opened(
        studio, "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/indicateurs", width=320
    )
    page.get_by_text("Nouveau chiffre").first.click()
    counted = page.get_by_label("Ce que compte ce chiffre").first
    expect(counted).to_be_visible()
    sound(page)
    page.get_by_label("Valeur", exact=True).first.fill("1 200")
    counted.fill("visites prévues")
    chosen = counted.evaluate("each => each.name.split(':')[1]")
    page.get_by_role("button", name="Ajouter ce chiffre").first.click()
    expect(page.locator(f'select[name="{chosen}"]')).to_have_value("visites_prevues")


def test_what_is_typed_wrongly_in_a_grid(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/budget")
    page.get_by_label("Montant, ligne 1").first.fill("beaucoup")
    expect(page.locator(".grille .constats").first).to_be_visible()
    sound(page)


class Stalled:
    """A build that goes no further until it is told to."""

    told = threading.Event()

    def __init__(self, *given: object) -> None:
        pass

    def run(self) -> Iterator[events.Event]:
        yield events.Counted(3)
        self.told.wait(60)


class Broken(Stalled):
    """A build that a fault of ours stops."""

    def run(self) -> Iterator[events.Event]:
        yield events.Counted(3)
        raise ZeroDivisionError


def test_documents_that_are_being_made(
    studio: Studio, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_jobs, "Build", Stalled)
    page = opened(studio, "/dossier/77-seine-et-marne/documents", script=False)
    page.get_by_role("button", name="Fabriquer les documents").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    try:
        # axe needs scripts, which pages of their own refresh would cut short
        other = opened(studio, "/aide")
        other.set_content(re.sub(r'<script.*?</script>|http-equiv="refresh"', "", page.content()))
        accessible(other)
    finally:
        Stalled.told.set()


def test_documents_whose_making_was_stopped(
    studio: Studio, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_jobs, "Build", Broken)
    page = opened(studio, "/dossier/01-ain/documents")
    page.get_by_role("button", name="Fabriquer les documents").click()
    expect(page.get_by_text("La fabrication s’est arrêtée avant la fin.")).to_be_visible()
    sound(page)


def test_documents_that_are_refused(studio: Studio, opened: Opened) -> None:
    page = opened(studio, "/dossier/01-ain/documents")
    page.get_by_label("Des documents à publier").check()
    page.get_by_role("button", name="Fabriquer les documents").click()
    expect(page.get_by_text("Pas fait")).to_be_visible()
    sound(page)


def test_pages_that_load_nothing_else(studio: Studio, chromium: Any) -> None:
    """An address that served already: its style stands in the page, and its policy admits it."""
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if "style" in told.text else None)
    page.goto(f"http://127.0.0.1:{studio.port}/?jeton=x")
    expect(page.get_by_role("heading", name="Le studio ne s’ouvre pas ainsi")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "608px"
    accessible(page)
    context.close()
    assert faults == []


def test_a_picture_that_came_back_and_a_file_that_went_meanwhile(
    root: Path, studio: Studio, opened: Opened
) -> None:
    """The choice of where the picture goes, what was typed in a file that is gone, then the board
    that says what is kept of its folder."""
    folder = Path(shutil.copytree(ESSAI, root / "departments" / "2A-essai"))
    session = Session.start(find_workspace(root))
    [found] = [one for one in find_workspace(root).folders() if one.path == folder]
    (document,) = session.plugins.format("fiche-action").documents(session.read(found).dossier)
    data = render(document, session).data
    assert data
    client = Client(studio)
    sound(opened(studio, bring(client, "fiche.docx", with_the_pictures(data, drawn("PNG")))[1]))
    gone = root / "departments" / "02-aisne"
    gone.mkdir()
    (gone / "dossier.yaml").write_text(GONE, "utf-8")
    part = "/dossier/02-aisne/dossier/contexte"
    fields = typed_in(client, part)
    title = next(name for name in fields if name.endswith("/titre"))
    kept, window = (opened(studio, part, script=False) for _ in range(2))
    kept.locator(f'[name="{title}"]').fill("Tapé avant, puis gardé")
    kept.get_by_role("button", name="Ajouter ce bloc").last.click()
    kept.wait_for_load_state()
    shutil.rmtree(gone)
    window.locator(f'[name="{title}"]').fill("Tapé dans un fichier qui n’est plus là")
    window.get_by_role("button", name="Enregistrer").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Ce fichier n’est plus là")
    board = opened(studio)
    sound(board)
    still = re.sub(r"(?s)<script.*?</script>", "", window.content())
    board.set_content(still)  # axe says nothing of a window without scripts
    sound(board)
