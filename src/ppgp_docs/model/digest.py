"""What a piece of the model says, summed up: the same for two pieces that say the same, wherever
they stand.

Lines and columns take no part: a comment, a blank line change nothing. The address does, which
formats write in their files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import attrs

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.place import Champs, Located, Place


class ModelDigests:
    """The digests of pieces of one model, each computed once; they share most of their parts."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Located, bytes]] = {}

    def digest(self, value: Any) -> str:
        """The SHA-256 of all that a value says."""
        return sha256(self._encoded(value)).hexdigest()

    def _encoded(self, value: Any) -> bytes:
        """What a value says, such that two values never say the same by chance."""
        if isinstance(value, str):
            told = str(value).encode(errors="surrogatepass")
        elif isinstance(value, Located):
            return self._located(value)
        elif value is None or isinstance(value, bool | int | float | Decimal | datetime.date):
            told = str(value).encode()
        elif isinstance(value, tuple | list):
            told = self._all(value)
        elif isinstance(value, Champs):
            told = self._all((*value.items(), *value.en_clair.items()))
        elif isinstance(value, Mapping):
            told = self._all(value.items())
        elif isinstance(value, Set):
            told = b"".join(sorted(map(self._encoded, value)))
        else:
            told = self._other(value)
        return b"%s %d:%s" % (type(value).__name__.encode(), len(told), told)

    def _all(self, values: Iterable[Any]) -> bytes:
        return b"".join(map(self._encoded, values))

    def _located(self, node: Located) -> bytes:
        _, known = self._known.get(id(node), (node, b""))
        if not known:
            known = sha256(self._fields(node)).digest()
            self._known[id(node)] = node, known  # kept with it: no other piece takes its place
        return known

    def _fields(self, value: Any) -> bytes:
        cls: Any = type(value)  # mypy takes a class for one of its instances here
        told = (self._encoded(getattr(value, name)) for name in _names(cls))
        return b"".join((cls.__qualname__.encode(), b"\0", *told))

    def _other(self, value: Any) -> bytes:
        if isinstance(value, Span):
            return b""
        if isinstance(value, Place):
            return self._encoded(value.address)
        if isinstance(value, PurePath):
            return value.name.encode(errors="surrogatepass")
        if isinstance(value, Enum):
            return value.name.encode()
        return self._fields(value) if attrs.has(type(value)) else repr(value).encode()


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(cls))
