"""Pages for who may load nothing else of the studio: nobody known yet, or a studio that stops.

Their style stands in them, and their policy admits that style alone.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Final

from starlette.responses import HTMLResponse

_STYLE: Final = (
    ":root{color-scheme:light dark}body{background:Canvas;color:CanvasText;font:1.125rem/1.6 "
    "system-ui,sans-serif;margin:0}main{border-top:.375rem solid #1e3a5f;margin:0 auto;max-width:"
    "38rem;padding:3rem 1.5rem}h1{font-size:1.75rem;line-height:1.25;margin:0 0 .75rem}p{margin:0}"
)
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def bare_page(status: int, title: str, sentence: str) -> HTMLResponse:
    """A title and a sentence, typeset already."""
    page = (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · Studio PPGP</title><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(sentence)}</p></main></body></html>\n"
    )
    return HTMLResponse(page, status, {"content-security-policy": _POLICY})
