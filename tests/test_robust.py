"""What must not take a build down: bad plugins, documents that take too much, dead workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil
import pytest
from attrs import frozen
from tests.campagne import by_turns
from tests.commande import COMMAND, ppgp

from ppgp_docs.workspace.manifest import MANIFEST

posix = pytest.mark.skipif(os.name == "nt", reason="signals and rights of POSIX")

BUILD = ("build", "--plugins", "extensions")

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
        return [*COMMAND, *BUILD, *arguments]

    def build(self, *arguments: str, jobs: int = 1) -> subprocess.CompletedProcess[str]:
        return ppgp(*BUILD, "--jobs", jobs, *arguments, cwd=self.root)

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


@frozen
class Built:
    """What one build of several bad formats said, and made."""

    run: subprocess.CompletedProcess[str]
    made: set[str]

    def told(self, name: str) -> list[str]:
        """The findings that name one of them."""
        findings = re.split(r"\n(?=(?:erreur|attention)\[)", self.run.stderr)
        return [each for each in findings if re.search(rf"\b{name}\b", each)]


def built(workshop: Workshop, *arguments: str, jobs: int = 1) -> Built:
    return Built(workshop.build(*arguments, jobs=jobs), workshop.made())


JOBS = {1: "one worker", 2: "two workers"}


def in_turn(cases: Collection[str]) -> pytest.MarkDecorator:
    """Each of these formats by one worker or by two, in turn; ``--full``: by both."""
    each = [(jobs, name) for jobs in JOBS for name in by_turns(cases, list(JOBS), jobs)]
    named = [pytest.param(jobs, name, id=f"{JOBS[jobs]}-{name}") for jobs, name in each]
    return pytest.mark.parametrize(("jobs", "name"), named)


@pytest.fixture(scope="module")
def misbehaved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Built]:
    """One build, by so many workers, of the formats that misbehave."""

    @cache
    def build(jobs: int) -> Built:
        workshop = Workshop(tmp_path_factory.mktemp("fautifs"))
        for name in by_turns(BAD_METHODS, list(JOBS), jobs):
            plugin = f"fautif{list(BAD_METHODS).index(name)}"
            workshop.plugin(plugin, BAD_METHODS[name][0].replace("'fautif'", f"'{plugin}'"))
        return built(workshop, jobs=jobs)

    return build


@in_turn(BAD_METHODS)
@pytest.mark.campaign(share=3)
def test_a_format_that_misbehaves_is_named_and_the_others_are_made(
    misbehaved: Callable[[int], Built], jobs: int, name: str
) -> None:
    _, code, word = BAD_METHODS[name]
    done = misbehaved(jobs)
    plugin = f"fautif{list(BAD_METHODS).index(name)}"
    told = [each for each in done.told(plugin) if each.startswith(f"erreur[{code}]")]
    assert told and all(f"`{plugin}`" in each and word in each for each in told)
    assert done.run.returncode == 3
    assert "Traceback" not in done.run.stderr
    assert done.made == WITNESSES


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


TOO_LONG = {
    "dort": (SLEEPS, "R005", "a dépassé 5\xa0secondes"),
    "tourne": (SPINS, "R005", "`--time-limit 10`"),
}
TOO_HEAVY = {
    "remplit": (FILLS, "R006", "plus de 400\xa0Mo de mémoire"),
    "demande": (ASKS_FOR_ALL, "R006", "`--memory-limit 800`"),
}
TOO_MUCH = {**TOO_LONG, **TOO_HEAVY}
"""Formats that sleep, spin in C, fill the memory, ask for more than there is."""


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], dict[str, Built]]:
    """A build of what takes too long, and one of what takes too much memory, by format.

    However slow the machine, what fills the memory has the time to do so. The witness comes last.
    """
    limits = {"--time-limit": "5"}, {"--time-limit": "240", "--memory-limit": "400"}

    @cache
    def build(jobs: int) -> dict[str, Built]:
        done = {}
        for greedy, limit in zip((TOO_LONG, TOO_HEAVY), limits, strict=True):
            workshop = Workshop(tmp_path_factory.mktemp("avides"))
            tried = by_turns(greedy, list(JOBS), jobs)
            for name in tried:
                workshop.plugin(name, greedy[name][0])
            options = [word for option in limit.items() for word in option]
            only_one = ["01"] if greedy is TOO_LONG else []  # each document waits for its limit
            done |= dict.fromkeys(tried, built(workshop, *only_one, *options, jobs=jobs))
        return done

    return build


@in_turn(TOO_MUCH)
@pytest.mark.campaign(share=8)
def test_a_document_that_takes_too_much_is_stopped_and_the_others_are_made(
    stopped: Callable[[int], dict[str, Built]], jobs: int, name: str
) -> None:
    """Its worker is replaced: documents that come after it are made too."""
    done = stopped(jobs)[name]
    _, code, words = TOO_MUCH[name]
    places = ("ain",) if name in TOO_LONG else ("ain", "oise")
    for place in places:
        (told,) = done.told(f"{name}-{place}")
        assert told.startswith(f"erreur[{code}]") and words in told
    assert done.run.returncode == 3
    assert "Traceback" not in done.run.stderr
    assert done.made == {f"temoin-{place}.txt" for place in places}


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_loses_its_document_only(workshop: Workshop, jobs: int) -> None:
    dies = "    def render(self, d, c): os.kill(os.getpid(), signal.SIGKILL)"
    workshop.plugin("mortel", dies)
    done = workshop.build(jobs=jobs)
    assert done.returncode == 3
    assert done.stderr.count("erreur[R004]") == 2
    assert "`mortel-ain.txt` n’est pas fait" in done.stderr
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
        with open(os.path.join({pids!r}, d.name), "w") as file:
            file.write(str(os.getpid()))
        time.sleep(600)
"""


@pytest.fixture
def endless(
    workshop: Workshop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[bytes], list[psutil.Process]]]:
    """A build whose two workers are at work for ten minutes, and those workers."""
    pids = tmp_path_factory.mktemp("pids")  # a plugin writes nothing where the workspace is
    workshop.plugin("lent", ENDLESS.format(pids=str(pids)))
    command = workshop.command("--jobs", "2", "--only", "lent")
    with subprocess.Popen(command, cwd=workshop.root, stderr=subprocess.DEVNULL) as running:
        names = [pids / f"lent-{name}" for name in ("ain", "oise")]
        until(lambda: all(file.exists() and file.read_text() for file in names))
        workers = [psutil.Process(int(file.read_text())) for file in names]
        yield running, workers
        for process in (running, *workers):
            with suppress(psutil.NoSuchProcess):
                process.kill()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
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
    _, left = psutil.wait_procs(workers, timeout=60)
    assert left == []


ASTRAY = [
    "../../evade", "a/b", "a\\b", "C:x", "con", "Com1", "nul.x", "", "x\x1b[2J", "x\n",
    "\u202egnp", ".cache", "n" * 300, "x" + "\ud800",
]  # fmt: skip


@pytest.fixture(scope="module")
def strayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Built]:
    """One build with a format for each of those names."""
    workshop = Workshop(tmp_path_factory.mktemp("fugueurs") / "espace")
    for rank, name in enumerate(ASTRAY):
        documents = f"    def documents(self, d): return [Document(self.id, {name!a}, 'X', d)]"
        workshop.plugin(f"fugueur{rank}", documents)
    return workshop, built(workshop)


@pytest.mark.parametrize("rank", range(len(ASTRAY)), ids=map(ascii, ASTRAY))
@pytest.mark.campaign(share=6)
def test_a_document_never_leaves_its_folder_nor_takes_a_name_that_a_system_refuses(
    strayed: tuple[Workshop, Built], rank: int
) -> None:
    workshop, done = strayed
    told = [each for each in done.told(f"fugueur{rank}") if each.startswith("erreur[F013]")]
    assert len(told) == 2
    assert all(f"le format `fugueur{rank}`" in each for each in told)
    assert done.run.returncode == 3
    files = {file.name for file in workshop.root.parent.rglob("*") if file.is_file()}
    assert {each for each in files if each.endswith(".txt")} == WITNESSES


def test_of_two_formats_that_give_one_file_neither_wins_and_both_are_named(
    workshop: Workshop,
) -> None:
    twin = "    def documents(self, d): return [Document(self.id, 'TEMOIN-'+d.slug, 'X', d)]"
    workshop.plugin("jumeau", twin)
    done = workshop.build()
    assert done.returncode == 3
    assert done.stderr.count("erreur[F014]") == 2
    assert "`jumeau` (extension `jumeau`) et `temoin` (extension `temoin`)" in done.stderr
    for name in ("jumeau", "temoin"):  # each at its own line
        assert f"{name}.py:" in done.stderr
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


def test_a_manifest_that_cannot_be_written_is_told_once_and_the_documents_are_made(
    workshop: Workshop,
) -> None:
    (workshop.outputs / MANIFEST).mkdir(parents=True)
    done = workshop.build()
    assert done.returncode == 3
    assert workshop.made() == WITNESSES
    assert done.stderr.count("erreur[W005]") == 1
    assert "un répertoire porte déjà ce nom" in done.stderr
    assert "W003" not in done.stderr


def test_a_document_that_cannot_be_written_is_told_and_the_others_are_made(
    workshop: Workshop,
) -> None:
    occupied = workshop.outputs / "01-ain" / "temoin-ain.txt"
    occupied.mkdir(parents=True)
    done = workshop.build()
    assert done.returncode == 3
    assert done.stderr.count("erreur[W003]") == 1
    assert "`temoin-ain.txt` ne peut pas être écrit : un répertoire porte déjà ce nom" in (
        done.stderr.replace("\u00a0", " ")
    )
    assert "01-ain/temoin-ain.txt\u00a0: pas fait" in done.stderr
    assert [each.name for each in workshop.outputs.rglob("*.txt") if each.is_file()] == [
        "temoin-oise.txt"
    ]


def test_strict_refuses_a_document_that_warns_as_it_is_made_and_no_other(
    workshop: Workshop,
) -> None:
    warns = (
        "    def render(self, d, c): c.report(warning('X001', 'trop long', d.dossier.place.span))"
    )
    workshop.plugin("bavard", f"{warns}; return b'fait'")
    assert workshop.build("01").returncode == 0
    (workshop.outputs / "01-ain" / "bavard-ain.txt").unlink()
    done = workshop.build("01", "--strict")
    assert done.returncode != 0
    assert "trop long" in done.stderr
    assert "01-ain/bavard-ain.txt\u00a0: pas fait" in done.stderr
    assert workshop.made() == {"temoin-ain.txt"}


def test_a_former_version_is_told_to_be_kept_only_when_there_was_one(workshop: Workshop) -> None:
    workshop.plugin("tantot")
    workshop.build()
    (workshop.outputs / "60-oise" / "tantot-oise.txt").unlink()
    workshop.plugin("tantot", "    def render(self, d, c): raise KeyError('x')")
    done = workshop.build("--only", "tantot")
    assert "01-ain/tantot-ain.txt\u00a0: pas fait, la version précédente est gardée" in done.stderr
    assert "60-oise/tantot-oise.txt\u00a0: pas fait\n" in done.stderr
