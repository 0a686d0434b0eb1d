"""A column whose header names its numbers keeps their digits together; others count."""

from __future__ import annotations

import pytest

TABLE = (
    "edition: 2021\ncontexte:\n  blocs:\n    - type: tableau\n      titre: Le détail\n"
    "      colonnes: [{header}, Familles]\n      lignes:\n        - ['65748', '15000']\n"
    "        - ['12000 €', '12500']\n"
)
NAMED = [
    "Article", "Compte", "Sous-compte", "Imputation", "Nature", "Fonction", "Code postal",
    "Code Insee", "N° de mandat", "Référence", "Réf.", "Numéro", "CP", "Chapitre", "SIREN",
]  # fmt: skip
COUNTED = ["Montant", "Dossiers", "Enveloppe", "Communes", "Recettes", "Comptabilisé", "Engagement"]


def column(read, header: str, rank: int) -> list[str]:
    (table,) = read(TABLE.format(header=header)).dossier.contexte.blocs
    return [row[rank].plain for row in table.lignes]


@pytest.mark.parametrize("header", NAMED)
def test_a_number_under_a_header_that_names_it_is_printed_as_it_is_typed(read, header):
    assert column(read, header, 0) == ["65748", "12\N{NNBSP}000\N{NBSP}€"]
    assert column(read, header, 1) == ["15\N{NNBSP}000", "12\N{NNBSP}500"]


@pytest.mark.parametrize("header", COUNTED)
def test_a_number_under_any_other_header_is_a_quantity(read, header):
    assert column(read, header, 0) == ["65\N{NNBSP}748", "12\N{NNBSP}000\N{NBSP}€"]
