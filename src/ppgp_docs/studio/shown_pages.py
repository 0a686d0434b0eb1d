"""What the pages of open windows were made from: an old window changes what is typed in it alone.

Kept in memory until the studio stops, and written nowhere: without it, all that an old page shows
would be taken for what is typed in it, and would bring back what was erased since.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change
from ppgp_docs.edit.nodes import Data, data, nodes
from ppgp_docs.publication.erased_since import erased_since, forgotten
from ppgp_docs.studio.files import DOSSIER

_MARK: Final = "\ufeff"
_REMEMBERED: Final = 200
"""Texts that pages were made from: those of an hour in several windows."""


@frozen
class Shown:
    """The text of a file, and of the dossier beside it, which says who is named."""

    text: str
    dossier: str

    @property
    def version(self) -> str:
        return version_of(self.text)


def version_of(text: str) -> str:
    """What a page says that it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


@lru_cache(maxsize=64)
def data_of(text: str) -> Data:
    """What a text holds, once for each text: nobody may change it. Raises NotEditableError."""
    return data(nodes(text.removeprefix(_MARK)))


class ShownPages:
    """What was shown of a workspace, by its version."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Shown] = OrderedDict()

    def get(self, version: str) -> Shown | None:
        """None for a version that is no longer remembered."""
        return self._pages.get(version)

    def remember(self, page: Shown) -> str:
        """The version of a page. A fiche that is as it was before an erasure goes on with the
        dossier of then: an old window may show it still."""
        self._pages.setdefault(page.version, page)
        self._pages.move_to_end(page.version)
        while len(self._pages) > _REMEMBERED:
            self._pages.popitem(last=False)
        return page.version


def still_held(
    page: Shown, slug: str, made: Sequence[Change], dossier: str
) -> tuple[Data, Data] | None:
    """What the page of a file was made from, and what was made of it, without those who were erased
    from the ``dossier`` since; None when nobody was. Raises NotEditableError."""
    gone = erased_since(data_of(page.dossier), data_of(dossier))
    if not gone:
        return None
    sides = (page.text, apply(page.text, made).text)
    before, after = (
        data_of(forgotten({DOSSIER: page.dossier, slug: each}, gone)[slug]) for each in sides
    )
    return before, after
