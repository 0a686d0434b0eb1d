"""What charts draw, counted once for all formats: values before and after, PEMAT grids,
envelopes."""

from __future__ import annotations

from ppgp_docs.model import pemat
from ppgp_docs.model.changes import Change, Moment, said, said_in_full
from ppgp_docs.model.compared import compared, pairs
from ppgp_docs.model.envelope_uses import CARRIED, EnvelopeUse, envelope_uses
from ppgp_docs.model.envelope_uses import TITLE as ENVELOPES

__all__ = [
    "CARRIED",
    "ENVELOPES",
    "Change",
    "EnvelopeUse",
    "Moment",
    "compared",
    "envelope_uses",
    "pairs",
    "pemat",
    "said",
    "said_in_full",
]
