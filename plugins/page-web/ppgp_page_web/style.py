"""The style sheet of a page: its fonts, the theme's colours by day and by night, then the look."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

from ppgp_docs.api import Context
from ppgp_page_web.palette import dark

_SHEETS: Final = ("page", "texte", "parties", "blocs", "fiche", "impression")
"""The files of ``templates/page-web``, in the order in which they speak."""

_FACES: Final = (
    ("texte", 400, "normal"),
    ("texte-italique", 400, "italic"),
    ("texte-gras", 700, "normal"),
)


def stylesheet(context: Context) -> str:
    """All rules, in order. A theme's colour ``accent_clair`` is ``var(--accent-clair)``.

    ``--bande`` and ``--bande-second`` are its accents as grounds, the same by night.
    """
    resources, colours = context.resources, context.theme.colours
    bands = {"bande": colours["accent"], "bande_second": colours["second"]}
    sheets = (resources.bytes(f"page-web/{name}.css").decode() for name in _SHEETS)
    draft = [resources.bytes("page-web/projet.css").decode()] if context.is_project else []
    night = f"@media screen and (prefers-color-scheme: dark) {{ {_root(dark(context.theme))} }}"
    return "\n".join((*_fonts(context), _root({**colours, **bands}), night, *sheets, *draft))


def _fonts(context: Context) -> list[str]:
    return [
        f'@font-face {{ font-family: "Texte PPGP"; font-weight: {weight}; font-style: {style}; '
        f'src: url(data:font/woff2;base64,{_data(context, name)}) format("woff2") }}'
        for name, weight, style in _FACES
    ]


def _data(context: Context, name: str) -> str:
    return b64encode(context.resources.bytes(f"page-web/polices/{name}.woff2")).decode()


def _root(colours: Mapping[str, str]) -> str:
    rules = (f"--{name.replace('_', '-')}: {value}" for name, value in colours.items())
    return f":root {{ {'; '.join(rules)} }}"
