"""What plugins answer, held to the contract: each reader gives the answer back, or TypeError."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import evolve

from ppgp_docs.assets.theme import Theme, theme_faults
from ppgp_docs.codes import STEPS
from ppgp_docs.diagnostics import Diagnostic, Severity, Span
from ppgp_docs.francais.nombres import entier
from ppgp_docs.model.amendments import Mouvement
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.statement import Statement
from ppgp_docs.plugin.block_validation import BlockValidator
from ppgp_docs.plugin.formats import PRINTABLE, Context, Document, Format
from ppgp_docs.plugin.medium import Medium
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.resources import Resources

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")

_LONGEST: Final = 5_000
"""Characters of a sentence: some pages, that nobody reads on a screen."""
_CODE: Final = re.compile(r"[A-Z]\d{3}")


def diagnostics(answer: Any) -> tuple[Diagnostic, ...]:
    """What ``ppgp_check`` or ``ppgp_advise`` found; None is nothing."""
    return tuple(map(diagnostic, () if answer is None else _items(answer)))


def findings(home: Path, answer: Any) -> tuple[Diagnostic, ...]:
    """What a stranger's ``ppgp_check`` found, told by codes of its own, in files of ``home``."""
    found = diagnostics(answer)
    for each in found:
        with_own_code(at_home(home, each))
    return found


def with_own_code(told: Diagnostic) -> Diagnostic:
    """The same. Raises ValueError for a code of ours: what it means is written in our pages."""
    if told.code[0] in STEPS:
        raise ValueError(f"le code `{told.code}` est un code de l’outil")
    return told


def advice(home: Path | None, answer: Any) -> tuple[Diagnostic, ...]:
    """What ``ppgp_advise`` found: notes; a stranger's, in files of ``home``."""
    found = diagnostics(answer)
    for each in found:
        if home is not None:
            at_home(home, each)
        if each.severity is not Severity.INFO:
            raise ValueError(f"`{each.code}` est un conseil : on attend `note`")
    return found


def at_home(home: Path, told: Diagnostic) -> Diagnostic:
    """The same. Raises ValueError for a place beyond ``home``: its lines would be shown."""
    for span in filter(None, (told.span, *(span for _, span in told.related))):
        if not real_path(span.file).is_relative_to(real_path(home)):
            raise ValueError(f"`{span.file}` n’est pas dans l’espace de travail")
    return told


def home_of(dossier: Dossier) -> Path:
    """The folder beyond which nothing of a dossier stands: its workspace."""
    return dossier.dossier_dir.parent.parent


def diagnostic(answer: Any, told_as: str = "des `Diagnostic`") -> Diagnostic:
    """A finding that can be shown: each of its parts is what it says."""
    told = _of(Diagnostic, answer, told_as)
    if not (isinstance(told.code, str) and _CODE.fullmatch(told.code)):
        raise ValueError(f"le code `{told.code}` n’est pas une lettre et trois chiffres")
    _of(Severity, told.severity, "une `Severity`")
    _sentence(told.message, "un `str` dans `Diagnostic.message`")
    for hint in _of(tuple, told.hints, "un tuple de textes dans `Diagnostic.hints`"):
        _sentence(hint, "des `str` dans `Diagnostic.hints`")
    _span(told.span)
    for text, span in _of(tuple, told.related, "un tuple dans `Diagnostic.related`"):
        _sentence(text, "des `str` dans `Diagnostic.related`")
        _span(span)
    return told


def _sentence(answer: Any, told: str) -> None:
    if len(_of(str, answer, told)) > _LONGEST:
        raise ValueError(
            f"une phrase a {entier(len(answer))} signes, il en faut au plus {entier(_LONGEST)}"
        )


def _span(span: Any) -> None:
    if span is None:
        return
    place = _of(Span, span, "un `Span`")
    _of(Path, place.file, "un `Path` dans `Span.file`")
    for number in (place.line, place.column, place.end_line, place.end_column):
        _of(int, number, "des nombres dans `Span`")


def statements(home: Path, answer: Any) -> tuple[Statement, ...]:
    """What ``ppgp_state_amounts`` states, in files of ``home``; those that disagree are told once
    here, to be sure that they can be."""
    found = () if answer is None else _items(answer)
    return tuple(map(partial(_stated, home), found))


def _stated(home: Path, answer: Any) -> Statement:
    """What a statement tells is told here, to be sure that it can be."""
    stated = _of(Statement, answer, "des `Statement`")
    _of(Decimal, stated.amount, "un `Decimal` dans `Statement.amount`")
    _of(str, stated.role, "un `str` dans `Statement.role`")
    _span(_of(Span, stated.span, "un `Span` dans `Statement.span`"))
    for line in _items(stated.lines):
        kind = Mouvement if isinstance(line, Mouvement) else LigneBudget
        _of(kind, line, "des lignes de budget dans `Statement.lines`")
    if not stated.gap:
        return evolve(stated, tell=_nothing_to_tell)
    told = diagnostic(stated.tell(), "un `Diagnostic` de `Statement.tell`")
    return evolve(
        stated,
        tell=partial(_unchanged, at_home(home, told)),
    )


def _nothing_to_tell() -> Diagnostic:
    raise RuntimeError("an amount that agrees is not told")


def _unchanged(told: Diagnostic) -> Diagnostic:
    return told


def context(answer: Any) -> Context | None:
    """The context that ``ppgp_prepare`` made, if any."""
    if answer is None:
        return None
    made = _of(Context, answer, "un `Context` ou `None`")
    _of(Resources, made.resources, "des `Resources` dans `Context.resources`")
    theme = _of(Theme, made.theme, "un `Theme` dans `Context.theme`")
    for each in _of(tuple, made.draft, "un tuple de phrases dans `Context.draft`"):
        _of(str, each, "des phrases dans `Context.draft`")
    if faults := theme_faults(theme, made.resources):
        raise ValueError(faults[0])
    return made


def documents(answer: Any, format: Format, dossier: Dossier) -> tuple[Document, ...]:
    """The documents of a format, all of which bear its id and the very dossier that it was given.

    In another one, consents and withdrawals could be anybody's.
    """
    found = tuple(_of(Document, each, "des `Document`") for each in _items(answer))
    for document in found:
        _of(str, document.name, "un `str` dans `Document.name`")
        _of(str, document.title, "un `str` dans `Document.title`")
        _of(bool, document.archive, "un `bool` dans `Document.archive`")
        _of(bool, document.press, "un `bool` dans `Document.press`")
        for text in _items(document.expected):
            _of(str, text, "des `str` dans `Document.expected`")
        for each in _items(document.prints):
            if not isinstance(each, PRINTABLE):
                raise TypeError(
                    "`Document.prints` ne contient que des pièces du dossier ou des `Passage`"
                )
        for each in _items(document.left_out):
            omission(each, "`Document.left_out`")
        if document.format != format.id:
            raise TypeError(f"le document porte le format `{document.format}`")
        fiches = (None, *dossier.fiches)
        if document.dossier is not dossier or all(document.fiche is not each for each in fiches):
            raise TypeError(f"le document `{document.name}` porte un autre dossier que celui reçu")
    return found


def drawing(
    validator: BlockValidator, medium: Medium, answer: Any
) -> tuple[tuple[Bloc, ...], tuple[Omission, ...]] | None:
    """The core blocks that ``ppgp_draw`` made, and what it told that it left out."""
    if answer is None:
        return None
    made = (answer,) if isinstance(answer, Bloc) else _items(answer)
    blocs = tuple(map(validator.bloc, made))
    for each in medium.omissions:
        omission(each, "`medium.left_out`")
    return blocs, tuple(medium.omissions)


def omission(answer: Any, told: str) -> Omission:
    """What is left out: a place, and a reason."""
    found = _of(Omission, answer, f"des `Omission` dans {told}")
    _span(_of(Span, found.place, f"un `Span` dans {told}"))
    _of(str, found.reason, f"une raison dans {told}")
    return found


def reason(answer: Any) -> str | None:
    """Why a document is refused, if it is."""
    if answer is None:
        return None
    why = _of(str, answer, "un `str` ou `None`")
    if not why.strip():
        raise ValueError("on attend une raison, et non un texte vide")
    return why


def executor(answer: Any) -> Executor | None:
    """What makes documents elsewhere; None is nothing."""
    from concurrent.futures import Executor

    return None if answer is None else _of(Executor, answer, "un `Executor` ou `None`")


def names(answer: Any) -> tuple[str, ...]:
    """Names: the fields that a format does not use."""
    return tuple(_of(str, each, "des noms de champs") for each in _items(answer))


def data(answer: Any) -> bytes:
    """The content of a file."""
    return _of(bytes, answer, "des `bytes`")


def ignored(answer: Any) -> None:
    """Nothing is done with what a hook answers that is only told."""


def reading(answer: Any) -> Reading:
    """What a prover read back."""
    found = _of(Reading, answer, "un `Reading`")
    for name in ("pages", "heard", "faults"):
        for each in _of(tuple, getattr(found, name), f"un tuple dans `Reading.{name}`"):
            _of(str, each, f"des `str` dans `Reading.{name}`")
    return found


def _items(answer: Any) -> Iterable[Any]:
    return _of(Iterable, answer, "une liste")  # type: ignore[type-abstract]


def _of(kind: type[T], answer: Any, told: str) -> T:
    if not isinstance(answer, kind):
        raise TypeError(f"on attend {told}, et non `{type(answer).__name__}`")
    return answer
