"""What a form says of a field beside its place: what it is called, what it asks for, what may be
chosen, in the words that the form shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ppgp_docs.budget import LIBELLES_FINANCEURS
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.schema.schemas import Field

_KEY_TOLD: Final = re.compile(r"`([^`]+)`(?: \([^)]*\))?")
"""What a dossier calls a word of a list, with what it means behind it."""
_ISO: Final = re.compile(r"\d{4}-\d\d(-\d\d)?")


def help_of(name: str, field: Field, genre: Genre) -> str:
    """The help in the words that the form shows: those of its list, dates as they are typed."""
    if name == "financeur":
        return "Choisissez dans la liste, ou écrivez un autre nom"
    if genre is Genre.CHOICE:
        words: Mapping[str, str] = field.get("libelles", {})
        told = str(field.get("aide", ""))
        told = _KEY_TOLD.sub(lambda found: _choice_in_words(found, words), told)
        return help_with_example({"aide": told})
    if genre is Genre.DATE and "exemple" in field:
        return help_with_example({**field, "exemple": day_in_french(str(field["exemple"]))})
    return help_with_example(field)


def _choice_in_words(found: re.Match[str], words: Mapping[str, str]) -> str:
    """A word of a list as the form shows it; alone, where the help says itself what its label
    adds: « `photo`, qui demande un accord »."""
    if found[1] not in words:
        return found[0]
    said = str(words[found[1]]).lower()
    alone, comma, more = said.partition(",")
    return alone if more and found.string[found.end() :].startswith(comma + more) else said


def day_in_french(text: str) -> str:
    """A date as people write it: 24/09/2020, 09/2020; what is no date as it is."""
    try:
        return lire_date(text).en_chiffres() if _ISO.fullmatch(text) else text
    except ValueError:
        return text


def choices_of(name: str, field: Field) -> Iterator[tuple[str, str]]:
    """What may be typed and how it is said."""
    if field["genre"] == "oui_non":
        yield from (("oui", "Oui"), ("non", "Non"))
    elif name == "financeur":
        yield from LIBELLES_FINANCEURS.items()
    else:
        words = field.get("libelles", {})
        for one in field.get("allowed", ()):
            yield str(one), str(words.get(one, one))


def label_of(name: str, field: Field) -> str:
    return str(field.get("libelle") or name.replace("_", " ").capitalize())


def help_with_example(field: Field) -> str:
    told, example = str(field.get("aide", "")), field.get("exemple")
    shown = f"exemple : {example}" if example else ""
    return " ; ".join(filter(None, (told.replace("`", ""), shown)))
