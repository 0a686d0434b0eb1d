"""Ordinals with their ending raised, in the whole text of a page: 1er, 2e, XXIe.

The last touch, so that titles, dates and labels get it as running text does. Foreign words,
drawings and what stands in the head are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import ordinaux

_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<more>[^>]*)>|<!--.*?-->", re.S)
_ALONE: Final = frozenset({"head", "svg", "style"})
_VOID: Final = frozenset({"br", "img", "hr", "meta", "link", "col", "input", "wbr", "source"})
_LANGUAGE: Final = re.compile(r"""\slang=["']""")


def raise_ordinals(html: str) -> str:
    """The page with its ordinals marked up; ``html`` is well formed, ``<`` and ``>`` escaped."""
    return "".join(_marked(html))


def _marked(html: str) -> Iterator[str]:
    left_alone: list[str] = []
    end = 0
    for tag in _TAG.finditer(html):
        yield _text(html[end : tag.start()], bool(left_alone))
        yield tag[0]
        end = tag.end()
        name = tag["name"]
        if name in _VOID or name is None or tag["more"].endswith("/"):
            continue
        if tag["close"]:
            if left_alone:
                left_alone.pop()
        elif left_alone or name in _ALONE or (name != "html" and _LANGUAGE.search(tag["more"])):
            left_alone.append(name)
    yield html[end:]


def _text(text: str, alone: bool) -> str:
    if alone or not text.strip():
        return text
    written, end = [], 0
    for one in ordinaux(text):
        number, ending = text[one.debut : one.exposant], text[one.exposant : one.fin]
        written += [
            text[end : one.debut],
            f'<span class="ordinal">{number}<sup>{ending}</sup></span>',
        ]
        end = one.fin
    return "".join((*written, text[end:]))
