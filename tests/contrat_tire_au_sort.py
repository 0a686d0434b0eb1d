"""A contract of an invented territory, drawn from a seed: 39 fiches, 3 years, 5 funders, costs that
are worked out, a shared cost, states, two amendments, a fiche that is closed and one that is given
up. Its sums are made here in whole cents, and share no arithmetic with the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

YEARS = (2026, 2027, 2028)
FUNDERS = ("CD", "FIR", "BOP304", "ONDAM_MS", "autre:Fondation des Aubes")
NAMES = {
    "Département": "CD",
    "Fonds d’intervention régional (FIR)": "FIR",
    "État, programme 304": "BOP304",
    "ONDAM médico-social": "ONDAM_MS",
    "Fondation des Aubes": "autre:Fondation des Aubes",
}
CLOSED, GIVEN_UP, HEIR = 12, 27, 3
STAGES = ("engage", "mandate", "realise")
WEIGHTS = {1: 7, 5: 11, 12: 13, 20: 17, 33: 3}
"""Who shares a cost, and how."""

Place: TypeAlias = "tuple[int | None, str, str, int]"
"""A fiche, or None for what is in reserve, a funder, a nature, a year."""


class DrawnContract:
    """``lines`` by fiche, ``foreseen`` and ``done`` in cents by place, ``envelopes`` as signed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.lines: dict[int, list[dict[str, Any]]] = {n: self._fiche(n) for n in range(1, 40)}
        self.shared = self.random.randrange(1_000_000, 9_000_000)
        self._share()
        self.signed = self._sums("montant")
        self.reserves = {
            (funder, year): self.random.randrange(10_000, 900_000)
            for funder in FUNDERS
            for year in YEARS
        }
        self.envelopes = {
            (funder, year): self.reserves[funder, year]
            + sum(v for p, v in self.signed.items() if (p[1], p[3]) == (funder, year))
            for funder in FUNDERS
            for year in YEARS
        }
        self.moves = self._moves()
        self.foreseen = self._foreseen()

    def _fiche(self, number: int) -> list[dict[str, Any]]:
        draw = self.random
        places = [(f, y) for f in FUNDERS for y in YEARS if draw.random() < 0.45]
        places += [(FUNDERS[number % 5], year) for year in YEARS]
        return [self._line(funder, year) for funder, year in dict.fromkeys(places)]

    def _line(self, funder: str, year: int) -> dict[str, Any]:
        draw = self.random
        line: dict[str, Any] = {"financeur": funder, "nature": "propre", "annee": year}
        line["montant"] = draw.randrange(20_000, 9_000_000)
        if draw.random() < 0.2:
            quantity, unit = draw.randrange(1, 4000), draw.randrange(1, 9_999_999)
            exact = Decimal(quantity) * unit / 10_000
            line["quantite"], line["cout_unitaire"] = quantity, Decimal(unit) / 10_000
            line["montant"] = int((exact * 100).quantize(Decimal(1), ROUND_HALF_UP))
        if year < YEARS[-1] and draw.random() < 0.8:
            left = line["montant"] * draw.randrange(60, 101) // 100
            for stage in STAGES:
                line[stage] = left
                left = left * draw.randrange(80, 101) // 100
        return line

    def _share(self) -> None:
        """By the largest remainders."""
        whole = sum(WEIGHTS.values())
        parts = {n: divmod(self.shared * weight, whole) for n, weight in WEIGHTS.items()}
        left = self.shared - sum(cents for cents, _ in parts.values())
        first = sorted(parts, key=lambda n: -parts[n][1])[:left]
        for number, (cents, _) in parts.items():
            line = {"financeur": "FIR", "nature": "transverse", "annee": 2028}
            self.lines[number].append({**line, "montant": cents + (number in first)})

    def _sums(self, name: str) -> dict[Place, int]:
        found: dict[Place, int] = defaultdict(int)
        for number, lines in self.lines.items():
            for line in lines:
                if name in line:
                    found[number, line["financeur"], line["nature"], line["annee"]] += line[name]
        return dict(found)

    def _moves(self) -> list[list[tuple[Place | None, Place | None, int]]]:
        """Two amendments: transfers, carry-overs, a reserve shared, credits new and taken back."""

        def place(number: int, year: int) -> Place:
            line = next(one for one in self.lines[number] if one["annee"] == year)
            for stage in STAGES:  # nothing of it was committed: it may be moved
                line.pop(stage, None)
            return number, line["financeur"], line["nature"], year

        first, second = place(4, 2026), place(9, 2028)
        carried, given = place(15, 2028), place(16, 2028)
        reserve: Place = (None, "FIR", "", 2027)
        some = [self.random.randrange(1, 9_999) for _ in range(6)]
        self.done = {stage: self._sums(stage) for stage in STAGES}
        return [
            [
                (first, (*first[:3], 2027), some[0]),
                (second, (10, *second[1:]), some[1]),
                (reserve, (21, "FIR", "propre", 2027), some[2]),
            ],
            [
                (carried, (*carried[:3], 2027), some[3]),
                (None, (30, "CD", "propre", 2028), some[4]),
                (given, None, some[5]),
            ],
        ]

    def _foreseen(self) -> dict[Place, int]:
        found = defaultdict(int, self.signed)
        kept: dict[tuple[str, int], int] = dict(self.reserves)
        for move in (each for moves in self.moves for each in moves):
            for place, sign in ((move[0], -1), (move[1], 1)):
                if place and place[0] is None:
                    kept[place[1], place[3]] += sign * move[2]
                elif place:
                    found[place] += sign * move[2]
        for number in (GIVEN_UP, CLOSED):  # by their dates
            for place in [one for one in found if one[0] == number]:
                spent = max(self.done[stage].get(place, 0) for stage in STAGES)
                left = found[place] - spent
                if left > 0:
                    found[place] -= left
                    if number == GIVEN_UP:
                        found[HEIR, place[1], place[2], 2028] += left
                    else:
                        kept[place[1], place[3]] += left
        self.kept = kept
        return dict(found)

    def foreseen_at_the_end_of(self, year: int) -> Mapping[Place, int]:
        """What a report of that year says was foreseen: the second amendment and the ends of fiches
        are of 2027."""
        if year > YEARS[0]:
            return self.foreseen
        found = defaultdict(int, self.signed)
        for source, target, cents in self.moves[0]:
            for place, sign in ((source, -1), (target, 1)):
                if place and place[0] is not None:
                    found[place] += sign * cents
        return found

    @property
    def stages(self) -> Mapping[str, Mapping[Place, int]]:
        """What each stage has: no sum goes across."""
        return {"": self.foreseen, **self.done}

    @staticmethod
    def sum(
        amounts: Mapping[Place, int], number: int = 0, funder: str = "", year: int = 0,
        nature: str = "",
    ) -> int:  # fmt: skip
        """Cents of the places that these hold; nothing said holds all."""
        return sum(
            cents
            for (fiche, who, kind, when), cents in amounts.items()
            if number in (0, fiche) and funder in ("", who) and year in (0, when)
            if nature in ("", kind)
        )

    # As files

    def write(self, folder: Path, *, stated: bool = False) -> Path:
        """The dossier, in a folder of its own; each fiche states its totals where ``stated``."""
        home = folder / "departments" / "48-brumaie"
        (home / "fiches").mkdir(parents=True)
        (folder / "ppgp.toml").touch()
        (home / "dossier.yaml").write_text(
            'departement: "48"\nedition: 2028-03-01\n'
            "grammaire: {nom: Brumaie, de: de la Brumaie, locatif: en Brumaie, "
            "autorite: Conseil départemental de la Brumaie}\n",
            "utf-8",
        )
        (home / "contrat.yaml").write_text("\n".join(self._contract()) + "\n", "utf-8")
        for number in self.lines:
            text = "\n".join(self._sheet(number, stated=stated)) + "\n"
            (home / "fiches" / f"{number:02}.yaml").write_text(text, "utf-8")
        return home

    def _contract(self) -> Iterator[str]:
        yield "intitule: Contrat de prévention de la Brumaie"
        yield "periode: {debut: 2026, fin: 2028}"
        yield "signature: 2026-01-20"
        yield "enveloppes:"
        for (funder, year), cents in self.envelopes.items():
            yield f"  - financeur: '{funder}'\n    annee: {year}\n    montant: '{text(cents)}'"
            yield f"    reserve: '{text(self.reserves[funder, year])}'"
        yield "couts_transverses:\n  - financeur: FIR\n    annee: 2028"
        key = ", ".join(f"{n}: {weight}" for n, weight in WEIGHTS.items())
        yield f"    montant: '{text(self.shared)}'\n    cle: {{{key}}}"
        yield "avenants:"
        for rank, moves in enumerate(self.moves, start=1):
            yield f"  - numero: {rank}\n    date: 202{5 + rank}-0{4 + rank}-20\n    mouvements:"
            for source, target, cents in moves:
                yield f"      - montant: '{text(cents)}'"
                for end, place in (("de", source), ("vers", target)):
                    if place:
                        yield f"        {end}: {{{_end(place)}}}"

    def _sheet(self, number: int, *, stated: bool) -> Iterator[str]:
        yield f"numero: {number}\ntitre: Action {number} de la Brumaie"
        yield "objectif: {numero: 4, intitule: Prévenir}\nreferent: Service de PMI"
        if stated and number % 4 == 0:
            total = text(self.sum(self.foreseen, number))
            yield "rubriques:\n  - cle: moyens\n    blocs:"
            yield f"      - L’action coûte {total} € en tout."
        else:
            yield "rubriques: [{cle: moyens}]"
        yield "budget:\n  lignes:"
        for line in self.lines[number]:
            yield from _line(line)
        if stated:
            yield "  totaux_annonces:"
            yield from self._totals(number)
        if number == CLOSED:
            yield "vie: [{etat: close, date: 2027-12-15}]"
        if number == GIVEN_UP:
            to = f"{{fiche: {HEIR}, annee: 2028}}"
            yield f"vie: [{{etat: abandonnee, date: 2027-11-02, credits: reportes, vers: {to}}}]"

    def _totals(self, number: int) -> Iterator[str]:
        stages = dict(self.stages)
        if number in (CLOSED, GIVEN_UP):
            stages["signe"] = self.signed
        for stage, amounts in stages.items():
            ways: dict[str, int] = {"": self.sum(amounts, number)}
            for year in YEARS:
                ways[f"annee: {year}, "] = self.sum(amounts, number, year=year)
            for funder in FUNDERS:
                who = f"financeur: '{funder}', "
                ways[who] = self.sum(amounts, number, funder)
                ways[f"{who}nature: propre, "] = self.sum(amounts, number, funder, nature="propre")
            said = f", statut: {stage}" if stage else ""
            for way, cents in ways.items():
                if cents:
                    yield f"    - {{{way}montant: '{text(cents)}'{said}}}"


def _line(line: dict[str, Any]) -> Iterator[str]:
    yield f"    - financeur: '{line['financeur']}'"
    yield f"      nature: {line['nature']}\n      annee: {line['annee']}\n      statut: acquis"
    if "quantite" in line:
        yield f"      quantite: {line['quantite']}"
        yield f"      cout_unitaire: '{line['cout_unitaire']:.4f}'".replace(".", ",")
    else:
        yield f"      montant: '{text(line['montant'])}'"
    if any(stage in line for stage in STAGES):
        yield "      etats:"
    for stage in STAGES:
        if stage in line:
            yield f"        - {{statut: {stage}, montant: '{text(line[stage])}'}}"


def _end(place: Place) -> str:
    fiche, funder, nature, year = place
    where = f"fiche: {fiche}, nature: {nature}" if fiche else "reserve: oui"
    return f"{where}, financeur: '{funder}', annee: {year}"


def text(cents: int) -> str:
    """« 1234,05 »."""
    euros, left = divmod(cents, 100)
    return f"{euros},{left:02}"
