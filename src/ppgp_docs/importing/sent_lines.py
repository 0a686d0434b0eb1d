"""The lines of lists that a file was sent with: where each stands in the dossier now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field

from ppgp_docs.edit.changes import Insert
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.line_names import holds
from ppgp_docs.importing.lines_gone import LineGoneError
from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.values import meant
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.returned import Returned

NO_LINE: Final = re.compile(r"(rubriques|blocs|colonnes)\[[^\[\]]+\]$")
"""The items of lists of which none is begun by a copy or a paragraph."""


@define
class SentLines:
    """``places`` are the addresses now of those that were sent, ``frames`` the paragraphs; ``left``
    is what has no place."""

    fields: Mapping[str, SentField]
    found: Returned
    target: Target
    places: Mapping[str, str]
    frames: Sequence[str] = ()
    left: list[LeftOver] = field(factory=list)

    def now(self, item: str) -> str:
        """The address now of a line, by that of the fields in it."""
        for old, new in self.places.items():
            if old.startswith(item) and old[len(item) :][:1] in ("", ".", "["):
                rest = old[len(item) :]
                return new[: len(new) - len(rest)] if rest else new
        return ""

    def there(self, item: str) -> str:
        """The address of a line in the dossier, its own for one that no document prints now, since
        it cannot be read. Raises LineGoneError for one that is gone."""
        is_taken = any(holds(item, each) for each in self.target.fields)
        if found := self.now(item) or ("" if is_taken else item):
            return found
        raise LineGoneError()

    def is_steady(self, one: SentField) -> bool:
        now = self.target.fields.get(self.places.get(one.addresses[0], ""))
        return now is not None and meant(one, now.sent) == meant(one, one.sent)


def insertion(
    file: str, path: PathInTree, new: Data, said: str, *, above: bool = False
) -> Proposal:
    """A new line beside that of a path."""
    rank = path[-1]
    assert isinstance(rank, int)
    change = FileChange(file, Insert(path[:-1], rank + (not above), new))
    return Proposal(ProposalKind.ADDED, "", "", "", said, "", (change,))
