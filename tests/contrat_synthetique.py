"""A contract of 39 made-up fiches over 3 years and 5 funders, as files on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

NATURES = ("propre", "transverse")
YEARS = (2020, 2021, 2022)
FUNDERS = ("CD", "FIR", "BOP304", "ONDAM_MS", "autre:CAF")
SHARED = {("CD", 2021): Decimal("64999.99"), ("FIR", 2022): Decimal("120000.01")}

Line = tuple[str, str, int, Decimal]


class Contract:
    """Its lines by fiche, in whole cents: an oracle that shares no arithmetic with the engine."""

    def __init__(self) -> None:
        random = Random(39)
        self.lines: dict[int, list[Line]] = {
            number: [
                (funder, "propre", year, Decimal(random.randrange(100, 9_000_000)) / 100)
                for funder, year in product(FUNDERS, YEARS)
                if random.random() < 0.6
            ]
            for number in range(1, 40)
        }
        for (funder, year), amount in SHARED.items():
            cents, left = divmod(int(amount * 100), 39)
            for rank, lines in enumerate(self.lines.values()):
                share = Decimal(cents + (rank < left)) / 100
                lines.append((funder, "transverse", year, share))

    def sum(self, number: int | None = None, funder: str = "", year: int = 0) -> Decimal:
        return sum(
            (
                amount
                for fiche, lines in self.lines.items()
                for of_funder, _, of_year, amount in lines
                if fiche == (number or fiche) and funder in ("", of_funder)
                if year in (0, of_year)
            ),
            Decimal(0),
        )

    def write(self, folder: Path) -> Path:
        """The dossier of this contract, in a folder of its own."""
        home = folder / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True)
        (home / "dossier.yaml").write_text('departement: "01"\n', encoding="utf-8")
        (home / "contrat.yaml").write_text(self._contrat(), encoding="utf-8")
        for number, lines in self.lines.items():
            (home / "fiches" / f"{number:02}.yaml").write_text(_fiche(number, lines), "utf-8")
        return home

    def _contrat(self) -> str:
        text = [
            "intitule: Contrat d’essai",
            "periode: {debut: 2020, fin: 2022}",
            "signature: 2020-09-29",
            "enveloppes:",
            *(f"  - {{financeur: '{f}', montant: '{_text(self.sum(funder=f))}'}}" for f in FUNDERS),
            "couts_transverses:",
        ]
        for (funder, year), amount in SHARED.items():
            text.append(f"  - {{financeur: {funder}, annee: {year}, montant: '{_text(amount)}',")
            text.append("     parts_egales: oui}")
        return "\n".join(text) + "\n"


def _text(amount: Decimal) -> str:
    return f"{amount:f}".replace(".", ",")


def _fiche(number: int, lines: list[Line]) -> str:
    text = [
        f"numero: {number}",
        f"titre: Action d’essai {number}",
        "objectif: {numero: 4, intitule: Objectif d’essai}",
        "referent: PMI",
        "rubriques: [{cle: moyens}]",
        "budget:",
        "  lignes:",
    ]
    for funder, nature, year, amount in lines:
        text.append(f"    - {{financeur: '{funder}', nature: {nature}, annee: {year},")
        text.append(f"       montant: '{_text(amount)}'}}")
    return "\n".join(text) + "\n"


Place = tuple[int, str, str, int]
"""A fiche, a funder, a nature, a year."""
CLOSED, GIVEN_UP = 10, 11
"""The fiches that end in 2021, and give back what they have not spent."""


class ContractInLife(Contract):
    """The same contract two years later: money spent in 2020 and 2021, a carry-over and a transfer,
    a fiche that is closed and one that is given up; summed here in Decimal.
    """

    def __init__(self) -> None:
        super().__init__()
        random = Random(2021)
        self.spent: dict[Place, Decimal] = {}
        for number, lines in self.lines.items():
            for funder, nature, year, amount in lines:
                if year < 2022 and random.random() < 0.8:
                    part = int(amount * 100) * random.randrange(50, 101) // 100
                    self.spent[number, funder, nature, year] = Decimal(part) / 100
        self.moves = [self._carry_over(4), self._transfer(5, 6)]
        self.signed = {
            (number, *line[:3]): line[3] for number, lines in self.lines.items() for line in lines
        }
        self.foreseen = self._foreseen()

    def _first(self, number: int) -> Place:
        funder, nature, year, _ = next(one for one in self.lines[number] if one[2] == 2021)
        self.spent.pop((number, funder, nature, year), None)
        return number, funder, nature, year

    def _carry_over(self, number: int) -> tuple[Place, Place, Decimal]:
        source = self._first(number)
        return source, (*source[:3], 2022), Decimal("0.07")

    def _transfer(self, number: int, other: int) -> tuple[Place, Place, Decimal]:
        source = self._first(number)
        return source, (other, *source[1:]), Decimal("0.53")

    def _foreseen(self) -> dict[Place, Decimal]:
        found = dict(self.signed)
        for source, target, amount in self.moves:
            found[source] -= amount
            found[target] = found.get(target, Decimal(0)) + amount
        for place, amount in found.items():
            if place[0] in (CLOSED, GIVEN_UP):
                found[place] = min(amount, self.spent.get(place, Decimal(0)))
        return found

    def foreseen_at_the_end_of(self, year: int) -> dict[Place, Decimal]:
        """What a report of that year says was foreseen: all that changed did so in 2021."""
        return self.signed if year < 2021 else self.foreseen

    def of(
        self, amounts: dict[Place, Decimal], year: int, number: int = 0, funder: str = ""
    ) -> Decimal:
        """What is foreseen, or spent, in a year, by all fiches and funders or by one."""
        return sum(
            (
                amount
                for (fiche, who, _, when), amount in amounts.items()
                if when == year and number in (0, fiche) and funder in ("", who)
            ),
            Decimal(0),
        )

    def write(self, folder: Path) -> Path:
        home = super().write(folder)
        for number, lines in self.lines.items():
            text = _fiche(number, [])
            for line in lines:
                funder, nature, year, amount = line
                text += f"    - {{financeur: '{funder}', nature: {nature}, annee: {year},\n"
                text += f"       montant: '{_text(amount)}'{self._state((number, *line[:3]))}}}\n"
            if number in (CLOSED, GIVEN_UP):
                state = "close" if number == CLOSED else "abandonnee"
                text += f"vie: [{{etat: {state}, date: 2021-12-01}}]\n"
            (home / "fiches" / f"{number:02}.yaml").write_text(text, "utf-8")
        return home

    def _state(self, place: Place) -> str:
        spent = self.spent.get(place)
        said = "" if spent is None else f"{{statut: realise, montant: '{_text(spent)}'}}"
        return f", etats: [{said}]" if said else ""

    def _contrat(self) -> str:
        text = super()._contrat() + "avenants:\n"
        for rank, ((number, funder, nature, year), target, amount) in enumerate(self.moves, 1):
            text += f"  - numero: {rank}\n    date: 2021-0{rank}-15\n    mouvements:\n"
            text += f"      - montant: '{_text(amount)}'\n"
            text += f"        de: {{fiche: {number}, financeur: '{funder}', nature: {nature},"
            text += f" annee: {year}}}\n"
            text += f"        vers: {{fiche: {target[0]}, annee: {target[3]}}}\n"
        return text


class StatedContract(ContractInLife):
    """The same, each fiche stating its totals at both stages, and some texts telling them: what a
    cent too much in one of them contradicts.
    """

    def write(self, folder: Path) -> Path:
        home = super().write(folder)
        for file in sorted((home / "fiches").glob("*.yaml")):
            number = int(file.stem)
            text = file.read_text("utf-8").replace(", etats:", ",\n       etats:")
            if number % 5 == 0:
                total = _text(self._of(self.foreseen, number))
                cell = f"rubriques: [{{cle: moyens, blocs: ['L’action coûte {total} € en tout.']}}]"
                text = text.replace("rubriques: [{cle: moyens}]", cell)
            totals = "".join(self._totals(number))
            head, life, tail = text.partition("vie:")
            file.write_text(f"{head}  totaux_annonces:\n{totals}{life}{tail}", "utf-8")
        return home

    def _of(
        self, amounts: dict[Place, Decimal], number: int, funder: str = "", nature: str = ""
    ) -> Decimal:
        every = ((place[:3], amount) for place, amount in amounts.items())
        wanted = (number, funder or None, nature or None)
        held = (
            amount
            for place, amount in every
            if all(known in (None, said) for known, said in zip(wanted, place, strict=True))
        )
        return sum(held, Decimal(0))

    def _totals(self, number: int) -> Iterator[str]:
        """By funder, by funder and nature, by year, in all; what was spent too, and what was
        signed where the fiche ended since: its lines are in no other total."""
        stages = [("", self.foreseen), (", statut: realise", self.spent)]
        if number in (CLOSED, GIVEN_UP):
            stages.append((", statut: signe", self.signed))
        for stage, amounts in stages:
            ways = {
                f"{who}{kind}": self._of(amounts, number, funder, nature)
                for funder, who in (("", ""), *((one, f"financeur: '{one}', ") for one in FUNDERS))
                for nature, kind in (("", ""), *((n, f"nature: {n}, ") for n in NATURES if funder))
            }
            ways |= {f"annee: {year}, ": self.of(amounts, year, number) for year in YEARS}
            for way, total in ways.items():
                if total:
                    yield f"    - {{{way}montant: '{_text(total)}'{stage}}}\n"
