"""Names, paths, links and rights that a system allows and a dossier cannot bear."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.broken_world import (
    FICHE,
    World,
    posix,
)


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
    assert ("08 ⏎" if "\n" in name else "08\ufffd") in done.stdout


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
@pytest.mark.campaign(share=6)
def test_a_loop_of_links_or_a_folder_in_the_place_of_a_file_shows_no_trace(
    world: World, place: str, change: Callable[[Path], None]
) -> None:
    (world.root / place).parent.mkdir(exist_ok=True)
    change(world.root / place)
    for command in (("check",), FICHE):
        done = world.run(*command)
        assert done.returncode in (0, 1, 2, 3)
        assert done.returncode == 0 or "erreur[" in done.stdout + done.stderr


@posix
@pytest.mark.parametrize(
    "said",
    [
        ("check", "boucle"),
        ("build", "boucle"),
        ("build", "--only", "fiche-action", "--output", "boucle"),
        ("check", "--plugins", "boucle"),
        ("template", "check", "boucle"),
        ("import", "boucle"),
    ],
    ids=" ".join,
)
def test_a_loop_of_links_that_is_named_is_refused_in_french(
    world: World, said: tuple[str, ...]
) -> None:
    (world.root / "boucle").symlink_to("boucle")
    done = world.run(*said)
    assert done.returncode in (1, 2, 3)
    assert "panne" not in done.stdout + done.stderr


@posix
def test_a_loop_of_links_in_the_place_of_a_folder_of_plugins_is_named(world: World) -> None:
    (world.root / "ppgp.toml").write_text('plugins = ["extensions"]\n', encoding="utf-8")
    (world.root / "extensions").symlink_to("extensions")
    done = world.run("check")
    assert done.returncode == 1
    assert "erreur[F005] le répertoire d’extensions `extensions`" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "folder",
    ["departments", "departments/01-ain", "departments/neuf", "./sorties/../departments"],
)
def test_documents_never_go_among_the_dossiers(world: World, folder: str) -> None:
    done = world.run(*FICHE, "--output", folder)
    assert done.returncode == 2
    assert "erreur[F005]" in done.stderr and "parmi les dossiers" in done.stderr
    assert not [*(world.root / "departments").rglob("*.docx")]


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
@pytest.mark.campaign(share=3)
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
