"""What to advise to who typed a number: never a figure that would say something else.

A figure is proposed where it prints what is written, or where the written number is surely that
figure mistyped, and the fault is then the difference. Where several figures fit, all are named and
none is advised; where none does, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ppgp_docs.api import Chiffre, PrintedText, decimal, enumerer, format_pourcentage, stems
from ppgp_relecture.parsing.fractions import Fraction, Percent, agrees
from ppgp_relecture.parsing.wording import wording

SAME_FACT: Final = (
    "si c’est le même fait, l’un des deux est faux\u202f; sinon, dites de qui d’autre il s’agit"
)


def to_cite(names: Sequence[str], form: str = "") -> str:
    """Write the only figure that says the number, printed by ``form``; or choose among several."""
    references = [f"`{{{{ chiffres.{name}{form} }}}}`" for name in names]
    if len(references) == 1:
        return f"écrivez {references[0]}"
    listed = enumerer(references, "ou")
    return f"plusieurs chiffres ont cette valeur\u00a0: écrivez {listed}, selon le sens"


def mistyped(names: Sequence[str], form: str = "") -> str:
    """Write the figure that was meant, the fault being told; of several, none is advised."""
    if len(names) > 1:
        return "dites duquel de ces chiffres il s’agit, ou de qui d’autre parle la phrase"
    return f"{to_cite(names, form)}, ou dites de qui d’autre il s’agit"


def unlike(said: str, alike: Sequence[str]) -> str:
    """What to do of a number that is far from its figure: ``alike`` are those that print it."""
    if alike:
        listed = enumerer(f"`{name}`" for name in alike)
        verb = "donne" if len(alike) == 1 else "donnent"
        return f"{listed} {verb} {said}\u00a0: dites de qui il s’agit, ou corrigez le nombre"
    return f"aucun chiffre ne donne {said}\u00a0: {SAME_FACT}"


def of_own_counts(text: PrintedText, fraction: Fraction, percent: Percent, right: str) -> str:
    """What to do of a percentage that is not that of the counts beside it, ``right`` being theirs.

    A figure of these counts is cited, unless another of the same whole gives the percentage: either
    may be what is meant, none is advised. Figures of which the sentence does not speak are of no
    help: « 32 opposés sur 320, soit 65 % » are none of those in favour.
    """
    said = frozenset(stems(text.sentence(fraction.start)))
    shares = {
        name: (figure.valeur, base.valeur)
        for name, figure in text.figures.items()
        if (base := text.figures.get(figure.base)) and base.valeur and figure.valeur is not None
        if _speaks_of(said, figure, base)
    }
    own = Decimal(fraction.k), Decimal(fraction.n)
    if percent.hedge:
        return f"écrivez {right}, sans « {percent.hedge.lower()} », ou corrigez les effectifs"
    meant = [
        f"`{name}` ({decimal(k)} sur {decimal(n)})"
        for name, (k, n) in shares.items()
        if fraction.n == n and agrees(percent, 100 * k / n)
    ]
    if meant:
        of = format_pourcentage(percent.value)
        gives = "donne" if len(meant) == 1 else "donnent"
        return f"{enumerer(meant)} {gives} {of}\u00a0: corrigez les effectifs, ou le pourcentage"
    if names := [name for name, counts in shares.items() if counts == own]:
        return f"{to_cite(names, '.pct')}\u00a0: le pourcentage se calcule"
    return f"écrivez {right}, ou corrigez les effectifs"


def _speaks_of(said: frozenset[str], figure: Chiffre, base: Chiffre) -> bool:
    """Whether a sentence bears what tells a figure from the whole that it is a part of, or nothing
    but that whole."""
    of, theirs = wording(base), wording(figure)
    whole = of.content | of.heads
    own = (theirs.content | theirs.heads) - whole
    return bool(said & own) or not own or said <= whole | _THAT_IS


_THAT_IS: Final = frozenset(stems("soit"))
