"""What a check knows of documents that will not be made: texts that a format has no room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import Diagnostic, HandledError
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Context, Document, Format
from ppgp_docs.session import Session


@runtime_checkable
class Bounded(Protocol):
    """A format of ours whose pages have a size that a text may exceed."""

    id: str

    def may_overflow(self, dossier: Dossier) -> bool:
        """Whether it is worth measuring, told at little cost."""
        ...

    def overflowing(self, document: Document, context: Context) -> Sequence[Diagnostic]:
        """What it would refuse to render, and why."""
        ...


def doubtful_formats(dossier: Dossier, session: Session) -> list[Format]:
    """The formats that may have no room for a text of a dossier."""
    plugins = session.plugins
    return [
        each
        for each in plugins.formats
        if isinstance(each, Bounded)
        and plugins.is_ours(plugins.owner(each.id).name)
        and each.may_overflow(dossier)
    ]


def foreseen(dossier: Dossier, session: Session) -> Iterator[Diagnostic]:
    """What a build would refuse of a dossier that is sound, each at its place."""
    doubtful = doubtful_formats(dossier, session)
    if not doubtful:
        return
    from ppgp_docs.render.planning import plan

    only = frozenset(each.id for each in doubtful)
    for candidate in plan(dossier, session.plugins, only, archive=False).candidates:
        if candidate.reason is None and isinstance(candidate.format, Bounded):
            document = candidate.document
            for told in _refused(candidate.format, document, session):
                yield replace(told, document=document.name)


def _refused(format: Bounded, document: Document, session: Session) -> Sequence[Diagnostic]:
    """What does not come from the dossier, a template above all, is left for the build to tell."""
    try:
        theme = load_theme(document.dossier.presentation.theme, session.resources)
        context = Context(session.resources, theme, lambda _: None)
        return format.overflowing(document, context)
    except HandledError:
        return ()
