"""Which case studies a dossier makes, and the way to their rendering."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout

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
    presses = True
    templates = ("etude-de-cas",)
    ignores = (
        "fiches",
        "contrat",
        "reunion",
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
        with with_pango():
            from ppgp_etude_de_cas.pdf.make import make_pdf
        return make_pdf(document, context)


@contextmanager
def with_pango() -> Iterator[None]:
    """Load WeasyPrint within: heavy, impossible without Pango, and it then prints a banner."""
    silence = io.StringIO()
    try:
        with redirect_stdout(silence), redirect_stderr(silence):
            yield
    except OSError as problem:
        raise _without_pango(problem) from problem


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
