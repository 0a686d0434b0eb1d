"""Files that once broke a reader, or might: each is told or read, within ten seconds.

``nox -s fuzz -- TARGET`` looks for more.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from .targets import TARGETS
from .world import SECONDS

pytestmark = pytest.mark.hostile

CORPUS: Final = Path(__file__).parent / "corpus"
FILES: Final = sorted(file for file in CORPUS.rglob("*") if file.is_file())


def test_each_reader_has_its_corpus() -> None:
    assert {file.parent.name for file in FILES} == set(TARGETS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CORPUS).as_posix())
def test_a_file_of_the_corpus_breaks_no_reader(file: Path) -> None:
    began = time.process_time()
    TARGETS[file.parent.name](file.read_bytes())
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("script", "lacking"),
    [("tests/hostile/fuzz.py", "atheris"), ("tests/mutants/run.py", "cosmic_ray")],
)
def test_a_campaign_without_its_tool_says_what_to_install(script: str, lacking: str) -> None:
    file = CORPUS.parents[2] / script
    place, name = str(file.parent), str(file)
    code = f"import runpy, sys; sys.modules[{lacking!r}] = None; sys.path.insert(0, {place!r}); "
    ran = [sys.executable, "-c", f"{code}runpy.run_path({name!r}, run_name='__main__')"]
    done = subprocess.run(ran, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr == "run first: pip install -c constraints.txt -e '.[campaigns]'\n"
