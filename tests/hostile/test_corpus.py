"""Files that once broke a reader, or might: each is told or read, within ten seconds.

``nox -s fuzz -- TARGET`` looks for more.
"""

from __future__ import annotations

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
