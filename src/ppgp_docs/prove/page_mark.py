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
from itertools import islice
from typing import Final

from ppgp_docs.prove.plain_text import decoded

WORD: Final = "PROJET"

_SHOWN: Final = {
    **dict.fromkeys(("opacity", "zoom"), "1"),
    **dict.fromkeys(
        (
            *("transform", "translate", "rotate", "scale", "perspective", "filter", "clip-path"),
            *("backdrop-filter", "mask", "-webkit-mask-box-image", "contain", "offset"),
            *("view-transition-name", "scroll-marker-group", "animation"),
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
    **{"direction": "ltr", "unicode-bidi": "isolate"},  # which `all` leaves
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

_REPLACED: Final = (
    ":popover-open:is(img,picture,iframe,object,embed,video,audio,canvas,textarea,input,select,"
    "progress,meter)"
)
"""Replaced elements, which bear no box of ours (CSS Pseudo 4, 4.1): they are not opened."""

_MARKUP: Final = (
    "<style>@layer{"
    + "".join(_rule(each, _SHOWN) for each in ("html", *_ABOVE))
    + "".join(_rule(f"{each}::after", _MARK) for each in ("html", *_ABOVE))
    + _rule(_REPLACED, {"display": "none"})
    + _rule("html::view-transition", {"display": "none"})
    + _rule("html::scroll-button(*)", {"content": "none"})
    + _rule("::picker(select)", {"appearance": "none"})
    + _rule("@page", {"size": "auto", "margin": "16mm"})
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
_OPENED: Final = re.compile(r"<(?:html|body)(?=[ \t\r\n\f/>])", re.IGNORECASE)
_TAG: Final = re.compile(
    r"(?:[ \t\r\n\f/]|[^ \t\r\n\f/>][^ \t\r\n\f/>=]*+"
    r"(?:[ \t\r\n\f]*+=[ \t\r\n\f]*+(?:\"[^\"]*\"|'[^']*'|(?![\"'])[^ \t\r\n\f>]*+))?+)*+>"
)
"""The rest of a tag as browsers part it: a quote counts where a value begins (HTML, 13.2.5.32 to
13.2.5.40)."""
_MOST_OPENED: Final = 40
"""How often a page may write ``<html`` or ``<body``: each is read to its end, wherever that is."""

_SHADOW: Final = re.compile(r"shadowrootmode", re.IGNORECASE)
_OPENS: Final = re.compile(r"popover|<dialog", re.IGNORECASE)
_HANDLED: Final = re.compile(r"""(?:^|[\s/"'])on[a-z]+[ \t\r\n\f]*=""", re.IGNORECASE)
_FRAMES: Final = re.compile(r"<frameset(?=[ \t\r\n\f/>])", re.IGNORECASE)
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
    that bears it is; what it, or a second ``body``, would run is added to the first, which our
    parser passes over (HTML, 13.2.6.4.7).
    """
    text = decoded(data)
    if _FRAMES.search(text):
        return "des cadres (`<frameset>`) à la place de la page"
    if _SHADOW.search(text) and _OPENS.search(text):
        return "un arbre caché (`shadowrootmode`) peut s’ouvrir au-dessus de la page"
    every = list(islice(_OPENED.finditer(text), _MOST_OPENED + 1))
    if len(every) > _MOST_OPENED:
        return f"`<html>` ou `<body>` y est écrit plus de {_MOST_OPENED} fois"
    for opened in every:
        tag = _TAG.match(text, opened.end())
        said = tag[0] if tag else text[opened.end() :]
        if _HANDLED.search(said):
            return f"un script (`{opened[0]} on…=`)"
        if opened[0].lower() == "<html" and _STYLED.search(said) and ("!" in said or "&" in said):
            return "un style `!important` sur `<html>`"
    return None


def _place(text: str) -> int:
    """Where the first element of a page, or of its head, would stand."""
    before = _PROLOGUE.match(text)
    start = before.end() if before else 0
    head = _HEAD.match(text, start)
    return head.end() if head else start
