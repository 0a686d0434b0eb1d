"""Diagnostics as people read them; what programs read is in ``formats``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import click

from ppgp_docs.diagnostics import Diagnostic, Severity, Span
from ppgp_docs.francais.accords import compter
from ppgp_docs.load.decode import MAX_BYTES, decoded
from ppgp_docs.workspace.reader import read_bytes

_WIDEST: Final = 120
"""A line of a dossier has 100 columns; a longer one is cut around its fault."""
_BEFORE: Final = 40
MOST_SHOWN: Final = 100
"""Findings of one file: nobody mends more at a time, and a terminal forgets its first lines."""

Lines: TypeAlias = Callable[[Path], tuple[str, ...]]

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def show(diagnostics: Iterable[Diagnostic], style: str = "texte", *, err: bool = True) -> None:
    """Print findings with the faulty line (``texte``), or a line each (``court``).

    They go beside the result of a command (``err``), unless they are the result. Of a file that
    has very many, the first hundred are shown, the gravest rather, and the others are counted.
    """
    shown, rest = _first(diagnostics)
    lines = lru_cache(maxsize=16)(_lines)  # read again for the next showing: someone may save
    for diagnostic in shown:
        told = _short(diagnostic) if style == "court" else _full(diagnostic, lines)
        click.echo("\n".join(told), err=err)
    for file, others in rest.items():
        where = f" dans {printable(str(relative(file)))}" if file else ""
        click.echo(f"… et {compter(len(others), 'autre', 'constat')}{where}\n", err=err)


def _first(
    diagnostics: Iterable[Diagnostic],
) -> tuple[list[Diagnostic], dict[Path | None, list[Diagnostic]]]:
    """What is shown, in order, and what is not, by file."""
    by_file: dict[Path | None, list[Diagnostic]] = {}
    every = list(diagnostics)
    for diagnostic in every:
        file = diagnostic.span.file if diagnostic.span else None
        by_file.setdefault(file, []).append(diagnostic)
    graver_first = {file: sorted(found, key=_lightness) for file, found in by_file.items()}
    rest = {file: found[MOST_SHOWN:] for file, found in graver_first.items()}
    hidden = {id(diagnostic) for found in rest.values() for diagnostic in found}
    shown = [diagnostic for diagnostic in every if id(diagnostic) not in hidden]
    return shown, {file: others for file, others in rest.items() if others}


def _lightness(diagnostic: Diagnostic) -> int:
    return -diagnostic.severity


def _short(diagnostic: Diagnostic) -> list[str]:
    where = _where(diagnostic)
    label, message = diagnostic.severity.label, printable(diagnostic.message)
    return [f"{where}: {label}[{diagnostic.code}] {message}"]


def _full(diagnostic: Diagnostic, lines_of: Lines) -> list[str]:
    colour = _COLOURS[diagnostic.severity]
    label = click.style(f"{diagnostic.severity.label}[{diagnostic.code}]", fg=colour, bold=True)
    message = click.style(printable(diagnostic.message), bold=True)
    lines = [f"{label} {message}"]
    if where := _where(diagnostic):
        lines.append(f"  {click.style('→', fg='blue')} {where}")
    if diagnostic.span:
        lines += _excerpt(diagnostic.span, colour, lines_of)
    lines += _elsewhere(diagnostic)
    help_ = click.style("aide", fg="cyan")
    lines += [f"  {help_}\u00a0: {printable(hint)}" for hint in diagnostic.hints]
    return [*lines, ""]


def _elsewhere(diagnostic: Diagnostic) -> list[str]:
    """The other places that matter, in other files: the sentence tells those of the same one."""
    here = diagnostic.span.file if diagnostic.span else None
    return [
        f"  {click.style('→', fg='blue')} {printable(f'{_place(span)} · {told}')}"
        for told, span in diagnostic.related
        if span.file != here
    ]


def _where(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = _place(span) if span else ""
    return printable(" · ".join(part for part in (diagnostic.document, place) if part))


def _place(span: Span) -> str:
    return str(Span(relative(span.file), span.line, span.column))


def relative(file: Path) -> Path:
    """The path from here, when the file is below; the whole path otherwise."""
    try:
        return file.relative_to(Path.cwd())
    except (ValueError, OSError):
        return file


def _excerpt(span: Span, colour: str, lines_of: Lines) -> list[str]:
    """The faulty line, the fault underlined; of a very long line, what stands around the fault."""
    line = _line(lines_of(span.file), span.line)
    if not line:
        return []
    number = str(span.line)
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    first = max(0, start - _BEFORE) if len(line) > _WIDEST else 0
    shown = line[first : first + _WIDEST]
    width = max(1, min(end, first + len(shown)) - start)
    gutter = " " * len(number)
    mark = click.style("^" * width, fg=colour, bold=True)
    return [f"  {number} | {shown}", f"  {gutter} | {' ' * (start - first)}{mark}"]


def _line(lines: tuple[str, ...], number: int) -> str:
    return printable(lines[number - 1]) if 0 < number <= len(lines) else ""


def printable(line: str) -> str:
    """Nothing that a terminal would obey: tabs are a column, control characters are shown; the ends
    of lines of a text that is told on one are marks."""
    safe = _LINE_ENDS.sub(" ⏎ ", line.strip("\r\n")).expandtabs(1)
    return "".join(char if char.isprintable() or char in _SPACES else "\ufffd" for char in safe)


_SPACES: Final = " \u00a0\u202f"
_LINE_ENDS: Final = re.compile(r" *(?:\r?\n *)+")


def _lines(file: Path) -> tuple[str, ...]:
    """Those of a text; none of a workbook or a picture, whose bytes say nothing to anyone."""
    try:
        text = decoded(read_bytes(file, most=MAX_BYTES), "replace")
        return () if "\0" in text else tuple(text.split("\n"))
    except OSError:
        return ()


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 erreurs, 1 point d’attention``; empty when there is neither."""
    found = tuple(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = sum(d.severity is Severity.WARNING for d in found)
    return ", ".join(
        filter(None, (plural(errors, "erreur"), plural(warnings, "point", "d’attention")))
    )


def plural(count: int, noun: str, rest: str = "") -> str:
    """``3 erreurs``; empty for none. Below two, French keeps the singular."""
    return " ".join(filter(None, (compter(count, noun), rest))) if count else ""
