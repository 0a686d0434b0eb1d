"""What must not take a build down: bad plugins, dead workers, full disks, a second build."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from ppgp_docs.workspace.disk import sha256
from ppgp_docs.workspace.manifest import MANIFEST, Artifact
from ppgp_docs.workspace.output import Output, not_written

posix = pytest.mark.skipif(os.name == "nt", reason="signals and rights of POSIX")

FORMAT = """\
import os, re, signal, time
from ppgp_docs.api import Document, hookimpl, warning

class Texte:
    id, label, suffix, media_type = "{id}", "Texte", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"{{self.id}}-{{dossier.slug}}", "Texte", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b"fait"

{changed}

@hookimpl
def ppgp_register(registry):
    registry.add_format({made}())
"""


class Workshop:
    """A workspace with two small dossiers and plugins to write; the real command runs in it."""

    def __init__(self, root: Path) -> None:
        self.root, self.outputs = root, root / "sorties"
        for code, name in (("01", "01-ain"), ("60", "60-oise")):
            (root / "departments" / name).mkdir(parents=True)
            file = root / "departments" / name / "dossier.yaml"
            file.write_text(f'departement: "{code}"\n', encoding="utf-8")
        (root / "extensions").mkdir()
        self.plugin("temoin")

    def plugin(self, name: str, methods: str = "", hooks: str = "") -> None:
        """A text format, sound but for these methods; ``hooks`` come beside it."""
        changed = f"class Autre(Texte):\n{methods}\n{hooks}" if methods else hooks
        made = "Autre" if methods else "Texte"
        code = FORMAT.format(id=name, changed=changed, made=made)
        (self.root / "extensions" / f"{name}.py").write_text(code, encoding="utf-8")

    def command(self, *arguments: str) -> list[str]:
        build = ["build", "--plugins", "extensions", *arguments]
        return [sys.executable, "-m", "ppgp_docs", *build]

    def build(self, *arguments: str, jobs: int = 1) -> subprocess.CompletedProcess[str]:
        command = self.command("--jobs", str(jobs), *arguments)
        return subprocess.run(
            command, cwd=self.root, capture_output=True, encoding="utf-8", check=False
        )

    def made(self) -> set[str]:
        return {file.name for file in self.outputs.rglob("*.txt")}


WITNESSES = {"temoin-ain.txt", "temoin-oise.txt"}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


BAD_METHODS = {
    "render sort": ("    def render(self, d, c): raise SystemExit(0)", "R001", "SystemExit"),
    "render rend un texte": ("    def render(self, d, c): return 'fait'", "R001", "`str`"),
    "documents échoue": ("    def documents(self, d): raise KeyError('x')", "F010", "`documents`"),
    "documents sort": ("    def documents(self, d): raise SystemExit(0)", "F010", "`documents`"),
    "documents rend n’importe quoi": ("    def documents(self, d): return [1]", "F010", "`int`"),
    "documents d’un autre format": (
        "    def documents(self, d): return [Document('temoin', 'x', 'X', d)]",
        "F010",
        "`temoin`",
    ),
    "documents promet une phrase": (
        "    def documents(self, d): return [Document('fautif', 'x', 'X', d, prints=('y',))]",
        "F010",
        "`Document.prints`",
    ),
    "documents laisse une phrase": (
        "    def documents(self, d): return [Document('fautif', 'x', 'X', d, left_out=('y',))]",
        "F010",
        "`Document.left_out`",
    ),
    "refusal échoue": ("    def refusal(self, d): raise KeyError('x')", "F010", "`refusal`"),
    "refusal rend un nombre": ("    def refusal(self, d): return 1", "F010", "`int`"),
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("fault", BAD_METHODS)
def test_a_format_that_misbehaves_is_named_and_the_others_are_made(
    workshop: Workshop, fault: str, jobs: int
) -> None:
    methods, code, word = BAD_METHODS[fault]
    workshop.plugin("fautif", methods)
    done = workshop.build(jobs=jobs)
    assert done.returncode == 3
    assert f"erreur[{code}]" in done.stderr
    assert "`fautif`" in done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert workshop.made() == WITNESSES


def test_a_plugin_whose_check_finds_no_diagnostic_is_named(workshop: Workshop) -> None:
    hook = "@hookimpl\ndef ppgp_check(dossier):\n    yield 'une phrase'"
    workshop.plugin("bavard", hooks=hook)
    done = workshop.build()
    assert done.returncode in (1, 3)
    assert "l’extension `bavard` a échoué dans `ppgp_check`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_context_is_the_fault_of_the_plugin_that_made_it(workshop: Workshop) -> None:
    hook = "@hookimpl\ndef ppgp_prepare(context):\n    return 'un thème'"
    workshop.plugin("decor", hooks=hook)
    done = workshop.build()
    assert done.returncode == 3
    assert "l’extension `decor` a échoué dans `ppgp_prepare`" in done.stderr
    assert "R001" not in done.stderr


SLEEPS = "    def render(self, d, c): time.sleep(600)"
SPINS = "    def render(self, d, c): return re.match('(a+)+$', 'a' * 40 + 'b')"
FILLS = """\
    def render(self, d, c):
        held = []
        while True:
            held.append(bytearray(10_000_000))
"""
ASKS_FOR_ALL = "    def render(self, d, c): return bytes(60_000_000_000)"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("method", "code", "words"),
    [
        (SLEEPS, "R005", "a dépassé 3\xa0secondes"),
        (SPINS, "R005", "`--time-limit 6`"),
        (FILLS, "R006", "plus de 400\xa0Mo de mémoire"),
        (ASKS_FOR_ALL, "R006", "`--memory-limit 800`"),
    ],
    ids=["sleeps", "spins in C", "fills memory", "asks for all memory"],
)
def test_a_document_that_takes_too_much_is_stopped_and_the_others_are_made(
    workshop: Workshop, jobs: int, method: str, code: str, words: str
) -> None:
    """Its worker is replaced: documents that come after it are made too."""
    workshop.plugin("avide", method)
    start = time.monotonic()
    done = workshop.build("--time-limit", "3", "--memory-limit", "400", jobs=jobs)
    assert time.monotonic() - start < 60
    assert done.returncode == 3
    assert done.stderr.count(f"erreur[{code}]") == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert workshop.made() == WITNESSES


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_loses_its_document_only(workshop: Workshop, jobs: int) -> None:
    dies = "    def render(self, d, c): os.kill(os.getpid(), signal.SIGKILL)"
    workshop.plugin("mortel", dies)
    done = workshop.build(jobs=jobs)
    assert done.returncode == 3
    assert done.stderr.count("erreur[R004]") == 2
    assert "`mortel-ain` n’est pas fait" in done.stderr
    assert "sa fabrication s’est arrêtée brutalement" in done.stderr
    assert workshop.made() == WITNESSES


def test_an_exception_that_no_guard_holds_loses_its_document_only(workshop: Workshop) -> None:
    workshop.plugin("brutal", "    def render(self, d, c): raise KeyboardInterrupt")
    done = workshop.build(jobs=2)
    assert done.returncode == 3
    assert "le format `brutal` a échoué" in done.stderr
    assert workshop.made() == WITNESSES


ENDLESS = """\
    def render(self, d, c):
        with open("pid-" + d.name, "w") as file:
            file.write(str(os.getpid()))
        time.sleep(600)
"""


@pytest.fixture
def endless(workshop: Workshop) -> Iterator[tuple[subprocess.Popen[bytes], list[psutil.Process]]]:
    """A build whose two workers are at work for ten minutes, and those workers."""
    workshop.plugin("lent", ENDLESS)
    command = workshop.command("--jobs", "2", "--only", "lent")
    with subprocess.Popen(command, cwd=workshop.root, stderr=subprocess.DEVNULL) as running:
        names = [workshop.root / f"pid-lent-{name}" for name in ("ain", "oise")]
        until(lambda: all(file.exists() and file.read_text() for file in names))
        workers = [psutil.Process(int(file.read_text())) for file in names]
        yield running, workers
        for process in (running, *workers):
            with suppress(psutil.NoSuchProcess):
                process.kill()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_workers_never_outlive_their_build(
    endless: tuple[subprocess.Popen[bytes], list[psutil.Process]], sent: signal.Signals
) -> None:
    running, workers = endless
    running.send_signal(sent)
    running.wait(60)
    assert running.returncode == (130 if sent == signal.SIGINT else -sent)
    _, left = psutil.wait_procs(workers, timeout=20)
    assert left == []


ASTRAY = [
    "../../evade", "a/b", "a\\b", "C:x", "con", "Com1", "nul.x", "", "x\x1b[2J", "x\n",
    "\u202egnp", ".cache", "n" * 300, "x" + "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("name", ASTRAY)
def test_a_document_never_leaves_its_folder_nor_takes_a_name_that_a_system_refuses(
    workshop: Workshop, name: str
) -> None:
    documents = f"    def documents(self, d): return [Document(self.id, {name!a}, 'X', d)]"
    workshop.plugin("fugueur", documents)
    done = workshop.build()
    assert done.returncode == 3
    assert done.stderr.count("erreur[F013]") == 2
    assert "le format `fugueur`" in done.stderr
    files = {file.name for file in workshop.root.rglob("*") if file.is_file()}
    assert {each for each in files if each.endswith(".txt")} == WITNESSES
    assert "evade.txt" not in {file.name for file in workshop.root.parent.iterdir()}


def test_of_two_formats_that_give_one_file_neither_wins_and_both_are_named(
    workshop: Workshop,
) -> None:
    twin = "    def documents(self, d): return [Document(self.id, 'TEMOIN-'+d.slug, 'X', d)]"
    workshop.plugin("jumeau", twin)
    done = workshop.build()
    assert done.returncode == 3
    assert done.stderr.count("erreur[F014]") == 2
    assert "`jumeau` et `temoin`" in done.stderr
    assert workshop.made() == set()
    assert workshop.build("--only", "temoin").returncode == 0


WITHOUT_PANGO = """\
import sys
print("-----\\nWeasyPrint could not import some external libraries.")
print("See the documentation", file=sys.stderr)
raise OSError("cannot load library 'libpango-1.0-0'")
"""


def test_without_pango_nothing_is_said_in_english(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workshop.root / "banniere").mkdir()
    (workshop.root / "banniere" / "weasyprint.py").write_text(WITHOUT_PANGO)
    monkeypatch.setenv("PYTHONPATH", str(workshop.root / "banniere"))
    dossier = workshop.root / "departments" / "01-ain" / "dossier.yaml"
    dossier.write_text('departement: "01"\ncontexte: {blocs: [Un texte.]}\n', encoding="utf-8")
    done = workshop.build("01", "--only", "etude-de-cas")
    assert done.returncode == 5
    assert "le composant `libpango-1.0-0` manque" in done.stderr
    assert "See the documentation" not in done.stderr
    assert "WeasyPrint" not in done.stdout


NAME = "01-ain/fiche.docx"


def artifact(data: bytes, path: str = NAME) -> Artifact:
    return Artifact("f", "01-ain", path, "Fiche", sha256(data), len(data), "k", {}, {}, 0.1, 0)


@pytest.fixture
def edited(tmp_path: Path) -> Output:
    """An output folder whose document was changed by hand."""
    output = Output(tmp_path)
    output.save(b"un", artifact(b"un"))
    (tmp_path / NAME).write_bytes(b"retouche")
    return output


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_on_a_full_disk_the_document_edited_by_hand_stands_under_its_own_name(
    edited: Output, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space"):
        edited.save(b"deux", artifact(b"deux"))
    assert {file.name for file in (edited.folder / "01-ain").iterdir()} == {"fiche.docx"}
    assert (edited.folder / NAME).read_bytes() == b"retouche"


def test_without_links_the_document_edited_by_hand_is_copied(
    edited: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    (said,) = edited.save(b"deux", artifact(b"deux"))
    assert said.code == "W001"
    assert (edited.folder / "01-ain/fiche (modifié).docx").read_bytes() == b"retouche"
    assert (edited.folder / NAME).read_bytes() == b"deux"


def test_a_manifest_that_cannot_be_written_is_told_once_and_the_documents_are_made(
    workshop: Workshop,
) -> None:
    (workshop.outputs / MANIFEST).mkdir(parents=True)
    done = workshop.build()
    assert done.returncode == 3
    assert workshop.made() == WITNESSES
    assert done.stderr.count("erreur[W005]") == 1
    assert "un dossier porte déjà ce nom" in done.stderr
    assert "W003" not in done.stderr


def test_what_was_kept_aside_is_told_when_the_manifest_cannot_be_written(edited: Output) -> None:
    (edited.folder / MANIFEST).mkdir()
    said = [*edited.save(b"deux", artifact(b"deux")), *edited.close()]
    assert [each.code for each in said] == ["W001", "W005"]


def save_twenty(folder: Path, name: str) -> None:
    output = Output(folder)
    output.open()
    for number in range(20):
        data = f"{name}-{number}".encode()
        output.save(data, artifact(data, f"{name}/{number}.txt"))
    output.close()


def test_two_builds_into_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    context = get_context("spawn")
    builds = [context.Process(target=save_twenty, args=(tmp_path, name)) for name in "ab"]
    for build in builds:
        build.start()
    for build in builds:
        build.join(120)
    documents = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["documents"]
    assert len(documents) == 40
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b", MANIFEST]


@pytest.mark.parametrize(
    ("number", "told", "hint"),
    [
        (errno.ENOSPC, "le disque est plein", "libérez de la place"),
        (errno.EROFS, "le disque est en lecture seule", "--output"),
        (errno.EACCES, "l’accès est refusé", "fermez-le"),
        (errno.EISDIR, "un dossier porte déjà ce nom", "renommez"),
        (
            errno.EIO,
            "le système répond « Input/output error »",
            "--output",
        ),
    ],
)
def test_why_a_file_cannot_be_written_is_told_in_french_with_a_fitting_hint(
    number: int, told: str, hint: str
) -> None:
    fault = not_written(Path("fiche.docx"), OSError(number, os.strerror(number)))
    assert told in fault.message.replace("\u00a0", " ")
    assert hint in fault.hints[0]


def test_a_former_version_is_told_to_be_kept_only_when_there_was_one(workshop: Workshop) -> None:
    workshop.plugin("tantot")
    workshop.build()
    (workshop.outputs / "60-oise" / "tantot-oise.txt").unlink()
    workshop.plugin("tantot", "    def render(self, d, c): raise KeyError('x')")
    done = workshop.build("--only", "tantot")
    assert "tantot-ain\u00a0: pas fait, la version précédente est gardée" in done.stderr
    assert "tantot-oise\u00a0: pas fait\n" in done.stderr


@posix
def test_a_new_file_has_the_rights_the_user_gives_and_a_replaced_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    former = os.umask(0o027)
    try:
        output = Output(tmp_path)
        output.save(b"un", artifact(b"un"))
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o640
        (tmp_path / NAME).chmod(0o664)
        output.save(b"deux", artifact(b"deux"))
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(former)
