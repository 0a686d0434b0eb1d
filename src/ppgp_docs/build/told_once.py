"""What a build tells of its documents: a warning that several share is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ppgp_docs.diagnostics import Diagnostic, Severity, Span
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.workspace.files import is_yaml


class ToldOnce:
    """The findings of one document after the other."""

    def __init__(self) -> None:
        self._documents: dict[Diagnostic, list[str]] = {}

    def now(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What is told of a document at once: a warning told of another is not told again, nor what
        a plugin did that stops none; those of a template wait for all that are made from it."""
        fresh = []
        for each in found:
            told = self._documents.setdefault(replace(each, document=""), [])
            shared = each.span if each.severity is Severity.WARNING else None
            waits = shared and (told or _is_of_template(shared))
            if not waits and not (told and not each.stops):
                fresh.append(each)
            told.append(each.document)
        return tuple(fresh)

    def of_templates(self) -> tuple[Diagnostic, ...]:
        """The warnings of templates, each once, with the documents that they are about."""
        return tuple(
            replace(each, document=enumerer(dict.fromkeys(documents)))
            for each, documents in self._documents.items()
            if each.severity is Severity.WARNING and each.span and _is_of_template(each.span)
        )


def _is_of_template(place: Span) -> bool:
    """Whether a place is in what several documents are made from, and not in a dossier."""
    return not is_yaml(str(place.file))
