"""Fiches with tracked changes: LibreOffice takes or refuses them all, and gives either state."""

from __future__ import annotations

import hashlib
import io
import random
import re
import shutil
import zipfile

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator
from PIL import Image
from tests.commande import ppgp
from tests.roundtrip.conftest import FULL
from tests.roundtrip.libreoffice_changes import judged

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Set
from ppgp_docs.importing.redlining import made_fiches, redlined
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.word.redline.tokens import changes, tokens
from ppgp_docs.versions.versioned_files import versioned_files
from ppgp_docs.workspace.folder import DossierFolder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

EDITS = {
    "77-seine-et-marne": [
        ("referent: DPMIPE", "referent: Service de PMI"),
        ("montant: 16 497 €", "montant: 18 250 €"),
        ("valeur: 6957", "valeur: 7012"),
        ("          - Maternités\n", "          - Maternités\n          - Crèches\n"),
        ("          - Maisons départementales des solidarités (MDS)\n", ""),
        ("    - financeur: FIR\n", "    - financeur: CD\n      nature: propre\n      annee: 2022\n"
         "      montant: 9 000 €\n      statut: propose\n    - financeur: FIR\n"),
        ("          - rendre les PMI plus accessibles\n", ""),
    ],
    "2A-essai": [
        ("          - [Sartène, jeudi, 14 h]\n", ""),
        ("          - [Ajaccio, lundi, 9 h]\n",
         "          - [Ajaccio, mardi, 9 h 30]\n          - [Porto-Vecchio, lundi, 8 h]\n"),
        ("            elements:\n              - L’équipe de **PMI**\n",
         "            elements:\n              - L’équipe *entière* de **PMI**\n"),
        ("[^source]", ""),
        ("  - {annee: 2025, texte: Déploiement}\n", ""),
        ("          Une réunion par trimestre suffit.\n\n", ""),
        ("2. les locaux :", "2. les locaux, trop petits :"),
        ("titre: Cadrage, date: 2024-03}", "titre: Cadrage, date: 2024-05-13}"),
        ("  - cle: vide\n    libelle: Suites données\n", ""),
        ('montant: "3 000 €"', 'montant: "3 000,75 €"'),
    ],
}  # fmt: skip


IMAGE = """\
      - type: image
        image: {fichier: images/affiche.png, alt: "L’affiche : trois lieux, un numéro", credit: Kal\
ía}
        legende: L’affiche de la maternité
        largeur: petite
"""

TOGETHER = [
    ("2A-essai", [
        ("colonnes: [Lieu, Jour, Heure]", "colonnes: [Lieu, Jour, Heure, Étage]"),
        ("- [Ajaccio, lundi, 9 h]", "- [Ajaccio, lundi, 9 h, rez-de-chaussée]"),
        ("- [Sartène, jeudi, 14 h]", "- [Sartène, jeudi, 14 h, premier étage]"),
    ]),
    ("2A-essai", [(IMAGE, "")]),
    ("2A-essai", [("[^source]", "")]),
    ("2A-essai", [("L’équipe de **PMI**", "L’équipe *de* PMI, entière")]),
    ("2A-essai", [("Les familles de Corse", "Des familles de Corse")]),
    ("2A-essai", [("trois lieux", "quatre lieux"), ("largeur: petite", "largeur: moyenne")]),
    ("77-seine-et-marne", [
        ("          - évaluer l’implantation de la démarche\n", ""),
        ("          - rendre les PMI plus accessibles\n",
         "          - évaluer l’implantation de la démarche\n"
         "          - rendre les PMI plus accessibles\n"),
    ]),
]  # fmt: skip
"""What only makes sense whole: a column, a picture, an item put elsewhere; each way."""


def state(desk, name: str) -> dict[str, bytes]:
    return dict(versioned_files(DossierFolder(desk.root / "departments" / name))[0])


def edited(files: dict[str, bytes], edits: list[tuple[str, str]]) -> dict[str, bytes]:
    [fiche] = [name for name in files if name.startswith("fiches/")]
    text = files[fiche].decode()
    for before, after in edits:
        text = text.replace(before, after, 1)
    assert text != files[fiche].decode()
    return {**files, fiche: text.encode()}


def drawn() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each edit by itself, then several at once, both ways."""
    made = list(EDITS.items())
    draw = random.Random(7)
    for name, edits in EDITS.items():
        times = 20 if FULL else 1
        made += [(name, draw.sample(edits, draw.randint(1, 3))) for _ in range(times)]
    return made + [each for each in TOGETHER for _ in range(2)]


def redline_of(session, before, after) -> bytes:
    [one] = redlined(session, before, after)
    assert one.data is not None, one.note
    return one.data


@pytest.fixture(scope="module")
def redlines(desk):
    """Files with tracked changes, each with the two states that it is made of."""
    made = {}
    for rank, (name, edits) in enumerate(drawn()):
        before = state(desk, name)
        after = edited(before, edits)
        if rank % 2:
            before, after = after, before
        made[f"r{rank}"] = (redline_of(desk.session, before, after), before, after)
    return made


def paragraphs(data: bytes) -> list[str]:
    """What a reader sees, empty lines left out, then the notes as they are called."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(archive.read("word/document.xml"))
    notes = {}
    if "word/footnotes.xml" in archive.namelist():
        part = etree.fromstring(archive.read("word/footnotes.xml"))
        notes = {one.get(f"{W}id"): one for one in part.iter(f"{W}footnote")}
    called = [notes[one.get(f"{W}id")] for one in root.iter(f"{W}footnoteReference")]
    texts = (words(paragraph) for paragraph in root.iter(f"{W}p"))
    return [text for text in (*texts, *map(words, called)) if text]


def words(node) -> str:
    pieces = (f"{W}t", f"{W}noBreakHyphen")
    said = ((t.text or "") if t.tag == pieces[0] else "-" for t in node.iter(*pieces))
    return "".join(said).strip().replace("\u2011", "-")


def pictures(data: bytes) -> list[tuple[str, str]]:
    """The pictures, by their content, each with what it says."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    links = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = {one.get("Id"): one.get("Target") for one in links}
    root = etree.fromstring(archive.read("word/document.xml"))
    return [
        (
            hashlib.sha256(archive.read(f"word/{targets[blip.get(f'{R}embed')]}")).hexdigest(),
            next(drawing.iter(f"{WP}docPr")).get("descr"),
        )
        for drawing in root.iter(f"{W}drawing")
        for blip in drawing.iter(f"{A}blip")
    ]


def printed(session, files) -> tuple[list[str], list[tuple[str, str]]]:
    """The fiche of a state, made by its format, without any tracked change."""
    [fiche] = made_fiches(session, files).values()
    return paragraphs(fiche.data), pictures(fiche.data)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_gives_either_state_back(desk, redlines, tmp_path):
    found = judged(tmp_path, {name: data for name, (data, _, _) in redlines.items()})
    for name, (_, before, after) in redlines.items():
        for choice, files in (("Accept", after), ("Reject", before)):
            data, count, left = found[name][choice]
            assert count > 0, name
            assert left == 0, (name, choice)
            shown = paragraphs(data), pictures(data)
            assert shown == printed(desk.session, files), (name, choice)


def test_validators_find_no_fault(redlines, tmp_path):
    for name, (data, _, _) in redlines.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        assert [str(each) for each in OpenXmlValidator().validate(file).errors] == []
        assert check(str(file)) == []


def test_a_figure_goes_and_comes_whole(desk):
    files = state(desk, "77-seine-et-marne")
    data = redline_of(desk.session, files, edited(files, [EDITS["77-seine-et-marne"][1]]))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    gone = ["".join(t.text for t in one.iter(f"{W}delText")) for one in root.iter(f"{W}del")]
    come = ["".join(t.text for t in one.iter(f"{W}t")) for one in root.iter(f"{W}ins")]
    plain = [re.sub(r"\s", " ", each) for each in gone + come if re.search(r"\d", each)]
    assert {"16 497 €", "18 250 €", "227 539 €", "229 292 €"} <= set(plain)
    assert all(re.fullmatch(r"[\d ]+ €|[\d,]+ %", each) for each in plain), plain


def test_changes_bear_the_tool_and_the_date_of_the_dossier(redlines):
    data = redlines["r0"][0]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    marks = list(root.iter(f"{W}ins", f"{W}del"))
    assert {one.get(f"{W}author") for one in marks} == {"ppgp-docs"}
    assert {one.get(f"{W}date")[:10] for one in marks} == {"2020-09-24"}
    assert len({one.get(f"{W}id") for one in marks}) == len(marks)


def test_a_redline_says_what_it_was_made_from(redlines):
    origins = [opened(data).origin for data, *_ in redlines.values()]
    assert origins
    assert {each and each.format for each in origins} == {"fiche-action"}


def test_a_picture_that_was_replaced_goes_and_the_other_comes(desk, tmp_path):
    before = state(desk, "2A-essai")
    image = io.BytesIO(before["images/affiche.png"])
    turned = io.BytesIO()
    Image.open(image).rotate(90, expand=True).save(turned, "PNG")
    after = {**before, "images/affiche.png": turned.getvalue()}
    data = redline_of(desk.session, before, after)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert [len(list(root.iter(f"{W}{kind}"))) for kind in ("del", "ins")] == [1, 1]
    drawn = {kind: f".//{W}{kind}//{W}drawing" for kind in ("del", "ins")}
    assert all(len(root.findall(path)) == 1 for path in drawn.values())
    was, is_now = (printed(desk.session, files)[1] for files in (before, after))
    assert pictures(data) == [*was, *is_now]
    file = tmp_path / "image.docx"
    file.write_bytes(data)
    assert [str(each) for each in OpenXmlValidator().validate(file).errors] == []
    assert check(str(file)) == []


def test_an_item_put_elsewhere_is_tracked_as_moved(desk):
    before = state(desk, "77-seine-et-marne")
    data = redline_of(desk.session, before, edited(before, TOGETHER[-1][1]))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    said = ["".join(one.itertext()) for one in root.iter(f"{W}moveFrom", f"{W}moveTo")]
    assert [each for each in said if each] == ["évaluer l’implantation de la démarche"] * 2
    names = [
        one.get(f"{W}name") for one in root.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")
    ]
    assert len(names) == 2 and len(set(names)) == 1


def test_the_same_states_give_the_same_bytes(desk, redlines):
    data, before, after = redlines["r0"]
    assert redline_of(desk.session, before, after) == data


def test_a_fiche_that_did_not_change_has_nothing_to_show(desk):
    files = state(desk, "77-seine-et-marne")
    [one] = redlined(desk.session, files, files)
    assert (one.data, one.note) == (None, "inchangée")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("soit 227 539 € en tout", ["soit", " ", "227 539 €", " ", "en", " ", "tout"]),
        ("le 1er mai 2024, 12,5 %", ["le", " ", "1er mai 2024", ",", " ", "12,5 %"]),
        ("l’équipe", ["l’équipe"]),
        ("du 25/09/2020", ["du", " ", "25/09/2020"]),
        ("de 0 à 2 ans", ["de", " ", "0", " ", "à", " ", "2", " ", "ans"]),
    ],
)
def test_words_that_change_as_wholes(text, expected):
    assert tokens(text.replace(" €", "\u00a0€").replace("227 539", "227\u202f539")) == [
        each.replace(" €", "\u00a0€").replace("227 539", "227\u202f539") for each in expected
    ]


def test_signs_between_two_changes_change_with_them():
    before, after = tokens("Maisons (MDS)"), tokens("Crèches (CAF)")
    assert len(changes([(one, "") for one in before], [(one, "") for one in after])) == 1


def test_the_command_compares_a_file_with_the_dossier(own_desk, tmp_path):
    files = state(own_desk, "77-seine-et-marne")
    [name] = [each for each in files if each.startswith("fiches/")]
    (tmp_path / "08.yaml").write_bytes(
        edited(files, [("referent: DPMIPE", "referent: Service de PMI")])[name]
    )
    target = tmp_path / "changements.docx"
    done = ppgp("diff", "77", tmp_path / "08.yaml", "--docx", target, cwd=own_desk.root)
    assert done.returncode == 0, done.stderr
    assert "fiche 8" in done.stdout
    root = etree.fromstring(zipfile.ZipFile(target).read("word/document.xml"))
    assert ["".join(t.text for t in one.iter(f"{W}delText")) for one in root.iter(f"{W}del")] == [
        "DPMIPE"
    ]


def test_the_command_says_when_nothing_can_be_compared(own_desk, tmp_path):
    target = tmp_path / "changements.docx"
    alone = tmp_path / "seule.yaml"
    alone.write_text("numero: 8\ntitre: Seule\n", "utf-8")
    done = ppgp("diff", alone, alone, "--docx", target, cwd=own_desk.root)
    assert done.returncode == 2
    assert "ne peuvent pas être mis en Word" in done.stderr
    assert not target.exists()


LOOKS = [
    ("L’équipe de PMI", ("PMI", [], ["Strong"])),
    ("L’équipe *de* **PMI**", ("de", ["Emphasis"], [])),
    ("L’équipe entière de *PMI*", ("PMI", ["Emphasis"], ["Strong"])),
]


@pytest.mark.parametrize(("text", "change"), LOOKS)
def test_words_that_only_change_their_look_are_tracked_as_such(desk, session, text, change):
    word, now, was = change
    before = state(desk, "2A-essai")
    after = edited(before, [("L’équipe de **PMI**", text)])
    data = redline_of(session, before, after)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    [mark] = root.iter(f"{W}rPrChange")
    run = next(mark.iterancestors(f"{W}r"))
    assert "".join(text.text for text in run.iter(f"{W}t")) == word
    styles = ([one.get(f"{W}val") for one in look.findall(f"{W}rStyle")]
              for look in (run.find(f"{W}rPr"), mark.find(f"{W}rPr")))  # fmt: skip
    assert [*styles] == [now, was]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("Un point.\n\nUn autre.", "Un point.\n\n- Un autre.", ["pPrChange"]),
        ("Un point.\n\n- Un autre.", "Un point.\n\nUn autre.", ["pPrChange"]),
        ("Voir [le site](https://a.fr/x).", "Voir [le site](https://b.fr/y).", ["del", "ins"]),
        ("Voir le site.", "Voir [le site](https://b.fr/y).", ["del", "ins"]),
        ("Voir [le site](https://a.fr/x).", "Voir le site.", ["del", "ins"]),
        ("[a](https://a.fr) et [b](https://a.fr) ici", "[a](https://b.fr) et [c](https://a.fr) ici",
         ["del", "ins", "del", "ins"]),
    ],
)  # fmt: skip
def test_an_item_that_was_a_paragraph_and_a_link_that_leads_elsewhere_are_tracked(
    desk, tmp_path, before, after, kinds
):
    files = state(desk, "77-seine-et-marne")
    [fiche] = [name for name in files if name.startswith("fiches/")]
    states = [
        {**files, fiche: apply(files[fiche].decode(), [Set(("points_de_vigilance",), text)])
         .text.encode()}
        for text in (before, after)
    ]  # fmt: skip
    data = redline_of(desk.session, *states)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    names = [f"{W}{kind}" for kind in ("ins", "del", "pPrChange", "rPrChange")]
    assert [one.tag.removeprefix(W) for one in root.iter(*names)] == kinds
    for mark in root.iter(f"{W}del"):
        assert not list(mark.iterancestors(f"{W}hyperlink")), "what goes is no part of the new link"
    file = tmp_path / "marques.docx"
    file.write_bytes(data)
    assert [str(each) for each in OpenXmlValidator().validate(file).errors] == []
    assert check(str(file)) == []
