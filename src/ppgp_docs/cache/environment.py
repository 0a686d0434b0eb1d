"""All that a dossier is read and checked with, summed up without loading any of it.

The tool and its plugins, code and data; the schemas and templates, ours and the workspace's; the
libraries, by their names and versions; Python.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ppgp_docs.cache.digests import states_of_all
from ppgp_docs.cache.state import State
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.installed import plugin_entries
from ppgp_docs.workspace.resources import NO_PLUGINS, shipped

_SHIPPED: Final = ("schemas", "templates", "docs/codes")
_OWN: Final = ("schemas", "templates")
_LIBRARIES: Final = (".dist-info", ".egg-info", ".egg-link", ".pth")


def environment(
    workspace: Workspace, plugin_folders: Sequence[Path], permissions: Path, state: State
) -> str:
    """One digest; the same as long as a dossier that does not change gives the same answers.

    ``plugin_folders`` are those that the user names now, ``permissions`` the file of those that
    they allowed.
    """
    libraries = _libraries()
    folders = [*workspace.plugins, *(real_path(folder) for folder in plugin_folders)]
    typed = map(str, plugin_folders)  # as findings will name them
    installed = [*map(Path, _packages(libraries, state)), *map(shipped, _SHIPPED)]
    own = [*(workspace.root / name for name in _OWN), *folders, permissions]
    told = (
        sys.version,
        sys.platform,
        os.environ.get(NO_PLUGINS, ""),
        libraries,
        *map(str, folders),
        *typed,
    )
    return _sum((*told, states_of_all(installed), state.digests.of_all(own)))


def _libraries() -> str:
    """Every package that is installed: its name, its version, when it was put there."""
    found = (entry for place in sys.path for entry in _entries(place or os.curdir))
    return _sum((*sys.path[1:], *sorted(found)))


def _entries(place: str) -> Iterator[str]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith(_LIBRARIES):
                    yield f"{entry.name} {entry.stat().st_mtime_ns}"
    except OSError:
        return


def _packages(libraries: str, state: State) -> list[str]:
    """The folder, or the file, of the tool and of each package that brings a plugin."""
    known = state.answer("packages", libraries)
    if isinstance(known, list) and all(isinstance(each, str) for each in known):
        return known
    found = sorted(dict.fromkeys(_found_packages()))
    state.keep("packages", libraries, found)
    return found


def _found_packages() -> Iterator[str]:
    yield str(Path(__file__).parents[1])
    for entry in plugin_entries():
        try:
            spec = find_spec(entry.module.partition(".")[0])
        except (ImportError, ValueError):
            continue  # whoever loads it will say why
        if spec is not None:
            yield from spec.submodule_search_locations or filter(None, (spec.origin,))


def _sum(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
