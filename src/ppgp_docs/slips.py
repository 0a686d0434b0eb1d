"""What YAML reads without a word otherwise than the person who typed it meant.

Each looks at a node as PyYAML composed it and at the text of the file, where the slip shows: a
comma between braces, a space forgotten after a dash or a colon, a hash that hides the end of a
text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import yaml

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning

_GLUED: Final = re.compile(r"(?P<dash>-)[^\W\d_]|(?P<key>[a-z]+(?:_[a-z]+)*):[^\s/]")
_HIDDEN_END: Final = re.compile(r"([ \t]+)#[^\s#].*")
_SHORT: Final = 40


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


def glued(node: yaml.ScalarNode, source: str, span: Span) -> Diagnostic | None:
    """L013: a text that begins with `-mot` or `clé:valeur` is a list or a key without its space."""
    found = None if node.style else _GLUED.match(node.value)
    if found is None:
        return None
    sign = "le tiret" if found["dash"] else "les deux-points"
    start = found.end() - 1
    typed = source[node.start_mark.index : node.end_mark.index].split("\n")[0]
    return error(
        "L013",
        f"il manque une espace après {sign}",
        replace(span, end_line=span.line, end_column=span.column + start),
        f"écrivez `{shortened(f'{typed[:start]} {typed[start:]}')}`",
        "si c’est bien le début d’un texte, mettez le texte entre guillemets",
    )


def hidden_end(node: yaml.ScalarNode, source: str, span: Span) -> Diagnostic | None:
    """L014: of `note #2 du rapport` YAML keeps `note`: the rest is a remark, printed nowhere."""
    found = None if node.style else _HIDDEN_END.match(source, node.end_mark.index)
    if found is None:
        return None
    start, end = span.end_column + len(found[1]), span.end_column + len(found[0])
    return warning(
        "L014",
        f"`{shortened(found[0].strip())}` est lu comme une remarque, et ne sera pas imprimé",
        replace(span, line=span.end_line, column=start, end_column=end),
        "mettez le texte entre guillemets, ou une espace après `#` si c’est une remarque",
    )


def shortened(text: str) -> str:
    """The first words of a text, for a message."""
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
