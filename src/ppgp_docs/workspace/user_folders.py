"""Where the user's own files of this tool lie: what they decided, what can be made again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

NAME: Final = "ppgp-docs"

CACHE: Final = "PPGP_CACHE"
"""A variable that names the folder of what can be made again."""


def configuration() -> Path:
    """The folder of what the user decided."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False)


def cache() -> Path:
    """The folder of what can be made again: nothing is lost with it."""
    if chosen := os.environ.get(CACHE):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def permissions() -> Path:
    """The file of the folders of plugins whose code the user allowed to run."""
    return configuration() / "extensions.json"
