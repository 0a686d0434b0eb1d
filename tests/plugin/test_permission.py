"""The code of a workspace runs when its user says so, and stops when it changes."""

from __future__ import annotations

import json
import os
import py_compile
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import cache_from_source
from pathlib import Path
from py_compile import PycInvalidationMode as Mode

import pytest
from tests.commande import ppgp

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin import permission
from ppgp_docs.plugin.candidates import Folders
from ppgp_docs.plugin.loading import load_plugins
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.workspace.find import find_workspace

CODE = """\
from pathlib import Path
(Path.home() / "execute").write_text("oui")
"""


class Received:
    """A workspace that came from someone else, its configuration naming a folder of code."""

    def __init__(self, root: Path) -> None:
        self.root, self.home = root / "recu", root / "moi"
        self.home.mkdir(parents=True)
        folder = self.root / "departments" / "01-ain"
        folder.mkdir(parents=True)
        (folder / "dossier.yaml").write_text('departement: "01"\ncontexte: {blocs: [Un texte.]}\n')
        self.code = self.root / "extensions" / "recue.py"
        self.code.parent.mkdir()
        self.code.write_text(CODE)
        self.configure("extensions")

    def configure(self, folder: str) -> None:
        (self.root / "ppgp.toml").write_text(f'plugins = ["{folder}"]\n')

    def run(self, *arguments: str, program: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        (self.home / "execute").unlink(missing_ok=True)
        home = {
            "XDG_CONFIG_HOME": str(self.home),
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "APPDATA": str(self.home),
        }
        if not program:
            return ppgp(*arguments, cwd=self.root, **home)
        return subprocess.run(
            [*program, *arguments],
            cwd=self.root, env={**os.environ, **home}, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip

    @property
    def has_run(self) -> bool:
        return (self.home / "execute").exists()


@pytest.fixture
def received(tmp_path: Path) -> Received:
    return Received(tmp_path)


@pytest.mark.parametrize("command", [("check",), ("build", "--only", "diaporama"), ("plugins",)])
def test_the_code_of_a_workspace_that_was_received_does_not_run(
    received: Received, command: tuple[str, ...]
) -> None:
    done = received.run(*command)
    assert not received.has_run
    assert "F023" in done.stdout + done.stderr
    assert "ppgp plugins allow extensions" in done.stdout + done.stderr
    assert done.returncode == 0


def test_the_words_that_allow_a_folder_below_another_do_so_as_they_are_told(
    received: Received,
) -> None:
    below = received.root / "nos extensions" / "carte"
    below.parent.mkdir()
    received.code.parent.rename(below)
    received.configure("nos extensions/carte")
    said = received.run("check")
    (told,) = {*re.findall(r"`ppgp (plugins allow [^`]+)`", said.stdout + said.stderr)}
    assert received.run(*shlex.split(told)).returncode == 0
    assert "F023" not in received.run("check").stdout
    assert (received.home / "execute").exists()


def test_it_runs_once_it_is_allowed(received: Received) -> None:
    assert received.run("plugins", "allow", "extensions").returncode == 0
    assert "F023" not in received.run("check").stdout
    assert received.has_run
    assert list(received.root.glob("**/extensions.json")) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("recue.py", CODE + "# autre"), ("nouvelle.py", CODE), ("donnees/table.csv", "a;b")],
)
def test_it_waits_for_another_word_when_anything_of_it_changed(
    received: Received, name: str, content: str
) -> None:
    received.run("plugins", "allow", "extensions")
    file = received.code.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content)
    done = received.run("check")
    assert not received.has_run
    assert "elles ont changé depuis" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "name",
    ["carte/__pycache__/m.py", "__pycache__/m.py", "carte/__pycache__/m.pyc/__init__.py",
     "carte/__pycache__/m.so", "carte/m.cpython-311.so", "carte/m.pyd", "carte/m.pyc", "aide.zip",
     "carte/__pycache__.py", "carte/.cache"],
)  # fmt: skip
@pytest.mark.parametrize("before", [True, False], ids=["change", "apparait"])
def test_no_file_of_a_folder_but_what_python_compiled_is_out_of_what_was_allowed(
    received: Received, name: str, before: bool
) -> None:
    received.code.write_text("X = 1\n")
    file = received.code.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if before:
        file.write_text("X = 1\n")
    folder = received.code.parent
    assert permission._digests(folder) == (first := permission._digests(folder))
    file.write_text(CODE)
    assert permission._digests(folder) != first


@pytest.mark.parametrize("cached", [True, False], ids=["retenu", "neuf"])
def test_a_package_named_as_python_s_cache_is_code_as_any_other(
    received: Received, cached: bool
) -> None:
    inner = received.code.parent / "carte" / "__pycache__" / "m.py"
    inner.parent.mkdir(parents=True)
    inner.write_text("X = 1\n")
    (inner.parent.parent / "__init__.py").write_text("from .__pycache__.m import *\n")
    received.code.unlink()
    received.run("plugins", "allow", "extensions")
    how = ("check",) if cached else ("check", "--no-cache")
    assert "F023" not in received.run(*how).stdout
    inner.write_text(CODE)
    assert "elles ont changé depuis" in received.run(*how).stdout
    assert not received.has_run


@pytest.mark.parametrize("place", ["__pycache__", "__pycache__/extensions"])
def test_a_folder_of_plugins_in_one_named_as_python_s_cache_is_covered(
    received: Received, place: str
) -> None:
    there = received.root / place
    there.parent.mkdir(exist_ok=True)
    received.code.write_text("X = 1\n")
    received.code.parent.rename(there)
    received.configure(place)
    received.run("plugins", "allow", place)
    assert "F023" not in received.run("check").stdout
    (there / "recue.py").write_text(CODE)
    assert "elles ont changé depuis" in received.run("check").stdout
    assert not received.has_run


def test_a_workspace_below_a_folder_named_as_python_s_cache_is_covered(tmp_path: Path) -> None:
    received = Received(tmp_path / "__pycache__")
    received.code.write_text("X = 1\n")
    received.run("plugins", "allow", "extensions")
    received.code.write_text(CODE)
    assert "elles ont changé depuis" in received.run("check").stdout
    assert not received.has_run


@pytest.mark.parametrize("link", ["carte", "carte/aide.py", "carte/__pycache__", "absent"])
def test_a_folder_of_plugins_that_holds_a_link_is_neither_allowed_nor_run(
    received: Received, link: str
) -> None:
    """What it leads to is elsewhere, and would change without a word."""
    other = received.root / "autre"
    other.mkdir()
    (other / "__init__.py").write_text(CODE)
    received.run("plugins", "allow", "extensions")
    place = received.code.parent / link
    place.parent.mkdir(exist_ok=True)
    target = {"carte/aide.py": other / "__init__.py", "absent": other / "rien"}.get(link, other)
    place.symlink_to(target, target_is_directory=target == other)
    said = received.run("check")
    assert "F023" in said.stdout and f"`{link}` y est un lien" in said.stdout
    assert not received.has_run
    refused = received.run("plugins", "allow", "extensions")
    assert refused.returncode == 1
    assert f"`{link}` y est un lien" in refused.stderr
    received.run("check", "--no-cache")
    assert not received.has_run


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe on this system")
def test_a_folder_of_plugins_that_holds_a_pipe_is_not_allowed(received: Received) -> None:
    os.mkfifo(received.code.parent / "tube")
    assert received.run("plugins", "allow", "extensions").returncode != 0
    received.run("check")
    assert not received.has_run


def test_a_flag_consents_for_one_run(received: Received) -> None:
    assert "F023" not in received.run("check", "--plugins", "extensions").stdout
    assert received.has_run
    received.run("check")
    assert not received.has_run


def test_leave_given_in_one_place_is_not_given_in_another(
    received: Received, tmp_path: Path
) -> None:
    received.run("plugins", "allow", "extensions")
    other = Received(tmp_path / "autre")
    other.home = received.home
    other.run("check")
    assert not other.has_run


def test_leave_given_in_several_places_at_once_is_kept_in_each(
    received: Received, tmp_path: Path
) -> None:
    others = [Received(tmp_path / f"poste-{rank}") for rank in range(4)]
    for each in others:
        each.home = received.home
    with ThreadPoolExecutor(len(others)) as threads:
        done = list(threads.map(lambda each: each.run("plugins", "allow", "extensions"), others))
    assert [each.returncode for each in done] == [0] * len(others)
    kept = json.loads(next(received.home.rglob("extensions.json")).read_text("utf-8"))
    assert len(kept) == len(others)


def test_a_folder_out_of_the_workspace_is_never_named_by_it(
    received: Received, tmp_path: Path
) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "code.py").write_text(CODE)
    received.configure("../dehors")
    done = received.run("check")
    assert done.returncode == 1
    assert "hors de l’espace de travail" in done.stderr
    assert not received.has_run
    allowed = received.run("plugins", "allow", "../dehors")
    assert allowed.returncode == 1
    assert "F005" in allowed.stderr


def test_a_configuration_that_is_spoilt_allows_nothing(received: Received) -> None:
    received.run("plugins", "allow", "extensions")
    for file in received.home.rglob("extensions.json"):
        file.write_text("[[[")
    received.run("check")
    assert not received.has_run


@pytest.mark.parametrize("module", ["recue", "carte/aide"])
@pytest.mark.parametrize("mode", [Mode.UNCHECKED_HASH, Mode.TIMESTAMP], ids=["sans date", "daté"])
def test_what_was_compiled_beside_allowed_code_is_never_run(
    received: Received, module: str, mode: Mode
) -> None:
    """Python believes the date and the size that a compiled file says, or asks for none."""
    received.code.write_text("X = 1\n")
    package = received.code.parent / "carte"
    package.mkdir()
    (package / "__init__.py").write_text("from . import aide\n")
    (package / "aide.py").write_text("X = 1\n")
    assert received.run("plugins", "allow", "extensions").returncode == 0
    source = received.code.parent / f"{module}.py"
    kept = source.stat()
    bad = received.root / "mauvais.py"
    bad.write_text(CODE)
    os.utime(bad, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    cached = Path(cache_from_source(str(source)))
    py_compile.compile(str(bad), cfile=str(cached), invalidation_mode=mode)
    if mode is Mode.TIMESTAMP:  # the size of the source that it claims to be of
        data = bytearray(cached.read_bytes())
        data[12:16] = kept.st_size.to_bytes(4, "little")
        cached.write_bytes(data)
    said = received.run("check", "--no-cache")
    assert "F023" not in said.stdout + said.stderr
    assert not received.has_run


COMMAND = (str(Path(sys.executable).with_name("ppgp")),)
MODULE = (sys.executable, "-m", "ppgp_docs")


@pytest.mark.parametrize(
    ("program", "name"),
    [(COMMAND, "json"), (COMMAND, "multiprocessing"), (COMMAND, "ppgp_docs"), (MODULE, "socket"),
     (MODULE, "click")],
)  # fmt: skip
def test_no_module_comes_from_the_folder_of_a_workspace(
    received: Received, program: Sequence[str], name: str
) -> None:
    received.code.write_text("X = 1\n")
    assert received.run("plugins", "allow", "extensions").returncode == 0
    witness = received.home / "execute"
    (received.root / f"{name}.py").write_text(f"open({str(witness)!r}, 'w').close()\n")
    said = received.run("build", "--only", "page-web", program=program)
    assert said.returncode == 0, said.stderr
    assert not witness.exists()


@pytest.mark.parametrize("name", ["recue.py", "beside.py"])
def test_code_that_changes_once_it_was_compared_does_not_run(
    received: Received, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Between the look and the start: what is compiled is what was read then."""
    folder, mark = received.code.parent, received.root / "execute"
    package = folder / "recue"
    received.code.unlink()
    package.mkdir()
    (package / "__init__.py").write_text("from ppgp_workspace_recue.beside import X\n")
    (package / "beside.py").write_text("X = 1\n")
    monkeypatch.setattr(permission, "permissions", lambda: received.home / "permissions.json")
    permission.allow(folder)
    found = find_workspace(received.root)
    allowed = permission.runnable(found, ()).folders
    assert [*allowed] == [folder]
    assert not any(each.is_error for each in _strangers(allowed))
    changed = package / ("__init__.py" if name == "recue.py" else name)
    changed.write_text(f"X = 1\nfrom pathlib import Path\nPath({str(mark)!r}).touch()\n")
    told = [each.message for each in _strangers(allowed) if each.is_error]
    assert any("a changé pendant que ces extensions étaient lues" in each for each in told)
    assert not mark.exists()


def _strangers(folders: Folders) -> tuple[Diagnostic, ...]:
    return load_plugins(shipped_schemas(), folders, apart=20).diagnostics
