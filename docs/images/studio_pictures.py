"""Take the pictures of the guides: ``python docs/images/studio_pictures.py [NAME…]``.

Screens of the studio are real, over a copy of the shipped dossiers; windows of terminals are drawn,
as each system shows the line to paste. All by Chromium, driven by Playwright (extra ``dev``).
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.serve import Studio

ROOT = Path(__file__).parents[2]
TARGET = Path(__file__).parent / "studio"
AIN, SEINE = "/dossier/01-ain/dossier", "/dossier/77-seine-et-marne"
SCREENS = {
    "tableau": "/",
    "dossier": f"{AIN}/contexte",
    "chiffres": f"{AIN}/chiffres",
    "photo": f"{AIN}/couverture",
    "budget": f"{SEINE}/fiche.08-visites-a-domicile/budget",
    "verifications": "/dossier/60-oise/verifications",
}
TERMINALS = {
    "terminal-windows": (
        "Windows PowerShell",
        "PS C:\\Users\\vous>",
        "Set-ExecutionPolicy Bypass -Scope Process -Force; irm https://astral.sh/uv/install.ps1 | "
        "iex; …",
    ),
    "terminal-macos": (
        "Terminal",
        "vous@mac ~ %",
        "curl -LsSf https://astral.sh/uv/install.sh | sh && …",
    ),
}
SIZE = {"width": 1280, "height": 800}
WIDE = {"dossier": {"width": 1600, "height": 900}}
"""Where the page stands beside the form."""

COLOURS = 96

PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ background: #F4F2EC; margin: 0; padding: 28px; font: 15px/1.6 monospace }}
section {{ border-radius: 8px; overflow: hidden; box-shadow: 0 3px 14px #0004; width: 860px }}
h1 {{ background: #DDD8CC; color: #222; font: 14px sans-serif; margin: 0; padding: 9px 14px }}
p {{ background: #10233A; color: #F1F1F1; margin: 0; min-height: 120px; padding: 14px }}
b {{ color: #9CD7B8; font-weight: normal }}
</style><section><h1>{title}</h1><p><b>{prompt}</b> {line}</p></section>"""


def main(wanted: list[str]) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or None, args=["--no-sandbox"]
        )
        window = chromium.new_page(viewport=SIZE)
        for name, (title, prompt, line) in TERMINALS.items():
            if not wanted or name in wanted:
                window.set_content(PAGE.format(title=title, prompt=escape(prompt), line=line))
                kept(name, window.locator("body").screenshot())
        screens(window, Path(place), wanted)
        chromium.close()


def screens(window: Any, root: Path, wanted: list[str]) -> None:
    shutil.copytree(ROOT / "departments", root / "departments")
    studio = Studio(OpenWorkspace.open(root))
    serving = threading.Thread(target=studio.run, daemon=True)
    serving.start()
    window.goto(studio.address)
    window.wait_for_selector("#dossiers:not([data-attend])")
    for name, path in SCREENS.items():
        if wanted and name not in wanted:
            continue
        window.set_viewport_size(WIDE.get(name, SIZE))
        window.goto(f"http://127.0.0.1:{studio.port}{path}")
        window.wait_for_load_state("networkidle")
        kept(name, window.screenshot())
    studio.stop()
    serving.join(10)


def kept(name: str, png: bytes) -> None:
    """A picture of few colours: a third of its weight."""
    file = TARGET / f"{name}.png"
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
