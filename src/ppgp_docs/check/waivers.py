"""The waivers of a dossier (``dispenses``): applied, and looked at in their turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from ppgp_docs.codes import codes, meant
from ppgp_docs.diagnostics import Diagnostic, Severity, Span, note, warning
from ppgp_docs.load.tree import Text
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.publication.requirements import UNWAIVABLE

DATED: Final = frozenset({"C621", "C622"})
"""The codes that are only told against a date that somebody gives (``contract.late_reports``): a
waiver of one is never idle."""


def apply(
    dossier: Dossier, found: Iterable[Diagnostic], also: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """The findings, those that are waived as notes, then what is wrong with the waivers.

    ``also`` are the codes of plugins.
    """
    waivers = reasons(dossier)
    fired = set()
    for diagnostic in found:
        fired.add(diagnostic.code)
        yield _waived(diagnostic, waivers)
    for code in waivers:
        if code not in fired and code not in DATED:
            yield _idle(code, _place(dossier, code), also)


def applied(dossier: Dossier, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings alone, those that are waived as notes."""
    waivers = reasons(dossier)
    return (_waived(diagnostic, waivers) for diagnostic in found)


def reasons(dossier: Dossier) -> dict[str, str]:
    """The codes that a dossier and its fiches set aside, each with its written reason."""
    waivers = {**dossier.dispenses}
    for fiche in dossier.fiches:
        waivers |= fiche.dispenses
    return waivers


def _waived(diagnostic: Diagnostic, waivers: Mapping[str, str]) -> Diagnostic:
    """A waived warning becomes a note that recalls the written reason; errors and consents stay."""
    reason = waivers.get(diagnostic.code)
    firm = diagnostic.severity is not Severity.WARNING or diagnostic.code in UNWAIVABLE
    if reason is None or firm:
        return diagnostic
    message = f"écarté par le dossier ({reason}), {diagnostic.message}"
    return note(diagnostic.code, message, diagnostic.span)


def _idle(code: str, place: Span | None, also: Collection[str]) -> Diagnostic:
    """C112: a waiver names a code that exists. C113: and that has something to set aside."""
    if code in codes() or code in also:
        message = f"la dispense de `{code}` ne sert à rien : ce contrôle ne signale rien"
        return note("C113", message, place, "effacez-la : elle cacherait une faute à venir")
    message = f"la dispense de `{code}` n’écarte rien : ce code n’existe pas"
    return warning("C112", message, place, meant(code, also))


def _place(dossier: Dossier, code: str) -> Span | None:
    owners: tuple[Dossier | FicheAction, ...] = (dossier, *dossier.fiches)
    for owner in owners:
        reason = owner.dispenses.get(code)
        if reason is not None:
            return reason.span if isinstance(reason, Text) else owner.at("dispenses")
    return None
