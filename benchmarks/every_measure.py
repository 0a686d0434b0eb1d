"""The tables of README.md that say what this version costs, in one command: one after the other.

``python benchmarks/every_measure.py BEFORE [NODE_MODULES]``: BEFORE is a checkout with its own
``.venv`` (``compare_commands.py``), NODE_MODULES where docxtemplater, pizzip and pptxgenjs are.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(before: str, modules: str) -> None:
    commands = (
        ("peers.py",),
        ("render_case_study.py",),
        ("scaling.py",),
        ("scaling.py", "--full", "4", "16"),
        ("compare_commands.py", before, str(HERE.parent)),
        ("compare_workspaces.py", before, str(HERE.parent)),
    )
    for name, *arguments in commands:
        print(f"\n## {' '.join((name, *arguments))}\n", flush=True)
        environment = {**os.environ, "NODE_PATH": modules}
        subprocess.run([sys.executable, str(HERE / name), *arguments], env=environment, check=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
