"""What people type and what is understood: as they mean it, or refused with the fix.

Nothing is guessed: what two readers would read in two ways is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.load.tree import load
from ppgp_docs.schema.validate import Validated
from ppgp_docs.session import Session

Read = Callable[[str, str], Validated]


@pytest.fixture
def reading(session: Session, tmp_path: Path) -> Read:
    """A dossier, or a fiche, where one value was typed that way."""

    def run(where: str, typed: str) -> Validated:
        schema, template = PLACES[where]
        file = tmp_path / f"{schema}.yaml"
        file.write_text(template.format(typed), encoding="utf-8")
        tree = load(file).tree
        assert tree is not None
        return session.validator.validate(tree, schema)

    return run


DOSSIER = 'departement: "01"\n'
FICHE = (
    "numero: 8\ntitre: Essai\nreferent: PMI\nobjectif: {{numero: 4, intitule: Essai}}\n"
    "rubriques: [{{cle: constat}}]\nbudget:\n  lignes:\n"
    "    - financeur: CD\n      nature: propre\n      annee: 2021\n      montant: {}\n"
)
PLACES = {
    "code": ("dossier", "departement: {}\n"),
    "date": ("dossier", f"{DOSSIER}edition: {{}}\n"),
    "yes": ("dossier", f"{DOSSIER}presentation:\n  sommaire: {{}}\n"),
    "number": ("dossier", f"{DOSSIER}chiffres:\n  k:\n    valeur: {{}}\n"),
    "percentage": ("dossier", f"{DOSSIER}chiffres:\n  k:\n    pourcentage: {{}}\n"),
    "count": ("dossier", f"{DOSSIER}mentions:\n  annee: {{}}\n"),
    "amount": ("fiche", FICHE),
}
PATHS = {
    "code": ("departement",),
    "date": ("edition",),
    "yes": ("presentation", "sommaire"),
    "number": ("chiffres", "k", "valeur"),
    "percentage": ("chiffres", "k", "pourcentage"),
    "count": ("mentions", "annee"),
    "amount": ("budget", "lignes", 0, "montant"),
}

UNDERSTOOD = [
    ("code", "01", "01"),
    ("code", '"01"', "01"),
    ("code", "2A", "2A"),
    ("code", "971", "971"),
    ("date", "2022", "2022"),
    ("date", "2022-07", "2022-07"),
    ("date", "03/2026", "2026-03"),
    ("date", "05/07/2022", "2022-07-05"),
    ("date", "5/7/2022", "2022-07-05"),
    ("date", "5 juillet 2022", "2022-07-05"),
    ("date", "le 1er juillet 2022", "2022-07-01"),
    ("date", "5 JUILLET 2022", "2022-07-05"),
    ("date", "aout 2022", "2022-08"),
    ("date", "29/02/2024", "2024-02-29"),
    ("date", "fin 2022", "2022-09-01/2022-12-31"),
    ("date", "T1 2023", "2023-01-01/2023-03-31"),
    ("yes", "oui", True),
    ("yes", "Oui", True),
    ("yes", "OUI", True),
    ("yes", "vrai", True),
    ("yes", "true", True),
    ("yes", "non", False),
    ("yes", "no", False),
    ("number", "62", Decimal(62)),
    ("number", "6 957", Decimal(6957)),
    ("number", "6\u202f957", Decimal(6957)),
    ("number", "0,5", Decimal("0.5")),
    ("number", "0.5", Decimal("0.5")),
    ("number", "12,500", Decimal("12.500")),
    ("percentage", "77 %", Decimal(77)),
    ("percentage", "77%", Decimal(77)),
    ("percentage", "77\u00a0%", Decimal(77)),
    ("percentage", "7,25", Decimal("7.25")),
    ("count", "2 025", 2025),
    ("amount", "12 500,50 €", Decimal("12500.50")),
    ("amount", "12500.5", Decimal("12500.50")),
    ("amount", "12500,5", Decimal("12500.50")),
    ("amount", "12 500", Decimal("12500.00")),
    ("amount", "12\u202f500\u00a0€", Decimal("12500.00")),
    ("amount", "12500 euros", Decimal("12500.00")),
]

REFUSED = [
    ("date", "31/02/2022", "le 31\u00a0février 2022 n’existe pas, ce mois a 28 jours"),
    ("date", "29/02/2023", "n’existe pas"),
    ("date", "05/07/22", "l’année prend quatre chiffres, par exemple `05/07/2022`"),
    ("date", "2022-13", "le mois 13 n’existe pas"),
    ("date", "5 juillet", "il manque l’année"),
    ("date", "5 juilet 2022", "écrivez peut-être `5 juillet 2022`"),
    ("date", "05.07.2022", "écrivez `05/07/2022`"),
    ("date", "bientôt", "exemple\u00a0: `2024-03`"),
    ("yes", "peut-être", "`peut-être` n’est ni oui ni non"),
    ("yes", "1", "n’est ni oui ni non"),
    ("number", "12.500", "écrivez `12 500`, ou la valeur avec une virgule"),
    ("number", "1e3", "ne se lit pas comme un nombre"),
    ("number", "0x1F", "ne se lit pas comme un nombre"),
    ("number", "12_500", "ne se lit pas comme un nombre"),
    ("number", "soixante", "ne se lit pas comme un nombre"),
    ("number", "62 personnes", "ne se lit pas comme un nombre"),
    ("number", "1 23 456", "ne se lit pas comme un nombre"),
    ("percentage", "77 pour cent", "ne se lit pas comme un nombre"),
    ("count", "2025,5", "n’est pas un nombre entier"),
    ("amount", "12.500", "peut se lire de deux façons"),
    ("amount", "12,500", "peut se lire de deux façons"),
    ("amount", "12 500,505 €", "au-delà du centime"),
    ("amount", "12 500 $", "ne se lit pas comme un nombre"),
]


@pytest.mark.parametrize(("where", "typed", "meant"), UNDERSTOOD)
def test_what_a_person_means_is_understood(
    reading: Read, where: str, typed: str, meant: object
) -> None:
    result = reading(where, typed)
    assert result.diagnostics == ()
    value: object = result.value
    for step in PATHS[where]:
        value = value[step]  # type: ignore[index]
    assert getattr(value, "iso", lambda: value)() == meant


@pytest.mark.parametrize(("where", "typed", "fix"), REFUSED)
def test_what_could_be_read_in_two_ways_or_in_none_is_refused_with_the_fix(
    reading: Read, where: str, typed: str, fix: str
) -> None:
    (fault,) = reading(where, typed).diagnostics
    assert fault.code == "V003"
    assert fix in " ".join((fault.message, *fault.hints))
    assert f"`{typed}`" in fault.message
