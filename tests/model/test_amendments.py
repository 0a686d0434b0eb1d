"""The state of a contract under any movements, against an account book of our own, in cents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contrat_synthetique import Contract

from ppgp_docs.diagnostics import Severity, Span
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.amended import other_end
from ppgp_docs.model.amendments import Avenant, Mouvement, PlaceDeCredits, Posting
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.model.envelopes import envelopes_in_force
from ppgp_docs.model.fiche import Destination, EtapeDeVie
from ppgp_docs.model.funds import Poste
from ppgp_docs.model.place import Place
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

NOWHERE = Place(Span(Path("contrat.yaml")))
FUNDERS, YEARS, FICHES = ("CD", "FIR"), (2025, 2026), (4, 9)
RESERVE = 50_000_03
SPENT = {(4, "CD", 2025): 30_000_07, (4, "FIR", 2026): 1}
"""In cents; what the end of a fiche leaves it."""
PROPOSED, VOTED = 5_000_02, 8_000_05

Key = tuple[int | None, str, int]
"""A fiche, or None for a reserve; a funder; a year, 0 for the reserve of the whole period."""


def _cents(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _signed() -> Counter[Key]:
    """What is signed: each fiche has some of each funder each year; FIR is by year, CD is not."""
    book: Counter[Key] = Counter()
    for fiche in FICHES:
        for funder in FUNDERS:
            for year in YEARS:
                book[fiche, funder, year] = 100_000_01 + fiche * 7 + year
    book[None, "CD", 0] = RESERVE
    for year in YEARS:
        book[None, "FIR", year] = RESERVE
    return book


def _sum(book: Counter[Key], funder: str, year: int = 0) -> int:
    return sum(
        cents for (_, who, when), cents in book.items() if who == funder and year in (0, when)
    )


def _spent(fiche: int, funder: str, year: int) -> str:
    cents = SPENT.get((fiche, funder, year))
    return f", etats: [{{statut: realise, montant: '{_cents(cents)}'}}]" if cents else ""


def _parts(book: Counter[Key], key: tuple[int, str, int]) -> Iterator[tuple[str, int, str]]:
    """Each place is signed in the three statuses, the first of which it soon lacks."""
    yield "propose", PROPOSED, ""
    yield "acquis", VOTED, ""
    yield "notifie", book[key] - PROPOSED - VOTED, _spent(*key)


@pytest.fixture(scope="module")
def contract(session: Session, tmp_path_factory: pytest.TempPathFactory) -> ContractBudget:
    home, book = tmp_path_factory.mktemp("avenants"), _signed()
    (home / "fiches").mkdir()
    (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    said = f"montant: '{_cents(_sum(book, 'CD'))}', reserve: '{_cents(RESERVE)}'"
    envelopes = f"  - {{financeur: CD, {said}}}\n"
    for year in YEARS:
        said = f"montant: '{_cents(_sum(book, 'FIR', year))}', reserve: '{_cents(RESERVE)}'"
        envelopes += f"  - {{financeur: FIR, annee: {year}, {said}}}\n"
    (home / "contrat.yaml").write_text(
        f"intitule: Essai\nperiode: {{debut: 2025, fin: 2026}}\nenveloppes:\n{envelopes}", "utf-8"
    )
    for fiche in FICHES:
        lines = "".join(
            f"    - {{financeur: {funder}, nature: propre, annee: {year}, statut: {status}, "
            f"libelle: Part {status}, montant: '{_cents(cents)}'{spent}}}\n"
            for funder in FUNDERS
            for year in YEARS
            for status, cents, spent in _parts(book, (fiche, funder, year))
        )
        (home / "fiches" / f"{fiche}.yaml").write_text(
            f"numero: {fiche}\ntitre: Essai\nobjectif: {{numero: 4, intitule: Essai}}\n"
            f"referent: PMI\nrubriques: [{{cle: moyens}}]\nbudget:\n  lignes:\n{lines}",
            "utf-8",
        )
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    assert {each.code for each in reading.diagnostics} == {"C614"}
    return ContractBudget(reading.dossier)


@frozen
class End:
    funder: str
    year: int
    fiche: int | None

    @property
    def key(self) -> Key:
        whole = self.fiche is None and self.funder == "CD"
        return self.fiche, self.funder, 0 if whole else self.year

    def written(self) -> PlaceDeCredits:
        return PlaceDeCredits(
            financeur=self.funder,
            annee=self.year,
            fiche=self.fiche,
            reserve=self.fiche is None,
            place=NOWHERE,
        )


ends = st.builds(
    End, st.sampled_from(FUNDERS), st.sampled_from(YEARS), st.sampled_from((*FICHES, None))
)
moves = st.tuples(st.none() | ends, st.none() | ends, st.integers(1, 10_000_00)).filter(
    lambda move: move[0] != move[1]
)
amendments = st.lists(st.tuples(st.integers(1, 28), st.lists(moves, max_size=4)), max_size=6)
Drawn = list[tuple[int, list[tuple[End | None, End | None, int]]]]


def _written(drawn: Drawn) -> tuple[Avenant, ...]:
    return tuple(
        Avenant(
            numero=number,
            date=lire_date(f"2025-06-{day:02}"),
            mouvements=tuple(
                Mouvement(
                    montant=_cents(cents),
                    de=source and source.written(),
                    vers=target and target.written(),
                    place=NOWHERE,
                )
                for source, target, cents in moved
            ),
            place=NOWHERE,
        )
        for number, (day, moved) in enumerate(drawn, start=1)
    )


def _book(drawn: Drawn, until: int = 31, end: Stop | None = None) -> Counter[Key]:
    book, days = _signed(), sorted(enumerate(drawn), key=lambda one: (one[1][0], one[0]))
    for _, (day, moved) in days:
        if end and end.day < day:
            end = end.apply(book, until)
        for source, target, cents in moved if day <= until else ():
            if source:
                book[source.key] -= cents
            if target:
                book[target.key] += cents
    if end:
        end.apply(book, until)
    return book


@frozen
class Stop:
    """Fiche 4 stops; what it has not spent goes to the reserve, to fiche 9 or to 2026."""

    day: int
    to: str

    def apply(self, book: Counter[Key], until: int) -> None:
        for funder in FUNDERS if self.day <= until else ():
            left = {y: book[4, funder, y] - SPENT.get((4, funder, y), 0) for y in YEARS}
            for year, cents in left.items():
                reserve = End(funder, year, None).key
                goes = {"rendus": reserve, "fiche": (9, funder, year), "annee": (4, funder, 2026)}
                if cents > 0:
                    book[4, funder, year] -= cents
                    book[goes[self.to]] += cents

    def written(self) -> EtapeDeVie:
        to = {
            "rendus": None,
            "fiche": Destination(fiche=9, place=NOWHERE),
            "annee": Destination(annee=2026, place=NOWHERE),
        }[self.to]
        return EtapeDeVie(
            etat="suspendue" if to else "abandonnee",
            date=lire_date(f"2025-06-{self.day:02}"),
            credits="reportes" if to else "",
            vers=to,
            place=NOWHERE,
        )


stops = st.builds(Stop, st.integers(1, 28), st.sampled_from(("rendus", "fiche", "annee")))


def _holds(state: ContractBudget, book: Counter[Key]) -> None:
    for (fiche, funder, year), cents in book.items():
        if fiche is not None:
            one = next(each for each in state.fiches if each.numero == fiche)
            assert state.of(one).extrait(funder, year).total() == _cents(cents)
    for funder in FUNDERS:
        reserve = sum(c for (fiche, who, _), c in book.items() if fiche is None and who == funder)
        assert state.envelope(funder) == _cents(_sum(book, funder))
        assert state.reserve(funder) == state.left(funder) == _cents(reserve)
    for year in YEARS:
        (envelope,) = [one for one in state.enveloppes if one.annee == year]
        assert (envelope.montant, envelope.reserve) == (
            _cents(_sum(book, "FIR", year)),
            _cents(book[None, "FIR", year]),
        )


@pytest.mark.parametrize("nature", ["propre", "transverse"])
def test_money_that_an_amendment_gives_is_of_the_nature_that_it_says(
    contract: ContractBudget, nature: str
) -> None:
    read = "".join([*nature])  # as it comes of a file: no constant of ours
    to = evolve(End("CD", 2025, 4).written(), nature=read)
    move = Mouvement(montant=Decimal(7), vers=to, place=NOWHERE)
    act = Avenant(numero=1, date=lire_date("2025-06-01"), mouvements=(move,), place=NOWHERE)
    state = contract.amended_by(evolve(contract.contrat, avenants=(act,)))
    before, after = (each.of(each.fiches[0]).extrait("CD", nature) for each in (contract, state))
    assert after.total() - before.total() == 7


shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@shared
@given(drawn=amendments)
def test_any_movements_leave_what_an_account_book_gives(
    contract: ContractBudget, drawn: Drawn
) -> None:
    contrat = evolve(contract.contrat, avenants=_written(drawn))
    _holds(contract.amended_by(contrat), _book(drawn))


@shared
@given(drawn=amendments, day=st.integers(1, 28))
def test_the_state_at_a_date_is_that_of_the_movements_up_to_it(
    contract: ContractBudget, drawn: Drawn, day: int
) -> None:
    state = contract.amended_by(evolve(contract.contrat, avenants=_written(drawn)))
    _holds(state.at(lire_date(f"2025-06-{day:02}")), _book(drawn, day))
    _holds(state.signed, _signed())


@shared
@given(drawn=amendments)
def test_what_is_moved_within_a_contract_changes_no_sum_of_it(
    contract: ContractBudget, drawn: Drawn
) -> None:
    inside: Drawn = [(day, [m for m in moved if m[0] and m[1]]) for day, moved in drawn]
    state = contract.amended_by(evolve(contract.contrat, avenants=_written(inside)))
    assert state.promised == contract.promised
    assert state.whole.total() + (state.reserves or 0) == contract.promised


@shared
@given(drawn=amendments)
def test_a_report_from_year_to_year_keeps_what_each_funder_brings(
    contract: ContractBudget, drawn: Drawn
) -> None:
    reports: Drawn = [
        (day, [(s, evolve(s, year=4051 - s.year), c) for s, _, c in moved if s])
        for day, moved in drawn
    ]
    state = contract.amended_by(evolve(contract.contrat, avenants=_written(reports)))
    for funder in FUNDERS:
        assert state.envelope(funder) == contract.envelope(funder)
        assert state.left(funder) == contract.left(funder)
    for one in state.fiches:
        before = next(each for each in contract.fiches if each.numero == one.numero)
        assert state.of(one).par_financeur() == contract.of(before).par_financeur()


@shared
@given(drawn=amendments, end=stops, day=st.integers(1, 28))
def test_what_a_fiche_has_not_spent_when_it_stops_goes_where_it_is_said(
    contract: ContractBudget, drawn: Drawn, end: Stop, day: int
) -> None:
    fiches = tuple(
        evolve(one, vie=(end.written(),)) if one.numero == 4 else one for one in contract.fiches
    )
    stopped = ContractBudget(evolve(contract.dossier, fiches=fiches))
    state = stopped.amended_by(evolve(contract.contrat, avenants=_written(drawn)))
    _holds(state, _book(drawn, end=end))
    _holds(state.at(lire_date(f"2025-06-{day:02}")), _book(drawn, day, end))
    _holds(state.signed, _signed())


def _never_short(drawn: Drawn) -> set[Key]:
    """The places that no amendment leaves with less than nothing."""
    days = sorted({day for day, _ in drawn})
    books = [_book(drawn[:rank], day) for day in days for rank in range(len(drawn) + 1)]
    return {key for key in _signed() if all(book[key] >= 0 for book in books)}


def _by_status(state: ContractBudget) -> dict[Key, dict[str, Decimal]]:
    return {
        (one.numero, funder, year): dict(state.of(one).extrait(funder, year).par_statut())
        for one in state.fiches
        for funder in FUNDERS
        for year in YEARS
    }


@shared
@given(drawn=amendments, end=st.none() | stops)
def test_nothing_that_leaves_a_place_is_of_a_status_that_it_has_not(
    contract: ContractBudget, drawn: Drawn, end: Stop | None
) -> None:
    life = (end.written(),) if end else ()
    fiches = tuple(evolve(one, vie=life) if one.numero == 4 else one for one in contract.fiches)
    stopped = ContractBudget(evolve(contract.dossier, fiches=fiches))
    state = stopped.amended_by(evolve(contract.contrat, avenants=_written(drawn)))
    sound = {key for key in _never_short(drawn) if not (end and key[0] == 4)}
    for key, held in _by_status(state).items():
        assert key not in sound or min(held.values()) >= 0, (key, held)


@shared
@given(drawn=amendments, end=st.none() | stops, day=st.integers(1, 28))
def test_each_status_at_a_date_is_that_of_the_movements_up_to_it(
    contract: ContractBudget, drawn: Drawn, end: Stop | None, day: int
) -> None:
    def state(until: int) -> ContractBudget:
        life = (end.written(),) if end and end.day <= until else ()
        fiches = tuple(evolve(one, vie=life) if one.numero == 4 else one for one in contract.fiches)
        kept = tuple(one for one in _written(drawn) if one.date.debut.day <= until)
        whole = ContractBudget(evolve(contract.dossier, fiches=fiches))
        return whole.amended_by(evolve(contract.contrat, avenants=kept))

    shown = state(31).at(lire_date(f"2025-06-{day:02}"))
    assert _by_status(shown) == _by_status(state(day))


def test_a_fiche_without_a_budget_may_be_given_one(contract: ContractBudget) -> None:
    fiches = tuple(evolve(one, budget=None) if one.numero == 9 else one for one in contract.fiches)
    bare = ContractBudget(evolve(contract.dossier, fiches=fiches))
    given_: Drawn = [(1, [(End("CD", 2025, 4), End("CD", 2025, 9), 100)])]
    state = bare.amended_by(evolve(bare.contrat, avenants=_written(given_)))
    (nine,) = [one for one in state.fiches if one.numero == 9]
    assert state.of(nine).total() == 1


def test_39_fiches_ten_amendments_and_two_ends_are_added_up_again(
    session: Session, tmp_path: Path
) -> None:
    """What a contract of real size makes, against a book kept in whole cents."""
    made, dice = Contract(), Random(7)
    home = made.write(tmp_path)
    book: Counter[tuple[int, str, str, int]] = Counter()
    for number, lines in made.lines.items():
        for funder, nature, year, amount in lines:
            book[number, funder, nature, year] += int(amount * 100)
    text = "avenants:\n"
    for number in range(1, 11):
        text += f"  - numero: {number}\n    date: 2021-{number:02}-15\n    mouvements:\n"
        for _ in range(12):
            source = dice.choice([key for key in book if book[key] > 999 and key[2] == "propre"])
            cents, fiche, year = dice.randint(1, book[source] // 2), dice.randint(1, 39), 2022
            if (fiche, year) != (source[0], source[3]):
                book[source] -= cents
                book[fiche, source[1], "propre", year] += cents
                text += (
                    f"      - {{montant: '{_cents(cents)}', de: {{fiche: {source[0]}, financeur: "
                    f"'{source[1]}', annee: {source[3]}}}, "
                    f"vers: {{fiche: {fiche}, annee: {year}}}}}\n"
                )
    contract = home / "contrat.yaml"
    contract.write_text(contract.read_text("utf-8") + text, "utf-8")
    given: Counter[str] = Counter()
    for number, end in ((5, "close"), (6, "abandonnee")):
        file = home / "fiches" / f"{number:02}.yaml"
        life = f"vie: [{{etat: {end}, date: 2022-02-01}}]\n"
        file.write_text(file.read_text("utf-8") + life, "utf-8")
        for key in [each for each in book if each[0] == number]:
            given[key[1]] += book.pop(key)
    reading = session.read(DossierFolder(home))
    assert reading.dossier is not None, reading.diagnostics
    assert {(each.code, each.severity) for each in reading.diagnostics} <= {("C614", Severity.INFO)}
    state = ContractBudget(reading.dossier)
    for one in state.fiches:
        for funder in {key[1] for key in book}:
            due = sum(c for (n, who, *_), c in book.items() if (n, who) == (one.numero, funder))
            assert state.of(one).extrait(funder).total() == _cents(due)
    for funder, cents in given.items():
        assert state.reserve(funder) == state.left(funder) == _cents(cents)
    assert state.promised == made.sum()


def _end(fiche: int | None = 4, funder: str = "FIR", year: int = 2026, kind: str = "") -> Poste:
    return Poste(funder, year, kind or ("propre" if fiche else ""), fiche)


def _posting(amount: int, own: Poste, other: Poste | None) -> Posting:
    move = Mouvement(montant=Decimal(abs(amount)), place=NOWHERE)
    act = Avenant(numero=1, date=lire_date("2025-06-01"), place=NOWHERE)
    return Posting(own, Decimal(amount), act, move, other)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (_end(9), "la fiche 9"),
        (_end(9, year=2025), "la fiche 9, 2025"),
        (_end(year=2027), "2027"),
        (_end(funder="CD"), "Métropole de Lyon"),
        (_end(None), "la réserve"),
        (_end(None, "CD", 2025), "la réserve, 2025, Métropole de Lyon"),
        (_end(kind="transverse"), "coûts transverses"),
    ],
)
def test_a_movement_says_of_its_other_end_what_is_not_the_same_there(
    other: Poste, said: str
) -> None:
    assert other_end(_posting(-5, _end(), other), "Métropole de Lyon") == f"vers {said}"
    assert other_end(_posting(5, _end(), other), "Métropole de Lyon") == f"depuis {said}"


def test_a_movement_of_one_nature_to_the_other_says_which() -> None:
    assert (
        other_end(_posting(5, _end(kind="transverse"), _end()), "CD") == "depuis montants propres"
    )


@pytest.mark.parametrize(("amount", "said"), [(5, "crédits nouveaux"), (-5, "crédits retirés")])
def test_a_movement_with_one_end_brings_money_or_takes_it_back(amount: int, said: str) -> None:
    assert other_end(_posting(amount, _end(), None), "CD") == said


def _written_end(**said: object) -> PlaceDeCredits:
    return PlaceDeCredits(place=NOWHERE, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [
        {"fiche": 4, "annee": 2026},
        {"fiche": 4, "financeur": "FIR"},
        {"fiche": 4},
        {"financeur": "FIR", "annee": 2026},
        {"reserve": True, "annee": 2026},
    ],
)
def test_an_end_that_lacks_a_word_makes_no_movement(said: dict[str, object]) -> None:
    end = _written_end(**said)
    assert Mouvement(montant=Decimal(5), vers=end, place=NOWHERE).ends is None
    assert Mouvement(montant=Decimal(5), de=end, place=NOWHERE).ends is None


def test_an_end_that_is_whole_makes_no_movement_with_one_that_is_not() -> None:
    whole = _written_end(financeur="FIR", annee=2026, reserve=True)
    lacking = _written_end(annee=2025)  # neither fiche nor reserve
    assert Mouvement(montant=Decimal(5), de=lacking, vers=whole, place=NOWHERE).ends is None


def test_money_of_a_reserve_stays_in_one_where_it_goes_to_no_fiche() -> None:
    source = _written_end(financeur="FIR", annee=2026, reserve=True)
    target = _written_end(annee=2025)
    move = Mouvement(montant=Decimal(5), de=source, vers=target, place=NOWHERE)
    assert move.ends == (_end(None), _end(None, year=2025))


@pytest.mark.parametrize(
    ("signed", "funder", "added"),
    [
        ([("CD", None)], "FIR", [("FIR", 2026, 5)]),
        ([("CD", None)], "autre:Ville", []),
        ([("FIR", 2025)], "FIR", [("FIR", 2026, 5)]),
        ([("autre:Ville", 2025)], "autre:Ville", [("autre:Ville", 2026, 5)]),
        ([("FIR", None)], "FIR", []),
    ],
)
def test_money_that_no_envelope_holds_gets_one_unless_its_funder_signs_no_contract(
    signed: list[tuple[str, int | None]], funder: str, added: list[tuple[str, int, int]]
) -> None:
    own = [
        Enveloppe(financeur=who, annee=year, montant=Decimal(100), place=NOWHERE)
        for who, year in signed
    ]
    found = envelopes_in_force(own, [_posting(5, _end(funder=funder), None)])
    new = [(one.financeur, one.annee, one.montant) for one in found[len(own) :]]
    assert new == added
    kept = [one.montant for one in found[: len(own)]]
    assert kept == [105 if who == funder and year is None else 100 for who, year in signed]
