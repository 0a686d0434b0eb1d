"""What a plugin's code does of the machine while it answers: disk, network, programs, printing.

Python tells each of these to an audit hook (PEP 578). Only what the plugin's own code asked for
counts: not what the tool does for it (a picture that it prepares), nor imports. A hook cannot be
taken away, so this is for a process of its own.
"""

from __future__ import annotations

import io
import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

from attrs import field, frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.workspace.resources import shipped

_OURS: Final = str(Path(__file__).parents[1])
_PLACES: Final = (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, "/usr", "/etc")
_SYSTEM: Final = (
    *map(os.path.realpath, _PLACES),
    *("/proc", "/dev", "/sys"),
    str(shipped("templates").resolve()),
)
"""Where libraries read what is theirs: modules, fonts, time zones; and the tool's templates."""
_IMPORTS: Final = "<frozen importlib"
_NETWORK: Final = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto")
_PROGRAMS: Final = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")
_CHANGES: Final = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "shutil.rmtree")
_HEARD: Final = {
    "open": ("disque", ""),
    **dict.fromkeys(_NETWORK, ("réseau", "demande le réseau")),
    **dict.fromkeys(_PROGRAMS, ("réseau", "lance un autre programme")),
    **dict.fromkeys(_CHANGES, ("disque", "touche au disque")),
}
_TEMPORARY: Final = tempfile.gettempdir()
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@frozen
class SideEffect:
    """Something that a plugin did: its ``kind`` (``"disque"``, ``"réseau"``, ``"affichage"``),
    what it was in French, and the line of the plugin's code."""

    kind: str
    told: str
    place: Span | None


@frozen
class Watch:
    """Notes what the code below ``folders`` does, from :meth:`start` on."""

    folders: tuple[str, ...]
    deeds: list[SideEffect] = field(factory=list)

    def start(self) -> None:
        """Watch until the process ends."""
        sys.addaudithook(self._on_audit_event)
        sys.stdout, sys.stderr = _WatchedStream(self, sys.stdout), _WatchedStream(self, sys.stderr)

    def _on_audit_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _HEARD:
            return
        asked = self._asked_at(sys._getframe(1))
        if asked is None:
            return
        place, by_library = asked
        kind, told = _HEARD[event]
        if kind == "disque":
            told = self._on_disk(event, arguments, by_library)
        if told:
            self._note(SideEffect(kind, told, place))

    def _on_disk(self, event: str, arguments: tuple[Any, ...], by_library: bool) -> str:
        """What is told of a file; nothing of one that a library keeps in the temporary folder."""
        path, *rest = arguments
        if isinstance(path, int) or path is None:
            return ""
        place = os.path.realpath(os.fsdecode(path))
        if place.startswith("/dev/") or (by_library and place.startswith(_TEMPORARY)):
            return ""
        if event != "open":
            beside = isinstance(rest[-1], int) and rest[-1] >= 0  # by the descriptor of its folder
            return "" if by_library and beside else f"touche au disque : `{_shown(path)}`"
        if isinstance(rest[-1], int) and rest[-1] & _WRITES:
            return f"écrit sur le disque : `{_shown(path)}`"
        if place.startswith((*_SYSTEM, *self.folders, _OURS)):
            return ""
        return f"lit le disque : `{_shown(path)}`"

    def printed(self, text: str) -> None:
        """Note that the plugin's own code printed something."""
        if asked := self._asked_at(sys._getframe(2)):
            self._note(SideEffect("affichage", f"affiche « {text[:40]} »", asked[0]))

    def _note(self, deed: SideEffect) -> None:
        """Each line once."""
        if deed not in self.deeds:
            self.deeds.append(deed)

    def _asked_at(self, frame: FrameType) -> tuple[Span, bool] | None:
        """The plugin's line that led here, and whether a library stands between; None when the
        tool does, or an import."""
        by_library = False
        for each in _outwards(frame):
            file = each.f_code.co_filename
            if file.startswith(self.folders):
                return Span(Path(file), each.f_lineno, 1, each.f_lineno, 1), by_library
            by_library = by_library or "site-packages" in file
            if file.startswith((_OURS, _IMPORTS)) and not file.startswith(__file__):
                return None
        return None


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        yield frame
        frame = frame.f_back


def _shown(path: Any) -> str:
    """A path as one reads it: one in the temporary folder has another name each time."""
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    return text.replace(_TEMPORARY, "…", 1)


class _WatchedStream(io.TextIOBase):
    """A stream that notes who prints, and prints all the same."""

    def __init__(self, watch: Watch, stream: Any) -> None:
        super().__init__()
        self._watch, self._stream = watch, stream

    def write(self, text: str) -> int:
        if text.strip():
            self._watch.printed(text.strip())
        self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def fileno(self) -> int:
        number: int = self._stream.fileno()
        return number

    def isatty(self) -> bool:
        return False
