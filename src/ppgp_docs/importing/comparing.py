"""Three texts of each field compared: sent, came back, in the dossier now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Final

from attrs import define, evolve, field

from ppgp_docs.edit.changes import Remove, Set
from ppgp_docs.importing.aligning import aligned
from ppgp_docs.importing.already_taken import not_replaced_yet
from ppgp_docs.importing.around_fields import Around
from ppgp_docs.importing.beside_amounts import BesideAmounts
from ppgp_docs.importing.cited_figures import FigureChange, Figures, NotANumberError
from ppgp_docs.importing.conflicts import at_odds
from ppgp_docs.importing.displaced import Displaced
from ppgp_docs.importing.fields_elsewhere import not_following, put_elsewhere
from ppgp_docs.importing.kept_markup import DroppedMarkupError, rewritten
from ppgp_docs.importing.line_names import holds, item_of, without
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.lines import Lines
from ppgp_docs.importing.lines_gone import LineGoneError, came_instead, said_instead, told_gone
from ppgp_docs.importing.list_kinds import other_kinds
from ppgp_docs.importing.merged_text import merged_paragraphs
from ppgp_docs.importing.moved_as_new import as_moves
from ppgp_docs.importing.new_notes import NewNotes
from ppgp_docs.importing.paths import FilePlace, is_idle, spot
from ppgp_docs.importing.proposals import Comparison, FileChange, LeftOver, Proposal, ProposalKind
from ppgp_docs.importing.regrouped_lines import Regrouped
from ppgp_docs.importing.reordered_lines import Moves
from ppgp_docs.importing.smallest_changes import smallest
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.totals import with_totals
from ppgp_docs.importing.values import figure_meant, meanings, meant, typed
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import TOOL, Genre, SentField, is_note
from ppgp_docs.roundtrip.file_state import Opened
from ppgp_docs.roundtrip.markdown import as_typed, untypeset
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.roundtrip.returned import Returned, Value
from ppgp_docs.roundtrip.word.file import Remark

_LEAST: Final = 0.5
"""The share of the fields under which a file has lost them, rather than its author taken out."""


def compare(file: Opened, target: Target) -> Comparison:
    """What a file brings back. Raises UnreadableFileError for one that lost its fields."""
    origin, found = file.origin, file.found
    if origin is None or found is None:
        raise UnreadableFileError(
            "c’est un diaporama, dont rien ne revient : `ppgp status` dit quelles diapositives ont "
            "changé, à reporter dans le dossier"
        )
    if told := lost_fields(file):
        raise UnreadableFileError(told)
    sent = {address: one for one in origin.fields for address in one.addresses}
    came = {place: found.values.get(one.tag) for place, one in sent.items()}
    back = {place: str(meant(sent[place], one.text)) for place, one in came.items() if one}
    places = aligned(meanings(sent), meanings(target.fields), back)
    noted = NewNotes.of(found, target)
    run = _Comparing(origin, noted.found, target, places, file.is_workbook)
    made = run.comparison(remarks_of(file, places))
    proposals = noted.added(made.proposals)
    return evolve(made, proposals=proposals, left_over=(*made.left_over, *noted.left(proposals)))


def lost_fields(file: Opened) -> str:
    """A French sentence, without a capital, on a file that lost its fields; nothing of others."""
    left = len(file.found.values) if file.found else 0
    sent = len(file.origin.fields) if file.origin and file.found else 0
    if left >= _LEAST * sent:
        return ""
    if file.is_workbook:
        return (
            "plus de la moitié de ses lignes n’y sont plus ; ôtez-les du dossier si c’est voulu, "
            "puis envoyez un nouveau classeur ; sinon reprenez le fichier d’origine"
        )
    return (
        f"il n’a plus que {left} de ses {sent} champs : un autre logiciel a ôté les autres ; "
        "reprenez le fichier d’origine, ou recopiez ce qui a changé"
    )


def remarks_of(file: Opened, places: Mapping[str, str]) -> tuple[LeftOver, ...]:
    """The comments, each with the field that it is about; ours, in a draft, are no news."""
    fields = file.origin.by_tag() if file.origin else {}
    near = {
        rank: fields[tag]
        for tag, value in (file.found.values.items() if file.found else ())
        for rank in value.remarks
    }
    return tuple(
        _remark(one, near.get(rank), places)
        for rank, one in file.remarks.items()
        if one.author != TOOL
    )


def _remark(one: Remark, about: SentField | None, places: Mapping[str, str]) -> LeftOver:
    answers = f"en réponse à {one.answers}" if one.answers else ""
    told = ", ".join(filter(None, (answers, "résolu" if one.done else "")))
    if about is None:
        return LeftOver(one.text, one.where, one.author, one.date, about=told)
    address = places.get(about.addresses[0], "")
    return LeftOver(one.text, about.label, one.author, one.date, address, told)


@define
class _Comparing:
    """One comparison; ``places`` are the addresses now of those that were sent."""

    origin: Provenance
    found: Returned
    target: Target
    places: Mapping[str, str]
    is_workbook: bool = False
    _left: list[LeftOver] = field(factory=list)

    @property
    def _held(self) -> Figures:
        return Figures(self.target, self.places)

    def comparison(self, remarks: tuple[LeftOver, ...]) -> Comparison:
        lines = Lines(
            self.origin.by_tag(), self.found, self.target, self.places, self.origin.frames
        )
        gone, removed = lines.removed()
        added, left = lines.added()
        removed, added = not_replaced_yet(self.target, removed, added)
        if not self.is_workbook:
            removed, added = as_moves(self.target, removed, added)
        proposals = [*removed]
        for one in self.origin.fields:
            if one.tag not in gone and not self._lost_its_call(one):
                proposals += self._field(one)
        if not self.is_workbook:
            proposals += self._moved(lines)
        told = with_totals(at_odds((*proposals, *added)), self.target)
        kinds = other_kinds(self.origin.fields, self.found.counted, self.target, lines.now)
        typed_in = {} if self.is_workbook else self._typed_beside()
        others = tuple(one for one in self.found.frames if one not in typed_in)
        found = evolve(self.found, frames=others)
        around = Around(self.origin, found, self.target).changed(self.is_workbook)
        beside = (*self._left, *around, *kinds)
        told = (*told, *(one for made in typed_in.values() for one in made))
        return Comparison(told, (*left, *beside), remarks)

    @property
    def _beside(self) -> BesideAmounts:
        return BesideAmounts(self.origin, self.target, self.places)

    def _typed_beside(self) -> dict[str, list[Proposal]]:
        """By the paragraph, what was typed in it beside an amount."""
        new = [one for one in self.found.frames if one not in self.origin.frames]
        read = ((one, self._beside.between_fields(one)) for one in new)
        return {one: made for one, made in read if made is not None}

    def _moved(self, lines: Lines) -> list[Proposal]:
        """The lines of a budget put under other headings, those put out of their list, then those
        put elsewhere in it."""
        fields, order = self.origin.by_tag(), self.found.order
        sent, movers = self.origin.frames, self.found.movers
        under = Regrouped(fields, order, sent, self.target, lines.there, movers)
        apart = Displaced(fields, without(order, fields, under.lines), self.target, lines.there)
        inside = evolve(self.found, order=tuple(apart.others()))
        moves = Moves(fields, inside, self.target, lines.now)
        made = [*under.proposals(), *apart.proposals(), *moves.proposals()]
        told = [*under.lines, *apart.items, *(one.address for one in made)]
        rest = without(order, fields, [one for one in told if one])
        self._left += put_elsewhere(fields, not_following(fields, order, rest), sent)
        return made

    def _lost_its_call(self, one: SentField) -> bool:
        """Whether it is a note that went with its last call: Word takes it out, and another text
        of the dossier may call it still."""
        return not self.is_workbook and one.tag not in self.found.values and is_note(one)

    def _field(self, one: SentField) -> Iterator[Proposal]:
        value = self.found.values.get(one.tag) or Value("", "")
        if not self.is_workbook:
            text, beside = self._beside.in_its_field(one, value.text)
            value = evolve(value, text=text) if text != value.text else value
            yield from beside
        now = self._now(one)
        sent, back = meant(one, one.sent), meant(one, value.text)
        present = None if now is None else meant(one, now.sent)
        is_idle_now = present != sent and (self._is_gone(one, value) or self._is_there(one, value))
        if back not in (sent, present) and not is_idle_now:
            made = self._changed(one, value, now, present == sent)
            if not is_idle(self.target, made.changes):
                yield made
        yield from self._figures(one, value, now)

    def _is_gone(self, one: SentField, value: Value) -> bool:
        """Whether a text that was emptied in the file went from the dossier too."""
        return not value.text and not any(map(self._holds, one.addresses))

    def _is_there(self, one: SentField, value: Value) -> bool:
        """Whether a line that came in the place of one that went says what came back of it."""
        address = one.addresses[0]
        if address in self.places:
            return False
        sent = [each for other in self.origin.fields for each in other.addresses]
        came = came_instead(address, sent, self.places, self.target.fields)
        name = address.rpartition("].")[2]
        fields = (self.target.fields.get(f"{item}.{name}") for item in came)
        return any(each and meant(one, each.sent) == meant(one, value.text) for each in fields)

    def _holds(self, address: str) -> bool:
        try:
            return self._spot(address).value is not None
        except AddressError:
            return False

    def _changed(
        self, one: SentField, value: Value, now: SentField | None, steady: bool
    ) -> Proposal:
        unread = self._unread(one.addresses[0]) if now is None else None
        told = untypeset(now.sent) if now else str(unread.value) if unread else ""
        merged = None if steady else self._merged(one, value.text)
        is_disputed = not steady and merged is None
        made = Proposal(
            ProposalKind.CONFLICT if is_disputed else ProposalKind.CHANGED,
            one.label,
            next(self._there(one), one.addresses[0]),
            untypeset(one.sent),
            value.text,
            told,
            revisions=value.revisions,
            tracked=value.tracked,
            with_tracked=lambda made: self._some(one, value, made),
        )
        if merged is not None:
            made, value = evolve(made, why=_MERGED), evolve(value, text=merged)
        return self._with_changes(made, one, value)

    def _some(self, one: SentField, value: Value, made: Collection[int]) -> tuple[FileChange, ...]:
        """What taking some of the tracked changes of a field does; nothing when it is as it was.

        Raises UntypableError, AddressError.
        """
        text = value.with_tracked(made) if value.with_tracked else value.text
        if meant(one, text) == meant(one, one.sent):
            return ()
        return self._changes(one, evolve(value, text=self._merged(one, text) or text))

    def _merged(self, one: SentField, text: str) -> str | None:
        """A text with what the dossier changed since in other paragraphs of it; None where it
        changed nothing, or the same ones."""
        now = self._now(one)
        if now is None or not one.genre.rich or meant(one, now.sent) == meant(one, one.sent):
            return None
        return merged_paragraphs(one.sent, text, now.sent)

    def _changes(
        self, one: SentField, value: Value, *, keeping: bool = True
    ) -> tuple[FileChange, ...]:
        """Raises UntypableError, AddressError; with ``keeping`` what the file does not print,
        DroppedMarkupError."""
        if one.genre is Genre.FIGURE:
            return self._figure(one, value).changes
        kept = [each for each in one.addresses if each in self.places] or one.addresses
        changes = (self._change(one, address, value, keeping=keeping) for address in kept)
        return smallest(changes, self.target.sources)

    def _with_changes(self, made: Proposal, one: SentField, value: Value) -> Proposal:
        try:
            changes = self._changes(one, value)
        except LineGoneError as problem:
            sent = [each for other in self.origin.fields for each in other.addresses]
            instead = said_instead(one.addresses[0], sent, self.places, self.target.fields)
            return told_gone(made, one, self.origin.fields, instead, str(problem))
        except DroppedMarkupError as problem:
            changes = self._changes(one, value, keeping=False)
            now = str(self._spot(made.address).value)
            made = evolve(made, kind=ProposalKind.CONFLICT, now=now, why=str(problem))
        except (UntypableError, AddressError) as problem:
            return evolve(made, kind=ProposalKind.REFUSED, why=str(problem))
        of_figure = self._figure(one, value).told if one.genre is Genre.FIGURE else ""
        return evolve(made, changes=changes, why=_shared(changes) or of_figure or made.why)

    def _figure(self, one: SentField, value: Value) -> FigureChange:
        (name, _), text = one.cites[0], value.text
        return self._held.change(name, text, one.sent, one.addresses[0], whole=True)

    def _change(
        self, one: SentField, address: str, value: Value, *, keeping: bool = True
    ) -> FileChange:
        place = self._spot(address)
        if not value.text:
            if place.value is None:
                raise UntypableError(
                    "ce texte n’est pas écrit dans le dossier : l’outil l’imprime de lui-même"
                )
            return place.set("") if isinstance(place.path[-1], int) else place.remove()
        now = self._now(one) if keeping else None
        before = place.value if isinstance(place.value, str) else ""
        said = typed(one, value.text, before)
        return place.set(rewritten(one, now, said, place.value))

    def _spot(self, address: str) -> FilePlace:
        if address in self.places:
            return spot(self.target, self.places[address])
        if (unread := self._unread(address)) is None:
            raise LineGoneError()
        return unread

    def _there(self, one: SentField) -> Iterator[str]:
        """The addresses now of those that a field prints: lines of a budget share some."""
        return (self.places[each] for each in one.addresses if each in self.places)

    def _now(self, one: SentField) -> SentField | None:
        return self.target.fields.get(next(self._there(one), ""))

    def _unread(self, address: str) -> FilePlace | None:
        """Where a field stands that says what nobody can read, so that no document prints it."""
        if address in self.places.values() or self._is_of_another(item_of(address)):
            return None
        with suppress(AddressError):
            place = spot(self.target, address)
            return place if isinstance(place.value, str) and place.value else None
        return None

    def _is_of_another(self, item: str) -> bool:
        """Whether another line of the dossier has the rank that one was sent with."""
        if not item:
            return False
        there = [now for sent, now in self.places.items() if holds(item, sent)]
        printed = any(holds(item, each) for each in self.target.fields)
        return not all(holds(item, each) for each in there) if there else printed

    def _figures(self, one: SentField, value: Value, now: SentField | None) -> Iterator[Proposal]:
        """The words of references that were changed in a text."""
        sent = dict(one.cites)
        for name, said in value.cites if one.genre.rich else ():
            if name not in sent:
                continue
            present = self._held.printed(name, now, sent[name], one.addresses[0])
            if figure_meant(said) not in map(figure_meant, (sent[name], present)):
                yield self._cited(one, name, (sent[name], said, present))

    def _cited(self, one: SentField, name: str, texts: tuple[str, str, str]) -> Proposal:
        sent, back, now = map(untypeset, texts)
        place, address = f"{one.label}, renvoi `{name}`", self.places.get(one.addresses[0], "")
        try:
            found = self._held.change(name, back, sent, one.addresses[0])
        except NotANumberError as problem:
            alone = self._unlinked(one, name, back)
            kind = ProposalKind.FIGURE if alone else ProposalKind.REFUSED
            told = "si vous prenez ce changement, ce texte seul est modifié et ne cite plus"
            why = f"{problem} : {told} `{name}`" if alone else str(problem)
            return Proposal(kind, place, address, sent, back, now, alone, why)
        except (UntypableError, AddressError) as problem:
            return Proposal(ProposalKind.REFUSED, place, address, sent, back, now, why=str(problem))
        told = f"le chiffre `{name}` est cité : le changer, ou ne changer que ce texte"
        told = " ; ".join(filter(None, (told, found.told)))
        steady = figure_meant(now) == figure_meant(sent)
        kind = ProposalKind.FIGURE if steady else ProposalKind.CONFLICT
        made = Proposal(kind, place, address, sent, back, now, found.changes, told)
        return evolve(made, instead=self._unlinked(one, name, back))

    def _unlinked(self, one: SentField, name: str, text: str) -> tuple[FileChange, ...]:
        """The text with these words typed in the place of the reference; no way where the text
        itself changed on both sides."""
        back = self.found.values[one.tag].text
        now = self._now(one)
        cited = f"{{{{ {name} }}}}"
        if now is None or cited not in now.sent:
            return ()
        is_older = meant(one, now.sent) != meant(one, one.sent)
        if is_older and meant(one, back) != meant(one, one.sent):
            return ()
        place = self._spot(one.addresses[0])
        said = str(typed(one, now.sent if is_older else back, "")).replace(cited, as_typed(text))
        with suppress(DroppedMarkupError):
            return (place.set(rewritten(one, now, said, place.value)),)
        return ()


def _shared(changes: tuple[FileChange, ...]) -> str:
    """Which lines change with a word that is printed once above them."""
    paths = [one.change.path for one in changes if isinstance(one.change, Set | Remove)]
    ranks = sorted({path[-2] + 1 for path in paths if len(path) > 1 and isinstance(path[-2], int)})
    if len(ranks) < 2 or len({path[:-2] for path in paths}) > 1:
        return ""
    told = f"{', '.join(map(str, ranks[:-1]))} et {ranks[-1]}"
    return f"imprimé une fois pour plusieurs lignes : les lignes n° {told} changent ensemble"


_MERGED: Final = (
    "d’autres paragraphes de ce texte ont changé dans le dossier depuis l’envoi\u00a0: ils restent "
    "tels qu’ils y sont"
)
