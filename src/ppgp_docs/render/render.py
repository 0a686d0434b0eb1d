"""Step 6, render: a format turns a document and its context into bytes; touches no disk.

Rendering and proving happen together, in this process or in a worker, on picklable values.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.check.people.lacks import lacking
from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Span,
    error,
    has_errors,
    warning,
)
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.nombres import entier
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, own_line
from ppgp_docs.plugin.formats import UNDATED, Context, Document
from ppgp_docs.prove import prove
from ppgp_docs.publication.consent import people_of
from ppgp_docs.publication.drafts import still_lacking
from ppgp_docs.render.limits import Limits
from ppgp_docs.render.origin import with_origin
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


def render(document: Document, session: Session, *, proved: bool = True) -> Rendered:
    """Render and prove one document; a failure is an answer, never an exception.

    A page that is only looked at while it is being typed need not be ``proved``.
    """
    format = session.plugins.format(document.format)
    said: list[Diagnostic] = []
    start = time.perf_counter()
    try:
        context = _context(document, session, lambda told: said.append(answers.diagnostic(told)))
        data = answers.data(format.render(document, context))
        data = with_origin(data, format.media_type, document, context)
        told = context.omissions, context.repeats
        if proved:
            kind = session.plugins.provers.get(format.media_type, format.media_type)
            said += _blamed(prove(data, kind, document, *told), context.templates)
    except HandledError as problem:
        found, code = _handled(problem, document)
        return _failed(document, [*said, *found], start, code)
    except MemoryError:
        raise  # no fault of the format's code: the worker's limits tell it
    except GUARDED as problem:
        said.append(_broken(document, problem, own_line(problem, format.render)))
        trace = traceback.format_exc()
        return evolve(_failed(document, said, start, ExitCode.RENDER_FAILED), trace=trace)
    if has_errors(said):
        return _failed(document, said, start, ExitCode.PROOF_FAILED)
    return Rendered(document, data, _named(said, document), time.perf_counter() - start)


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


def _context(document: Document, session: Session, report: Callable[[Diagnostic], None]) -> Context:
    """What the format is given. Plugins choose its theme and templates, each after the other; what
    the document lacks, its date and whom faults are told to are not theirs, whatever they answer or
    do to theirs."""
    theme = load_theme(document.dossier.presentation.theme, session.resources)
    date = document_date(document.dossier, document.fiche)
    lacks, remaining = lacking(document.dossier, document.fiche), document.remaining
    given = Context(session.resources, theme, report, date, lacks, remaining)
    plugins = session.plugins
    for implementation in plugins.implementations("ppgp_prepare"):
        people = people_of(document.dossier)
        asked = {"context": given, "document": document}
        changed, fault = plugins.ask_one(implementation, answers.context, **asked)
        if people_of(document.dossier) != people:
            raise HandledError(_people_changed(implementation.plugin_name, document))
        if fault:
            report(fault)
            changed = Context(session.resources, theme, report, date, lacks, remaining)
        given = changed or given
        if not set(lacks) <= set(given.draft):
            report(_still_a_project(implementation.plugin_name))
        lacks = still_lacking(lacks, given.draft)
        given = Context(given.resources, given.theme, report, date, lacks, remaining)
    return given


def _people_changed(plugin: str, document: Document) -> Diagnostic:
    return error(
        "F031",
        f"l’extension `{plugin}` a changé les personnes du dossier ou leurs accords",
        document.dossier.place.span,
        f"`{document.name}` n’est pas fait ; retirez l’extension, et signalez-le à son auteur",
    )


def _still_a_project(plugin: str) -> Diagnostic:
    return warning(
        "F030",
        f"l’extension `{plugin}` ôte les accords qui manquent : le document reste un PROJET",
        None,
        "une extension peut en ajouter, jamais en retirer ; signalez-le à son auteur",
    )


def document_date(dossier: Dossier, fiche: FicheAction | None) -> datetime:
    """The date that a document bears: its edition, else the last date that it tells.

    Never today's, so that the same dossier gives the same bytes on any day.
    """
    stamp = fiche.tampon if fiche else None
    candidates = (
        fiche.edition if fiche else None,
        stamp.publication if stamp else None,
        dossier.edition,
        dossier.demarche.fin,
        dossier.demarche.debut,
        dossier.contrat.signature if dossier.contrat else None,
    )
    for date in candidates:
        if date is not None:
            day = date.debut
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
    year = dossier.mentions.annee
    return datetime(year, 1, 1, tzinfo=UTC) if year else UNDATED
