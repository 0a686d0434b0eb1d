"""Whether both numbers of « 72 sur 60 parents » count people: then the first can be no larger."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.api import PrintedText, pattern
from ppgp_relecture.parsing.fractions import Fraction


def are_of_people(text: PrintedText, fraction: Fraction) -> bool:
    """« 72 sur 60 parents »: both are people; « Visites : 72 sur 60 familles » are visits. Those of
    « 29 personnes satisfaites sur 25 répondants » are of those who answered, came or signed up."""
    between = text.text[fraction.k_at[1] : fraction.n_at[0]].strip().lower()
    before = text.text[: fraction.start].rstrip()
    behind = _PEOPLE_BEHIND.match(text.text, fraction.n_at[1])
    if _PEOPLE_AHEAD.match(between):
        return bool(_THEMSELVES_BEHIND.match(text.text, fraction.n_at[1]))
    return between in ("sur", "sur les") and bool(behind) and not before.endswith((":", ","))


_PEOPLE_BEHIND: Final = pattern(
    r"\s(?:familles|enfants|parents|personnes|professionnel\w*|agents|mères|pères|jeunes|répondant\w*"
    r"|inscrite?s|participant\w*|bénéficiaires)(?!\w)",
    re.IGNORECASE,
)


_PEOPLE_AHEAD: Final = pattern(
    r"(?:personnes|parents|professionnel\w*|agents|mères|pères|femmes|hommes|puéricultrices"
    r"|sages-femmes|stagiaires)\s(?:[^\W\d_][\w·•‧∙⋅’'-]*\s){0,3}?sur(?:\sles)?$"
)
_THEMSELVES_BEHIND: Final = pattern(
    r"\s(?:personnes\s)?(?:répondant|interrogé|participant|enquêté|inscrit|présent)[\w·•‧∙⋅]*(?!\w)",
    re.IGNORECASE,
)
"""Who was counted first: no more of them can have said or done something."""
