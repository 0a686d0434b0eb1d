"""Rows that stand ready in the sheet of a stage, one for each line that nothing was spent of yet:
what is typed there is a state of its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from ppgp_docs.budget import ETAPES, EXECUTION
from ppgp_docs.francais.accords import capitale
from ppgp_docs.model.address import STATE_TO_TYPE
from ppgp_docs.roundtrip.excel.cells import Row
from ppgp_docs.roundtrip.excel.tables import Line, Table
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import NewLine

_FIELDS: Final = {
    "statut": ("Statut", Genre.CHOICE),
    "montant": ("Montant", Genre.AMOUNT),
    "date": ("Date", Genre.DATE),
    "piece": ("Pièce", Genre.PAPER),
}
"""What a state says of its own; the rest of its row is that of its line."""


_STATUS: Final = _FIELDS["statut"][0]
_STAGES: Final = frozenset(capitale(ETAPES[stage]) for stage in EXECUTION)


def stage_of(table: Table, lines: Mapping[str, Line]) -> str:
    """« Réalisé »: what a row of a sheet is where it does not say so, if all that stand there are
    of one stage; nothing in a sheet of what is foreseen."""
    status = table.columns.get(_STATUS)
    if status is None:
        return ""
    said = {
        untypeset(row.text(status))
        for row in table.sheet.rows
        if row.text(table.address).removesuffix(STATE_TO_TYPE) in lines
    }
    return said.pop() if len(said) == 1 and said <= _STAGES else ""


@frozen
class ReadyRow:
    """A row that stands ready for a state of the ``line`` whose fields are ``fields``."""

    line: str
    fields: Line
    columns: Mapping[str, int]
    models: Mapping[str, SentField]

    @classmethod
    def of(cls, table: Table, row: Row, lines: Mapping[str, Line]) -> ReadyRow | None:
        """None for a row of another kind, or of a line that the file does not hold."""
        address = row.text(table.address)
        line = address.removesuffix(STATE_TO_TYPE)
        if line == address or line not in lines:
            return None
        titles = {untypeset(table.header.text(each)): each for each in table.header.cells}
        columns = {name: titles[title] for name, (title, _) in _FIELDS.items() if title in titles}
        known = {"statut": table.kin["Statut"]} if "Statut" in table.kin else {}
        models = {
            name: known.get(name) or SentField(f"{line}.etats[1].{name}", title, genre)
            for name, (title, genre) in _FIELDS.items()
        }
        return cls(line, lines[line], columns, models)

    def is_of_its_line(self, whole: Mapping[str, str], fiche: str) -> bool:
        """Whether the row says nothing else than its line: then it is a line of its own."""
        own = {title for title, _ in _FIELDS.values()}
        said = (
            (whole[title], untypeset(one.sent))
            for title, one in self.fields.items()
            if title in whole and title not in own
        )
        return all(not sent or now in ("", sent) for now, sent in said) and (
            not fiche or self.line.startswith(f"fiche-{fiche}:")
        )

    def state(self, values: Mapping[str, str]) -> NewLine | None:
        """What was typed, a state more of its line; None without an amount."""
        if not values.get("montant"):
            return None
        said = ((name, self.models[name], values[name]) for name in _FIELDS if values.get(name))
        return NewLine(f"{self.line}.etats", tuple(said))

    def without_amount(self, values: Mapping[str, str], stage: str) -> Iterator[str]:
        """« Date : 12/03/2026 »: what stands where no amount does; the status too, where it is not
        that of the ``stage`` whose sheet this is, which stood there."""
        for name in ("statut", "date", "piece"):
            said = untypeset(values.get(name, ""))
            if said and not (name == "statut" and said.casefold() == stage.casefold()):
                yield f"{_FIELDS[name][0]} : {values[name]}"
