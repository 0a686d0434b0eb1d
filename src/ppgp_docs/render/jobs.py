"""A document to make, with all that its format is given: what its key sums up, no more, no less."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import evolve, frozen

from ppgp_docs.check.people.missing_for_publication import missing_for_publication
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.formats import UNDATED, Document, Format
from ppgp_docs.plugin.plugins import PluginInfo
from ppgp_docs.render.drafts import SUFFIX
from ppgp_docs.render.format_input import format_input
from ppgp_docs.render.planning import Candidate
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import OWN_TEMPLATES
from ppgp_docs.workspace.resources import Resources, shipped


@frozen
class Job:
    """``document`` holds what its format uses of the dossier; ``date`` is the one that it bears,
    ``lacks`` the consents that it lacks: these are of the whole dossier."""

    document: Document
    date: datetime = UNDATED
    lacks: tuple[str, ...] = ()

    @classmethod
    def whole(cls, document: Document) -> Job:
        """The job of a document whose format is given all of the dossier."""
        dossier, fiche = document.dossier, document.fiche
        return cls(document, document_date(dossier, fiche), missing_for_publication(dossier, fiche))

    @classmethod
    def of(cls, candidate: Candidate, session: Session) -> tuple[Job, tuple[Diagnostic, ...]]:
        """The job of a planned document, and what went wrong with its format meanwhile."""
        document, found = _narrowed(candidate, session)
        return evolve(cls.whole(candidate.document), document=document), found


def shaping_plugins(session: Session) -> tuple[PluginInfo, ...]:
    """The plugins that may change what any format is given or prints: by a hook that is not known
    to do no such thing."""
    return tuple(info for info in session.plugins.infos if set(info.hooks) - _ASIDE)


_ASIDE: Final = frozenset(
    {
        "ppgp_register",
        "ppgp_extend_schema",
        "ppgp_check",
        "ppgp_state_amounts",
        "ppgp_advise",
        "ppgp_draw",
        "ppgp_after_write",
        "ppgp_after_build",
        "ppgp_executor",
    }
)
"""Hooks that change nothing of a document, but by the dossier that it is made from."""


def templates(format: Format, resources: Resources) -> dict[str, Path]:
    """The templates that a format uses, each with its file: those that it names, files or folders
    (``templates``), else all."""
    return template_files(_named(format) or ("",), resources)


def template_files(asked: Iterable[str], resources: Resources) -> dict[str, Path]:
    """The templates of those names, or in the folders of those names, each with its file."""
    names = {name for each in asked for name in resources.names(each)}
    found = {}
    for name in sorted(names):
        with suppress(OSError, ValueError):  # a link that leads out is no template
            found[name] = resources.find(name)
    return found


def own_templates(document: Document, format: Format, resources: Resources) -> tuple[Path, ...]:
    """The templates that a document has for itself, in the folder of its dossier."""
    folder = document.dossier.dossier_dir / OWN_TEMPLATES
    if not folder.is_dir():
        return ()
    used = {PurePosixPath(name).name for name in templates(format, resources)}
    files = (file for file in sorted(folder.iterdir()) if file.is_file())
    return tuple(file for file in files if file.name in used or not _named(format))


def _named(format: Format) -> tuple[str, ...]:
    return tuple(getattr(format, "templates", ()))


def _narrowed(candidate: Candidate, session: Session) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The same document, as its format makes it of what it uses of the dossier; of all of it when
    someone edited its templates, since they may print anything, or when it does not answer."""
    document, format = candidate.document, candidate.format
    edited = _is_edited(document, format, session)
    ignored, fault = ((), None) if edited else _ignored(candidate, session)
    if fault:
        return document, (fault,)
    less = format_input(document.dossier, ignored, document.fiche)
    made = session.plugins.format_documents(format, less, document.archive, document.press)
    name = document.name.removesuffix(SUFFIX) if document.remaining else document.name
    same = next((each for each, _ in made.documents if each.name == name), None)
    if same is None:
        return document, made.faults
    remaining, remarks = document.remaining, document.remarks
    return evolve(same, name=document.name, remaining=remaining, remarks=remarks), made.faults


def _ignored(candidate: Candidate, session: Session) -> tuple[tuple[str, ...], Diagnostic | None]:
    """The fields that a format does not use, or why it does not say."""
    said = getattr(candidate.format, "ignores", ())
    if not callable(said):
        return tuple(said), None
    asked = candidate.format.id, "ignores", answers.names, candidate.document
    names, fault = session.plugins.ask_format(*asked)
    return names or (), fault


def _is_edited(document: Document, format: Format, session: Session) -> bool:
    resources = session.resources
    has_own = resources.roots != (shipped("templates"),)
    files = templates(format, resources).values() if has_own else ()
    return (
        any(map(resources.is_edited, files))
        or bool(own_templates(document, format, resources))
        or bool(shaping_plugins(session))
    )


def document_date(dossier: Dossier, fiche: FicheAction | None) -> datetime:
    """The date that a document bears: its edition, else the last date that it tells.

    Never today's, so that the same dossier gives the same bytes on any day.
    """
    stamp = fiche.tampon if fiche else None
    candidates: tuple[Any, ...] = (
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
