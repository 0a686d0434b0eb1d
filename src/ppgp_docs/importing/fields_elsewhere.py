"""Fields that someone put elsewhere in a file where the tool has one place for each: those of no
list, the headings of a budget, parts of a line without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.reordered_lines import moved
from ppgp_docs.roundtrip.fields import TAGS, SentField, is_note
from ppgp_docs.roundtrip.markdown import untypeset


def not_following(
    fields: Mapping[str, SentField], order: Sequence[str], rest: Sequence[str]
) -> list[str]:
    """The tags of ``rest`` but those that came along with one that is told of already: behind it
    in ``order``, as it was sent."""
    sent = dict(pairwise(tag for tag in fields if not is_note(fields[tag])))
    came = dict(pairwise(tag for tag in order if tag in fields and not is_note(fields[tag])))
    left = set(rest)
    told = [tag for tag in order if tag in fields and tag not in left]
    while told:
        here = told.pop()
        behind = came.get(here)
        if behind in left and behind == sent.get(here):
            left.remove(behind)
            told.append(behind)
    return [tag for tag in rest if tag in left]


def put_elsewhere(
    fields: Mapping[str, SentField], order: Sequence[str], frames: Sequence[str]
) -> Iterator[LeftOver]:
    """What ``order``, the tags as they come back without those that are told of already, has
    elsewhere, a paragraph at once; ``frames`` are those that were sent. Notes follow their
    calls."""
    back = [tag for tag in order if tag in fields and not is_note(fields[tag])]
    known = set(back)
    place = {tag: rank for rank, one in enumerate(frames) for tag in TAGS.findall(one)}
    away = moved([tag for tag in fields if tag in known], back)
    for _, tags in groupby(away, lambda tag: place.get(tag, tag)):
        held = [fields[tag] for tag in tags]
        yield LeftOver(
            " · ".join(filter(None, (untypeset(one.sent) for one in held))),
            f"{held[0].label}, déplacé dans le fichier\u00a0; l’outil l’imprime à la même place",
        )
