"""Random edits through the forms: the file differs from the former one by those edits alone."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.form_fields import Leaf, leaves
from ppgp_docs.studio.form_parts import parts_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.part_page import Screens
from ppgp_docs.studio.pointer import value_at
from ppgp_docs.studio.shown_pages import data_of

EDITS = 1000 if os.environ.get("PPGP_FULL") else 21
WORDS = (
    "Un mot",
    "L’été : 12 % de plus",
    "# pas un commentaire",
    "- ni une liste",
    "\"entre guillemets\" et 'apostrophes'",
    "deux\nlignes",
    "oui",
    "01",
    "[ni] {ça}",
    "é" * 130,
    "fin avec deux-points:",
    " espaces autour ",
    "*gras* {{ chiffres.formes }}",
    "null",
    "😀 & < >",
)
COMMENT = re.compile(r"(?:^|\s)#.*$", re.M)


def comments(text: str) -> list[str]:
    """The comments of the shipped files: none of their texts holds a hash behind a space."""
    return [each.strip() for each in COMMENT.findall(text)]


@pytest.mark.parametrize("department", ["01-ain", "60-oise", "77-seine-et-marne"])
def test_a_file_differs_by_its_edits_alone(workspace: Path, department: str) -> None:
    opened = OpenWorkspace.open(workspace)
    screens, draw = Screens(opened), random.Random(f"{department} 8")
    files = tuple(files_of(opened.folder(department)))
    done = 0
    while done < EDITS // 3:
        file = draw.choice(files)
        leaf, slug = drawn(opened, screens, file, draw)
        if leaf is None:
            continue
        before = file.path.read_bytes().decode("utf-8")
        value = draw.choice(WORDS)
        if value == leaf.value or ("#" in value and before.count(value)):
            continue
        version = opened.editing.state(file).version
        screens.posted(file, slug, version, {leaf.name: value})
        opened.editing.save(file)
        after = file.path.read_bytes().decode("utf-8")
        expected = value + ("\n" if leaf.value.endswith("\n") else "")
        assert value_at(data_of(after), leaf.path) == expected, (leaf, value)
        assert others(data_of(after), leaf) == others(data_of(before), leaf)
        kept = [each for each in comments(after) if each in comments(before)]
        assert kept == comments(before), (leaf, value)
        opened.editing.undo(file)
        opened.editing.save(file)
        assert file.path.read_bytes().decode("utf-8") == before
        done += 1


def drawn(
    opened: OpenWorkspace, screens: Screens, file: StudioFile, draw: random.Random
) -> tuple[Leaf | None, str]:
    """A field of some part of a file."""
    root = data_of(opened.editing.state(file).text)
    part = draw.choice(parts_of(opened.session.schemas, file.schema, root))
    shown = [
        leaf
        for leaf in leaves(screens.screen(file, part.slug).form)
        if leaf.widget in ("text", "line", "prose", "area", "date", "number", "amount")
    ]
    written = [leaf for leaf in shown if value_at(root, leaf.path) is not None]
    return (draw.choice(written), part.slug) if written else (None, "")


def others(root: object, leaf: Leaf) -> list[tuple[str, str]]:
    """Every other single value, by its path."""
    return [each for each in flat(root, "") if each[0] != "/".join(map(str, ("", *leaf.path)))]


def flat(node: object, path: str) -> list[tuple[str, str]]:
    if isinstance(node, dict):
        return [one for key, value in node.items() for one in flat(value, f"{path}/{key}")]
    if isinstance(node, list):
        return [one for rank, value in enumerate(node) for one in flat(value, f"{path}/{rank}")]
    return [(path, str(node))]
