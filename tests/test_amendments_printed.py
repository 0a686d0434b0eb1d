"""Amendments in all documents of a contract: each sum is added up again here, in cents."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve, frozen
from docx import Document
from tests.fabrique import made, write_contract
from tests.plugins.plan_de_financement.lecteurs import emptied, gnumeric, values
from tests.roundtrip.test_workbook import saved

from ppgp_docs.importing.comparing import compare
from ppgp_docs.importing.target import find_target
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.printed_amendments import PrintedAmendments
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

FUNDERS = {
    "CD": "Département",
    "FIR": "Fonds d’intervention régional (FIR)",
    "BOP304": "État, programme 304",
}
LINES = {
    (4, "CD", 2025): 100_005,
    (4, "CD", 2026): 200_020,
    (4, "FIR", 2026): 376_544,
    (9, "FIR", 2026): 50_000,
}
RESERVE = 123_456
CHANGED = "Total des crédits modifiés"
MOVES = (
    # amendment, cents, from, to
    (1, 40_005, (4, "CD", 2025), (4, "CD", 2026)),
    (1, 23_456, None, (9, "FIR", 2026)),
    (2, 100_000, (4, "FIR", 2026), (9, "FIR", 2026)),
    (2, 50_001, "new", (9, "BOP304", 2026)),
)
CONTRACT = f"""intitule: Contrat d’essai
periode: {{debut: 2025, fin: 2026}}
signature: 2025-01-10
enveloppes:
  - {{financeur: CD, annee: 2025, montant: '1000,05'}}
  - {{financeur: CD, annee: 2026, montant: '2000,20'}}
  - {{financeur: FIR, montant: '{(376_544 + 50_000 + RESERVE) / 100:.2f}', reserve: '1234,56'}}
avenants:
  - numero: 1
    date: 2025-06-24
    deliberation: CD-2025-4/03
    objet: Reporter les **formations** qui n’ont pu se tenir
    mouvements:
      - montant: '400,05'
        de: {{fiche: 4, financeur: CD, annee: 2025}}
        vers: {{annee: 2026}}
        libelle: Report des formations
      - montant: '234,56'
        de: {{reserve: oui, financeur: FIR, annee: 2026}}
        vers: {{fiche: 9}}
  - numero: 2
    date: 2026-03-12
    objet: Renforcer l’accueil des fratries
    mouvements:
      - {{montant: 1000, de: {{fiche: 4, financeur: FIR, annee: 2026}}, vers: {{fiche: 9}}}}
      - {{montant: '500,01', vers: {{fiche: 9, financeur: BOP304, annee: 2026}}}}
"""


def _fiche(number: int) -> str:
    lines = "".join(
        f"    - {{financeur: {funder}, nature: propre, annee: {year}, montant: '{cents / 100:.2f}',"
        " statut: notifie}\n"
        for (fiche, funder, year), cents in LINES.items()
        if fiche == number
    )
    return (
        f"numero: {number}\ntitre: Action {number}\nobjectif: {{numero: 4, intitule: Essai}}\n"
        f"referent: PMI\nrubriques: [{{cle: moyens}}]\nbudget:\n  lignes:\n{lines}"
    )


@frozen
class Place:
    """The workspace, and its documents."""

    root: Path
    made: Path

    def word(self, name: str) -> list[list[str]]:
        file = Document(str(self.made / f"{name}-ain.docx"))
        return [
            [plain("".join(t.text or "" for t in cell.iter("{*}t"))) for cell in row.iter("{*}tc")]
            for row in file.element.body.iter("{*}tr")
        ]

    def words(self, name: str) -> str:
        file = Document(str(self.made / f"{name}-ain.docx"))
        paragraphs = file.element.body.iter("{*}p")
        return plain("\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in paragraphs))

    def page(self, name: str) -> list[list[str]]:
        text = (self.made / f"{name}-ain.html").read_text("utf-8")
        rows = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
        cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
        return [[plain(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


@pytest.fixture(scope="module")
def place(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("avenants")
    write_contract(root, CONTRACT, {number: _fiche(number) for number in (4, 9)})
    return Place(root, made(root, session))


def plain(text: str) -> str:
    text = re.sub(r"[\u202f\u00a0]", " ", text)
    return re.sub(r"(?<=\d) (?=\d)", "", text).strip()


def euros(cents: int, sign: bool = False) -> str:
    if not cents:
        return "–"
    said = f"{abs(cents) // 100},{abs(cents) % 100:02} €"
    return f"−{said}" if cents < 0 else f"+{said}" if sign else said


def expected(fiche: int | None = None) -> list[list[str]]:
    """The table of before and after, worked out here; of one fiche, or of the contract."""
    signed: Counter[object] = Counter(LINES)
    signed[None] = RESERVE
    moved: dict[object, Counter[int]] = {}
    for amendment, cents, source, target in MOVES:
        for end, sign in ((source, -1), (target, 1)):
            if end != "new":
                moved.setdefault(end, Counter())[amendment] += sign * cents
    rows, whole = [], Counter[int]()
    funders = list(FUNDERS)
    for key in sorted(
        moved, key=lambda key: (key is None, key and (key[0], funders.index(key[1])))
    ):
        if fiche is not None and (not isinstance(key, tuple) or key[0] != fiche):
            continue
        amounts = (signed[key], moved[key][1], moved[key][2])
        used = [each for each in (1, 2) if any(
            moved[other][each] for other in moved
            if fiche is None or (isinstance(other, tuple) and other[0] == fiche)
        )]  # fmt: skip
        cells = [euros(moved[key][each], sign=True) for each in used]
        name = "Réserve" if key is None else f"Fiche {key[0]}"
        funder = FUNDERS["FIR" if key is None else key[1]]
        label = funder if fiche is not None else f"{name}, {funder}"
        year = "2025-2026" if key is None else str(key[2])
        rows.append([label, year, euros(amounts[0]), *cells, euros(sum(amounts))])
        whole.update({0: amounts[0], 1: amounts[1], 2: amounts[2]})
    cells = [euros(whole[each], sign=True) for each in used]
    rows.append([CHANGED, "", euros(whole[0]), *cells, euros(sum(whole.values()))])
    return rows


def table(rows: list[list[str]]) -> list[list[str]]:
    """That of before and after, without its header, its rows in a fixed order."""
    first = next(rank for rank, row in enumerate(rows) if row[-1:] == ["En vigueur"])
    width = len(rows[first])
    found = []
    for row in rows[first + 1 :]:
        if len(row) != width:
            break
        found.append(row)
        if row[0] == CHANGED:
            break
    return found


@pytest.mark.parametrize("fiche", [None, 4, 9])
def test_before_and_after_are_the_same_sums_in_word_and_on_the_page(
    place: Place, fiche: int | None
) -> None:
    name = "recapitulatif-contrat" if fiche is None else f"fiche-action-{fiche:02}"
    due = sorted(expected(fiche))
    assert sorted(table(place.word(name))) == due
    assert sorted(table(place.page(name))) == due


def test_the_summary_says_what_each_amendment_moves_and_why(place: Place) -> None:
    page = re.sub(
        r"<[^>]+>", "", (place.made / "recapitulatif-contrat-ain.html").read_text("utf-8")
    )
    for said in (place.words("recapitulatif-contrat"), plain(unescape(page))):
        assert "Avenant n° 1 du 24 juin 2025, délibération CD-2025-4/03" in said
        assert "Reporter les formations qui n’ont pu se tenir" in said
        assert "Report des formations : 400,05 €, de 2025 à 2026, dans la fiche 4" in said
        assert "234,56 €, de la réserve à la fiche 9" in said
        assert "500,01 € de crédits nouveaux, pour la fiche 9" in said


def test_the_fiche_nests_each_movement_with_its_sign_below_what_was_signed(place: Place) -> None:
    said = place.words("fiche-action-04")
    assert "2025 : 600,00 €\nSigné : 1000,05 €\nAvenant n° 1, vers 2026 : −400,05 €" in said
    assert "Total de l’action : 5765,69 €" in said


def test_the_workbook_reads_what_is_in_force_in_its_lines(place: Place, tmp_path: Path) -> None:
    file = place.made / "plan-de-financement-ain.xlsx"
    kept = values(file)
    shown = {
        tuple(kept.get(("Avenants", f"{column}{row}")) for column in "ABD"): [
            kept.get(("Avenants", f"{column}{row}"), 0) for column in "EFGH"
        ]
        for row in range(5, 11)
    }
    for (fiche, funder, year), cents in LINES.items():
        row = shown[fiche, FUNDERS[funder], year]
        assert row[0] == cents / 100
        assert Decimal(str(row[3])) == sum(Decimal(str(each)) for each in row[:3])
    assert kept["Avenants", "A3"] == "Contrôle\u00a0: aucun écart"
    computed = gnumeric(emptied(file, tmp_path), tmp_path)
    apart = {
        where: (value, computed.get(where))
        for where, value in kept.items()
        if isinstance(value, int | float) and abs(float(computed.get(where) or 0) - value) > 1e-6
    }
    assert apart == {}


def test_rows_of_amendments_come_back_as_no_new_lines(place: Place, session: Session) -> None:
    data = (place.made / "plan-de-financement-ain.xlsx").read_bytes()
    target = find_target(session, find_workspace(place.root), opened(data).origin)
    assert compare(opened(data), target).is_empty
    assert compare(opened(saved(data, lambda book: None)), target).is_empty

    def typed(book: openpyxl.Workbook) -> None:
        sheet = book["Lignes"]
        row = next(r for r in range(5, 20) if "Avenant n°" in str(sheet.cell(r, 7).value))
        sheet.cell(row, 5).value = -1

    found = compare(opened(saved(data, typed)), target)
    assert found.proposals == ()
    assert found.left_over, "an amount typed over that of an amendment is told"


def test_word_files_of_an_amended_contract_come_back_unchanged(
    place: Place, session: Session
) -> None:
    for name in ("fiche-action-04", "fiche-action-09", "recapitulatif-contrat"):
        data = (place.made / f"{name}-ain.docx").read_bytes()
        target = find_target(session, find_workspace(place.root), opened(data).origin)
        assert compare(opened(data), target).is_empty, name


def test_a_contract_shown_at_a_date_leaves_later_amendments_out_and_says_so(
    session: Session, tmp_path: Path
) -> None:
    at_end_of_2025 = CONTRACT + "etat_au: 2025-12-31\n"
    write_contract(tmp_path, at_end_of_2025, {number: _fiche(number) for number in (4, 9)})
    then = Place(tmp_path, made(tmp_path, session, "recapitulatif-contrat"))
    said = then.words("recapitulatif-contrat")
    assert "État du contrat au 31 décembre 2025 : un avenant postérieur n’est pas compté." in said
    assert "Avenant n° 2" not in said
    assert "fratries" not in said


LIFE = """vie:
  - {etat: active, date: 2025-02-01}
  - {etat: abandonnee, date: 2026-04-01, raison: Le **poste** n’a pu être pourvu}
"""


@pytest.fixture(scope="module")
def ended(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Fiche 4 is given up after both amendments: 600 + 2 400,25 + 2 765,44 € go to the reserves."""
    root = tmp_path_factory.mktemp("fin")
    write_contract(root, CONTRACT, {4: _fiche(4) + LIFE, 9: _fiche(9)})
    return Place(root, made(root, session))


def test_the_end_of_a_fiche_is_said_with_what_it_gives_back(ended: Place) -> None:
    page = (ended.made / "recapitulatif-contrat-ain.html").read_text("utf-8")
    said = "Fiche 4, abandonnée depuis le 1er avril 2026 (5765,69 € rendus à la réserve)"
    assert said in ended.words("recapitulatif-contrat")
    assert said in plain(re.sub(r"<[^>]+>", "", unescape(page)))
    fiche = ended.words("fiche-action-04")
    assert "Vie de la fiche" in fiche
    assert "Abandonnée depuis le 1er avril 2026 : Le poste n’a pu être pourvu" in fiche
    assert "Fiche 4 abandonnée, vers la réserve : −600,00 €" in fiche
    assert "Vie de la fiche" not in ended.words("fiche-action-09")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("{etat: abandonnee, date: 2026-04-01}", "abandonnée depuis le 1er avril 2026"),
        ("{etat: suspendue, date: 2026-05}", "suspendue depuis mai 2026"),
        ("", ""),
    ],
)
def test_a_fiche_that_paused_and_went_on_is_said_with_what_it_is_now(
    session: Session, tmp_path: Path, now: str, said: str
) -> None:
    steps = ["{etat: en_projet, date: 2025-01}", "{etat: suspendue, date: 2025-04}",
             "{etat: active, date: 2025-09-01}", now]  # fmt: skip
    life = "vie:\n" + "".join(f"  - {one}\n" for one in steps if one)
    write_contract(tmp_path, CONTRACT, {4: _fiche(4) + life, 9: _fiche(9)})
    place = Place(tmp_path, made(tmp_path, session))
    words = place.words("recapitulatif-contrat")
    assert "Fiche 4, suspendue d’avril 2025 au 1er septembre 2025" in words
    assert "en projet" not in words
    assert f"Fiche 4, {said}" in words
    assert words.count("Fiche 4, suspendue") == 1 + said.startswith("suspendue")


def test_what_an_ended_fiche_gives_back_is_in_the_reserves_of_the_table(ended: Place) -> None:
    rows = {(row[0], row[1]): row for row in table(ended.word("recapitulatif-contrat"))}
    assert rows == {(row[0], row[1]): row for row in table(ended.page("recapitulatif-contrat"))}
    cd, fir = FUNDERS["CD"], FUNDERS["FIR"]
    given = {
        (f"Réserve, {cd}", "2025"): 60_000,
        (f"Réserve, {cd}", "2026"): 240_025,
        (f"Réserve, {fir}", "2025-2026"): 276_544,
    }
    for place, cents in given.items():
        assert rows[place][-2] == euros(cents, sign=True)
        signed = RESERVE - 23_456 if fir in place[0] else 0
        assert rows[place][-1] == euros(signed + cents)
    for (fiche, funder, year), _ in LINES.items():
        if fiche == 4:
            assert rows[f"Fiche 4, {FUNDERS[funder]}", str(year)][-1] == "0,00 €"


def test_what_an_ended_fiche_leaves_to_another_is_in_force_in_the_table_of_that_one(
    session: Session, tmp_path: Path
) -> None:
    """The document of a fiche holds no other: it said 500,01 € where 3 265,45 € were in force."""
    left = LIFE.replace("pourvu}", "pourvu, credits: reportes, vers: {fiche: 9}}")
    write_contract(tmp_path, CONTRACT, {4: _fiche(4) + left, 9: _fiche(9)})
    (folder,) = find_workspace(tmp_path).folders()
    story = session.read(folder).dossier
    assert story is not None
    assert story.contrat is not None
    whole = PrintedAmendments.of_contract(ContractBudget(story))
    assert whole is not None
    for one in story.fiches:
        alone = evolve(story, fiches=(one,))
        own = PrintedAmendments.of_fiche(alone, one, whole.write)
        assert own is not None
        rows = [row for row in own.rows() if row[0] != CHANGED]
        name = f"Fiche {one.numero}, "
        of_all = [row for row in whole.rows() if row[0].startswith(name)]
        assert [(*row[:3], row[-1]) for row in rows] == [
            (row[0].removeprefix(name), *row[1:3], row[-1]) for row in of_all
        ]


def test_files_of_an_ended_fiche_come_back_unchanged(ended: Place, session: Session) -> None:
    for name in ("fiche-action-04-ain.docx", "plan-de-financement-ain.xlsx"):
        data = (ended.made / name).read_bytes()
        target = find_target(session, find_workspace(ended.root), opened(data).origin)
        assert compare(opened(data), target).is_empty, name
    kept = values(ended.made / "plan-de-financement-ain.xlsx")
    assert kept["Avenants", "A3"] == "Contrôle\u00a0: aucun écart"
