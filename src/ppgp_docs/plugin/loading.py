"""Every plugin loaded: those that come with the tool here, strangers' each in its own process."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ppgp_docs.plugin.candidates import Candidate, Folders, candidates
from ppgp_docs.plugin.loader import Loader
from ppgp_docs.plugin.plugins import Plugins
from ppgp_docs.schema.schemas import Schemas

if TYPE_CHECKING:
    from ppgp_docs.plugin.isolation import IsolatedProcess


def load_plugins(
    schemas: Schemas,
    folders: Folders = (),
    *,
    apart: int = 0,
    root: Path | None = None,
    only: frozenset[str] | None = None,
) -> Plugins:
    """Load every plugin, let them extend ``schemas`` and register what they bring.

    With ``apart``, each stranger's is loaded in a process of its own, where it then answers, each
    time within that many seconds, and changes nothing below ``root``; this one hears what it
    brings. Of strangers, ``only`` those of these names are loaded, where documents are made of
    dossiers that were read: they extend no schema.
    Of a folder that comes with digests, the files of these alone run.
    """
    loader = Loader(schemas, reads=only is None)
    start = partial(_process, seconds=apart, root=root)
    for candidate in candidates(folders):
        if candidate.is_ours or not apart:
            if candidate.is_ours or only is None or candidate.name in only:
                loader.load(candidate)
        else:
            loader.load_apart(candidate, start)
    return loader.result()


def _process(
    candidate: Candidate, schemas: Schemas, *, seconds: int, root: Path | None
) -> IsolatedProcess:
    from ppgp_docs.plugin.isolation import IsolatedProcess  # where strangers are, alone

    return IsolatedProcess(candidate, schemas, seconds, root)
