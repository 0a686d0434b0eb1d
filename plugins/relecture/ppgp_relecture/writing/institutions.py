"""Institutions whose name is nearly right: « Agence régional de santé », « Caisse d’allocation ».

The right names stand in `institutions.txt`, with the acts that give them. A near miss differs by
agreements, accents and the small words that join it: other words make another institution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    est_connu,
    note,
    printed_texts,
    sans_accents,
)

_NAMES: Final = Path(__file__).with_name("institutions.txt")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*’?")
_GAP: Final = re.compile(r",?[ \u00a0\u202f]?")
_LINKS: Final = frozenset(
    ("à", "au", "aux", "d’", "de", "des", "du", "et", "l’", "la", "le", "les", "pour")
)
_ENDING: Final = re.compile(r"(?<=a)(?:l|les?|ux)$|(?<=l)les?$|(?<=n)nes?$|es?$|s$|x$")
_NOT_A_LINK: Final = ("et", "pour")
"""Behind them other words make another thing: « Caisse et allocations »."""

_AND: Final = re.compile(r"(?:,|\s(?:et|ou))\s")
"""Behind a plural each adjective is of one: « les conseils départemental et régional »."""

_ARTICLE: Final = re.compile(
    r"(?:^|\W)(?:au|ce|cette|chaque|des|du|la|le|les|ma|notre|sa|un|une|votre)\s$", re.IGNORECASE
)
_BEFORE: Final = 8


class Institution(NamedTuple):
    """What a name is, singular then plural, and the stems of its words, small ones apart."""

    right: tuple[str, str]
    stems: tuple[str, ...]


def institutions(dossier: Dossier) -> Iterator[Diagnostic]:
    """C814: an institution is told with its right name."""
    for text in printed_texts(dossier):
        if not text.ecrit.cite:
            typed = text.text.replace("'", "’")
            for head in _heads().finditer(typed):
                yield from _findings(text, typed, head)


def _findings(text: PrintedText, typed: str, head: re.Match[str]) -> Iterator[Diagnostic]:
    known = _by_head()[_stem(head[0])]
    words = _words(typed, head.start(), max(len(each.stems) for each in known))
    own = [word for word in words if word[0].lower() not in _LINKS]
    stems = tuple(_stem(word[0]) for word in own)
    name = next((each for each in known if stems[: len(each.stems)] == each.stems), None)
    if name is None or not text.is_typed(head.start()):
        return
    own = own[: len(name.stems)]
    written = typed[head.start() : own[-1].end()]
    told_elsewhere = (
        _told_of_agreement(typed, head, words, name)
        or not all(est_connu(word[0]) for word in own)
        or (head[0].endswith("s") and _AND.match(typed, own[-1].end()))
    )
    if _is_wrong(written, name) and not told_elsewhere:
        place = text.span(head.start(), own[-1].end())
        yield note("C814", f"`{written}` s’écrit `{_due(written, name)}`", place)


def _words(typed: str, start: int, many: int) -> list[re.Match[str]]:
    """The words from a place on, up to so many that are no links, nothing but spaces between."""
    words: list[re.Match[str]] = []
    own = 0
    while own < many and (word := _WORD.match(typed, start)):
        words.append(word)
        own += word[0].lower() not in _LINKS
        start = _GAP.match(typed, word.end()).end()  # type: ignore[union-attr]
    return words


def _is_wrong(written: str, name: Institution) -> bool:
    # Some write « Caisse d’Allocations Familiales », with a comma less or a space that holds.
    plain = _plain(written)
    links = [word for word in plain.split() if word in _NOT_A_LINK]
    same = [word for word in _plain(name.right[0]).split() if word in _NOT_A_LINK]
    return links == same and plain not in map(_plain, name.right)


def _plain(name: str) -> str:
    return re.sub(r"[\s,]+", " ", name).replace("’", "’ ").replace("’  ", "’ ").lower()


def _due(written: str, name: Institution) -> str:
    """The right name in the number and with the capitals of what is written."""
    head = written.split(maxsplit=1)[0].lower()
    right = name.right[head == name.right[1].split(maxsplit=1)[0]]
    capitals = iter([word[0][0].isupper() for word in _WORD.finditer(written)])
    return _WORD.sub(lambda w: _with_capital(w[0], capital=next(capitals, False)), right)


def _with_capital(word: str, *, capital: bool) -> str:
    return word[0].upper() + word[1:] if capital else word


def _told_of_agreement(
    typed: str, head: re.Match[str], words: list[re.Match[str]], name: Institution
) -> bool:
    """Whether C815 tells of it: a determiner, a noun in small letters, the fault behind it."""
    before = typed[max(0, head.start() - _BEFORE) : head.start()]
    second = words[1][0].lower()
    right = second in _LINKS or any(second == one.split()[1] for one in name.right)
    return head[0][0].islower() and not right and _ARTICLE.search(before) is not None


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its accents and what gender and number add."""
    return _ENDING.sub("", sans_accents(word.lower()))


@cache
def _heads() -> re.Pattern[str]:
    heads = {name.right[0].split(maxsplit=1)[0] for names in _by_head().values() for name in names}
    either = (f"[{head[0].upper()}{head[0]}]{head[1:]}" for head in sorted(heads))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})s?(?![\w-])")


@cache
def _by_head() -> dict[str, tuple[Institution, ...]]:
    """The names by the stem of their first word, the longest first."""
    names: dict[str, list[Institution]] = {}
    for line in _NAMES.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            one, _, many = (part.strip() for part in line.partition("|"))
            stems = tuple(_stem(w[0]) for w in _WORD.finditer(one) if w[0].lower() not in _LINKS)
            names.setdefault(stems[0], []).append(Institution((one, many or _plural(one)), stems))
    return {
        head: tuple(sorted(many, key=lambda each: -len(each.stems))) for head, many in names.items()
    }


def _plural(name: str) -> str:
    """The name in the plural: of its words, those that stand before the first link take an s, an
    adjective behind « et » too."""
    words = name.split(" ")
    led = next((rank for rank, w in enumerate(words) if _is_link(w) and w != "et"), len(words))
    taken = [rank < led and w != "et" and w[-1] not in "sx" for rank, w in enumerate(words)]
    return " ".join(_many(w) if takes else w for w, takes in zip(words, taken, strict=True))


def _many(word: str) -> str:
    return f"{word[:-1]}ux" if word.endswith("al") else f"{word}s"


def _is_link(word: str) -> bool:
    return word in _LINKS or word.startswith(("d’", "l’"))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (institutions,)
