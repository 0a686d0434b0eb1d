"""C401, C402: totals and years of a fiche."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


def fiche(budget: str = "", aim: str = "Un objectif", rest: str = "") -> str:
    lines = """\
  lignes:
    - {financeur: CD, nature: transverse, annee: 2021, montant: 16 497 €}
    - {financeur: FIR, nature: propre, annee: 2021, montant: 180 500 €}
    - {financeur: FIR, nature: transverse, annee: 2021, montant: 30 542 €}
"""
    return (
        f"numero: 8\ntitre: Des visites\nobjectif: {{numero: 4, intitule: '{aim}'}}\n"
        "referent: DPMIPE\n"
        "rubriques: [{cle: constat, blocs: [Un texte]}, {cle: moyens}, {cle: calendrier}]\n"
        f"budget:\n{lines}{budget}{rest}"
    )


@pytest.mark.parametrize(
    "total",
    [
        "financeur: FIR, montant: 211 042 €",
        "financeur: FIR, nature: propre, montant: '180 500,00 €'",
        "financeur: FIR, nature: transverse, annee: 2021, montant: 30 542",
        "nature: transverse, montant: 47 039 €",
        "annee: 2021, montant: 227 539 €",
        "montant: 227 539 €",
    ],
)
def test_a_stated_total_that_the_lines_give_is_sound(codes: Codes, total: str) -> None:
    assert codes("", fiche=fiche(f"  totaux_annonces: [{{{total}}}]\n")) == []


@pytest.mark.parametrize(
    "total",
    ["financeur: FIR, montant: '211 042,01 €'", "montant: 227 538 €", "nature: propre, montant: 1"],
)
def test_a_stated_total_is_checked_to_the_cent(codes: Codes, total: str) -> None:
    assert codes("", fiche=fiche(f"  totaux_annonces: [{{{total}}}]\n")) == ["C401"]


def test_a_wrong_total_is_told_with_its_difference_in_french(found: Found) -> None:
    text = fiche("  totaux_annonces: [{financeur: FIR, montant: 211 000 €}]\n")
    (fault,) = found("", fiche=text)
    assert (
        "211\u202f000\u00a0€ annoncés, 211\u202f042\u00a0€ calculés (−42\u00a0€)" in fault.message
    )
    assert str(fault.span).endswith("08.yaml:11:47")


def test_one_wrong_line_is_told_once_at_the_line_with_the_totals_that_it_spoils(
    found: Found,
) -> None:
    totals = """\
  totaux_annonces:
    - {financeur: FIR, montant: 211 142 €}
    - {financeur: FIR, nature: propre, montant: 180 600 €}
    - {financeur: FIR, nature: propre, annee: 2021, montant: 180 600 €}
"""
    (fault,) = found("", fiche=fiche(totals))
    assert fault.code == "C401"
    assert str(fault.span).endswith("08.yaml:9:62")
    assert [name for name, _ in fault.related] == ["total annoncé"] * 3


def test_a_wrong_total_keeps_its_place_and_shows_the_lines_that_were_summed(found: Found) -> None:
    text = fiche("  totaux_annonces: [{financeur: FIR, montant: 211 000 €}]\n")
    (fault,) = found("", fiche=text)
    assert [name for name, _ in fault.related] == ["ligne additionnée"] * 2


def test_a_line_written_twice_is_told_as_such(found: Found) -> None:
    line = "    - {financeur: FIR, nature: transverse, annee: 2021, montant: 30 542 €}\n"
    text = fiche("  totaux_annonces: [{financeur: FIR, montant: 211 042 €}]\n")
    (fault,) = found("", fiche=text.replace(line, line * 2))
    assert fault.hints == ("cette ligne est écrite deux fois\u00a0: effacez-en une",)
    assert str(fault.span).endswith("08.yaml:11:66")


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("annee: 2022", ["C402"]),
        ("date: 2022-03", ["C402"]),
        ("annee: 2022, budgetee: non", []),
        ("annee: 2021", []),
    ],
)
def test_a_phase_falls_in_a_year_that_has_money(codes: Codes, phase: str, told: list[str]) -> None:
    text = fiche(rest=f"calendrier: [{{texte: Une phase, {phase}}}]\n")
    assert codes("", fiche=text) == told


def test_a_waived_warning_is_a_note_that_recalls_its_reason(found: Found) -> None:
    rest = "calendrier: [{texte: Une phase, annee: 2022}]\n"
    waiver = "dispenses: {C402: la phase se fait à moyens constants}\n"
    (fault,) = found("", fiche=fiche(rest=rest + waiver))
    assert fault.severity.label == "note"
    assert "la phase se fait à moyens constants" in fault.message


def test_an_error_cannot_be_waived(found: Found) -> None:
    total = "  totaux_annonces: [{montant: 1}]\n"
    waiver = "dispenses: {C401: le total est celui de la délibération}\n"
    (fault,) = found("", fiche=fiche(total, rest=waiver))
    assert fault.is_error


def _lines(*lines: str) -> str:
    return (
        fiche().partition("budget:")[0]
        + "budget:\n  lignes:\n"
        + "".join(
            f"    - {{financeur: FIR, nature: propre, annee: 2021, {line}}}\n" for line in lines
        )
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("montant: 180 500 €, statut: propose", "montant: 180 500 €, statut: acquis"),
        ("montant: 180 500 €", "montant: 150 000 €, statut: notifie"),
        ("montant: 10 €, statut: acquis", "montant: 10 €, statut: propose"),
        ("montant: 10 €, libelle: Le Local", "montant: 9 €, libelle: le  local, statut: acquis"),
        ("montant: 1 €", "montant: 2 €", "montant: 3 €, statut: acquis"),
        ("montant: 1 €", "montant: 2 €, statut: acquis", "montant: 3 €, statut: notifie"),
        ("montant: 10 €", "montant: 10 €, libelle: Véhicule, statut: acquis"),
        ("montant: 10 €, libelle: Véhicule", "montant: 9 €, statut: notifie"),
        ("montant: 1 €, libelle: A", "montant: 2 €, libelle: a, statut: acquis", "montant: 3 €"),
    ],
)
def test_a_line_written_at_two_stages_is_told_once_since_both_are_added(
    codes: Codes, lines: tuple[str, ...]
) -> None:
    assert codes("", fiche=_lines(*lines)) == ["C406"]


@pytest.mark.parametrize(
    "lines",
    [
        ("montant: 180 500 €", "montant: 150 000 €"),
        ("montant: 180 500 €", "montant: 150 000 €, statut: realise"),
        ("montant: 10 €, libelle: Local", "montant: 10 €, libelle: Véhicule, statut: acquis"),
        ("montant: 10 €", "montant: 10 €, libelle: Véhicule"),
        ("montant: 1 €", "montant: 1 €, libelle: A", "montant: 1 €, libelle: B, statut: acquis"),
        ("montant: 10 €, libelle: Véhicule", "montant: 9 €, statut: realise"),
        ("montant: 10 €", "montant: 9 €, section: investissement, statut: acquis"),
        ('montant: 10 €, compte: "74"', 'montant: 9 €, compte: "75", statut: acquis'),
    ],
)
def test_lines_that_pay_other_things_are_added_without_a_word(
    codes: Codes, lines: tuple[str, ...]
) -> None:
    assert codes("", fiche=_lines(*lines)) == []


def test_both_stages_are_named_with_what_they_add_up_to(found: Found) -> None:
    (told,) = found("", fiche=_lines("montant: 180 500 €", "montant: 150 000 €, statut: acquis"))
    assert "180\u202f500\u00a0€ (proposition) et 150\u202f000\u00a0€ (acquis)" in told.message
    assert "330\u202f500\u00a0€" in told.message
    assert [str(place).rpartition("/")[2] for _, place in told.related] == ["08.yaml:8:62"]
