"""Ordinals with their ending raised, names of territories held together, in the text of a page.

The last touch, so that titles, dates and labels get it as running text does. Foreign words,
drawings and what stands in the head are left alone; names are held in running text alone, since a
title on a telephone may have to cut them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import noms_insecables, ordinaux

_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<more>[^>]*)>|<!--.*?-->", re.S)
_ALONE: Final = frozenset({"head", "svg", "style"})
_VOID: Final = frozenset({"br", "img", "hr", "meta", "link", "col", "input", "wbr", "source"})
_LANGUAGE: Final = re.compile(r"""\slang=["']""")


_RUNNING: Final = frozenset({"p", "li", "dd", "blockquote", "figcaption"})


def finish_text(html: str) -> str:
    """Mark up the ordinals and names of a page; ``html`` is well formed, ``<``, ``>`` escaped."""
    return "".join(_marked(html))


def _marked(html: str) -> Iterator[str]:
    left_alone: list[str] = []
    running = end = 0
    for tag in _TAG.finditer(html):
        text = html[end : tag.start()]
        yield text if left_alone else _text(text, running > 0)
        yield tag[0]
        end = tag.end()
        name = tag["name"]
        if name in _RUNNING:
            running += -1 if tag["close"] else 1
        if name in _VOID or name is None or tag["more"].endswith("/"):
            continue
        if tag["close"]:
            if left_alone:
                left_alone.pop()
        elif left_alone or name in _ALONE or (name != "html" and _LANGUAGE.search(tag["more"])):
            left_alone.append(name)
    yield html[end:]


def _text(text: str, running: bool) -> str:
    if not text.strip():
        return text
    written, end = [], 0
    for start, stop, marked in sorted(_marks(text, running)):
        written += [text[end:start], marked]
        end = stop
    return "".join((*written, text[end:]))


def _marks(text: str, running: bool) -> Iterator[tuple[int, int, str]]:
    for one in ordinaux(text):
        number, ending = text[one.debut : one.exposant], text[one.exposant : one.fin]
        yield one.debut, one.fin, f'<span class="ordinal">{number}<sup>{ending}</sup></span>'
    for start, end in noms_insecables(text) if running else ():
        yield start, end, f'<span class="insecable">{text[start:end]}</span>'
