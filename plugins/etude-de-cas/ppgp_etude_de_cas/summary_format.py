"""Which summaries a dossier makes, and the way to their rendering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ppgp_docs.api import (
    Context,
    Document,
    Passage,
    dossier,
    highlights,
    outline,
    printed_figure,
)
from ppgp_etude_de_cas.format import with_pango

_NO_FINDING: Final = (
    "aucune activité n’a de `version_courte`, d’où viennent les constats de la synthèse"
)


class Synthese:
    """The case study on one page of A4, tagged for PDF/UA-1, or PDF/A-2a for the archives."""

    id = "synthese"
    label = "Synthèse"
    suffix = ".pdf"
    media_type = "application/pdf"
    archives = True
    presses = True
    templates = ("synthese", "etude-de-cas")
    ignores = (
        "fiches",
        "contrat",
        "reunion",
        "introduction",
        "chronologie",
        "et_apres",
        "personnes",
        "citations",
        "notes",
        "Paragraphe.texte",
        "Paragraphe.version_courte",
        "Section.version_courte",
    )

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """One summary a dossier, whether it can be made or not."""
        title = f"Synthèse – {outline.cover_title(dossier)}"
        return [
            Document(
                self.id,
                f"{self.id}-{dossier.slug}",
                title,
                dossier,
                expected=tuple(dict.fromkeys(_expected(dossier))),
                prints=tuple(_printed(dossier)),
            )
        ]

    def refusal(self, document: Document) -> str | None:
        """A page of findings needs one."""
        nothing = None if highlights.findings(document.dossier) else _NO_FINDING
        return outline.untold(document.dossier) or nothing

    def render(self, document: Document, context: Context) -> bytes:
        """The PDF. Raises HandledError without Pango, or for a picture that cannot be used."""
        with with_pango():
            from ppgp_etude_de_cas.pdf.summary_pdf import make_summary
        return make_summary(document, context)


def _expected(study: dossier.Dossier) -> Iterator[str]:
    from ppgp_etude_de_cas.document.summary_html import summary_of

    for name in summary_of(study).figures:
        figure = printed_figure(study.chiffres, name)
        yield from filter(None, (figure.number, figure.percentage) if figure else ())


def _printed(study: dossier.Dossier) -> Iterator[Any]:
    """Findings with the activities that they come from, the quote, who to write to."""
    from ppgp_etude_de_cas.document.summary_html import summary_of

    summary = summary_of(study)
    for one in summary.findings:
        yield Passage((one.version_courte.plain,), one.at("version_courte"))
        yield Passage((one.titre.plain,), one.at("titre"))
    if quote := summary.quote:
        field = "version_courte" if quote.version_courte else "texte"
        yield Passage((getattr(quote, field).plain,), quote.at(field))
    yield summary.contacts
