"""Each finding about money underlines the very words that are wrong, and names what it adds up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

HEAD = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques: [{cle: moyens}]
"""
LINE = "{financeur: FIR, nature: propre, annee: 2021, "


def budget(*lines: str, more: str = "") -> str:
    listed = "".join(f"    - {LINE}{line}}}\n" for line in lines)
    return f"{HEAD}budget:\n  lignes:\n{listed}{more}"


STATED = "  totaux_annonces: [{financeur: FIR, montant: 7 €}]\n"
AUTHORISED = (
    "  autorisations:\n    - {annee: 2022, cp: 1 €}\n    - {annee: 2021, ae: 9 €, cp: 3 €}\n"
)
TOLD = {
    "a stated total": (budget("montant: 5 €", "montant: 4 €", more=STATED), "C401", "7 €"),
    "a line against one total": (budget("montant: 9 €", more=STATED), "C401", "9 €"),
    "a year without money": (
        budget("montant: 9 €") + "calendrier: [{texte: Une phase, annee: 2022}]\n", "C402", "2022",
    ),
    "a date without money": (
        budget("montant: 9 €") + "calendrier: [{texte: Une phase, date: 2022-03}]\n",
        "C402", "2022-03",
    ),
    "the last of lines added up": (
        budget("montant: 9 €, statut: propose", "montant: 8 €, statut: acquis"), "C406", "acquis",
    ),
    "a later date": (
        budget(
            "montant: 9 €, statut: acquis, date: 2021-02-15, "
            "etats: [{statut: engage, montant: 9 €, date: 2021-02-14}]"
        ),
        "C409", "2021-02-14",
    ),
    "a negative amount that is foreseen": (
        budget("montant: 9 €, statut: notifie, etats: [{statut: acquis, montant: -1 €}]"),
        "C410", "-1 €",
    ),
    "the last that is taken back": (
        budget(
            "montant: 9 €, etats: [{statut: engage, montant: 5 €}, "
            "{statut: engage, montant: -6 €}, {statut: engage, montant: -2 €}]"
        ),
        "C410", "-2 €",
    ),
    "an amount beside its quantity": (
        budget("quantite: 2, cout_unitaire: 4 €, montant: 9 €"), "C628", "9 €",
    ),
    "the last year of credits": (budget("montant: 9 €", more=AUTHORISED), "C633", "1 €"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOLD)
def test_a_finding_underlines_what_is_wrong(
    found: Callable[..., list[Diagnostic]], kind: str
) -> None:
    text, code, words = TOLD[kind]
    (one,) = (each for each in found("", fiche=text) if each.code == code)
    assert one.span
    line = text.splitlines()[one.span.line - 1]
    assert line[one.span.column - 1 : one.span.end_column - 1] == words


EITHER_OF_ALL = "\u202f; ce montant ou l’un de ceux des lignes 8 et 9 est faux"
EITHER = "\u202f; ce montant ou celui de la ligne 9 est faux"


def test_a_stated_total_says_whose_it_is(found: Callable[..., list[Diagnostic]]) -> None:
    (one,) = found("", fiche=TOLD["a stated total"][0])
    assert one.message.startswith("Fonds d’intervention régional (FIR)\u00a0: 7\u00a0€ annoncés")
    assert one.message.endswith(f"9\u00a0€ calculés (−2\u00a0€){EITHER_OF_ALL}")


@pytest.mark.parametrize(
    ("stated", "gap"), [("10 €", "(+1\u00a0€)"), ("'9,01 €'", "(+0,01\u00a0€)")]
)
def test_the_gap_has_its_sign(
    found: Callable[..., list[Diagnostic]], stated: str, gap: str
) -> None:
    (one,) = found("", fiche=budget("montant: 9 €", more=STATED.replace("7 €", stated)))
    assert one.message.endswith(f"{gap}{EITHER}")


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ("", "seul leur statut les distingue"),
        (", libelle: Local", "toutes ne disent pas ce qu’elles paient"),
    ],
)
def test_lines_added_up_say_what_does_not_tell_them_apart(
    found: Callable[..., list[Diagnostic]], first: str, why: str
) -> None:
    lines = (f"montant: 9 €, statut: propose{first}", "montant: 8 €, statut: acquis")
    (one,) = found("", fiche=budget(*lines))
    assert one.message.endswith(f"alors que {why}")
