"""Step 5, check: facts that must agree.

Each check is a small function from a dossier to diagnostics, beside its kin: ``references``
(names that designate something), ``figures`` (percentages, counts, headcounts), ``dates``,
``money`` (totals, years, populations), ``people`` (contacts), ``contract`` (envelopes, shared
costs), ``objectives`` (national texts, targets), ``stamp`` (remote transmission), ``writing``
(inclusive forms, lone marks). Plugins add theirs with ``ppgp_check``. A dossier may set a warning
aside with a written reason (``dispenses``). Advice on style is apart, in ``advice``, for those who
ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.check import (
    contract,
    dates,
    figures,
    money,
    objectives,
    people,
    references,
    stamp,
    writing,
)
from ppgp_docs.diagnostics import Diagnostic, Severity, note
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugins import Plugins

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    *references.CHECKS,
    *figures.CHECKS,
    *dates.CHECKS,
    *money.CHECKS,
    *people.CHECKS,
    *contract.CHECKS,
    *objectives.CHECKS,
    *stamp.CHECKS,
    *writing.CHECKS,
)


def check(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """Everything that the core and the plugins find in a dossier, waivers applied."""
    found = [diagnostic for rule in CHECKS for diagnostic in rule(dossier)]
    results, failures = plugins.call("ppgp_check", dossier=dossier)
    found += [diagnostic for result in results for diagnostic in result or ()]
    waivers = {**dossier.dispenses}
    for fiche in dossier.fiches:
        waivers |= fiche.dispenses
    return (*(_waived(diagnostic, waivers) for diagnostic in found), *failures)


def _waived(diagnostic: Diagnostic, waivers: dict[str, str]) -> Diagnostic:
    """A waived warning becomes a note that recalls the written reason; errors stay."""
    reason = waivers.get(diagnostic.code)
    if reason is None or diagnostic.severity is not Severity.WARNING:
        return diagnostic
    message = f"écarté par le dossier ({reason}) : {diagnostic.message}"
    return note(diagnostic.code, message, diagnostic.span)
