"""Which files count: what is read, what is passed over in silence, what a copy is a copy of.

One rule for a whole workspace. What a system or an editor leaves beside the files of a person is
passed over; YAML is YAML whatever the case of its extension; a name that a copy, a download or a
shared folder has lengthened tells which name it comes from. What looks like a file of a dossier
and is none is told by :mod:`ppgp_docs.workspace.unread_files`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ppgp_docs.francais.pliage import plier
from ppgp_docs.patterns import pattern
from ppgp_docs.system_errors import is_of_the_moment

_LEFT_BY_SYSTEMS: Final = frozenset(
    ("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "@eadir")
)
_SET_ASIDE: Final = re.compile(
    r".*~|#.*#"
    r"|.*\.(?:bak|backup|tmp|temp|swp|swo|swn|orig|rej|old|lock|part|partial|crdownload|download)"
)
"""Autosaved, backed up, or not downloaded yet."""

_YAML: Final = (".yaml", ".yml")
_HIDDEN_YAML: Final = pattern(r"(.+\.ya?ml)(?:\.[^.]*|[ _-].*|\s*\(.*)", re.IGNORECASE)
"""`09.yaml.txt`, of which Windows shows `09.yaml`; `09.yaml (1)`, `09.yaml - Copie`."""

_WITHOUT_DOT: Final = re.compile(r"([^.]+?)[,;:_ -]?ya?ml", re.IGNORECASE)
_ALIKE: Final = 0.7
"""`.ymal` and `.yam` are slips; `.kml`, `.gml`, `.xml` and `.html` are other things."""

_WORD: Final = r"cop(?:ie|y)"
_CONFLICT: Final = r"(?:conflit|conflict\w*|collision)"
_MARKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WORD}(?:\s\(\d+\))?\s(?:de|of)\s(?P<name>.+)",  # Word, old Windows
        rf"(?P<name>.+?)\s?-\s?{_WORD}(?:\s\(\d+\))?",  # Windows
        rf"(?P<name>.+?)\s{_WORD}(?:\s\d+)?",  # macOS
        rf"(?P<name>.+?)\s?\([^()]*\b(?:{_WORD}|{_CONFLICT})\b[^()]*\)",  # GNOME, Dropbox, Drive
        rf"(?P<name>.+?)\s?\[[^\[\]]*\b{_CONFLICT}\b[^\[\]]*\]",
        r"(?P<name>.+?)\s?\(\d+\)",  # a second download
        rf"(?P<name>.+?)[._-](?:sync-|case-)?{_CONFLICT}(?:[._-].*)?",  # Nextcloud, Syncthing
        r"(?P<name>.+?)-(?:desktop|laptop|pc|macbook)(?:-[\w-]+|\d[\w-]*)?",  # OneDrive
    )
)


def is_passed_over(name: str) -> bool:
    """Whether a file or a folder of that name is of a system or an editor, not of a person."""
    bare = plier(name).strip()
    return (
        name.startswith((".", "~$", "Icon\r"))
        or bare in _LEFT_BY_SYSTEMS
        or bool(_SET_ASIDE.fullmatch(bare))
    )


def is_compiled(path: str) -> bool:
    """Whether a file, by its path below a folder of code, is what Python compiled beside a source:
    alone in such a place, a source would be code as any other."""
    return path.endswith(".pyc") and path.split("/")[-2:-1] == ["__pycache__"]


def is_yaml(name: str) -> bool:
    """Whether a file of that name is read as YAML: `.yaml` or `.yml`, whatever the case."""
    return plier(name).endswith(_YAML)


def is_fiche(name: str) -> bool:
    """Whether a file of that name, in the folder of the fiches, is one."""
    return is_yaml(name) and not is_passed_over(name)


def hidden_yaml(name: str) -> str:
    """The name that was meant by `09.yaml.txt`, `09.yml (1)` or `09.ymal`; empty for any other."""
    if is_yaml(name):
        return ""
    if match := _HIDDEN_YAML.fullmatch(name):
        return match[1]
    if match := _WITHOUT_DOT.fullmatch(name):
        return f"{match[1]}.yaml"
    stem, _, suffix = name.rpartition(".")
    near = stem and get_close_matches(suffix.strip().lower(), ("yaml", "yml"), cutoff=_ALIKE)
    return f"{stem}.yaml" if near else ""


def original(name: str) -> str:
    """What a name that says it is a copy, or one side of a conflict, comes from, folded.

    `08.yaml` for `08 - Copie.yaml`, `08 (1).yaml`, `08 (conflit de Camille).yaml`; empty for a
    name that says nothing of the kind.
    """
    folded = plier(name)
    dot = folded.rfind(".") if "." in folded[1:] else len(folded)
    stem, suffix = folded[:dot], folded[dot:]
    while match := next(filter(None, (mark.fullmatch(stem) for mark in _MARKS)), None):
        stem = match["name"].strip()
    return "" if stem + suffix == folded else stem + suffix


def entries(folder: Path) -> tuple[Path, ...]:
    """What a person put in a folder, in the order of folded names; nothing when there is none.

    Raises OSError for a folder that the machine cannot list at the moment: taken for an empty one,
    it would lose what it holds.
    """
    try:
        found = [entry for entry in folder.iterdir() if not is_passed_over(entry.name)]
    except OSError as problem:
        if is_of_the_moment(problem):
            raise
        return ()
    return tuple(sorted(found, key=by_name))


def by_name(entry: Path) -> tuple[str, str]:
    """The key that sorts entries alike on every system."""
    return plier(entry.name), entry.name


def named(folder: Path, name: str) -> tuple[Path, ...]:
    """The entries of a folder that bear a name, the one that bears it exactly first.

    Names are compared folded: a case, an accent or a hyphen that another system writes otherwise
    does not make another file.
    """
    wanted = plier(name)
    found = [entry for entry in entries(folder) if plier(entry.name) == wanted]
    return tuple(sorted(found, key=lambda entry: entry.name != name))


def yaml_named(folder: Path, stem: str) -> tuple[Path, ...]:
    """The YAML files `stem.yaml` or `stem.yml` of a folder, the one spelled exactly so first."""
    found = [*named(folder, f"{stem}.yaml"), *named(folder, f"{stem}.yml")]
    return tuple(file for file in found if file.is_file())


def yaml_in(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, in order."""
    return (entry for entry in entries(folder) if is_yaml(entry.name))
