"""What a line holds beside plain values, as one types it in a cell: a paper, states, weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppgp_docs.budget import LIBELLES_STATUTS
from ppgp_docs.form.field_help import day_in_french
from ppgp_docs.francais.accords import capitale


def paper_words(value: Any) -> str:
    """« Devis n° 7 du 03/02/2026 »."""
    if not isinstance(value, dict):
        return ""
    number = f" n° {value['reference']}" if value.get("reference") else ""
    said = day_in_french(str(value.get("date", "")))
    date = (f" du {said}" if said.count("/") == 2 else f", {said}") if said else ""
    return f"{capitale(str(value.get('type', '')))}{number}{date}"


def state_words(value: Any) -> str:
    """« Engagé : 8 800 € ; 03/2025 ; Commande n° C8 »."""
    held: Mapping[str, Any] = value if isinstance(value, dict) else {}
    status, paper = str(held.get("statut", "")), held.get("piece")
    name = capitale(LIBELLES_STATUTS.get(status, status))
    date = day_in_french(str(held.get("date", "")))
    said = (str(held.get("montant", "")), date, paper_words(paper) if paper else "")
    return f"{name} : {' ; '.join(filter(None, said))}"


def weights_words(value: Any) -> str:
    """« 8 : 250 », a line for each fiche."""
    held: Mapping[str, Any] = value if isinstance(value, dict) else {}
    return "\n".join(f"{fiche} : {weight}" for fiche, weight in held.items())
