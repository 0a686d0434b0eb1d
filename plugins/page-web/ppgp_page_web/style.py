"""The style sheet of a page: its fonts, the theme's colours by day and by night, then the look."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from ppgp_docs.api import Context, Resources, Theme
from ppgp_page_web.palette import dark

_SHEETS: Final = ("page", "texte", "parties", "blocs", "fiche", "impression")
"""The files of ``templates/page-web``, in the order in which they speak."""

_FACES: Final = (
    ("texte", 400, "normal"),
    ("texte-italique", 400, "italic"),
    ("texte-gras", 700, "normal"),
)


def stylesheet(context: Context) -> str:
    """All rules of a document, in order; those of a draft call it so."""
    names = (*_SHEETS, "projet") if context.is_project else _SHEETS
    return sheet(context.resources, context.theme, names)


def sheet(resources: Resources, theme: Theme, names: Iterable[str]) -> str:
    """The rules of those files, then the theme's own.

    A theme's colour ``accent_clair`` is ``var(--accent-clair)``.
    ``--bande`` and ``--bande-second`` are its accents as grounds, the same by night.
    """
    bands = {"bande": theme.colour("accent"), "bande_second": theme.colour("second")}
    night = f"@media screen and (prefers-color-scheme: dark) {{ {_root(dark(theme))} }}"
    own = theme.own("page-web.css", resources)
    sheets = (*(f"page-web/{name}.css" for name in names), *filter(None, (own,)))
    files = (resources.bytes(name).decode() for name in sheets)
    return "\n".join((*_fonts(resources), _root({**theme.colours, **bands}), night, *files))


def policy(style: str) -> str:
    """What a browser may do for a page: draw what it holds, with that style and no other.

    Content Security Policy level 3 (W3C); a page served with another only gets stricter.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _fonts(resources: Resources) -> list[str]:
    return [
        f'@font-face {{ font-family: "Texte PPGP"; font-weight: {weight}; font-style: {style}; '
        f'src: url(data:font/woff2;base64,{_data(resources, name)}) format("woff2") }}'
        for name, weight, style in _FACES
    ]


def _data(resources: Resources, name: str) -> str:
    return b64encode(resources.bytes(f"page-web/polices/{name}.woff2")).decode()


def _root(colours: Mapping[str, str]) -> str:
    rules = (f"--{name.replace('_', '-')}: {value}" for name, value in colours.items())
    return f":root {{ {'; '.join(rules)} }}"
