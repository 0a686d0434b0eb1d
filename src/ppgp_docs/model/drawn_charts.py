"""What charts draw, counted once for all formats: values before and after, PEMAT grids."""

from __future__ import annotations

from ppgp_docs.model import pemat
from ppgp_docs.model.changes import Change, Moment, said, said_in_full
from ppgp_docs.model.compared import compared, pairs

__all__ = ["Change", "Moment", "compared", "pairs", "pemat", "said", "said_in_full"]
