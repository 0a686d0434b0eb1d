"""Names that were withdrawn or erased since a file was sent: they do not come back with it.

RGPD, art. 7(3) and 17(1)(b): a file that is older than a withdrawal, or than an erasure, still
bears the name; what is taken of it may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from attrs import evolve

from ppgp_docs.edit.changes import Insert, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.publication.erasure import consents_of, placed_records
from ppgp_docs.publication.redaction import REMOVED, Names
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_NAME: Final = ".nom"
_PEOPLE: Final = ("dossier:personnes.", "dossier:appel.contacts")


def names_gone(
    withdrawn: Names, dossier: Data, sent: Iterable[SentField], now: Mapping[str, SentField]
) -> Names:
    """``withdrawn``, and the names that a file was sent with and that were erased since: the
    ``dossier`` holds a record that withdrew and says of whom it is no more, or its texts say that a
    name was taken out. ``now`` are the fields as the file would have them, by address."""
    every = list(sent)
    erased = {*_erased(dossier, every), *_taken_out(every, now)}
    people = tuple(map(KnownPerson.of, sorted(erased)))
    return evolve(withdrawn, people=(*withdrawn.people, *people)) if people else withdrawn


def _erased(dossier: Data, sent: Iterable[SentField]) -> Iterator[str]:
    records = [record for _, record in placed_records(dossier)]
    held = {" ".join(str(each.get("nom") or "").split()) for each in records}
    if not any(not each.get("nom") and _withdrew(each) for each in records):
        return
    for one in sent:
        address = one.addresses[0]
        name = " ".join(untypeset(one.sent).split())
        if address.startswith(_PEOPLE) and address.endswith(_NAME) and name and name not in held:
            yield name


def _withdrew(record: Mapping[str, Any]) -> bool:
    return any(each.get("retrait") for each in consents_of(record))


def _taken_out(sent: Iterable[SentField], now: Mapping[str, SentField]) -> Iterator[str]:
    """The words of texts in the place of which the dossier says now that a name was taken out."""
    for one in sent:
        there = now.get(one.addresses[0])
        if there is None or REMOVED not in there.sent or REMOVED in one.sent:
            continue
        old, new = untypeset(one.sent).split(), untypeset(there.sent).split()
        for kind, *ends in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            said = " ".join(old[ends[0] : ends[1]]).strip(" ,;:.!?«»()")
            if kind == "replace" and REMOVED in " ".join(new[ends[2] : ends[3]]):
                yield said


def brought_back(names: Names, contents: Mapping[str, Data], changes: Sequence[FileChange]) -> str:
    """Why changes cannot be taken: they would write a name that was taken out; nothing where they
    do not, or where the text that they change bears it still. ``contents`` are the files of the
    dossier as they are."""
    if not names.people:
        return ""
    for each in changes:
        if isinstance(each.change, Set | Insert):
            before = _at(contents[each.file], each.change)
            there = {person.name for text in _texts(before) for person, _ in names.mentions(text)}
            for text in _texts(each.change.value):
                for person, _ in names.mentions(text):
                    if person.name not in there:
                        return _TOLD.format(person.name)
    return ""


_TOLD: Final = (
    "le nom « {} » a été retiré du dossier : il n’y revient pas ; écrivez la fonction de cette "
    "personne, et reportez le reste de ce texte"
)


def _at(content: Any, change: Set | Insert) -> Any:
    path: PathInTree = change.path if isinstance(change, Set) else ()
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return content if isinstance(change, Set) else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)
