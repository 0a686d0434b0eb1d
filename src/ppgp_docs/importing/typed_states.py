"""States of lines that were typed in the sheets of stages: in the row that stands ready for one, or
in a row that says the same line, as a second payment or a reversal does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from ppgp_docs.budget import LIBELLES_STATUTS, PREVU, etape
from ppgp_docs.edit.changes import Insert
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.row_values import row_values, told_apart
from ppgp_docs.importing.sent_lines import SentLines
from ppgp_docs.importing.values import typed
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.returned import NewLine

_STATES: Final = ".etats"
_LINES: Final = ":budget.lignes"
_OWN: Final = ("statut", "montant", "date", "piece")
"""What a state says of its own."""
_SAME: Final = ("financeur", "nature", "annee", "libelle")
"""What a row says of the line that it is a state of."""

_TAKEN_BACK: Final = (
    "un montant négatif reprend ce qui a été engagé, mandaté ou réalisé sur une ligne prévue\u00a0"
    ": aucune n’a ce financeur, cette nature et cette année, ou plusieurs les ont sans qu’une "
    "seule ait ce libellé"
)
_OTHER_WORDS: Final = (
    "la ligne de ce financeur, de cette nature et de cette année en a un autre, un état n’en a pas"
)


class TypedStates(SentLines):
    """Those of a line that has none yet are one proposal: two changes cannot begin one list."""

    def parted(self) -> tuple[list[NewLine], list[Proposal]]:
        """The rows that are lines, and what those that are states propose."""
        lines: list[NewLine] = []
        states: dict[str, list[NewLine]] = {}
        made: list[Proposal] = []
        for one in self.found.new:
            try:
                address = self._line_of(one)
            except AddressError as problem:
                made.append(_refused(one.list_address, [one], problem))
                continue
            if address:
                states.setdefault(address, []).append(one)
            else:
                lines.append(one)
        for address, held in states.items():
            made += self._of_line(address, held)
        return lines, made

    def _line_of(self, one: NewLine) -> str:
        """The address now of the line that a row is a state of; nothing for a line.

        Raises AddressError for a line that is gone, or a reversal of no line.
        """
        if _is_ready(one):
            return self.there(one.list_address.removesuffix(_STATES))
        said = _typed(one)
        is_copy = one.list_address.endswith(_STATES)
        if is_copy or etape(str(said.get("statut", ""))) == PREVU or said.keys() - {*_OWN, *_SAME}:
            return ""
        found = spot(self.target, one.list_address).value if _LINES in one.list_address else None
        lines = list(enumerate(found if isinstance(found, list) else (), start=1))
        same = [rank for rank, line in lines if _is_of(line, said)]
        is_back = str(said.get("montant", "")).startswith(("-", "−"))
        if is_back and not same:
            same = [rank for rank, line in lines if _is_of(line, _without_words(said))]
        if is_back and len(same) != 1:
            raise AddressError(_TAKEN_BACK)
        return f"{one.list_address}[{same[0]}]" if len(same) == 1 else ""

    def _of_line(self, line: str, states: Sequence[NewLine]) -> Iterator[Proposal]:
        address = f"{line}{_STATES}"
        made: list[Data] = []
        left: list[LeftOver] = []
        try:
            place = spot(self.target, address)
            held = spot(self.target, line).value
            words = held.get("libelle", "") if isinstance(held, dict) else ""
            for one in states:
                said, untaken = row_values(one)
                made.append({name: said[name] for name in _OWN if name in said})
                left += untaken
                if said.get("libelle", words) != words:
                    left.append(told_apart(one, f"Libellé : {said['libelle']}", _OTHER_WORDS))
        except (AddressError, UntypableError) as problem:
            yield _refused(address, states, problem)
            return
        self.left += left
        whole = Proposal(ProposalKind.ADDED, "", address, "", "\n".join(map(_said, states)))
        if not isinstance(place.value, list):
            yield evolve(whole, changes=(place.set(made),))
            return
        for one, value in reversed(list(zip(states, made, strict=True))):  # each at the same rank
            change = FileChange(place.file, Insert(place.path, len(place.value), value))
            since = "\n".join(_same_stage(place.value, value)) if _is_ready(one) else ""
            kind = ProposalKind.CONFLICT if since else ProposalKind.ADDED
            yield evolve(whole, kind=kind, back=_said(one), now=since, changes=(change,))


def _typed(one: NewLine) -> dict[str, Data]:
    """What a row says, as a dossier writes it where it can."""
    said: dict[str, Data] = {}
    for name, model, text in one.values:
        try:
            said[name] = typed(model, text, "")
        except UntypableError:
            said[name] = text
    return said


def _is_of(line: Data, said: dict[str, Data]) -> bool:
    """Whether a line of the budget is the one that a row names, and is foreseen."""
    if not isinstance(line, dict) or etape(str(line.get("statut", "propose"))) != PREVU:
        return False
    named: dict[str, Any] = {name: said[name] for name in _SAME if name in said}
    return len(named) > 1 and all(str(line.get(name, "")) == str(named[name]) for name in named)


def _without_words(said: dict[str, Data]) -> dict[str, Data]:
    return {name: value for name, value in said.items() if name != "libelle"}


def _is_ready(one: NewLine) -> bool:
    """Whether a row stood ready, so that the line said nothing of the stage when the file left; a
    copy stands beside another state."""
    return one.list_address.endswith(_STATES) and not (one.above or one.below)


def _same_stage(held: Sequence[Data], new: Data) -> Iterator[str]:
    """What the line says of a stage now."""
    for one in held:
        if isinstance(one, dict) and isinstance(new, dict) and one.get("statut") == new["statut"]:
            yield f"{LIBELLES_STATUTS[str(one['statut'])]} : {one.get('montant', '')}"


def _refused(address: str, states: Sequence[NewLine], problem: Exception) -> Proposal:
    said = "\n".join(map(_said, states))
    kind = ProposalKind.REFUSED
    return Proposal(kind, "État d’une ligne", address, "", said, why=str(problem))


def _said(one: NewLine) -> str:
    return " · ".join(text for *_, text in one.values)
