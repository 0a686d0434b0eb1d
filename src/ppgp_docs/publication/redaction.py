"""Names that a withdrawal leaves in other texts: found, and taken out of what may be printed.

One walk does both, so that what a build refuses (C904) is exactly what a draft would replace.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain, islice
from typing import Any, Final, NamedTuple, get_args, get_type_hints

import attrs
from attrs import evolve, frozen
from immutabledict import immutabledict

from ppgp_docs.assets.drawn_words import DrawnText
from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.personnes.index_des_noms import NameIndex
from ppgp_docs.francais.personnes.noms_connus import CUT, Evidence, KnownPerson, names_borne_by
from ppgp_docs.francais.personnes.noms_coupes import unbroken
from ppgp_docs.francais.personnes.passages import Stretch, Stretches, joined
from ppgp_docs.model.actes import Deliberation, Subvention
from ppgp_docs.model.amendments import LigneDAvenant, PlaceDeCredits, Posting
from ppgp_docs.model.contrat import CoutTransverse, Enveloppe
from ppgp_docs.model.dossier import Appel, Contact, Dossier, Personne
from ppgp_docs.model.fiche import LigneBudget, Piece, TotalAnnonce
from ppgp_docs.model.place import Champs, Labelled, Located
from ppgp_docs.model.prose import Line, ListOfItems, Node, Paragraph, Prose, Run, Words
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.consent import NAMING, in_force
from ppgp_docs.publication.withdrawal import name_of, names_withdrawn, without_withdrawn

REMOVED: Final = "[nom retiré]"
"""What stands in a draft for a name that a withdrawal took out."""

_PLAIN: Final = frozenset(
    {(Piece, "type"), (Piece, "reference"), (Deliberation, "reference")}
    | {(Subvention, "reference"), (Subvention, "dispositif")}
    | {
        (cls, "financeur")
        for cls in (LigneBudget, TotalAnnonce, Enveloppe, CoutTransverse, PlaceDeCredits)
    }
)
"""Fields without typesetting that are printed all the same."""

_ADDRESSES: Final = frozenset(
    {(Contact, "courriel"), (Contact, "telephone"), (Appel, "lien"), (Deliberation, "lien")}
)
"""Fields that are used whole or not at all."""


_TEXTS: Final = (Words, Prose, Line, Champs, Posting)
"""Types that hold texts, beside the parts of the model."""


class NameLeft(NamedTuple):
    """A name that was withdrawn and is still written in a field of the dossier."""

    name: str
    owner: Located
    field: str

    @property
    def span(self) -> Span:
        return self.owner.at(self.field)


@frozen
class Redaction:
    """A dossier as a draft may print it, the names that stood in it, those that no document of it
    may hold."""

    dossier: Dossier
    found: tuple[NameLeft, ...]
    forbidden: Names


def redact(dossier: Dossier, also: Iterable[str] = ()) -> Redaction:
    """Take out what was withdrawn, then every mention of the names that went with it, and of names
    that are withdrawn ``also``.

    The same dossier when nothing was withdrawn.
    """
    left = without_withdrawn(dossier)
    names = Names.withdrawn(dossier, also)
    return _Redactor(names).run(left) if names.people else Redaction(left, (), names)


@frozen
class Names:
    """Names that may not be printed, and those of other people, that are not to be taken for them.

    ``kept`` are the holders who agreed to their own name, were it the same.
    """

    people: tuple[KnownPerson, ...]
    others: tuple[KnownPerson, ...]
    kept: tuple[Personne | Contact, ...]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex.of(self.people)

    @cached_property
    def _index_of_others(self) -> NameIndex:
        return NameIndex.of(self.others)

    @classmethod
    def withdrawn(cls, dossier: Dossier, also: Iterable[str] = ()) -> Names:
        """The names that withdrawals take out of a dossier, those that are told ``also``."""
        every = dict.fromkeys((*names_withdrawn(dossier), *also))
        gone = tuple(map(KnownPerson.of, every))
        if not gone:
            return NOBODY
        left = without_withdrawn(dossier)
        holders: list[Personne | Contact] = [
            *iter_nodes(left, Personne),
            *iter_nodes(left, Contact),
        ]
        known = tuple(KnownPerson.of(name) for name in map(name_of, holders) if name)
        alike = _by_family(gone)
        others = tuple(one for one in known if not any(map(one.may_be, _namesakes(one, alike))))
        borne = names_borne_by(others)
        gone = tuple(person.beside(borne) for person in gone)
        return cls(gone, others, tuple(each for each in holders if _may_be_named(each)))

    @property
    def forbidden(self) -> Names:
        """Without the names that someone may still bear in a field of their own."""
        agreed = {way for each in self.kept for way in KnownPerson.of(name_of(each)).ways}
        people = tuple(each for each in self.people if agreed.isdisjoint(each.ways))
        return Names(people, self.others, ())

    def removed_from(self, text: str) -> str:
        """A plain sentence without these names, nor the beginning of one that an excerpt cut."""
        stretches = [stretch for _, stretch in self.mentions(text)]
        if CUT in text:
            stretches += (cut for person in self.people for cut in person.beginnings(text))
        return _cut(text, stretches) if stretches else text

    def as_read(self, text: str) -> str:
        """The text where names are looked for: that of a drawing, with none of them cut in it."""
        if not isinstance(text, DrawnText):
            return text
        return unbroken(text, [person.every_name for person in (*self.people, *self.others)])

    def mentions(self, text: str) -> Iterator[tuple[KnownPerson, Stretch]]:
        """Who is named in a text, and where."""
        found = self._index.mentions(text)
        others = Stretches(self._index_of_others.stretches(text, Evidence.FULL) if found else ())
        return ((person, place) for person, place in found if not others.touch(place))


NOBODY: Final = Names((), (), ())


def _by_family(people: Iterable[KnownPerson]) -> Mapping[tuple[str, ...], list[KnownPerson]]:
    found: dict[tuple[str, ...], list[KnownPerson]] = {}
    for person in people:
        for family in {way.family for way in person.ways}:
            found.setdefault(family, []).append(person)
    return found


def _namesakes(
    person: KnownPerson, known: Mapping[tuple[str, ...], list[KnownPerson]]
) -> Iterator[KnownPerson]:
    """Those who have a family name of hers: no one else may be the same person."""
    return chain.from_iterable(known.get(way.family, ()) for way in person.ways)


def _may_be_named(holder: Personne | Contact) -> bool:
    return any(in_force(holder.consentements, objet) for objet in NAMING)


class _Redactor:
    """One walk through a dossier; what is not touched stays the very same object."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._kept = {id(each) for each in names.kept}
        self._found: list[NameLeft] = []

    def run(self, dossier: Dossier) -> Redaction:
        clean = self._node(dossier)
        typed = tuple(each for each in clean.textes if not any(self._names.mentions(each.texte)))
        clean = evolve(clean, textes=typed)
        # Two pieces that say the same are equal: only their places tell them apart.
        found = {(each.name, each.span): each for each in self._found}
        return Redaction(clean, tuple(found.values()), self._names.forbidden)

    def _node(self, node: Any) -> Any:
        if id(node) in self._kept:
            return node
        changes = {}
        cls: Any = type(node)  # mypy takes a class for one of its instances here
        for name in _printed_fields(cls):
            old = getattr(node, name)
            new = self._value(old, node, name)
            if new is not old:
                changes[name] = new
        return evolve(node, **changes) if changes else node

    def _value(self, value: Any, owner: Any, field: str, printed: bool = True) -> Any:
        """``printed`` when a plain text of it is; rich texts and pieces of the model always are."""
        new = value
        if isinstance(value, Located):
            new = self._node(value)
        elif isinstance(value, Champs):
            new = self._champs(value, owner)
        elif isinstance(value, Posting):
            new = self._posting(value)
        elif isinstance(value, Prose | Line):
            new = self._rich(value, owner, field)
        elif isinstance(value, str):
            new = self._text(value, owner, field) if printed else value
        elif isinstance(value, tuple):
            items = tuple(self._value(item, owner, field, printed) for item in value)
            new = value if _same(items, value) else items
        elif isinstance(value, immutabledict):
            known = {key: self._value(v, owner, f"{field}.{key}") for key, v in value.items()}
            new = value if _same(known.values(), value.values()) else immutabledict(known)
        return new

    def _posting(self, posting: Posting) -> Posting:
        """A movement, and what decided it, without these names."""
        changes = {
            end: evolve(place, financeur=self._names.removed_from(place.financeur))
            for end in ("poste", "other")
            if (place := getattr(posting, end))
        }
        for name in ("avenant", "mouvement"):
            if isinstance(decided := getattr(posting, name), Located):
                changes[name] = self._node(decided)
        clean = posting._replace(**changes)
        return posting if clean == posting else clean

    def _champs(self, champs: Champs, owner: Any) -> Champs:
        """What a plugin brings: a plain text that is not said in clear is a key or a file."""
        values = {
            name: self._value(value, owner, name, printed=name in champs.en_clair)
            for name, value in champs.items()
        }
        said = {
            name: Labelled(*(self._text(text, owner, name) for text in (each.label, each.value)))
            for name, each in champs.en_clair.items()
        }
        same = _same(values.values(), champs.values()) and said == champs.en_clair
        return champs if same else Champs(immutabledict(values), immutabledict(said))

    def _rich(self, text: Prose | Line, owner: Located, field: str) -> Prose | Line:
        if isinstance(text, Line):
            line = Line(self._runs(text.runs, owner, field))
            return text if line == text else line
        prose = Prose(tuple(self._prose(text.nodes, owner, field)))
        return text if prose == text else prose

    def _prose(self, nodes: Iterable[Node], owner: Located, field: str) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, ListOfItems):
                items = tuple(tuple(self._prose(item, owner, field)) for item in node.items)
                yield evolve(node, items=items)
            else:
                yield Paragraph(self._runs(node.runs, owner, field))

    def _runs(self, runs: tuple[Run, ...], owner: Located, field: str) -> tuple[Run, ...]:
        """A name may be cut between runs, in bold for a part: it is read across them."""
        unlinked = tuple(self._unlinked(run, owner, field) for run in runs)
        stretches = self._tell("".join(run.text for run in unlinked), owner, field)
        return tuple(_cut_runs(unlinked, stretches)) if stretches else unlinked

    def _unlinked(self, run: Run, owner: Located, field: str) -> Run:
        return evolve(run, link=None) if run.link and self._tell(run.link, owner, field) else run

    def _text(self, text: str, owner: Located, field: str) -> str:
        stretches = self._tell(text, owner, field)
        if (type(owner), field) in _ADDRESSES and stretches:
            return ""
        return _cut(text, stretches) if stretches else text

    def _tell(self, text: str, owner: Located, field: str) -> list[Stretch]:
        found = [*self._names.mentions(text)] if text else []
        if not isinstance(owner, LigneDAvenant):  # told where its amendment is written
            self._found += (NameLeft(person.name, owner, field) for person, _ in found)
        return [stretch for _, stretch in found]


def _same(new: Iterable[Any], old: Iterable[Any]) -> bool:
    """Whether nothing was changed: equality would forget what plugins added."""
    return all(one is other for one, other in zip(new, old, strict=True))


def _cut(text: str, stretches: Iterable[Stretch]) -> str:
    kept, here = [], 0
    for start, end in joined(stretches):
        kept.append(text[here:start])
        here = end
    return REMOVED.join((*kept, text[here:]))


def _cut_runs(runs: Iterable[Run], stretches: Iterable[Stretch]) -> Iterator[Run]:
    """The runs without these stretches of their common text; a run left empty goes."""
    cuts, here, first = joined(stretches), 0, 0
    for run in runs:
        behind = here + len(run.text)
        kept, last = "", here
        while first < len(cuts) and cuts[first][1] <= here:
            first += 1
        for start, end in islice(cuts, first, bisect_left(cuts, (behind,))):
            kept += run.text[last - here : max(start, here) - here]
            kept += REMOVED if start >= here else ""
            last = min(end, behind)
        kept += run.text[last - here :]
        if kept or not run.text:
            yield run if kept == run.text else evolve(run, text=kept)
        here = behind


@cache
def _printed_fields(cls: Any) -> tuple[str, ...]:
    """The fields that hold something printed: rich or plain texts, parts of the model, what plugins
    add. Keys and names of files print nothing."""
    hints = get_type_hints(cls)
    plain = {name for base, name in _PLAIN | _ADDRESSES if issubclass(cls, base)}
    return tuple(
        field.name
        for field in attrs.fields(cls)
        if field.name in plain or _is_printed(hints[field.name])
    )


def _is_printed(hint: Any) -> bool:
    """Whether a type is, or holds, a text that is printed or a part of the model."""
    if hint in _TEXTS or getattr(hint, "__supertype__", None) is Prose:
        return True
    if isinstance(hint, type) and issubclass(hint, Located):
        return True
    return any(map(_is_printed, get_args(hint)))
