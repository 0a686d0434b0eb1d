"""PROJET over a web page, set by the engine where the styles of the page do not reach.

A page says PROJET in its own words, for who listens to it; ways to cover those, or to pass them
off the screen, have no end. The mark is a picture, which no pseudo-element of a style can cover and
whose drawing no selector enters; the last of the body, so that nothing of its height is over it;
declared inline and ``!important``, which no sheet overrules (CSS Cascading 5, 6.1 to 6.3). What
hides the whole page is all that is left to look for.
"""

from __future__ import annotations

import re
from base64 import b64encode
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ppgp_docs.prove.page_styles import Match

WORD: Final = "PROJET"
_DRAWING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32" width="120" height="32">'
    '<rect width="120" height="32" fill="#fff"/>'
    '<rect x="1" y="1" width="118" height="30" fill="#8a1538"/>'
    '<text x="61" y="21.6" text-anchor="middle" font-family="Arial,sans-serif" font-weight="700" '
    'font-size="16" letter-spacing="2" fill="#fff">'
    f"{WORD}</text></svg>"
)
_SOURCE: Final = f"data:image/svg+xml;base64,{b64encode(_DRAWING.encode()).decode()}"
_STYLE: Final = ";".join(
    f"{each}!important"
    for each in (
        *("all:initial", "position:fixed", "inset:auto 0 0 auto", "width:120px", "height:32px"),
        *("z-index:2147483647", "visibility:visible", "pointer-events:none"),
    )
)
_MARKUP: Final = f'<img alt="" src="{_SOURCE}" style="{_STYLE}">'
_END: Final = b"</body>"

_HIDES: Final = {
    "display": ("block", "flow-root", "flex", "grid", "contents"),
    "opacity": ("1", "100%"),
    "zoom": ("1", "100%", "normal"),
    "mix-blend-mode": ("normal",),
    "content-visibility": ("visible",),
    "container-type": ("normal",),
    "will-change": ("auto",),
    "content": ("normal", "none"),
    "all": (),
    **dict.fromkeys(
        (
            *("filter", "-webkit-filter", "backdrop-filter", "transform", "-webkit-transform"),
            *("translate", "rotate", "scale", "perspective", "-webkit-perspective", "offset-path"),
            *("clip", "clip-path", "-webkit-clip-path", "mask", "mask-image", "-webkit-mask"),
            *("-webkit-mask-image", "animation", "animation-name", "-webkit-animation"),
            *("-webkit-animation-name", "contain", "container", "offset"),
        ),
        ("none", "auto"),
    ),
}
"""What of the whole page may hide what is fixed over it, with what is said where it does not."""

_OVER: Final = ("position", "z-index", "transform", "all")
"""What may lay a pseudo-element of the page over its last element."""

_READ: Final = frozenset((*_HIDES, *_OVER))

_ESCAPE: Final = b"\x1b"
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)
_PLAIN_CHARSETS: Final = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|latin1|iso-?8859-?\d+|windows-125\d", re.IGNORECASE
)
"""Encodings in which the letters of ASCII mean themselves; browsers read UTF-8 for UTF-16."""

_PROLOGUE: Final = re.compile(r"(?:\s|<!--(?!-?>).*?-->|<![^>-][^>]*>|<\?[^>]*>)*", re.DOTALL)
_OPENED: Final = re.compile(r"<(html|body)(?=[\s/>])([^>]*)", re.IGNORECASE)
_STYLES: Final = re.compile(rb"style-src(?= )", re.IGNORECASE)
_ALLOWED: Final = (
    f"style-src 'unsafe-hashes' 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
)
"""What lets the style of the mark stand under a policy of the page (CSP 3, 8.3)."""


def marked(data: bytes) -> bytes:
    """A page with the mark as the last element of its body, which its policy allows.

    The page is in UTF-8, or in another encoding that holds ASCII; UTF-16 is made UTF-8, which
    browsers then take it for, whatever it says of itself (HTML, 13.2.3.2).
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = _STYLES.sub(_ALLOWED.encode(), data, count=1)
    end = data.lower().rfind(_END)
    end = len(data) if end < 0 else end
    return data[:end] + _MARKUP.encode() + data[end:]


def is_marked(data: bytes) -> bool:
    """Whether a page was marked, wherever its mark has gone."""
    return _SOURCE.encode() in data


def mark_hidden_by(page: Any, data: bytes) -> str | None:
    """What keeps the mark of a page from the eye, in French; None when it is seen.

    ``page`` is ``data`` as our parser reads it, which browsers do otherwise within CDATA alone
    (HTML, 13.2.5.42): nothing of it is let through.
    """
    from ppgp_docs.prove.page_styles import UnjudgedError, matches  # what marks needs no styles

    body = page.find("body")
    if told := _swallowed(page, body, data):
        return told
    try:
        found = matches(page, {page, body}, _READ)
    except UnjudgedError as problem:
        return str(problem)
    hiding = (each for own in found.values() for match in own for each in _hiding(match))
    return next((f"`{each}` sur toute la page" for each in hiding), None)


def _swallowed(page: Any, body: Any, data: bytes) -> str:
    """What of the words of a page, whatever its styles, keeps its mark away; "" when nothing."""
    if body is None or not _is_last(body) or b"<![cdata[" in data.lower():
        return "la page n’est pas complète là où la marque se pose, à la fin de `<body>`"
    if not _is_read_as_written(page, data):
        return "la page dit un jeu de caractères où la marque ne se lit pas : écrivez-la en UTF-8"
    if next(page.iterfind(".//*[@shadowrootmode]"), None) is not None:
        return "un arbre caché (`shadowrootmode`) peut s’afficher à la place de la page"
    if any(each.get("hidden") is not None or "popover" in each.attrib for each in (page, body)):
        return "la page entière n’est pas montrée"
    if not all(map(_allows, page.iter("meta"))) or next(page.iter("frameset"), None) is not None:
        return "la page refuse les images ou les styles qu’elle porte"
    return ""


def _is_read_as_written(page: Any, data: bytes) -> bool:
    """Whether browsers read the letters of the mark as they are: not where escapes change what
    letters mean (ISO-2022), nor where they show nothing of a page (Encoding, 14.1)."""
    metas = [each.attrib for each in page.iter("meta")]
    told = [each["charset"] for each in metas if "charset" in each]
    for each in metas:
        told += _CHARSET.findall(each.get("content") or "") if "http-equiv" in each else ()
    known = all(_PLAIN_CHARSETS.fullmatch(each.strip()) for each in told)
    return known and _ESCAPE not in data


def opened_twice(text: str) -> str:
    """Which of ``html`` and ``body`` a page opens again with attributes, that browsers add to the
    first (HTML, 13.2.6.4.7) and our parser drops; empty for none."""
    opened: dict[str, int] = {}
    before = _PROLOGUE.match(text)
    for match in _OPENED.finditer(text, before.end() if before else 0):
        name = match[1].lower()
        opened[name] = opened.get(name, 0) + 1
        if opened[name] > 1 and match[2].strip(" \t\r\n\f/"):
            return name
    return ""


def _is_last(body: Any) -> bool:
    """Whether the last element of a page is the mark, as it was set."""
    elements = [each for each in body if isinstance(each.tag, str)]
    mark = elements[-1] if elements else None
    return (
        mark is not None
        and mark.tag == "img"
        and dict(mark.attrib) == {"alt": "", "src": _SOURCE, "style": _STYLE}
        and not (mark.tail or "").strip()
    )


def _allows(meta: Any) -> bool:
    """Whether a policy, if that is one, lets pictures and the style of the mark stand."""
    if (meta.get("http-equiv") or "").lower() != "content-security-policy":
        return True
    policy = meta.get("content", "")
    said = [each.split() for each in policy.split(";")]
    sources = {each[0]: each[1:] for each in said if each}
    pictures = sources.get("img-src", sources.get("default-src", ["data:"]))
    return "data:" in pictures and _ALLOWED in policy


def _hiding(match: Match) -> Iterator[str]:
    """The declarations of a rule of the whole page that may hide what is fixed over it."""
    for name, value, _ in match.given:
        plain = (() if name in _OVER else None) if match.pseudo else _HIDES.get(name)
        if plain is not None and value not in plain:
            yield f"{name}: {value}"
