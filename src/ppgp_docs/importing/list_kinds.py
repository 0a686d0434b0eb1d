"""Lists whose numbers became bullets in a file, or the reverse: told, as no field of it says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.schema.validate import read_value

_ELEMENT: Final = re.compile(r"(?P<block>.*\.blocs\[[^\[\]]+\])\.elements\[[^\[\]]+\](?:\.texte)?")
_MARKS: Final = {True: "numérotée", False: "à puces"}


def other_kinds(
    fields: Iterable[SentField],
    counted: Mapping[str, bool],
    target: Target,
    now: Callable[[str], str],
) -> Iterator[LeftOver]:
    """The lists that are of another kind in the dossier; ``counted`` tells of each paragraph of a
    list, by its tag, whether it has a number, ``now`` gives the address now of a block."""
    lists: defaultdict[str, list[SentField]] = defaultdict(list)
    for one in fields:
        if (found := _ELEMENT.fullmatch(one.addresses[0])) and one.tag in counted:
            lists[found["block"]].append(one)
    for block, items in lists.items():
        kinds = {counted[one.tag] for one in items}
        with suppress(AddressError, ValueError):
            value = spot(target, now(block)).value
            said = value.get("numerotee", "non") if isinstance(value, dict) else "non"
            is_counted = bool(read_value("oui_non", str(said)))
            if kinds == {not is_counted}:
                told = f"liste {_MARKS[not is_counted]} dans le fichier, {_MARKS[is_counted]} dans "
                what = " · ".join(untypeset(one.sent) for one in items)
                yield LeftOver(what, f"{told}le dossier\u00a0: changez-la dans le dossier")
