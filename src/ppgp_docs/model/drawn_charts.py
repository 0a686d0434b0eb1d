"""What charts draw, counted once for all formats: values before and after, PEMAT grids."""

from __future__ import annotations

from ppgp_docs.model import pemat
from ppgp_docs.model.changes import NAMES, Change, Moment, said, said_in_full

__all__ = ["NAMES", "Change", "Moment", "pemat", "said", "said_in_full"]
