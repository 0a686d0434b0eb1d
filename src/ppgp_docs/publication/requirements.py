"""Drafts and publications: what a publication refuses.

A document that lacks a consent calls itself PROJET and lists what it lacks (found by step 5);
``--publication`` makes none. No plugin decides of it: formats are handed the list, and can only
add to it. Money of a contract that no fiche has yet bars a publication too, and is no consent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Severity

UNWAIVABLE: Final = frozenset({"C901", "C902", "C904", "C905"})
"""No written reason stands for a consent."""


def still_lacking(lacks: tuple[str, ...], answer: tuple[str, ...]) -> tuple[str, ...]:
    """What a document lacks after a plugin had its say: it may add, never take away."""
    return tuple(dict.fromkeys((*lacks, *answer)))


def barring(finding: Diagnostic) -> Diagnostic:
    """The same finding, one that a publication refuses."""
    return replace(finding, bars_publication=True)


_ABOUT_PEOPLE: Final = "C9"


def lacks_consent(finding: Diagnostic) -> bool:
    """Whether what bars a publication is a consent, rather than something of the contract."""
    return finding.bars_publication and finding.code.startswith(_ABOUT_PEOPLE)


def as_published(finding: Diagnostic) -> Diagnostic:
    """The same finding for a document that is going to be published."""
    return replace(finding, severity=Severity.ERROR) if finding.bars_publication else finding
