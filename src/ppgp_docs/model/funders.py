"""A funder that several hands typed is one funder: the first spelling of it stands for all.

Budgets are cut and added up by the name of the funder: what differs by an apostrophe, a hyphen or
a space would make two columns of one, and leave money out of a total. Capitals and accents tell
funders apart, and are told: « Caf » may be another than « CAF », and is more often a slip. So is
one of the contracts' own funders that is typed as another: `autre:Département` for `CD`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from ppgp_docs.budget import LIBELLES_FINANCEURS
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.pliage import lettres_nues, plier, plier_signes
from ppgp_docs.model.build import Placed
from ppgp_docs.model.funder_spelling import well_spelled
from ppgp_docs.patterns import pattern

FIELD: Final = "financeur"
_OTHER: Final = re.compile(r"autre:\s*")
_PREFIX: Final = "autre:"
_SIGNS: Final = {ord("-"): " ", ord("."): None}
_STATE: Final = frozenset({"etat", "l'etat"})
"""Names of whoever may pay by another programme too."""

_OWN: Final = {
    "CD": re.compile(r"c ?d|(?:le )?(?:conseil )?departement(?:al)?"),
    "FIR": pattern(
        r"(?:ars,? ?[(/]? ?)?f ?i ?r\)?(?:,? ?[(/]? ?ars\)?)?"
        r"|(?:le )?fonds? d'interventions? regiona(?:l|ux)(?: \(?fir\)?)?"
    ),
    "BOP304": pattern(
        r"(?:l')?etat|(?:(?:l')?etat,? ?\(?)?(?:bop|programme|prog|p) ?(?:n[°o] ?)?304\)?"
    ),
    "ONDAM_MS": re.compile(r"ondam(?:[_ ]?(?:ms|medico social))?"),
}
"""How the funders of the contracts are called, without capitals, accents, hyphens and points."""


def one_spelling(files: Iterable[Placed]) -> Iterator[Diagnostic]:
    """Give each funder of some files, in place, the spelling that it bears first.

    M006: two funders that only their capitals or accents tell apart are told, once; so are, at
    their first line, a funder of the contracts that is typed as another, a name that lost its
    capitals or its accents.
    """
    first: dict[str, str] = {}
    alike: dict[str, tuple[str, Span]] = {}
    for holder in _holders(list(files)):
        typed, span = _OTHER.sub("autre:", holder[FIELD]), holder.place.fields[FIELD]
        is_new = plier_signes(typed) not in first
        holder[FIELD] = kept = first.setdefault(plier_signes(typed), typed)
        known, place = alike.setdefault(_letters(typed), (kept, span))
        if is_new and (own := _own(typed)):
            yield _not_other(kept, span, *own)
        elif is_new and known != kept:
            yield _alike(kept, span, known, place)
        elif is_new and typed.startswith(_PREFIX) and (right := _right(typed)) != typed:
            yield _misspelt(typed, span, right)


def _letters(name: str) -> str:
    """What is left of a name without its capitals, accents, hyphens and points."""
    return " ".join(lettres_nues(plier(name))[0].translate(_SIGNS).split())


def own_funder(name: str) -> tuple[str, bool] | None:
    """The key of the contracts' funder that bears a name, and whether that is sure."""
    letters = _letters(name)
    key = next((key for key, pattern in _OWN.items() if pattern.fullmatch(letters)), None)
    return (key, letters not in _STATE) if key else None


def _own(typed: str) -> tuple[str, bool] | None:
    """The key of the contracts' funder that ``autre:`` renames, and whether that is sure."""
    return own_funder(typed.removeprefix(_PREFIX)) if typed.startswith(_PREFIX) else None


def _right(typed: str) -> str:
    return _PREFIX + well_spelled(typed.removeprefix(_PREFIX))


def _misspelt(typed: str, span: Span, right: str) -> Diagnostic:
    wrong, name = (each.removeprefix(_PREFIX) for each in (typed, right))
    hint = f"écrivez `financeur: {right}`"
    return warning("M006", f"le financeur `{wrong}` s’écrit `{name}`", span, hint)


def _not_other(typed: str, span: Span, key: str, sure: bool) -> Diagnostic:
    name, label = typed.removeprefix(_PREFIX), LIBELLES_FINANCEURS[key]
    message = f"`{name}` se confond avec `{key}`, « {label} », qui est un financeur des contrats"
    instead = f"écrivez `financeur: {key}`"
    if not sure:
        instead = (
            f"si c’est ce financeur, {instead} ; sinon, précisez : `autre:État, programme 147`"
        )
    return warning("M006", message, span, instead)


def _holders(node: Any) -> Iterator[Placed]:
    """Every mapping that names a funder, in the order of the files."""
    if isinstance(node, Placed) and isinstance(node.get(FIELD), str):
        yield node
    if isinstance(node, dict):
        for child in node.values():
            yield from _holders(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _holders(child)


def _alike(typed: str, span: Span, known: str, place: Span) -> Diagnostic:
    name, other = (_OTHER.sub("", each) for each in (typed, known))
    file = "" if place.file == span.file else f" de `{place.file.name}`"
    found = warning(
        "M006",
        f"`{name}` est compté à part de `{other}`, ligne {place.line}{file} : "
        f"{_difference(name, other)} diffèrent",
        span,
        "si c’est le même financeur, écrivez-le partout de la même façon",
    )
    return replace(found, related=(("l’autre écriture", place),))


def _difference(name: str, other: str) -> str:
    """What tells two names apart, with its article."""
    if plier(name) == plier(other):
        return "seules leurs majuscules"
    if lettres_nues(plier(name))[0] == lettres_nues(plier(other))[0]:
        return "seuls leurs accents"
    return "seuls leurs points" if "." in name + other else "seuls leurs traits d’union"
