"""One thing, one name: a place or an institution that is spelled in two ways.

Only what cannot be two things is told: an accent, a hyphen, the small word that joins the name of
a service to its field. Two names that differ by a letter may be two people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ppgp_docs.check.said import Said, said
from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.model.dossier import Dossier

_CAPITALISED: Final = r"[A-ZÀ-Ý][a-zà-ÿ]+"
_SMALL: Final = r"(?:[dl][’']|(?:de|du|des|la|le|les|en|sur|sous)[ -])"
_PROPER: Final = re.compile(
    rf"(?<![\w@./-]){_CAPITALISED}(?:[ -]{_SMALL}*{_CAPITALISED})*(?![\w@/])(?!\.\w)"
)
_SERVICE: Final = re.compile(
    r"(?P<head>Maison|Centre|Service|Direction|Agence|Caisse|Pôle)s?\s(?P<kind>[^\W\d]+)\s"
    r"(?P<link>à\sla|de\sla|à\sl[’']|de\sl[’']|des|du|de|pour\sla|pour\sles)\s?(?P<field>[^\W\d]+)"
)
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:\n]\s*|[«“]\s?|-\s)$")
_NEAR: Final = 8


class Name(NamedTuple):
    """A name where it is read; two names with one ``key`` are one thing."""

    key: str
    written: str
    text: Said
    start: int
    end: int


def names_spelled_one_way(dossier: Dossier) -> Iterator[Diagnostic]:
    """C805: a name is spelled one way; told once, at the first other spelling."""
    first: dict[str, str] = {}
    told = set()
    for name in _names(dossier):
        usual = first.setdefault(name.key, name.written)
        if name.written != usual and name.key not in told:
            told.add(name.key)
            message = f"`{name.written}` ici, `{usual}` plus haut"
            hint = "gardez une seule écriture du nom"
            yield warning("C805", message, name.text.span(name.start, name.end), hint)


def _names(dossier: Dossier) -> Iterator[Name]:
    for text in said(dossier):
        if not text.ecrit.cite:
            yield from _proper(text)
            yield from _services(text)


def _proper(text: Said) -> Iterator[Name]:
    """Proper names: a capital that no beginning of a sentence explains."""
    for match in _PROPER.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        if not _SENTENCE_START.search(before):
            written = " ".join(match[0].replace("'", "’").split())
            plain = unicodedata.normalize("NFD", written).encode("ascii", "ignore").decode()
            yield Name(re.sub(r"\W+", " ", plain.lower()), written, text, *match.span())


def _services(text: Said) -> Iterator[Name]:
    for match in _SERVICE.finditer(text.text):
        words = [match[part].lower().rstrip("s") for part in ("head", "kind", "field")]
        joined = " ".join(match["link"].replace("'", "’").split())
        gap = "" if joined.endswith("’") else " "
        written = f"{match['head']} {match['kind'].rstrip('s')} {joined}{gap}{match['field']}"
        yield Name(" ".join(words), written, text, *match.span())


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (names_spelled_one_way,)
