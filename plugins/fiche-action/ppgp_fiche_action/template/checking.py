"""A template checked for ``ppgp template check``, and given back with its faults as comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ppgp_docs.api import Diagnostic, HandledError
from ppgp_fiche_action.template.active import active_faults
from ppgp_fiche_action.template.annotations import annotate
from ppgp_fiche_action.template.archive import open_word
from ppgp_fiche_action.template.faults import NotATemplateError, as_diagnostics
from ppgp_fiche_action.template.filling import unusable
from ppgp_fiche_action.template.inspection import inspect
from ppgp_fiche_action.template.known import Group


def check(file: Path, data: bytes, known: Group) -> Sequence[Diagnostic]:
    """Everything that is found in a template, errors first, each kind in reading order."""
    try:
        word = open_word(data)
    except NotATemplateError as problem:
        return (unusable(file, str(problem)),)
    faults = (*active_faults(word), *inspect(word.document, known).faults)
    return sorted(as_diagnostics(faults, file), key=lambda diagnostic: -diagnostic.severity)


def annotated(file: Path, data: bytes, known: Group) -> bytes:
    """The template with its faults as comments. Raises HandledError when it does not open."""
    try:
        word = open_word(data)
    except NotATemplateError as problem:
        raise HandledError(unusable(file, str(problem))) from problem
    faults = (*active_faults(word), *inspect(word.document, known).faults)
    return annotate(word.document, faults)
