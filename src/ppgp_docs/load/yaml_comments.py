"""What a `#` hides: YAML reads all that follows it as a remark, whoever meant a text.

A remark behind a value is sound, and left alone: « 62 # source : enquête ». What continues a text
is told: its end would be printed nowhere. Both look alike to YAML; what tells them apart is how
the text ends and how the rest begins.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.load.wording import shortened

_HIDDEN_END: Final = re.compile(r"(?P<before>[ \t]+)#(?P<gap>[ \t]*)(?P<rest>[^\s#].*)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?…:;][\s»”\")]*$")
_IS_A_SENTENCE: Final = re.compile(r"[«\"( ]*[A-ZÀ-ÖØ-Ý](?:\S*\s+){2,}.*[.!?…][\s»”\")]*$")
_BEGINS_A_TEXT: Final = re.compile(r"[«\"'(*_\s]*[^\W_]")
_REMARK: Final = re.compile(
    r"[(\s]*(?:"
    r"[àa]\s\w+(?:er|ir|re)\b|en\s(?:attente|cours|projet)\b|pour\s(?:info\w*|mémoire)\b"
    r"|(?:à\s)?(?:re)?v(?:oir|érif\w*|alid\w*|u)\b|rel(?:ire|ue?s?)\b|corrig\w+|compl[ée]t\w+"
    r"|compar\w+|gard(?:er|ée?s?)\b|mettre\b|raccourci\w*|reformul\w+|renomm\w+|réécri\w*|repris\w*|idem\b"
    r"|doublons?\b|copi\w+|titres?\b|version\b|trop\b|pas\ss[ûu]r\w*"
    r"|(?:choisi|dit|fait|propos|vu)\w*\s(?:en|par)\b"
    r"|ajout\w*|modifi\w+|supprim\w+|chang\w+|remplac\w+|confirm\w+|demand\w+|attend\w+"
    r"|cf\b|todo\b|fixme\b|xxx\b|n\.?\s?b\b|nota\b|notes?\b|rem(?:arque)?s?\b|attention\b|ok\b"
    r"|sources?\b|ex(?:emples?)?\b|anciens?\b|anciennes?\b|anciennement\b|avant\b|selon\b|d[’']après\b"
    r"|facultati\w+|optionnel\w*|obligatoire\w*|provisoire\w*|brouillon\w*|approxim\w+|environ\b"
    r"|sans\sobjet\b|[\w’'./-]+[ \u00a0\u202f]?:"
    r")",
    re.IGNORECASE,
)
"""How people begin a remark to themselves, a label before its colon (`Anne : …`) included."""


def hidden_end(text: str, source: str, after: int, span: Span) -> Diagnostic | None:
    """L014: of `note #2 du rapport` YAML keeps `note`: the rest is a remark, printed nowhere.

    ``after`` is where ``text`` ends in ``source``, ``span`` its place.
    """
    found = _HIDDEN_END.match(source, after)
    if found is None or (found["gap"] and not _goes_on(text, found["rest"])):
        return None
    start, end = span.end_column + len(found["before"]), span.end_column + len(found[0])
    remark = (
        "si c’est un commentaire, placez-le seul, sur la ligne d’au-dessus"
        if found["gap"]
        else "si c’est un commentaire, mettez une espace après `#`"
    )
    return warning(
        "L014",
        f"`{shortened(found[0].strip())}` est lu comme un commentaire, et ne sera pas imprimé",
        replace(span, line=span.end_line, column=start, end_column=end),
        "mettez tout le texte entre guillemets",
        remark,
    )


def _goes_on(text: str, rest: str) -> bool:
    """Whether what stands behind a hash goes on with the text before it."""
    if not _is_words(text) or not _BEGINS_A_TEXT.match(rest):
        return False
    if _REMARK.match(rest) or rest.rstrip(" )").endswith("?"):
        return False
    return not _ENDS_A_SENTENCE.search(text) or bool(_IS_A_SENTENCE.match(rest))


def _is_words(text: str) -> bool:
    """Whether a value is a text: no figure, date, code or name of the dossier's own."""
    return len(_WORD.findall(text)) > 1 and " " in text
