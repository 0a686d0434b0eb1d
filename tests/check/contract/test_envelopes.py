"""The contract against its fiches: whatever differs by a cent is said, with place and gap."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.check.contract.conftest import Checked, line
from tests.fabrique import write_contract

from ppgp_docs.diagnostics import Diagnostic, Severity, Span
from ppgp_docs.model.contrat import CoutTransverse
from ppgp_docs.model.place import Place
from ppgp_docs.publication.requirements import as_published, lacks_consent
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[3] / "departments"


def shared(financeur: str, montant: str) -> str:
    return line(financeur, montant, "transverse")


def test_seine_et_marne_has_exactly_the_two_warnings_that_its_source_deserves(
    session: Session,
) -> None:
    reading = session.read(DossierFolder(SHIPPED / "77-seine-et-marne"))
    warnings = [d.code for d in reading.diagnostics if d.severity is not Severity.INFO]
    assert sorted(warnings) == ["C402", "C403"]
    assert {d.code for d in reading.diagnostics if d.severity is Severity.INFO} == {"C203"}


ENVELOPES = "enveloppes: [{financeur: CD, montant: 300 €}, {financeur: FIR, montant: '99,99'}]\n"


def test_fiches_that_carry_the_envelopes_are_sound(checked: Checked) -> None:
    one, two = line("CD", "200") + line("FIR", "99,99"), line("CD", "100", annee=2020)
    assert checked(ENVELOPES, f1=one, f2=two) == []


@pytest.mark.parametrize(
    ("amount", "gap", "severity"),
    [
        ("201", "(+1 €)", Severity.ERROR),
        ("200,01", "(+0,01 €)", Severity.ERROR),
        ("199", "(−1 €)", Severity.WARNING),
        ("199,99", "(−0,01 €)", Severity.WARNING),
    ],
)
def test_too_much_is_an_error_at_the_envelope_too_little_is_not_shared_yet(
    checked: Checked, amount: str, gap: str, severity: Severity
) -> None:
    one, two = line("CD", amount) + line("FIR", "99,99"), line("CD", "100")
    (fault,) = checked(ENVELOPES, f1=one, f2=two)
    assert (fault.code, fault.severity) == ("C601", severity)
    assert as_published(fault).is_error
    assert not lacks_consent(fault)
    assert gap in plain(fault.message)
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == ("contrat.yaml", 3)


def test_of_several_envelopes_of_a_funder_the_last_is_told(checked: Checked) -> None:
    several = "enveloppes:\n" + "  - {financeur: FIR, montant: 100}\n" * 3
    (fault,) = checked(several, f1=line("FIR", "100"), f2=line("FIR", "200,01"))
    assert fault.span is not None
    assert (fault.code, fault.span.file.name, fault.span.line) == ("C601", "contrat.yaml", 6)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_envelopes_of_one_funder_by_year_are_checked_year_by_year(checked: Checked) -> None:
    contrat = "enveloppes:\n" + "".join(
        f"  - {{financeur: CD, annee: {year}, montant: 100 €}}\n" for year in (2020, 2021)
    )
    (over, under) = checked(contrat, f1=line("CD", "150", annee=2020) + line("CD", "50"))
    assert "Département, 2020" in over.message
    assert "Département, 2021" in under.message


def test_a_sum_is_not_wanted_of_a_contract_whose_fiches_are_not_all_here(checked: Checked) -> None:
    elsewhere = ENVELOPES + "fiches: [{numero: 2}]\n"
    assert checked(elsewhere, f1=line("CD", "200")) == []


def test_an_envelope_that_is_exceeded_is_an_error_even_when_fiches_are_missing(
    checked: Checked,
) -> None:
    elsewhere = ENVELOPES + "fiches: [{numero: 2}]\n"
    (fault,) = checked(elsewhere, f1=line("CD", "301"))
    assert fault.code == "C601"


COST = "couts_transverses:\n  - {financeur: FIR, annee: 2021, montant: '%s', %s}\n"


def test_a_shared_cost_in_equal_parts_gives_the_odd_cent_to_the_first_fiche(
    checked: Checked,
) -> None:
    cost = COST % ("100,01", "parts_egales: oui")
    assert checked(cost, f1=shared("FIR", "50,01"), f2=shared("FIR", "50")) == []


def test_a_shared_cost_follows_its_key_to_the_euro_when_asked(checked: Checked) -> None:
    cost = COST % ("100", "cle: {1: 2, 2: 1}, arrondi: euro")
    assert checked(cost, f1=shared("FIR", "67"), f2=shared("FIR", "33")) == []


def test_one_wrong_share_is_an_error_at_its_line(checked: Checked) -> None:
    cost = COST % ("100", "parts_egales: oui")
    (fault,) = checked(cost, f1=shared("FIR", "50"), f2=shared("FIR", "51"))
    assert fault.code == "C603"
    assert plain(fault.message).endswith("lui en donne 50 € (+1 €)")
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == ("2.yaml", 8)


def test_one_wrong_total_is_a_single_error_at_the_total(checked: Checked) -> None:
    cost = COST % ("103", "parts_egales: oui")
    lines = {f"f{number}": shared("FIR", "25") for number in (1, 2, 3, 4)}
    (fault,) = checked(cost, **lines)
    assert fault.code == "C602"
    assert "103 €" in plain(fault.message)
    assert "100 € portés par les fiches (−3 €)" in plain(fault.message)
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == ("contrat.yaml", 4)


@pytest.mark.parametrize("typed", ["101,02", "101", "110,01", "10,01", "1001,01"])
def test_a_wrong_cost_is_told_at_the_contract_and_at_no_innocent_fiche(
    checked: Checked, typed: str
) -> None:
    cost = COST % (typed, "parts_egales: oui")
    lines = {"f1": "33,67", "f2": "33,67", "f3": "33,67"}
    (fault,) = checked(cost, **{name: shared("FIR", amount) for name, amount in lines.items()})
    assert fault.code == "C602"
    assert fault.span is not None
    assert fault.span.file.name == "contrat.yaml"


def test_a_wrong_cost_is_told_at_the_contract_when_fiches_are_absent_too(checked: Checked) -> None:
    cost = "fiches: [{numero: 3}]\n" + COST % ("103", "parts_egales: oui")
    (fault,) = checked(cost, f1=shared("FIR", "33,34"), f2=shared("FIR", "33,33"))
    assert fault.code == "C602"
    assert "66,67 € portés par les fiches de ce dossier" in plain(fault.message)


def test_the_envelope_that_agrees_with_a_fiche_clears_its_line_of_a_wrong_cost(
    checked: Checked,
) -> None:
    cost = "enveloppes: [{financeur: FIR, montant: 900 €}]\n" + COST % ("1 000", "cle: {1: 1}")
    (fault,) = checked(cost, f1=shared("FIR", "900"))
    assert fault.code == "C603"
    assert fault.span is not None
    assert fault.span.file.name == "contrat.yaml"


def test_two_wrong_lines_among_many_are_each_told_at_the_line(checked: Checked) -> None:
    cost = COST % ("500", "parts_egales: oui")
    lines = {f"f{number}": shared("FIR", "100") for number in range(1, 6)}
    found = checked(cost, **{**lines, "f2": shared("FIR", "107"), "f5": shared("FIR", "91")})
    assert [fault.code for fault in found] == ["C603", "C603"]
    assert [fault.span.file.name for fault in found if fault.span] == ["2.yaml", "5.yaml"]


def test_a_key_that_was_changed_is_told_once_with_the_share_of_each_fiche(
    checked: Checked,
) -> None:
    cost = COST % ("600", "cle: {1: 3, 2: 2, 3: 1}")
    lines = {"f1": "210", "f2": "300", "f3": "90"}
    (fault,) = checked(cost, **{name: shared("FIR", paid) for name, paid in lines.items()})
    assert (fault.code, fault.span and fault.span.file.name) == ("C603", "contrat.yaml")
    assert "3 fiches ne portent pas la part" in fault.message
    assert [place.file.name for _, place in fault.related] == ["1.yaml", "2.yaml", "3.yaml"]
    assert plain(fault.related[1][0]).startswith("la fiche 2 porte 300 €")


def test_a_shared_cost_that_the_contract_ignores_is_an_error(checked: Checked) -> None:
    cost = COST % ("50", "parts_egales: oui")
    (fault,) = checked(cost, f1=shared("FIR", "50") + shared("CD", "7"))
    assert fault.code == "C603"
    assert fault.message.startswith("Département, 2021")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("libelle: rien", "se partage par une `cle`"),
        ("parts_egales: oui, cle: {1: 1}", "se partage par une `cle`"),
        ("cle: {7: 1}", "cite la fiche 7"),
        ("cle: {1: 0}", "au moins une clé de répartition doit être supérieure à zéro"),
        ("cle: {1: 1}, arrondi: euro", "n’est pas un multiple"),
    ],
)
def test_a_key_that_shares_nothing_out_is_an_error(
    checked: Checked, key: str, message: str
) -> None:
    (fault,) = checked(COST % ("50,50", key), f1=line("CD", "1"))
    assert fault.code == "C604"
    assert message in fault.message


@given(
    st.decimals(0, 10**8, places=2),
    st.dictionaries(st.integers(1, 99), st.decimals(0, 999, places=1), min_size=1).filter(
        lambda key: any(key.values())
    ),
)
def test_the_shares_of_a_cost_add_up_to_it_and_go_to_the_fiches_of_its_key(
    amount: Decimal, key: dict[int, Decimal]
) -> None:
    weights = immutabledict({str(number): weight for number, weight in key.items()})
    place = Place(Span(Path("contrat.yaml")))
    cost = CoutTransverse(financeur="CD", annee=2021, montant=amount, cle=weights, place=place)
    shares = cost.parts(())
    assert sum(shares.values()) == amount
    assert set(shares) == set(key)


def test_a_funder_without_an_envelope_is_pointed_out_unless_it_signs_no_contract(
    checked: Checked,
) -> None:
    contrat = "enveloppes: [{financeur: CD, montant: 1 €}]\n"
    lines = line("CD", "1") + line("ONDAM_MS", "5") + line("autre:Ville", "5")
    (fault,) = checked(contrat, f1=lines)
    assert (fault.code, fault.severity) == ("C605", Severity.WARNING)
    assert "ONDAM médico-social" in fault.message


def test_money_outside_the_years_of_the_contract_is_pointed_out(checked: Checked) -> None:
    (fault,) = checked("", f1=line("CD", "1", annee=2023))
    assert (fault.code, fault.severity) == ("C606", Severity.WARNING)


FIR = "  - {{financeur: FIR, montant: {0} €{1}}}\n"


@pytest.mark.parametrize(
    ("whole", "years", "told"),
    [
        ("100", {2020: "60", 2021: "50"}, True),
        ("100", {2020: "60", 2021: "20", 2022: "19,99"}, True),
        ("100", {2020: "60", 2021: "20", 2022: "20,01"}, True),
        ("100", {2021: "100,01"}, True),
        ("100", {2020: "60", 2021: "20", 2022: "20"}, False),
        ("100", {2020: "60", 2021: "20"}, False),
        ("100", {}, False),
        ("", {2020: "60", 2021: "50"}, False),
    ],
)
def test_the_years_of_an_envelope_are_parts_of_it(
    checked: Checked, whole: str, years: dict[int, str], told: bool
) -> None:
    lines = [FIR.format(f'"{whole}"', "")] if whole else []
    lines += [FIR.format(f'"{amount}"', f", annee: {year}") for year, amount in years.items()]
    contract = f"enveloppes:\n{''.join(lines)}".replace('" €', ' €"')
    found = [each for each in checked(contract) if each.code == "C612"]
    assert [each.severity for each in found] == ([Severity.ERROR] if told else [])


@pytest.mark.parametrize(("years", "told"), [((2020,), False), ((2020, 2021), True)])
def test_years_make_an_envelope_up_once_the_last_one_of_the_contract_is_there(
    session: Session, tmp_path: Path, years: tuple[int, ...], told: bool
) -> None:
    """The last one is odd here, and even in the contract of the others."""
    lines = [FIR.format("100", "")] + [FIR.format("40", f", annee: {year}") for year in years]
    contrat = f"intitule: A\nperiode: {{debut: 2020, fin: 2021}}\nenveloppes:\n{''.join(lines)}"
    write_contract(tmp_path, contrat, {})
    (folder,) = find_workspace(tmp_path).folders()
    found = session.read(folder).diagnostics
    assert ("C612" in [each.code for each in found]) is told


def test_what_was_spent_is_held_against_no_envelope(checked: Checked) -> None:
    spent = LINE.format("FIR", "80 000,50", "realise") + LINE.format("FIR", "100", "notifie")
    assert codes_of(checked("enveloppes:\n  - {financeur: FIR, montant: 100 €}\n", f8=spent)) == []


LINE = '    - {{financeur: {}, nature: propre, annee: 2021, montant: "{} €", statut: {}}}\n'


def codes_of(found: list[Diagnostic]) -> list[str]:
    return [each.code for each in found if each.code[:2] == "C6"]


ONE_YEAR = (
    "enveloppes: [{{financeur: FIR, annee: 2020, montant: 100}}{}]\nfiches: [{{numero: 9}}]\n"
)


@pytest.mark.parametrize(
    ("others", "lines", "codes"),
    [
        ("", line("FIR", "100", annee=2021), ["C605"]),
        ("", line("FIR", "10", annee=2020) + line("FIR", "20", annee=2022), ["C605"]),
        ("", line("FIR", "100", annee=2020), []),
        (", {financeur: FIR, annee: 2021, montant: 50}", line("FIR", "50", annee=2021), []),
        (", {financeur: FIR, montant: 300}", line("FIR", "200", annee=2021), []),
        (", {financeur: FIR, montant: 300}", line("FIR", "201", annee=2021), ["C601"]),
        (", {financeur: FIR, montant: 300}", line("FIR", "300", annee=2022), ["C601"]),
    ],
)
def test_the_money_of_one_year_pays_for_no_other(
    checked: Checked, others: str, lines: str, codes: list[str]
) -> None:
    found = checked(ONE_YEAR.format(others), f8=lines)
    assert [each.code for each in found if each.code in ("C601", "C605")] == codes


def test_money_that_an_ended_fiche_takes_to_a_year_of_no_envelope_vouches_for_no_line(
    session: Session, tmp_path: Path
) -> None:
    """The envelope that the movement itself makes agreed with a line that was wrong by a cent: its
    announced total, its envelope and a text were told, and not the line."""
    contrat = (
        "intitule: Essai\nperiode: {debut: 2025, fin: 2026}\nsignature: 2025-01-10\n"
        "enveloppes: [{financeur: FIR, annee: 2025, montant: 30 000 €}]\n"
    )
    fiche = (
        "numero: {}\ntitre: Agir\nobjectif: {{numero: 4, intitule: Un objectif}}\nreferent: DPMI\n"
        "rubriques: [{{cle: constat, blocs: [{}]}}]\n"
    )
    ended = (
        "budget:\n"
        "  lignes:\n"
        "    - {financeur: FIR, nature: propre, annee: 2025, montant: '29 999,99',\n"
        "       etats: [{statut: realise, montant: 1 200}]}\n"
        "  totaux_annonces: [{statut: signe, montant: 30 000}]\n"
        "vie:\n"
        "  - {etat: abandonnee, date: 2026-04-01, credits: reportes,\n"
        "     vers: {fiche: 9, annee: 2026}}\n"
    )
    told = "Le financement de l’action s’élève à 28 800 €."
    write_contract(
        tmp_path, contrat, {4: fiche.format(4, "Un texte") + ended, 9: fiche.format(9, told)}
    )
    (folder,) = find_workspace(tmp_path).folders()
    stated = {"C401", "C404", "C601"}
    found = [one.span for one in session.read(folder).diagnostics if one.code in stated]
    assert [(one.file.name, one.line) for one in found if one] == [("04.yaml", 8)]


TWO_COSTS = "couts_transverses:\n" + "".join(
    f"  - {{financeur: FIR, annee: 2021, montant: '{each}', parts_egales: oui}}\n"
    for each in ("160", "240")
)


@pytest.mark.parametrize(
    ("carried", "codes"),
    [
        (("75", "75", "75", "100"), ["C602"]),
        (("125", "125", "125", "100"), ["C602"]),
        (("75", "75", "100", "100"), ["C603", "C603"]),
        (("75", "75", "75", "175"), ["C603"]),
    ],
    ids=["less", "more", "half of them", "the same total"],
)
def test_where_most_fiches_disagree_with_several_costs_the_total_is_told(
    checked: Checked, carried: tuple[str, ...], codes: list[str]
) -> None:
    lines = {f"f{rank}": shared("FIR", paid) for rank, paid in enumerate(carried, start=1)}
    assert [each.code for each in checked(TWO_COSTS, **lines)] == codes


def test_what_fiches_carry_of_a_cost_that_no_contract_states_is_told_at_each(
    checked: Checked,
) -> None:
    cost = COST.replace("FIR", "CD") % ("30", "parts_egales: oui")
    lines = {f"f{rank}": shared("FIR", "10") + shared("CD", "10") for rank in (1, 2, 3)}
    assert [each.code for each in checked(cost, **lines)] == ["C603"] * 3


@pytest.mark.parametrize(("paid", "code"), [("33,37", "C602"), ("30", "C602"), ("36", "C602")])
def test_a_total_that_explains_all_shares_is_found_about_what_they_add_up_to(
    checked: Checked, paid: str, code: str
) -> None:
    """Shares are rounded to the cent: the total may be a few cents from what they add up to."""
    cost = COST % ("100", "parts_egales: oui")
    lines = {f"f{rank}": shared("FIR", paid) for rank in (1, 2, 3)}
    (fault,) = checked(cost, **lines)
    assert (fault.code, fault.span and fault.span.file.name) == (code, "contrat.yaml")
