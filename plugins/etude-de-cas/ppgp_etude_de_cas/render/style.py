"""The style sheet of a document: fonts, the theme's colours, then the designer's files."""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import FAMILY, Context
from ppgp_etude_de_cas.render.store import Store, font_faces

SHEETS: Final = ("page", "typographie", "couverture", "parties", "blocs")
"""The files of ``templates/etude-de-cas``, in the order in which they speak."""


def stylesheet(context: Context, store: Store) -> str:
    """All rules, in order. A theme's colour ``accent_clair`` is ``var(--accent-clair)``."""
    sheets = (context.resources.bytes(f"etude-de-cas/{name}.css").decode() for name in SHEETS)
    return "\n".join((font_faces(store), _variables(context), *sheets))


def _variables(context: Context) -> str:
    colours = "; ".join(
        f"--{name.replace('_', '-')}: {value}" for name, value in context.theme.colours.items()
    )
    return f':root {{ {colours}; --police: "{context.theme.font}", "{FAMILY}" }}'
