"""The icon on the desktop: each system reads back the command that opens the studio."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs import shortcut

ROOT = Path(__file__).parents[1]
ICON = (ROOT / "templates" / "studio" / "icone.svg").read_bytes()
ODD = ("été à l’école", 'a "b" $HOME `id` 100%U', "back\\slash", "a'b; rm -rf x", "a&b")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a desktop."""
    (tmp_path / "Bureau").mkdir()
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Bureau"\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DESKTOP_DIR", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def exec_of(entry: str) -> list[str]:
    """The arguments that a desktop starts (Desktop Entry Specification, § 4 and § 7)."""
    read = configparser.RawConfigParser(strict=True)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(entry)
    line = re.sub(r"\\(.)", r"\1", read["Desktop Entry"]["Exec"].replace("\\\\", "\0"))
    line = line.replace("\0", "\\")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return [re.sub(r"\\(.)", r"\1", each).replace("%%", "%") for each in quoted]


@pytest.mark.parametrize("name", ODD)
def test_a_menu_of_linux_starts_the_studio_of_that_folder(name: str) -> None:
    command = ["/opt/python", "-C", f"/home/x/{name}", "studio"]
    assert exec_of(shortcut.desktop_entry(command, Path("/i.png"))) == command


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_macos_starts_the_studio_of_that_folder(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; print(sys.argv[1:])", "-C", name]
    file = tmp_path / "Studio.command"
    file.write_text(shortcut.command_file(command), "utf-8")
    done = subprocess.run(["sh", str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(["-C", name])


def test_the_icon_stands_in_the_menu_and_on_the_desktop(home: Path) -> None:
    found = shortcut.place_icon(home / "Documents" / "PPGP", ICON, "linux")
    menu = home / ".local" / "share" / "applications" / "ppgp-studio.desktop"
    assert found == (menu, home / "Bureau" / "Studio PPGP.desktop")
    assert all(os.access(each, os.X_OK) for each in found)
    picture = re.search(r"^Icon=(.+)$", menu.read_text("utf-8"), re.M)
    assert picture and Image.open(picture[1]).size == (256, 256)


def test_windows_without_its_shell_gets_a_file_that_it_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    (file,) = shortcut.place_icon(home / "Mes dossiers 100%", ICON, "win32")
    assert file.name == "Studio PPGP.cmd"
    text = file.read_bytes().decode()
    assert text.count("\r\n") == text.count("\n") == 3
    assert '100%%" studio' in text and "chcp 65001" in text
    with Image.open(home / ".local/share/ppgp-docs/studio.ico") as icon:
        assert {(16, 16), (256, 256)} <= icon.info["sizes"]


def test_windows_is_asked_for_a_link_by_values_that_are_no_code(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its shell gets them from the environment: a folder's name cannot add a command."""
    shell = home / "powershell"
    shell.write_text('#!/bin/sh\nprintf "%s" "$PPGP_ARGUMENTS" > "$PPGP_LINK"\n', "utf-8")
    shell.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}/bin:/usr/bin")
    folder = home / "a'; Remove-Item x; '"
    (link,) = shortcut.place_icon(folder, ICON, "win32")
    assert link.suffix == ".lnk"
    assert link.read_text("utf-8") == subprocess.list2cmdline(
        ["-m", "ppgp_docs", "-C", str(folder), "studio"]
    )


def test_the_command_puts_it_and_starts_nothing(home: Path) -> None:
    """From one's home, it opens the folder of the documents, which is made."""
    done = subprocess.run(
        [sys.executable, "-m", "ppgp_docs", "studio", "--shortcut"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert (home / "Documents" / "PPGP").is_dir()
    placed = done.stdout.splitlines()
    assert placed
    entry = Path(placed[0]).read_text("utf-8")
    assert exec_of(entry)[-2:] == [str(home / "Documents" / "PPGP"), "studio"]


def test_a_desktop_that_cannot_be_written_is_told(home: Path) -> None:
    (home / ".local").write_text("a file stands there")
    done = subprocess.run(
        [sys.executable, "-m", "ppgp_docs", "studio", "--shortcut"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "l’icône n’a pas pu être posée" in done.stderr and "Traceback" not in done.stderr
