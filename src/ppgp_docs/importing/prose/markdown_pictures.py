"""The pictures of notes in Markdown: « ![La salle](salle.png) », within the text or beside it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.importing.prose.items import Picture, file_name

Beside: TypeAlias = Callable[[str], bytes]
"""The content of a file that notes name, by its path from theirs; nothing where there is none."""

_PICTURE: Final = re.compile(
    r"!\[(?P<alt>[^\]]*)\](?:\((?P<path>[^()\s]+)(?:\s+\"[^\"]*\")?\)|\[(?P<name>[^\]]*)\])"
)
_NAMED: Final = re.compile(r"\s*\[(?P<name>[^\]]+)\]:\s*<?(?P<path>[^>\s]+)>?.*")
_WITHIN: Final = re.compile(r"data:image/(?P<kind>[a-z]+)[^,]*;base64,(?P<data>.*)", re.DOTALL)
_UNNAMED: Final = "image"


def nothing_beside(_: str) -> bytes:
    """Of notes that came alone."""
    return b""


@frozen
class Pictures:
    """``lines`` are those of the notes without the ones that say where pictures are."""

    lines: Sequence[str]
    paths: Mapping[str, str]
    beside: Beside

    @classmethod
    def named_in(cls, lines: Sequence[str], beside: Beside) -> Pictures:
        """Those of a text: some say further down where a picture is, by its name."""
        names = {one["name"] or one["alt"] for line in lines for one in _PICTURE.finditer(line)}
        named = {
            rank: found for rank, line in enumerate(lines) if (found := _NAMED.fullmatch(line))
        }
        where = {rank: found for rank, found in named.items() if found["name"] in names}
        paths = {found["name"]: found["path"] for found in where.values()}
        return cls([line for rank, line in enumerate(lines) if rank not in where], paths, beside)

    def apart(self, lines: Sequence[str]) -> tuple[list[str], list[Picture]]:
        """The lines of a paragraph that still say something without its pictures, and these."""
        shown = [self._picture(one) for line in lines for one in _PICTURE.finditer(line)]
        left = [_PICTURE.sub("", line) for line in lines]
        return [line for line in left if line.strip()] if shown else [*lines], shown

    def _picture(self, found: re.Match[str]) -> Picture:
        path = found["path"] or self.paths.get(found["name"] or found["alt"], "")
        if within := _WITHIN.fullmatch(path):
            name = f"{_UNNAMED}.{within['kind'].replace('jpeg', 'jpg')}"
            return Picture(0, _decoded(within["data"]), name, found["alt"])
        is_near = path and "://" not in path
        data = self.beside(path) if is_near else b""
        return Picture(0, data, file_name(path) or _UNNAMED, found["alt"])


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return b""
