"""Words that sound alike and are written one for the other: a and à, ou and où, formé and former.

Notes, and only where no reading is left but the other word: a verb cannot follow « ce », nor a
participle « à ». Sources: Grevisse and Goosse, Le bon usage, § 314, 434, 523, 786, 916 and 1014.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, note, printed_texts
from ppgp_relecture.writing.homophone_rules import RULES, is_no_subject
from ppgp_relecture.writing.neighbours import Meant, Words

_H: Final = r"[ \u00a0\u202f]"
_WORD: Final = r"[^\W\d_]+(?:[’-][^\W\d_]+)*"
_KEYS: Final = (
    "a|à|ai|aller|as|au|aura|auront|avaient|avait|avez|avoir|avons|ayant|ça|ce|certaine?|ces|ceux|c’est|d’avantage|des?"
    "|allons|devaient|devait|devons|devra|devraient|devrait|devront|doit|doivent|du|été|étaient|était|être|est|faut|la|le|leur|leurs|nombreuse|nombreux|on"
    "|ont|ou|où|peu|peut|peuvent|pour|pourra|pourraient|pourrait|pourront|pouvons|près|quand|quelle|quelques?|qu’elles?|qu’il|sa|sans|ses"
    "|se|sera|seront|s’est|son|sont|souhaite|souhaitent|tous|tout|toute|un|va|veulent|veut|vont"
)
# The first letters come first in the pattern: they are what the search jumps to.
_PAIR: Final = re.compile(
    rf"(?<![\w’-])(?:(?P<key>(?i:{_KEYS})){_H}|(?P<elided>[dD]’))(?=(?P<after>{_WORD}|\d+)(?![·•‧∙⋅\d]))"
)
_BEFORE: Final = re.compile(rf"({_WORD}|\d+){_H}$")
_NEXT: Final = re.compile(rf"{_H}({_WORD}|[ldL]’)")
_REACH: Final = 24
_RANGE: Final = re.compile(rf"(?:^|[(:;,«•]{_H}?|(?<!\w)(?:de|entre){_H})$", re.IGNORECASE)
"""Before the first number of « de 0 a 6 ans »; « la crèche 3 a 12 places » is no range."""


_HYPHENED: Final = {
    "parce-que": "parce que", "bien-sûr": "bien sûr", "tout-à-fait": "tout à fait",
    "compte-tenu": "compte tenu", "mise-en-place": "mise en place",
    "mise-en-œuvre": "mise en œuvre",
    "mise-à-jour": "mise à jour", "prise-en-charge": "prise en charge", "au-fur": "au fur",
    "afin-de": "afin de", "vis-a-vis": "vis-à-vis", "a-priori": "a priori",
}  # fmt: skip
"""Words that no hyphen joins (Académie française, Dictionnaire)."""

_HYPHEN: Final = re.compile(rf"(?<![\w’-])(?:{'|'.join(_HYPHENED)})(?![\w-])", re.IGNORECASE)


def hyphens(dossier: Dossier) -> Iterator[Diagnostic]:
    """C816: « compte-tenu », « mise-en-place » are written in several words."""
    for text in printed_texts(dossier):
        for match in (
            _HYPHEN.finditer(text.text) if "-" in text.text and not text.ecrit.cite else ()
        ):
            message = f"`{match[0]}` s’écrit `{_HYPHENED[match[0].lower()]}`, sans trait d’union"
            yield note("C816", message, text.span(*match.span()))


def homophones(dossier: Dossier) -> Iterator[Diagnostic]:
    """C816: a word that sounds like the one that was meant is told, with that one."""
    for text in printed_texts(dossier):
        if text.ecrit.cite:
            continue
        typed = text.text.replace("'", "’")
        for match in _PAIR.finditer(typed):
            if text.is_typed(match.start()) and (meant := _meant(typed, match)):
                written = f"{match[0]}{match['after']}"
                names = " ou ".join(f"`{other}`" for other in meant)
                place = text.span(match.start(), match.end("after"))
                yield note("C816", f"`{written}` : vouliez-vous dire {names} ?", place)


def _meant(text: str, match: re.Match[str]) -> Meant:
    key = (match["key"] or match["elided"]).lower()
    after = match["after"]
    before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    if match["key"] == "a" and before and is_no_subject(before[1].lower()):
        return (f"à {after}",)
    if after[:1].isupper() or (after.isdigit() and key not in ("a", "où")) or match["key"] == "A":
        return ()  # « A noter » has but lost its accent
    if after.isdigit() and key == "a" and before and not _RANGE.search(text[: before.start()]):
        return ()
    following = _NEXT.match(text, match.end("after"))
    words = Words(
        before[1].lower() if before else "",
        key,
        after,
        following[1].lower() if following else "",
    )
    return next((meant for rule in RULES[key] if (meant := rule(words))), ())


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (homophones, hyphens)
