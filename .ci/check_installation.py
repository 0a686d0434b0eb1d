"""What docs/installer.md promises, tried on this machine: ``python .ci/check_installation.py``.

Standard library alone: it runs with any Python, beside an installed ``ppgp`` that PATH leads to.
Each step says what it found; the first that fails ends it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "departments"
PATIENCE = 600


def main() -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        root = Path(place) / "Mes dossiers d’été"
        shutil.copytree(SAMPLES, root / "departments")
        machine(root)
        documents(root)
        studio(root)
        icon(root)


def machine(root: Path) -> None:
    """``doctor`` finds all that documents need, and made a page with it."""
    needs = json.loads(ppgp(root, "doctor", "--json"))["besoins"]
    lacking = [each for each in needs if not each["present"] and not each["facultatif"]]
    assert lacking == [], json.dumps(lacking, ensure_ascii=False, indent=1)
    assert any(each["nom"] == "PDF d’essai" for each in needs)
    print("doctor", len(needs), "besoins, tous là")


def documents(root: Path) -> None:
    """A case study as a PDF, its deck, its page."""
    ppgp(root, "build", "01")
    made = {each.suffix: each for each in (root / "sorties" / "01-ain").iterdir()}
    assert {".pdf", ".pptx", ".html"} <= set(made), made
    assert made[".pdf"].read_bytes().startswith(b"%PDF")
    print("build", *sorted(each.name for each in made.values()))


def studio(root: Path) -> None:
    """The studio opens by the address that it prints, shows the board, stops from the page."""
    command = [executable(), "-C", str(root), "studio", "--no-browser"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert running.stdout
        address = running.stdout.readline().strip()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        board = browser.open(address, timeout=60).read().decode("utf-8")
        assert "Ain" in board, board[:500]
        own = address.partition("/?")[0]
        stop = urllib.request.Request(f"{own}/arreter", b"x=1", {"Origin": own})
        browser.open(stop, timeout=60).read()
        assert running.wait(60) == 0
    finally:
        running.kill()
    print("studio", own)


def icon(root: Path) -> None:
    """An icon that is there; on Windows, a link that its shell wrote."""
    placed = [Path(line) for line in ppgp(root, "studio", "--shortcut").splitlines()]
    assert placed and all(each.is_file() for each in placed), placed
    if sys.platform == "win32":
        assert placed[0].suffix in (".lnk", ".cmd")
    print("icone", *placed)


def ppgp(root: Path, *arguments: str) -> str:
    """What a command prints; a failure is told whole."""
    done = subprocess.run(
        [executable(), "-C", str(root), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, f"ppgp {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def executable() -> str:
    found = shutil.which("ppgp")
    assert found, "ppgp is not in PATH"
    return found


if __name__ == "__main__":
    main()
