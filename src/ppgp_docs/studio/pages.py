"""Pages from their templates (``templates/studio``): escaped, strict, made of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from ppgp_docs.francais.accords import compter, finir
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.studio.typed_dates import date_in_words
from ppgp_docs.workspace.resources import shipped

FOLDER: Final = "studio"
_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def renderer(**common: Any) -> Callable[..., str]:
    """A function that fills a template: its name without ``.html``, then its words.

    ``common`` are words that every template knows.
    """
    environment = Environment(
        extensions=[_Spaced],
        loader=FileSystemLoader(shipped("templates") / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(common, compter=compter)
    environment.filters["espacer"] = espacer
    environment.filters["finir"] = finir
    environment.filters["moment"] = moment
    environment.filters["jour"] = date_in_words
    environment.filters["sans_accents"] = sans_accents

    def render(name: str, /, **words: Any) -> str:
        return environment.get_template(f"{name}.html").render(**words)

    return render


class _Spaced(Extension):
    """French spaces in what templates say: no-break before high signs and within quotes."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The same tokens, their texts typeset; what is filled in is left alone."""
        for token in stream:
            said = token.type in ("data", "string")
            yield Token(token.lineno, token.type, espacer(token.value)) if said else token


def moment(when: float) -> str:
    """« aujourd’hui à 18 h 05 », « le 12 mars 2026 »: a time of the system, as people say it."""
    then, now = datetime.fromtimestamp(when), datetime.now()
    if then.date() == now.date():
        return f"aujourd’hui à {then.hour}\u00a0h\u00a0{then.minute:02}"
    day = "1er" if then.day == 1 else str(then.day)
    return f"le {day} {_MONTHS[then.month - 1]} {then.year}"
