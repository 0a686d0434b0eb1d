"""YAML of themes and schemas: values as YAML types them, and no bomb."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from ppgp_docs.load.compose import FastLoader, composed_node
from ppgp_docs.workspace.reader import read_bytes

MOST: Final = 1_000_000


def load_yaml(file: Path) -> Any:
    """The content of a small YAML file, where nothing refers to anything else.

    Ten lines of references that repeat one another hold more than a memory. Raises OSError,
    UnicodeDecodeError and yaml.YAMLError.
    """
    source = read_bytes(file, most=MOST).decode("utf-8-sig")
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, FastLoader)):
        raise yaml.YAMLError("an alias has no use here")
    composed_node(source)  # not too deep
    return yaml.load(source, FastLoader)
