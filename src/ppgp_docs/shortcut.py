"""An icon that opens the studio of a folder: on the desktop, for who has no terminal.

Each system gets what it knows without any right or library: a ``.desktop`` entry (freedesktop.org,
Desktop Entry Specification 1.5), a ``.command`` file for macOS, and for Windows a ``.lnk`` made by
its own shell, or a ``.cmd`` file where that shell may not (constrained language mode).
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

NAME: Final = "Studio PPGP"
_COMMENT: Final = "Remplir, voir, vérifier et fabriquer les dossiers PPGP"
_PATIENCE: Final = 30
_SIZES: Final = ((16, 16), (32, 32), (48, 48), (256, 256))
_LINK: Final = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:PPGP_LINK); "
    "$s.TargetPath = $env:PPGP_TARGET; $s.Arguments = $env:PPGP_ARGUMENTS; "
    "$s.WorkingDirectory = $env:PPGP_FOLDER; $s.IconLocation = $env:PPGP_ICON; "
    "$s.WindowStyle = 7; $s.Save()"
)


def place_icon(folder: Path, svg: bytes, platform: str = sys.platform) -> tuple[Path, ...]:
    """Put an icon that opens the studio of a folder; gives back the files. Raises OSError."""
    command = [sys.executable, "-m", "ppgp_docs", "-C", str(folder), "studio"]
    desktop = _desktop()
    if platform == "win32":
        return (_on_windows(desktop, folder, command, _drawn(svg, "ico")),)
    if platform == "darwin":
        return (_written(desktop / f"{NAME}.command", command_file(command)),)
    entry = desktop_entry(command, _drawn(svg, "png"))
    menu = _data().parent / "applications" / "ppgp-studio.desktop"
    found = [_written(menu, entry)]
    if desktop.is_dir():
        found.append(_written(desktop / f"{NAME}.desktop", entry))
    return tuple(found)


def desktop_entry(command: Sequence[str], icon: Path) -> str:
    """The entry of a menu of Linux; arguments are quoted, then escaped, as its § 4 and § 7 ask."""
    quoted = ('"' + re.sub(r'(["`$\\])', r"\\\1", each) + '"' for each in command)
    line = " ".join(quoted).replace("%", "%%").replace("\\", "\\\\").replace("\n", "\\n")
    return (
        f"[Desktop Entry]\nType=Application\nVersion=1.5\nName={NAME}\nComment={_COMMENT}\n"
        f"Exec={line}\nIcon={icon}\nTerminal=true\nCategories=Office;\n"
    )


def command_file(command: Sequence[str]) -> str:
    """What macOS runs when it is double-clicked."""
    return f"#!/bin/sh\nexec {shlex.join(command)}\n"


def batch_file(command: Sequence[str]) -> str:
    """What Windows runs when it is double-clicked, its window reduced."""
    line = subprocess.list2cmdline(command).replace("%", "%%")
    return f'@echo off\r\nchcp 65001 >nul\r\nstart "{NAME}" /min {line}\r\n'


def _on_windows(desktop: Path, folder: Path, command: Sequence[str], icon: Path) -> Path:
    link = desktop / f"{NAME}.lnk"
    told = {
        "PPGP_LINK": str(link),
        "PPGP_TARGET": command[0],
        "PPGP_ARGUMENTS": subprocess.list2cmdline(command[1:]),
        "PPGP_FOLDER": str(folder),
        "PPGP_ICON": str(icon),
    }
    shell = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _LINK]
    try:
        done = subprocess.run(
            shell, env={**os.environ, **told}, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is not None and done.returncode == 0 and link.is_file():
        return link
    return _written(desktop / f"{NAME}.cmd", batch_file(command))


def _drawn(svg: bytes, kind: str) -> Path:
    """The picture of the icon, kept where the system will look for it."""
    import resvg_py
    from PIL import Image

    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg.decode()))))
    file = _data() / f"studio.{kind}"
    file.parent.mkdir(parents=True, exist_ok=True)
    if kind == "ico":
        picture.save(file, sizes=_SIZES)
    else:
        picture.save(file)
    return file


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    file.chmod(0o755)
    return file


def _data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("ppgp-docs", appauthor=False)


def _desktop() -> Path:
    from platformdirs import user_desktop_path

    return user_desktop_path()
