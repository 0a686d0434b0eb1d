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

from attrs import evolve, frozen

from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Span,
    error,
    has_errors,
)
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.nombres import entier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, own_line
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove import prove
from ppgp_docs.render.limits import Limits
from ppgp_docs.render.origin import with_origin
from ppgp_docs.render.prepare import Prepared, prepare
from ppgp_docs.session import Session


@frozen
class Rendered:
    """What became of a document.

    ``data`` is None when it could not be made; ``exit_code`` is DONE when all went well;
    ``trace`` is for the log, never for the user's first screen.
    """

    document: Document
    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    exit_code: ExitCode = ExitCode.DONE
    trace: str = ""


def render(
    document: Document, session: Session, *, proved: bool = True, prepared: Prepared | None = None
) -> Rendered:
    """Render and prove one document; a failure is an answer, never an exception.

    A page that is only looked at while it is being typed need not be ``proved``. ``prepared`` is
    what plugins made of its context elsewhere, where what went wrong is told.
    """
    format = session.plugins.format(document.format)
    said: list[Diagnostic] = []
    around: tuple[Diagnostic, ...] = ()  # of plugins that prepare: the document is made without
    start = time.perf_counter()
    try:
        ready = prepared or prepare(document, session)
        around = () if prepared else ready.diagnostics
        context = ready.context(document, lambda told: said.append(answers.diagnostic(told)))
        data = answers.data(format.render(document, context))
        data = with_origin(data, format.media_type, document, context)
        told = context.omissions, context.repeats
        if proved:
            kind = session.plugins.provers.get(format.media_type, format.media_type)
            said += _blamed(prove(data, kind, document, *told), context.templates)
    except HandledError as problem:
        found, code = _handled(problem, document)
        return _failed(document, [*around, *said, *found], start, code)
    except MemoryError:
        raise  # no fault of the format's code: the worker's limits tell it
    except GUARDED as problem:
        said.append(_broken(document, problem, own_line(problem, format.render)))
        trace = traceback.format_exc()
        return evolve(
            _failed(document, [*around, *said], start, ExitCode.RENDER_FAILED), trace=trace
        )
    if has_errors(said):
        return _failed(document, [*around, *said], start, ExitCode.PROOF_FAILED)
    told_of = _named([*around, *said], document)
    return Rendered(document, data, told_of, time.perf_counter() - start)


def _handled(problem: HandledError, document: Document) -> tuple[tuple[Diagnostic, ...], ExitCode]:
    """What stops a document, and the exit code, never that of a success; an error at least."""
    try:
        found = answers.diagnostics(problem.diagnostics)
    except (TypeError, ValueError) as fault:
        return (_broken(document, fault),), ExitCode.RENDER_FAILED
    if not has_errors(found):
        found = (*found, _broken(document, problem))
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


STOPPED: Final = ("R004", "R005", "R006")
"""What is told when the worker that makes a document dies, is slow, or takes too much memory."""

_OF_TEMPLATES: Final = ("P001", "P002", "P003")


def crashed(document: Document, problem: BaseException) -> Rendered:
    """A document whose process raised what no guard holds, or could not send it back."""
    trace = "".join(traceback.format_exception(problem))
    return Rendered(document, None, (_broken(document, problem),), 0, ExitCode.RENDER_FAILED, trace)


def stopped(document: Document) -> Rendered:
    """A document whose process died while making it."""
    finding = error(
        "R004",
        f"`{document.name}` n’est pas fait : sa fabrication s’est arrêtée brutalement",
        None,
        "la mémoire de l’ordinateur a pu manquer : relancez avec `--jobs 1`",
        f"si cela se répète, signalez-le à l’auteur du format `{document.format}`",
    )
    said = (replace(finding, document=document.name),)
    return Rendered(document, None, said, 0, ExitCode.RENDER_FAILED)


def too_long(document: Document, limits: Limits) -> Rendered:
    """A document that was not ready in time; its worker was killed."""
    return _beyond(
        document,
        "R005",
        f"sa fabrication a dépassé {compter(limits.seconds, 'seconde')}",
        f"donnez-lui plus de temps : `--time-limit {2 * limits.seconds}`",
    )


def too_heavy(document: Document, limits: Limits) -> Rendered:
    """A document that took more memory than it may; its worker was killed."""
    return _beyond(
        document,
        "R006",
        f"sa fabrication a demandé plus de {entier(limits.megabytes)}\u00a0Mo de mémoire",
        f"donnez-lui plus de mémoire : `--memory-limit {2 * limits.megabytes}`",
    )


def _beyond(document: Document, code: str, told: str, remedy: str) -> Rendered:
    finding = error(
        code,
        f"`{document.name}` n’est pas fait : {told}",
        document.dossier.place.span,
        "une image ou un dessin démesuré, un modèle abîmé en sont souvent la cause",
        remedy,
    )
    return Rendered(document, None, _named([finding], document), 0, ExitCode.RENDER_FAILED)


def _failed(document: Document, said: list[Diagnostic], start: float, code: ExitCode) -> Rendered:
    return Rendered(document, None, _named(said, document), time.perf_counter() - start, code)


def _named(said: list[Diagnostic], document: Document) -> tuple[Diagnostic, ...]:
    """The same findings, naming the document that they are about."""
    return tuple(replace(finding, document=document.name) for finding in said)


def _broken(document: Document, problem: BaseException, place: Span | None = None) -> Diagnostic:
    return error(
        "R001",
        f"le format `{document.format}` a échoué : {type(problem).__name__}: {problem}",
        place,
        f"`{document.name}` n’est pas fait, les autres documents continuent",
        "relancez avec `--trace` et signalez-le à l’auteur du format",
    )
