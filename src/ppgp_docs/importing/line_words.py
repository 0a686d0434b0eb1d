"""What a line holds beside plain values, read as one types it in a cell or a field."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.budget import LIBELLES_STATUTS
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.references import hidden
from ppgp_docs.schema.validate import read_value

_PAPER: Final = re.compile(
    r"(?P<type>[^\W\d]+)"
    r"(?:(?:,? ?n[°º] ?|,? no\.? )(?P<number>.+?)"
    r"| (?!(?:du|le) |(?:\d\d?/){1,2}\d{4}$)(?P<word>(?=\S*\d)[^\s,]+))?"
    r"(?:(?:,? du |,? le |, | (?=\d\d?/))(?P<date>[^,]+))?",
    re.IGNORECASE,
)
"""« Devis n° 12 du 28/08/2020 », « facture F-12 »: a word that has a digit is a number."""
PAPER_KINDS: Final = ("devis", "facture", "convention", "notification", "commande", "mandat")
_LONGEST_REFERENCE: Final = 80
_STATE: Final = re.compile(r"(?P<status>[^:]+?) ?: ?(?P<amount>[^;]+?)(?: ?; ?(?P<rest>.+))?")
_WEIGHT: Final = re.compile(r"(?:fiche )?(?P<fiche>[1-9]\d{0,2}) ?[:=] ?(?P<weight>.+)", re.I)

_PERIOD: Final = re.compile(r"(?:de )?(\d{4})(?: ?(?:[-–—/]|à|et) ?(\d{4}))?")


class UntypableError(ValueError):
    """A text that the field cannot hold; its message is a French sentence without a capital."""


def paper(text: str) -> Data:
    """« Devis n° 12 du 28/08/2020 » as its three fields. Raises UntypableError."""
    found = _PAPER.fullmatch(text)
    kind = found["type"].casefold() if found else ""
    number = ((found["number"] or found["word"]) if found else None) or ""
    if found is None or kind not in PAPER_KINDS or len(number) > _LONGEST_REFERENCE:
        raise UntypableError(f"« {text} » n’est pas une pièce, comme « Devis n° 12 du 28/08/2020 »")
    made = {"type": kind} | ({"reference": hidden(number.strip())} if number else {})
    return {**made, "date": day(found["date"].strip())} if found["date"] else made


def states(text: str) -> Data:
    """The states of a line, one a line of the text. Raises UntypableError."""
    return [_state(each.strip()) for each in text.split("\n") if each.strip()]


def weights(text: str) -> Data:
    """The weight of each fiche, one a line of the text. Raises UntypableError."""
    found: dict[str, Data] = {}
    for each in filter(str.strip, text.split("\n")):
        said = _WEIGHT.fullmatch(each.strip())
        if said is None:
            raise UntypableError(f"« {each} » n’est pas le poids d’une fiche, comme « 8 : 250 »")
        if said["fiche"] in found:
            raise UntypableError(f"la fiche {said['fiche']} a deux poids")
        found[said["fiche"]] = said["weight"]
    return found


def years(text: str) -> Data:
    """« 2020-2022 » as its first and last year. Raises UntypableError."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise UntypableError(f"« {text} » n’est pas une période, comme « 2020-2022 »")
    first, last = found[1], found[2] or found[1]
    if last < first:
        raise UntypableError(f"la période « {text} » finit avant de commencer")
    return {"debut": first, "fin": last}


def _state(text: str) -> Data:
    found = _STATE.fullmatch(text)
    names = {printed: key for key, printed in LIBELLES_STATUTS.items()} | {"proposé": "propose"}
    status = found["status"].casefold() if found else ""
    if found is None or status not in {*names, *LIBELLES_STATUTS}:
        raise UntypableError(
            f"« {text} » n’est pas un état, comme « Engagé : 8 800 € ; 03/2025 ; Commande n° C8 »"
        )
    try:
        read_value("montant", found["amount"])
    except ValueError as problem:
        raise UntypableError(f"« {found['amount']} » n’est pas un montant en euros") from problem
    made: dict[str, Data] = {"statut": names.get(status, status), "montant": found["amount"]}
    date, _, rest = (found["rest"] or "").partition(";")
    try:
        made |= {"date": day(date.strip().removeprefix("le "))} if date else {}
    except UntypableError:
        date, rest = "", found["rest"]
    return made | ({"piece": paper(rest.strip())} if rest.strip() else {})


def day(text: str) -> str:
    """A date as a dossier writes it. Raises UntypableError."""
    try:
        said = lire_date(text).iso()
    except ValueError as problem:
        told = f"« {text} » n’est pas une date, comme « 12/03/2026 » ou « mars 2026 »"
        raise UntypableError(told) from problem
    return said if _ISO.fullmatch(said) else text


_ISO: Final = re.compile(r"\d{4}(-\d\d){0,2}")
