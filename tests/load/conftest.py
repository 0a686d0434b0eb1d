"""A file loaded, and the only fault of one that is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.load.tree import Loaded, load

Load = Callable[[str | bytes], Loaded]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Load a file of this content."""

    def run(content: str | bytes) -> Loaded:
        file = tmp_path / "dossier.yaml"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(file)

    return run


@pytest.fixture
def refused(loaded: Load) -> Callable[[str | bytes], Diagnostic]:
    """The only fault of a file that must be refused."""

    def run(content: str | bytes) -> Diagnostic:
        (fault,) = loaded(content).diagnostics
        return fault

    return run


def place(fault: Diagnostic) -> tuple[int, int]:
    assert fault.span is not None
    return fault.span.line, fault.span.column
