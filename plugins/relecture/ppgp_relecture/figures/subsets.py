"""Parts that « dont » names and that exceed their whole: « 150 familles, dont 160 suivies ».

Read only where the part counts the same: the same noun said again, a state (« suivies »), a place,
or nothing. « 150 familles, dont 160 enfants » may well be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import NUMBER_PATTERN, Diagnostic, PrintedText, lire_nombre, pattern, warning
from ppgp_relecture.parsing.fractions import fractions
from ppgp_relecture.parsing.quantities import HEDGED
from ppgp_relecture.parsing.wording import MEASURES

_STATE: Final = r"[^\W\d_]{3,}(?:ées?|és|ies|ues|us|ites|its|ertes|erts)(?!\w)"
_AMONG: Final = pattern(
    rf"(?<![\w,./+-])(?P<n>{NUMBER_PATTERN})(?![\w,./-]*\d)\s(?P<noun>[^\W\d_][\w·•‧∙⋅]*s)(?!\w)"
    rf"(?:\s{_STATE})?(?:\s(?:en|à|au|dans)\s[^\W\d_]+)?,?\sdont\s"
    rf"(?P<k>{NUMBER_PATTERN})(?![\w,./-]*\d)"
    rf"(?=\s?[.;)!?\n]|$|\s(?P=noun)(?!\w)|(?:\s{_STATE})?\s(?:à|au|aux|en|dans|chez)\s[^\W\d])",
    re.IGNORECASE,
)
_CLUE: Final = pattern(rf"\sdont\s{NUMBER_PATTERN}", re.IGNORECASE)
_NEAR: Final = 30


def more_than_all(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: what « dont » names is no more than what it is a part of."""
    told = {fraction.k_at for fraction in fractions(text)}
    for match in _AMONG.finditer(text.text):
        n, k = lire_nombre(match["n"]), lire_nombre(match["k"])
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        apart = HEDGED.search(before) or match["noun"].lower() in MEASURES
        if n and k and k > n and not apart and match.span("k") not in told:
            message = f"{match['k']} sur {match['n']} : la partie dépasse le tout"
            span = text.span(match.start("n"), match.end("k"))
            yield warning("C209", message, span, "corrigez l’un des deux nombres")


RULES: Final = ((_CLUE, (more_than_all,)),)
"""The rule on one text, behind its clue."""
