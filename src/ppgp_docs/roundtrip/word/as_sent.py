"""What a program wrote in another manner without a change: read as it was sent.

LibreOffice gives a language its country (``en`` becomes ``en-US``), an address without a path its
slash (RFC 3986, 6.2.3), and takes the tag of a call of note away in a form.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from attrs import evolve

from ppgp_docs.roundtrip.markdown import Words

_LANGUAGE: Final = re.compile(r"\{lang=([\w-]+)\}")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s()<>\[\]]+")
_CALL: Final = re.compile(r"\[\^(\w+)\]")


def as_sent(words: Words, sent: str) -> Words:
    """Words with the language and the link of the text that was sent, where they mean the same."""
    return evolve(words, lang=_language(words.lang, sent), link=_link(words.link, sent))


def with_calls(text: str, sent: str) -> str:
    """A Markdown text in which the notes that ``sent`` calls are called where their names stand
    between brackets: what a form shows of a call."""
    for name in dict.fromkeys(_CALL.findall(sent)):
        shown = f"\\[{name}\\]"
        text = text if shown in sent else text.replace(shown, f"[^{name}]")
    return text


def _language(lang: str, sent: str) -> str:
    """The language without the country that nobody asked for."""
    alone, country, _ = lang.partition("-")
    known = _LANGUAGE.findall(sent) if country else ()
    return alone if alone in known and lang not in known else lang


def _link(link: str, sent: str) -> str:
    known = _ADDRESS.findall(sent) if link else []
    if link in known:
        return link
    return next((one for one in known if _meaning(one) == _meaning(link)), link)


def _meaning(link: str) -> tuple[str, ...]:
    """What two manners of writing an address have in common."""
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that hold no address
        return (link,)
    path = parts.path or "/" * bool(parts.netloc)
    head = parts.scheme.lower(), parts.netloc.lower()
    return (*head, *map(unquote, (path, parts.query, parts.fragment)))
