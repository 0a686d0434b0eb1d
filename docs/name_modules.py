"""Write, at the foot of each code's page, the modules that emit it.

    python docs/name_modules.py

Numbers never change; modules move. A test holds both.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "codes"
FOOT = re.compile(r"\n+Dans le code : .*\Z", re.DOTALL)
EMITTED = re.compile(r"\"([A-Z]\d{3})\"")


def emitters() -> dict[str, list[str]]:
    """For each code, the modules where it stands as a literal, from the root of the project."""
    found: dict[str, list[str]] = {}
    for file in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]):
        for code in sorted(set(EMITTED.findall(file.read_text("utf-8")))):
            found.setdefault(code, []).append(file.relative_to(ROOT).as_posix())
    return found


def main() -> None:
    """Rewrite the foot of every page."""
    known = emitters()
    for page in sorted(PAGES.glob("[A-Z][0-9][0-9][0-9].md")):
        text = FOOT.sub("", page.read_text("utf-8")).rstrip("\n")
        links = ", ".join(f"[`{name}`](../../{name})" for name in known.get(page.stem, ()))
        page.write_text(f"{text}\n\nDans le code : {links}\n" if links else f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
