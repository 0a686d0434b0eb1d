"""Versions of a dossier: nothing that was kept is lost, nothing else is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from hashlib import sha1
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commande import ppgp

from ppgp_docs.studio.left_behind import left_behind
from ppgp_docs.studio.unsaved import Drafts, FileDraft
from ppgp_docs.versions.objects import Objects
from ppgp_docs.versions.restore import restore
from ppgp_docs.versions.store import UnknownVersionError, Versions, VersionsError
from ppgp_docs.versions.versioned_files import versioned_files
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

NOON = 1_790_000_000.0


@pytest.fixture
def ain(workspace: Path) -> DossierFolder:
    return DossierFolder(workspace / "departments" / "01-ain")


@pytest.fixture
def kept(workspace: Path, ain: DossierFolder) -> Versions:
    return Versions(workspace, ain)


def everything(folder: DossierFolder) -> dict[str, bytes]:
    return {
        file.relative_to(folder.path).as_posix(): file.read_bytes()
        for file in folder.path.rglob("*")
        if file.is_file()
    }


def test_a_version_holds_every_file_to_the_byte(kept: Versions, ain: DossierFolder) -> None:
    kept.keep("Envoyée")
    assert kept.files(1) == everything(ain)


def test_what_did_not_change_is_not_kept_twice(kept: Versions) -> None:
    assert [kept.keep().is_new, kept.keep().is_new] == [True, False]
    assert len(kept.all()) == 1


def test_a_name_is_given_to_a_state_that_was_kept_without_one(kept: Versions) -> None:
    kept.keep()
    kept.keep("Envoyée au département", now=NOON)
    assert [each.name for each in kept.all()] == ["", "Envoyée au département"]
    assert kept.all()[1].date.isoformat() == "2026-09-21T14:13:20+00:00"


def test_to_list_versions_writes_nothing(workspace: Path, kept: Versions) -> None:
    assert kept.all() == ()
    assert not (workspace / ".ppgp").exists()


def test_each_dossier_counts_its_own_versions(workspace: Path, kept: Versions) -> None:
    kept.keep()
    oise = Versions(workspace, DossierFolder(workspace / "departments" / "60-oise"))
    assert oise.all() == ()
    assert oise.keep().version.number == 1


@pytest.mark.parametrize("name", ["01-ain.lock", "..", "É t é", "a..b", "x.", "@{", "01~1", "-"])
def test_a_folder_of_any_name_has_versions(workspace: Path, name: str) -> None:
    folder = DossierFolder(workspace / "departments" / name)
    Versions(workspace, folder).keep("une")
    assert [each.name for each in Versions(workspace, folder).all()] == ["une"]


def test_an_independent_git_finds_the_directory_sound(workspace: Path, kept: Versions) -> None:
    kept.keep("Une")
    kept._folder.dossier.write_text("departement: '01'\n", "utf-8")
    kept.keep("Deux")
    git = ["git", f"--git-dir={workspace / '.ppgp' / 'versions'}"]
    subprocess.run([*git, "fsck", "--strict"], check=True, capture_output=True)
    log = subprocess.run(
        [*git, "log", "--all", "--format=%s"], check=True, capture_output=True, text=True
    )
    assert log.stdout.split() == ["Deux", "Une"]


def test_the_user_s_own_repository_is_never_touched(workspace: Path, kept: Versions) -> None:
    subprocess.run(["git", "init", "-q", str(workspace)], check=True)
    subprocess.run(["git", "-C", str(workspace), "add", "."], check=True)
    before = subprocess.run(
        ["git", "-C", str(workspace), "status", "--porcelain"], capture_output=True, check=True
    ).stdout
    kept.keep("Envoyée")
    after = subprocess.run(
        ["git", "-C", str(workspace), "status", "--porcelain"], capture_output=True, check=True
    ).stdout
    assert after == before


def test_a_version_comes_back_whole_and_what_stood_before_is_kept(
    kept: Versions, ain: DossierFolder
) -> None:
    first = everything(ain)
    kept.keep("première")
    ain.dossier.write_text("departement: '01'\n", "utf-8")
    (ain.path / "images" / "couverture.png").unlink()
    (ain.path / "fiches").mkdir(exist_ok=True)
    (ain.path / "fiches" / "09.yaml").write_text("numero: 9\n", "utf-8")
    second = everything(ain)
    done = restore(kept, ain, 1)
    assert everything(ain) == first
    assert set(done.removed) == {"fiches/09.yaml"}
    assert kept.files(done.before.version.number) == second


def test_a_restored_version_can_be_left_again(kept: Versions, ain: DossierFolder) -> None:
    kept.keep()
    ain.dossier.write_text("departement: '01'\n", "utf-8")
    second = everything(ain)
    back = restore(kept, ain, 1).before.version.number
    restore(kept, ain, back)
    assert everything(ain) == second


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["dossier.yaml", "contrat.yaml", "fiches/1.yaml", "images/a b é.png"]),
            st.binary(max_size=200),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_series_of_states_is_found_again(
    tmp_path: Path, states: list[dict[str, bytes]]
) -> None:
    root = tmp_path / os.urandom(4).hex()
    folder = DossierFolder(root / "departments" / "01-ain")
    store = Versions(root, folder)
    numbers = []
    for state in states:
        shutil.rmtree(folder.path, ignore_errors=True)
        folder.path.mkdir(parents=True)
        for name, data in state.items():
            (folder.path / name).parent.mkdir(exist_ok=True)
            (folder.path / name).write_bytes(data)
        numbers.append(store.keep().version.number)
    assert [store.files(number) for number in numbers] == states


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_version_that_is_not_there_is_not_guessed(kept: Versions, number: int) -> None:
    kept.keep()
    with pytest.raises(UnknownVersionError):
        kept.files(number)


def test_a_link_out_of_the_dossier_is_left_out_and_said(
    kept: Versions, ain: DossierFolder, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("rien à voir", "utf-8")
    (ain.path / "images" / "lien.png").symlink_to(secret)
    done = kept.keep()
    assert done.left_out == ("images/lien.png",)
    assert b"rien" not in b"".join(kept.files(1).values())


def test_a_directory_that_leads_out_of_the_workspace_is_refused(
    workspace: Path, kept: Versions, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    (workspace / ".ppgp").symlink_to(elsewhere)
    with pytest.raises(VersionsError, match="hors de l’espace de travail"):
        kept.keep()
    assert list(elsewhere.iterdir()) == []


def test_a_bomb_among_the_objects_is_not_opened(workspace: Path, kept: Versions) -> None:
    kept.keep()
    bomb = zlib.compress(b"blob 900000000\0" + bytes(1000))
    for file in (workspace / ".ppgp" / "versions" / "objects").glob("*/*"):
        file.chmod(0o644)
        file.write_bytes(bomb)
    with pytest.raises(VersionsError):
        kept.files(1)


@pytest.mark.parametrize("name", ["../dehors.yaml", "images/../../dehors.yaml"])
def test_a_version_forged_to_write_elsewhere_is_refused(
    workspace: Path, kept: Versions, ain: DossierFolder, name: str
) -> None:
    kept.keep()
    _forge(workspace, kept, name)
    before = everything(ain)
    with pytest.raises(VersionsError):
        restore(kept, ain, 2)
    assert everything(ain) == before
    assert not (ain.path.parent / "dehors.yaml").exists()


def _forge(workspace: Path, kept: Versions, name: str) -> None:
    """A version whose only file has that name, as no ordinary program would write it."""
    from dulwich.objects import Blob, Tree

    objects = Objects(workspace / ".ppgp" / "versions")
    blob, tree = Blob.from_string(b"x"), Tree()
    tree.add(name.encode(), 0o100644, blob.id)
    for each in (blob, tree):
        objects.add_object(each)
    made = kept._committed(objects, tree.id, "piège", NOON, objects.head("01-ain"))
    objects.set_head("01-ain", made.id)


def test_a_damaged_directory_is_told_and_the_dossier_left(
    workspace: Path, kept: Versions, ain: DossierFolder
) -> None:
    kept.keep()
    before = everything(ain)
    for file in (workspace / ".ppgp" / "versions" / "objects").glob("*/*"):
        file.chmod(0o644)
        file.write_bytes(sha1(file.name.encode()).digest())
    with pytest.raises(VersionsError):
        kept.all()
    assert everything(ain) == before


def test_a_lock_that_a_killed_process_left_is_not_waited_for(
    workspace: Path, kept: Versions, ain: DossierFolder
) -> None:
    kept.keep()
    (workspace / ".ppgp" / "versions" / "refs" / "heads" / "01-ain.lock").write_text("")
    ain.dossier.write_text("departement: '01'\n", "utf-8")
    assert kept.keep().is_new


def test_what_systems_leave_is_no_part_of_a_version(ain: DossierFolder) -> None:
    (ain.path / ".DS_Store").write_bytes(b"x")
    (ain.path / "~$notes.docx").write_bytes(b"x")
    assert not {".DS_Store", "~$notes.docx"} & set(versioned_files(ain)[0])


def test_versions_follow_a_folder_that_is_renamed_and_named_back(
    workspace: Path, ain: DossierFolder, kept: Versions
) -> None:
    kept.keep("Première", now=NOON)
    there = DossierFolder(ain.path.rename(ain.path.with_name("01-ain-vieux")))
    assert [each.name for each in Versions(workspace, there).all()] == ["Première"]
    there.dossier.write_text("departement: '01'\n", "utf-8")
    assert Versions(workspace, there).keep("Deuxième", now=NOON + 60).version.number == 2
    back = DossierFolder(there.path.rename(ain.path))
    assert [each.name for each in Versions(workspace, back).all()] == ["Première", "Deuxième"]
    assert Versions(workspace, back).files(2)["dossier.yaml"] == b"departement: '01'\n"
    listed = ppgp("versions", "01", cwd=workspace).stdout
    assert "Première" in listed and "Deuxième" in listed


@pytest.mark.parametrize("other", ["01-ain-bis", "60-oise"])
def test_versions_of_a_former_name_go_to_no_dossier_of_which_they_may_not_be(
    workspace: Path, ain: DossierFolder, kept: Versions, other: str
) -> None:
    kept.keep("Première")
    there = ain.path.rename(ain.path.with_name("01-ain-vieux"))
    beside = there.with_name(other)
    beside.mkdir(exist_ok=True)
    (beside / "dossier.yaml").write_bytes((there / "dossier.yaml").read_bytes())
    assert Versions(workspace, DossierFolder(beside)).all() == ()


def test_versions_follow_a_folder_whose_name_designates_no_territory(
    workspace: Path, ain: DossierFolder
) -> None:
    """What was kept says which territory it is of; the drafts too, and nothing is left behind."""
    named = DossierFolder(ain.path.rename(ain.path.with_name("mon-dossier")))
    Versions(workspace, named).keep("Première", now=NOON)
    text = named.dossier.read_text("utf-8")
    Drafts(workspace).keep(named, "dossier", FileDraft(text, f"{text}\n# plus tard\n"))
    there = DossierFolder(named.path.rename(ain.path.with_name("travail")))
    assert [each.name for each in Versions(workspace, there).all()] == ["Première"]
    assert Drafts(workspace).unsaved(there) == ("dossier",)
    assert left_behind(find_workspace(workspace)) == ()
    (there.dossier).write_text("departement: '2B'\n", "utf-8")
    assert Versions(workspace, there).all() == ()


@pytest.mark.parametrize("name", [".ppgp", ".ppgp/versions"])
def test_a_file_in_the_place_of_the_versions_is_told_in_french(
    workspace: Path, kept: Versions, name: str
) -> None:
    (workspace / name).parent.mkdir(exist_ok=True)
    (workspace / name).write_text("")
    with pytest.raises(VersionsError, match=r"son chemin est un fichier|de ce nom est à sa place"):
        kept.keep()
