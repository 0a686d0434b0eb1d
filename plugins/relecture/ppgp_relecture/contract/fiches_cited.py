"""Fiches that a text sends to: they are in the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, Span, note, pattern, rich_texts, warning
from ppgp_docs.api import fiche as model

_FICHE: Final = re.compile(
    r"fiches?[\s-]+actions?\s+"
    r"(?P<numbers>(?:n°\s*)?\d{1,3}(?:(?:,|\set|\sou)\s(?:n°\s*)?\d{1,3})*)(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_ELSEWHERE: Final = pattern(
    r"\s(?:du\s(?:contrat\s(?:précédent|antérieur|\(?20\d\d)|précédent\s)|d[’']un\sautre\s"
    r"|(?:de\sl[’']|de\sla\s|du\s|des\s|d[’']|de\s)(?P<where>[A-ZÀ-Ý][\w’-]+))"
)
_SENT: Final = pattern(
    r"(?:\(|(?<!\w)(?:voir|cf\.?|selon|reporter|renvoie?|rubrique|décrite?s?|détaillée?s?|prévue?s?)"
    r"(?:\s(?:aussi|à|aux|dans|par))?(?:\sl[ae]s?)?\s)$",
    re.IGNORECASE,
)
_BEFORE: Final = 40


def fiches_cited(dossier: Dossier) -> Iterator[Diagnostic]:
    """C608: a fiche that a text sends to is here or in the contract (C110 has the stated key).

    A note where the text only speaks of it; silence where it says that it is another contract's.
    """
    known = {fiche.numero for fiche in dossier.fiches}
    known |= {fiche.numero for fiche in dossier.contrat.fiches} if dossier.contrat else set()
    for owner, field, text in rich_texts((dossier.fiches, dossier.contrat)):
        plain = text.plain
        for match in _FICHE.finditer(plain) if not isinstance(owner, model.Repartition) else ():
            if not _is_elsewhere(_ELSEWHERE.match(plain, match.end()), dossier):
                sent = bool(_SENT.search(plain[max(0, match.start() - _BEFORE) : match.start()]))
                for number in re.findall(r"\d+", match["numbers"]):
                    if int(number) not in known:
                        yield _unknown(number, sent, _place(dossier, owner.at(field), number))


def _is_elsewhere(behind: re.Match[str] | None, dossier: Dossier) -> bool:
    """Whether the words behind a number say that the fiche is another contract's."""
    if behind is None:
        return False
    where = behind["where"] or ""
    own = (*dossier.departement.nom.split(), "Département", "Contrat")
    return not where.startswith(own)


def _unknown(number: str, sent: bool, place: Span) -> Diagnostic:
    verb = "renvoie à" if sent else "parle de"
    tell = warning if sent else note
    message = f"le texte {verb} la fiche action {number}, qui n’est pas connue"
    hint = "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`"
    return tell("C608", message, place, hint)


def _place(dossier: Dossier, start: Span, number: str) -> Span:
    """The number itself in the text that was typed at ``start``."""
    for ecrit in dossier.textes:
        if ecrit.texte.span == start:
            for match in _FICHE.finditer(ecrit.texte):
                if number in re.findall(r"\d+", match["numbers"]):
                    return ecrit.texte.at(*match.span())
    return start


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (fiches_cited,)
