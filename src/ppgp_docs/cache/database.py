"""One small database for a workspace: rows by key, kept whole or not at all.

No write-ahead log: the user's cache may lie on a shared drive. Nothing here is worth a word to the
user: a database that is damaged, of another version, held or refused is as good as empty.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

Row: TypeAlias = tuple[bytes, bytes]
"""A key and its value."""

VERSION: Final = 1
_PATIENCE: Final = 2
"""Seconds to wait for another process; each writes for some milliseconds."""

T = TypeVar("T")

_TABLES: Final = ("files", "answers")


class Database:
    """Rows of two tables, ``files`` and ``answers``, each with a checksum; opened when needed.

    After a failure it is empty, and keeps nothing, until the end of the run.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._base: sqlite3.Connection | None = None

    def rows(self, table: str) -> list[Row]:
        """Every sound row; none when the database cannot be read."""
        question = f"SELECT key, value, crc FROM {table}"
        return self._ask(lambda base: list(_sound(base.execute(question)))) or []

    def value(self, table: str, key: bytes) -> bytes | None:
        """The value of a key, if it is there and sound."""
        question = f"SELECT key, value, crc FROM {table} WHERE key = ?"
        found = self._ask(lambda base: list(_sound(base.execute(question, (key,)))))
        return found[0][1] if found else None

    def write(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Add rows, those of the same key replaced: all of them or none."""

        def add(base: sqlite3.Connection) -> None:
            with base:
                base.execute("BEGIN IMMEDIATE")
                for table, added in rows.items():
                    summed = ((key, value, _crc(key, value)) for key, value in added)
                    base.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", summed)

        self._ask(add)

    def close(self) -> None:
        """Let go of the file; it is opened again when something is asked."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _ask(self, ask: Callable[[sqlite3.Connection], T]) -> T | None:
        """What the database answers; None once something went wrong with it."""
        if self._file is None:
            return None
        try:
            if self._base is None:
                self._base = _opened(self._file)
            return ask(self._base)
        except (sqlite3.Error, OSError) as problem:
            self.close()
            if _is_damaged(problem):
                _erase(self._file)
            self._file = None
            return None


def _opened(file: Path) -> sqlite3.Connection:
    """The database, made if it is absent, made anew if it is of another version."""
    file.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        base.execute("PRAGMA synchronous = OFF")  # a power cut may damage it: see above
        (found,) = base.execute("PRAGMA user_version").fetchone()
        if found != VERSION:
            _make_anew(base)
    except BaseException:
        base.close()
        raise
    return base


def _make_anew(base: sqlite3.Connection) -> None:
    base.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        base.execute(f"DROP TABLE IF EXISTS {table}")
        base.execute(f"CREATE TABLE {table} ({_COLUMNS})")
    base.execute(f"PRAGMA user_version = {VERSION}")
    base.execute("COMMIT")


def _is_damaged(problem: Exception) -> bool:
    """Whether a database is worth nothing; one that is held, full or read-only may be sound."""
    if isinstance(problem, sqlite3.OperationalError):
        return problem.sqlite_errorcode == sqlite3.SQLITE_ERROR  # its tables are not ours
    return isinstance(problem, sqlite3.DatabaseError)


def _erase(file: Path) -> None:
    for each in (file, file.with_name(f"{file.name}-journal")):
        with suppress(OSError):
            each.unlink(missing_ok=True)


_COLUMNS: Final = "key BLOB PRIMARY KEY, value BLOB NOT NULL, crc INTEGER NOT NULL"


def _sound(found: Iterable[tuple[bytes, bytes, int]]) -> Iterator[Row]:
    """The rows whose checksum is right: the disk may have changed one."""
    for key, value, crc in found:
        if isinstance(key, bytes) and isinstance(value, bytes) and crc == _crc(key, value):
            yield key, value


def _crc(key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key))
