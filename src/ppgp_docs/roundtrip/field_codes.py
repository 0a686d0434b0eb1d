"""The fields of a Word file that fetch or run something (ISO/IEC 29500-1, 17.16).

A field is known by its first word. Those that only show what the file itself holds are allowed by
name, all others are not: a word that a nested field makes up (``QUOTE 68 68 69``) is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, frozen

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.links import leads_out

_SHOWS: Final = re.compile(
    r"=|ADDIN|ADVANCE|AUTHOR|AUTONUM(?:LGL|OUT)?|BIBLIOGRAPHY|CITATION|COMMENTS|COMPARE"
    r"|(?:CREATE|PRINT|SAVE)?DATE|DOC(?:PROPERTY|VARIABLE)|EDITTIME|EQ|FILE(?:NAME|SIZE)"
    r"|FORM(?:CHECKBOX|DROPDOWN|TEXT)|HYPERLINK|IF|INDEX|INFO|KEYWORDS|LASTSAVEDBY|LISTNUM"
    r"|MERGE(?:FIELD|REC|SEQ)|NEXT(?:IF)?|NOTEREF|NUM(?:CHARS|PAGES|WORDS)|PAGE(?:REF)?|QUOTE|REF"
    r"|REVNUM|SECTION(?:PAGES)?|SEQ|SET|SHAPE|SKIPIF|STYLEREF|SUBJECT|SYMBOL|T[AC]|TEMPLATE|TIME"
    r"|TITLE|TO[AC]|USER(?:ADDRESS|INITIALS|NAME)|XE"
)
_WORD: Final = re.compile(r"\s*(=|[^\s\\\"]+)")
_TARGET: Final = re.compile(r"\s*HYPERLINK\s+(?!\\)(?:\"((?:[^\"\\]|\\.)*)\"|(\S+))", re.IGNORECASE)
_MADE_UP: Final = "\0"
"""What stands in a field's code for what a nested field will say."""


@frozen
class FieldCode:
    """A field that is not allowed: its first word, empty when it is made up; where it begins."""

    word: str
    target: str
    node: Element


@define
class _Open:
    node: Element
    code: str = ""
    shows: bool = False


def active_fields(root: Element) -> Iterator[FieldCode]:
    """The fields of a part that do more than show what the file holds, in their order."""
    open_: list[_Open] = []
    for node in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        name = node.tag.rpartition("}")[2]
        if name == "fldSimple":
            yield from _judged(node, _attribute(node, "instr"))
        elif name != "fldChar":
            code = node.text or ""
            if open_ and not open_[-1].shows:
                open_[-1].code += code
            elif not open_ and code.strip():  # Word mends a field that has lost its beginning
                yield from _judged(node, code)
        elif (kind := _attribute(node, "fldCharType")) == "begin":
            if open_ and not open_[-1].shows:
                open_[-1].code += _MADE_UP
            open_.append(_Open(node))
        elif open_ and kind == "separate":
            open_[-1].shows = True
        elif open_:
            ended = open_.pop()
            yield from _judged(ended.node, ended.code)
    for left in open_:
        yield from _judged(left.node, left.code)


def _judged(node: Element, code: str) -> Iterator[FieldCode]:
    found = _WORD.match(code)
    word = found[1].upper() if found else ""
    if _MADE_UP in word or not _SHOWS.fullmatch(word):
        yield FieldCode(word.partition(_MADE_UP)[0], "", node)
    elif word == "HYPERLINK" and (link := _TARGET.match(code)):
        target = (link[1] or link[2] or "").replace("\\\\", "\\")
        if _MADE_UP in target or leads_out(target):
            yield FieldCode(word, target.replace(_MADE_UP, "…"), node)


def _attribute(node: Element, name: str) -> str:
    """An attribute by its local name: the strict variant of the norm has another namespace."""
    return next((str(v) for key, v in node.items() if key.rpartition("}")[2] == name), "")
