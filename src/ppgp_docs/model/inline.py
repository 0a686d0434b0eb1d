"""The marks inside a paragraph: bold, italic, links, foreign words; every other sign is text.

The parser is markdown-it's, with four of its rules narrowed to what French people mean by them:

- an asterisk is a mark at the edge of a word only: « 3*15*2 », « tarif* », « (*) » are text, and
  so is every underscore;
- a backslash hides a mark, ``\\*``, ``\\[``, ``\\]``, ``\\<``, and stands for itself anywhere else,
  always in a Windows path (``\\\\serveur\\partage``, ``C:\\dossier``);
- a link is ``[texte](adresse)`` with nothing else in its brackets;
- braces are a mark after brackets only, and only as ``{lang=en}``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from ppgp_docs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def tokens(text: str) -> list[Token]:
    """The tokens of one paragraph: ``text``, breaks, ``note``, pairs of em, strong, link, span."""
    if text and not _MARK.search(text):
        from markdown_it.token import Token

        return [Token("text", "", 0, content=text)]
    return _parser().parseInline(text)[0].children or []


_MARK: Final = pattern(r"[*\[\\<\n\r\0]")
"""What the parser reads as anything else than text: most paragraphs have none."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["emphasis", "link", "escape", "autolink", "newline"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _backslash)
    parser.inline.ruler.at("link", _bracket)
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


_SAFE_LINK: Final = pattern(r"(https?://|mailto:)", re.IGNORECASE)
_STEP: Final = r"(?:[^\s*\[\]<>\\]|\\(?![*\[\]<])|(?<!\\)\\)"
_PATH: Final = pattern(rf"(?<!\w)\\\\{_STEP}+|(?<=(?<!\w)[A-Za-z]:)\\(?![*\[\]<]){_STEP}*")
"""In a path, a backslash before a mark is one more step, and two of them are that step and an
escape."""
_NOTE: Final = pattern(r"\[\^([a-z][a-z0-9_]*)\]")
_LABEL: Final = r"\[(?:[^\[\]]|\[[^\[\]]*\])+\]"
_LINK: Final = pattern(rf"{_LABEL}\([^\s()]+(?:\([^\s()]*\)[^\s()]*)*\)")
_FOREIGN: Final = pattern(
    rf"{_LABEL}\{{lang=(?P<quote>[\"']?)(?P<lang>[A-Za-z]{{2,3}}(?:-[A-Za-z0-9]{{2,8}})*)(?P=quote)\}}"
)
_HIDDEN: Final = "*[]<"
_NO_OPENING: Final = ")]}»”%€°"
"""What an opening asterisk never stands behind: it would be a call of note, or a product."""


def _emphasis(state: StateInline, silent: bool) -> bool:
    """``*`` and ``**`` around words, which CommonMark then pairs."""
    from markdown_it.rules_inline.state_inline import Delimiter

    start = end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    if silent or start == end:
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _opens(before, after), _closes(before, after)
    for _ in range(end - start):
        state.push("text", "", 0).content = "*"
        place = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord("*"), end - start, place, -1, opens and not closes, closes and not opens)
        )
    state.pos = end
    return True


def _opens(before: str, after: str) -> bool:
    behind = before.isalnum() or before in _NO_OPENING
    return not (behind or after.isspace() or after in ")]}»”,;:.")


def _closes(before: str, after: str) -> bool:
    return not (after.isalnum() or after == "(" or before.isspace() or before in "([{«“")


def _backslash(state: StateInline, silent: bool) -> bool:
    """A path, whole; a mark that the backslash hides; else the backslash itself."""
    here, src = state.pos, state.src
    if src[here] != "\\":
        return False
    if path := _PATH.match(src, here, state.posMax):
        text, end = path[0], path.end()
    elif here + 1 < state.posMax and src[here + 1] in _HIDDEN:
        text, end = src[here + 1], here + 2
    else:
        text, end = "\\", here + 1
    if not silent:
        state.push("text", "", 0).content = text
    state.pos = end
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """A note that is called, a link, or words in another language."""
    from markdown_it.rules_inline import link

    if state.src[state.pos] != "[":
        return False
    if called := _NOTE.match(state.src, state.pos, state.posMax):
        return _call(state, silent, called)
    if foreign := _FOREIGN.match(state.src, state.pos, state.posMax):
        return _span(state, silent, foreign)
    found = _LINK.match(state.src, state.pos, state.posMax)
    return found is not None and link(state, silent)


def _call(state: StateInline, silent: bool, called: re.Match[str]) -> bool:
    """A note that is called by its name."""
    if not silent:
        state.push("note", "", 0).content = called[1]
    state.pos = called.end()
    return True


def _span(state: StateInline, silent: bool, foreign: re.Match[str]) -> bool:
    """The words are read as any others, between a ``span_open`` that says their language."""
    end, last = foreign.end(), state.posMax
    if not silent:
        state.push("span_open", "span", 1).attrs = {"lang": foreign["lang"]}
        state.pos, state.posMax = foreign.start() + 1, foreign.start("quote") - len("]{lang=")
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end, last
    return True
