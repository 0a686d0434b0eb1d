"""Modules that a stranger left beside a dossier, named as those of Python: no process of ours runs
them, whatever the documents ask for, though no plugin is there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pikepdf
import pytest

from .world import Stranger

pytestmark = pytest.mark.hostile

NAMES: Final = ("json", "io", "random", "attrs", "lxml", "pypdfium2", "PIL", "sitecustomize")


def beside(folder: Path, marker: Path) -> None:
    for name in NAMES:
        said = f"{name} {{__name__}}"
        code = (
            f"open({str(marker)!r}, 'a').write(f{said!r} + chr(10))\nraise ImportError('{name}')\n"
        )
        (folder / f"{name}.py").write_text(code, "utf-8")


@pytest.mark.parametrize("command", [("check",), ("build", "--jobs", "2"), ("status",)])
def test_nothing_of_them_runs_where_a_page_of_pdf_is_a_picture(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    stranger, marker = Stranger(tmp_path / "espace"), tmp_path / "lancé"
    with pikepdf.new() as plan:
        plan.add_blank_page(page_size=(400, 300))
        plan.save(stranger.ain / "images" / "plan.pdf")
    stranger.show("plan.pdf")
    for folder in (stranger.root, stranger.ain.parent, stranger.ain, stranger.ain / "images"):
        beside(folder, marker)
    done = stranger.run(*command)
    assert not marker.exists(), marker.read_text("utf-8")
    assert done.returncode in (0, 1)
    assert command[0] != "build" or "etude-de-cas-ain.pdf" in stranger.documents()
