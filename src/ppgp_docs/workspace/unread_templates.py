"""A template of a workspace that bears a name which no format looks for: it would change nothing,
without a word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.workspace.resources import shipped

FOLDER: Final = "templates"
_OFFICE: Final = frozenset(
    (".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".odp", ".odt", ".pot", ".potx", ".ppt",
     ".pptx")
)  # fmt: skip
_LEFT: Final = ("~$", ".", "#")
"""How the names begin of what office suites and systems leave beside a file."""

_THEMES: Final = "themes"
_BY_THEME: Final = "diaporama"
"""A deck may take the template that bears the name of its theme."""


def unread_templates(root: Path) -> Iterator[Diagnostic]:
    """F018: an office template of a workspace, in a folder of ours or nearly, that nothing reads.

    Folders with names of their own are left to plugins, those of themes to the themes.
    """
    ours = shipped(FOLDER)
    if not (root / FOLDER).is_dir() or (root / FOLDER).samefile(ours):
        return
    for file in sorted((root / FOLDER).rglob("*")):
        if file.suffix.lower() in _OFFICE and not file.name.startswith(_LEFT) and file.is_file():
            name = file.relative_to(root / FOLDER)
            if not (ours / name).is_file() and (meant := _meant(name, root, ours)):
                hint = f"renommez-le {enumerer((f'`{FOLDER}/{each}`' for each in meant), 'ou')}"
                told = f"aucun document ne se fait avec le modèle `{FOLDER}/{name.as_posix()}`"
                yield warning("F018", told, Span(file), hint)


def _meant(name: Path, root: Path, ours: Path) -> list[str]:
    """The templates of ours whose place a file was meant to take; none where it has one."""
    folder = name.parts[0] if len(name.parts) > 1 else ""
    if folder == _THEMES or (folder == _BY_THEME and _is_theme(name.stem, root, ours)):
        return []
    known = [each.relative_to(ours) for each in sorted(ours.rglob("*")) if _is_office(each)]
    if not folder:
        return [each.as_posix() for each in known if each.stem == name.stem]
    near = get_close_matches(folder, {each.parts[0] for each in known} - {_THEMES}, n=1, cutoff=0.8)
    return [each.as_posix() for each in known if [each.parts[0]] == near]


def _is_office(file: Path) -> bool:
    return file.suffix in _OFFICE


def _is_theme(name: str, root: Path, ours: Path) -> bool:
    return any((each / _THEMES / f"{name}.yaml").is_file() for each in (root / FOLDER, ours))
