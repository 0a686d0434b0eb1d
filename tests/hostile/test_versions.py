"""A stranger's ``.ppgp/versions``: nothing of it is followed, nothing hangs, nothing is written
elsewhere."""

from __future__ import annotations

import os
import shutil
import stat
import time
import zlib
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path

import pytest
from tests.commande import ppgp

from ppgp_docs.versions.objects import Objects
from ppgp_docs.versions.store import Versions, VersionsError
from ppgp_docs.workspace.folder import DossierFolder

from .world import SECONDS

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe on this system")

Trap = Callable[[Path, Path], object]
"""What is done to the directory, and a folder outside the workspace."""


def _pipe(name: str) -> Trap:
    def set_it(place: Path, _: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).unlink(missing_ok=True)
        os.mkfifo(place / name)

    return set_it


def _text(name: str, text: str) -> Trap:
    def set_it(place: Path, outside: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text.format(outside=outside))

    return set_it


IGNORED: dict[str, Trap] = {
    "config, un tube": _pipe("config"),
    "include /dev/zero": _text("config", "[include]\n\tpath = /dev/zero\n"),
    "include, un tube": lambda place, outside: (
        _pipe("tube")(outside, place),
        _text("config", "[include]\n\tpath = {outside}/tube\n")(place, outside),
    ),
    "include /etc/passwd": _text("config", "[include]\n\tpath = /etc/passwd\n"),
    "worktree": _text("config", "[core]\n\tworktree = {outside}\n\tbare = false\n"),
    "extension": _text("config", "[extensions]\n\trefStorage = reftable\n"),
    "alternates": _text("objects/info/alternates", "{outside}\n"),
    "alternates, un tube": _pipe("objects/info/alternates"),
    "commondir": _text("commondir", "{outside}\n"),
    "commondir, un tube": _pipe("commondir"),
    "gitdir": _text(".git", "gitdir: {outside}\n"),
    "shallow, un tube": _pipe("shallow"),
    "grafts, un tube": _pipe("info/grafts"),
    "packed-refs, un tube": _pipe("packed-refs"),
    "HEAD, un tube": _pipe("HEAD"),
    "paquet, un tube": _pipe("objects/pack/pack-1.idx"),
    "midx, un tube": _pipe("objects/pack/multi-pack-index"),
    "graphe, un tube": _pipe("objects/info/commit-graph"),
    "journal, un tube": _pipe("logs/refs/heads/01-ain"),
}

REFUSED: dict[str, Trap] = {
    "tête, un tube": _pipe("refs/heads/01-ain"),
    "tête symbolique": _text("refs/heads/01-ain", "ref: refs/heads/01-ain\n"),
    "tête énorme": lambda place, _: os.truncate(
        place / "refs" / "heads" / "01-ain", 20_000_000_000
    ),
    "tête, un lien": lambda place, outside: _linked(place / "refs" / "heads" / "01-ain", outside),
    "têtes, un lien": lambda place, outside: _linked(place / "refs" / "heads", outside),
    "objets, un lien": lambda place, outside: _linked(place / "objects", outside),
    "un objet, un tube": lambda place, outside: _of_last(
        place, lambda o: (o.unlink(), os.mkfifo(o))
    ),
    "un objet qui est un autre": lambda place, outside: _of_last(place, _other),
    "une bombe": lambda place, outside: _of_last(place, _bomb),
}


def _linked(place: Path, outside: Path) -> None:
    target = outside / place.name
    shutil.move(place, target)
    place.symlink_to(target)


def _of_last(place: Path, change: Callable[[Path], object]) -> None:
    name = (place / "refs" / "heads" / "01-ain").read_text().strip()
    file = place / "objects" / name[:2] / name[2:]
    file.chmod(0o644)
    change(file)


def _other(file: Path) -> None:
    """A commit that is its own parent, were it believed."""
    own = f"parent {file.parent.name}{file.name}\n"
    body = zlib.decompress(file.read_bytes()).partition(b"\0")[2].decode()
    made = body.replace("\nauthor", f"\n{own}author", 1).encode()
    file.write_bytes(zlib.compress(b"commit %d\0" % len(made) + made))


def _bomb(file: Path) -> None:
    file.write_bytes(zlib.compress(b"commit 20\0" + bytes(200_000_000)))


@pytest.fixture
def kept(workspace: Path) -> Path:
    """The directory of the versions of a dossier that has one."""
    Versions(workspace, DossierFolder(workspace / "departments" / "01-ain")).keep("une")
    return workspace / ".ppgp" / "versions"


@pytest.mark.parametrize("trap", IGNORED.values(), ids=IGNORED)
def test_what_we_never_wrote_in_a_directory_of_versions_is_not_read(
    kept: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory, trap: Trap
) -> None:
    trap(kept, outside := tmp_path_factory.mktemp("dehors"))
    there = sorted(outside.rglob("*"))
    folder = DossierFolder(workspace / "departments" / "01-ain")
    started = time.monotonic()
    versions = Versions(workspace, folder)
    assert [each.name for each in versions.all()] == ["une"]
    folder.dossier.write_text("departement: '01'\n", "utf-8")
    assert versions.keep("deux").version.number == 2
    assert "dossier.yaml" in versions.files(1)
    assert versions.rewrite(lambda files: files, lambda name: name) == 0
    assert time.monotonic() - started < SECONDS
    assert sorted(outside.rglob("*")) == there


@pytest.mark.parametrize("trap", REFUSED.values(), ids=REFUSED)
def test_a_head_or_an_object_that_is_none_is_told_at_once(
    kept: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory, trap: Trap
) -> None:
    trap(kept, outside := tmp_path_factory.mktemp("dehors"))
    there = {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()}
    folder = DossierFolder(workspace / "departments" / "01-ain")
    started = time.monotonic()
    versions = Versions(workspace, folder)
    folder.dossier.write_text("departement: '01'\n", "utf-8")
    for act in (versions.keep, versions.all, lambda: versions.rewrite(lambda f: f, str)):
        with pytest.raises(VersionsError):
            act()
    assert time.monotonic() - started < SECONDS
    assert {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()} == there


def _trees(kept: Path, levels: int, names: tuple[str, ...] = ("a", "b")) -> None:
    """The last version of a dossier, made of trees that each hold the next one, twice or more."""
    from dulwich.objects import Blob, Commit, Tree

    objects = Objects(kept)
    blob = Blob.from_string(bytes(1000))
    objects.add_object(blob)
    sha, mode = blob.id, stat.S_IFREG | 0o644
    for _ in range(levels):
        tree = Tree()
        for name in names:
            tree.add(name.encode(), mode, sha)
        objects.add_object(tree)
        sha, mode = tree.id, stat.S_IFDIR
    last = objects.head("01-ain")
    assert last is not None
    commit = objects.read(last)
    assert isinstance(commit, Commit)
    commit.tree = sha
    objects.add_object(commit)
    objects.set_head("01-ain", commit.id)


@pytest.mark.parametrize(
    ("levels", "names"), [(30, ("a", "b")), (400, ("a",)), (3, tuple(f"f{n}" for n in range(400)))]
)
def test_trees_that_repeat_one_another_are_told_at_once(
    kept: Path, workspace: Path, levels: int, names: tuple[str, ...]
) -> None:
    """Two to the thirtieth paths of thirty objects; one path of four hundred folders."""
    _trees(kept, levels, names)
    started = time.monotonic()
    done = ppgp("versions", "01", "--restore", "1", cwd=workspace)
    assert done.returncode != 0
    assert "plus de vingt mille fichiers" in done.stdout + done.stderr
    assert "une" in ppgp("versions", "01", cwd=workspace).stdout
    with pytest.raises(VersionsError, match="plus de vingt mille fichiers"):
        Versions(workspace, DossierFolder(workspace / "departments" / "01-ain")).rewrite(
            lambda files: files, str
        )
    assert time.monotonic() - started < 3 * SECONDS


def test_a_folder_too_large_to_be_brought_back_is_not_kept(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.versions.store.MOST_BYTES", 10)
    with pytest.raises(VersionsError, match="aucune version n’en est gardée"):
        Versions(workspace, DossierFolder(workspace / "departments" / "01-ain")).keep()


@pytest.mark.parametrize("name", ["config", "HEAD", "objects/info/alternates"])
def test_a_directory_that_is_made_anew_takes_no_setting_that_was_left(
    workspace: Path, name: str
) -> None:
    """Without objects, it is made: over what a stranger laid there."""
    _pipe(name)(workspace / ".ppgp" / "versions", workspace)
    done = Versions(workspace, DossierFolder(workspace / "departments" / "01-ain")).keep()
    assert done.is_new


def test_commands_answer_before_a_directory_whose_settings_never_end(
    kept: Path, workspace: Path
) -> None:
    (kept / "config").write_text("[include]\n\tpath = /dev/zero\n")
    (kept / "objects" / "info").mkdir(exist_ok=True)
    os.mkfifo(kept / "objects" / "info" / "alternates")
    assert "une" in ppgp("versions", "01", cwd=workspace).stdout
    assert ppgp("status", cwd=workspace).returncode == 0


def test_the_id_of_an_object_is_that_of_git(kept: Path) -> None:
    for file in (kept / "objects").glob("??/*"):
        assert sha1(zlib.decompress(file.read_bytes())).hexdigest() == file.parent.name + file.name
