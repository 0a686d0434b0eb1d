"""Names that only one system tells apart: a case, an accent cut in two, a hyphen that looks alike.

Two files of Linux are one on macOS or Windows: copied there, one of them is lost without a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.pliage import plier
from ppgp_docs.workspace.files import entries, is_yaml, yaml_in
from ppgp_docs.workspace.folder import DossierFolder


def look_alike_names(folder: DossierFolder) -> Iterator[Diagnostic]:
    """F024: two files of a dossier, fiches and pictures above all, whose names are taken for one.

    What is not read anyway (a second `Dossier.yaml`, a second folder of fiches) is told as such.
    """
    for place in _folders(folder.path):
        kept = [each for each in entries(place) if not _is_told(each, folder)]
        for first, second in pairwise(kept):
            if plier(first.name) == plier(second.name):
                yield _twin_files(first, second)


def _folders(place: Path) -> Iterator[Path]:
    """A folder and those that it holds; a link may lead anywhere, and back."""
    yield place
    for entry in entries(place):
        if entry.is_dir() and not entry.is_symlink():
            yield from _folders(entry)


def _is_told(entry: Path, folder: DossierFolder) -> bool:
    if entry.parent != folder.path:
        return False
    return any(yaml_in(entry)) if entry.is_dir() else is_yaml(entry.name)


def _twin_files(first: Path, second: Path) -> Diagnostic:
    """``second`` is where it is told, for it comes after ``first`` in the order of names."""
    one, other = (unicodedata.normalize("NFC", each.name) for each in (first, second))
    if one == other:
        why = "leurs accents, composés ou non"
    elif one.casefold() == other.casefold():
        why = "leurs capitales"
    else:
        why = "des signes qui se ressemblent"
    return warning(
        "F024",
        f"`{one}` et `{other}`, dans `{first.parent.name}`, ne diffèrent que par {why}",
        Span(second),
        "renommez l’un des deux : sous Windows ou macOS, l’un effacerait l’autre",
    )
