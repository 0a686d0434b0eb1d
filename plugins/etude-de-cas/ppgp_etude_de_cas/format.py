"""Which case studies a dossier makes, and the way to their rendering."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

from ppgp_docs.api import (
    SHORT_VERSIONS,
    Context,
    Document,
    ExitCode,
    HandledError,
    dossier,
    error,
    outline,
)
from ppgp_etude_de_cas.document.printed import printed_texts


class EtudeDeCas:
    """The case study as an A4 PDF, tagged for PDF/UA-1, or PDF/A-2a for the archives."""

    id = "etude-de-cas"
    label = "Étude de cas"
    suffix = ".pdf"
    media_type = "application/pdf"
    archives = True
    templates = ("etude-de-cas",)
    ignores = (
        "fiches",
        "contrat",
        "chiffres",
        "personnes",
        "citations",
        "notes",
        *SHORT_VERSIONS,
    )

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """One case study a dossier, whether it can be made or not."""
        title = outline.cover_title(dossier)
        figures = outline.figures_in(tuple(printed_texts(dossier)))
        name = f"{self.id}-{dossier.slug}"
        prints = outline.story(dossier)
        return [Document(self.id, name, title, dossier, expected=figures, prints=prints)]

    def refusal(self, document: Document) -> str | None:
        """A dossier with fiches alone tells no story."""
        return outline.untold(document.dossier)

    def render(self, document: Document, context: Context) -> bytes:
        """The PDF. Raises HandledError without Pango, or for a picture that cannot be used."""
        silence = io.StringIO()  # WeasyPrint prints an English banner when it finds no Pango
        try:  # heavy, and impossible without Pango
            with redirect_stdout(silence), redirect_stderr(silence):
                from ppgp_etude_de_cas.pdf.make import make_pdf
        except OSError as problem:
            raise _without_pango(problem) from problem
        return make_pdf(document, context)


def _without_pango(problem: OSError) -> HandledError:
    library = str(problem).split("'")[1] if "'" in str(problem) else "Pango"
    return HandledError(
        error(
            "R002",
            f"le composant `{library}` manque sur cet ordinateur\N{NO-BREAK SPACE}: "
            "les études de cas en PDF ne peuvent pas être fabriquées",
            None,
            "lancez `ppgp doctor` pour savoir quoi installer",
            "les diaporamas et les fiches action ne sont pas concernés",
        ),
        exit_code=ExitCode.MACHINE,
    )
