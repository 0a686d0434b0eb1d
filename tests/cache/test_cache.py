"""What is remembered changes nothing but the time it takes: damaged, held, refused or shared."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.commande import ppgp

from ppgp_docs.cache.digests import Digests
from ppgp_docs.cache.state import FOLDER, State
from ppgp_docs.cli.formats import PROGRAMS
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin import permission
from ppgp_docs.render.checking import surveys
from ppgp_docs.render.engine import Engine
from ppgp_docs.render.survey import Wanted
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.user_folders import CACHE

ROOT = Path(__file__).parents[2]
FULL = bool(os.environ.get("PPGP_FULL"))
posix = pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "departments", tmp_path / "departments")
    return tmp_path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache" / FOLDER


def alone(root: Path, name: str) -> Path:
    """A workspace of one dossier, that nobody has touched for a while."""
    shutil.copytree(ROOT / "departments" / name, root / "departments" / name)
    aged(root)
    return root


def found(root: Path, state: State, advice: bool = False) -> list[Diagnostic]:
    workspace = find_workspace(root)
    engine = Engine(workspace, (), state)
    made = surveys(engine, workspace.folders(), Wanted(advice=advice))
    return [each for survey in made for each in (*survey.findings, *survey.advice)]


def aged(root: Path, seconds: int = 60) -> None:
    """Files that nobody has touched for a while."""
    then = time.time() - seconds
    for file in root.rglob("*"):
        if file.is_file():
            os.utime(file, (then, then))


def output(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = ppgp("check", *arguments, cwd=root)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("style", [(), ("--json",), ("--format", "court"), ("--conseils",)])
@pytest.mark.campaign(share=3)
def test_check_prints_the_same_from_the_cache_to_the_byte(
    root: Path, cache: Path, style: tuple[str, ...]
) -> None:
    fresh = output(root, "--no-cache", *style)
    assert not cache.exists()
    assert output(root, *style) == fresh
    aged(root)
    assert output(root, *style) == fresh
    assert output(root, *style) == fresh


EDITS = (
    lambda lines, at, _: lines[:at] + lines[at + 1 :],
    lambda lines, at, _: [*lines[:at], lines[at], *lines[at:]],
    lambda lines, at, _: [*lines[:at], "# une remarque", *lines[at:]],
    lambda lines, at, rng: [*lines[:at], digits(lines[at], rng), *lines[at + 1 :]],
    lambda lines, at, rng: [*lines[:at], shuffled(lines[at], rng), *lines[at + 1 :]],
)


def digits(line: str, rng: random.Random) -> str:
    return "".join(str(rng.randrange(10)) if sign.isdigit() else sign for sign in line)


def shuffled(line: str, rng: random.Random) -> str:
    words = line.split(" ")
    rng.shuffle(words)
    return " ".join(words)


@settings(max_examples=200 if FULL else 3)
@given(seed=st.integers(0, 2**32))
def test_what_is_remembered_is_what_would_be_found_whatever_was_edited(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng, root = random.Random(seed), tmp_path_factory.mktemp("espace")
    shutil.copytree(ROOT / "departments", root / "departments")
    aged(root)
    state = State(root / "etat.sqlite3")
    found(root, state)
    files = sorted((root / "departments").rglob("*.yaml"))
    for _ in range(2):
        file = rng.choice(files)
        before, lines = file.read_text("utf-8"), file.read_text("utf-8").splitlines()
        edited = rng.choice(EDITS)(lines, rng.randrange(len(lines)), rng)
        file.write_text("\n".join(edited) + "\n", encoding="utf-8")
        if rng.random() < 0.5:
            aged(root)  # as a copy that keeps dates
        kept, fresh = found(root, State(root / "etat.sqlite3")), found(root, State(None))
        assert PROGRAMS["json"](kept) == PROGRAMS["json"](fresh)
        assert kept == fresh
        file.write_text(before, encoding="utf-8")
    assert found(root, State(root / "etat.sqlite3")) == found(root, State(None))


SILENT = (
    "a folder appears",
    "the introduction of the workspace",
    "the schemas of the workspace",
)
"""What must be looked at, and changes no finding here."""

Change = Callable[[Path], object]

AROUND: dict[str, Change] = {
    "a picture goes": lambda ain: (ain / "images/couverture.png").unlink(),
    "a picture is cut short": lambda ain: (ain / "images/couverture.png").write_bytes(b"\x89PNG"),
    "a file is renamed": lambda ain: (ain / "dossier.yaml").rename(ain / "dossier.yaml.txt"),
    "a copy appears": lambda ain: shutil.copy(ain / "dossier.yaml", ain / "dossier - Copie.yaml"),
    "a folder appears": lambda ain: (ain / "fiche").mkdir(),
    "a link appears": lambda ain: (ain / "contrat.yaml").symlink_to(ain / "absent.yaml"),
    "the introduction of the workspace": lambda ain: _own_introduction(ain.parents[1]),
    "the schemas of the workspace": lambda ain: _own_schemas(ain.parents[1]),
}


def _own_introduction(root: Path) -> None:
    (root / "templates/textes").mkdir(parents=True)
    text = (ROOT / "templates/textes/introduction.yaml").read_text("utf-8")
    (root / "templates/textes/introduction.yaml").write_text(text.replace("a", "{{ x }}", 1))


def _own_schemas(root: Path) -> None:
    shutil.copytree(ROOT / "schemas", root / "schemas")
    file = root / "schemas/dossier.yaml"
    file.write_text(file.read_text("utf-8").replace("langue:", "idiome:", 1), "utf-8")


@posix
@pytest.mark.parametrize("change", AROUND)
def test_all_that_a_finding_may_come_from_is_looked_at(
    tmp_path: Path, cache: Path, change: str
) -> None:
    root = alone(tmp_path, "01-ain")
    before = found(root, State.of(root))
    AROUND[change](root / "departments/01-ain")
    aged(root / "departments")
    kept = found(root, State.of(root))
    assert kept == found(root, State(None))
    if change not in SILENT:
        assert kept != before


def test_a_plugin_that_changes_is_asked_again(root: Path, cache: Path) -> None:
    plugin = root / "extensions" / "avis.py"
    plugin.parent.mkdir()
    for told in ("Un avis", "Un autre avis"):
        plugin.write_text(
            "from ppgp_docs.api import hookimpl, warning\n"
            "@hookimpl\ndef ppgp_check(dossier):\n"
            f"    return [warning('X001', '{told}')]\n",
            encoding="utf-8",
        )
        aged(plugin.parent)
        assert output(root, "--plugins", "extensions")[1].count(told) == 3


def spoil(file: Path, seed: int) -> None:
    rng, data = random.Random(seed), bytearray(file.read_bytes())
    for _ in range(200):
        data[rng.randrange(len(data))] = rng.randrange(256)
    file.write_bytes(bytes(data))


DAMAGE: dict[str, Change] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "not a database": lambda file: file.write_bytes(b"bonjour" * 1000),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "of another version": lambda file: _run(file, "PRAGMA user_version = 99"),
    "with other tables": lambda file: _run(file, "DROP TABLE answers"),
    "with other columns": lambda file: _run(file, "ALTER TABLE files DROP COLUMN crc"),
    "with other values": lambda file: _run(file, "UPDATE answers SET value = x'7b7d'"),
    "with other types": lambda file: _run(file, "UPDATE files SET value = 3"),
    **{f"bytes changed ({n})": lambda file, n=n: spoil(file, n) for n in range(20 if FULL else 3)},
}


def _run(file: Path, statement: str) -> None:
    base = sqlite3.connect(file)
    base.execute(statement)
    base.commit()
    base.close()


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.campaign(share=3)
def test_a_database_that_is_damaged_is_made_anew_without_a_word(
    tmp_path: Path, cache: Path, damage: str, capfd: pytest.CaptureFixture[str]
) -> None:
    root = alone(tmp_path, "77-seine-et-marne")
    fresh = found(root, State.of(root))
    (file,) = cache.glob("*.sqlite3")
    DAMAGE[damage](file)
    assert found(root, State.of(root)) == fresh
    assert found(root, State.of(root)) == fresh
    assert capfd.readouterr() == ("", "")
    if damage != "a folder":
        state = State.of(root)
        assert state.digests._known


@posix
def test_without_a_place_for_the_cache_all_is_worked_out_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = output(root, "77", "--no-cache")
    for place in ("/proc/ppgp", "/dev/null/x", str(tmp_path / "departments/01-ain/dossier.yaml")):
        monkeypatch.setenv(CACHE, place)
        assert output(root, "77") == fresh


def test_a_database_that_another_process_holds_stops_nobody(root: Path, cache: Path) -> None:
    fresh = output(root, "77")
    (file,) = cache.glob("*.sqlite3")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert output(root, "77") == fresh
    finally:
        holder.close()


def test_commands_that_run_at_once_share_the_cache(root: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "ppgp_docs", "check", "77"]
    running = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    outputs = {each.communicate()[0] for each in running}
    assert len(outputs) == 1
    assert [file.suffix for file in cache.iterdir()] == [".sqlite3"]


def test_a_file_that_just_changed_is_read_again_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"un")
    digests = Digests()
    digests.of(file)
    assert digests.new == {}
    aged(tmp_path)
    digests.of(file)
    assert len(digests.new) == 1


def test_a_file_that_keeps_its_size_and_date_is_seen_to_have_changed(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"un")
    aged(tmp_path)
    digests = Digests()
    before, date = digests.of(file), file.stat().st_mtime_ns
    file.write_bytes(b"nu")
    os.utime(file, ns=(date, date))
    assert digests.of(file) != before


@posix
def test_a_folder_with_a_link_is_never_remembered(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(b"un")
    assert Digests().of_dossier(tmp_path)
    (tmp_path / "contrat.yaml").symlink_to(tmp_path / "dossier.yaml")
    assert Digests().of_dossier(tmp_path) is None


RENDERING = {
    "babel", "docx", "docxtpl", "fontTools", "jinja2", "lxml", "num2words", "openpyxl", "pikepdf",
    "pptx", "pypdfium2", "starlette", "weasyprint", "xlsxwriter",
}  # fmt: skip


def test_a_command_that_finds_all_in_the_cache_loads_no_plugin(root: Path, cache: Path) -> None:
    code = (
        "import sys; sys.argv = ['ppgp', 'check', '77']\n"
        "from ppgp_docs.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    aged(root)
    loaded = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
        )
        loaded.append(set(done.stderr.split()))
    reading = {"pluggy", "cerberus", "ppgp_docs.session", "ppgp_docs.model.dossier"}
    assert reading <= loaded[0]
    assert reading & loaded[1] == set()
    assert RENDERING & loaded[0] == set(), "what formats render with costs no check its time"


KILLED = 3 if not FULL else 30


@posix
@pytest.mark.parametrize("seed", range(KILLED))
@pytest.mark.campaign(share=3)
def test_a_build_that_is_killed_is_followed_by_a_clean_one(
    root: Path, cache: Path, seed: int
) -> None:
    for number in range(20, 26):
        text = (root / "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml").read_text(
            "utf-8"
        )
        (root / f"departments/77-seine-et-marne/fiches/{number}.yaml").write_text(
            text.replace("numero: 8", f"numero: {number}", 1), "utf-8"
        )
    asked = ["build", "77", "--only", "fiche-action", "--jobs", "2"]
    command = [sys.executable, "-m", "ppgp_docs", *asked]
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(random.Random(seed).random() * 0.3)
    running.kill()
    running.stdout.close()
    running.wait()
    done = ppgp(*asked, cwd=root)
    assert done.returncode == 0
    assert "W00" not in done.stderr
    names = sorted(file.name for file in (root / "sorties").rglob("*") if file.is_file())
    assert names == [*names[:7], "index.html", "manifest.json"]
    assert all(name.endswith(".docx") for name in names[:7])
    assert not [name for name in names if "modifié" in name]
    assert ppgp(*asked, cwd=root).stdout.count("déjà à jour\n") == 7


class _Refusals:
    """The system opens the file of that rank below a folder for nobody, once."""

    def __init__(self) -> None:
        self.folder, self.rank, self.count = "", 0, 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _REFUSED and self.folder and str(arguments[0]).startswith(self.folder):
            self.count += 1
            if self.count == self.rank:
                raise OSError(errno.EMFILE, "Too many open files")


_REFUSED = ("open", "os.scandir", "os.listdir") if FULL else ("open",)
REFUSALS = _Refusals()
sys.addaudithook(REFUSALS.hear)


def read_in_a_child(root: Path, rank: int, folder: str = "departments") -> int:
    """How many files a reading opens that the system refuses one of; what it learnt is kept."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            state = State.of(root)
            REFUSALS.folder, REFUSALS.rank = str(root / folder), rank
            with suppress(OSError):
                found(root, state)
            REFUSALS.folder = ""
            state.save()
            os.write(write, str(REFUSALS.count).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    count = int(os.read(read, 20))
    os.close(read)
    return count


SMALL = """departement: "01"
contexte:
  titre: Un accueil refait avec les familles
  blocs:
    - type: image
      image: {fichier: images/plateau.svg, alt: Un plateau de jeu}
"""


@posix
def test_what_the_system_refuses_once_is_read_the_next_time(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "plateau.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><rect width="9" height="6"/>'
        "</svg>"
    )
    (folder / "dossier.yaml").write_text(SMALL, "utf-8")
    aged(tmp_path)
    sound = found(tmp_path, State(None))
    opened = read_in_a_child(tmp_path, 0)
    assert opened >= 2
    for rank in range(1, opened + 1):
        shutil.rmtree(cache, ignore_errors=True)
        read_in_a_child(tmp_path, rank)
        assert found(tmp_path, State.of(tmp_path)) == sound, rank


NOTE = """from ppgp_docs.api import hookimpl, warning
@hookimpl
def ppgp_check(dossier):
    yield warning("X101", "vu par une extension", dossier.at())
"""


@posix
def test_a_plugin_that_the_system_refuses_once_runs_the_next_time(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name, text in {
        "departments/01-ain/dossier.yaml": 'departement: "01"\ncontexte: {blocs: [Un texte.]}\n',
        "extensions/note.py": NOTE,
        "ppgp.toml": 'plugins = ["extensions"]\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    permission.allow(tmp_path / "extensions")
    aged(tmp_path)
    assert "X101" in [each.code for each in found(tmp_path, State(None))]
    opened = read_in_a_child(tmp_path, 0, "extensions")
    assert opened >= 1
    for rank in range(1, opened + 1):
        shutil.rmtree(cache, ignore_errors=True)
        read_in_a_child(tmp_path, rank, "extensions")
        assert "X101" in [each.code for each in found(tmp_path, State.of(tmp_path))], rank
