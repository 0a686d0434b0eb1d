"""The plugin of the core's own checks: they come by the same hook as a stranger's.

Each is a small function from a dossier to diagnostics, beside its kin: ``references`` (names that
designate something), ``presentation`` (the order of the parts), ``figures`` (percentages, counts,
headcounts), ``announced`` and ``introduced`` (counts before lists), ``surveys`` (answers),
``texts`` (shares, counts and addresses in texts), ``echoes`` and ``counts`` (things said twice),
``rates`` (0,6 for 60 %), ``dates`` and ``days`` (those of fields, those of texts), ``money`` and
``amounts`` (totals, years, populations), ``people`` (contacts), ``contract`` (envelopes, shared
costs), ``objectives`` (national texts, targets), ``stamp`` (remote transmission), ``writing``
(inclusive forms, lone marks), ``leftovers`` (reminders, words twice), ``names``, ``known_names``
and ``sigles`` (one spelling, one meaning), ``consent`` (people quoted, shown, reached).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from ppgp_docs.check import (
    amounts,
    announced,
    consent,
    contract,
    counts,
    dates,
    days,
    echoes,
    figures,
    introduced,
    known_names,
    leftovers,
    money,
    names,
    objectives,
    people,
    presentation,
    rates,
    references,
    sigles,
    stamp,
    surveys,
    texts,
    writing,
)
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.hookspecs import hookimpl

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    *references.CHECKS,
    *presentation.CHECKS,
    *figures.CHECKS,
    *announced.CHECKS,
    *introduced.CHECKS,
    *surveys.CHECKS,
    *texts.CHECKS,
    *counts.CHECKS,
    *echoes.CHECKS,
    *rates.CHECKS,
    *dates.CHECKS,
    *days.CHECKS,
    *money.CHECKS,
    *amounts.CHECKS,
    *people.CHECKS,
    *contract.CHECKS,
    *objectives.CHECKS,
    *stamp.CHECKS,
    *writing.CHECKS,
    *leftovers.CHECKS,
    *names.CHECKS,
    *known_names.CHECKS,
    *sigles.CHECKS,
    *consent.CHECKS,
)


@hookimpl
def ppgp_check(dossier: Dossier) -> Iterator[Diagnostic]:
    """What the core finds in a dossier."""
    return chain.from_iterable(check(dossier) for check in CHECKS)
