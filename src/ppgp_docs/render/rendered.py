"""What became of a document: made, or not, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, ExitCode, Span, error
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.nombres import entier
from ppgp_docs.render.limits import Limits
from ppgp_docs.render.survey import Planned

if TYPE_CHECKING:
    from ppgp_docs.plugin.formats import Document

STOPPED: Final = ("R004", "R005", "R006")
"""What is told when the worker that makes a document dies, is slow, or takes too much memory."""


@frozen
class Rendered:
    """What became of a document.

    ``data`` is None when it could not be made; ``exit_code`` is DONE when all went well;
    ``trace`` is for the log, never for the user's first screen.
    """

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    exit_code: ExitCode = ExitCode.DONE
    trace: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether each value is of its kind: one that strangers handed on may hold anything."""
        told = isinstance(self.diagnostics, tuple) and isinstance(self.trace, str)
        return (
            told
            and isinstance(self.data, bytes | None)
            and isinstance(self.seconds, int | float)
            and isinstance(self.exit_code, ExitCode)
            and all(isinstance(each, Diagnostic) for each in self.diagnostics)
        )


def crashed(planned: Planned, problem: BaseException) -> Rendered:
    """A document whose process raised what no guard holds, or could not send it back."""
    from ppgp_docs.plugin.failures import trace_of

    told = broken(planned.format, planned.name, problem)
    return Rendered(None, (told,), 0, ExitCode.RENDER_FAILED, trace_of(problem))


def crashed_here(document: Document, problem: BaseException, place: Span | None) -> Rendered:
    """The same, told where it happened: the exception may not be known elsewhere."""
    from ppgp_docs.plugin.failures import trace_of

    told = replace(broken(document.format, document.name, problem, place), document=document.name)
    return Rendered(None, (told,), 0, ExitCode.RENDER_FAILED, trace_of(problem))


def stopped(planned: Planned, place: Span | None) -> Rendered:
    """A document whose process died while making it."""
    finding = error(
        "R004",
        f"`{planned.file_name}` n’est pas fait : sa fabrication s’est arrêtée brutalement",
        place,
        "la mémoire de l’ordinateur a pu manquer : relancez avec `--jobs 1`",
        f"si cela se répète, signalez-le à l’auteur du format `{planned.format}`",
    )
    said = (replace(finding, document=planned.name),)
    return Rendered(None, said, 0, ExitCode.RENDER_FAILED)


def too_long(planned: Planned, place: Span | None, limits: Limits) -> Rendered:
    """A document that was not ready in time; its worker was killed."""
    return _beyond(
        planned,
        place,
        "R005",
        f"sa fabrication a dépassé {compter(limits.seconds, 'seconde')}",
        f"donnez-lui plus de temps : `--time-limit {2 * limits.seconds}`",
    )


def too_heavy(planned: Planned, place: Span | None, limits: Limits) -> Rendered:
    """A document that took more memory than it may; its worker was killed."""
    return _beyond(
        planned,
        place,
        "R006",
        f"sa fabrication a demandé plus de {entier(limits.megabytes)}\u00a0Mo de mémoire",
        f"donnez-lui plus de mémoire : `--memory-limit {2 * limits.megabytes}`",
    )


def _beyond(planned: Planned, place: Span | None, code: str, told: str, remedy: str) -> Rendered:
    finding = error(
        code,
        f"`{planned.file_name}` n’est pas fait : {told}",
        place,
        "la cause est souvent une image ou un dessin démesuré, ou un modèle abîmé",
        remedy,
    )
    return Rendered(None, (replace(finding, document=planned.name),), 0, ExitCode.RENDER_FAILED)


def broken(format: str, name: str, problem: BaseException, place: Span | None = None) -> Diagnostic:
    """What is told of a format whose code failed, at its own line."""
    from ppgp_docs.plugin.failures import words

    return error(
        "R001",
        f"le format `{format}` a échoué : {words(problem)}",
        place,
        f"`{name}` n’est pas fait, les autres documents continuent",
        "relancez avec `--trace` et signalez-le à l’auteur du format",
    )
