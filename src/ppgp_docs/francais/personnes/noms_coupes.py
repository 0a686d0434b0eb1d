"""Known names that are cut where no word is: by a new line, between two runs or letters.

« Belka » above « cem » is Belkacem; « le grand » is not Legrand, both being words, unless it stands
beside another name of the same person: « Marie Le », « grand ».
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.lexique import est_connu
from ppgp_docs.francais.pliage import plier_signes
from ppgp_docs.patterns import pattern

_WORD: Final = pattern(r"[^\W\d_]+")
_SHORTEST: Final = 3
"""Letters of a name from which its pieces are looked for."""


def unbroken(text: str, people: Iterable[Set[str]]) -> str:
    """A text in bare letters, its case kept, where no name of these people is cut any more.

    Each is told by all names that it is made of, as bare letters.
    """
    bare = sans_accents(plier_signes(text))
    for names in people:
        for name in sorted(names, key=len, reverse=True):
            if len(name) >= _SHORTEST:
                bare = _without_cuts(bare, name, names - {name})
    return bare


def _without_cuts(text: str, name: str, beside: Set[str]) -> str:
    words = list(_WORD.finditer(text))
    written, here, rank = "", 0, 0
    while rank < len(words):
        end = rank
        read = ""
        while end < len(words) and len(read) < len(name) and name.startswith(read):
            read += words[end][0].lower()
            end += 1
        if read == name and end > rank + 1:
            pieces = [word[0] for word in words[rank:end]]
            around = text[: words[rank].start()], text[words[end - 1].end() :]
            if not all(map(_is_word, pieces)) or _touches(*around, beside):
                written += text[here : words[rank].start()] + "".join(pieces)
                here, rank = words[end - 1].end(), end
                continue
        rank += 1
    return written + text[here:]


def _is_word(piece: str) -> bool:
    return len(piece) > 1 and est_connu(piece)


def _touches(before: str, behind: str, names: Set[str]) -> bool:
    """Whether another name of the person stands right before or right behind, cut or not."""
    far = 4 * max(map(len, names), default=0)
    left, right = ("".join(_WORD.findall(each)).lower() for each in (before[-far:], behind[:far]))
    long = [name for name in names if len(name) >= _SHORTEST]
    return any(left.endswith(name) or right.startswith(name) for name in long)
