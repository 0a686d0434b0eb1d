"""Differences in words: where a value stands, what it was, what it became."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.named_funders import funder_in_words, is_funder
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES
from ppgp_docs.schema.schemas import Field

if TYPE_CHECKING:
    from ppgp_docs.compare.differences import Difference

Label: TypeAlias = str

_NAMING: Final = ("titre", "libelle", "nom", "intitule", "question", "texte", "annee", "type")
"""The fields by which people would call an item of a list, the most telling first."""

_KEY: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
"""A name that nobody would read."""

_ISO: Final = re.compile(r"\d{4}(?:-\d\d){1,2}")
_LONGEST: Final = 40
"""Signs of a name: enough to recognise an item by."""


def item_label(item: Any, rank: int) -> Label:
    """How people call an item of a list: its rank, from 1, and what names it."""
    name = _name(item)
    return numbered(rank) + (f" («\u00a0{_short(name)}\u00a0»)" if name else "")


def named(item: Any, key: str) -> Label:
    """How people call what a file gives a name to: what it says, or that name when it says
    nothing of itself."""
    telling = isinstance(item, dict) or (isinstance(item, str) and _KEY.fullmatch(key))
    said = _name(item) if telling else ""
    return f"«\u00a0{_short(said) or key}\u00a0»"


def numbered(rank: int) -> str:
    """An item by its rank, from 0."""
    return f"n°\u00a0{rank + 1}"


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return "" if isinstance(item, list) else str(item)
    if "financeur" in item and not item.get("libelle"):
        funder = funder_in_words(str(item["financeur"]))
        return f"{funder} {item.get('annee', '')}".rstrip()
    found = (item.get(key) for key in _NAMING)
    usual = LIBELLES_RUBRIQUES.get(str(item.get("cle")), "")
    return next((str(name) for name in found if isinstance(name, str) and name), usual)


def _short(text: str) -> str:
    """The first words of a text, whole."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    return flat[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def in_words(value: Any, field: Field) -> str:
    """A value as people say it: a date, a funder, one of a list of words, never its key."""
    text = " ".join(str(value).split())
    if field.get("genre") == "date" and _ISO.fullmatch(text):
        with suppress(ValueError):  # a day that no month has, told as it is typed
            return lire_date(text).en_francais()
    if is_funder(field):
        return funder_in_words(text)
    return str(field.get("libelles", {}).get(text, text))


def difference_line(found: Difference) -> str:
    """A difference as a line: where, then what it was and what it became."""
    where = " › ".join(found.place)
    line = f"ligne {found.kind.value}e" if found.is_line else found.kind.value
    if found.before is None:
        return f"{where}\u00a0: {line}, «\u00a0{_extract(found.after)}\u00a0»"
    if found.after is None:
        return f"{where}\u00a0: {line}, «\u00a0{_extract(found.before)}\u00a0»"
    if found.kind.value == "déplacé":
        return f"{where}\u00a0: déplacé, {found.before} → {found.after}"
    before, after = _around_change(found.before, found.after)
    return f"{where}\u00a0: «\u00a0{before}\u00a0» → «\u00a0{after}\u00a0»"


_WIDE: Final = 160
_CONTEXT: Final = 4
"""Words of a long text that are shown on either side of what changed in it."""


def _extract(text: str | None) -> str:
    whole = text or ""
    return whole if len(whole) <= _WIDE else whole[:_WIDE].rsplit(" ", 1)[0] + "…"


def _around_change(before: str, after: str) -> tuple[str, str]:
    """Two texts from their first to their last difference; short ones whole."""
    if max(len(before), len(after)) <= _WIDE:
        return before, after
    old, new = before.split(), after.split()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    first = max(0, head - _CONTEXT)
    return _cut(old, first, tail), _cut(new, first, tail)


def _common(old: list[str], new: list[str]) -> int:
    """How many words two texts share from their first one on."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _cut(words: list[str], first: int, tail: int) -> str:
    last = len(words) - max(0, tail - _CONTEXT)
    return (
        ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")
    )
