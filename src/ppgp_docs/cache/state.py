"""The state of a workspace: digests of its files, and answers that were worked out from them.

An answer has a question (what is asked, of which dossier) and a key that sums up all that it was
worked out from: with another key, it is no answer. State is never needed: without it, all is
worked out again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from ppgp_docs.cache.database import Database
from ppgp_docs.cache.digests import Digests
from ppgp_docs.cache.pictures import FOLDER as FOLDER_OF_PICTURES
from ppgp_docs.cache.pictures import KeptPictures
from ppgp_docs.workspace import user_folders

FOLDER: Final = "workspaces"
_OLD: Final = 180 * 86_400
"""Seconds after which the state of a workspace that nobody opens is erased."""


class State:
    """What is known of a workspace; ``file`` is None for nothing, kept nowhere."""

    def __init__(self, file: Path | None) -> None:
        self._base = Database(file)
        self._file = file
        self._answers: dict[bytes, bytes] = {}
        self.digests = Digests(self._base.rows("files"))

    @classmethod
    def of(cls, root: Path) -> State:
        """The state of the workspace of that folder, in the user's cache."""
        folder = user_folders.cache()
        name = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
        is_somewhere = folder.is_absolute()  # a user without a home has none
        return cls(folder / FOLDER / f"{name}.sqlite3" if is_somewhere else None)

    @property
    def pictures(self) -> Path | None:
        """The folder of the pictures that are ready to print, shared by all workspaces."""
        return self._file.parents[1] / FOLDER_OF_PICTURES if self._file else None

    def forget(self) -> None:
        """Erase all that is known: it is worked out again when it is asked for."""
        KeptPictures(self.pictures).forget()
        self._base.close()
        self._answers = {}
        if self._file is not None:
            for file in self._file.parent.glob(f"{self._file.name}*"):
                file.unlink(missing_ok=True)

    def answer(self, question: str, key: str) -> Any:
        """The answer to a question when it was worked out from the same key, else None."""
        asked = question.encode(errors="surrogatepass")
        kept = self._answers.get(asked) or self._base.value("answers", asked) or b""
        if not kept.startswith(key.encode()):
            return None
        with suppress(ValueError, RecursionError):
            return json.loads(kept[len(key) :])
        return None

    def keep(self, question: str, key: str, answer: Any) -> None:
        """Keep an answer, in the place of the former one."""
        asked = question.encode(errors="surrogatepass")
        self._answers[asked] = key.encode() + json.dumps(answer).encode()

    def save(self) -> None:
        """Write down what was learnt, for the next run."""
        if self._answers or self.digests.new:
            is_new = self._file is not None and not self._file.exists()
            rows = {"files": self.digests.new.items(), "answers": self._answers.items()}
            self._base.write(rows)
            self._answers = {}
            if is_new and self._file is not None:
                _erase_old(self._file.parent)
        self._base.close()


def _erase_old(folder: Path) -> None:
    for file in _databases(folder):
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - _OLD:
                file.unlink()


def _databases(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.glob("*.sqlite3")
