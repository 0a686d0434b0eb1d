"""Step 5, check: facts that must agree.

Each check is a small function from a dossier to diagnostics, beside its kin: ``references``
(names that designate something), ``figures`` (percentages, counts, headcounts), ``announced``
(counts in words), ``surveys`` (answers), ``texts`` (numbers and addresses in texts),
``echoes`` (things said twice), ``dates``,
``money`` (totals, years, populations), ``people`` (contacts), ``contract`` (envelopes, shared
costs), ``objectives`` (national texts, targets), ``stamp`` (remote transmission), ``writing``
(inclusive forms, lone marks), ``names`` (one spelling), ``consent`` (people quoted, shown,
reached). Plugins add theirs with ``ppgp_check``. A dossier may set a warning aside with a written
reason (``dispenses``, in ``waivers``), a missing consent excepted. Advice on style is apart, in
``advice``, for those who ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs import answers
from ppgp_docs.check import (
    announced,
    consent,
    contract,
    dates,
    echoes,
    figures,
    money,
    names,
    objectives,
    people,
    references,
    stamp,
    surveys,
    texts,
    waivers,
    writing,
)
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugins import Plugins

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    *references.CHECKS,
    *figures.CHECKS,
    *announced.CHECKS,
    *surveys.CHECKS,
    *texts.CHECKS,
    *echoes.CHECKS,
    *dates.CHECKS,
    *money.CHECKS,
    *people.CHECKS,
    *contract.CHECKS,
    *objectives.CHECKS,
    *stamp.CHECKS,
    *writing.CHECKS,
    *names.CHECKS,
    *consent.CHECKS,
)


def check(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """Everything that the core and the plugins find in a dossier, waivers applied."""
    found = [diagnostic for rule in CHECKS for diagnostic in rule(dossier)]
    results, failures = plugins.call("ppgp_check", answers.diagnostics, dossier=dossier)
    found += [diagnostic for result in results for diagnostic in result]
    return (*waivers.apply(dossier, found), *failures)
