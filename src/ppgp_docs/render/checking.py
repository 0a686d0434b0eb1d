"""The surveys of dossiers of which nothing is to be made, read on as many processors as help."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from ppgp_docs.render.engine import FEW, Engine
from ppgp_docs.render.survey import Survey, Wanted
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.render.workers import Workers


def surveys(engine: Engine, folders: Sequence[DossierFolder], wanted: Wanted) -> Iterator[Survey]:
    """The survey of each dossier, in their order: the one that is remembered, or a new one."""
    try:
        known = {folder: engine.known(folder, wanted) for folder in folders}
        asked = [folder for folder, survey in known.items() if survey is None]
        with _workers(engine, len(asked)) as workers:
            made = engine.surveys(asked, wanted, workers)
            for folder in folders:
                yield known[folder] or next(made)
    finally:
        engine.state.save()


def _workers(engine: Engine, count: int) -> Workers | nullcontext[None]:
    most = min(os.cpu_count() or 1, count // FEW)
    return nullcontext() if most < 2 else engine.workers(most, first=most)
