"""The command in a hostile or broken world: one French sentence each time, and never a trace.

Everything goes through the real command in a process of its own, as a shell starts it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="names, rights, links and signals of POSIX")

COMMAND = (sys.executable, "-m", "ppgp_docs")
FICHE = ("build", "--only", "fiche-action", "--jobs", "1")
DOSSIER = 'departement: "01"\ncontexte: {blocs: [Un texte.]}\n'
CONTENT = """\
numero: 8
titre: Une action
objectif: {numero: 1, intitule: Aider}
referent: PMI
rubriques: [{cle: constat, blocs: [Un constat.]}]
"""
REPORT = re.compile(r"le détail est dans `(?P<file>.+?)`")


class World:
    """A workspace with one small dossier, and the command in it."""

    def __init__(self, tmp_path: Path) -> None:
        self.root, self.cache = tmp_path / "espace", tmp_path / "cache"
        self.ain = self.root / "departments" / "01-ain"
        (self.ain / "fiches").mkdir(parents=True)
        (self.ain / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
        (self.ain / "fiches" / "08.yaml").write_text(CONTENT, encoding="utf-8")
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}

    def run(
        self, *arguments: str, before: Sequence[str] = (), **environment: str | None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command; a variable that is None is taken away. It shows no trace, ever."""
        wanted = {**self.environment, **environment}
        done = subprocess.run(
            [*before, *COMMAND, *arguments],
            cwd=self.root,
            env={name: value for name, value in wanted.items() if value is not None},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return sound(done)

    def shell(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell in which ``$PPGP`` is the command; it answers with its own code."""
        environment = {**self.environment, "PPGP": " ".join(COMMAND)}
        command = ["bash", "-c", script]
        done = subprocess.run(
            command,
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return sound(done)

    def reports(self) -> list[Path]:
        return sorted(self.cache.rglob("*.txt"))


def sound(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    for said in (done.stdout, done.stderr):
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert '.py", line' not in said
    return done


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


# --- what nobody foresaw ------------------------------------------------------------------------

BROKEN = {
    "une faute": "raise KeyError('Jeanne Martin')",
    "une récursion": "def f(): f()\n    f()",
    "la mémoire": "raise MemoryError",
    "le système": "raise OSError(5, 'Input/output error', 'images/photo.jpg')",
    "une faute dans la faute": "\n    try: 1 / 0\n    except Exception: raise ValueError",
}


def broken(world: World, code: str) -> subprocess.CompletedProcess[str]:
    """The command with a fault of our own: what reads dossiers raises."""
    (world.root / "fautif.py").write_text(
        "from ppgp_docs.session import Session\n"
        f"def read(*_):\n    {code}\n"
        "Session.read = read\n"
        "from ppgp_docs.__main__ import main\n"
        "main()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "fautif.py", "check"],
        cwd=world.root,
        env=world.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return sound(done)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_of_ours_is_one_french_line_and_a_report_outside_the_workspace(
    world: World, kind: str
) -> None:
    before = {*world.root.rglob("*")}
    done = broken(world, BROKEN[kind])
    assert done.returncode in (5, 70)
    assert len(done.stderr.splitlines()) == 1
    found = REPORT.search(done.stderr)
    assert found is not None
    report = Path(found["file"]).read_text("utf-8")
    assert "Traceback (most recent call last)" in report
    assert "ppgp-docs" in report
    assert "attrs" in report
    made = {*world.root.rglob("*")} - before
    assert {file.name for file in made if "__pycache__" not in str(file)} == {"fautif.py"}


def test_a_report_holds_no_word_of_the_dossier(world: World) -> None:
    (world.ain / "dossier.yaml").write_text(f"{DOSSIER}mentions: {{annee: 2024}}\n# Zacharie\n")
    broken(world, BROKEN["une récursion"])
    (report,) = world.reports()
    assert "Un constat" not in report.read_text("utf-8")
    assert "Zacharie" not in report.read_text("utf-8")


def test_the_memory_and_the_disk_are_blamed_when_they_are_to_blame(world: World) -> None:
    assert (
        "la mémoire de cet ordinateur n’a pas suffi" in broken(world, BROKEN["la mémoire"]).stderr
    )
    assert "`images/photo.jpg`" in broken(world, BROKEN["le système"]).stderr


@posix
def test_without_a_place_for_the_report_the_line_says_so(world: World) -> None:
    world.environment |= {"XDG_CACHE_HOME": "/dev/null/cache", "TMPDIR": "/dev/null/tmp"}
    (world.root / "tmp").mkdir()
    done = broken(world, "import tempfile; tempfile.tempdir = '/dev/null/x'\n    raise KeyError")
    assert done.returncode == 70
    assert "aucun détail n’a pu être gardé" in done.stderr


def test_a_package_that_is_missing_is_named(world: World, tmp_path: Path) -> None:
    (tmp_path / "faux" / "click").mkdir(parents=True)
    (tmp_path / "faux" / "click" / "__init__.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'click'\", name='click')"
    )
    done = world.run("check", PYTHONPATH=str(tmp_path / "faux"))
    assert done.returncode == 5
    assert "ppgp est mal installé, `click` lui manque" in done.stderr


# --- names, paths and links ---------------------------------------------------------------------


@posix
@pytest.mark.parametrize("place", ["fiches/08.yaml", "dossier"])
@pytest.mark.parametrize("command", [("check",), FICHE, ("check", "--json")], ids=str)
def test_a_name_that_is_no_text_is_told_and_stops_its_dossier(
    world: World, place: str, command: tuple[str, ...]
) -> None:
    old = world.ain / place if place != "dossier" else world.ain
    old.rename(os.fsdecode(os.fsencode(old.parent) + b"/01-is\xe8re.yaml"))
    done = world.run(*command)
    assert done.returncode == 1
    assert "L004" in done.stdout + done.stderr
    assert "n’est pas en UTF-8" in done.stdout + done.stderr


@posix
def test_a_picture_that_nobody_cites_may_have_a_name_that_is_no_text(world: World) -> None:
    Path(os.fsdecode(os.fsencode(world.ain) + b"/photo\xe9.jpg")).write_bytes(b"")
    assert world.run(*FICHE).returncode == 0
    Path(os.fsdecode(os.fsencode(world.ain) + b"/photo\xe9.jpg")).write_bytes(b"autre")
    assert "déjà à jour" in world.run(*FICHE).stdout


@posix
@pytest.mark.parametrize("name", ["08\x1b[2J.yaml", "08\n.yaml", "08\u202e.yaml"], ids=ascii)
def test_a_name_never_moves_the_cursor_of_a_terminal(world: World, name: str) -> None:
    (world.ain / "fiches" / "08.yaml").write_text("numero: huit", encoding="utf-8")
    (world.ain / "fiches" / "08.yaml").rename(world.ain / "fiches" / name)
    done = world.run("check")
    assert done.returncode == 1
    assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)
    assert "08\ufffd" in done.stdout


LONG = {
    "-o": ("build", "--only", "fiche-action", "-o", "a" * 300),
    "-o profond": ("build", "--only", "fiche-action", "-o", "/".join(["a" * 200] * 30)),
    "cible": ("check", "b" * 5000),
    "-C": ("-C", "c" * 5000, "check"),
    "modèle": ("template", "check", "d" * 5000),
    "code": ("new", "e" * 5000),
    "explain": ("explain", "f" * 5000),
}


@pytest.mark.parametrize("where", LONG)
def test_what_is_too_long_is_refused_in_french(world: World, where: str) -> None:
    done = world.run(*LONG[where])
    assert done.returncode in (2, 3)
    assert "erreur" in done.stderr
    assert "[Errno" not in done.stderr


def _loop(file: Path) -> None:
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    file.symlink_to(file.name)


def _directory(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.mkdir(parents=True)


@posix
@pytest.mark.parametrize("change", [_loop, _directory], ids=["boucle", "répertoire"])
@pytest.mark.parametrize(
    "place",
    [
        "ppgp.toml",
        "departments/01-ain/dossier.yaml",
        "departments/01-ain/contrat.yaml",
        "departments/01-ain/fiches/08.yaml",
        "sorties",
        "sorties/manifest.json",
        "sorties/01-ain",
        "templates",
    ],
)
def test_a_loop_of_links_or_a_folder_in_the_place_of_a_file_shows_no_trace(
    world: World, place: str, change: Callable[[Path], None]
) -> None:
    (world.root / place).parent.mkdir(exist_ok=True)
    change(world.root / place)
    for command in (("check",), FICHE):
        done = world.run(*command)
        assert done.returncode == 0 or "erreur" in done.stdout + done.stderr


@posix
def test_a_folder_deleted_under_our_feet_is_said_so(world: World) -> None:
    gone = "mkdir ../parti; cd ../parti; rmdir ../parti"
    done = world.shell(f'{gone}; $PPGP -C "{world.root}" check')
    assert done.returncode == 2
    assert "le répertoire où vous êtes n’existe plus" in done.stderr
    assert world.shell(f"{gone}; $PPGP --help").returncode == 0


@posix
@pytest.mark.parametrize("place", ["departments/01-ain/fiches", "departments/01-ain"])
def test_a_folder_that_does_not_open_never_passes_for_an_empty_one(
    world: World, place: str
) -> None:
    (world.root / "departments" / "60-oise").mkdir()
    (world.root / "departments" / "60-oise" / "dossier.yaml").write_text('departement: "60"\n')
    _loop(world.root / place)
    for command in (("check",), FICHE):
        done = world.run(*command)
        assert done.returncode in (1, 3)
        assert "F019" in done.stdout + done.stderr
        assert "ses liens tournent en rond" in done.stdout + done.stderr


def test_a_file_in_the_place_of_the_folder_of_fiches_is_told(world: World) -> None:
    shutil.rmtree(world.ain / "fiches")
    (world.ain / "fiches").write_text("08", encoding="utf-8")
    done = world.run("check")
    assert done.returncode == 1
    assert "c’est un fichier, il faut un répertoire" in done.stdout


def without_rights() -> list[str]:
    """What makes the superuser, as whom containers run tests, obey the rights of files."""
    if os.name == "nt" or os.geteuid():
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]


@posix
@pytest.mark.parametrize(
    ("place", "rights", "command"),
    [
        ("departments/01-ain/dossier.yaml", 0, ("check",)),
        ("departments/01-ain/fiches/08.yaml", 0, FICHE),
        ("departments/01-ain/fiches", 0, ("check",)),
        ("departments/01-ain/fiches", 0, FICHE),
        ("departments/01-ain", 0, ("check",)),
        ("departments", 0, ("check",)),
        ("ppgp.toml", 0, ("check",)),
        ("templates", 0, ("check",)),
        ("sorties", 0o555, FICHE),
        ("sorties", 0, FICHE),
        ("sorties/01-ain", 0, FICHE),
        (".", 0o555, ("new", "02")),
        (".", 0o555, ("schema", "--ecrire")),
    ],
)
def test_what_may_not_be_read_or_written_is_named_with_its_reason(
    world: World, place: str, rights: int, command: tuple[str, ...]
) -> None:
    target = world.root / place
    if not target.exists():
        target.mkdir(parents=True) if "." not in place else target.write_text('sorties = "x"\n')
    target.chmod(rights)
    try:
        done = world.run(*command, before=without_rights())
    finally:
        target.chmod(0o755)
    assert done.returncode != 0
    assert "accès est refusé" in done.stdout + done.stderr
    assert "Permission denied" not in done.stdout + done.stderr


# --- files of ours that somebody edited ---------------------------------------------------------

ARTIFACT = {
    **dict.fromkeys(("format", "dossier", "path", "title", "sha256", "key"), "x"),
    **dict.fromkeys(("bytes", "seconds", "warnings"), 1),
    "inputs": {},
    "versions": {},
}
MANIFESTS = {
    "une liste": "[]",
    "rien": "null",
    "profond": "[" * 100_000,
    "un texte": '{"documents": "abc"}',
    "des nombres": '{"documents": [1, 2]}',
    "un chemin qui est une liste": json.dumps({"documents": [{**ARTIFACT, "path": ["x"]}]}),
    "un chemin qui est un nombre": json.dumps({"documents": [{**ARTIFACT, "path": 3}]}),
    "des entrées en liste": json.dumps({"documents": [{**ARTIFACT, "inputs": []}]}),
    "une clé de trop": json.dumps({"documents": [{**ARTIFACT, "auteur": "x"}]}),
    "un nombre sans fin": '{"documents": [' + "9" * 5000 + "]}",
    "du latin-1": b'{"documents": ["\xe9"]}',
}


@pytest.mark.parametrize("shape", MANIFESTS)
def test_a_manifest_of_another_shape_is_told_and_made_anew(world: World, shape: str) -> None:
    content = MANIFESTS[shape]
    (world.root / "sorties").mkdir()
    data = content if isinstance(content, bytes) else content.encode()
    (world.root / "sorties" / "manifest.json").write_bytes(data)
    done = world.run(*FICHE)
    assert done.returncode == 0
    assert "attention[W002]" in done.stderr
    again = json.loads((world.root / "sorties" / "manifest.json").read_text("utf-8"))
    assert len(again["documents"]) == 1


@pytest.mark.parametrize("place", ["x\0y", "../../../etc/passwd", "x\ud800", "/etc/passwd", ""])
def test_a_manifest_that_names_strange_places_does_no_harm(world: World, place: str) -> None:
    document = {**ARTIFACT, "path": place, "dossier": "01-ain"}
    (world.root / "sorties").mkdir()
    manifest = world.root / "sorties" / "manifest.json"
    manifest.write_text(json.dumps({"documents": [document]}), encoding="utf-8")
    assert world.run(*FICHE).returncode == 0
    assert len(json.loads(manifest.read_text("utf-8"))["documents"]) == 2


SETTINGS = {
    "emboîtés": "a = " + "[" * 3000 + "]" * 3000,
    "accolades": "a = " + "{b = " * 3000 + "1" + "}" * 3000,
    "un nombre sans fin": "a = " + "9" * 5000,
    "une date fausse": "a = 2025-02-31",
    "pas fini": 'sorties = "',
    "du latin-1": b'sorties = "\xe9"',
    "un répertoire nul": 'plugins = ["a\\u0000b"]',
    "un nombre": "sorties = 12",
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_cannot_be_read_are_told_in_french(world: World, kind: str) -> None:
    text = SETTINGS[kind]
    data = text if isinstance(text, bytes) else text.encode()
    (world.root / "ppgp.toml").write_bytes(data + b"\n")
    done = world.run("check")
    assert done.returncode == 1
    assert re.search(r"erreur\[F00[45]\]", done.stderr)
    assert world.reports() == []


# --- streams, variables, signals ----------------------------------------------------------------


@posix
@pytest.mark.parametrize("command", ["check", "--help", "--version", "explain L009", "schema"])
def test_a_full_disk_is_told_and_never_answers_0(world: World, command: str) -> None:
    done = world.shell(f"$PPGP {command} > /dev/full")
    assert done.returncode == 5
    assert "le disque est plein" in done.stderr
    assert world.shell(f"$PPGP {command} > /dev/full 2>&1").returncode == 5


@posix
@pytest.mark.parametrize("command", ["check", "check --json", "explain", "schema"])
def test_a_reader_that_goes_away_is_no_fault_to_tell(world: World, command: str) -> None:
    many = "".join(f"cle{number}: 1\n" for number in range(2000))
    (world.ain / "dossier.yaml").write_text(DOSSIER + many, encoding="utf-8")
    done = world.shell(f"$PPGP {command} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode != 0, done.stderr) == (True, "")


@posix
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", ">&-", "2>&-"])
def test_without_streams_documents_are_made_all_the_same(world: World, closed: str) -> None:
    done = world.shell(f"$PPGP {' '.join(FICHE)} {closed}")
    assert done.returncode == 0
    assert (world.root / "sorties" / "01-ain" / "fiche-action-08-ain.docx").stat().st_size > 50_000


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1:strict", "utf-16"])
def test_french_comes_out_whole_whatever_the_encoding_of_the_stream(
    world: World, encoding: str
) -> None:
    (world.ain / "dossier.yaml").write_text(f"{DOSSIER}clé: œuvre\n", encoding="utf-8")
    done = world.run("check", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "la clé `clé` n’existe pas à cet endroit" in done.stdout


@pytest.mark.parametrize("level", ["1", "2"])
@pytest.mark.parametrize("command", [("--help",), ("check", "--help"), ("check",), FICHE], ids=str)
def test_a_python_without_docstrings_does_the_same(
    world: World, level: str, command: tuple[str, ...]
) -> None:
    done = world.run(*command, PYTHONOPTIMIZE=level)
    assert done.returncode == 0
    if "--help" in command:
        assert "Vérifie les dossiers" in done.stdout


@posix
@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": None},
        {"HOME": "/dev/null"},
        {"PATH": None},
        {"TMPDIR": "/dev/null"},
        {"LANG": "xx_XX.klingon", "LC_ALL": "xx_XX.klingon"},
        {"TZ": "Nulle/Part"},
        {"PYTHONWARNINGS": "error"},
        {"TERM": "", "COLUMNS": "0", "LINES": "abc"},
    ],
    ids=str,
)
def test_an_odd_environment_changes_nothing(world: World, variables: dict[str, str | None]) -> None:
    done = world.run(*FICHE, **{"XDG_CACHE_HOME": None, **variables})
    assert done.returncode == 0, done.stderr
    assert "1 document fait" in done.stdout.replace("\u00a0", " ")


INTERRUPTED = """\
import sys
import ppgp_docs.__main__ as door
sys.argv = ["ppgp", "build", "--jobs", "2", "--force"]
print("prêt", flush=True)
door.main()
"""


@posix
def test_a_temporary_folder_of_any_length_will_do(world: World, tmp_path: Path) -> None:
    far = tmp_path / ("d" * 100) / ("e" * 100)
    far.mkdir(parents=True)
    done = world.run(*FICHE, TMPDIR=str(far))
    assert done.returncode == 0, done.stderr
    assert not list(far.iterdir())


@posix
@pytest.mark.parametrize("milliseconds", [1, 20, 60, 120, 200, 350, 600, 1000])
def test_an_interruption_shows_no_trace_however_early(world: World, milliseconds: int) -> None:
    def heed() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a test may run in background

    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", INTERRUPTED],
        cwd=world.root,
        env=world.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heed,  # noqa: PLW1509  # nothing else runs in this test
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "prêt\n"
        time.sleep(milliseconds / 1000)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    sound(subprocess.CompletedProcess([], running.returncode, out, err))
    assert running.returncode in (0, 130)
    assert running.returncode == 0 or "interrompu" in err
