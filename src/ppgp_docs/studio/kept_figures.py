"""The figures that people keep of their notes: what the dossier calls them, where texts cite them.

A figure that is a part of another is given with it: « 193 sur 212 » asks for the 212 too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field

from ppgp_docs.edit.changes import Change, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.nombres import dire_part
from ppgp_docs.importing.prose.drafting import DOSSIER_NAME, DraftOfNotes
from ppgp_docs.importing.prose.figures import ProposedFigure
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Address
from ppgp_docs.studio.new_entries import free_name, slug
from ppgp_docs.studio.pointer import value_at

_SPACE: Final = r"[ \u00a0\u202f]"
_QUOTED: Final = "citations"
"""The exact words of someone: nothing is put in their place."""

_TEXTS: Final = ("texte", "ici")


@define
class Kept:
    """``made`` are the figures of the dossier, ``keys`` those of what was kept, in their order."""

    made: dict[str, Data]
    fields: Mapping[str, str]
    proposed: Sequence[ProposedFigure]
    keys: dict[str, tuple[ProposedFigure, str, str]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.made = dict(self.made)

    def keep(self, each: ProposedFigure) -> str:
        """Its key, and that of its base before it."""
        if each.name in self.keys:
            return self.keys[each.name][1]
        base = self._base(each) if each.base else ""
        label = " ".join(self.fields.get(f"libelle:{each.name}", each.label).split())
        key = free_name(slug(label or each.name), self.made)
        self.made[key] = _as_data(each, label, base)
        self.keys[each.name] = (each, key, base)
        return key

    def _base(self, each: ProposedFigure) -> str:
        whole = next(
            (one for one in self.proposed if one.number == each.base and not one.base), None
        )
        if whole:
            return self.keep(whole)
        held = (key for key, one in self.made.items() if value_at(one, ("valeur",)) == each.base)
        if known := next(held, ""):
            return known
        key = free_name("base", self.made)
        self.made[key] = {"libelle": f"Base\u00a0: {each.label or each.base}", "valeur": each.base}
        return key


def _as_data(each: ProposedFigure, label: str, base: str) -> Data:
    if "%" in each.unit:
        return {"libelle": label, "pourcentage": f"{each.number} %"}
    said: dict[str, Data] = {"libelle": label, "valeur": each.number}
    said |= {"base": base} if base else {}
    return said | ({"unite": each.unit} if each.unit else {})


def cited(
    keys: Mapping[str, tuple[ProposedFigure, str, str]], draft: DraftOfNotes, root: Data
) -> Iterator[Change]:
    """The texts with the figures that were kept cited instead of typed, where that is sure."""
    texts: dict[PathInTree, str] = {}
    for each, key, base in keys.values():
        for path in _places(draft, each.rank, root):
            texts[path] = _citing(texts.get(path, str(value_at(root, path))), each, key, base)
    yield from (Set(path, text) for path, text in texts.items() if text != value_at(root, path))


def _places(draft: DraftOfNotes, rank: int, root: Any) -> Iterator[PathInTree]:
    addresses = (a for one in draft.origins if one.rank == rank for a in one.addresses)
    for each in addresses:
        address = Address.parse(each)
        path = address.path(root) if address.file == DOSSIER_NAME else ()
        is_text = bool(path) and (isinstance(path[-1], int) or path[-1] in _TEXTS)
        if is_text and path[0] != _QUOTED and isinstance(value_at(root, path), str):
            yield path


def _citing(text: str, each: ProposedFigure, key: str, base: str) -> str:
    """A text that cites a figure where it says it once, and only there."""
    name, unit = f"chiffres.{key}", re.escape(each.unit)
    behind = rf"(?={_SPACE}{unit}\b)" if unit and "%" not in unit else ""
    if "%" in each.unit:
        return _put(text, rf"{_spaced(each.number)}{_SPACE}?%", name)
    if not base:
        return _put(text, _spaced(each.number) + behind, name)
    if each.share and dire_part(_number(each.number), _number(each.base)) == f"{each.share}\u00a0%":
        text = _put(text, rf"{_spaced(each.share)}{_SPACE}?%", f"{name}.pct")
    part, whole = _spaced(each.number), _spaced(each.base)
    if not unit:
        return _put(text, rf"{part}{_SPACE}sur{_SPACE}{whole}", f"{name}.sur")
    text = _put(text, rf"(?<={_SPACE}sur{_SPACE}){whole}", f"chiffres.{base}")
    return _put(text, part + behind, name)


def _put(text: str, pattern: str, name: str) -> str:
    found = list(re.finditer(rf"(?<![\w.,]){pattern}(?![\w])(?![.,]\d)", text))
    if len(found) != 1:
        return text
    return f"{text[: found[0].start()]}{{{{ {name} }}}}{text[found[0].end() :]}"


def _spaced(number: str) -> str:
    return re.escape(number).replace(r"\ ", _SPACE)


def _number(said: str) -> int:
    return int(re.sub(r"\D", "", said))
