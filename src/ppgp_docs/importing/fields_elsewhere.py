"""Fields of no list that someone put elsewhere in a file: the tool has one place for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppgp_docs.importing.lines import item_of
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.reordered_lines import moved
from ppgp_docs.roundtrip.fields import SentField, is_note
from ppgp_docs.roundtrip.markdown import untypeset


def put_elsewhere(fields: Mapping[str, SentField], order: Sequence[str]) -> Iterator[LeftOver]:
    """Those that stand beside none of their neighbours: one that follows a line that was moved
    stands below it still. Notes follow their calls."""
    back = [tag for tag in order if tag in fields and not is_note(fields[tag])]
    sent = [tag for tag in fields if tag in set(back)]
    then, now = _beside(sent), _beside(back)
    for tag in moved(sent, back):
        one = fields[tag]
        if not item_of(one.addresses[0]) and not any(map(str.__eq__, then[tag], now[tag])):
            yield LeftOver(
                untypeset(one.sent),
                f"{one.label}, déplacé dans le fichier\u00a0; l’outil l’imprime à la même place",
            )


def _beside(tags: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The neighbours of each tag."""
    return dict(zip(tags, zip(["", *tags], [*tags[1:], ""], strict=False), strict=True))
