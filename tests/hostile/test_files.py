"""Files that are none: pipes, devices, links out of the workspace, files without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .world import Stranger

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links of POSIX"),
]


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    return Stranger(tmp_path / "espace")


def pipe(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def endless(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.symlink_to("/dev/zero")


def secret(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.symlink_to("/etc/passwd")


def huge(file: Path) -> None:
    with file.open("wb") as content:
        content.truncate(20_000_000_000)  # sparse: no disk is taken


@pytest.mark.parametrize("spoil", [pipe, endless, secret, huge])
@pytest.mark.parametrize("place", ["dossier.yaml", "contrat.yaml", "fiches/01.yaml"])
def test_a_file_of_the_dossier_is_refused_at_once(stranger: Stranger, spoil, place: str) -> None:
    file = stranger.ain / place
    file.parent.mkdir(exist_ok=True)
    spoil(file)
    done = stranger.run("check")
    assert done.returncode in (1, 2)
    assert "root:" not in done.stdout + done.stderr
    assert file.name in done.stdout + done.stderr


@pytest.mark.parametrize("spoil", [pipe, endless, secret, huge])
@pytest.mark.parametrize("name", ["photo.png", "dessin.svg"])
def test_a_picture_is_refused_at_once(stranger: Stranger, spoil, name: str) -> None:
    stranger.show(name)
    spoil(stranger.ain / "images" / name)
    done = stranger.run("check")
    assert done.returncode == 1
    assert "C108" in done.stdout
    assert "root:" not in done.stdout + done.stderr


AROUND = (
    "ppgp.toml", "templates/themes/neutre.yaml", "schemas/blocs.yaml", "sorties/manifest.json",
    "templates/etude-de-cas/document.html", "departments/01-ain/fiches/~$01.yaml",
)  # fmt: skip
OTHERS = (endless, secret, huge)
SPOILT = [
    (place, spoil)
    for rank, place in enumerate(AROUND)
    for spoil in (pipe, *(OTHERS if os.environ.get("PPGP_FULL") else [OTHERS[rank % 3]]))
]
"""Each place by a pipe, which would hang the command, and by another in turn; --full: by all."""


@pytest.mark.parametrize(("place", "spoil"), SPOILT)
def test_what_surrounds_a_dossier_never_hangs_the_command(
    stranger: Stranger, place: str, spoil
) -> None:
    file = stranger.root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    spoil(file)
    done = stranger.run("build", "--only", "diaporama")
    assert "root:" not in done.stdout + done.stderr
    assert done.returncode != 0 or stranger.documents() == {"diaporama-ain.pptx"}


def test_documents_never_go_out_by_a_link(stranger: Stranger, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (stranger.root / "sorties").symlink_to(outside)
    done = stranger.run("build", "--only", "diaporama")
    assert done.returncode == 1
    assert "est un lien qui mène hors de l’espace de travail" in done.stderr
    assert list(outside.iterdir()) == []
    done = stranger.run("build", "--only", "diaporama", "--output", str(outside))
    assert done.returncode == 0


def test_a_dossier_that_is_a_link_out_of_the_workspace_is_not_read(
    stranger: Stranger, tmp_path: Path
) -> None:
    outside = Stranger(tmp_path / "autre")
    (stranger.root / "departments" / "60-oise").symlink_to(outside.ain)
    done = stranger.run("check")
    assert done.returncode == 1
    assert "hors de l’espace de travail" in done.stdout


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize("place", ["templates/themes/neutre.yaml", "schemas/blocs.yaml"])
def test_yaml_that_repeats_itself_without_end_is_refused(stranger: Stranger, place: str) -> None:
    file = stranger.root / place
    file.parent.mkdir(parents=True)
    file.write_text(BOMB + "couleurs: *j\n")
    done = stranger.run("build", "--only", "diaporama")
    assert done.returncode not in (0, -9)
    assert stranger.documents() == set()
