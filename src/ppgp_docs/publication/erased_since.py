"""Who was erased between two states of a dossier, taken out of what was made from the older one.

RGPD, art. 17(1)(b): a page that a window still shows, a draft, may be older than an erasure; what
they hold of the person is no longer anybody's to write. An erasure shows in the dossier itself,
whoever asked for it: a record that says of whom it was no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppgp_docs.publication.erasure import (
    Erased,
    Eraser,
    consents_of,
    person_called,
    placed_records,
    without_picture,
    without_record,
)


def erased_since(before: Any, now: Any) -> tuple[Erased, ...]:
    """Whom ``before`` names, and ``now`` does no more because they were erased.

    A record that is merely renamed, or taken out, erases nobody.
    """
    held = {str(record.get("nom")) for _, record in placed_records(now)}
    if _nameless(now) <= _nameless(before):
        return ()
    names = [str(record["nom"]) for _, record in placed_records(before) if record.get("nom")]
    return tuple(person_called(before, each) for each in names if each not in held)


def _nameless(root: Any) -> int:
    """The records that hold a withdrawal and no name: what an erasure leaves."""
    return sum(
        not record.get("nom") and _is_withdrawn(record) for _, record in placed_records(root)
    )


def _is_withdrawn(record: Mapping[str, Any]) -> bool:
    return any(each.get("retrait") for each in consents_of(record))


def without_person(texts: Mapping[str, str], erased: Erased) -> dict[str, str]:
    """The files of a dossier without a person, the dossier first; each keeps its own name.

    Raises NotEditableError.
    """
    main = next(iter(texts))
    told = {**texts, main: without_record(texts[main], erased)}
    held = {f"{rank}.yaml": text.encode() for rank, text in enumerate(told.values())}
    kept = Eraser(erased).files(held)
    return {slug: kept[f"{rank}.yaml"].decode() for rank, slug in enumerate(told)}


def forgotten(texts: Mapping[str, str], gone: tuple[Erased, ...]) -> dict[str, str]:
    """The files of an older state, the dossier first, without those who were erased since: their
    picture too. Raises NotEditableError."""
    kept = dict(texts)
    for erased in gone:
        if erased.picture:
            kept = {name: without_picture(text, erased.picture) for name, text in kept.items()}
        kept = without_person(kept, erased)
    return kept
