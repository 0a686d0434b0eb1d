"""The one-page summary as HTML: findings, figures, a quote, who to write to."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen
from markupsafe import Markup

from ppgp_docs.api import Context, Document, blocs, dossier, highlights
from ppgp_etude_de_cas.document import figures
from ppgp_etude_de_cas.document.html import FOLDER, on_paper, write
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.document.style import stylesheet

OWN_FOLDER: Final = "synthese"
SHEETS: Final = (
    f"{FOLDER}/page.css",
    f"{FOLDER}/typographie.css",
    f"{FOLDER}/blocs.css",
    f"{OWN_FOLDER}/synthese.css",
)
PRESS: Final = (*SHEETS, f"{OWN_FOLDER}/impression.css")
"""The same for printers: what touches the edge of the page goes beyond it."""

MOST_FIGURES: Final = 4
MOST_CONTACTS: Final = 2
_WIDTH: Final = 174.0
"""The width of the text, in mm."""


@frozen
class Summary:
    """What the page says of a dossier."""

    findings: tuple[dossier.Activite, ...]
    figures: tuple[str, ...]
    quote: dossier.Citation | None
    contacts: tuple[dossier.Contact, ...]


def summary_of(study: dossier.Dossier) -> Summary:
    """The summary of a dossier; its figures in the order in which they are written."""
    best = highlights.ranked_figures(study)[:MOST_FIGURES]
    contacts = study.appel.contacts if study.appel else ()
    return Summary(
        highlights.findings(study),
        tuple(name for name in study.chiffres if name in best),
        highlights.short_quote(study),
        contacts[:MOST_CONTACTS],
    )


def make_summary_html(
    document: Document, context: Context, store: Store, size: float, quoting: bool = True
) -> str:
    """The page, its running text of ``size`` points. Raises HandledError for a template or a
    picture to mend."""
    study, summary = document.dossier, summary_of(document.dossier)
    setting = evolve(on_paper(document, context, store), folders=(OWN_FOLDER, FOLDER))
    return write(
        document,
        context,
        setting,
        "document",
        style=Markup(stylesheet(context, store, sheets(document))),
        corps=size,
        constats=summary.findings,
        chiffres_cles=summary.figures,
        pas=figures.size_step(study.chiffres, summary.figures, MOST_FIGURES, _WIDTH)
        if summary.figures
        else 0,
        citation=summary.quote if quoting else None,
        contacts=summary.contacts,
        bandeau=strip(study.couverture),
    )


def sheets(document: Document) -> tuple[str, ...]:
    """The files of the designer that a summary follows."""
    return PRESS if document.press else SHEETS


def strip(picture: blocs.Image | None) -> blocs.Image | None:
    """The picture of the cover where a strip of it may stand: a text in it would be cut."""
    return picture if picture and picture.decoratif else None
