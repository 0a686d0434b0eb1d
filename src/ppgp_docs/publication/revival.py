"""Who would come back with an earlier state of a dossier: consents that were withdrawn since, names
that are no longer there.

RGPD, art. 7(3) and 17: what was withdrawn stays so until someone decides otherwise; a state brought
back decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from attrs import frozen

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, Insert, Set
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.publication.erasure import (
    Eraser,
    consents_of,
    person_called,
    placed_records,
    without_record,
)
from ppgp_docs.versions.versioned_files import Files
from ppgp_docs.workspace.folder import DOSSIER

_GIVEN = "consentements"
_ORDER = ("objet", "date", "portee", "fin")
_MARK = "\ufeff"


@frozen
class Revived:
    """Someone whom a state would bring back: by which name, and when the consent was withdrawn, as
    it was typed; empty for a name that the dossier no longer has."""

    name: str
    withdrawn: str = ""


def revived(now: Files, wanted: Files) -> tuple[Revived, ...]:
    """Whom the files of a state would bring back, the present ones being ``now``."""
    return revived_in(_root(now), _root(wanted))


def revived_in(now: Any, wanted: Any) -> tuple[Revived, ...]:
    """The same of what two states of the dossier hold; a state that nobody can read (None) has told
    nothing of anybody."""
    if now is None:
        return ()
    every = placed_records(wanted)
    found = (_revived(record, _same(now, path, record)) for path, record in every)
    return tuple(dict.fromkeys(filter(None, found)))


def without_revived(now: Files, wanted: Files) -> Files:
    """The files of a state where what was withdrawn since is withdrawn, and where names that are no
    longer there are not either."""
    before, after = _root(now), _root(wanted)
    if before is None:
        return wanted
    gone = [
        str(record["nom"])
        for path, record in placed_records(after)
        if _is_gone(record, _same(before, path, record))
    ]
    kept = withdrawn_too(now, wanted)
    for name in gone:
        person = person_called(_root(kept), name)
        kept = Eraser(person).files(_with_text(kept, without_record(_text(kept), person)))
    return kept


def withdrawn_too(now: Files, wanted: Files) -> Files:
    """The files of a state where what is withdrawn ``now`` is withdrawn too."""
    here = _root(now)
    changes = () if here is None else withdrawals(here, _root(wanted))
    return _with_text(wanted, apply(_text(wanted), changes).text) if changes else wanted


def withdrawals(now: Any, wanted: Any) -> tuple[Change, ...]:
    """The changes that withdraw in a state of the dossier what is withdrawn ``now``."""
    return tuple(
        change
        for path, record in placed_records(wanted)
        for change in _again(path, record, _same(now, path, record))
    )


def _revived(record: Mapping[str, Any], here: Mapping[str, Any] | None) -> Revived | None:
    name = str(record.get("nom") or record.get("fonction") or "")
    if here and (given := _given_again(record, here)):
        return Revived(name, next(iter(given.values())))
    return Revived(name) if _is_gone(record, here) else None


def _is_gone(record: Mapping[str, Any], here: Mapping[str, Any] | None) -> bool:
    return bool(record.get("nom")) and not (here and here.get("nom"))


def _given_again(record: Mapping[str, Any], here: Mapping[str, Any]) -> dict[str, str]:
    """The uses of someone that are withdrawn and that a state still allows, with the dates."""
    standing = {str(each.get("objet")) for each in consents_of(record) if not each.get("retrait")}
    return {use: when for use, when in withdrawn_uses(here).items() if use in standing}


def withdrawn_uses(here: Mapping[str, Any]) -> dict[str, str]:
    """What a person no longer agrees to, with the date of the withdrawal as it was typed."""
    every = consents_of(here)
    standing = {str(each.get("objet")) for each in every if not each.get("retrait")}
    ended = {str(each.get("objet")): str(each["retrait"]) for each in every if each.get("retrait")}
    return {use: when for use, when in ended.items() if use not in standing}


def _again(
    path: PathInTree, record: Mapping[str, Any], here: Mapping[str, Any] | None
) -> Iterator[Change]:
    """What withdraws in a record what is withdrawn in the present one; a consent that the record
    does not have comes with its withdrawal."""
    ended = withdrawn_uses(here) if here else {}
    held = record.get(_GIVEN)
    given: list[Any] = held if isinstance(held, list) else []
    for rank, each in enumerate(given):
        if isinstance(each, dict) and each.get("objet") in ended and not each.get("retrait"):
            yield Set((*path, _GIVEN, rank, "retrait"), ended[each["objet"]], _ORDER)
    known = {each.get("objet") for each in consents_of(record)}
    lacking: list[Data] = [
        dict(each)
        for each in (consents_of(here) if here else ())
        if each.get("objet") in ended and each["objet"] not in known
    ]
    if lacking and not given:
        yield Set((*path, _GIVEN), lacking)
    else:
        yield from (Insert((*path, _GIVEN), len(given), each) for each in reversed(lacking))


def _same(root: Any, path: PathInTree, record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The present record of someone: under the same key, or of the same name."""
    every = list(placed_records(root))
    under = (held for at, held in every if at == path and path[0] == "personnes")
    named = (held for _, held in every if record.get("nom") and held.get("nom") == record["nom"])
    return next(under, None) or next(named, None)


def _text(files: Files) -> str:
    with suppress(UnicodeDecodeError):
        return files.get(DOSSIER, b"").decode("utf-8")
    return ""


def _with_text(files: Files, text: str) -> Files:
    return {**files, DOSSIER: text.encode()} if DOSSIER in files and text else files


def _root(files: Files) -> Any:
    """What the dossier holds; None where it cannot be read."""
    with suppress(NotEditableError):
        return data(nodes(_text(files).removeprefix(_MARK)))
    return None
