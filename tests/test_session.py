"""A session reads for several people at once: what one sees never depends on the others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[1] / "departments"
FOLDERS = find_workspace(SHIPPED).folders()
READINGS = 300 if os.environ.get("PPGP_FULL") else 5
"""For each dossier; the whole campaign takes half a minute."""

Overlay = Mapping[Path, str]


@pytest.fixture
def session() -> Session:
    return Session.start(None)


def edited(folder: DossierFolder, seed: int) -> Overlay:
    """The dossier with one line of its text changed, as someone typing would leave it."""
    random, source = Random(seed), folder.dossier.read_text("utf-8")
    lines = source.splitlines(keepends=True)
    rank = random.randrange(len(lines))
    retyped = lines[rank].translate(str.maketrans("1234567ae", "2345678ea"))
    slips = ["", "  texte: non fermé « \n", "cle_inconnue: 7\n", lines[rank] * 2, retyped]
    slip = random.choice(slips)
    return {folder.dossier: "".join((*lines[:rank], slip, *lines[rank + 1 :]))}


def read(reading: DossierReading) -> tuple[str, list[tuple[str, str]]]:
    """Every value of the model, in few bytes, and what is said of them."""
    values = sha256(repr(reading.dossier).encode()).hexdigest()
    return values, [(d.code, d.message) for d in reading.diagnostics]


def test_two_threads_read_three_dossiers_as_one_would(session: Session) -> None:
    """Saved and unsaved texts, of three dossiers, at once."""
    wanted = [
        (folder, edited(folder, seed) if seed % 2 else {})
        for seed in range(READINGS)
        for folder in FOLDERS
    ]
    alone = Session.start(None)
    expected = [read(alone.read(folder, overlay)) for folder, overlay in wanted]
    with ThreadPoolExecutor(2) as threads:
        got = list(threads.map(lambda each: read(session.read(*each)), wanted))
    assert sum(one != other for one, other in zip(got, expected, strict=True)) == 0


def test_the_model_read_in_a_thread_is_that_of_one_reading(session: Session) -> None:
    with ThreadPoolExecutor(3) as threads:
        readings = list(threads.map(session.read, FOLDERS * 3))
    for folder, reading in zip(FOLDERS * 3, readings, strict=True):
        assert reading.dossier == Session.start(None).read(folder).dossier


def test_an_unsaved_text_is_read_over_the_file(session: Session) -> None:
    folder = FOLDERS[0]
    source = folder.dossier.read_text("utf-8")
    unsaved = source + "\ncle_que_personne_ne_connait: 1\n"
    assert "V002" in {d.code for d in session.read(folder, {folder.dossier: unsaved}).diagnostics}
    assert folder.dossier.read_text("utf-8") == source
    assert "V002" not in {d.code for d in session.read(folder).diagnostics}


def test_an_unsaved_text_may_hold_the_line_ends_of_windows(session: Session) -> None:
    folder = FOLDERS[0]
    source = folder.dossier.read_text("utf-8").replace("\n", "\r\n")
    assert session.read(folder, {folder.dossier: source}).dossier == session.read(folder).dossier


def test_a_fiche_that_was_never_saved_is_a_fiche_of_the_dossier(session: Session) -> None:
    folder = next(each for each in FOLDERS if each.name.startswith("77"))
    (file,) = folder.fiches
    source = file.read_text("utf-8").replace("numero: 8", "numero: 9", 1)
    reading = session.read(folder, {file.with_name("09-autre.yaml"): source})
    assert reading.dossier is not None
    assert [fiche.numero for fiche in reading.dossier.fiches] == [8, 9]


def test_a_file_that_changed_is_read_anew(session: Session, tmp_path: Path) -> None:
    """Even when its date and its size are those of before."""
    file = tmp_path / "01-ain" / "dossier.yaml"
    file.parent.mkdir()
    seen = []
    for year in (2022, 2023):
        file.write_text(f'departement: "01"\ndemarche: {{debut: {year}}}\n', "utf-8")
        os.utime(file, (0, 0))
        dossier = session.read(DossierFolder(file.parent)).dossier
        assert dossier is not None and dossier.demarche.debut is not None
        seen.append(dossier.demarche.debut.debut.year)
    assert seen == [2022, 2023]


def test_no_plugin_of_ours_loads_what_documents_are_drawn_with_before_one_is_made() -> None:
    """A check loads every plugin, and draws nothing."""
    heavy = (
        "docx",
        "docxtpl",
        "jinja2",
        "lxml",
        "PIL",
        "pptx",
        "segno",
        "weasyprint",
        "xlsxwriter",
    )
    script = (
        "import sys\nfrom ppgp_docs.session import Session\nSession.start(None)\n"
        f"print(*sorted(set({heavy}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == []
