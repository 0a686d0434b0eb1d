"""Files that people bring: a fiche that came back from Word, notes, what serves for nothing."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import yaml
from tests.conftest import SHIPPED
from tests.roundtrip.conftest import ESSAI
from tests.roundtrip.test_pictures_brought import drawn, with_pictures, with_the_pictures
from tests.roundtrip.word_hand import edited, revised, typed
from tests.studio.conftest import Client, Opened, accessible, ask

from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.studio.serve import Studio
from ppgp_docs.workspace.find import find_workspace

FICHE = "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml"


@pytest.fixture(scope="module")
def sent() -> bytes:
    """The Word file of the shipped fiche, as it is sent out."""
    workspace = find_workspace(SHIPPED)
    session = Session.start(workspace)
    folder = next(each for each in workspace.folders() if each.name.startswith("77"))
    dossier = session.read(folder).dossier
    (document,) = session.plugins.format("fiche-action").documents(dossier)
    data = render(document, session).data
    assert data
    return data


def bring(client: Client, name: str, data: bytes) -> tuple[int, str]:
    edge = "xxBORDxx"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="fichier"; filename="{name}"\r\n'
    head += "Content-Type: application/octet-stream\r\n\r\n"
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    headers = {
        **client.own,
        "Origin": f"http://127.0.0.1:{client.port}",
        "Content-Type": f"multipart/form-data; boundary={edge}",
    }
    status, found, text = ask(client.port, "POST", "/fichiers/apporter", headers, body)
    return status, found.get("location", text)


def answers(page: str) -> dict[str, str]:
    """The answers that the page proposes, as a browser would send them."""
    boxes = re.findall(r'name="(choix-\w+)" value="(\w+)"( checked)?', page)
    return {name: value for name, value, checked in boxes if checked}


def test_a_picture_that_came_back_is_taken_among_those_of_the_dossier(
    client: Client, workspace: Path, sent: bytes
) -> None:
    where = bring(client, "fiche.docx", with_pictures(sent, drawn("PNG")))[1]
    page = client.get(where)[1]
    assert "Images à garder dans le dossier" in page
    [name] = re.findall(r'name="(image-\w+)"', page)
    images = workspace / "departments" / "77-seine-et-marne" / "images"
    client.post(where, {})
    assert not images.exists(), "none is taken that was not chosen"
    where = bring(client, "fiche.docx", with_pictures(sent, drawn("PNG")))[1]
    told = client.post(where, {name: "oui"})[1].replace("\u00a0", " ")
    assert "1 image dans le dossier : images/plan-d-acces.png" in told
    assert [one.name for one in images.iterdir()] == ["plan-d-acces.png"]


def test_a_picture_that_replaced_another_is_put_in_its_place(
    client: Client, workspace: Path
) -> None:
    """Once on the page: to take, to keep or to leave."""
    folder = workspace / "departments" / "2A-essai"
    shutil.copytree(ESSAI, folder)
    session = Session.start(find_workspace(workspace))
    [found] = [one for one in find_workspace(workspace).folders() if one.path == folder]
    (document,) = session.plugins.format("fiche-action").documents(session.read(found).dossier)
    data = render(document, session).data
    assert data
    fiche = next((folder / "fiches").glob("*.yaml"))
    before = fiche.read_text("utf-8")
    back = with_the_pictures(data, drawn("PNG"))
    where = bring(client, "fiche.docx", back)[1]
    page = client.get(where)[1]
    assert "La mettre à la place de images/affiche.png" in page
    assert "Sans place dans le dossier" not in page, "it is listed once"
    [name] = set(re.findall(r'name="(image-\w+)"', page))
    client.post(where, {name: "laisser"})
    assert fiche.read_text("utf-8") == before
    where = bring(client, "fiche.docx", back)[1]
    told = client.post(where, {name: "place"})[1]
    assert "remplace images/affiche.png" in told
    assert "Relisez sa description" in told
    after = fiche.read_text("utf-8")
    [new] = re.findall(r"fichier: (images/l-affiche[\w.-]+)", after)
    assert after == before.replace("images/affiche.png", new, 1)
    assert (folder / new).is_file()
    assert (folder / "images" / "affiche.png").is_file()


def test_a_fiche_that_came_back_is_compared_and_only_what_is_taken_is_written(
    client: Client, workspace: Path, sent: bytes
) -> None:
    before = (workspace / FICHE).read_text("utf-8")
    back = edited(sent, typed("fiche-8:referent", "Service de PMI"))
    back = edited(back, typed("fiche-8:budget.lignes[1].montant", "à voir"))
    status, where = bring(client, "fiche 8 (relue).docx", back)
    assert status == 303
    page = client.get(where)[1]
    for said in ("fiche 8 (relue).docx", "DPMIPE", "Service de PMI", "Ne peut pas être repris"):
        assert said in page
    chosen = answers(page)
    assert list(chosen.values()) == ["prendre"], "what cannot be taken is not asked"
    assert (workspace / FICHE).read_text("utf-8") == before, "looking writes nothing"
    name = next(iter(chosen))
    assert client.post(where, {name: "laisser"})[1].endswith("?dit=laisse")
    assert (workspace / FICHE).read_text("utf-8") == before
    where = bring(client, "fiche.docx", back)[1]
    assert client.post(where, chosen)[1].endswith("?dit=reporte")
    after = (workspace / FICHE).read_text("utf-8")
    assert after == before.replace("referent: DPMIPE", "referent: Service de PMI", 1)
    assert "Version automatique" in client.get("/dossier/77-seine-et-marne/versions")[1]
    assert client.get(where)[0] == 404, "the copy is gone once its affair is settled"


@pytest.mark.parametrize(
    ("ticked", "text"),
    [
        ((0, 1), "DPMIPE et ARS, service de santé"),
        ((0,), "DPMIPE et ARS, service de PMI"),
        ((1,), "DPMIPE, service de santé"),
    ],
)
def test_changes_that_word_tracks_in_one_text_are_taken_one_by_one(
    client: Client, workspace: Path, sent: bytes, ticked: tuple[int, ...], text: str
) -> None:
    where = bring(client, "fiche.docx", edited(sent, revised))[1]
    page = client.get(where)[1]
    assert "Mme Roux, 02/11/2026" in page and "M. Durand" in page
    assert "<ins>et ARS</ins>" in page and "<del>de PMI</del> → <ins>de santé</ins>" in page
    [name] = answers(page)
    boxes = {f"{name}-suivi-{rank}": "oui" for rank in ticked}
    assert client.post(where, {name: "choisir", **boxes})[1].endswith("?dit=reporte")
    assert f"referent: {text}" in (workspace / FICHE).read_text("utf-8")


def test_a_text_of_which_no_tracked_change_is_taken_keeps_what_was_typed_without(
    client: Client, workspace: Path, sent: bytes
) -> None:
    where = bring(client, "fiche.docx", edited(sent, revised))[1]
    [name] = answers(client.get(where)[1])
    assert client.post(where, {name: "choisir"})[0] == 303
    assert "referent: DPMIPE, service de PMI\n" in (workspace / FICHE).read_text("utf-8")


def test_a_change_made_meanwhile_in_the_dossier_shows_three_texts_and_takes_none_by_itself(
    client: Client, workspace: Path, sent: bytes
) -> None:
    file = workspace / FICHE
    where = bring(client, "f.docx", edited(sent, typed("fiche-8:referent", "PMI")))[1]
    file.write_text(
        file.read_text("utf-8").replace("referent: DPMIPE", "referent: Direction", 1), "utf-8"
    )
    page = client.get(where)[1]
    assert all(said in page for said in ("DPMIPE", "Direction", "Modifié des deux côtés"))
    assert answers(page) == dict.fromkeys(answers(page), "laisser")


def test_a_file_that_came_back_is_compared_with_a_dossier_that_has_findings(
    client: Client, workspace: Path, sent: bytes
) -> None:
    file = workspace / FICHE
    text = file.read_text("utf-8").replace("montant: 180 500 €", "montant: 180 600 €", 1)
    file.write_text(text, "utf-8")
    where = bring(client, "f.docx", edited(sent, typed("fiche-8:referent", "PMI")))[1]
    status, page, *_ = client.get(where)
    assert status == 200
    assert client.post(where, answers(page))[1].endswith("?dit=reporte")
    assert "referent: PMI\n" in file.read_text("utf-8")


def test_a_dossier_that_cannot_be_read_is_told_without_a_command_to_run(
    client: Client, workspace: Path, sent: bytes
) -> None:
    file = workspace / FICHE
    file.write_text(file.read_text("utf-8").replace("\nbudget:", "\nbudget: [", 1), "utf-8")
    status, page, *_ = client.get(bring(client, "f.docx", sent)[1])
    assert status == 422
    assert "ne se lit pas, ligne" in page and "ppgp check" not in page


def notes() -> bytes:
    document = docx.Document()
    document.add_paragraph("À qui montrer ces notes : à personne pour l’instant.")
    document.add_heading("Contexte", 1)
    document.add_paragraph("Le service compte quarante agents, répartis sur six sites.")
    document.add_paragraph("En mai 2025, 84 familles ont répondu à une enquête.")
    document.add_heading("Recettes de grand-mère", 1)
    document.add_paragraph("Rien de ce titre ne dit à quelle partie il appartient.")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_notes_become_a_draft_and_what_waits_is_put_in_its_place(
    client: Client, workspace: Path
) -> None:
    status, where = bring(client, "Notes Drôme.docx", notes())
    assert status == 303 and where.startswith("/notes/")
    assert client.post(where, {"territoire": "Atlantide"})[0] == 422
    assert client.post(where, {"territoire": "Ain"})[0] == 409, "a dossier is never replaced"
    status, page = client.post(where, {"territoire": "Drôme"})
    assert status == 200 and "Le brouillon est prêt" in page
    boxes = re.findall(r'type="checkbox" id="[^"]+" name="([^"]+)"', page)
    assert boxes == ["chiffre:familles", "date:0"]
    ticked = dict.fromkeys(boxes, "oui") | {
        "territoire": "26",
        "libelle:familles": "familles qui ont répondu",
        "titre:0": "L’enquête",
    }
    assert client.post(f"{where}/pris", ticked) == (303, "/dossier/26-drome")
    held = yaml.load(
        (workspace / "departments/26-drome/dossier.yaml").read_text("utf-8"), yaml.BaseLoader
    )
    figure = {"libelle": "familles qui ont répondu", "valeur": "84", "unite": "familles"}
    assert list(held["chiffres"].values()) == [figure]
    (milestone,) = held["chronologie"]["jalons"]
    assert (milestone["date"], milestone["titre"]) == ("mai 2025", "L’enquête")
    assert client.post(f"{where}/pris", ticked)[0] == 404, "the copy is gone"
    form = "/dossier/26-drome/dossier/a_classer"
    sort(client, form)
    text = (workspace / "departments/26-drome/dossier.yaml").read_text("utf-8")
    assert all(said in text for said in ("quarante agents", "à quelle partie", "À qui montrer"))
    assert client.get("/dossier/26-drome/dossier/contexte")[0] == 200


def sort(client: Client, form: str) -> None:
    """Put every block that waits in the context, one after the other."""
    for _ in range(20):
        status, page = client.get(form)
        if status == 404:
            return
        version = re.search(r'id="version" value="(\w+)"', page)
        assert version
        place = "classer:/a_classer/blocs/0"
        sent = {"geste": place, place: "/contexte/blocs", "version": version[1]}
        status, _ = client.post(form, sent)
        assert status == 303
    raise AssertionError("blocks remain")


REFUSED = {
    "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "tableau.xlsx": b"PK\x03\x04" + bytes(60),
    "vide.docx": b"",
    "note.pdf": b"%PDF-1.7\n%%EOF",
    "../../etc/passwd": b"root",
    "": b"x",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_serves_for_nothing_is_refused_with_its_reason(client: Client, name: str) -> None:
    status, page = bring(client, name, REFUSED[name])
    if status == 303:  # it may be notes: their reader then says what is wrong
        status, page = client.post(page, {"territoire": "Drôme"})
    assert status == 422
    assert re.search(r'<li class="grave"><span class="lu">Erreur.: </span>.{12,}', page)


@pytest.fixture
def dropped(sent: bytes) -> Iterator[list[int]]:
    yield list(edited(sent, typed("fiche-8:referent", "Service de PMI")))


@pytest.mark.browser
def test_a_file_that_is_dropped_anywhere_is_compared(
    studio: Studio, workspace: Path, opened: Opened, dropped: list[int]
) -> None:
    page = opened(studio, "/dossier/01-ain/dossier/contexte")
    page.evaluate(
        """(bytes) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "fiche.docx"));
          const sent = (kind) => document.querySelector("h1").dispatchEvent(
            new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
          sent("dragover");
          sent("drop");
        }""",
        dropped,
    )
    page.wait_for_url("**/revenu/*")
    accessible(page)
    page.get_by_role("button", name="Reporter dans le dossier").click()
    page.wait_for_url("**?dit=reporte")
    assert "Service de PMI" in (workspace / FICHE).read_text("utf-8")
