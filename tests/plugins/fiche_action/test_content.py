"""What the sheet says and how: rows, blocks, money, stamp, with Word's own structures."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import attrs
import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.plugins.fiche_action.conftest import words

from ppgp_docs.api import Words
from ppgp_docs.model.prose import parse_line, parse_prose
from ppgp_docs.render.render import render
from ppgp_fiche_action.format import FicheActionFormat

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).parent / "essai.txt"


def test_the_sheet_reads_as_its_golden_outline(press, essai, file_regression):
    """To renew it: look at the sheet in Word, then `nox -s golden`."""
    file_regression.check(press.word(essai).outline, fullpath=GOLDEN, encoding="utf-8")


def test_nothing_is_reported_of_a_sound_fiche(press, essai):
    press.bytes(essai)
    assert press.reported == []


def test_rows_come_in_the_order_and_under_the_names_of_the_dossier(press, fiche_8):
    rows = press.word(fiche_8).tables[0].findall(f"{W}tr")
    labels = ["".join(row.find(f"{W}tc").itertext()) for row in rows]
    assert labels == ["Rubrique", *(row.intitule for row in fiche_8.fiche.rubriques)]


def test_rows_that_fill_themselves_may_stand_in_any_order(essai, session):
    """« Points de vigilance », then « Indicateurs », then « Calendrier »: a contract says which."""
    other = attrs.evolve(
        essai, fiche=attrs.evolve(essai.fiche, rubriques=essai.fiche.rubriques[::-1])
    )
    assert render(other, session).data


def test_every_table_repeats_its_header_and_has_a_title_for_screen_readers(press, essai):
    tables = press.word(essai).tables
    assert len(tables) == 5
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_a_short_row_never_breaks_and_a_long_one_may(press, fiche_8):
    rows = press.word(fiche_8).tables[0].findall(f"{W}tr")
    labels = {"".join(row.find(f"{W}tc").itertext()): row for row in rows}
    free = [name for name, row in labels.items() if row.find(f"{W}trPr/{W}cantSplit") is None]
    assert "Description de l’action" in free
    assert "Objectif opérationnel" not in free
    for name in free:  # what names it stays whole
        for paragraph in labels[name].find(f"{W}tc").iter(f"{W}p"):
            assert paragraph.find(f"{W}pPr/{W}keepLines") is not None


def test_a_short_table_stays_whole_beside_the_sentence_that_announces_it(press, essai):
    word = press.word(essai)
    summary = word.tables[-1]
    *rows, last = [list(row.iter(f"{W}keepNext")) for row in summary.findall(f"{W}tr")]
    assert all(rows)
    assert not last
    announced = [p for p in word.body.iter(f"{W}p") if _style(p) == "FicheAnnonce"]
    assert len(announced) == 1  # what is planned; the table of what was spent has a title
    styles = word.part("word/styles.xml")
    for name in ("FicheAnnonce", "Heading3"):
        [kept] = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == name]
        assert kept.find(f"{W}pPr/{W}keepNext") is not None


def test_a_long_table_may_break_between_two_rows(press, essai):
    rubriques = press.word(essai).tables[0]
    own = (row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") for row in rubriques.findall(f"{W}tr"))
    assert not any(mark is not None for mark in own)


def test_each_numbered_list_starts_again_at_one(press, essai):
    word = press.word(essai)
    items = [p for p in word.body.iter(f"{W}p") if _style(p) == "ListNumber"]
    lists = {p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in items}
    numbering = word.part("word/numbering.xml")
    restarts = [
        num.get(f"{W}numId")
        for num in numbering.iter(f"{W}num")
        if num.find(f"{W}lvlOverride/{W}startOverride") is not None
    ]
    assert len(lists) == 3
    assert lists == set(restarts)


def test_a_picture_says_what_it_shows(press, essai):
    [properties] = press.word(essai).body.iter("{*}docPr")
    assert properties.get("descr") == "L’affiche\u00a0: trois lieux, un numéro"


@pytest.mark.parametrize("size", [(30, 3000), (3000, 30), (300, 300)])
def test_a_picture_of_any_proportions_stands_whole_on_a_page(press, essai, size, tmp_path):
    (tmp_path / "images").mkdir()
    Image.new("RGB", size, "teal").save(tmp_path / "images" / "affiche.png")
    study = attrs.evolve(essai.dossier, dossier_dir=tmp_path)
    word = press.word(attrs.evolve(essai, dossier=study))
    [extent] = word.body.iter("{*}extent")
    width, height = (int(extent.get(side)) / 36000 for side in ("cx", "cy"))  # in mm
    assert width <= 121
    assert height <= 161
    assert width / height == pytest.approx(size[0] / size[1], rel=0.05)


def test_a_note_is_a_footnote_of_word_called_where_it_stands_with_its_link(press, essai):
    word = press.word(essai)
    [call] = word.body.iter(f"{W}footnoteReference")
    assert words(paragraph_of(call)) == "Les familles de Corse, au sens de la charte."
    note = word.notes[call.get(f"{W}id")]
    assert words(note) == "\u00a0D’après l’enquête de 2023."
    assert len(list(note.iter(f"{W}footnoteRef"))) == 1
    relations = word.archive.read("word/_rels/footnotes.xml.rels").decode()
    assert 'Target="https://exemple.fr/enquete" TargetMode="External"' in relations
    assert "Notes" not in word.text.split("\n")


def paragraph_of(node):
    return next(node.iterancestors(f"{W}p"))


def noted(essai, text: str, **notes: str):
    """The same fiche whose vigilance calls notes."""
    lines = {name: parse_line(said) for name, said in notes.items()}
    study = attrs.evolve(essai.dossier, notes=essai.dossier.notes.update(lines))
    fiche = attrs.evolve(essai.fiche, points_de_vigilance=parse_prose(text))
    return attrs.evolve(essai, dossier=study, fiche=fiche)


def test_a_note_called_again_is_referred_to_by_its_number(press, essai):
    word = press.word(noted(essai, "Une fois[^source], deux fois[^source]."))
    assert len(list(word.body.iter(f"{W}footnoteReference"))) == 1
    fields = [one.get(f"{W}instr") for one in word.body.iter(f"{W}fldSimple")]
    marks = {one.get(f"{W}name") for one in word.body.iter(f"{W}bookmarkStart")}
    assert len(fields) == 2
    assert all(each.split()[0] == "NOTEREF" and each.split()[1] in marks for each in fields)


def test_a_note_that_only_another_calls_stands_below_it(press, essai):
    word = press.word(noted(essai, "Un seuil[^a].", a="Voir aussi[^b].", b="Le décret."))
    calls = [one.get(f"{W}id") for one in word.body.iter(f"{W}footnoteReference")]
    said = [[words(each) for each in word.notes[call].iter(f"{W}p")] for call in calls]
    assert said == [
        ["\u00a0D’après l’enquête de 2023."],
        ["\u00a0Voir aussia.", "a\u00a0Le décret."],
    ]
    assert not any(True for note in word.notes.values() for _ in note.iter(f"{W}footnoteReference"))


def test_without_a_stamp_the_place_is_left_empty(press, essai):
    text = press.word(essai).text
    assert "Cadre réservé à l’accusé de réception" in text
    assert "reproduction" not in text


def test_a_stamp_is_marked_as_a_reproduction_with_only_what_was_supplied(press, fiche_8):
    tampon = attrs.evolve(fiche_8.fiche.tampon, publication=None)
    document = attrs.evolve(fiche_8, fiche=attrs.evolve(fiche_8.fiche, tampon=tampon))
    text = press.word(document).text
    assert "(reproduction)" in text
    assert "077-227700010-20200924-lmc100000020966-DE" in text
    assert "Publication" not in text


@pytest.mark.parametrize(
    ("recueil", "label"),
    [("RAAD", "Publication au RAAD\u00a0: 25/09/2020"), ("", "Publication\u00a0: 25/09/2020")],
)
def test_a_stamp_names_what_the_act_is_published_in_only_if_it_says_so(
    recueil, label, press, fiche_8
):
    tampon = attrs.evolve(fiche_8.fiche.tampon, recueil=Words(recueil))
    document = attrs.evolve(fiche_8, fiche=attrs.evolve(fiche_8.fiche, tampon=tampon))
    assert label in press.word(document).text


@pytest.mark.parametrize("known", [("envoi", "reception"), ("envoi",), ()])
def test_a_stamp_names_its_collection_even_without_the_date_of_publication(known, press, fiche_8):
    dates = {field: None for field, _, _ in fiche_8.fiche.tampon.dates if field not in known}
    tampon = attrs.evolve(fiche_8.fiche.tampon, recueil=Words("RAAD"), **dates)
    document = attrs.evolve(fiche_8, fiche=attrs.evolve(fiche_8.fiche, tampon=tampon))
    text = press.word(document).text
    assert "Recueil\u00a0: RAAD" in text
    assert "Publication" not in text


def test_an_act_is_executory_only_once_received_and_published(press, fiche_8):
    assert "Acte certifié exécutoire" in press.word(fiche_8).text
    tampon = attrs.evolve(fiche_8.fiche.tampon, publication=None)
    document = attrs.evolve(fiche_8, fiche=attrs.evolve(fiche_8.fiche, tampon=tampon))
    assert "exécutoire" not in press.word(document).text


@pytest.mark.parametrize(
    ("statut", "heading"),
    [("propose", "Proposition – Fonds"), ("acquis", "Financement acquis – Fonds")],
)
def test_proposition_is_said_of_what_is_asked_and_of_nothing_else(statut, heading, press, fiche_8):
    text = press.word(_with_lines(fiche_8, lambda line: {"statut": statut})).text
    assert heading in text
    assert ("Proposition" in text) == (statut == "propose")


HELD = {
    "calendrier": ("calendrier", "calendrier:\n  - {annee: 2021, texte: Une phase.}\n"),
    "vigilance": ("points_de_vigilance", "points_de_vigilance: Une vigilance.\n"),
    "indicateurs": ("indicateurs", "indicateurs:\n  - {libelle: Des visites}\n"),
    "moyens": (
        "budget",
        "budget:\n  lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 100 €, "
        "libelle: Un poste}]\n",
    ),
    "moyens, des prestations": (
        "budget",
        "budget:\n  lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 100 €, "
        "prestations: [Un atelier]}]\n",
    ),
}
FICHE = (
    "numero: 8\ntitre: Une action\nobjectif: {{numero: 1, intitule: Aider}}\nreferent: PMI\n"
    "edition: 2021\nrubriques:\n  - {{cle: constat, blocs: [Un constat.]}}\n{}"
)


@pytest.mark.parametrize("what", HELD)
def test_what_no_row_prints_is_told_by_check_and_by_nothing_else(read, session, what):
    row, (field, text) = what.split(",")[0], HELD[what]
    reading = read("edition: 2021\n", fiche=FICHE.format(text))
    [told] = [each for each in reading.diagnostics if each.code == "R302"]
    lines = FICHE.format(text).split("\n")
    key = next(rank for rank, line in enumerate(lines, 1) if line.startswith(f"{field}:"))
    assert told.span.line in (key, key + 1)
    assert told.hints == (f"ajoutez `- cle: {row}` aux rubriques",)
    made = render(FicheActionFormat().documents(reading.dossier)[0], session)
    assert made.data
    assert {each.code for each in made.diagnostics} == {"P008"}


@pytest.mark.parametrize("what", HELD)
def test_what_has_its_row_is_printed_and_nothing_is_told(read, session, what):
    text = FICHE.format(f"  - cle: {what.split(',')[0]}\n{HELD[what][1]}")
    reading = read("edition: 2021\n", fiche=text)
    assert [each for each in reading.diagnostics if each.code == "R302"] == []
    made = render(FicheActionFormat().documents(reading.dossier)[0], session)
    assert made.data
    assert made.diagnostics == ()


@given(amounts=st.lists(st.decimals(0, 10**6, places=2), min_size=3, max_size=3))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_summary_adds_up_to_the_cent_whatever_the_lines(press, fiche_8, amounts):
    rest = iter(amounts)
    document = _with_lines(fiche_8, lambda line: {"montant": next(rest)})
    table = press.word(document).tables[-1]
    rows = [_amounts(row) for row in table.findall(f"{W}tr")[1:]]
    *funders, whole = rows
    assert [sum(column) for column in zip(*funders, strict=True)] == whole
    assert whole[-1] == sum(amounts)


def _with_lines(document, change):
    lines = document.fiche.budget.lignes
    changed = tuple(attrs.evolve(line, **change(line)) for line in lines)
    budget = attrs.evolve(document.fiche.budget, lignes=changed)
    return attrs.evolve(document, fiche=attrs.evolve(document.fiche, budget=budget))


def _amounts(row):
    """The amounts in euros of a row of the summary."""
    cells = ["".join(cell.itertext()) for cell in row.findall(f"{W}tc")]
    euros = [cell.removesuffix("\u00a0€") for cell in cells if cell.endswith("€")]
    return [Decimal(re.sub(r"\s", "", amount).replace(",", ".")) for amount in euros]


def _style(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(f"{W}val")


def test_a_line_of_the_budget_stands_under_its_year_and_what_it_delivers_under_the_line():
    styles = docx.Document("templates/fiche-action/fiche.docx").styles
    year, line = (
        styles[f"Fiche - {name}"].paragraph_format.left_indent for name in ("année", "ligne")
    )
    assert 0 < year < line
    delivered = next(styles["List Bullet 3"].element.iter(f"{W}ilvl"))
    levels = docx.Document("templates/fiche-action/fiche.docx").part.numbering_part.element
    (indent,) = (
        one.find(f"{W}pPr/{W}ind")
        for one in levels.iter(f"{W}lvl")
        if one.find(f"{W}pStyle") is not None
        and one.find(f"{W}pStyle").get(f"{W}val") == "ListBullet3"
    )
    assert delivered.get(f"{W}val") == "2"
    assert int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging")) > line.twips
