"""Where the shipped files are: schemas and templates, in a wheel or in a checkout.

A workspace may hold a folder of the same name; its files stand before ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.reader import read_bytes

MOST: Final = 50_000_000
"""Bytes of a template: those of office suites, with their pictures, stay well below."""


GROUP: Final = "ppgp_docs"
"""The entry points by which plugins come, our own as a stranger's."""


NO_PLUGINS: Final = "PPGP_NO_PLUGINS"
"""A variable that says that no stranger's plugin is wanted."""

PLUGINS: Final = "PPGP_PLUGINS"
"""A variable that names folders of plugins, as ``--plugins`` does."""


def shipped(folder: str) -> Path:
    """The shipped folder of that name (``schemas`` or ``templates``).

    A wheel carries it inside the package, a checkout beside ``src``.
    """
    package = Path(__file__).parents[1]
    inside = package / "_shipped" / folder
    return inside if inside.is_dir() else package.parents[1] / folder


@dataclass(frozen=True)
class Resources:
    """Finds a template by its name in the workspace, then among the shipped ones, then among those
    that plugins brought."""

    roots: tuple[Path, ...]
    brought: tuple[Path, ...] = ()

    @classmethod
    def of_workspace(cls, root: Path | None, brought: tuple[Path, ...] = ()) -> Resources:
        templates = (root / "templates",) if root else ()
        own = (each for each in templates if each.is_dir() and not leads_out(each, each.parent))
        return cls((*own, shipped("templates")), brought)

    @property
    def every_root(self) -> tuple[Path, ...]:
        """All folders, in the order in which they are looked into."""
        return (*self.roots, *self.brought)

    def is_edited(self, file: Path) -> bool:
        """Whether a person of the workspace may have written a template."""
        return not any(map(file.is_relative_to, (shipped("templates"), *self.brought)))

    def find(self, name: str) -> Path:
        """The file called ``name`` (``"themes/neutre.yaml"``).

        Raises FileNotFoundError when no root has it, ValueError when ``name`` leaves the roots.
        """
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"{name} leaves the templates")
        for root in self.every_root:
            if (file := root / name).is_file() and real_path(file).is_relative_to(real_path(root)):
                return file
        raise FileNotFoundError(name)

    def bytes(self, name: str) -> bytes:
        """The content of the file called ``name``. Raises OSError for one over :data:`MOST`."""
        return read_bytes(self.find(name), most=MOST)

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of all files of a folder, each once, sorted; of a file, its own."""
        return tuple(sorted({name for root in self.every_root for name in _files(root, folder)}))


def leads_out(place: Path, home: Path) -> bool:
    """Whether a place is a link to somewhere out of a folder."""
    return place.is_symlink() and not real_path(place).is_relative_to(real_path(home))


def _files(root: Path, folder: str) -> Iterator[str]:
    for file in (root / folder, *(root / folder).rglob("*")):
        if file.is_file():
            yield file.relative_to(root).as_posix()
