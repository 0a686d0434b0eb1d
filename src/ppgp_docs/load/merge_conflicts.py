"""Two versions of a text that Git, or a shared folder, left one under the other to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

_MARK: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=\s|$)", re.MULTILINE)
"""At the margin, where nothing of a dossier looks like it."""

_INDENTED: Final = re.compile(r"^[ \t]+(?=(?:<{7}|\|{7}|={7}|>{7})(?:\s|$))")
"""Within a text that was indented since; a title may be underlined so."""

_OPENS, _BASE, _SPLITS, _CLOSES = "<", "|", "=", ">"
_SIGNS: Final = "`<<<<<<<`, `=======`, `>>>>>>>`"


def without_rivals(file: Path, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with the first of two versions alone, lines in their places; L017 for each choice.

    What is left serves to find the other faults of the file, never to make a document.
    """
    if not (_OPENS * 7 in source or _MARK.search(source)):
        return source, ()
    lines = source.split("\n")
    groups = sorted((*_groups(lines), *_indented_groups(lines)))
    found = tuple(_merge_conflict(file, lines, group) for group in groups)
    return "\n".join(lines), found


def _groups(lines: list[str]) -> Iterator[list[int]]:
    """The lines of the marks, those of one choice together; a mark left alone is by itself."""
    group: list[int] = []
    for rank, line in enumerate(lines):
        if not _MARK.match(line):
            continue
        if line[0] == _OPENS and group:
            yield from ([alone] for alone in group)
            group = []
        group.append(rank)
        if line[0] == _CLOSES or lines[group[0]][0] != _OPENS:
            yield group
            group = []
    yield from ([alone] for alone in group)


def _indented_groups(lines: list[str]) -> Iterator[list[int]]:
    """The lines of the marks of each whole choice that is indented, and its opening mark alone."""
    group: list[int] = []
    for rank, line in enumerate(lines):
        indent = _INDENTED.match(line)
        if not indent:
            continue
        sign = line[indent.end()]
        if sign == _OPENS:
            yield from [group[:1]] if group else ()
            group = [rank]
        elif group:
            group.append(rank)
            if sign == _CLOSES:
                yield group
                group = []
    yield from [group[:1]] if group else ()


def _merge_conflict(file: Path, lines: list[str], group: list[int]) -> Diagnostic:
    """Tell a choice, and blank its marks and all that stands from the second one on."""
    first, last = group[0], group[-1]
    span = Span(file, first + 1, 1, first + 1, len(lines[first]) + 1)
    kept = group[1] if len(group) > 1 else last
    lines[first] = ""
    lines[kept : last + 1] = [""] * (last + 1 - kept)
    if first == last:
        message = "une marque de fusion est restée seule à cette ligne"
        return error("L017", message, span, "effacez cette ligne, et relisez ce qui l’entoure")
    where = f"lignes {first + 1} à {last + 1}"
    return error(
        "L017",
        f"deux versions du fichier ont été fusionnées sans choisir, {where}",
        span,
        f"gardez une version, effacez l’autre et les lignes de marques : {_SIGNS}",
    )
