"""A contract of 39 made-up fiches over 3 years and 5 funders, as files on the disk."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

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
