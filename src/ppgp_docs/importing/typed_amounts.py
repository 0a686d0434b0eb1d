"""A line of budget made of a paragraph that someone typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.values import typed
from ppgp_docs.model.printed_funding import LIBELLES_FINANCEMENTS
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

SHARED: Final = ("financeur", "nature", "annee", "statut")
"""What lines of a budget have in common, which may be printed once above them."""

_AMOUNT: Final = re.compile(r"(?:(?P<label>.+?) ?: )?(?P<amount>\d[\d ]*(?:,\d{1,2})? ?€)")
_YEAR: Final = re.compile(r"(?:année )?((?:19|20)\d\d)", re.IGNORECASE)
_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
_HEADING: Final = re.compile(r"(?P<state>[^–—-]+?) ?[–—-] ?(?P<funder>.+)")
_STATES: Final = {printed.casefold(): key for key, printed in LIBELLES_FINANCEMENTS.items()}


def new_amount(base: Mapping[str, Any], text: str, funders: SentField | None) -> Data | None:
    """A line as ``base``, its neighbour, is made: what the text does not say is the neighbour's.

    A year that it says is its own, or leaves it without a place where it may be but a word of its
    name. « Financement acquis – CAF : 12 000 € », as a fiche heads lines, says whose
    money it is; ``funders`` is a field that holds one, by which its name is read.
    """
    found = _AMOUNT.fullmatch(untypeset(text))
    if found is None:
        return None
    new = {key: base[key] for key in SHARED if key in base} | {"montant": found["amount"]}
    name = found["label"] or ""
    if year := _YEAR.fullmatch(name):
        return new | {"annee": year[1]}
    if set(_YEARS.findall(name)) - {str(base.get("annee", ""))}:
        return None
    return new | (_headed(name, funders) or ({"libelle": name} if name else {}))


def _headed(name: str, funders: SentField | None) -> dict[str, Data]:
    """The funder, known or after a state, that a heading says; nothing for other words."""
    if funders is None or not name:
        return {}
    found = _HEADING.fullmatch(name)
    if found and (state := _STATES.get(found["state"].casefold())):
        return {"financeur": typed(funders, found["funder"], ""), "statut": state}
    funder = typed(funders, name, "")
    return {"financeur": funder} if funder in dict(funders.choices) else {}
