"""Quotes: exact words between French quotation marks, and who speaks."""

from __future__ import annotations

from attrs import evolve

from ppgp_diaporama.slides import HEADING, Panel, Para, Source
from ppgp_diaporama.story.texts import para, words
from ppgp_docs.api import Line, Run, capitale, dossier

SHORT = 260
"""Characters of a quote that a room still reads; a longer one gives way to its short version."""


def quote_panel(story: dossier.Dossier, name: str) -> Panel:
    """The quote as a slide shows it."""
    citation = story.citations[name]
    text = citation.texte.plain
    shown = citation.version_courte if citation.version_courte and len(text) > SHORT else None
    runs = shown.runs if shown else _one_paragraph(citation)
    source = Source("la citation", citation.at())
    return Panel((Para(_in_marks(runs)), para(words(speaker(story, name)), HEADING)), source)


def speaker(story: dossier.Dossier, name: str) -> str:
    """Who speaks: a name with a consent, else a function."""
    citation = story.citations[name]
    personne = story.personnes.get(citation.personne)
    if personne is None:
        return capitale(citation.attribution)
    return capitale(", ".join(filter(None, (personne.nom, personne.fonction))))


def spoken_quote(story: dossier.Dossier, name: str) -> str:
    """The whole quote on one line, for the speaker."""
    text = Line(_in_marks(_one_paragraph(story.citations[name]))).plain
    return f"{speaker(story, name)}\u00a0: {text}"


def _one_paragraph(citation: dossier.Citation) -> tuple[Run, ...]:
    runs: list[Run] = []
    for node in citation.texte.nodes:
        if runs:
            runs.append(Run(" "))
        runs.extend([Run(node.plain)] if not hasattr(node, "runs") else node.runs)
    return tuple(runs)


def _in_marks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Between « and », the marks inside becoming the second level (“ ”)."""
    inner = (
        evolve(run, text=run.text.replace("«\u00a0", "“").replace("\u00a0»", "”")) for run in runs
    )
    return (Run("«\u00a0"), *inner, Run("\u00a0»"))
