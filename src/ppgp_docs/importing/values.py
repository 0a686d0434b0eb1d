"""What was read in a file as it is typed in a dossier, by the genre of its field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ppgp_docs.budget import LIBELLES_FINANCEURS, LIBELLES_NATURES
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.line_words import UntypableError, paper, states, weights, years
from ppgp_docs.model.funders import FIELD as FUNDER
from ppgp_docs.model.funders import own_funder
from ppgp_docs.model.references import cites, hidden, unhidden
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.schema.validate import read_value

_READ: Final = {
    Genre.INTEGER: "entier",
    Genre.AMOUNT: "montant",
    Genre.PRICE: "prix",
    Genre.DATE: "date",
}
_TOLD: Final = {
    Genre.PAPER: paper,
    Genre.STATES: states,
    Genre.WEIGHTS: weights,
    Genre.YEARS: years,
}
_ISO: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_OTHER: Final = "autre:"
_QUOTED: Final = re.compile(r"`([^`]*)`")


def meaning(genre: Genre, text: str) -> Any:
    """What a text means: two texts of the same meaning are the same, however they are set."""
    plain = untypeset(text).replace("'", "’")
    if genre in _READ:
        try:
            return read_value(_READ[genre], plain)
        except ValueError:
            return plain
    return sans_accents(plain).casefold() if genre is Genre.CHOICE else plain


def meant(field: SentField, text: str) -> Any:
    """The meaning of a text in a field; one of its words is what the dossier calls it."""
    if field.genre is Genre.CHOICE:
        return _choice_of(field, text) or meaning(Genre.CHOICE, text)
    return meaning(field.genre, text)


def meanings(fields: Mapping[str, SentField]) -> dict[str, str]:
    """What each field that was sent means, by its address: :func:`aligned` compares these."""
    return {address: str(meant(one, one.sent)) for address, one in fields.items()}


def figure_meant(text: str) -> str:
    """The words of a figure however its thousands are parted."""
    return _PARTED.sub("", untypeset(text))


_PARTED: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def typed(field: SentField, text: str, before: str, *, of_form: bool = False) -> Data:
    """What to write in the dossier; ``before`` is what stands there.

    A form shows texts as the dossier writes them, references too: those of other files print their
    values, and what looks like a reference there is words. Raises UntypableError.
    """
    plain = untypeset(unhidden(text) if of_form else text)
    if field.genre is Genre.LINES:
        return list(plain.split("\n"))
    if field.genre in _TOLD:
        return _TOLD[field.genre](plain)
    if field.genre is Genre.CHOICE:
        return _chosen(field, plain)
    if field.genre in _READ:
        return _read(field.genre, plain, before)
    if field.genre is Genre.WORDS and cites(before):
        raise UntypableError(
            f"ce champ reprend une autre donnée du dossier, à changer à sa place : `{before}`"
        )
    if field.genre.rich:
        return _cited(plain, field.cites)
    return plain if of_form else hidden(plain)


def as_written(text: Data, before: str) -> Data:
    """A text of several paragraphs, those that say what they said kept as they are typed."""
    if not isinstance(text, str) or "\n\n" not in text:
        return text
    kept = {_on_a_line(part): part for part in before.strip("\n").split("\n\n")}
    parts = [part if "\n" in part else kept.get(part, part) for part in text.split("\n\n")]
    return "\n\n".join(parts) + "\n" * before.endswith("\n")


def _on_a_line(part: str) -> str:
    """A paragraph as it is read in a file; a list, of which breaks mean something, as it is."""
    listed = any(_ITEM.match(line) for line in part.split("\n")[1:])
    return part if listed else untypeset(" ".join(part.split())).replace("'", "’")


_ITEM: Final = re.compile(r"\s*([-*+]|\d+[.)])(\s|$)")


def _read(genre: Genre, text: str, before: str) -> str:
    try:
        read_value(_READ[genre], text)
    except ValueError as problem:
        raise UntypableError(_QUOTED.sub(r"« \1 »", str(problem))) from problem
    if genre is Genre.DATE and _ISO.fullmatch(before):
        iso = lire_date(text).iso()
        return iso if _ISO.fullmatch(iso) else text
    return text


def _chosen(field: SentField, text: str) -> str:
    """What the dossier calls one of its words; a funder may be anyone."""
    if known := _choice_of(field, text):
        return known
    if _is_funder(field) and text:
        if own := own_funder(text):
            raise UntypableError(
                f"« {text} » est peut-être « {LIBELLES_FINANCEURS[own[0]]} », peut-être un autre "
                f"financeur : écrivez-le ainsi, ou précisez, comme « {text}, programme 147 »"
            )
        return f"{_OTHER}{hidden(text)}"
    words = ", ".join(f"« {untypeset(printed)} »" for _, printed in field.choices)
    raise UntypableError(f"« {text} » n’est pas l’un des mots attendus : {words}")


def _choice_of(field: SentField, text: str) -> str:
    """The word of the dossier that a text is, printed or as it is typed; empty for none."""
    said = meaning(Genre.CHOICE, text)
    named = (
        (raw, {meaning(Genre.CHOICE, each) for each in (printed, raw, *_ALSO.get(raw, ()))})
        for raw, printed in field.choices
    )
    known = next((raw for raw, names in named if said in names), "")
    own = own_funder(text) if not known and _is_funder(field) else None
    return own[0] if own and own[1] and own[0] in dict(field.choices) else known


def _is_funder(field: SentField) -> bool:
    return field.addresses[0].endswith(f".{FUNDER}")


_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "propre": ("propre à l’action", LIBELLES_NATURES["propre"]),
    "transverse": ("coûts transverses", LIBELLES_NATURES["transverse"]),
}
"""What other forms and documents of ours call the words of a list, which people copy."""


def _cited(text: str, cites: Sequence[tuple[str, str]]) -> str:
    """The references put back where their words still stand and their control was lost."""
    for name, printed in cites:
        words = untypeset(printed)
        if f"{{{{ {name} }}}}" not in text and words and text.count(words) == 1:
            text = text.replace(words, f"{{{{ {name} }}}}")
    return text
