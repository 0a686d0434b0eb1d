"""Step 6, render: a format turns a document and its context into bytes; touches no disk.

Rendering and proving happen together, in this process or in a worker, on picklable values.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from attrs import evolve

from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Span,
    has_errors,
)
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, own_line, trace_of
from ppgp_docs.plugin.formats import Document, Format
from ppgp_docs.prove import ToldByFormat, prove
from ppgp_docs.prove.page_mark import marked
from ppgp_docs.render.draft_remarks import with_remarks
from ppgp_docs.render.fault_owner import Blame
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.origin import with_origin
from ppgp_docs.render.prepare import Prepared, prepare
from ppgp_docs.render.reader import ReaderError, reader_of
from ppgp_docs.render.rendered import Rendered, broken
from ppgp_docs.session import Session

HTML: Final = "text/html"
"""What is made anew at each word that is typed: a preview of it is not sent to anyone."""


def render(
    document: Document, session: Session, *, proved: bool = True, prepared: Prepared | None = None
) -> Rendered:
    """The same as :func:`render_job`, the format given all of the dossier."""
    return render_job(Job.whole(document), session, proved=proved, prepared=prepared)


def render_job(
    job: Job, session: Session, *, proved: bool = True, prepared: Prepared | None = None
) -> Rendered:
    """Render and prove one document; a failure is an answer, never an exception.

    A page that is only looked at while it is being typed need not be ``proved``. ``prepared`` is
    what plugins made of its context elsewhere, where what went wrong is told.
    """
    document = job.document
    format = session.plugins.format(document.format)
    said: list[Diagnostic] = []
    around: tuple[Diagnostic, ...] = ()  # of plugins that prepare: the document is made without
    start = time.perf_counter()
    read = _finding_reader(document, session)
    try:
        ready = prepared or prepare(job, session)
        around = () if prepared else ready.diagnostics
        own = _own_codes(document, session)
        context = ready.context(document, lambda told: said.append(own(read(told))))
        context = evolve(context, preview=not proved)
        data = answers.data(format.render(document, context))
        if proved or format.media_type != HTML:
            data = with_origin(data, format.media_type, document, context)
            data = with_remarks(data, format.media_type, document, f"{context.date:%Y-%m-%d}")
        if format.media_type == HTML and context.is_project:
            data = marked(data)
        told = ToldByFormat(context.omissions, context.repeats, ready.draft)
        due = tuple(each for each in document.expected if each not in context.waived)
        if proved:
            kind = reader_of(format, session)
            due_of = evolve(document, expected=due)
            found = prove(data, kind, due_of, told)
            said += Blame(session, format, ready, context.templates).put(found)
    except HandledError as problem:
        is_ours = session.plugins.owner(format.id).is_ours
        place = None if is_ours else own_line(problem, format.render)
        found, code = _handled(problem, document, read, place)
        return _failed(document, [*around, *said, *found], start, code)
    except MemoryError:
        raise  # no fault of the format's code: the worker's limits tell it
    except GUARDED as problem:
        told_of = [*around, *said, _broken(problem, document, format)]
        failed = _failed(document, told_of, start, ExitCode.RENDER_FAILED)
        return evolve(failed, trace=trace_of(problem))
    if has_errors(said):
        return _failed(document, [*around, *said], start, ExitCode.PROOF_FAILED)
    return Rendered(data, _named([*around, *said], document), time.perf_counter() - start)


def _finding_reader(document: Document, session: Session) -> Callable[[Any], Diagnostic]:
    """What holds a finding of a format to the contract; a stranger's to its workspace."""
    if session.plugins.owner(document.format).is_ours:
        return answers.diagnostic
    home = answers.home_of(document.dossier)
    return lambda told: answers.at_home(home, answers.diagnostic(told))


def _own_codes(document: Document, session: Session) -> Callable[[Diagnostic], Diagnostic]:
    """What holds what a stranger's format tells of a document to codes of its own."""
    is_ours = session.plugins.owner(document.format).is_ours
    return (lambda told: told) if is_ours else answers.with_own_code


def _handled(
    problem: HandledError,
    document: Document,
    read: Callable[[Any], Diagnostic],
    place: Span | None,
) -> tuple[tuple[Diagnostic, ...], ExitCode]:
    """What stops a document, and the exit code, never that of a success; an error at least.

    ``place`` is where a stranger's code stopped it: what it tells without a place is told there.
    """
    try:
        told = map(read, problem.diagnostics)
        found = tuple(replace(each, span=each.span or place) for each in told)
    except (TypeError, ValueError) as fault:
        return (broken(document.format, document.name, fault, place),), ExitCode.RENDER_FAILED
    if not has_errors(found):
        found = (*found, broken(document.format, document.name, problem, place))
    code = problem.exit_code
    known = isinstance(code, ExitCode) and code not in (ExitCode.DONE, ExitCode.TO_MEND)
    return found, code if known else ExitCode.RENDER_FAILED


def _broken(problem: BaseException, document: Document, format: Format) -> Diagnostic:
    """What is told of code that failed: that of the format, unless it is that of a prover."""
    if isinstance(problem, ReaderError):
        return problem.told
    return broken(document.format, document.name, problem, own_line(problem, format.render))


def _failed(document: Document, said: list[Diagnostic], start: float, code: ExitCode) -> Rendered:
    return Rendered(None, _named(said, document), time.perf_counter() - start, code)


def _named(said: list[Diagnostic], document: Document) -> tuple[Diagnostic, ...]:
    """The same findings, naming the document that they are about."""
    return tuple(replace(finding, document=document.name) for finding in said)
