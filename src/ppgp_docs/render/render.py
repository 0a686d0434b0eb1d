"""Step 6, render: a format turns a document and its context into bytes; touches no disk.

Rendering and proving happen together, in this process or in a worker, on picklable values.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from attrs import evolve

from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Span,
    has_errors,
)
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, own_line
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove import prove
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.origin import with_origin
from ppgp_docs.render.prepare import Prepared, prepare
from ppgp_docs.render.remarks import with_remarks
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
    try:
        ready = prepared or prepare(job, session)
        around = () if prepared else ready.diagnostics
        context = ready.context(document, lambda told: said.append(answers.diagnostic(told)))
        context = evolve(context, preview=not proved)
        data = answers.data(format.render(document, context))
        if proved or format.media_type != HTML:
            data = with_origin(data, format.media_type, document, context)
            data = with_remarks(data, format.media_type, document, f"{context.date:%Y-%m-%d}")
        told = context.omissions, context.repeats
        due = tuple(each for each in document.expected if each not in context.waived)
        if proved:
            kind = session.plugins.provers.get(format.media_type, format.media_type)
            said += _blamed(
                prove(data, kind, evolve(document, expected=due), *told), context.templates
            )
    except HandledError as problem:
        found, code = _handled(problem, document)
        return _failed(document, [*around, *said, *found], start, code)
    except MemoryError:
        raise  # no fault of the format's code: the worker's limits tell it
    except GUARDED as problem:
        line = own_line(problem, format.render)
        said.append(broken(document.format, document.name, problem, line))
        trace = traceback.format_exc()
        return evolve(
            _failed(document, [*around, *said], start, ExitCode.RENDER_FAILED), trace=trace
        )
    if has_errors(said):
        return _failed(document, [*around, *said], start, ExitCode.PROOF_FAILED)
    told_of = _named([*around, *said], document)
    return Rendered(data, told_of, time.perf_counter() - start)


def _handled(problem: HandledError, document: Document) -> tuple[tuple[Diagnostic, ...], ExitCode]:
    """What stops a document, and the exit code, never that of a success; an error at least."""
    try:
        found = answers.diagnostics(problem.diagnostics)
    except (TypeError, ValueError) as fault:
        return (broken(document.format, document.name, fault),), ExitCode.RENDER_FAILED
    if not has_errors(found):
        found = (*found, broken(document.format, document.name, problem))
    code = problem.exit_code
    known = isinstance(code, ExitCode) and code not in (ExitCode.DONE, ExitCode.TO_MEND)
    return found, code if known else ExitCode.RENDER_FAILED


def _blamed(found: Sequence[Diagnostic], templates: Sequence[Path]) -> Iterator[Diagnostic]:
    """What is wrong with a file made from a template that a person edited is told in that template.

    A text that is lost keeps its place in the dossier, where one looks for it.
    """
    for finding in found:
        if not templates:
            yield finding
        elif finding.code in _OF_TEMPLATES:
            asked = f"vérifiez ce modèle : `ppgp template check {templates[-1].name}`"
            yield replace(finding, span=Span(templates[-1]), hints=(*finding.hints, espacer(asked)))
        else:
            asked = f"le modèle `{templates[-1].name}` l’a peut-être perdu"
            yield replace(finding, hints=(*finding.hints, asked))


_OF_TEMPLATES: Final = ("P001", "P002", "P003")


def _failed(document: Document, said: list[Diagnostic], start: float, code: ExitCode) -> Rendered:
    return Rendered(None, _named(said, document), time.perf_counter() - start, code)


def _named(said: list[Diagnostic], document: Document) -> tuple[Diagnostic, ...]:
    """The same findings, naming the document that they are about."""
    return tuple(replace(finding, document=document.name) for finding in said)
