"""Made-up contracts whose amounts agree everywhere, then one of which is mistyped.

Each amount is a slot: a line of a budget, a stated total, an envelope, a shared cost, or an amount
that a text tells in one of many wordings. A slip changes one slot by a cent, by a euro, by ten, by
a hundred, or swaps two of its digits; whoever reads the files should find that slot, and blame no
other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Literal

Kind = Literal["line", "total", "envelope", "cost", "text"]
SLIPS: tuple[str, ...] = (
    *("+0.01", "-0.01", "+1", "-1", "-10", "-100"),
    *("swap", "swap in cents"),
)
YEARS = (2021, 2022, 2023)
NAMES = {
    "CD": ("le Département", "Département"),
    "FIR": ("le FIR", "FIR"),
    "BOP304": ("l’État", "BOP 304"),
    "ONDAM_MS": ("l’ONDAM médico-social", "ONDAM"),
    "autre:Caf": ("la Caf", "Caf"),
}
"""As a sentence names a funder, and as a list does."""


@dataclass(frozen=True)
class Line:
    """A line of a budget; ``slot`` numbers its amount."""

    fiche: int
    funder: str
    nature: str
    year: int
    slot: int


@dataclass
class Slot:
    """An amount as typed somewhere; ``lines`` are those whose sum it should be."""

    kind: Kind
    value: Decimal
    lines: tuple[int, ...] = ()
    style: str = "{}"


@dataclass
class Place:
    """Where a slot was typed: its file, its line and its columns, from 1."""

    file: str
    line: int
    start: int
    end: int


@dataclass
class Contract:
    """A sound contract; ``files`` hold a token for each slot."""

    files: dict[str, str] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def slot(self, kind: Kind, value: Decimal, lines: Iterable[Line] = (), style: str = "") -> str:
        """A new slot, and the token that stands for it in a file."""
        self.slots.append(Slot(kind, value, tuple(line.slot for line in lines), style or "{} €"))
        return f"\0{len(self.slots) - 1}\0"

    def write(self, home: Path, wrong: Mapping[int, Decimal] | None = None) -> dict[int, Place]:
        """Write the files, some slots holding another value; where each slot was typed."""
        places: dict[int, Place] = {}
        for name, text in self.files.items():
            file = home / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(self._filled(name, text, wrong or {}, places)), "utf-8")
        return places

    def _filled(
        self, name: str, text: str, wrong: Mapping[int, Decimal], places: dict[int, Place]
    ) -> Iterator[str]:
        line, column = 1, 1
        for rank, piece in enumerate(text.split("\0")):
            if rank % 2:
                number = int(piece)
                slot = self.slots[number]
                shown = slot.style.format(written(wrong.get(number, slot.value)))
                places[number] = Place(name, line, column, column + len(shown))
            else:
                shown = piece
            yield shown
            line += shown.count("\n")
            column = len(shown) - shown.rfind("\n") if "\n" in shown else column + len(shown)


def written(value: Decimal) -> str:
    """« 16 497,50 »: cents when there are some."""
    whole, _, cents = f"{value:,.2f}".partition(".")
    return whole.replace(",", " ") + ("" if cents == "00" else f",{cents}")


def slipped(value: Decimal, slip: str, random: Random) -> Decimal | None:
    """The amount mistyped; None when this amount cannot be mistyped that way."""
    if not slip.startswith("swap"):
        wrong, large = value + Decimal(slip), value >= 100 * abs(Decimal(slip))
        return wrong if wrong > 0 and large else None
    digits = f"{value:.2f}".replace(".", "")
    last = len(digits) - 1
    pairs = range(last - 3, last) if slip == "swap in cents" else range(last - 2)
    if slip == "swap in cents" and digits.endswith("00"):
        return None
    able = [at for at in pairs if at >= 0 and digits[at] != digits[at + 1]]
    able = [at for at in able if at or digits[1] != "0"]
    if not able:
        return None
    at = random.choice(able)
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return Decimal(f"{swapped[:-2]}.{swapped[-2:]}")


def contract(seed: int) -> Contract:
    """The contract of a seed."""
    return _Maker(Random(seed)).made()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.contract = Contract()
        self.funders = random.sample(list(NAMES), random.randint(2, 4))
        self.years = YEARS[: random.randint(2, 3)]
        self.fiches = range(1, random.randint(2, 4) + 1)
        self.cents = random.random() < 0.7

    def made(self) -> Contract:
        shared = {(self.random.choice(self.funders), self.random.choice(self.years))}
        costs = {place: self.amount() for place in shared} if self.random.random() < 0.6 else {}
        self.contract.files["dossier.yaml"] = 'departement: "01"\n'
        for number in self.fiches:
            self.contract.files[f"fiches/{number:02}.yaml"] = self.fiche(number, costs)
        self.contract.files["contrat.yaml"] = self.contrat(costs)
        return self.contract

    def amount(self) -> Decimal:
        """A line: round, whole, with cents, or near a carry."""
        whole = self.random.choice((1, 10, 1000)) * self.random.randint(103, 989)
        if not self.cents:
            return Decimal(whole)
        ends = ("0.10", "0.70", "0.99", "0.01", f"0.{self.random.randint(10, 99)}")
        return Decimal(whole + self.random.choice((0, 9000, 99))) + Decimal(
            self.random.choice(ends)
        )

    def sum(self, lines: Iterable[Line]) -> Decimal:
        return sum((self.contract.slots[line.slot].value for line in lines), Decimal(0))

    def fiche(self, number: int, costs: Mapping[tuple[str, int], Decimal]) -> str:
        text = [
            f"numero: {number}\ntitre: Action {number}\n"
            "objectif: {numero: 4, intitule: Essai}\nreferent: PMI\nbudget:\n  lignes:\n"
        ]
        for funder, year in product(self.funders, self.years):
            if self.random.random() < 0.6 or (funder, year) == (self.funders[0], self.years[0]):
                text.append(self.line(number, funder, "propre", year, self.amount()))
        for (funder, year), cost in costs.items():
            share = self.share(cost, number)
            text.append(self.line(number, funder, "transverse", year, share))
        own = [line for line in self.contract.lines if line.fiche == number]
        text.append("  totaux_annonces:\n")
        text += [self.total(own, way) for way in self.ways(own)]
        sentences = [f'      - "{sentence}"\n' for sentence in self.sentences(own)]
        return "".join(text) + "rubriques:\n  - cle: moyens\n    blocs:\n" + "".join(sentences)

    def share(self, cost: Decimal, number: int) -> Decimal:
        cents, left = divmod(int(cost * 100), len(self.fiches))
        return Decimal(cents + (number - 1 < left)) / 100

    def line(self, fiche: int, funder: str, nature: str, year: int, value: Decimal) -> str:
        token = self.contract.slot("line", value)
        made = Line(fiche, funder, nature, year, len(self.contract.slots) - 1)
        self.contract.lines.append(made)
        text = f"    - financeur: '{funder}'\n      nature: {nature}\n      annee: {year}\n"
        return text + f"      montant: {token}\n"

    def ways(self, lines: list[Line]) -> Iterator[dict[str, object]]:
        """Cuts of a budget: whole, by funder, by year, by nature and crossed."""
        cuts = (("funder",), ("year",), ("nature",), ("funder", "year"), ("funder", "nature"))
        yield {}
        for cut in self.random.sample(cuts, self.random.randint(2, len(cuts))):
            for found in sorted({tuple(getattr(line, name) for name in cut) for line in lines}):
                yield dict(zip(cut, found, strict=True))

    def total(self, lines: list[Line], way: Mapping[str, object]) -> str:
        own = part(lines, way)
        names = {"funder": "financeur", "nature": "nature", "year": "annee"}
        text = "".join(f"      {names[key]}: '{value}'\n" for key, value in way.items())
        token = self.contract.slot("total", self.sum(own), own)
        return f"    - montant: {token}\n{text}"

    def contrat(self, costs: Mapping[tuple[str, int], Decimal]) -> str:
        text = ["intitule: Essai\n", f"periode: {{debut: 2021, fin: {self.years[-1]}}}\n"]
        text.append("enveloppes:\n")
        for funder in self.funders:
            way = {"funder": funder}
            years = self.years if self.random.random() < 0.5 else (None,)
            for year in years:
                own = part(self.contract.lines, {**way, **({"year": year} if year else {})})
                if own:
                    when = f", annee: {year}" if year else ""
                    token = self.contract.slot("envelope", self.sum(own), own)
                    text.append(f"  - {{financeur: '{funder}'{when}, montant: '{token}'}}\n")
        text += ["couts_transverses:\n"] if costs else []
        for (funder, year), cost in costs.items():
            way = {"funder": funder, "year": year, "nature": "transverse"}
            token = self.contract.slot("cost", cost, part(self.contract.lines, way))
            text.append(f"  - {{financeur: '{funder}', annee: {year}, montant: '{token}', ")
            text.append("parts_egales: oui}\n")
        return "".join(text)

    def sentences(self, own: list[Line]) -> Iterator[str]:
        """Texts that tell the total, a funder, a year, a nature, in one wording each."""
        for make in self.random.sample(SENTENCES, self.random.randint(3, 5)):
            sentence = make(self, own)
            if sentence:
                yield sentence[0].upper() + sentence[1:]

    def told(self, own: list[Line], **way: object) -> str:
        """An amount of a text, in one of the ways of writing it."""
        lines = part(own, way)
        style = self.random.choice(("{} €", "{} €", "{}\u00a0€", "{} euros"))
        return self.contract.slot("text", self.sum(lines), lines, style)


def part(lines: Iterable[Line], way: Mapping[str, object]) -> list[Line]:
    """The lines of a cut."""
    return [
        line for line in lines if all(getattr(line, key) == value for key, value in way.items())
    ]


Sentence = Callable[[_Maker, list[Line]], str]
OF_ALL = (
    "le coût total de l’action s’élève à {}.",
    "le coût total de l’action est de {}, financé à plusieurs.",
    "coût total de l’action : {}.",
    "budget total : {}.",
    "l’action coûte {}.",
    "le budget de l’action s’élève à {}.",
    "le coût de l’action est estimé à {}.",
    "le montant global de l’action est de {}.",
    "au total, l’action mobilise {}.",
    "le financement de l’action s’élève à {}.",
    "le plan de financement de l’action totalise {}.",
    "l’action est financée pour un montant total de {}.",
    "l’action représente un coût global de {}.",
    "pour mener cette action, un budget global de {} est nécessaire.",
    "soit un total de {} pour l’action.",
    "le coût prévisionnel total de l’action atteint {}.",
)
OF_FUNDER = (
    "{who} apporte {}.",
    "{who} finance l’action à hauteur de {}.",
    "{who} y consacre {}.",
    "{who} prend en charge {}.",
    "{who} participe pour {}.",
    "{who} verse {}.",
    "la participation de {who} s’élève à {}.",
    "la part de {who} est de {}.",
    "financement {short} : {}.",
    "{short} : {}.",
    "une subvention de {} est demandée à {who}.",
    "{} sont financés par {who}.",
    "{} sont pris en charge par {who}.",
    "l’action est soutenue par {who} ({}).",
    "sur ce total, {} viennent de {who}.",
    "{} au titre de {short}.",
    "{who} s’engage à hauteur de {}.",
    "la contribution de {who} atteint {}.",
)
OF_FUNDER_AND_YEAR = (
    "en {year}, {who} apporte {}.",
    "{who} apporte {} en {year}.",
    "financement {short} {year} : {}.",
    "{short} {year} : {}.",
    "{who} finance {} en {year}.",
    "pour {year}, {who} apporte {}.",
    "{} sont financés par {who} en {year}.",
    "au titre de {year}, {who} prend en charge {}.",
    "en {year}, la participation de {who} s’élève à {}.",
)
OF_YEAR = (
    "en {year}, l’action coûte {}.",
    "en {year}, le coût total de l’action est de {}.",
    "le budget {year} de l’action s’élève à {}.",
    "budget {year} : {}.",
    "le coût total de l’action en {year} est de {}.",
    "coût total {year} : {}.",
    "pour {year}, le budget de l’action est de {}.",
)
OF_NATURE = (
    "les montants {nature} s’élèvent à {}.",
    "total des montants {nature} : {}.",
    "les coûts {nature} représentent {}.",
    "montants {nature} : {}.",
    "l’action porte {} de montants {nature}.",
)
NATURES = {"propre": "propres", "transverse": "transverses"}


def _pick(maker: _Maker, own: list[Line], name: str) -> object:
    return maker.random.choice(sorted({getattr(line, name) for line in own}))


def of_all(maker: _Maker, own: list[Line]) -> str:
    return maker.random.choice(OF_ALL).format(maker.told(own))


def of_funder(maker: _Maker, own: list[Line]) -> str:
    funder = str(_pick(maker, own, "funder"))
    who, short = NAMES[funder]
    text = maker.random.choice(OF_FUNDER)
    return in_french(text.format(maker.told(own, funder=funder), who=who, short=short))


def of_funder_and_year(maker: _Maker, own: list[Line]) -> str:
    line = maker.random.choice(own)
    who, short = NAMES[line.funder]
    text = maker.random.choice(OF_FUNDER_AND_YEAR)
    told = maker.told(own, funder=line.funder, year=line.year)
    return in_french(text.format(told, who=who, short=short, year=line.year))


def of_year(maker: _Maker, own: list[Line]) -> str:
    year = _pick(maker, own, "year")
    return maker.random.choice(OF_YEAR).format(maker.told(own, year=year), year=year)


def of_nature(maker: _Maker, own: list[Line]) -> str:
    nature = str(_pick(maker, own, "nature"))
    text = maker.random.choice(OF_NATURE)
    return text.format(maker.told(own, nature=nature), nature=NATURES[nature])


def of_two_funders(maker: _Maker, own: list[Line]) -> str:
    funders = sorted({line.funder for line in own})
    if len(funders) < 2:
        return ""
    one, other = maker.random.sample(funders, 2)
    first, second = (maker.told(own, funder=funder) for funder in (one, other))
    text = maker.random.choice(
        (
            "{a} apporte {} et {b} {}.",
            "{a} ({}) et {b} ({}) financent l’action.",
            "{a} finance {} ; {b} finance {}.",
            "financements : {} ({short}) et {} ({other}).",
        )
    )
    names = {"a": NAMES[one][0], "b": NAMES[other][0]}
    return in_french(
        text.format(first, second, short=NAMES[one][1], other=NAMES[other][1], **names)
    )


def of_which(maker: _Maker, own: list[Line]) -> str:
    funder = str(_pick(maker, own, "funder"))
    whole, share = maker.told(own), maker.told(own, funder=funder)
    who = NAMES[funder][0]
    return in_french(f"le coût total de l’action est de {whole}, dont {share} pour {who}.")


def years_in_turn(maker: _Maker, own: list[Line]) -> str:
    funder = str(_pick(maker, own, "funder"))
    years = sorted({line.year for line in part(own, {"funder": funder})})
    told = [f"{maker.told(own, funder=funder, year=year)} en {year}" for year in years]
    listed = " et ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    return in_french(f"{NAMES[funder][0]} apporte {listed}.")


SENTENCES: tuple[Sentence, ...] = (
    of_all, of_funder, of_funder_and_year, of_year, of_nature, of_two_funders, of_which,
    years_in_turn, of_all, of_funder,
)  # fmt: skip


def in_french(text: str) -> str:
    """« de le » is « du », « à le » is « au »."""
    for wrong, right in (("de le ", "du "), ("à le ", "au "), ("de FIR", "du FIR")):
        text = re.sub(rf"\b{wrong}", right, text)
    return text
