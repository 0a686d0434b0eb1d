"""A consent withdrawn in one gesture, its consequences first; versions kept, compared, restored."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

from tests.studio.conftest import Client, Running

from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.versions.store import Versions
from ppgp_docs.workspace.folder import DossierFolder

FILE = Path("departments/01-ain/dossier.yaml")
DOSSIER = """# Gardez ce commentaire.
departement: "01"
edition: 2024-03
personnes:
  martin:
    nom: Camille Martin  # jointe le 3 mars
    fonction: puéricultrice
    consentements:
      - objet: citation
        date: 12/01/2024
  autre:
    fonction: sage-femme
citations:
  recul:
    texte: Je prends du recul
    personne: martin
contexte:
  titre: Le contexte
  blocs:
    - Le service compte quarante agents.
    - type: citation
      citation: recul
"""

OTHER = """  durand:
    nom: Lina Durand
    fonction: sage-femme
    consentements:
      - objet: nom
        date: 12/01/2024
"""


def opened(start: Running, workspace: Path) -> Client:
    (workspace / FILE).write_text(DOSSIER, "utf-8")
    return Client(start(workspace))


def test_what_a_withdrawal_takes_out_is_told_before_it_is_done(
    start: Running, workspace: Path
) -> None:
    client = opened(start, workspace)
    page = client.get("/dossier/01-ain/accords")[1]
    assert "Camille Martin" in page and "Ses mots sous son nom, depuis le 12 janvier 2024" in page
    page = client.get("/dossier/01-ain/accords?retirer=/personnes/martin")[1]
    asked = re.search(r'<section class="conflit".*?</section>', page, re.S)
    assert asked and "n’est plus dans les documents" in asked[0]
    assert "`" not in asked[0] and "C903" not in asked[0]
    assert (workspace / FILE).read_text("utf-8") == DOSSIER


def test_a_withdrawal_adds_its_date_and_touches_nothing_else(
    start: Running, workspace: Path
) -> None:
    client = opened(start, workspace)
    status, where = client.post("/dossier/01-ain/accords", {"qui": "/personnes/martin"})
    assert status == 303 and where.startswith("/dossier/01-ain/accords?dit=retire&oublier=")
    assert "Effacer aussi Camille Martin" in client.get(where)[1]
    given = "        date: 12/01/2024\n"
    withdrawn = f"{given}        retrait: {date.today().isoformat()}\n"
    assert (workspace / FILE).read_text("utf-8") == DOSSIER.replace(given, withdrawn)
    assert "retiré le" in client.get("/dossier/01-ain/accords")[1]
    assert "Retirer son accord" not in client.get("/dossier/01-ain/accords")[1]
    later = client.get("/dossier/01-ain/versions?de=1&a=actuel")[1]
    assert "automatique" in later and "etrait" in later  # what was there before is kept
    sent = {"qui": "/personnes/martin", "oublier": "oui", "etendue": "versions"}
    assert client.post("/dossier/01-ain/accords", sent)[1].endswith("?dit=oublie")
    versions = Versions(workspace, DossierFolder(workspace / FILE.parent))
    assert all(b"Martin" not in each for each in versions.files(1).values())
    assert client.post("/dossier/01-ain/accords", {**sent, "qui": "/personnes/autre"})[0] == 404


def test_who_is_erased_from_the_dossier_is_in_no_later_version(
    start: Running, workspace: Path
) -> None:
    """Her record keeps what she does and her withdrawal; her words go, with what shows them."""
    client = opened(start, workspace)
    text = f"{DOSSIER}    - Camille Martin l’a dit.\n"
    (workspace / FILE).write_text(text, "utf-8")
    general = client.get("/dossier/01-ain/dossier/general")[1]
    version = re.search(r'id="version" value="(\w+)"', general)
    assert version
    where = client.post("/dossier/01-ain/accords", {"qui": "/personnes/martin"})[1]
    page = client.get(where)[1]
    assert 'name="etendue" value="dossier"' in page and " checked" not in page
    unchosen = {"qui": "/personnes/martin", "oublier": "oui"}
    before = (workspace / FILE).read_text("utf-8")
    asked = client.post("/dossier/01-ain/accords", unchosen)[1]
    assert "Rien n’est effacé : choisissez d’abord" in client.get(asked)[1].replace("\u00a0", " ")
    assert (workspace / FILE).read_text("utf-8") == before
    part = "/dossier/01-ain/dossier/contexte"
    sent = {"/contexte/titre": "Avec Camille Martin", "version": version[1]}
    client.post(part, sent)
    sent = {"qui": "/personnes/martin", "oublier": "oui", "etendue": "dossier"}
    assert client.post("/dossier/01-ain/accords", sent)[1].endswith("?dit=efface")
    draft = (workspace / ".ppgp/brouillons/01-ain/dossier.json").read_text("utf-8")
    left = (workspace / FILE).read_text("utf-8")
    for kept in (draft, left):
        assert "Martin" not in kept and "martin" not in kept and "du recul" not in kept
    assert "titre: Le contexte" in left and "Avec [nom retiré]" in draft
    assert "    - Le service compte quarante agents.\n" in left and "type: citation" not in left
    assert "fonction: puéricultrice" in left and "retrait: " in left
    client.post("/dossier/01-ain/versions", {"nom": "après"})
    versions = Versions(workspace, DossierFolder(workspace / FILE.parent))
    for number in (1, 2):
        held = b"".join(versions.files(number).values())
        assert b"Martin" not in held and b"du recul" not in held, number
    assert client.get("/dossier/01-ain/verifications")[0] == 200


def test_two_people_erased_one_after_the_other_stay_two(start: Running, workspace: Path) -> None:
    second = DOSSIER.replace("  autre:\n    fonction: sage-femme\n", OTHER)
    assert second != DOSSIER
    (workspace / FILE).write_text(second, "utf-8")
    client = Client(start(workspace))
    for key in ("martin", "durand"):
        client.post("/dossier/01-ain/accords", {"qui": f"/personnes/{key}"})
        sent = {"qui": f"/personnes/{key}", "oublier": "oui", "etendue": "dossier"}
        assert client.post("/dossier/01-ain/accords", sent)[1].endswith("?dit=efface")
    left = (workspace / FILE).read_text("utf-8")
    assert "  personne_retiree:\n" in left and "  personne_retiree_2:\n" in left
    assert client.get("/dossier/01-ain/dossier/personnes")[0] == 200


def test_a_quote_is_told_by_its_first_words_where_a_consent_is_withdrawn(
    start: Running, workspace: Path
) -> None:
    key = "avant_je_ne_savais_pas_qui_app"
    named = DOSSIER.replace("  recul:", f"  {key}:").replace("citation: recul", f"citation: {key}")
    (workspace / FILE).write_text(named, "utf-8")
    client = Client(start(workspace))
    page = client.get("/dossier/01-ain/accords?retirer=/personnes/martin")[1]
    asked = re.search(r'<section class="conflit".*?</section>', page, re.S)
    assert asked and "«\u00a0Je prends du recul\u00a0»" in asked[0] and "qui app" not in asked[0]


def test_a_consent_form_is_there_to_print(start: Running, workspace: Path) -> None:
    """With all that a person must be told (RGPD, art. 7 and 13)."""
    client = opened(start, workspace)
    page = client.get("/dossier/01-ain/formulaire-accord?qui=/personnes/martin")[1]
    for told in ("Camille Martin", "puéricultrice", "retirer à tout moment", "cnil.fr"):
        assert told in page
    assert "le Conseil départemental de l’Ain" in page
    assert "Camille Martin" not in client.get("/dossier/01-ain/formulaire-accord?qui=x")[1]


def test_who_is_not_in_the_dossier_withdraws_nothing(start: Running, workspace: Path) -> None:
    client = opened(start, workspace)
    for key in ("", "/personnes/inconnue", "/contexte", "/personnes/martin/nom"):
        assert client.post("/dossier/01-ain/accords", {"qui": key})[0] == 404
    assert (workspace / FILE).read_text("utf-8") == DOSSIER


def test_a_version_is_kept_compared_and_put_back(start: Running, workspace: Path) -> None:
    client, page = opened(start, workspace), "/dossier/01-ain/versions"
    assert client.post(page, {"nom": "Envoyée <b>au</b> département"})[1].endswith("dit=garde")
    later = DOSSIER.replace("quarante agents", "cinquante agents")
    (workspace / FILE).write_text(later, "utf-8")
    shown = client.get(f"{page}?de=1&a=actuel")[1]
    assert "Envoyée &lt;b&gt;au&lt;/b&gt; département" in shown
    assert "quarante" in shown and "cinquante" in shown
    assert client.post(page, {"remettre": "1"})[1].endswith("dit=remis&avant=2")
    assert (workspace / FILE).read_text("utf-8") == DOSSIER
    assert "automatique" in client.get(page)[1]
    assert client.post(page, {"remettre": "2"})[1].endswith("dit=remis&avant=3")
    assert (workspace / FILE).read_text("utf-8") == later


def test_a_version_that_does_not_exist_is_told(start: Running, workspace: Path) -> None:
    client = opened(start, workspace)
    for number in ("7", "-1", "x", "0"):
        assert client.post("/dossier/01-ain/versions", {"remettre": number})[0] == 409
    assert client.get("/dossier/01-ain/versions?de=9&a=actuel")[0] == 409


def test_a_check_is_set_aside_with_its_reason(start: Running, workspace: Path) -> None:
    client = Client(start(workspace))
    page = "/dossier/60-oise/verifications"
    code = re.search(r'name="code" value="([A-Z]\d{3})"', client.get(page)[1])
    assert code
    assert client.post(page, {"code": code[1], "raison": "court"})[0] == 422
    sent = {"code": code[1], "raison": "les deux populations se recouvrent"}
    assert client.post(page, sent)[0] == 303
    assert f'value="{code[1]}"' not in client.get(page)[1]
    assert client.post(page, {"code": "C901", "raison": "elle est d’accord, promis"})[0] == 422


def test_a_dossier_starts_with_a_name_or_says_what_to_type(tmp_path: Path, start: Running) -> None:
    client = Client(start(tmp_path))
    assert "Par quoi commencer" in client.get("/")[1]
    where = client.post("/nouveau", {"territoire": "La Réunion"})
    assert where == (303, "/dossier/974-la-reunion")
    for said in ("974", "la reunion"):
        assert client.post("/nouveau", {"territoire": said})[0] == 409
    assert client.post("/nouveau", {"territoire": "Corse"})[0] == 422
    assert "2A" in client.post("/nouveau", {"territoire": "Corse"})[1]
    for wrong in ("", "Atlantide", "../../etc", "<script>"):
        status, text = client.post("/nouveau", {"territoire": wrong})
        assert status == 422 and "<script>" not in text.replace("<script src=", "")
    added = client.post("/dossier/974-la-reunion/ajouter", {"fiche": "12"})
    assert added == (303, "/dossier/974-la-reunion/fiche.12/general")
    assert client.get(added[1])[0] == 200
    assert client.post("/dossier/974-la-reunion/ajouter", {"contrat": "oui"})[0] == 303
    assert client.get("/dossier/974-la-reunion/contrat/general")[0] == 200
    for wrong in ("0", "x", "1000", "²"):
        assert client.post("/dossier/974-la-reunion/ajouter", {"fiche": wrong})[0] == 422


def test_an_example_is_filled_in_without_a_fault(tmp_path: Path, start: Running) -> None:
    client = Client(start(tmp_path))
    sent = {"territoire": "Vaucluse", "depart": "exemple"}
    assert client.post("/nouveau", sent) == (303, "/dossier/84-vaucluse")
    page = client.get("/dossier/84-vaucluse/verifications")[1]
    assert "Rien à corriger" in page or "Aucune erreur" in page
    assert 'class="grave"' not in page
    text = (tmp_path / "departments/84-vaucluse/dossier.yaml").read_text("utf-8")
    assert 'departement: "84"' in text
    assert client.post("/nouveau", {"territoire": "Vaucluse"})[0] == 409
    assert (tmp_path / "departments/84-vaucluse/dossier.yaml").read_text("utf-8") == text


def test_an_unfinished_dossier_makes_drafts_apart(start: Running, workspace: Path) -> None:
    faulty = DOSSIER.replace("edition: 2024-03", "edition: demain")
    (workspace / FILE).write_text(faulty, "utf-8")
    client, page = Client(start(workspace)), "/dossier/01-ain/documents"
    assert client.post(page, {"sorte": "brouillon"})[0] == 303
    end = time.monotonic() + 90
    while 'role="status"><p>' in (shown := client.get(page)[1]) and "<progress" in shown:
        assert time.monotonic() < end
        time.sleep(0.3)
    names = re.findall(r'href="/documents/01-ain/([^"]+)"', shown)
    assert names and all("-brouillon" in name for name in names)
    assert "reste à faire" in shown


def test_a_board_of_a_hundred_dossiers_opens_within_a_second(tmp_path: Path) -> None:
    """Those that are not read yet say so, and are read aside."""
    from ppgp_docs.francais.territoires import departements
    from ppgp_docs.studio.board import rows
    from ppgp_docs.studio.dossier_states import DossierStates
    from ppgp_docs.studio.new_files import Beginning, start_dossier

    opened = OpenWorkspace.open(tmp_path)
    for territory in departements():
        start_dossier(opened, Beginning(territory.code))
    standings = DossierStates(opened)
    begun, worked = time.monotonic(), time.thread_time()
    shown = tuple(rows(opened, standings))
    assert len(shown) == 102
    assert time.thread_time() - worked < 1  # what this machine does beside is not counted
    assert time.monotonic() - begun < 30
    standings.close()


SHOWN = """departement: "01"
personnes:
  parents:
    fonction: parents de l’atelier
    photo:
      fichier: images/atelier.png
      alt: Des parents
    consentements:
      - objet: photo
        date: 12/01/2024
        retrait: 03/10/2025
activites:
  - titre: L’atelier
    blocs:
      - Un texte.
      - type: image  # la photo
        image:
          fichier: images/atelier.png
          alt: Des parents à l’atelier
  - titre: Une autre
    blocs:
      - type: image
        image:
          fichier: images/atelier.png
          alt: Les mêmes
"""


def test_an_erased_photo_is_shown_nowhere_any_more(start: Running, workspace: Path) -> None:
    """Once the record forgets it, nothing else would say that it may not be published."""
    (workspace / FILE).write_text(SHOWN, "utf-8")
    picture = workspace / FILE.parent / "images/atelier.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(next((workspace / FILE.parent).rglob("*.png")).read_bytes())
    client = Client(start(workspace))
    sent = {"qui": "/personnes/parents", "oublier": "oui", "etendue": "versions"}
    assert client.post("/dossier/01-ain/accords", sent)[1].endswith("?dit=oublie")
    left = (workspace / FILE).read_text("utf-8")
    assert "atelier.png" not in left and not picture.exists()
    assert "- Un texte." in left and left.endswith("blocs:\n") and "retrait: 03/10/2025" in left


def test_words_and_pictures_of_nobody_are_told_where_consents_are(
    start: Running, workspace: Path
) -> None:
    """Each leads to its form; what a person of the dossier stands behind is not listed."""
    quotes = "citations:\n  seul:\n    texte: Je laisse des silences\n"
    (workspace / FILE).write_text(SHOWN.replace("images/atelier.png", "images/a.png", 1) + quotes)
    page = Client(start(workspace)).get("/dossier/01-ain/accords")[1]
    told = page[page.index("Sans personne désignée") :]
    assert "/dossier/01-ain/dossier/citations#/citations/seul" in told
    assert "/dossier/01-ain/dossier/activites.1#/activites/0/blocs/1" in told
    assert "depuis le 12 janvier 2024" in page and "retiré le 3 octobre 2025" in page


def withdrawn_since(start: Running, workspace: Path) -> Client:
    """A dossier whose first version is older than a withdrawal."""
    client = opened(start, workspace)
    client.post("/dossier/01-ain/versions", {"nom": "envoyée"})
    client.post("/dossier/01-ain/accords", {"qui": "/personnes/martin"})
    return client


def test_whom_a_version_brings_back_is_told_by_name_before_it_is_put_back(
    start: Running, workspace: Path
) -> None:
    client = withdrawn_since(start, workspace)
    page = client.get("/dossier/01-ain/versions?remettre=1")[1]
    assert "Camille Martin\u00a0: son accord, retiré le" in page
    assert "Remettre en place avec eux" in page


def test_what_was_withdrawn_stays_so_in_a_version_put_back_unless_it_is_asked_for(
    start: Running, workspace: Path
) -> None:
    client, page = withdrawn_since(start, workspace), "/dossier/01-ain/versions"
    client.post(page, {"remettre": "1"})
    assert "retrait:" in (workspace / FILE).read_text("utf-8")
    client.post(page, {"remettre": "1", "retraits": "reviennent"})
    assert (workspace / FILE).read_text("utf-8") == DOSSIER


def test_a_part_taken_back_brings_no_consent_back(start: Running, workspace: Path) -> None:
    client = withdrawn_since(start, workspace)
    client.post("/dossier/01-ain/versions", {"reprendre": "1|dossier|personnes"})
    form = "/dossier/01-ain/dossier/general"
    client.post(form, {"geste": "enregistrer"})
    assert "retrait:" in (workspace / FILE).read_text("utf-8")


def test_a_version_put_back_is_taken_back_on_the_page_of_versions(
    start: Running, workspace: Path
) -> None:
    client, page = opened(start, workspace), "/dossier/01-ain/versions"
    client.post(page, {"nom": "envoyée"})
    later = DOSSIER.replace("quarante", "cinquante")
    (workspace / FILE).write_text(later, "utf-8")
    there = client.post(page, {"remettre": "1"})[1]
    before = re.search(r'name="remettre" value="(\d)".*Annuler cette', client.get(there)[1])
    assert before
    client.post(page, {"remettre": before[1], "retraits": "reviennent"})
    assert (workspace / FILE).read_text("utf-8") == later


def test_undo_takes_a_version_put_back_back_too(start: Running, workspace: Path) -> None:
    """With what was not saved over it, the letters first, then the version."""
    client, form = opened(start, workspace), "/dossier/01-ain/dossier/contexte"
    client.post("/dossier/01-ain/versions", {"nom": "envoyée"})
    later = DOSSIER.replace("quarante", "cinquante")
    (workspace / FILE).write_text(later, "utf-8")
    client.post(form, {"/contexte/titre": "Le cadre"})
    client.post("/dossier/01-ain/versions", {"remettre": "1"})
    for _ in range(2):
        assert 'value="annuler">' in client.get(form)[1]
        client.post(form, {"geste": "annuler"})
    client.post(form, {"geste": "enregistrer"})
    assert (workspace / FILE).read_text("utf-8") == later
