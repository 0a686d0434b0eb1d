"""Quotes: exact words between French quotation marks, and who speaks."""

from __future__ import annotations

from attrs import evolve

from ppgp_diaporama.slides import HEADING, Panel, Source
from ppgp_diaporama.story.texts import of_prose, para, told, words
from ppgp_docs.api import Line, Run, capitale, dossier


def quote_panel(story: dossier.Dossier, name: str) -> Panel:
    """The quote as a slide shows it: its short version when it has one."""
    citation = story.citations[name]
    runs = citation.version_courte.runs or _one_paragraph(citation)
    source = Source("la citation", citation.at(), shortens=True)
    quoted = para(Line(_in_marks(runs)))
    return Panel((quoted, para(words(speaker(story, name)), HEADING)), source)


def speaker(story: dossier.Dossier, name: str) -> str:
    """Who speaks: a name with a consent, else a function."""
    citation = story.citations[name]
    personne = story.personnes.get(citation.personne)
    if personne is None:
        return capitale(citation.attribution)
    return capitale(", ".join(filter(None, (personne.nom, personne.fonction))))


def spoken_quote(story: dossier.Dossier, name: str) -> str:
    """The whole quote on one line, for the speaker."""
    return _quoted_with_speaker(story, name, _one_paragraph(story.citations[name]))


def short_quote(story: dossier.Dossier, name: str) -> str:
    """Its short version on one line; empty when it has none."""
    runs = story.citations[name].version_courte.runs
    return _quoted_with_speaker(story, name, runs) if runs else ""


def _quoted_with_speaker(story: dossier.Dossier, name: str, runs: tuple[Run, ...]) -> str:
    personne = story.personnes.get(story.citations[name].personne)
    who = (speaker(story, name), personne.structure if personne else "")
    return told(", ".join(filter(None, who)), Line(_in_marks(runs)).plain)


def _one_paragraph(citation: dossier.Citation) -> tuple[Run, ...]:
    runs: list[Run] = []
    for paragraph in of_prose(citation.texte):
        if runs:
            runs.append(Run(" "))
        runs.extend(paragraph.runs)
    return tuple(runs)


def _in_marks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Between « and », the marks inside becoming the second level (“ ”)."""
    inner = (
        evolve(run, text=run.text.replace("«\u00a0", "“").replace("\u00a0»", "”")) for run in runs
    )
    return (Run("«\u00a0"), *inner, Run("\u00a0»"))
