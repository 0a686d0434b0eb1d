"""Step 7 on texts: read for what they promised, in whatever encoding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove import prove

DOSSIER = """\
contexte:
  titre: L’été
  blocs: [{type: liste, elements: [Un flyer, Une affiche à 12 €]}]
"""
CSV = "L’été;\nUn flyer;Une affiche à 12 €\n"


@pytest.fixture
def told(dossier: Callable[[str], Dossier]) -> Dossier:
    return dossier(DOSSIER)


def codes(
    dossier: Dossier, text: str, kind: str, encoding: str = "utf-8", **more: Any
) -> list[str]:
    document = Document("essai", "essai", "Essai", dossier, **more)
    return [found.code for found in prove(text.encode(encoding), kind, document)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_that_promises_a_part_is_held_to_it(told: Dossier, encoding: str) -> None:
    prints = (told.contexte,)
    assert codes(told, CSV, "text/csv", encoding, prints=prints) == []
    lost = CSV.replace("Un flyer", "")
    assert codes(told, lost, "text/csv", encoding, prints=prints) == ["P004"]


def test_a_text_that_promises_nothing_is_nobody_s_business(told: Dossier) -> None:
    assert codes(told, "{{ à chacun son modèle }}", "text/plain") == []


def test_a_text_is_held_to_its_figures(told: Dossier) -> None:
    assert codes(told, "12 €", "text/plain", expected=("12\u00a0€",)) == []
    assert codes(told, "13 €", "text/plain", expected=("12\u00a0€",)) == ["P003"]


def test_a_kind_that_nobody_reads_back_is_not_proved(told: Dossier) -> None:
    assert codes(told, "rien", "application/x-essai", prints=(told.contexte,)) == []
