"""What plugins make of what a format is given, before each document is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from attrs import field, frozen

from ppgp_docs.assets.theme import Theme, load_theme
from ppgp_docs.diagnostics import Diagnostic, HandledError, error, warning
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.failures import asked_about
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.publication.consent import people_of
from ppgp_docs.publication.requirements import still_lacking
from ppgp_docs.render.jobs import Job
from ppgp_docs.session import Session
from ppgp_docs.workspace.resources import Resources


@frozen
class Report:
    """Takes findings, and goes from one process to another with them."""

    said: list[Diagnostic] = field(factory=list)

    def __call__(self, told: Diagnostic) -> None:
        self.said.append(answers.diagnostic(told))


@frozen
class Prepared:
    """The parts of a context that plugins may change, and what was wrong meanwhile.

    ``shaped_by`` are the plugins that changed the theme or the templates.
    """

    date: datetime
    resources: Resources
    theme: Theme
    draft: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    shaped_by: tuple[str, ...] = ()

    def context(self, document: Document, report: Callable[[Diagnostic], None]) -> Context:
        """The context of a document, whose findings go to ``report``."""
        remaining = document.remaining
        return Context(self.resources, self.theme, report, self.date, self.draft, remaining)


def prepared_apart(job: Job, session: Session) -> Prepared | None:
    """The same, where strangers answer in a process of their own; None when none prepares.

    What stops the document is told by who renders it.
    """
    plugins = session.plugins
    hooks = plugins.implementations("ppgp_prepare")
    if not plugins.apart or all(plugins.is_ours(each.plugin_name) for each in hooks):
        return None
    try:
        return prepare(job, session)
    except HandledError:
        return None


def prepare(job: Job, session: Session) -> Prepared:
    """What the format is given. Plugins choose its theme and templates, each after the other; what
    the document lacks, its date and whom faults are told to are not theirs, whatever they answer or
    do to theirs. Raises HandledError for a theme that is missing, for people that were changed."""
    report, document = Report(), job.document
    theme = load_theme(document.dossier.presentation.theme, session.resources)
    date, lacks = job.date, job.lacks
    remaining = document.remaining
    given = Context(session.resources, theme, report, date, lacks, remaining)
    plugins, shaped_by = session.plugins, []
    for implementation in plugins.implementations("ppgp_prepare"):
        people = people_of(document.dossier)
        asked = {"context": given, "document": document}
        kept = given.resources, given.theme
        home = answers.home_of(document.dossier)
        read = partial(_checked_answer, report, home, session.resources)
        answer, fault = plugins.ask_one(implementation, read, **asked)
        if people_of(document.dossier) != people:
            raise HandledError(_people_changed(implementation.plugin_name, document))
        changed, said = answer or (None, (*report.said, fault and _of_all(fault, document)))
        report = Report([*filter(None, said)])
        given = Context(*kept, report, date, lacks, remaining) if fault else changed or given
        if not set(lacks) <= set(given.draft):
            report(_still_a_project(implementation.plugin_name))
        lacks = still_lacking(lacks, given.draft)
        given = Context(given.resources, given.theme, report, date, lacks, remaining)
        if (given.resources, given.theme) != kept:
            shaped_by.append(implementation.plugin_name)
    shaped = given.resources, given.theme
    return Prepared(date, *shaped, given.draft, tuple(report.said), tuple(shaped_by))


def _checked_answer(
    report: Report, home: Path, resources: Resources, answer: object
) -> tuple[Context | None, tuple[Diagnostic | None, ...]]:
    """What a plugin answered, with all the folders of ``resources`` among its own, and all that was
    told until then, in files of ``home``."""
    made = answers.context(answer)
    if made and not set(resources.every_root) <= set(made.resources.every_root):
        raise ValueError("`Context.resources` n’a plus les modèles des autres formats")
    return made, tuple(answers.at_home(home, told) for told in report.said)


def _of_all(fault: Diagnostic, document: Document) -> Diagnostic:
    """A failure over a document, as it is told of the others that it is the same of."""
    asked = espacer(asked_about((document,)))
    return replace(fault, message=fault.message.replace(asked, ""), document=document.name)


def _people_changed(plugin: str, document: Document) -> Diagnostic:
    return error(
        "F031",
        f"l’extension `{plugin}` a changé les personnes du dossier ou leurs accords",
        document.dossier.place.span,
        f"`{document.name}` n’est pas fait ; retirez l’extension, et prévenez son auteur",
    )


def _still_a_project(plugin: str) -> Diagnostic:
    return warning(
        "F030",
        f"l’extension `{plugin}` raccourcit la liste des accords manquants : "
        "le document reste un PROJET",
        None,
        "une extension peut en ajouter à cette liste, jamais en ôter ; prévenez son auteur",
    )
