"""No field of the model is forgotten where a class says by hand what a reader is owed."""

from __future__ import annotations

import inspect
from typing import Any

import attrs
import pytest

from ppgp_docs.model import contrat, dossier, fiche
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.passage_rules import RULES
from ppgp_docs.model.place import Renvoi

NOT_TEXTS = {
    "id", "fichier", "foyer", "kind", "cle", "portrait", "consentements", "public", "choix",
    "nombre_annonce", "annee", "budgetee", "devise", "totaux_annonces", "beneficiaires",
    "place", "extensions", "mise_en_avant", "mouvements", "autorisations",
    "scores_annonces",
}  # fmt: skip
"""What tells how to print, or is only compared; a new field is owed until it stands here."""

WHOLE = {Chiffre, Renvoi, dossier.Dossier, contrat.Contrat, fiche.FicheAction, fiche.Tampon}
"""Classes whose rule walks all fields, or hands them to another."""


def by_hand(rule: Any) -> bool:
    """Whether a rule names each field; ``walk.fields(x, owners, group)`` takes them all."""
    lines = map(str.strip, inspect.getsource(rule).splitlines())
    return not any(line.startswith("walk.fields(") and line.endswith("group)") for line in lines)


@pytest.mark.parametrize(
    "cls", [cls for cls in RULES if cls not in WHOLE], ids=lambda cls: cls.__name__
)
def test_each_field_of_a_class_is_owed_or_is_said_not_to_be_a_text(cls: type[Any]) -> None:
    rule = RULES[cls]
    source = inspect.getsource(rule)
    fields = {each.name for each in attrs.fields(cls)} - NOT_TEXTS if by_hand(rule) else set()
    assert {
        name for name in fields if f'"{name}"' not in source and f".{name}" not in source
    } == set()
