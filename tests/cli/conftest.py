"""A world to spoil, for the tests of the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.broken_world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)
