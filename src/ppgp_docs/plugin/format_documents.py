"""What a format makes of a dossier: its documents, each with the reason why it is not made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from attrs import evolve, frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import GUARDED, failure
from ppgp_docs.plugin.formats import Document, Format

T = TypeVar("T")


@frozen
class FormatDocuments:
    """The documents, each with its refusal, if any, and what was wrong with the format."""

    documents: tuple[tuple[Document, str | None], ...]
    faults: tuple[Diagnostic, ...]


def format_documents(
    owner: str, format: Format, dossier: Dossier, archive: bool, press: bool = False
) -> FormatDocuments:
    """Ask a format of the plugin ``owner`` what it makes of a dossier, in its guard.

    With ``archive``, a format that has an archival variant makes it too; with ``press``, one that
    has a variant for printers.
    """
    asker = _Asker(owner)
    every = asker.ask("documents", format.documents, dossier, partial(_documents, format, dossier))
    found: list[tuple[Document, str | None]] = []
    for document in every or ():
        asked = asker.refused(format, document)
        found += asked
        if any(not why for _, why in asked):
            for variant in _variants(format, document, archive, press):
                found += asker.refused(format, variant)
    return FormatDocuments(tuple(found), tuple(asker.faults))


def _variants(format: Format, document: Document, archive: bool, press: bool) -> Iterator[Document]:
    if archive and getattr(format, "archives", False):
        yield evolve(document, name=f"{document.name}-archive", archive=True)
    if press and getattr(format, "presses", False):
        yield evolve(document, name=f"{document.name}-impression", press=True)


def _documents(format: Format, dossier: Dossier, answer: Any) -> tuple[Document, ...]:
    return answers.documents(answer, format, dossier)


class _Asker:
    def __init__(self, owner: str) -> None:
        self._owner = owner
        self.faults: list[Diagnostic] = []

    def ask(
        self, name: str, method: Callable[[Any], Any], asked: Any, read: Callable[[Any], T]
    ) -> T | None:
        """What a method of the format answers, held to the contract; None when it fails."""
        try:
            return read(method(asked))
        except GUARDED as problem:
            self.faults.append(failure(self._owner, name, problem, method, (asked,)))
            return None

    def refused(self, format: Format, document: Document) -> list[tuple[Document, str | None]]:
        """The document with its refusal; nothing when the format fails to answer."""
        before = len(self.faults)
        reason = self.ask("refusal", format.refusal, document, answers.reason)
        return [(document, reason)] if len(self.faults) == before else []
