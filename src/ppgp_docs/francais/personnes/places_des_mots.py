"""The words of a text as bare letters, each with its place, its capital and what stands before."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property, lru_cache
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
    def initials(self) -> frozenset[str]:
        """What letters with their points may be the initials of, « C. M. », and short capitals."""
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
        return frozenset(found | {row, row.removeprefix("m")}) - {""}

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
