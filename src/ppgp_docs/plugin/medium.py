"""What a plugin is told of the documents that its block is drawn for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Located, Renvoi
from ppgp_docs.model.printed_figure import PrintedFigure, printed_figure
from ppgp_docs.plugin.omission import Omission, omitted

KINDS: Final = {
    "application/pdf": "page",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slide",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet",
    "text/html": "screen",
}
"""The media types that the tool knows, and what each is for who draws."""


@frozen
class Medium:
    """The format that a block is drawn for: its id, the media type of its files.

    ``omissions`` holds what :meth:`left_out` was told; ``figures`` those that the block may name.
    """

    format: str
    media_type: str
    figures: Mapping[str, Chiffre] = field(factory=dict, eq=False, repr=False)
    omissions: list[Omission] = field(factory=list, eq=False, repr=False)

    @property
    def kind(self) -> str:
        """``"page"`` (PDF, Word), ``"slide"``, ``"screen"`` (a web page), ``"sheet"``, else
        ``"text"``."""
        return KINDS.get(self.media_type.partition(";")[0], "text")

    def figure(self, named: Renvoi | str) -> PrintedFigure:
        """A figure that the block names, beside its base, every text of it ready to print:
        ``.label`` (« professionnels formés »), ``.beside_label`` (« 62 », « 7 sur 9 (78 %) »),
        ``.in_full``, both with the source, which the document owes too.

        Raises KeyError for one that is not there.
        """
        return printed_figure(self.figures, named.nom if isinstance(named, Renvoi) else named)

    def left_out(self, what: Located | Span, reason: str, field: str = "") -> None:
        """Say that the drawing leaves something out of the block, and why.

        As :meth:`ppgp_docs.api.Context.left_out` does for a document. Raises ValueError without a
        reason.
        """
        self.omissions.extend(omitted(what, reason, field))
