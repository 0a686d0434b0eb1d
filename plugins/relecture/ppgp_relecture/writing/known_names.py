"""Names that the dossier gives (its programme, its services, its agency), as texts say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, PrintedText, note, printed_texts, simplifier, warning
from ppgp_relecture.writing.spellings import HINT, LINK, SERVICE, key

_OF: Final = re.compile(
    r"(?<!\w)(?P<of>[Aa]gence|[Aa]ssociation|[Cc]abinet|[Ff]ondation|[Ss]ociété)\s"
    r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+)(?![\w@/-])"
)
_CLUE: Final = re.compile("gence|ssociation|abinet|ondation|ociété")
_ALIKE: Final = 0.85
_SHORT: Final = 4
"""Under so many letters a word takes an s without being the plural of its stem (« pas »)."""


def programme(texts: list[PrintedText], name: str) -> Iterator[Diagnostic]:
    """C805: the programme bears the name that ``demarche`` gives, to the capital and the comma."""
    if " " not in name:
        return
    pattern = re.compile(r",?\s+".join(map(_loose, name.split())), re.IGNORECASE)
    clue = name.split(maxsplit=1)[0].lower().rstrip("s")
    for text in texts:
        for match in pattern.finditer(text.text) if clue in text.text.lower() else ():
            written = simplifier(match[0])
            if written != name and not written.isupper():
                message = f"`{written}` ici, alors que la démarche s’appelle `{name}`"
                hint = "son nom s’écrit dans `programme`, sous `demarche`"
                yield warning("C805", message, text.span(*match.span()), hint)


def _loose(word: str) -> str:
    """A word of the name, its comma aside, in the singular or the plural."""
    bare = word.strip(",")
    stem = bare.removesuffix("s") if len(bare) > _SHORT else bare
    return rf"(?<!\w){re.escape(stem)}s?(?!\w)"


def services(texts: list[PrintedText], developments: list[str]) -> Iterator[Diagnostic]:
    """C805: « Maison des solidarités » is not a « Maison départementale de la solidarité »."""
    for name in developments:
        if known := SERVICE.fullmatch(name):
            field = re.escape(known["field"].rstrip("s"))
            pattern = re.compile(rf"(?<!\w){known['head']}s?(?i:\s{LINK}\s?{field}s?)(?!\w)")
            for text in texts:
                for match in pattern.finditer(text.text):
                    message = f"`{match[0]}` ici, `{name}` sous `sigles`"
                    yield warning("C805", message, text.span(*match.span()), HINT)


def agencies(texts: list[PrintedText]) -> Iterator[Diagnostic]:
    """C805: « l’agence Kalila », once, beside « l’agence Kalía » is perhaps a slip: a note."""
    said_of: dict[str, list[tuple[str, PrintedText, re.Match[str]]]] = {}
    for text in texts:
        for match in _OF.finditer(text.text) if _CLUE.search(text.text) else ():
            said_of.setdefault(match["of"].lower(), []).append((match["name"], text, match))
    for many in said_of.values():
        counts = Counter(name for name, _, _ in many)
        usual, often = counts.most_common(1)[0]
        for name, text, match in many:
            if name != usual and counts[name] == 1 < often and _alike(name, usual):
                message = f"`{name}` ici, `{usual}` {often} fois ailleurs : est-ce le même nom ?"
                yield note("C805", message, text.span(*match.span("name")), HINT)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by about a letter, not by an accent, which another rule tells."""
    one, other = key(one), key(other)
    return one != other and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def known_names(dossier: Dossier) -> Iterator[Diagnostic]:
    """The three rules, on the texts of the author."""
    texts = [text for text in printed_texts(dossier) if not text.ecrit.cite]
    yield from programme(texts, simplifier(dossier.demarche.programme))
    yield from services(texts, list(dossier.sigles.values()))
    yield from agencies(texts)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (known_names,)
