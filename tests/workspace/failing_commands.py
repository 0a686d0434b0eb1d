"""Whole commands, each in a fork of this process, which has imported what they need: the step of a
rank fails, or kills who takes it, be it the command or the worker that it forked.

A line of JSON each way. Steps are what touches a file below the root: ``open`` (to read too),
``write``, ``fsync``, and what renames, links, makes or removes.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import mmap
import os
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

STEPS: Final = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
KILLED: Final = 9
_WRITES: Final = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts steps, those of forks included."""

    def __init__(self, root: str, rank: int, *, kills: bool) -> None:
        self.root, self.rank, self.kills = root, rank, kills
        self.shared = mmap.mmap(-1, 8)

    @property
    def count(self) -> int:
        return int(struct.unpack("q", self.shared[:8])[0])

    def take(self, number: int) -> None:
        self.shared[:8] = struct.pack("q", self.count + 1)
        if self.count == self.rank:
            if self.kills:
                os._exit(KILLED)
            raise OSError(number, "No luck")

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and str(arguments[0]).startswith(self.root):
            reads = event == "open" and not int(arguments[2] or 0) & _WRITES
            self.take(errno.EIO if reads else errno.ENOSPC)

    def after(self, number: int, call: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: (self.take(number), call(*arguments))[1]

    def opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def open_(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            made = call(file, mode, *arguments, **named)
            writes = set("wxa+") & set(mode) and str(file).startswith(self.root)
            return Written(made, self) if writes else made

        return open_

    def watch(self) -> None:
        os.fsync = self.after(errno.EIO, os.fsync)
        builtins.open = io.open = self.opened(io.open)
        sys.addaudithook(self.hear)


class Written:
    """A file whose writes are steps."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: Any) -> Any:
        self._steps.take(errno.ENOSPC)
        return self._file.write(data)


def serve(modules: list[str]) -> None:
    for module in modules:
        import_module(module)
    print(flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        steps = Steps(asked["root"], asked["rank"], kills=asked["kills"])
        if (child := os.fork()) == 0:
            told = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for descriptor, place in ((nothing, 0), (told, 1), (told, 2)):
                os.dup2(descriptor, place)
            os.chdir(asked["root"])
            sys.argv = ["ppgp", *asked["command"]]
            steps.watch()
            return
        _, status = os.waitpid(child, 0)
        answer = {"ended": os.waitstatus_to_exitcode(status), "steps": steps.count}
        print(json.dumps(answer), flush=True)
    sys.exit()


if __name__ == "__main__":
    serve(sys.argv[1:])
    from ppgp_docs.__main__ import main

    main()
