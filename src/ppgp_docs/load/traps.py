"""What YAML reads without a word otherwise than the person who typed it meant.

Each looks at a node as PyYAML composed it and at the text of the file, where the slip shows: a
comma between braces, a space forgotten after a dash or a colon, a line of a list within a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import yaml

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.nombres import entier
from ppgp_docs.load.bullets import DASHES, PUCES, continuing
from ppgp_docs.load.signs import mended
from ppgp_docs.load.wording import quoted, shortened, to_type
from ppgp_docs.patterns import pattern

_INVISIBLE: Final = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters, that XML cannot hold, and marks that turn the direction of the text; an
escape such as ``\\a`` brings them in where the raw file had none."""

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u2800\u3000\ufeff"
"""What shows as a space, or does not show, and is none for YAML; for a class of a pattern."""

_GLUED: Final = pattern(
    rf"(?P<dash>-)(?:[^\W\d_]|[{ODD_SPACES}])"
    rf"|(?P<key>(?!autre|mailto|tel)[a-z]+(?:_[a-z]+)*):(?:[^\s/]|[{ODD_SPACES}])"
)
"""`autre:CAF` is a funder, `mailto:` an address; any other word glued to its colon is a slip."""

_ODD_SPACE: Final = pattern(f"[{ODD_SPACES}]+")
_ODD_BEFORE_DASH: Final = pattern(rf"[{ODD_SPACES} ]*[{ODD_SPACES}][{ODD_SPACES} ]*(?=-[ \t])")
_BULLET: Final = pattern(rf"[{PUCES}{DASHES}](?:\s|(?=[^\W\d_]))")
_DASHES: Final = ("-", *PUCES, *DASHES)
_ITEM: Final = pattern(
    rf"\S[ \t]*\n[ \t]*(?P<mark>-(?=[^\W\d_]|[ \t{ODD_SPACES}]+\S)|[{PUCES}](?=\s*\S))"
)
_FOLDED: Final = ("", ">")
_REMARK: Final = pattern(r"[ \t]+#")


def without_value(key: str, whole: str, span: Span) -> Diagnostic:
    """L012: between braces `{texte: écouter, orienter}` is a text and a key without value.

    L009 where what follows its colon only looks like a space. ``whole`` is what was typed from the
    value before to the key, nothing when it comes first.
    """
    if odd := _ODDLY_SPACED.match(key):
        message, hint = odd_indent(odd[1], AFTER_COLON)
        return error("L009", message, span, hint)
    if not whole:
        hint = f"écrivez `{key}: …`, ou ôtez les accolades"
        return error("L012", f"entre accolades, `{key}` n’a pas de valeur", span, hint)
    return error(
        "L012",
        f"la virgule coupe le texte : `{key}` est pris pour une clé",
        span,
        f"entre accolades, mettez entre guillemets un texte qui a une virgule : `{quoted(whole)}`",
    )


def odd_indent(sign: str, place: str = "le retrait de cette ligne") -> tuple[str, str]:
    """What is wrong with an indent that has a space which is not that of the space bar, or a sign
    without width; and how to mend it."""
    name = "une espace insécable" if sign in "\u00a0\u202f\u2007" else "une espace d’un autre genre"
    name = f"{name if sign.isspace() else 'un signe invisible'} (U+{ord(sign):04X})"
    return (
        f"{place} contient {name}",
        "effacez-le et retapez-le avec la barre d’espace",
    )


def oddly_indented(key: yaml.ScalarNode, source: str, span: Span) -> Diagnostic | None:
    """L009: YAML takes for a part of a key an odd space that was meant to set it in, or to part its
    colon from its value."""
    if not _style(key) and (behind := _ODDLY_SPACED.match(key.value)):
        message, hint = odd_indent(behind[1], AFTER_COLON)
        column = span.column + behind.start(1)
        return error("L009", message, replace(span, column=column, end_column=column + 1), hint)
    if _style(key) or not _ODD_SPACE.match(key.value):
        return None
    start = key.start_mark.index
    leads = not source[source.rfind("\n", 0, start) + 1 : start].strip()
    sign = source[start]
    message, hint = odd_indent(sign) if leads else odd_indent(sign, _GAP)
    place = replace(span, end_line=span.line, end_column=span.column + 1)
    return error("L009", message, place, hint)


AFTER_COLON: Final = "le blanc après les deux-points"
AFTER_DASH: Final = "le blanc après le tiret"
_ODDLY_SPACED: Final = pattern(rf"[a-z_]+[ {ODD_SPACES}]*:([{ODD_SPACES}])")
_GAP: Final = "le blanc devant cette clé"
_NEAR: Final = 80
_QUESTION: Final = pattern(r"(?:(?:^|\n)[ -]*|[\[{,]\s*)\?\s+$")
_RESERVED: Final = {"&": "un renvoi", "!": "une étiquette", "?": "une clé"}


def reserved(node: yaml.Node, source: str, span: Span) -> Diagnostic | None:
    """L009: `&amp en tête`, `! attention`: YAML takes the first word of a text for its own."""
    sign = source[node.start_mark.index : node.start_mark.index + 1]
    return _reserved(sign, span) if sign in ("&", "!") else None


def reserved_key(key: yaml.Node, source: str, span: Span, lone: bool) -> Diagnostic | None:
    """L009: `? question`, which YAML reads as a key; `&mot clé: valeur`.

    ``lone`` when the key has no colon.
    """
    start = key.start_mark.index
    if lone and _QUESTION.search(source[max(0, start - _NEAR) : start]):
        place = source.rindex("?", 0, start)
        line, column = source.count("\n", 0, place) + 1, place - source.rfind("\n", 0, place)
        return _reserved("?", replace(span, line=line, column=column))
    return reserved(key, source, span)


def _reserved(sign: str, span: Span) -> Diagnostic:
    message = f"le texte commence par `{sign}`, que YAML lit comme {_RESERVED[sign]}"
    place = replace(span, end_line=span.line, end_column=span.column + 1)
    return error("L009", message, place, "mettez tout le texte entre guillemets")


_LIST_OF_NUMBERS: Final = pattern(
    r"\[\s*(?!\d{1,3}(?:,\d{3})+\s*\])(?:\d+(?:,\d+){2,}|\d+(?:,\d{4,})+)\s*\]"
)
"""« [1,2,3] », « [2021,2022] »: no number has two commas, none of ours four decimals. « [1,5] » may
be 1.5, and « [1,250,000] » a number as English writes it."""


def cut_figures(
    node: yaml.Node, source: str, place: Callable[[yaml.Node], Span]
) -> Iterator[Diagnostic]:
    """L012: between brackets `[12,50 €, 8 €]` is three texts: a comma glued to figures cuts them.

    Two items of a list are parted by a comma and a space, unless nothing but a list can be meant.
    """
    if _LIST_OF_NUMBERS.fullmatch(source, node.start_mark.index, node.end_mark.index):
        return
    first = None
    for item, behind in pairwise([*node.value, None]):
        first = first or item
        if behind is not None and _goes_on_with_figures(item, behind, source):
            continue
        if first is not item:
            typed = source[first.start_mark.index : item.end_mark.index]
            yield _cut_in_two(shortened(" ".join(typed.split())), place(first))
        first = None


def _cut_in_two(typed: str, span: Span) -> Diagnostic:
    return error(
        "L012",
        f"entre crochets, la virgule coupe `{typed}` en plusieurs éléments",
        span,
        f"mettez le texte entre guillemets, `{quoted(typed)}`, ou un élément par ligne après un "
        "tiret",
        "si ce sont bien plusieurs éléments, mettez une espace après la virgule",
    )


_BEGUN: Final = pattern(r"[A-ZÀ-ÖØ-Ý«]\S* +\S.*[^\s.!?;:…]", re.DOTALL)
_CONTINUED: Final = pattern(r"[a-zà-öø-ÿ]\S* +\S")


def cut_texts(
    node: yaml.Node, source: str, place: Callable[[yaml.Node], Span]
) -> Iterator[Diagnostic]:
    """L012: between brackets `[Un accueil, sans rendez-vous ce jour]` is two texts: told, where
    several words with a capital are followed by several without one."""
    for item, behind in pairwise(node.value):
        plain = isinstance(item, yaml.ScalarNode) and isinstance(behind, yaml.ScalarNode)
        if not plain or _style(item) or _style(behind):
            continue
        if _BEGUN.fullmatch(item.value) and _CONTINUED.match(behind.value):
            typed = source[item.start_mark.index : behind.end_mark.index]
            whole = shortened(" ".join(typed.split()))
            yield warning(
                "L012",
                f"entre crochets, la virgule fait deux éléments de `{whole}`",
                place(behind),
                'si c’est un seul texte, mettez-le entre guillemets : `["…"]`',
                "si ce sont deux éléments, écrivez chacun sur sa ligne, après un tiret",
            )


def _goes_on_with_figures(item: yaml.Node, behind: yaml.Node, source: str) -> bool:
    """Whether nothing but a comma stands between the figures of two texts without quotes."""
    start, end = item.end_mark.index, behind.start_mark.index
    if source[start:end] != "," or _style(item) or _style(behind):
        return False
    return source[start - 1 : start].isdigit() and source[end : end + 1].isdigit()


def of_scalar(node: yaml.Node, source: str, span: Span) -> Iterator[Diagnostic | None]:
    """What a text may hide; each look is taken only where its sign stands."""
    style, end = _style(node), node.end_mark.index
    typed = source[node.start_mark.index : end]
    invisible, glued = _invisible(node, typed, span), None
    if not style and (":" in typed or typed.startswith(_DASHES) or _ODD_SPACE.match(typed)):
        before = source[source.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
        glued = _glued(typed, before, span)
    yield from (invisible, glued)
    if "\n" in typed and style in _FOLDED and not glued:
        yield _swallowed_item(typed, style, span)
    if not style and _REMARK.match(source, end):
        from ppgp_docs.load.yaml_comments import (
            hidden_end,  # how people begin a remark is long to tell
        )

        yield hidden_end(node.value, source, end, span)


def endless(node: yaml.Node, span: Span) -> Diagnostic | None:
    """L018: a text of forty pages in one piece; a document lays one out in minutes."""
    if not isinstance(node, yaml.ScalarNode) or len(node.value) <= _MOST:
        return None
    told = f"ce texte compte {entier(len(node.value))} caractères, il en faut au plus"
    first = replace(span, end_line=span.line, end_column=span.column + 1)
    return error("L018", f"{told} {entier(_MOST)}", first, _SEVERAL)


_MOST: Final = 100_000
_SEVERAL: Final = "partagez-le en plusieurs blocs, un par paragraphe, ou effacez ce qui est en trop"


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


def _glued(text: str, before: str, span: Span) -> Diagnostic | None:
    """L013: what begins with `-mot`, `• mot` or `clé:valeur` is a list or a key ill typed.

    ``before`` is what stands before the text on its line.
    """
    typed = text.split("\n", maxsplit=1)[0]
    key = ""
    if found := _ODD_BEFORE_DASH.match(typed):
        start, message = found.end(), "devant le tiret, il y a une espace insécable ou invisible"
        better = typed[start:].lstrip("- \t")
    elif found := _GLUED.match(typed):
        start = found.end() - 1
        odd = _ODD_SPACE.match(typed, start)
        after = AFTER_DASH if found["dash"] else AFTER_COLON
        missing = f"il manque une espace après {'le tiret' if found['dash'] else 'les deux-points'}"
        message = odd_indent(odd[0][0], after)[0] if odd else missing
        key = found["key"] or ""
        better = typed[odd.end() if odd else start :]
    elif _BULLET.match(typed):
        start, message = 1, f"`{mended(typed[0])}` n’est pas le tiret des listes"
        better = typed[1:]
    else:
        return None
    place = replace(span, end_line=span.line, end_column=span.column + start)
    return error("L013", message, place, *_parted(text, key, better.strip(), before))


def _parted(text: str, key: str, better: str, before: str) -> tuple[str, ...]:
    """How to type an item, or a key and its value, where it stands: at the head of its line, behind
    the dash that it has already, or behind a key, where only a text can be."""
    line = f"{key}: {to_type(better)}" if key else f"- {to_type(better)}"
    if not before.strip(" -"):
        has_dash = before.strip() and not key
        first = (
            f"écrivez `{to_type(better)}` : le tiret y est déjà"
            if has_dash
            else f"écrivez `{line}`"
        )
        return first, "si c’est bien le début d’un texte, mettez le texte entre guillemets"
    whole = "" if "\n" in text else f" : `{quoted(text)}`"
    quotes = f"si c’est un texte, mettez-le entre guillemets{whole}"
    if "[" in before or "{" in before:
        return (quotes,)
    what = f"si `{key}` est une clé" if key else "si c’est une liste"
    return quotes, f"{what}, allez à la ligne, et écrivez en retrait `{line}`"


def _swallowed_item(typed: str, style: str, span: Span) -> Diagnostic | None:
    """L015: a line `- …` or `• …` inside a text that YAML folds is no item: its mark is printed."""
    found = _ITEM.search(typed) or continuing(typed)
    if found is None:
        return None
    hint = (
        "écrivez `|` au lieu de `>` pour que chaque tiret reste sur sa ligne"
        if style
        else "alignez le tiret sur ceux de la liste, ou mettez tout le texte entre guillemets"
    )
    named = "ce tiret" if found["mark"] in f"-{DASHES}" else "cette puce"
    message = f"{named} continue le texte qui précède, au lieu de commencer un élément de la liste"
    place = _at(typed, found.start("mark"), span)
    return warning("L015", message, place, hint)


def _style(node: yaml.Node) -> str:
    """`>` or `|` of a block, a quote, nothing for a text that stands as it is."""
    return getattr(node, "style", None) or ""
