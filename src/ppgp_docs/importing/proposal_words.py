"""Proposals in words: where each stands, as people call the places of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile

from attrs import evolve

from ppgp_docs.compare.differences import differences
from ppgp_docs.edit.changes import Set, expected
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import Proposal
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError


def placed(target: Target, one: Proposal) -> Proposal:
    """A proposal with its place in words: « Fiche 8 › Budget › Lignes › n° 2 › Montant »."""
    if not one.changes:
        return _by_address(target, one)
    head = one.changes[0].file
    source = target.sources[head]
    name = file_name(head)
    try:
        after = expected(source.content, one.changes[0].change)
    except NotEditableError:
        return evolve(one, place=one.place or name)
    found = differences(target.session.schemas, source.schema, source.content, after)
    if not found:
        return _by_address(target, one)  # a text whose lines alone end elsewhere
    return evolve(one, place=" › ".join((name, *_common([each.place for each in found]))))


def place_in_words(target: Target, address: str) -> str:
    """« Fiche 8 › Indicateurs › n° 2 › Unité »; nothing for what leads nowhere."""
    try:
        found = spot(target, address)
    except AddressError:
        return ""
    steps = _steps(target, found)
    return " › ".join((file_name(found.file), *steps)) if steps else ""


def _by_address(target: Target, one: Proposal) -> Proposal:
    """What is refused, with the place of its address; its own words where that leads nowhere."""
    try:
        found = spot(target, one.address)
    except AddressError:
        return one
    steps, name = _steps(target, found), file_name(found.file)
    said = "" if not one.place or one.place in steps else f" ({one.place})"
    return evolve(one, place=" › ".join((name, *steps)) + said) if steps else one


def _steps(target: Target, place: FilePlace) -> Sequence[str]:
    """A place in the words in which its difference from another text would be told."""
    source = target.sources[place.file]
    if isinstance(place.value, dict) and place.value:
        key = next(iter(place.value))
        return _steps(target, FilePlace(place.file, (*place.path, key), place.value[key]))[:-1]
    with suppress(NotEditableError):
        other = expected(source.content, Set(place.path, "…"))
        found = differences(target.session.schemas, source.schema, other, source.content)
        return _common([each.place for each in found]) if found else ()
    return ()


def file_name(file: str) -> str:
    """What people call a file of a dossier: « Fiche 8 »."""
    return file.replace("fiche-", "Fiche ").capitalize()


def _common(places: Sequence[tuple[str, ...]]) -> Sequence[str]:
    """Where all of them stand: the place itself of a single one."""
    shared = takewhile(lambda steps: len(set(steps)) == 1, zip(*places, strict=False))
    return [steps[0] for steps in shared] or places[0]
