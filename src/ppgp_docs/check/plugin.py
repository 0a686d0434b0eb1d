"""The plugin of the core's own checks: they come by the same hook as a stranger's.

Each is a small function from a dossier to diagnostics. A folder holds a subject, a module what one
question asks. What reads free prose is the plugin ``relecture``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from ppgp_docs.check.contract import (
    amendments,
    envelopes,
    indicators,
    objectives,
    published_acts,
    shared_costs,
    transmission,
)
from ppgp_docs.check.dates import succession
from ppgp_docs.check.figures import (
    grids,
    parts_and_wholes,
    rates,
    slopes,
    surveys,
    units,
    years,
)
from ppgp_docs.check.money import accounts, budget, costs, states, unforeseen
from ppgp_docs.check.people import (
    consent,
    contacts,
    names_in_texts,
    photos,
    registration_numbers,
)
from ppgp_docs.check.references import designated, parts_order, pictures, unprinted_fields
from ppgp_docs.check.writing import glyphs, inclusive
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.statement import Statement
from ppgp_docs.plugin.hookspecs import hookimpl

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    *designated.CHECKS,
    *pictures.CHECKS,
    *parts_order.CHECKS,
    *unprinted_fields.CHECKS,
    *parts_and_wholes.CHECKS,
    *surveys.CHECKS,
    *grids.CHECKS,
    *rates.CHECKS,
    *slopes.CHECKS,
    *units.CHECKS,
    *years.CHECKS,
    *succession.CHECKS,
    *budget.CHECKS,
    *states.CHECKS,
    *unforeseen.CHECKS,
    *costs.CHECKS,
    *accounts.CHECKS,
    *contacts.CHECKS,
    *envelopes.CHECKS,
    *amendments.CHECKS,
    *shared_costs.CHECKS,
    *objectives.CHECKS,
    *indicators.CHECKS,
    *transmission.CHECKS,
    *published_acts.CHECKS,
    *glyphs.CHECKS,
    *inclusive.CHECKS,
    *consent.CHECKS,
    *names_in_texts.CHECKS,
    *photos.CHECKS,
    *registration_numbers.CHECKS,
)


@hookimpl
def ppgp_check(dossier: Dossier) -> Iterator[Diagnostic]:
    """What the core finds in a dossier."""
    return chain.from_iterable(check(dossier) for check in CHECKS)


@hookimpl
def ppgp_state_amounts(dossier: Dossier) -> Iterator[Statement]:
    """The totals of the fiches, the stages of their lines, both sides of their accounts; the
    shared costs, the envelopes and the amendments of the contract."""
    sources = (
        budget.statements,
        shared_costs.statements,
        envelopes.statements,
        amendments.statements,
        states.statements,
        accounts.statements,
    )
    return chain.from_iterable(source(dossier) for source in sources)
