"""What YAML reads without a word otherwise than the person who typed it meant.

Each looks at a node as PyYAML composed it and at the text of the file, where the slip shows: a
comma between braces, a space forgotten after a dash or a colon, a line of a list within a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import yaml

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.load.bullets import DASHES, PUCES
from ppgp_docs.load.remarks import hidden_end
from ppgp_docs.load.signs import mended
from ppgp_docs.load.wording import shortened

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters, that XML cannot hold, and marks that turn the direction of the text; an
escape such as ``\\a`` brings them in where the raw file had none."""

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
"""What shows as a space, or does not show, and is none for YAML; for a class of a pattern."""

_GLUED: Final = re.compile(
    rf"(?P<dash>-)(?:[^\W\d_]|[{ODD_SPACES}])"
    rf"|(?P<key>(?!autre|mailto|tel)[a-z]+(?:_[a-z]+)*):(?:[^\s/]|[{ODD_SPACES}])"
)
"""`autre:CAF` is a funder, `mailto:` an address; any other word glued to its colon is a slip."""

_ODD_SPACE: Final = re.compile(f"[{ODD_SPACES}]+")
_BULLET: Final = re.compile(rf"[{PUCES}{DASHES}](?:\s|(?=[^\W\d_]))")
_DASHES: Final = ("-", *PUCES, *DASHES)
_ITEM: Final = re.compile(
    rf"\S[ \t]*\n[ \t]*(?P<mark>-(?=[^\W\d_]|[ \t{ODD_SPACES}]+\S)|[{PUCES}](?=\s*\S))"
)
_FOLDED: Final = ("", ">")


def without_value(key: str, whole: str, span: Span) -> Diagnostic:
    """L012: between braces `{texte: écouter, orienter}` is a text and a key without value.

    ``whole`` is what was typed from the value before to the key, nothing when it comes first.
    """
    if not whole:
        hint = f"écrivez `{key}: …`, ou ôtez les accolades"
        return error("L012", f"entre accolades, `{key}` n’a pas de valeur", span, hint)
    return error(
        "L012",
        f"la virgule coupe le texte : `{key}` est pris pour une clé",
        span,
        f'entre accolades, mettez entre guillemets un texte qui a une virgule : `"{whole}"`',
    )


def of_scalar(node: yaml.Node, source: str, span: Span) -> Iterator[Diagnostic | None]:
    """What a text may hide; each look is taken only where its sign stands."""
    style, end = _style(node), node.end_mark.index
    typed = source[node.start_mark.index : end]
    invisible, glued = _invisible(node, typed, span), None
    if not style and (":" in typed or typed.startswith(_DASHES)):
        glued = _glued(typed, span)
    yield from (invisible, glued)
    if "\n" in typed and style in _FOLDED and not glued:
        yield _swallowed_item(typed, style, span)
    if not style and source[end : end + 1] in (" ", "\t"):
        yield hidden_end(node.value, source, end, span)


def _invisible(node: yaml.Node, typed: str, span: Span) -> Diagnostic | None:
    """L011: a text has no character that a document cannot print or that turns what is read."""
    found = _INVISIBLE.search(node.value) if isinstance(node, yaml.ScalarNode) else None
    if found is None:
        return None
    place = typed.find(found[0])
    return error(
        "L011",
        f"le texte contient un caractère invisible (U+{ord(found[0]):04X})",
        span if place < 0 else _at(typed, place, span),
        "effacez-le et retapez le mot : un document ne peut pas l’imprimer",
    )


def _at(typed: str, place: int, span: Span) -> Span:
    """The place of a character of what was typed from the beginning of ``span``."""
    line = span.line + typed.count("\n", 0, place)
    column = place - typed.rfind("\n", 0, place) if line > span.line else span.column + place
    return replace(span, line=line, column=column, end_line=line, end_column=column + 1)


def _glued(text: str, span: Span) -> Diagnostic | None:
    """L013: what begins with `-mot`, `• mot` or `clé:valeur` is a list or a key ill typed."""
    typed = text.split("\n", maxsplit=1)[0]
    if found := _GLUED.match(typed):
        start = found.end() - 1
        odd = _ODD_SPACE.match(typed, start)
        after = "le tiret" if found["dash"] else "les deux-points"
        message = f"après {after}, il faut une espace de la barre d’espace"
        better = f"{typed[:start]} {typed[odd.end() if odd else start :]}".rstrip()
    elif _BULLET.match(typed):
        start, message = 1, f"`{mended(typed[0])}` n’est pas le tiret des listes"
        better = f"- {typed[1:].strip()}"
    else:
        return None
    place = replace(span, end_line=span.line, end_column=span.column + start)
    quotes = "si c’est bien le début d’un texte, mettez le texte entre guillemets"
    return error("L013", message, place, f"écrivez `{shortened(better)}`", quotes)


def _swallowed_item(typed: str, style: str, span: Span) -> Diagnostic | None:
    """L015: a line `- …` or `• …` inside a text that YAML folds is no item: its mark is printed."""
    found = _ITEM.search(typed)
    if found is None:
        return None
    hint = (
        "écrivez `|` au lieu de `>` pour que chaque tiret reste sur sa ligne"
        if style
        else "alignez le tiret sur ceux de la liste, ou mettez tout le texte entre guillemets"
    )
    named = "ce tiret est lu" if found["mark"] == "-" else "cette puce est lue"
    message = f"{named} dans le texte qui précède, pas dans la liste"
    place = _at(typed, found.start("mark"), span)
    return warning("L015", message, place, hint)


def _style(node: yaml.Node) -> str:
    """`>` or `|` of a block, a quote, nothing for a text that stands as it is."""
    return getattr(node, "style", None) or ""
