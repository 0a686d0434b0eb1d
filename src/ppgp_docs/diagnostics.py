"""The one way of telling a user anything: a :class:`Diagnostic`.

Every step that may find something to mend hands out diagnostics; the command line collects,
sorts and prints them once. A bug of ours is an exception, a fault in their data never is.

The first letter of a code is the step that speaks: F find, L load, V validate, M model,
C check, R render, P prove, W write.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Final

from ppgp_docs.francais.espaces import espacer


class Severity(IntEnum):
    """How grave a diagnostic is; a greater value is graver."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        return ("note", "attention", "erreur")[self]


class ExitCode(IntEnum):
    """What the command answers to the shell."""

    DONE = 0
    TO_MEND = 1
    USAGE = 2
    RENDER_FAILED = 3
    PROOF_FAILED = 4
    MACHINE = 5
    BROKEN = 70
    INTERRUPTED = 130


OF_PLUGINS: Final = frozenset(f"F0{number}" for number in (10, 11, 12, 13, 14, 25, 31, 40, 41))
"""What is told of plugins at fault: the command answers 3 for each, whoever asked."""
_WARN_OF_PLUGINS: Final = frozenset({"F030", "F042", "F043"})
"""What is only noticed of them: so does the command that takes warnings for errors."""


@dataclass(frozen=True, order=True, init=False)
class Span:
    """A place in a text file.

    ``line`` and ``column`` count from 1, as editors do; 0 means "the file as a whole".
    ``end_line`` and ``end_column`` point just behind the last character.
    """

    file: Path
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __init__(
        self, file: Path, line: int = 0, column: int = 0, end_line: int = 0, end_column: int = 0
    ) -> None:
        # Each word of a dossier has a place: a frozen dataclass would take twice the time.
        fields = self.__dict__
        fields["file"], fields["line"], fields["column"] = file, line, column
        fields["end_line"], fields["end_column"] = end_line, end_column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else str(self.file)

    def holds(self, other: Span) -> bool:
        """Whether another place begins within this one."""
        start, end = (self.line, self.column), (self.end_line, self.end_column)
        return self.file == other.file and start <= (other.line, other.column) < end


def within(outer: Iterable[Span]) -> Callable[[Span], bool]:
    """Whether a place begins within one of these, told without looking at each."""
    reach: dict[Path, list[tuple[tuple[int, int], tuple[int, int]]]] = {}
    for span in sorted(outer, key=lambda each: (each.line, each.column)):
        ends = reach.setdefault(span.file, [])
        end = (span.end_line, span.end_column)
        ends.append(((span.line, span.column), max(end, ends[-1][1]) if ends else end))

    def holds(inner: Span) -> bool:
        ends, start = reach.get(inner.file, []), (inner.line, inner.column)
        begun = bisect_right(ends, start, key=itemgetter(0))
        return bool(begun) and start < ends[begun - 1][1]

    return holds


@dataclass(frozen=True)
class Diagnostic:
    """One finding.

    ``code`` is stable (``C101``); ``message`` is one French sentence without a final period,
    saying the value found and the value expected; ``hints`` say how to mend it;
    ``related`` are other places that matter (the first of two duplicate keys);
    ``document`` names the document concerned when the fault has no place in a source;
    ``bars_publication`` when it lets a draft be made, and no publication;
    ``trace`` is what ``--trace`` shows beside it, for whoever wrote the code at fault; an error
    that ``stops`` nothing is that of a plugin without which all goes on;
    ``missing`` is the key that lacks in the group at whose first line it is told;
    ``printable`` is the message as a draft prints it, where the message shows what no document may;
    one that is ``transient`` tells what the system refused this time: it is never remembered.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    related: tuple[tuple[str, Span], ...] = ()
    document: str = ""
    bars_publication: bool = False
    trace: str = field(default="", compare=False, repr=False)
    stops: bool = field(default=True, repr=False)
    printable: str = field(default="", repr=False)
    missing: str = field(default="", repr=False)
    transient: bool = field(default=False, compare=False, repr=False)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """An error: no document is made from a dossier that has one."""
    return _typeset(Diagnostic(code, Severity.ERROR, message, span, hints))


def warning(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """A warning: documents are made, ``--strict`` refuses them."""
    return _typeset(Diagnostic(code, Severity.WARNING, message, span, hints))


def note(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """A piece of information that asks for nothing."""
    return _typeset(Diagnostic(code, Severity.INFO, message, span, hints))


def _typeset(diagnostic: Diagnostic) -> Diagnostic:
    """The same in French spacing; what stands between backticks is quoted as it is."""
    hints = tuple(map(_readable, diagnostic.hints))
    return replace(diagnostic, message=_readable(diagnostic.message), hints=hints)


def _readable(sentence: str) -> str:
    """A sentence in French spacing, whatever it quotes cut to a length that someone reads.

    What was typed may be a page, or five thousand digits: its beginning and its end tell it. What
    nobody reads is left as it is: a plugin's is refused (``plugin/answers.py``).
    """
    if len(sentence) > _UNREADABLE:
        return sentence
    return espacer(_OVERLONG.sub(_cut, sentence))


def _cut(quoted: re.Match[str]) -> str:
    words = quoted[0]
    return f"{words[:_HEAD].rstrip()}…{words[-_TAIL:].lstrip()}"


_HEAD, _TAIL = 120, 40
_UNREADABLE: Final = 1_000_000
"""Characters."""
_OVERLONG: Final = re.compile(r"`[^`]{240,}`|«[^«»]{240,}»|[^ `«»]{240,}")
"""What a message quotes, between marks or in one breath, when nobody would read it to its end."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of them is an error."""
    return any(diagnostic.is_error for diagnostic in diagnostics)


def exit_code(found: Iterable[Diagnostic], *, strict: bool = False) -> ExitCode:
    """What a command that told this answers to the shell; ``strict`` takes warnings for errors.

    What users mend themselves comes before what failed: a plugin, or a disk.
    """
    least = Severity.WARNING if strict else Severity.ERROR
    failed = [_is_failure(each.code) for each in found if each.severity >= least]
    if not failed:
        return ExitCode.DONE
    return ExitCode.RENDER_FAILED if all(failed) else ExitCode.TO_MEND


def _is_failure(code: str) -> bool:
    return code in OF_PLUGINS or code in _WARN_OF_PLUGINS or code.startswith("W")


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file, line and column; those without a place come last."""
    nowhere = Span(Path("\uffff"))
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span or nowhere, -d.severity, d.code)))


def not_there(found: Sequence[Diagnostic], *faults: Diagnostic) -> HandledError:
    """What was asked for is not there; what was ``found`` of plugins may be why, and answers."""
    return HandledError(*found, *faults, exit_code=exit_code(found) or ExitCode.USAGE)


class HandledError(Exception):
    """Something the user must mend, that stops a whole command.

    Shown once, without a trace; ``exit_code`` is the answer to the shell.
    """

    def __init__(self, *diagnostics: Diagnostic, exit_code: ExitCode = ExitCode.TO_MEND) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[Callable[..., HandledError], tuple[Diagnostic, ...]]:
        """It goes from one process to another as it was raised."""
        return partial(HandledError, exit_code=self.exit_code), self.diagnostics
