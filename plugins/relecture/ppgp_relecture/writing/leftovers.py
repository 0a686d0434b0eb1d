"""What a tired hand leaves in a text: a reminder, a word twice, guillemets around a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, pattern, simplifier, span_in, warning

_REMINDER: Final = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|\b[Ll]orem ipsum\b|\?{3,}"
    r"|[\[(]\s*[àÀaA] (?:compléter|confirmer|définir|préciser|remplir|revoir|vérifier)\b"
    r"[^\])]*[\])]"
)
_TWICE: Final = pattern(
    r"\b(à|au|aux|avec|ce|ces|cette|dans|de|des|du|et|la|le|les|leurs|par|pour|que|qui|sans|ses"
    r"|sur|un|une)\s+\1\b(?!-)",
    re.IGNORECASE,
)
"""Words that French never says twice in a row: « nous nous », « en en » and « l’Est est » do."""

_CLUE: Final = re.compile(r"[TFX][OIBX]|orem|\?{3}|[\[(]\s*[àÀaA] ")
"""How a reminder begins: read first, since next to no text has it."""

_QUOTED: Final = re.compile(r"\s*(?:«[^«»]*»|“[^“”]*”|\"[^\"]*\")\s*")


def reminders(dossier: Dossier) -> Iterator[Diagnostic]:
    """C806: a text has no reminder to its author."""
    for ecrit in dossier.textes:
        for found in _REMINDER.finditer(ecrit.texte) if _CLUE.search(ecrit.texte) else ():
            message = f"« {found[0]} » est resté dans le texte, et serait imprimé"
            hint = "complétez la phrase ou effacez ces mots"
            yield warning("C806", message, span_in(ecrit.texte, *found.span()), hint)


def words_twice(dossier: Dossier) -> Iterator[Diagnostic]:
    """C807: a small word is not written twice in a row."""
    for ecrit in dossier.textes:
        words = ecrit.texte.lower().split()
        if not any(map(str.__eq__, words, words[1:])):
            continue
        for found in _TWICE.finditer(ecrit.texte):
            message = f"« {simplifier(found[0])} » : le mot est écrit deux fois"
            span = span_in(ecrit.texte, *found.span())
            yield warning("C807", message, span, "effacez l’un des deux")


def quotes_in_guillemets(dossier: Dossier) -> Iterator[Diagnostic]:
    """C808: the documents put the guillemets of a quote: its text has none of its own around it."""
    for ecrit in dossier.textes:
        if ecrit.cite and _QUOTED.fullmatch(ecrit.texte):
            message = "les guillemets de la citation seraient imprimés deux fois"
            hint = "effacez-les : les documents les ajoutent"
            yield warning("C808", message, ecrit.texte.span, hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    reminders,
    words_twice,
    quotes_in_guillemets,
)
