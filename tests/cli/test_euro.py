"""One euro more in any line or stated total of a fiche is an error that says where and how much."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .test_commands import ROOT, ppgp

SAMPLE = ROOT / "departments" / "77-seine-et-marne"
FICHE = Path("fiches", "08-visites-a-domicile.yaml")
AMOUNT = re.compile(r"^ +montant: ([\d ]+) €$", re.MULTILINE)
AMOUNTS = list(AMOUNT.finditer((SAMPLE / FICHE).read_text("utf-8")))


@pytest.mark.parametrize("rank", range(len(AMOUNTS)))
@pytest.mark.campaign(share=4)
def test_a_euro_more_in_any_amount_is_an_error_with_its_place_and_the_gap(
    rank: int, tmp_path: Path
) -> None:
    home = tmp_path / "departments" / "77-seine-et-marne"
    shutil.copytree(SAMPLE, home)
    text = (home / FICHE).read_text("utf-8")
    start, end = AMOUNTS[rank].span(1)
    euros = int(text[start:end].replace(" ", "")) + 1
    (home / FICHE).write_text(f"{text[:start]}{euros}{text[end:]}", "utf-8")
    done = ppgp("check", "77", "--format", "court", cwd=tmp_path)
    assert done.returncode == 1
    faults = [line for line in done.stdout.splitlines() if "erreur[" in line]
    assert faults
    assert all(re.search(rf"{FICHE.name}:\d+:\d+: erreur\[C\d+\]", line) for line in faults)
    assert all("1\u00a0€" in line for line in faults)
    if "totaux_annonces" in text[:start]:
        [fault] = faults
        assert f"{FICHE.name}:{text[:start].count(chr(10)) + 1}:" in fault


def test_there_are_lines_and_stated_totals_to_change() -> None:
    assert len(AMOUNTS) == 3 + 8
