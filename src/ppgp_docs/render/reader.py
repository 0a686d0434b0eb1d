"""What reads a finished file back: a module of ours by its media type, or the prover of a plugin,
in a guard of its own: what is wrong with one is not the fault of the format that made the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, failure, start_of
from ppgp_docs.plugin.formats import Format
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove import PROVERS, Prover
from ppgp_docs.session import Session

_BROUGHT_BY: Final = "ppgp_register"
_ADDED_BY: Final = "add_prover"


class ReaderError(Exception):
    """A prover that failed, or did not answer what it should; ``told`` names its plugin."""

    def __init__(self, told: Diagnostic) -> None:
        super().__init__(told.message)
        self.told = told


def reader_of(format: Format, session: Session) -> str | Prover:
    """What reads the files of a format back: no plugin stands in for what reads those of a kind
    that the tool knows."""
    media_type, plugins = format.media_type, session.plugins
    known = media_type.partition(";")[0].strip() in PROVERS
    read = None if known else plugins.provers.get(media_type)
    if read is None:
        return media_type
    owner = next(info.name for info in plugins.infos if media_type in info.reads)
    registered = plugins.implementations(_BROUGHT_BY)
    brought = (each.function for each in registered if each.plugin_name == owner)
    place = start_of(next(brought, None))

    def guarded(data: bytes) -> Reading:
        try:
            return answers.reading(read(data))
        except MemoryError:
            raise  # the worker's limits tell it
        except GUARDED as problem:
            told = failure(owner, _ADDED_BY, problem, read)
            raise ReaderError(replace(told, span=told.span or place)) from problem

    return guarded
