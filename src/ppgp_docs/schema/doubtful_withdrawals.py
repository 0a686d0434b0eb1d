"""A withdrawal that cannot be read still holds in a draft: its person is taken to have withdrawn
every consent (RGPD, art. 7(3)), until the file is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

from ppgp_docs.francais.personnes.noms_inconnus import name_in_address, person_in_function
from ppgp_docs.load.tree import Mapping, PathInTree, Sequence, Text, Tree, is_blank
from ppgp_docs.schema.faults import Fault
from ppgp_docs.schema.schemas import Schemas

_RETRAIT: Final = "retrait"
_CONSENTS: Final = "consentements"
_CONSENT: Final = "consent"
_HOLDER: Final = frozenset({"nom", "fonction", "courriel"})
_ALIKE: Final = 0.75
_OBJETS: Final = ("citation", "photo", "nom", "coordonnees")
_STEM: Final = r"retrai|retir|révo[cq]|revo[cq]"
_SPOKEN: Final = re.compile(_STEM, re.IGNORECASE)
"""« date_retrait », « retiré le », « révoqué »."""

_TYPED: Final = re.compile(rf"(?:{_STEM})[\w -]*[\"']?\s*:[ \t]*[^\s#]", re.IGNORECASE)
_SOMETIME: Final = "2000-01-01"
"""A date that is read and never printed."""


def may_hide_one(source: str) -> bool:
    """Whether a text whose tree lacks something states a withdrawal: it may be what lacks."""
    return bool(_TYPED.search(source))


def hold(tree: Tree, faults: Iterable[Fault], schemas: Schemas) -> tuple[str, ...]:
    """Make whoever's withdrawal is at fault withdraw everything, in the tree itself; the names of
    those who may not be in what will be made of it."""
    at_fault = [fault.path for fault in faults]
    known = {name for fields in schemas.named.values() for name in fields}
    names: list[str] = []
    for path, key in _withdrawals(tree.root, (), known - {_RETRAIT}):
        holder_path = _holder(tree.root, path)
        holder = _at(tree.root, holder_path)
        consents = (*holder_path, _CONSENTS)
        within = any(each[: len(consents)] == consents for each in at_fault)
        if within or key != _RETRAIT or path[: len(consents)] != consents:
            holder[_CONSENTS] = _everything(holder)
            holder.keys_at.setdefault(_CONSENTS, holder.span)
            names += _names(holder)
        elif any(holder_path[: len(each)] == each for each in at_fault):
            names += _names(holder)
    return tuple(dict.fromkeys(names))


def _withdrawals(node: Any, path: PathInTree, others: Set[str]) -> list[tuple[PathInTree, str]]:
    """The mappings that state a withdrawal, each with the key that does, however it is typed: what
    nobody knows the meaning of, beside a consent, may be one; ``others`` are the keys that are
    known."""
    found = []
    children = node.items() if isinstance(node, dict) else enumerate(_listed(node))
    in_consent = any(str(step).lower().startswith(_CONSENT) for step in path[-2:])
    for key, child in children:
        unknown = isinstance(node, dict) and str(key) not in others  # `portrait` is known
        if unknown and (in_consent or _is_retrait(str(key))) and not is_blank(child):
            found.append((path, str(key)))
        elif isinstance(child, dict | list):
            found += _withdrawals(child, (*path, key), others)
    return found


def _listed(node: Any) -> list[Any]:
    return node if isinstance(node, list) else []


@lru_cache(maxsize=1024)
def _is_retrait(key: str) -> bool:
    return bool(_SPOKEN.search(key)) or (
        SequenceMatcher(None, key.lower(), _RETRAIT).ratio() >= _ALIKE
    )


def _holder(root: Any, path: PathInTree) -> PathInTree:
    """The mapping of the person who states a withdrawal at a path."""
    if _HOLDER & set(_at(root, path)):
        return path
    above = (path[:end] for end in range(len(path) - 1, -1, -1))
    return next(each for each in above if isinstance(_at(root, each), dict))


def _everything(holder: Any) -> Sequence:
    consents = Sequence(holder.span)
    for objet in _OBJETS:
        consent = Mapping(holder.span)
        for key, value in (("objet", objet), ("date", _SOMETIME), (_RETRAIT, _SOMETIME)):
            consent[key] = Text(value, holder.span, value)
            consent.keys_at[key] = holder.span
        consents.append(consent)
    return consents


def _names(holder: Any) -> Iterator[str]:
    nom, fonction, courriel = (
        str(holder.get(key) or "") for key in ("nom", "fonction", "courriel")
    )
    yield from filter(None, (nom or person_in_function(fonction) or name_in_address(courriel),))


def _at(root: Any, path: PathInTree) -> Any:
    for step in path:
        root = root[step]
    return root
