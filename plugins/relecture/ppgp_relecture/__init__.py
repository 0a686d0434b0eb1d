"""The plugin ``relecture``: what an attentive reader sees in the prose of a dossier.

Numbers, amounts, days and names that sentences tell, against the facts and against one another;
on demand, advice about the writing. A folder holds a subject, a module what one question asks;
``reading`` reads sentences for them and emits nothing. Reading prose is guessing: a rule is kept
as long as ``tests/corpus`` holds, slips caught and sound sentences left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ppgp_docs.api import Diagnostic, Dossier, Statement, hookimpl


@hookimpl
def ppgp_check(dossier: Dossier) -> Iterator[Diagnostic]:
    """What the texts of a dossier say that cannot be."""
    from ppgp_relecture.rules import CHECKS

    return chain.from_iterable(check(dossier) for check in CHECKS)


@hookimpl
def ppgp_state_amounts(dossier: Dossier) -> Iterator[Statement]:
    """The amounts that the texts of the fiches tell of their funding."""
    from ppgp_relecture.money.amounts import statements

    return statements(dossier)


@hookimpl
def ppgp_advise(dossier: Dossier) -> tuple[Diagnostic, ...]:
    """What could be better written; loaded on demand, since nobody else pays for it."""
    from ppgp_relecture.writing.advice import advise

    return advise(dossier)
