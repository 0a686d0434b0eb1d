"""What plugins answer, held to the contract: each reader gives the answer back, or TypeError."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.statement import Statement
from ppgp_docs.plugin.conform import Conformer
from ppgp_docs.plugin.formats import PRINTABLE, Context, Document, Format
from ppgp_docs.plugin.medium import Medium
from ppgp_docs.plugin.omission import Omission

T = TypeVar("T")


def diagnostics(answer: Any) -> tuple[Diagnostic, ...]:
    """What ``ppgp_check`` or ``ppgp_advise`` found; None is nothing."""
    found = () if answer is None else _items(answer)
    return tuple(_of(Diagnostic, each, "des `Diagnostic`") for each in found)


def statements(answer: Any) -> tuple[Statement, ...]:
    """What ``ppgp_state_amounts`` states; those that disagree are told once here, to be sure that
    they can be."""
    found = () if answer is None else _items(answer)
    stated = tuple(_of(Statement, each, "des `Statement`") for each in found)
    for each in stated:
        if each.gap:
            _of(Diagnostic, each.tell(), "un `Diagnostic` de `Statement.tell`")
    return stated


def context(answer: Any) -> Context | None:
    """The context that ``ppgp_prepare`` made, if any."""
    return None if answer is None else _of(Context, answer, "un `Context` ou `None`")


def documents(answer: Any, format: Format, dossier: Dossier) -> tuple[Document, ...]:
    """The documents of a format, all of which bear its id and the very dossier that it was given.

    In another one, consents and withdrawals could be anybody's.
    """
    found = tuple(_of(Document, each, "des `Document`") for each in _items(answer))
    for document in found:
        _of(str, document.name, "un `str` dans `Document.name`")
        for each in _items(document.prints):
            if not isinstance(each, PRINTABLE):
                raise TypeError("`Document.prints` tient des pièces du dossier ou des `Passage`")
        for each in _items(document.left_out):
            _of(Omission, each, "des `Omission` dans `Document.left_out`")
        if document.format != format.id:
            raise TypeError(f"le document porte le format `{document.format}`")
        fiches = (None, *dossier.fiches)
        if document.dossier is not dossier or all(document.fiche is not each for each in fiches):
            raise TypeError(f"le document `{document.name}` porte un autre dossier que celui reçu")
    return found


def drawing(
    conformer: Conformer, medium: Medium, answer: Any
) -> tuple[tuple[Bloc, ...], tuple[Omission, ...]] | None:
    """The core blocks that ``ppgp_draw`` made, and what it told that it left out."""
    if answer is None:
        return None
    made = (answer,) if isinstance(answer, Bloc) else _items(answer)
    blocs = tuple(map(conformer.bloc, made))
    for each in medium.omissions:
        _of(Omission, each, "des `Omission`")
    return blocs, tuple(medium.omissions)


def reason(answer: Any) -> str | None:
    """Why a document is refused, if it is."""
    return None if answer is None else _of(str, answer, "un `str` ou `None`")


def data(answer: Any) -> bytes:
    """The content of a file."""
    return _of(bytes, answer, "des `bytes`")


def _items(answer: Any) -> Iterable[Any]:
    return _of(Iterable, answer, "une liste")  # type: ignore[type-abstract]


def _of(kind: type[T], answer: Any, told: str) -> T:
    if not isinstance(answer, kind):
        raise TypeError(f"on attend {told}, et non `{type(answer).__name__}`")
    return answer
