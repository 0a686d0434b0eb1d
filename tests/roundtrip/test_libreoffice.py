"""A file that LibreOffice saved: tags and locks are gone, bookmarks and the origin are there."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree
from tests.roundtrip.conftest import ESSAI as ESSAI_FOLDER
from tests.roundtrip.conftest import FULL, SEED
from tests.roundtrip.test_round_trip import FIXED, NAMES, cases
from tests.roundtrip.word_hand import ESSAI, W, controls, edited, run, typed_over

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

NOTES = "word/footnotes.xml"
BATCH = 20
"""How many files LibreOffice opens in one go."""

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]


def saved(folder, files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files as LibreOffice saves them, in batches."""
    sources = folder / "sent"
    sources.mkdir()
    for name, data in files.items():
        (sources / f"{name}.docx").write_bytes(data)
    every = sorted(sources.glob("*.docx"))
    for first in range(0, len(every), BATCH):
        command = [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"),
            *map(str, every[first : first + BATCH]),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (folder / "saved" / f"{name}.docx").read_bytes() for name in files}


def with_an_empty_link(root) -> None:
    """What a program leaves that takes the words of a link out, and not the link."""
    [control] = controls(root, "dossier:notes.source")
    for text in control.iter(f"{W}t"):
        text.text = ""
    control.find(f"{W}sdtContent").insert(0, run("Une autre source"))


def test_a_link_that_was_emptied_is_read_although_libreoffice_damages_the_file(desk, tmp_path):
    """LibreOffice 7.4 writes its end across that of the control."""
    emptied = edited(desk.files[ESSAI], with_an_empty_link, NOTES)
    [back] = saved(tmp_path, {"vide": emptied}).values()
    target = desk.target(ESSAI)
    [one] = desk.back(back, target).proposals
    assert one.kind is ProposalKind.CHANGED
    assert "Une autre source" in one.back
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(zipfile.ZipFile(io.BytesIO(back)).read(NOTES))
    [told] = opened(back).warnings
    assert "abîmé : LibreOffice 7" in told


@pytest.mark.parametrize(
    "text",
    [
        "Un seuil[^source].",
        "Au bout d’un texte[^source]",
        "Deux fois[^source], puis encore[^source], et la suite.",
        "Une note[^autre], une autre[^source] ; **du gras**[^troisieme] puis des mots.",
        "Une note qui en appelle une autre[^renvoi], et la suite.",
        "Le chiffre {{ chiffres.suivis }}[^source] et ses mots.",
    ],
)
def test_notes_come_back_where_they_were_called(noted, text):
    sent, back = noted[text]
    assert sent == text
    assert back == text


@pytest.fixture(scope="module")
def noted(tmp_path_factory, session):
    """Texts that call notes, as they are sent and as LibreOffice gives them back."""
    mark = test_notes_come_back_where_they_were_called.pytestmark
    [texts] = [one.args[1] for one in mark if one.name == "parametrize"]
    place = "fiche-12:points_de_vigilance"
    files = {}
    for rank, text in enumerate(texts):
        root = tmp_path_factory.mktemp("notes")
        folder = root / "departments" / "2A-essai"
        shutil.copytree(ESSAI_FOLDER, folder)
        [fiche] = (folder / "fiches").glob("*.yaml")
        head = fiche.read_text("utf-8").partition("points_de_vigilance:")[0]
        fiche.write_text(f"{head}points_de_vigilance: >-\n  {text}\n", "utf-8")
        with (folder / "dossier.yaml").open("a", encoding="utf-8") as dossier:
            dossier.write("  autre: Une deuxième.\n  troisieme: Une troisième.\n")
            dossier.write("  renvoi: Voir aussi[^autre].\n")
        found = next(iter(find_workspace(root).folders()))
        format = session.plugins.format("fiche-action")
        [document] = format.documents(session.read(found).dossier)
        made = render(document, session)
        assert made.data, made.diagnostics
        files[str(rank)] = made.data
    back = saved(tmp_path_factory.mktemp("bureau"), files)
    return {
        text: tuple(opened(each[str(rank)]).found.values[place].text for each in (files, back))
        for rank, text in enumerate(texts)
    }


def test_what_libreoffice_saved_changes_nothing(desk, tmp_path):
    for name, data in saved(tmp_path, {name: desk.files[name] for name in NAMES}).items():
        document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        assert b"<w:tag" not in document, "LibreOffice keeps tags now: good news"
        assert desk.back(data, desk.target(name)).is_empty, name


def test_each_field_edited_is_found_once_libreoffice_has_saved(desk, tmp_path):
    """A share of the fields; a hundred with --full."""
    fields = {name: opened(desk.files[name]).origin.fields for name in NAMES}
    drawn = [
        (f"{rank}", name, field, text)
        for rank, (name, field, text) in enumerate(cases(SEED, 120 if FULL else 14, fields))
        if field.addresses[0].rpartition(".")[2] not in (*FIXED, "edition")
        and not field.addresses[0].endswith((":numero", "objectif.numero"))
        and not (field.genre is Genre.PROSE and "\n" in field.sent)
    ]
    files = {key: typed_over(desk.files[name], field.tag, text) for key, name, field, text in drawn}
    back = saved(tmp_path, files)
    targets = {name: desk.target(name) for name in NAMES}
    wrong = []
    for key, name, field, text in drawn:
        found = desk.back(back[key], targets[name])
        told = [
            one
            for one in found.proposals
            if one.kind in (ProposalKind.CHANGED, ProposalKind.REFUSED)
        ]
        if len(found.proposals) != 1 or len(told) != 1 or found.left_over:
            wrong.append((name, field.addresses, text, found))
    assert wrong == []
    assert len(drawn) > 6


def test_lines_and_rows_put_elsewhere_are_told_once_libreoffice_has_saved(desk, tmp_path):
    lines, table = "fiche-12:budget.lignes", "fiche-12:rubriques[partenaires].blocs[3].lignes"
    whole = {"ligne": ("p", f"{lines}[1].montant", f"{lines}[5].montant"),
             "rangée": ("tr", f"{table}[1][1]", f"{table}[2][1]")}  # fmt: skip

    def change(name, tag, other):
        def put(root) -> None:
            here, there = (
                next(controls(root, each)[0].iterancestors(f"{W}{name}")) for each in (tag, other)
            )
            there.addnext(here)

        return put

    files = {key: edited(desk.files[ESSAI], change(*each)) for key, each in whole.items()}
    target = desk.target(ESSAI)
    told = {key: desk.back(data, target) for key, data in saved(tmp_path, files).items()}
    assert {key: [one.kind for one in found.proposals] for key, found in told.items()} == {
        "ligne": [ProposalKind.MOVED], "rangée": [ProposalKind.MOVED],
    }  # fmt: skip
    [line] = told["ligne"].proposals
    assert "Collectivité de Corse" in line.back
