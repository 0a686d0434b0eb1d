"""Dates are read and typed as people write them; the file keeps its way of writing them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.studio.conftest import Client

from ppgp_docs.studio.typed_dates import date_in_words, written

PART = "/dossier/01-ain/dossier/demarche"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2025-02-01", "1er février 2025"),
        ("2025-02", "février 2025"),
        ("2025", "2025"),
        ("12/01/2024", "12 janvier 2024"),
        ("fin 2022", "fin 2022"),
        ("hier", "hier"),
        ("", ""),
    ],
)
def test_a_date_of_a_file_is_shown_in_words(typed: str, shown: str) -> None:
    assert date_in_words(typed) == shown


@pytest.mark.parametrize(
    ("typed", "before", "kept"),
    [
        ("1er février 2025", "", "2025-02-01"),
        ("01/02/2025", "2022-05-13", "2025-02-01"),
        ("février 2025", "", "2025-02"),
        ("2025", "2022-05-13", "2025"),
        ("3 mars 2024", "12/01/2024", "03/03/2024"),
        ("mars 2024", "12/01/2024", "2024-03"),
        ("3 mars 2024", "12 janvier 2024", "3 mars 2024"),
        ("fin 2022", "2022-05-13", "fin 2022"),
        ("12 janvier 2024", "12/01/2024", "12/01/2024"),
        ("13 mai 2022", "hier soir", "2022-05-13"),
        ("hier", "2022-05-13", "hier"),
        ("", "2022-05-13", ""),
    ],
)
def test_what_is_typed_keeps_its_precision_and_the_manner_of_the_file(
    typed: str, before: str, kept: str
) -> None:
    assert written(typed, before) == kept


def test_a_date_that_is_typed_in_a_form_changes_its_line_alone(
    client: Client, workspace: Path
) -> None:
    file = workspace / "departments/01-ain/dossier.yaml"
    before = file.read_text("utf-8")
    assert 'value="13 mai 2022"' in client.get(PART)[1]
    sent = {"/demarche/debut": "1er juin 2022", "/demarche/fin": "11 mars 2024"}
    client.post(PART, {**sent, "geste": "enregistrer"})
    assert file.read_text("utf-8") == before.replace("debut: 2022-05-13", "debut: 2022-06-01", 1)
