"""Lines that someone typed, or pasted from Word, one below the other, and that would be printed as
one: what numbers them makes no list that is read, what parts their columns no table.

Only what follows in order is told (« Article 1 », « Article 2 »; « 1.1 », « 1.2 »): a line of prose
that begins with a number stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ppgp_docs.diagnostics import Diagnostic, warning
from ppgp_docs.load.tree import Text
from ppgp_docs.model.references import span_in
from ppgp_docs.patterns import pattern

_ONE_LIST: Final = "une puce s’écrit `- `, un numéro `1. ` ; une ligne vide sépare deux paragraphes"
_NO_LIST: Final = "ce champ s’imprime sur une seule ligne : une liste a son propre bloc"
_KEEP_LINES: Final = (
    "pour que le texte garde ses lignes, écrivez `|` devant, et tapez-le au-dessous"
)
_A_TABLE: Final = "un tableau a son propre bloc : `- type: tableau`"
_BLANK: Final = r"[ \t\u00a0\u202f]"


class _Head(NamedTuple):
    """How a line begins: a ``kind`` of number, its ``rank`` there, as it is typed."""

    kind: str
    rank: tuple[int, ...]
    typed: str


def joined_lines(typed: str, *, one_line: bool = False) -> Iterator[Diagnostic]:
    """M003: lines numbered in a way that makes no list, that begin or end with the same sign, a
    pasted table. In a field of ``one_line``, no list is read at all."""
    hint = _NO_LIST if one_line else _ONE_LIST
    folded = _folded(typed)
    if folded is not None:
        typed, one_line, hint = folded, True, _KEEP_LINES
    if "\n" not in typed.strip():
        if on_one := _BULLETS_OF_A_LINE.match(typed):
            message = f"les éléments `{on_one['mark']}` s’impriment à la suite"
            yield warning("M003", message, span_in(typed, *on_one.span("again")), hint)
        return
    if table := _table(typed):
        message = "ces lignes ne font pas un tableau : elles s’impriment à la suite"
        yield warning("M003", message, span_in(typed, *table), _A_TABLE)
        return
    if numbers := _numbered(typed, one_line):
        (before, after), place = numbers
        message = f"les lignes `{before}`, `{after}` s’impriment à la suite"
        yield warning("M003", message, span_in(typed, *place), hint)
    if folded is not None:
        return  # a sign at the head of a line is told where YAML folds it (L015)
    signs = (_BULLETS, _GLUED, *((_DASHES,) if one_line else ()))
    if bullet := next(filter(None, (sign.search(typed) for sign in signs)), None):
        message = f"les lignes `{bullet['mark']}` s’impriment à la suite"
        yield warning("M003", message, span_in(typed, *bullet.span("again")), hint)
    elif ends := _semicolons(typed):
        message = "les lignes qui finissent par `;` s’impriment à la suite"
        yield warning("M003", message, span_in(typed, *ends), hint)


def _folded(text: str) -> Text | None:
    """The lines of a text that YAML puts one behind the other, as they were typed; None where it
    keeps them, or where there is one."""
    if not isinstance(text, Text) or "\n" not in text.raw.strip():
        return None
    typed = [line.strip() for line in _OPENING.sub("", text.raw).rstrip("\"'\n ").split("\n")]
    kept = [line.strip() for line in text.rstrip().split("\n")]
    return None if len(kept) >= len(typed) else Text("\n".join(typed), text.span, text.raw)


_OPENING: Final = pattern(r"\A(?:[|>][-+\d]*[ \t]*(?:#[^\n]*)?\n|[\"'])")
"""A quote, or what opens a block; `| Un | Deux |` is a row of a pasted table."""

_BULLETS_OF_A_LINE: Final = pattern(r"\s*(?P<mark>[•▪◦‣⁃])\s*\S[^\n]*?\s(?P<again>(?P=mark))\s*\S")
"""A list pasted into one line; between words alone, the sign parts them."""

# --- numbers


def _numbered(typed: str, one_line: bool) -> tuple[tuple[str, str], tuple[int, int]] | None:
    """Two heads that follow one another in a paragraph, and the place of the second's line."""
    before: tuple[_Head, ...] = ()
    for line in _LINES.finditer(typed):
        heads = tuple(_heads(line[0], one_line))
        for one in before:
            for other in heads:
                if one.kind == other.kind and _follows(one.rank, other.rank):
                    return (one.typed, other.typed), line.span()
        before = () if not line[0].strip() else heads or before
    return None


def _heads(line: str, one_line: bool) -> Iterator[_Head]:
    """The ways to read the head of a line as a number."""
    if found := _MARK.match(line):
        kind = f"{found['open'] or ''}{found['end'].strip()}"
        read = _DIGITS_READ.match(line) and not one_line
        yield from (
            _Head(f"{kind} {name}", (rank,), found["mark"].strip())
            for name, rank in _ranks(found["rank"])
            if not (read or (name == "A" and found["end"] == "."))
        )
    if (found := _DOTTED.match(line)) and not _MEASURE.match(line, found.end()):
        rank = tuple(map(int, found["rank"].split(".")))
        yield _Head("dotted", rank, found["rank"])
    if found := _WORD.match(line):
        word, typed = found["word"].casefold().rstrip(".°º"), found[0].strip()
        for name, number in _ranks(found["rank"] or _FIRST[found["first"].casefold()]):
            if name != "a":
                yield _Head(f"{word} {name}", (number,), typed)
    if found := _ORDINAL.match(line):
        yield _Head(f"ordinal {found['word'].casefold()}", (int(found["rank"]),), found[0])
    if found := _CIRCLED.match(line):
        yield _Head("circled", (ord(found[0].strip()),), found[0].strip())


def _ranks(typed: str) -> Iterator[tuple[str, int]]:
    """The ways to read « 12 », « b », « III », « i »: figures, letters, Roman figures."""
    digits = re.match(r"\d+", typed)
    if digits:
        yield "1", int(digits[0])
        return
    if len(typed) == 1:
        yield "a" if typed.islower() else "A", ord(typed)
    if typed.upper() in _ROMAN:
        yield "i" if typed.islower() else "I", _ROMAN.index(typed.upper())


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether « 2 » comes after « 1 », « 1.2 » after « 1.1 », « 1.1.1 » after « 1.1 »."""
    if other == (*one, 1):
        return True
    depth = len(other)
    return depth <= len(one) and other == (*one[: depth - 1], one[depth - 1] + 1)


_LINES: Final = pattern(r"^.*$", re.MULTILINE)
_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FIRST: Final = {"premier": "1", "première": "1", "unique": "1"}
_DIGITS_READ: Final = pattern(r"[ \t]*\d+[.)]\s")
"""« 1. » makes a list, and « 1) » keeps its line."""

_MARK: Final = pattern(
    r"[ \t]*(?P<mark>(?P<open>\()?(?P<rank>\d{1,2}|[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z])"
    r"(?P<end>[°º][)]?|[./)](?!\d)|[ \u00a0]?:(?!\s?\d)|[ \u00a0]?[-–—](?!\s?\d)))"
    r"(?:\s|(?<=\d[.)°º/])(?![CFK]\b)(?=[^\W\d_]))"
)
"""« 1° », « a. », « b) », « (1) », « 1 - », « II. », « 3 : », « 1.Texte »."""

_DOTTED: Final = pattern(r"[ \t]*(?P<rank>\d{1,2}(?:\.\d{1,2}){1,3})[.):]?\s+(?=[^\W_]|[«“\"*])")
_MEASURE: Final = pattern(
    r"\d|(?:millions?|milliards?|fois|points?|pts?|[kM]?€|euros?|%|km|kg|h|m|m²)\b", re.IGNORECASE
)
"""What « 1.1 » counts: a number with a point, and no rank."""

_WORD: Final = pattern(
    r"[ \t]*(?P<word>[^\W\d_]{1,15}[.°º]?|№)"
    rf"(?:{_BLANK}*(?P<rank>\d{{1,2}}(?:er|re|ère)?)|{_BLANK}+(?:(?P<first>premier|première|unique)))"
    rf"(?={_BLANK}|[.:)–—-]|$)",
    re.IGNORECASE,
)
_ORDINAL: Final = pattern(
    r"[ \t]*(?P<rank>\d{1,2})(?:ers?|res?|ères?|es?|èmes?|nde?)\s+(?P<word>[^\W\d_]{2,})"
)
_CIRCLED: Final = pattern(r"[ \t]*[①-⑳❶-❿➀-➓]\s*")

# --- signs

_SIGN: Final = "•▪‣●◦○■□◘►▶➢➤➔❖❑❒♦◆◊✓✔✗✘☐☑☒→⇒·∙¤–—\uf02d\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_BULLETS: Final = pattern(
    rf"^[ \t]*(?P<mark>[{_SIGN}]|o(?=\t|{_BLANK}{{2}}|{_BLANK}[A-ZÀ-Þ])){_BLANK}+\S[^\n]*\n"
    rf"[ \t]*(?P<again>(?P=mark){_BLANK}+\S)",
    re.MULTILINE,
)
"""Lines that begin with the same sign, which makes no list; « o » is Word's."""

_GLUED: Final = pattern(
    r"^[ \t]*(?P<mark>[-–—•▪●])(?=[^\W\d_])[^\n]*\n[ \t]*(?P<again>(?P=mark)(?=[^\W\d_]))",
    re.MULTILINE,
)
_DASHES: Final = pattern(
    r"^[ \t]*(?P<mark>[-*+]) +\S[^\n]*\n[ \t]*(?P<again>(?P=mark) +\S)", re.MULTILINE
)


def _semicolons(typed: str) -> tuple[int, int] | None:
    """The place of the second line of a paragraph whose lines all end by a semicolon, as the items
    of a list do: but the first, that announces them, and the last."""
    for block in _PARAGRAPH.finditer(typed):
        lines = [line for line in _LINES.finditer(typed, *block.span()) if line[0].strip()]
        items = lines[1:] if lines[0][0].rstrip().endswith(":") else lines
        ended = [each for each in items[:-1] if each[0].rstrip().endswith(";")]
        if len(ended) == len(items) - 1 > 1 and not any(_ITEM.match(each[0]) for each in items):
            return items[1].span()
    return None


_PARAGRAPH: Final = pattern(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_ITEM: Final = pattern(r"[ \t]*(?:-|\d+\.) ")

# --- tables


def _table(typed: str) -> tuple[int, int] | None:
    """The place of the first two lines of a pasted table: as many columns in each."""
    before, start = ("", 0), 0
    for line in _LINES.finditer(typed):
        columns = _columns(line[0])
        if columns[1] and columns == before:
            return start, line.end()
        before, start = columns, line.start()
    return None


def _columns(line: str) -> tuple[str, int]:
    """What parts the columns of a line, and how many times."""
    inner = line.strip(" ")
    if "\t" in inner.strip():
        lead = _HEAD_OF_ITEM.match(inner)
        return "\t", inner.count("\t", lead.end() if lead else 0)
    inner = inner.strip()
    if "|" in inner:
        outer = len(inner) > 1 and inner[0] == inner[-1] == "|"
        return "|", inner.count("|") if outer or _BARS.search(inner) else 0
    return "  ", len(_GAPS.findall(inner))


_HEAD_OF_ITEM: Final = pattern(r"\t*(?:[^\w\s]|\(?\d{1,3}[.)°]*|[a-zA-Z][.)])\t+|\t+")
"""A mark and the tab that sets its text in, or the indent of a paragraph."""

_BARS: Final = pattern(rf"{_BLANK}\|{_BLANK}|-\|-|:\|:")
_GAPS: Final = pattern(r"(?<=\S) {3,}(?=\S)")
