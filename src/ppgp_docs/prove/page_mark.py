"""PROJET over a web page, set by the engine where nothing of the page reaches.

A page says PROJET in its own words, for who listens to it; ways to cover those, to pass them off
the screen or to swallow what follows them have no end. The mark is the last box of ``html``, so
that nothing of its height is over it; its sheet comes before all that is no prologue, so that
nothing unclosed holds it; it stands in the first layer, whose ``!important`` no other rule, sheet
elsewhere, animation or policy overrules (CSS Cascading 5, 6.1 to 6.4; CSP 3, 4.2). The sheet gives
``html`` back what would hide all that is in it, and marks what opens above the page alike.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Final

from ppgp_docs.prove.plain_text import decoded

WORD: Final = "PROJET"

_SHOWN: Final = {
    **dict.fromkeys(("opacity", "zoom"), "1"),
    **dict.fromkeys(
        (
            *("transform", "translate", "rotate", "scale", "perspective", "filter", "clip-path"),
            *("backdrop-filter", "mask", "-webkit-mask-box-image", "contain", "offset"),
            *("view-transition-name", "scroll-marker-group"),
        ),
        "none",
    ),
    **dict.fromkeys(("mix-blend-mode", "container-type", "content"), "normal"),
    **dict.fromkeys(("clip", "will-change"), "auto"),
    **dict.fromkeys(("content-visibility", "backface-visibility"), "visible"),
    "scrollbar-width": "thin",  # no ::-webkit-scrollbar as wide as the screen
    **{"transform-style": "flat", "position-visibility": "always", "display": "block"},
}
"""What an element is given back that its whole content is shown by, fixed boxes on the screen."""

_MARK: Final = {
    "all": "initial",
    "content": f'"{WORD}"',
    "display": "block",
    "position": "fixed",
    "inset": "auto 0 0 auto",
    "z-index": "2147483647",
    "visibility": "visible",
    "pointer-events": "none",
    "box-sizing": "border-box",
    "width": "120px",
    "height": "32px",
    "border": "1px solid #fff",
    "background": "#8a1538",
    "color": "#fff",
    "font": "700 16px/30px sans-serif",  # the keyword, that no @font-face may take
    "letter-spacing": "2px",
    "text-align": "center",
    "print-color-adjust": "exact",
    "forced-color-adjust": "none",
}


def _rule(selector: str, said: Mapping[str, str]) -> str:
    return selector + "{" + ";".join(f"{name}:{said[name]}!important" for name in said) + "}"


_ABOVE: Final = (":modal", ":popover-open")
"""What a reader may open above the page without any script, each with a mark of its own."""

_MARKUP: Final = (
    "<style>@layer{"
    + "".join(_rule(each, _SHOWN) for each in ("html", *_ABOVE))
    + "".join(_rule(f"{each}::after", _MARK) for each in ("html", *_ABOVE))
    + _rule("html::view-transition", {"display": "none"})
    + _rule("html::scroll-button(*)", {"content": "none"})
    + _rule("::picker(select)", {"appearance": "none"})
    + _rule("@page", {"size": "auto"})
    + "}</style>"
)

_PROLOGUE: Final = re.compile(
    r"(?:[ \t\r\n\f]|<!--(?!-?>)(?:(?!--!?>).)*--!?>|<!(?!--)[^>]*>|<\?[^>]*>)*",
    re.DOTALL | re.IGNORECASE,
)
"""What browsers read before any element: comments, a type, instructions (HTML, 13.2.5)."""

_ATTRIBUTES: Final = (
    r"(?:[ \t\r\n\f]+[^ \t\r\n\f\"'<>/=]+"
    r"(?:[ \t\r\n\f]*=[ \t\r\n\f]*(?:\"[^\"]*\"|'[^']*'|[^ \t\r\n\f\"'=<>`]+))?)*[ \t\r\n\f]*"
)
_HEAD: Final = re.compile(
    rf"<html{_ATTRIBUTES}>(?:[ \t\r\n\f]*<head{_ATTRIBUTES}>)?", re.IGNORECASE
)
_OPENED: Final = re.compile(r"<html(?=[\s/>])", re.IGNORECASE)
_QUOTED: Final = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")
_FRAMES: Final = re.compile(r"<frameset(?=[\s/>])", re.IGNORECASE)
_STYLED: Final = re.compile(r"style[ \t\r\n\f]*=", re.IGNORECASE)


def marked(data: bytes) -> bytes:
    """A page with the mark set before all that is its own.

    The page is made UTF-8 that says so in its first bytes: no encoding that it names, in which
    letters may mean something else, is listened to (Encoding, 6).
    """
    text = decoded(data)
    place = _place(text)
    return BOM_UTF8 + f"{text[:place]}{_MARKUP}{text[place:]}".encode()


def is_marked(data: bytes) -> bool:
    """Whether a page bears the mark where it is to be set."""
    text = decoded(data)
    return data.startswith(BOM_UTF8) and text.startswith(_MARKUP, _place(text))


def mark_hidden_by(data: bytes) -> str | None:
    """What keeps the mark of a page from the eye, in French; None when it is seen.

    A style of ``html`` itself alone stands above a layer (CSS Cascading 5, 6.1), wherever the tag
    that bears it is (HTML, 13.2.6.4.7).
    """
    text = decoded(data)
    if _FRAMES.search(text):
        return "des cadres (`<frameset>`) à la place de la page"
    for opened in _OPENED.finditer(text):
        tag = _QUOTED.match(text, opened.end())
        said = tag[0] if tag else text[opened.end() :]
        if _STYLED.search(said) and ("!" in said or "&" in said):
            return "un style `!important` sur `<html>`"
    return None


def _place(text: str) -> int:
    """Where the first element of a page, or of its head, would stand."""
    before = _PROLOGUE.match(text)
    start = before.end() if before else 0
    head = _HEAD.match(text, start)
    return head.end() if head else start
