"""What a case study comes down to, on one slide to leave with those who listened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import APPENDIX, HEADING, Panel, Slide, Source
from ppgp_diaporama.story.charts import figure_panel
from ppgp_diaporama.story.figures import figure
from ppgp_diaporama.story.quotes import quote_panel
from ppgp_diaporama.story.texts import closed, para, words
from ppgp_docs.api import dossier, highlights

SUMMARY: Final = "Synthèse"
FIGURES: Final = 4


def summary(story: dossier.Dossier) -> Iterator[Slide]:
    """Its findings, its figures, the most telling first, a quote, who to write to; nothing where
    there is too little."""
    found = highlights.findings(story)
    best = highlights.ranked_figures(story)[:FIGURES]
    if len(found) < 2 or len(best) < 2:
        return
    findings = Panel(
        tuple(
            evolve(para(closed(each.version_courte), HEADING), number=rank)
            for rank, each in enumerate(found, start=1)
        ),
        Source("les constats", found[0].at("version_courte")),
    )
    shown = (figure_panel(figure(story, name)) for name in best)
    figures = tuple(evolve(each, share=None) for each in shown)
    yield Slide(
        layout=SUMMARY,
        title=words(f"{APPENDIX}l’essentiel en une page"),
        source=findings.source,
        panels=(findings, *_closing(story), *figures),
        notes=("À laisser à celles et ceux qui ont écouté\u00a0: cette page reprend le reste.",),
        section="Annexes",
    )


def _closing(story: dossier.Dossier) -> Iterator[Panel]:
    """The quote and the contact; the contact alone where both have no room."""
    quote = highlights.short_quote(story)
    named = next((name for name, one in story.citations.items() if one is quote), "")
    said = quote_panel(story, named).paras if named else ()
    to_write = tuple(para(words(line)) for line in _contacts(story))
    if said or to_write:
        yield Panel((*said, *to_write), Source("la synthèse"), (to_write,) if said else ())


def _contacts(story: dossier.Dossier) -> Iterator[str]:
    for contact in story.appel.contacts[:1] if story.appel else ():
        named = (contact.nom or contact.fonction, contact.telephone, contact.courriel)
        yield ", ".join(filter(None, named))
