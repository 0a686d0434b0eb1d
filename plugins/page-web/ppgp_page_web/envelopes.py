"""What fiches carry of each envelope, as bars in a table: the tables of amounts stand above."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from ppgp_docs.api import ContractBudget, drawn
from ppgp_page_web.bars import ROW, TABLE

_BAR: Final = Markup(
    '<svg class="barre" aria-hidden="true" focusable="false" width="100%" height="18">'
    '<rect class="barre-fond" width="{:.2f}%" height="100%"/>'
    '<rect class="barre-part" width="{:.2f}%" height="100%"/>{}</svg>'
)
_END: Final = Markup(
    '<line class="barre-fin" x1="{0:.2f}%" x2="{0:.2f}%" y1="0" y2="100%"/>'
)  # fmt: skip
"""Where an envelope ends that is exceeded."""


def drawn_envelopes(budget: ContractBudget) -> Markup:
    """The chart, its title first; nothing for a contract without envelopes."""
    uses = drawn.envelope_uses(budget)
    if not uses:
        return Markup("")
    rows = Markup("").join(ROW.format(each.funder, _bar(each), each.said) for each in uses)
    title = Markup("<h3>{}</h3>").format(drawn.ENVELOPES)
    return title + TABLE.format(drawn.ENVELOPES, "Financeur", drawn.CARRIED, rows)


def _bar(use: drawn.EnvelopeUse) -> Markup:
    end = _END.format(100 * use.whole) if use.exceeds else Markup("")
    return _BAR.format(100 * use.whole, 100 * use.part, end)
