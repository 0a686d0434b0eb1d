"""Documents made through an executor that a plugin brings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.commande import ppgp

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "ppgp_executor.py"
HEAD = "from concurrent.futures import *\nfrom ppgp_docs.api import hookimpl\n"
BROKEN = f"""{HEAD}
class Broken(ThreadPoolExecutor):
    def submit(self, *a, **k):
        done = Future()
        done.set_exception(BrokenExecutor("perdu"))
        return done
@hookimpl
def ppgp_executor(jobs):
    return Broken(1)
"""
CLOSED = f"""{HEAD}
@hookimpl
def ppgp_executor(jobs):
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    return pool
"""


def giving(value: str) -> str:
    """An executor that gives back the same for whatever it is asked."""
    return f"""{HEAD}
from ppgp_docs.render.remote import Made, sum_of
from ppgp_docs.render.rendered import Rendered
class Giving(ThreadPoolExecutor):
    def submit(self, make, start, jobs, rank, prepared):
        def of_it(rendered):
            return Made(sum_of(jobs, rank), rendered, "")
        done = Future()
        done.set_result({value})
        return done
@hookimpl
def ppgp_executor(jobs):
    return Giving(1)
"""


PART = "il rend un document dont une partie n’est pas de son genre"
FAULTY = f"""{HEAD}
import os, signal, time
from multiprocessing import get_context
from pathlib import Path
from ppgp_docs.api import Document

class Page:
    id, label, suffix, media_type = "tierce", "Page", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"tierce-{{dossier.slug}}", "Page", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        mark = Path(os.environ["MARQUE"])
        if document.dossier.slug == "aisne" and not mark.exists():
            mark.touch()
            FAULT
        return document.dossier.slug.encode()

@hookimpl
def ppgp_register(registry):
    registry.add_format(Page())

@hookimpl
def ppgp_executor(jobs):
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for code in ("01", "02", "03"):
        folder = tmp_path / "departments" / f"{code}-x"
        folder.mkdir(parents=True)
        text = f'departement: "{code}"\nedition: 2024-03\ncontexte: {{blocs: [Un texte.]}}\n'
        (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    return tmp_path


def build(shop: Path, output: str, *more: str) -> subprocess.CompletedProcess[str]:
    return ppgp("build", "--only", "page-web", "-j", 2, "--force", "-o", output, *more, cwd=shop)


def made(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*/*.html")}


@pytest.fixture
def here(shop: Path) -> dict[str, bytes]:
    assert build(shop, "ici").returncode == 0
    return made(shop / "ici")


def test_they_are_those_that_are_made_here(shop: Path, here: dict[str, bytes]) -> None:
    shutil.copy(EXAMPLE, shop / "extensions" / "executant.py")
    done = build(shop, "ailleurs", "--plugins", "extensions")
    assert done.returncode == 0, done.stderr
    assert len(here) == 3
    assert made(shop / "ailleurs") == here


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (BROKEN, "perdu"),
        (CLOSED, "cannot schedule new futures after shutdown"),
        (giving("None"), "il rend `NoneType` au lieu du document"),
        (giving("b'une page'"), "il rend `bytes` au lieu du document"),
        (giving("of_it(Rendered('une page', (), 0.0))"), PART),
        (giving("of_it(Rendered(b'une page', ('vu',), 0.0))"), PART),
        (giving("of_it(Rendered(b'une page', (), 0.0, 0))"), PART),
        (giving("Made('autre', Rendered(b'une page', (), 0.0), '')"), "il rend un autre document"),
        (giving("of_it(Rendered(b'une page', (), 0.0))"), "il rend un document abîmé en route"),
    ],
)
@pytest.mark.campaign(share=6)
def test_those_that_no_worker_gives_back_are_made_here_and_why_is_told(
    shop: Path, here: dict[str, bytes], code: str, why: str
) -> None:
    (shop / "extensions" / "executant.py").write_text(code, encoding="utf-8")
    done = build(shop, "ailleurs", "--plugins", "extensions")
    assert done.returncode == 0, done.stderr
    (told,) = re.findall(r"attention\[F043\] (.*)", done.stderr.replace("\u00a0", " "))
    assert told.startswith("l’exécuteur de l’extension `executant` n’a pas rendu 3 documents sur 3")
    assert why in told
    assert "ont ce même outil" in done.stderr
    assert "extensions/executant.py:" in done.stderr
    assert made(shop / "ailleurs") == here


@pytest.mark.parametrize(
    ("fault", "limit"),
    [("os.kill(os.getpid(), signal.SIGKILL)", "60"), ("time.sleep(600)", "3")],
    ids=["lost", "stuck"],
)
def test_a_document_whose_worker_is_lost_or_stuck_is_made_again(
    shop: Path, fault: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARQUE", str(shop / "marque"))
    code = FAULTY.replace("FAULT", fault)
    (shop / "extensions" / "executant.py").write_text(code, encoding="utf-8")
    asked = ("--only", "tierce", "--time-limit", limit, "--plugins", "extensions")
    done = build(shop, "ailleurs", *asked)
    assert done.returncode == 0, done.stderr
    assert (shop / "marque").exists()
    found = {file.name: file.read_bytes() for file in (shop / "ailleurs").glob("*/tierce-*")}
    assert found == {f"tierce-{name}.txt": name.encode() for name in ("ain", "aisne", "allier")}


def executor(body: str) -> str:
    return f"{HEAD}import os, time\n@hookimpl\ndef ppgp_executor(jobs):\n    {body}\n"


FAILING = {
    "rend autre chose": ("return 'rien'", "F010", "un `Executor` ou `None`"),
    "échoue": ("raise RuntimeError('hélas')", "F010", "hélas"),
    "sort": ("raise SystemExit(0)", "F010", "SystemExit"),
    "arrête le programme": ("os._exit(0)", "F040", "s’est arrêtée brutalement"),
}


@pytest.mark.parametrize("name", FAILING)
@pytest.mark.campaign(share=3)
def test_without_a_sound_executor_documents_are_made_here_and_who_brought_it_is_told(
    shop: Path, here: dict[str, bytes], name: str
) -> None:
    body, code, word = FAILING[name]
    (shop / "extensions" / "executant.py").write_text(executor(body), encoding="utf-8")
    done = build(shop, "ailleurs", "--plugins", "extensions")
    assert done.returncode == 3
    assert f"erreur[{code}]" in done.stderr
    assert "executant.py:" in done.stderr
    assert word in done.stderr
    assert made(shop / "ailleurs") == here


def test_an_executor_changes_nothing_of_the_command(shop: Path, here: dict[str, bytes]) -> None:
    changes = "print('bonjour'); os.chdir('/'); os.environ.clear(); return ThreadPoolExecutor(1)"
    (shop / "extensions" / "executant.py").write_text(executor(changes), encoding="utf-8")
    done = build(shop, "ailleurs", "--plugins", "extensions")
    assert done.returncode == 0, done.stderr
    assert "bonjour" not in done.stdout
    assert made(shop / "ailleurs") == here
