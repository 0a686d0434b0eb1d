"""Amounts as texts cite them: ``budget.FIR.2025``, ``fiches.4.total``, ``contrat.CD.realise``.

A name is a family, then a funder, a nature, a year and a state, each at most once, in any order:
what is left out is summed over, except the state. What was spent is only in what says so. Where a
budget has accounts, ``budget.charges.64`` and ``budget.produits.74.2025`` are theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from itertools import product
from typing import Any, Final, Literal, NamedTuple

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.budget import LIBELLES_FINANCEURS, LIBELLES_NATURES, LIBELLES_STATUTS, PREVU, etape
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.accounts import IN_KIND, OF_FUNDERS
from ppgp_docs.model.amendments import Posting
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.model.costs import FONCTIONNEMENT
from ppgp_docs.model.envelopes import envelopes_in_force
from ppgp_docs.model.references import Unprintable
from ppgp_docs.patterns import pattern

_ENVELOPE: Final = "enveloppe"
_RESERVE: Final = "reserve"
_STATED: Final = (_ENVELOPE, _RESERVE)
"""What the contract states itself: printed even where a fiche is not in the dossier."""
_TOTAL: Final = "total"


class Cut(NamedTuple):
    """The part of a budget that a name is of; what is empty is summed over."""

    funder: str = ""
    nature: str = ""
    side: str = ""
    account: str = ""
    year: str = ""
    state: str = ""

    @property
    def name(self) -> str:
        """As it is cited, behind its family."""
        return ".".join(filter(None, self)) or _TOTAL

    @property
    def in_words(self) -> str:
        """« montant réalisé, FIR, 2025 »."""
        state = LIBELLES_STATUTS.get(self.state, self.state)
        side = f"compte {self.account}" if self.account else self.side
        return ", ".join(filter(None, (f"montant {state}".strip(), self.funder, side, self.year)))


Sums = dict[Cut, Decimal]
"""Euros by what may be cited of them."""


@frozen(kw_only=True)
class CitedLine:
    """What a citation needs to know of a budget line; ``montant`` is in euros.

    What was asked before it was granted is not ``current``: it is only cited as such.
    """

    financeur: str
    nature: Literal["propre", "transverse"]
    annee: int
    montant: Decimal
    statut: str
    statut_de_la_ligne: str = ""
    origine: object = None
    current: bool = True
    compte: str = ""
    section: str = FONCTIONNEMENT

    @classmethod
    def all_of(cls, sheet: Mapping[str, Any]) -> tuple[CitedLine, ...]:
        """The lines of the budget of a validated fiche, none when it has no budget."""
        return tuple(cls._read(sheet.get("budget", {}).get("lignes", ())))

    @classmethod
    def moved(cls, number: int, posted: Iterable[Posting]) -> Iterator[CitedLine]:
        """What amendments give a fiche and take from it."""
        for one in posted:
            place = one.poste
            if place.fiche == number:
                yield cls(
                    financeur=place.financeur,
                    nature="transverse" if place.nature == "transverse" else "propre",
                    annee=place.annee,
                    montant=one.montant,
                    statut=one.statut,
                )

    @classmethod
    def _read(cls, lines: Iterable[Mapping[str, Any]]) -> Iterator[CitedLine]:
        for line in lines:
            own = {name: line[name] for name in _OF_LINE if name in line}
            own["statut_de_la_ligne"] = line["statut"]
            yield cls(**own, montant=line["montant"], statut=line["statut"])
            for state in line.get("etats", ()):
                said = state["statut"]
                current = etape(said) != PREVU
                of = {**own, "origine": line, "current": current}
                yield cls(**of, montant=state["montant"], statut=said)


_OF_LINE: Final = ("financeur", "nature", "annee", "compte", "section")


@frozen(eq=False)
class CitableAmounts(Mapping[str, "str | Unprintable"]):
    """The amounts of one family, ``budget`` or ``fiches.4``: those of its lines, those beside them.

    ``untold`` says why no sum of its lines can be printed, where none can; ``moment`` when they are
    what they are, « au 31 décembre 2025 », where it is not now. Only the names that print something
    are iterated over.
    """

    family: str
    lines: Sequence[CitedLine]
    beside: Mapping[Cut, Decimal] = immutabledict()
    untold: Unprintable | None = None
    moment: str = ""

    def __getitem__(self, name: str) -> str | Unprintable:
        head, rest = f"{self.family}.", name.removeprefix(f"{self.family}.")
        cut = self._cut(rest) if rest and name.startswith(head) else None
        if cut is None:
            raise KeyError(name)
        if self.untold and cut.state not in _STATED:
            return self.untold
        amount = self._sums.get(cut)
        return self._nothing(cut, rest) if amount is None else euros(amount)

    def __iter__(self) -> Iterator[str]:
        untold = self.untold is not None
        return (
            f"{self.family}.{cut.name}"
            for cut in self._sums
            if not (untold and cut.state not in _STATED)
        )

    def __len__(self) -> int:
        return len(self._sums)

    @cached_property
    def _sums(self) -> Sums:
        return {**_sums_of(self.lines), **self.beside}

    @cached_property
    def _funders(self) -> list[str]:
        """The longest first: a name may hold a dot, and begin another."""
        cited = {*LIBELLES_FINANCEURS, *(cut.funder for cut in self._sums)} - {""}
        return sorted(cited, key=len, reverse=True)

    def _cut(self, rest: str) -> Cut | None:
        """What a name is of; None when a word of it is none of ours, or said twice."""
        found = dict[str, str]()
        for word in self._words(rest):
            kind = self._kind(word)
            if kind is None or kind in found:
                return None
            found[kind] = word
        found.pop(_TOTAL, None)
        return Cut(**found)

    def _words(self, rest: str) -> Iterator[str]:
        while rest:
            funder = (one for one in self._funders if f"{rest}.".startswith(f"{one}."))
            word = next(funder, rest.partition(".")[0])
            yield word
            rest = rest[len(word) + 1 :]

    def _kind(self, word: str) -> str | None:
        named: dict[str, Collection[str]] = {
            "state": (*_STATED, *LIBELLES_STATUTS),
            "nature": LIBELLES_NATURES,
            "funder": self._funders,
            "side": IN_KIND,
            _TOTAL: (_TOTAL, PREVU),
        }
        shaped = {"year": _YEAR, "account": _ACCOUNT}
        kinds = [kind for kind, words in named.items() if word in words]
        kinds += [kind for kind, shape in shaped.items() if shape.fullmatch(word)]
        return next(iter(kinds), None)

    def _nothing(self, cut: Cut, rest: str) -> Unprintable:
        lacks = cut.in_words
        if etape(cut.state or PREVU) != PREVU:
            return Unprintable(
                f"aucun {lacks} n’est encore écrit au budget{self.moment}",
                f"complétez une ligne du budget : `etats: [{{statut: {cut.state}, montant: …}}]`, "
                "ou retirez la référence",
                lacks,
            )
        near = get_close_matches(rest, [cut.name for cut in self._sums], n=1, cutoff=0)
        remedy = f" : `{{{{ {self.family}.{near[0]} }}}}`" if near else ""
        return Unprintable(
            f"aucune ligne du budget n’entre dans `{rest}`{self.moment}",
            f"ajoutez la ligne au budget, ou citez un montant qui y est{remedy}",
            lacks,
        )


_YEAR: Final = pattern("20[0-9]{2}|2100")
_ACCOUNT: Final = pattern("[1-8][0-9]{1,5}")
"""A year stands before an account of the same figures: 2051 is one of investments."""


def _sums_of(lines: Iterable[CitedLine]) -> Sums:
    """Each sum of lines that may be cited; what was spent is in none that does not say so."""
    sums: Sums = {}
    for line in lines:
        now = line.current and etape(line.statut) == PREVU
        states = ("", line.statut) if now else (line.statut,)
        steps = (("", line.financeur), ("", line.nature), ("", str(line.annee)), states)
        for funder, nature, year, state in product(*steps):
            cut = Cut(funder, nature, year=year, state=state)
            sums[cut] = sums.get(cut, Decimal(0)) + line.montant
    return sums


def of_accounts(sheet: Mapping[str, Any], lines: Iterable[CitedLine]) -> Sums:
    """What a validated fiche states by account, and by any account that holds it: 64 for 641.

    The ``lines`` of funders are products; without any charge nor product, nothing is by account.
    """
    budget = sheet.get("budget", {})
    posts = [(side, one["compte"], one) for side in IN_KIND for one in budget.get(side, ())]
    if not posts:
        return {}
    cited = [(side, account, str(one["annee"]), one["montant"]) for side, account, one in posts]
    cited += [
        ("produits", one.compte or OF_FUNDERS[one.section], str(one.annee), one.montant)
        for one in lines
        if one.current and etape(one.statut) == PREVU
    ]
    sums: Sums = {}
    for side, account, year, amount in cited:
        held = [account[:size] for size in range(2, len(account) + 1)]
        held += [""] * (not account.startswith(tuple(IN_KIND.values())))
        for cut in (Cut(side=side, account=one, year=each) for one in held for each in ("", year)):
            sums[cut] = sums.get(cut, Decimal(0)) + amount
    return sums


def of_fiches(
    fiches: Mapping[int, Sequence[CitedLine]],
    declared: Collection[int],
    accounts: Mapping[int, Sums] = immutabledict(),
) -> tuple[CitableAmounts, ...]:
    """``fiches.8.total``…; of those that are only ``declared`` at the contract, no amount is."""
    known = [
        CitableAmounts(f"fiches.{number}", lines, accounts.get(number, {}))
        for number, lines in fiches.items()
    ]
    missing = sorted({*declared} - fiches.keys())
    return (*known, *(CitableAmounts(f"fiches.{n}", (), untold=_absent([n], "")) for n in missing))


def of_contract(
    contract: Mapping[str, Any] | None,
    fiches: Mapping[int, Sequence[CitedLine]],
    posted: Sequence[Posting] = (),
    accounts: Iterable[Sums] = (),
) -> CitableAmounts:
    """``contrat.total``, what all its fiches carry; ``contrat.FIR.enveloppe``, what it states.

    Where a fiche is not in the dossier, no sum is that of the contract: none is printed. ``posted``
    is what amendments moved.
    """
    if contract is None:
        none = Unprintable(
            "ce dossier n’a pas de `contrat.yaml`", "ajoutez ce fichier, ou citez une fiche"
        )
        return CitableAmounts("contrat", (), untold=none)
    lines = [line for one in fiches.values() for line in one]
    declared = (one for one in contract.get("fiches", ()) if not one["a_venir"])
    absent = sorted({one["numero"] for one in declared} - fiches.keys())
    untold = _absent(absent, ", ou citez `{{ contrat.enveloppe }}`") if absent else None
    signed = tuple(map(_envelope, contract.get("enveloppes", ())))
    envelopes = envelopes_in_force(signed, posted)
    stated = _envelopes(envelopes, "montant", _ENVELOPE)
    stated |= _envelopes(envelopes, "reserve", _RESERVE)
    for sums in accounts:
        for cut, amount in sums.items():
            stated[cut] = stated.get(cut, Decimal(0)) + amount
    return CitableAmounts("contrat", lines, stated, untold)


def _absent(numbers: Sequence[int], instead: str) -> Unprintable:
    why = f"la fiche {numbers[0]} du contrat n’est pas dans ce dossier : son budget est inconnu"
    return Unprintable(why, f"ajoutez son fichier dans `fiches`{instead}")


def _envelope(one: Any) -> Enveloppe:
    return Enveloppe(place=one.place, **{name: one[name] for name in _OF_ENVELOPE if name in one})


_OF_ENVELOPE: Final = ("financeur", "montant", "annee", "reserve")


def _envelopes(envelopes: Iterable[Enveloppe], amount: str, state: str) -> Sums:
    """What each funder brings, or the ``reserve`` of it, in all and by year; what is said for the
    whole period says it all."""
    stated: Sums = {}
    for one in envelopes:
        if (said := getattr(one, amount)) is not None:
            cut = Cut(one.financeur, year=str(one.annee or ""), state=state)
            stated[cut] = stated.get(cut, Decimal(0)) + said
    for funder in dict.fromkeys(cut.funder for cut in stated):
        years = [paid for cut, paid in stated.items() if cut.funder == funder and cut.year]
        stated.setdefault(Cut(funder, state=state), sum(years, Decimal(0)))
    if stated:
        wholes = (paid for cut, paid in stated.items() if not cut.year)
        stated[Cut(state=state)] = sum(wholes, Decimal(0))
    return stated
