"""Forms made from the schemas: all that a file says is there, and what is sent back unchanged
changes nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from tests.studio.conftest import Client, Running, ask

DEPARTMENTS = ("01-ain", "60-oise", "77-seine-et-marne")


class Fields(HTMLParser):
    """The fields of a form as a browser would send them (HTML, § 4.10.21.4)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: dict[str, str] = {}
        self._open, self._select = "", ""
        self._first = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") != "submit":
            self.sent[name] = re.sub(r"[\r\n]", "", given.get("value", ""))
        elif tag == "textarea" and name:
            self._open, self._first, self.sent[name] = name, True, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.sent or "selected" in given):
            self.sent[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self._open] = self.sent[self._open].replace("\n", "\r\n")
            self._open = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            if self._first:
                data = data.removeprefix("\n")  # a browser drops the first line end
            self._first = False
            self.sent[self._open] += data


def parts(client: Client, department: str) -> list[str]:
    """The addresses of every part of every file of a dossier."""
    status, page = client.get(f"/dossier/{department}/dossier/general")
    assert status == 200
    found = re.findall(r'href="(/dossier/[^"#]+/[^"#]+/[^"#]+)"', page)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_form_sent_back_as_it_came_changes_nothing(
    client: Client, workspace: Path, department: str
) -> None:
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    addresses = parts(client, department)
    assert len(addresses) > 10
    for address in addresses:
        status, page = client.get(address)
        assert status == 200, address
        sent = {**Fields(page).sent, "geste": "enregistrer"}
        status, where = client.post(address, sent)
        assert (status, where) == (303, f"{address}?dit=enregistre"), where
    after = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    assert after == before


def test_every_single_text_of_a_dossier_has_its_field(client: Client, workspace: Path) -> None:
    """Each line of the YAML that holds a text is found in some form of the dossier."""
    shown: set[str] = set()
    for address in parts(client, "01-ain"):
        shown |= set(Fields(client.get(address)[1]).sent.values())
    text = (workspace / "departments" / "01-ain" / "dossier.yaml").read_text("utf-8")
    typed = set(
        re.findall(
            r"^ *(?:- )?(?:titre|libelle|valeur|fonction|unite|source|alt): ([^'\">|#\n]+)$",
            text,
            re.M,
        )
    )
    assert len(typed) > 60
    assert typed - shown == set()


PART = "/dossier/01-ain/dossier/contexte"


def test_only_the_field_that_changed_is_written(client: Client, workspace: Path) -> None:
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    before = file.read_text("utf-8")
    sent = Fields(client.get(PART)[1]).sent
    sent["/contexte/titre"] = "Le contexte : dans l’Ain"
    assert client.post(PART, {**sent, "geste": "enregistrer"})[0] == 303
    after = file.read_text("utf-8")
    changed = [
        pair
        for pair in zip(before.splitlines(), after.splitlines(), strict=True)
        if pair[0] != pair[1]
    ]
    assert changed == [("  titre: Le contexte", "  titre: 'Le contexte : dans l’Ain'")]
    assert not (workspace / ".ppgp" / "brouillons").exists()


def test_a_draft_is_kept_beside_the_dossier_and_not_in_it(client: Client, workspace: Path) -> None:
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    before = file.read_bytes()
    sent = Fields(client.get(PART)[1]).sent
    assert client.post(PART, {**sent, "/contexte/titre": "Brouillon"})[0] == 303
    assert file.read_bytes() == before
    assert Fields(client.get(PART)[1]).sent["/contexte/titre"] == "Brouillon"
    assert "Brouillon" in (workspace / ".ppgp/brouillons/01-ain/dossier.json").read_text("utf-8")
    assert client.post(PART, {"geste": "abandonner"})[1].endswith("?dit=abandonne")
    client.post(PART, {**Fields(client.get(PART)[1]).sent, "geste": "enregistrer"})
    assert not (workspace / ".ppgp").exists()


def test_names_that_the_form_does_not_have_count_for_nothing(
    client: Client, workspace: Path
) -> None:
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    forged = {
        "/departement": "99",
        "/contexte/nouveau": "x",
        "/contexte/blocs/999/titre": "x",
        "/contexte/blocs/-1/titre": "x",
        "/contexte/blocs/0/type": "x",
        "/../../x": "x",
        "/chiffres/formes/valeur": "1",
        "": "x",
        "version": "inconnue",
        "geste": "enregistrer",
    }
    assert client.post(PART, forged)[0] == 303
    assert {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()} == before


GESTURES = ("retirer", "monter", "descendre", "dupliquer")


def test_blocks_are_added_moved_duplicated_taken_out_and_put_back(
    client: Client, workspace: Path
) -> None:
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    before = file.read_bytes()

    def titles() -> list[str]:
        sent = Fields(client.get(PART)[1]).sent
        return [v for k, v in sent.items() if re.fullmatch(r"/contexte/blocs/\d+/titre", k)]

    def press(gesture: str, **more: str) -> None:
        status, where = client.post(
            PART, {**Fields(client.get(PART)[1]).sent, "geste": gesture, **more}
        )
        assert status == 303, where

    first = titles()
    assert len(first) >= 2
    press("descendre:/contexte/blocs/0")
    assert titles()[:2] == [first[1], first[0]]
    press("dupliquer:/contexte/blocs/0")
    assert titles()[:3] == [first[1], first[1], first[0]]
    press("retirer:/contexte/blocs/2")
    assert titles()[:2] == [first[1], first[1]]
    press("ajouter:/contexte/blocs", **{"ajouter:/contexte/blocs": "encart"})
    assert len(titles()) == len(first) + 1
    for _ in range(4):
        press("annuler")
    assert titles() == first
    assert file.read_bytes() == before
    assert not (workspace / ".ppgp").exists()


def test_a_new_figure_gets_its_name_from_what_it_counts(client: Client, workspace: Path) -> None:
    part = "/dossier/01-ain/dossier/chiffres"
    for _ in range(2):
        sent = Fields(client.get(part)[1]).sent
        new = {"/chiffres/+1/libelle": "Élèves reçus à l’école", "/chiffres/+1/valeur": "12"}
        assert client.post(part, {**sent, **new})[0] == 303
    sent = Fields(client.get(part)[1]).sent
    assert sent["/chiffres/eleves_recus_a_l_ecole/valeur"] == "12"
    assert sent["/chiffres/eleves_recus_a_l_ecole/libelle"] == "Élèves reçus à l’école"
    assert "/chiffres/eleves_recus_a_l_ecole_2/libelle" in sent


def test_a_figure_tells_what_it_is_of_its_base(client: Client, workspace: Path) -> None:
    """7 of 9 answers: 78 %, as the documents print it; nothing while the base cannot be read."""
    part = "/dossier/01-ain/dossier/chiffres"
    page = client.get(part)[1]
    assert shares(page).count("soit 78\u00a0%") >= 1
    sent = Fields(page).sent
    client.post(part, {**sent, "/chiffres/repondants/valeur": "14"})
    assert "soit 50\u00a0%" in shares(client.get(part)[1])
    for typed in ("0", "beaucoup", ""):
        sent = Fields(client.get(part)[1]).sent
        client.post(part, {**sent, "/chiffres/repondants/valeur": typed})
        status, page = client.get(part)
        assert status == 200
        assert shares(page).count("") > 2


def shares(page: str) -> list[str]:
    """The share of each figure; of what, in full, stands behind it: the choice cuts it."""
    return re.findall(r'<p class="part">([^<]*?)(?: de \d[^<]*)?</p>', page)


def test_findings_stand_beside_their_field_and_name_no_key(client: Client, workspace: Path) -> None:
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    text = file.read_text("utf-8").replace("debut: 2022-05-13", "debut: hier", 1)
    file.write_text(text, "utf-8")
    page = client.get("/dossier/01-ain/dossier/demarche")[1]
    beside = re.search(r'<ul class="constats" id="constats/demarche/debut">.*?</ul>', page, re.S)
    assert beside and "date" in beside[0]
    assert (
        'aria-describedby="aide/demarche/debut constats/demarche/debut" aria-invalid="true"' in page
    )
    assert "`" not in beside[0] and "V003" not in beside[0]
    assert "1\u00a0erreur" in page or "1 erreur" in page


def test_a_missing_field_is_told_in_the_form_where_it_is_missing(
    client: Client, workspace: Path
) -> None:
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    text = re.sub(r"\n  accroche: .*", "", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    page = client.get("/dossier/01-ain/dossier/appel")[1]
    assert 'id="constats/appel/accroche"' in page


def beside(page: str, part: str) -> str:
    """What stands beside a part in the list on the left."""
    found = re.search(rf'/{part}"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_a_part_tells_what_it_asks_for_and_nothing_else(client: Client, workspace: Path) -> None:
    """Optional fields ask for nothing; a field that lacks is to be filled in, not an error."""
    page = client.get("/dossier/01-ain/dossier/contexte")[1]
    assert beside(page, "contexte") == "Le contexte" or beside(page, "contexte") == "Contexte"
    assert "à remplir" not in "".join(re.findall(r'<span class="pastille">[^<]*', page))
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    text = file.read_text("utf-8")
    text = re.sub(r"^( +fonction:) .*$", r"\1", text, count=1, flags=re.M)
    file.write_text(re.sub(r"^( +accroche:) .*$", r"\1", text, count=1, flags=re.M), "utf-8")
    page = client.get("/dossier/01-ain/dossier/contexte")[1]
    assert beside(page, "appel") == "Appel à l’action, 1 champ à remplir"
    assert beside(page, "personnes") == "Personnes, 1 champ à remplir"


def test_a_blank_dossier_asks_to_begin_its_story_and_no_more(
    start: Running, tmp_path: Path
) -> None:
    client = Client(start(tmp_path))
    _, where = client.post("/nouveau", {"territoire": "La Réunion"})
    page = client.get(f"{where}/dossier/contexte")[1]
    for part in ("introduction", "contexte", "chronologie", "activites", "et_apres", "appel"):
        assert beside(page, part).endswith(" à commencer"), part
    for part in ("chiffres", "sigles", "mentions", "couverture", "general"):
        assert "à" not in beside(page, part).split(), part


def test_a_shared_cost_of_the_contract_has_its_weights_by_the_numbers_of_fiches(
    client: Client, workspace: Path
) -> None:
    """What is no cell of its line stands below it; a name that the file refuses is not written."""
    file = workspace / "departments" / "77-seine-et-marne" / "contrat.yaml"
    before = file.read_text("utf-8")
    part = "/dossier/77-seine-et-marne/contrat/couts_transverses"
    line = {"financeur": "FIR", "annee": "2021", "montant": "120 000 €"}
    rows = {f"/couts_transverses/+1/{key}": value for key, value in line.items()}
    client.post(part, {**Fields(client.get(part)[1]).sent, **rows})
    name = "/couts_transverses/0/cle"
    for said in ("Fiche 8", "8"):
        sent = Fields(client.get(part)[1]).sent
        client.post(part, {**sent, f"nommer:{name}": said, "geste": f"nommer:{name}"})
    weights = {f"{name}/8": "250", "geste": "enregistrer"}
    client.post(part, {**Fields(client.get(part)[1]).sent, **weights})
    after = file.read_text("utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    assert yaml.safe_load(after)["couts_transverses"] == [{**line, "annee": 2021, "cle": {8: 250}}]


def test_an_amount_that_is_worked_out_from_its_row_counts_in_the_sum(
    client: Client, workspace: Path
) -> None:
    (file,) = (workspace / "departments" / "77-seine-et-marne" / "fiches").glob("08*.yaml")
    text = file.read_text("utf-8")
    worked_out = text.replace("montant: 180 500 €", "quantite: 361\n      cout_unitaire: 500 €", 1)
    file.write_text(worked_out, "utf-8")
    part = f"/dossier/77-seine-et-marne/fiche.{file.stem}/budget"
    status, page = client.get(part)
    assert status == 200
    total, *_ = re.findall(r"data-total>([^<]+)<", page)
    assert "".join(total.split()) == "227539€"
    assert [*Fields(page).sent.values()].count("361") == 1


@pytest.mark.parametrize(
    ("department", "first"),
    [
        ("60-oise", "dossier/contexte"),
        ("77-seine-et-marne", "fiche.08-visites-a-domicile/general"),
    ],
)
def test_a_dossier_opens_at_its_story_or_at_the_fiche_of_who_writes_fiches_alone(
    client: Client, department: str, first: str
) -> None:
    status, told, _ = ask(client.port, "GET", f"/dossier/{department}", client.own)
    assert (status, told["location"]) == (303, f"/dossier/{department}/{first}")


def test_the_page_of_a_dossier_of_fiches_alone_says_why_it_is_empty(client: Client) -> None:
    status, page = client.get("/apercu/77-seine-et-marne/dossier")
    assert (status, "Ce dossier ne contient que des fiches action" in page) == (200, True)


FICHE = "/dossier/77-seine-et-marne/fiche.08-visites-a-domicile/indicateurs"


def test_a_figure_is_given_where_one_chooses_it(client: Client, workspace: Path) -> None:
    """The target of an indicator, and the base of a survey; one without a value is asked for."""
    target = "/indicateurs/0/cible"
    page = client.get(FICHE)[1]
    assert f'value="chiffre:{target}"' in page
    sent = {**Fields(page).sent, "geste": f"chiffre:{target}"}
    assert client.post(FICHE, sent)[1].endswith("?dit=chiffre")
    given = {f"chiffre-valeur:{target}": "75 %", f"chiffre-libelle:{target}": "enfants vus en 2026"}
    assert client.post(FICHE, {**sent, **given})[1].endswith(f"#{target}")
    now = Fields(client.get(FICHE)[1]).sent
    assert now[target] == "enfants_vus_en_2026"
    client.post(FICHE, {**now, "geste": "enregistrer"})
    saved = (workspace / "departments/77-seine-et-marne/fiches").glob("*.yaml")
    text = next(saved).read_text("utf-8")
    assert "    pourcentage: 75 %\n" in text and "    cible: enfants_vus_en_2026\n" in text


def test_an_activity_without_content_says_so_where_it_is_filled_in_and_leads_there(
    client: Client, workspace: Path
) -> None:
    order, own = "/dossier/01-ain/dossier/activites", "/dossier/01-ain/dossier/activites."
    sent = Fields(client.get(order)[1]).sent
    client.post(order, {**sent, "geste": "ajouter:/activites"})
    page = client.get(order)[1]
    number = page.count(f'href="{own}') // 2
    assert f'class="bouton" href="{own}{number}"' in page
    sent = {**Fields(page).sent, f"/activites/{number - 1}/titre": "Les flyers"}
    client.post(order, sent)
    assert "pas de contenu" in client.get(f"{own}{number}")[1]
    assert "donnez-lui un texte" in client.get(order)[1].lower()


TABLES = """departement: "15"
contexte:
  blocs:
    - {type: tableau, titre: T, colonnes: ["", ""], lignes: [[a, b]]}
    - {type: tableau, titre: U, colonnes: [A, A], lignes: [[a, b]]}
notes: {ma_note: Un texte}
"""


def test_each_column_of_a_table_has_a_name_of_its_own(start: Running, tmp_path: Path) -> None:
    """A note is called by its rank: nobody reads its key."""
    file = tmp_path / "departments/15-cantal/dossier.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(TABLES, "utf-8")
    client = Client(start(tmp_path))
    page = client.get("/dossier/15-cantal/dossier/contexte")[1]
    cells = re.findall(r'<label for="/contexte/blocs/./lignes/0/.">([^<]+)<', page)
    assert cells == ["Colonne 1", "Colonne 2", "A (colonne 1)", "A (colonne 2)"]
    heads = re.findall(r'aria-label="(Colonne .)"', page)
    assert heads == ["Colonne 1", "Colonne 2"] * 2
    notes = client.get("/dossier/15-cantal/dossier/notes")[1]
    assert '<label for="/notes/ma_note">Note 1<' in notes
