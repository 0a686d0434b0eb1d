"""A template of a workspace that bears a name which no format looks for, or that is no file of its
own: it would change nothing, without a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.workspace.folder import OWN_TEMPLATES
from ppgp_docs.workspace.resources import leads_out, shipped

FOLDER: Final = "templates"
_OFFICE: Final = frozenset(
    (".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".odp", ".odt", ".pot", ".potx", ".ppt",
     ".pptx")
)  # fmt: skip
_FILES: Final = _OFFICE | {".css", ".html", ".json", ".svg", ".yaml", ".yml"}
"""How the names of templates end; no folder of ours is called so."""

_LEFT: Final = ("~$", ".", "#")
"""How the names begin of what office suites and systems leave beside a file."""

_THEMES: Final = "themes"
_BY_THEME: Final = "diaporama"
"""A deck may take the template that bears the name of its theme."""


def unread_templates(root: Path) -> Iterator[Diagnostic]:
    """F018: an office template of a workspace, in a folder of ours or nearly, that nothing reads;
    whatever leads out of the folder by a link, or is no regular file.

    Folders with names of their own are left to plugins, those of themes to the themes.
    """
    ours = shipped(FOLDER)
    if not (root / FOLDER).is_dir() or (root / FOLDER).samefile(ours):
        return
    if leads_out(root / FOLDER, root):
        yield _not_read(root / FOLDER, FOLDER, "de l’espace de travail")
        return
    yield from not_taken(root / FOLDER, root / FOLDER)
    for file in sorted((root / FOLDER).rglob("*")):
        if file.suffix.lower() in _OFFICE and not _is_left(file.name) and file.is_file():
            name = file.relative_to(root / FOLDER)
            if not (ours / name).is_file() and (meant := _meant(name, root, ours)):
                hint = f"renommez-le {enumerer((f'`{FOLDER}/{each}`' for each in meant), 'ou')}"
                told = f"aucun document ne se fait avec le modèle `{FOLDER}/{name.as_posix()}`"
                yield warning("F018", told, Span(file), hint)


def not_taken(folder: Path, home: Path) -> Iterator[Diagnostic]:
    """F018: what lies in a folder of templates and is passed over, since it leads out of ``home``
    or is no regular file: ours is taken in its place."""
    if leads_out(folder, home):
        yield _not_read(folder, folder.name, f"de `{home.name}`")
        return
    for entry in sorted(folder.rglob("*")):
        name = entry.relative_to(folder.parent).as_posix()
        if _is_left(entry.name):
            continue
        if leads_out(entry, home):
            yield _not_read(entry, name, f"de `{home.name}`")
        elif entry.is_dir() and entry.suffix.lower() in _FILES:
            yield _not_read(entry, name, why="c’est un répertoire")
        elif not (entry.is_dir() or entry.is_file()):
            yield _not_read(entry, name, why="ce n’est pas un fichier")


def told_of_template(file: Path, root: Path) -> Iterator[Diagnostic]:
    """F018 of one template of a workspace, or of a folder that it is in: what a build says of it.

    Nothing of a file that lies elsewhere.
    """
    if place := _within(file, root):
        inside = (each for each in place.parents if each.is_relative_to(root))
        own = next((each for each in inside if each.name == OWN_TEMPLATES), None)
        told = not_taken(own, own.parent) if own else unread_templates(root)
        yield from (each for each in told if each.span and place.is_relative_to(each.span.file))


def _within(file: Path, root: Path) -> Path | None:
    """The place of a file in a folder, whatever links lead to that folder, none beyond followed."""
    place = Path(os.path.normpath(file.absolute()))
    for parent in place.parents:
        if parent.exists() and parent.samefile(root):
            return root / place.relative_to(parent)
    return None


def _not_read(place: Path, name: str, out_of: str = "", why: str = "") -> Diagnostic:
    why = why or f"un lien mène hors {out_of}"
    hint = "mettez à cette place le fichier ou le répertoire lui-même, sans lien ni raccourci"
    return warning("F018", f"`{name}` n’est pas lu\u00a0: {why}", Span(place), hint)


def _is_left(name: str) -> bool:
    return name.startswith(_LEFT)


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
