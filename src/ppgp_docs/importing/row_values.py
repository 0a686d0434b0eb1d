"""What a row that was typed says, as a dossier writes it."""

from __future__ import annotations

from typing import Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.values import typed
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import NewLine

_BESIDE: Final = ("date", "piece")
"""What no amount is lost for."""


def row_values(one: NewLine) -> tuple[dict[str, Data], list[LeftOver]]:
    """The fields of a row, and what stands for its date or its paper and is none: the amount is
    taken without it. Raises UntypableError for any other cell."""
    said: dict[str, Data] = {}
    left: list[LeftOver] = []
    for name, model, text in one.values:
        try:
            said[name] = typed(model, text, "")
        except UntypableError as problem:
            if name not in _BESIDE or "montant" not in said:
                raise
            left.append(told_apart(one, f"{untypeset(model.label)} : {text}", str(problem)))
    return said, left


def told_apart(one: NewLine, words: str, why: str) -> LeftOver:
    """Words of a row that is taken without them."""
    near = ", ".join(filter(None, (one.where, "le montant est repris, pas ceci")))
    return LeftOver(words, f"{near}\u00a0: {why}")
