"""A dossier begins in a few fields: blank, from another one, or as the next edition of its own."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from tests.commande import ppgp
from tests.studio.conftest import Client, Running, until

AIN = Path("departments/01-ain/dossier.yaml")
DROME = Path("departments/26-drome/dossier.yaml")


def loaded(file: Path) -> dict[str, object]:
    held = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(held, dict)
    return held


def test_a_date_and_whom_to_ask_are_written_where_they_belong(
    client: Client, workspace: Path
) -> None:
    sent = {
        "territoire": "26",
        "edition": "mars 2026",
        "nom-1": "Claude  Essai",
        "fonction-1": "Direction de la PMI",
        "courriel-1": "pmi@exemple.fr",
        "fonction-2": "Secrétariat",
    }
    assert client.post("/nouveau", sent) == (303, "/dossier/26-drome")
    text, held = (workspace / DROME).read_text("utf-8"), loaded(workspace / DROME)
    assert held["edition"] == "2026-03"
    first, second = held["appel"]["contacts"]  # type: ignore[index]
    assert first["nom"] == "Claude Essai" and first["courriel"] == "pmi@exemple.fr"
    assert second == {"fonction": "Secrétariat"}
    assert "# Date d’édition" in text, "the help of the blank form stays"


def test_another_dossier_gives_its_frame_and_never_its_people_nor_its_values(
    client: Client, workspace: Path
) -> None:
    page = client.get("/nouveau?depart=autre&modele=01-ain")[1]
    offered = set(re.findall(r'name="garder:(\w+)"', page))
    assert {"chiffres", "contexte", "couverture", "appel"} <= offered
    assert not offered & {"personnes", "citations", "departement", "dispenses", "edition"}
    every = {f"garder:{name}": "oui" for name in (*offered, "personnes", "citations")}
    client.post("/nouveau", {"territoire": "Drôme", "depart": "autre", "modele": "01-ain", **every})
    before, after = loaded(workspace / AIN), loaded(workspace / DROME)
    assert after["departement"] == "26"
    assert after["contexte"] == before["contexte"]
    assert list(after["chiffres"]) == list(before["chiffres"])  # type: ignore[call-overload]
    assert not any(each.get("valeur") for each in after["chiffres"].values())  # type: ignore[attr-defined]
    assert not after["personnes"] and not after["citations"]
    assert "contacts" not in after["appel"] and "consentements" not in str(after)  # type: ignore[operator]
    assert (workspace / "departments/26-drome/images/couverture.png").is_file()


def test_the_next_edition_keeps_the_former_one_and_waits_for_the_figures_of_the_year(
    client: Client, workspace: Path
) -> None:
    before = (workspace / AIN).read_bytes()
    page = client.get("/dossier/01-ain/nouvelle-edition")[1]
    checked = re.findall(r'name="garder:(\w+)" value="oui" checked', page)
    assert "contexte" in checked and "chronologie" not in checked
    sent = {"edition": "2027-03", **{f"garder:{name}": "oui" for name in checked}}
    status, where = client.post("/dossier/01-ain/nouvelle-edition", sent)
    assert status == 303
    assert (workspace / AIN).read_bytes() == before, "it waits in a draft"
    assert "Avant la nouvelle édition" in client.get("/dossier/01-ain/versions")[1]
    form = where.partition("?")[0]
    version = re.search(r'id="version" value="(\w+)"', client.get(form)[1])
    assert version
    client.post(form, {"geste": "enregistrer", "version": version[1]})
    old, new = yaml.load(before, yaml.BaseLoader), loaded(workspace / AIN)
    assert new["edition"] == "2027-03"
    assert new["contexte"] == old["contexte"] and not new["chronologie"]
    assert new["chiffres"]["formes"]["libelle"] == old["chiffres"]["formes"]["libelle"]  # type: ignore[index]
    assert not new["chiffres"]["formes"]["valeur"]  # type: ignore[index]
    comments = [line for line in before.decode().splitlines() if line.startswith("# Questions")]
    assert comments and all(one in (workspace / AIN).read_text("utf-8") for one in comments)


def test_the_board_says_what_remains_and_each_word_leads_to_its_place(
    start: Running, workspace: Path
) -> None:
    file = workspace / AIN
    file.write_text(re.sub(r"^( +accroche:) .*$", r"\1", file.read_text("utf-8"), flags=re.M))
    client = Client(start(workspace))
    client.post("/nouveau", {"territoire": "26"})
    until(lambda: "Lecture en cours" not in client.get("/")[1])
    board = client.get("/")[1]
    link = re.search(r'<a href="(/dossier/01-ain/[^"]+)">([^<]+)</a>', board)
    assert link and "Accroche" in link[2], board
    assert link[1] == "/dossier/01-ain/dossier/appel#/appel/accroche"
    assert 'id="/appel/accroche"' in client.get(link[1].partition("#")[0])[1]
    assert '<a href="/dossier/26-drome/dossier/contexte">Contexte</a>' in board


def test_the_board_judges_documents_by_what_they_were_made_from(
    start: Running, workspace: Path
) -> None:
    """A date says nothing: a file that was only touched, or saved as it was, leaves them as new."""
    for other in ("60-oise", "77-seine-et-marne"):
        (workspace / "departments" / other).rename(workspace / other)
    assert ppgp("build", "01", "--only", "page-web", cwd=workspace).returncode == 0
    client, file = Client(start(workspace)), workspace / AIN

    def documents() -> str:
        until(lambda: "Lecture en cours" not in client.get("/")[1])
        return re.sub(r"<[^>]+>", " ", client.get("/")[1].partition('data-colonne="Documents')[2])[
            :160
        ]

    assert "à jour" in documents()
    file.touch()
    assert "à jour" in documents()
    file.write_text(file.read_text("utf-8").replace("titre: Le contexte", "titre: Le cadre", 1))
    assert "1 à refaire" in documents()


def test_a_dossier_that_begins_has_nothing_to_sort(start: Running, tmp_path: Path) -> None:
    """The part of what waits for its place is there while something does."""
    client = Client(start(tmp_path))
    client.post("/nouveau", {"territoire": "La Réunion"})
    part = "/dossier/974-la-reunion/dossier/contexte"
    assert "À classer" not in client.get(part)[1]
    file = tmp_path / "departments/974-la-reunion/dossier.yaml"
    text = file.read_text("utf-8")
    start_of = text.index("\na_classer:")
    filled = text[start_of:].replace("blocs:", "blocs:\n    - Une note.", 1)
    file.write_text(text[:start_of] + filled, "utf-8")
    assert "À classer" in client.get(part)[1]
