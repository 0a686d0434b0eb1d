"""A folder shown by the system: Explorer, the Finder, the file manager of a Linux desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def show_folder(place: Path) -> bool:
    """Ask the system to show a folder; whether there was someone to ask."""
    try:
        if sys.platform == "win32":
            os.startfile(place)
            return True
        program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if program is None or not _has_desktop():
            return False
        subprocess.Popen(
            [program, str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return True


def _has_desktop() -> bool:
    return sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
