"""Marks that would be printed as they were typed: Markdown that is not read, codes of web pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ppgp_docs.diagnostics import Diagnostic, note, warning
from ppgp_docs.load.bullets import DASHES, PUCES, continuing
from ppgp_docs.model.joined_lines import joined_lines
from ppgp_docs.model.paragraphs import Fragment, Items, cut
from ppgp_docs.model.references import span_in


class _Mark(NamedTuple):
    pattern: re.Pattern[str]
    message: str
    hint: str


_WEB: Final = "le code de page web `{}` serait imprimé tel quel"
_MARKS: Final = (
    _Mark(
        re.compile(r"\*\*"),
        "les astérisques `{}` seraient imprimés",
        "collez-les aux mots, à l’ouverture comme à la fermeture : `**mot**`",
    ),
    _Mark(
        re.compile(
            r"(?<![\w*])\*[^\W\d][^*\n]{0,80}[^\W\d]\*(?=[^\W\d])"
            r"|(?<=[^\W\d])\*[^\W\d]+\*(?![\w*])"
        ),
        "les astérisques de `{}` seraient imprimés",
        "une mise en italique va d’un bord de mot à un autre : `*mot*`",
    ),
    _Mark(
        re.compile(r"\[\^[^\]]*\]?"),
        "l’appel de note `{}` serait imprimé tel quel",
        "un nom de note n’a que des minuscules, des chiffres et `_` : `[^nom]`",
    ),
    _Mark(
        re.compile(r"!?\[[^\[\]]*\]\([^)]*\)?"),
        "`{}` serait imprimé tel quel",
        "l’adresse d’un lien commence par `https://`, `http://` ou `mailto:` ; "
        "une image a son propre bloc",
    ),
    _Mark(
        re.compile(r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sub|sup|u|ul)\b[^<>]*>"),
        _WEB,
        "effacez-le : le gras s’écrit `**mot**`, l’italique `*mot*`",
    ),
    _Mark(
        re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]{1,8});"),
        _WEB,
        "tapez le caractère lui-même",
    ),
)
_SUSPECT: Final = re.compile(r"\*|\[\^|\]\(|<|&")
_PLAIN: Final = "ce champ est imprimé tel qu’il est tapé : ni gras, ni note, ni lien"


def left_over(typed: str, printed: str, *, plain: bool = False) -> Iterator[Diagnostic]:
    """M003: each kind of mark of ``printed``, at its place in what was ``typed``, told once.

    ``plain`` when the field takes no Markdown at all.
    """
    if not _SUSPECT.search(typed):
        return
    for mark in _MARKS:
        if match := mark.pattern.search(printed):
            found = match[0]
            start = max(typed.find(found), 0)
            if start == 0 and "\\" in typed and not typed.startswith(found):
                continue  # a backslash says that it is meant
            span = span_in(typed, start, start + len(found))
            hint = _PLAIN if plain else mark.hint
            yield warning("M003", mark.message.format(found), span, hint)


def _are_shares(lines: Sequence[str]) -> bool:
    """Whether percentages can only be parts: each of its own place, or all making 100 %."""
    shares = [_SHARE.fullmatch(line) for line in lines]
    found = [share for share in shares if share]
    if len(found) < max(len(lines), 2):
        return False
    total = sum(Decimal(re.sub(r"\s", "", share[1]).replace(",", ".")) for share in found)
    return total == _WHOLE or all(share[2] for share in found)


_WHOLE: Final = 100
"""In percent."""

_STARS: Final = re.compile(r"^[ \t]*([*+]) +\S[^\n]*\n[ \t]*\1 +\S", re.MULTILINE)
_SIGNED: Final = re.compile(
    r"-[ \t]+\d[\d ,.]*\s?(?:%|€|points?|pts?|pp)(?: (?:en|par) \w+)?[ .;,]*"
)
_LESS: Final = re.compile(
    r"-[ \t]+\d[\d ,.]*\s?(?:%|€|points?|pts?|pp)\s(?:de (?:moins|plus|mieux)|d[’']écart)\b"
)
"""« - 5 points de moins »: its words tell the direction, were its dash no minus."""

_SIGNED_FIRST: Final = re.compile(
    r"-[ \t]+\d[\d ,.]*\s?(?:%|points?\b|pts?\b|pp\b)"
    r"(?=\s*(?:[.;,]|$|(?:en|par|sur|depuis|entre|pour|selon|chez|dans|[àa]|aux?)\s|l(?:[ae]s?\s|[’'])))"
)
"""« - 5 points en un an »: no « 80 % des parents », whose number says what it counts."""

_SHARE: Final = re.compile(
    r"-[ \t]+(\d[\d ]*(?:,\d+)?)\s?%\s*"
    r"(?:(?:à|aux?|chez|dans)\s(?:l[ae]s?\s|l[’'])?([A-ZÀ-Þ]).*|.*)"
)
"""A share of somewhere, « 80 % à Bourg », or at least a percentage."""

_DASHED: Final = re.compile(r"^[ \t]*(-[ \t]+[^\n]*?)[ \t]*$", re.MULTILINE)


def ill_read_lines(typed: str) -> Iterator[Diagnostic]:
    """M003, M005: marks at the head of lines that are perhaps not what their author meant.

    « * » makes no bullet, « a. » no list, « | » no table; a bullet before « 5 % en 2021 » was
    perhaps a minus.
    """
    joined = [*joined_lines(typed)]
    yield from joined
    if "\n" not in typed:
        return
    if stars := _STARS.search(typed):
        message = f"les lignes qui commencent par `{stars[1]}` ne font pas une liste"
        yield note("M003", message, span_in(typed, *stars.span()), "une puce s’écrit `- `")
    yield from _swallowed_minus(typed)
    if not (joined or stars):
        yield from _swallowed_items(typed)


_AN_ITEM: Final = re.compile(r"^[ \t]*(?:-|\d+\.)[ \t]", re.MULTILINE)
_A_SIGN: Final = re.compile(rf"\n(?:[ \t]*[*+{DASHES}{PUCES}]|[ \t]+-)[ \t]")
_DASHED_LINE: Final = re.compile(r"\n(?P<item>(?P<mark>-) +[^\W\d_])")


def _swallowed_items(typed: str) -> Iterator[Diagnostic]:
    """M003: a line of a list whose sign, or whose indent, makes it go on the item before it."""
    holds = _A_SIGN.search(typed) and _AN_ITEM.search(typed)
    for item in _paragraphs_of_items(cut(typed)) if holds else ():
        if found := _DASHED_LINE.search(item) or continuing(item):
            start = typed.find(found["item"], max(typed.find(item.partition("\n")[0]), 0))
            span = span_in(typed, start, start + len(found["item"]))
            message = f"la ligne `{found['mark']}` s’imprime à la suite de l’élément qui précède"
            yield warning("M003", message, span, _ALIGNED)
            return


def _paragraphs_of_items(fragments: Iterable[Fragment]) -> Iterator[str]:
    for fragment in fragments:
        if isinstance(fragment, Items):
            for item in fragment.items:
                yield from (each for each in item if isinstance(each, str))
                yield from _paragraphs_of_items(item)


_ALIGNED: Final = "un élément s’écrit `- `, son tiret sous celui du premier"


def _swallowed_minus(typed: str) -> Iterator[Diagnostic]:
    dashed = list(_DASHED.finditer(typed))
    doubtful = [line for line in dashed if _SIGNED_FIRST.match(line[1])]
    if len(dashed) > 1 and all(_SIGNED.fullmatch(line[1]) for line in dashed):
        doubtful = dashed
    if len(dashed) == 1 and not typed[: dashed[0].start()].strip():
        return  # alone, it is printed as it is typed
    if _are_shares([line[1] for line in dashed]):
        return
    tell, in_list = (warning, _COUNTED) if doubtful else (note, _WORDED)
    for line in doubtful or filter(lambda line: _LESS.match(line[1]), dashed):
        becomes = "avec une puce" if len(dashed) > 1 else "avec un tiret d’incise"
        message = f"`{line[1]}` s’imprime {becomes}, sans signe moins"
        yield tell("M005", message, span_in(typed, *line.span(1)), _NEGATIVE + in_list)
        return


_NEGATIVE: Final = "pour un nombre négatif, collez le signe au nombre ; pour une liste, "
_COUNTED: Final = "dites ce que compte chaque nombre"
_WORDED: Final = "commencez par les mots : `une baisse de…`"
