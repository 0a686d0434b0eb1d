"""YAML of themes and schemas: values as YAML types them, and no bomb."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from ppgp_docs.load.compose import content, events
from ppgp_docs.workspace.reader import read_bytes

MOST: Final = 1_000_000


def load_yaml(file: Path) -> Any:
    """The content of a small YAML file, where nothing refers to anything else.

    Ten lines of references that repeat one another hold more than a memory. Raises OSError,
    UnicodeDecodeError and yaml.YAMLError.
    """
    source = read_bytes(file, most=MOST).decode("utf-8-sig")
    if "&" in source and any(isinstance(event, yaml.AliasEvent) for event in events(source)):
        raise yaml.YAMLError("an alias has no use here")
    return content(source)
