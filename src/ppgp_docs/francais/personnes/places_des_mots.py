"""The words of a text as bare letters, each with its place, its capital and what stands before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple
from urllib.parse import unquote

from attrs import frozen

from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.patterns import pattern

_WORD: Final = pattern(r"[^\W\d_]+")
_CHUNK: Final = pattern(r"\S+")
_ADDRESS: Final = pattern(
    r"[@#]|://|[?&]\w+=|www\.|\w\.(?:com|docx?|eu|fr|gif|heic|html?|info|jpe?g|net|org|pdf|png|pptx?"
    r"|svg|webp|xlsx?)\b"
)
"""What an e-mail, a page, a file, a handle holds: capitals mean nothing there, signs part words."""

_ESCAPED: Final = pattern(r"(?:%(?:25)*[0-9A-Fa-f]{2})+")
"""Signs of an address that are written by their bytes (RFC 3986, § 2.1), were it twice."""

_BROKEN: Final = pattern(r"-\s*|[*_~|^`]+")
_SPELT: Final = pattern(r"[ .\-]{1,2}")
_SHORT: Final = 5
"""Letters, at most, of initials without points: « Mme JPLG »."""

MOST_INITIALS: Final = 12
"""Letters, at most, of a row of initials: nobody has more."""

_LINKED: Final = pattern(r"[ \-'._/+]{0,3}")
_OPENED: Final = pattern(r"\.? ?\(")


class Word(NamedTuple):
    """A word: ``letters`` are bare, ``before`` is what parts it from the word before.

    ``start`` and ``end`` are its place in the text, ``rank`` that in its bare form; ``in_address``
    when it is a piece of an e-mail, of a link or of a file name.
    """

    letters: str
    start: int
    end: int
    rank: int
    before: str
    capital: bool
    upper: bool
    in_address: bool


@frozen(slots=False)
class Words:
    """The words of one text, in order, and the text itself as bare letters."""

    words: tuple[Word, ...]
    bare: str

    @cached_property
    def letters(self) -> str:
        """All letters of the text, without anything between them."""
        return "".join(word.letters for word in self.words)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether all its words are in capitals."""
        return all(word.upper for word in self.words if len(word.letters) > 1)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where each word begins in ``letters``."""
        return tuple(accumulate((len(word.letters) for word in self.words), initial=0))

    def holding(self, letters: str) -> Iterator[int]:
        """The ranks of the words where these letters begin, were it within one, were they cut
        between several."""
        here = self.letters.find(letters)
        while here >= 0:
            yield bisect_right(self._offsets, here) - 1
            here = self.letters.find(letters, here + 1)

    def is_initial(self, rank: int) -> bool:
        """Whether a word is a capital letter with its point, or its hyphen."""
        if not 0 <= rank < len(self.words):
            return False
        word = self.words[rank]
        return len(word.letters) == 1 and word.capital and self.behind(rank)[:1] in (".", "-")

    @cached_property
    def initial_ranks(self) -> tuple[int, ...]:
        """The ranks of what may be initials: without any, a first name tells nobody."""
        words = enumerate(self.words)
        return tuple(
            r for r, word in words if word.capital and (word.upper or len(word.letters) == 1)
        )

    @cached_property
    def initials_at(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """What may be initials alone, with the rank where they begin, by their first and last
        letter: words in capitals, rows of letters with their points."""
        found: dict[str, list[tuple[str, int]]] = {}
        row = ""
        for rank in range(len(self.words) - 1, -1, -1):
            word = self.words[rank]
            row = (word.letters + row)[:MOST_INITIALS] if self.is_initial(rank) else ""
            for letters in {*accumulate(row)} if row else {word.letters} if word.upper else ():
                found.setdefault(letters[0] + letters[-1], []).append((letters, rank))
        return found

    @cached_property
    def initials(self) -> Mapping[str, Sequence[str]]:
        """What letters with their points may be the initials of, « C. M. », and short capitals, by
        the first and the last of them."""
        found, row = set(), ""
        for rank, word in enumerate(self.words):
            if len(word.letters) == 1 and word.capital and self.behind(rank)[:1] in (".", "-"):
                row += word.letters
                continue
            found |= {
                row,
                row.removeprefix("m"),
                word.letters if word.upper and len(word.letters) <= _SHORT else "",
            }
            row = ""
        known: dict[str, list[str]] = {}
        for letters in sorted((found | {row, row.removeprefix("m")}) - {""}):
            known.setdefault(letters[0] + letters[-1], []).append(letters)
        return known

    def behind(self, rank: int) -> str:
        """What stands behind the word of that rank, up to the next word."""
        if rank + 1 < len(self.words):
            return self.words[rank + 1].before
        last = self.words[rank]
        return self.bare[last.rank + len(last.letters) :]

    def reads(self, start: int, parts: tuple[str, ...]) -> int:
        """Where ``parts`` end, read word by word from ``start`` on; 0 when they are not there."""
        here = start
        for rank, part in enumerate(parts):
            if rank and here < len(self.words) and not _LINKED.fullmatch(self.words[here].before):
                return 0
            here = self._reads_one(here, part)
            if not here:
                break
        return here or (self._reads_one(start, "".join(parts)) if len(parts) > 1 else 0)

    def bracketed(self, start: int, particles: Set[str]) -> int:
        """Where the particles of a name that a register puts behind it, « Goff (Le) », end."""
        end = start
        while end < len(self.words) and self.words[end].letters in particles:
            if not (_OPENED if end == start else _LINKED).fullmatch(self.words[end].before):
                return start
            end += 1
        return end if end > start and self.behind(end - 1).startswith(")") else start

    def _reads_one(self, start: int, part: str) -> int:
        """A word may be cut at the end of a line, by marks, or spelt letter by letter."""
        read, spelt = "", True
        for here in range(start, len(self.words)):
            word = self.words[here]
            spelt = spelt and len(word.letters) == 1
            parted = _SPELT if spelt else _BROKEN
            if read and not parted.fullmatch(word.before):
                return 0
            read += word.letters
            if read == part:
                return here + 1
            if not part.startswith(read):
                return 0
        return 0


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """Cut a text into words; accents, case and marks that do not show are forgotten."""
    plain, stood = _decoded(text)
    bare, found_at = lettres_nues(plain)
    places = found_at if plain is text else tuple(stood[place] for place in found_at)
    words: list[Word] = []
    last = 0
    for chunk in _CHUNK.finditer(bare):
        in_address = bool(_ADDRESS.search(chunk[0]))
        for match in _WORD.finditer(bare, *chunk.span()):
            start, end = match.span()
            behind = places[end] if end < len(places) else len(text)
            shown = "".join(filter(str.isalpha, text[places[start] : behind]))
            upper = len(shown) > 1 and shown.isupper()
            place = places[start], behind, start, bare[last:start]
            words.append(Word(match[0], *place, shown[:1].isupper(), upper, in_address))
            last = end
    return Words(tuple(words), bare)


def _decoded(text: str) -> tuple[str, Sequence[int]]:
    """A text with what its addresses write by bytes, « Qu%C3%A9vreux », as signs; where each sign
    stood."""
    if not _ESCAPED.search(text):
        return text, ()
    signs: list[str] = []
    places: list[int] = []
    last = 0
    for found in _ESCAPED.finditer(text):
        signs += text[last : found.start()]
        places += range(last, found.start())
        last = found.end()
        letters = unquote(found[0].replace("%25", "%"), errors="replace")
        signs += letters
        places += [found.start()] * len(letters)
    return "".join((*signs, text[last:])), (*places, *range(last, len(text)))
