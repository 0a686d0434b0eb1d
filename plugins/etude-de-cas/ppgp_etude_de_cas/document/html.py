"""The document as one HTML string: the templates of ``templates/etude-de-cas``, and their words.

Templates hold the structure, the style sheets the look, this module what both need to be told.
Nothing in a template can run code: Jinja is sandboxed, escapes everything and refuses what it
does not know.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ppgp_docs.api import (
    Context,
    Diagnostic,
    Document,
    HandledError,
    Line,
    Located,
    Resources,
    Span,
    blocs,
    capitale,
    compter,
    dossier,
    error,
    outline,
)
from ppgp_etude_de_cas.document import columns, figures, pictures, qr
from ppgp_etude_de_cas.document.charts import Charts
from ppgp_etude_de_cas.document.pictures import Pictures
from ppgp_etude_de_cas.document.rich_text import RichText
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.document.style import draft_sheet, stylesheet
from ppgp_etude_de_cas.document.tables import table_view
from ppgp_etude_de_cas.document.transcripts import Transcripts, is_long, is_short, short_ones

FOLDER: Final = "etude-de-cas"
_RUNNING: Final = 7
_FIRST_LEVEL: Final = 3
_LAST_LEVEL: Final = 6


def make_html(
    document: Document, context: Context, store: Store, notes_at_end: bool = False
) -> str:
    """The whole document; its notes at the foot of the pages, or all together at the end.

    Raises HandledError for a template or a picture to mend.
    """
    try:
        return str(_Writer(document, context, store, notes_at_end).document())
    except TemplateError as problem:
        raise HandledError(_template_fault(problem)) from problem


class _Writer:
    """One document being written: its notes are numbered as it goes."""

    def __init__(
        self, document: Document, context: Context, store: Store, notes_at_end: bool
    ) -> None:
        self._study = document.dossier
        self._document, self._context, self._store = document, context, store
        self._environment = _environment(context.resources)
        self._pictures = Pictures(document, context, store)
        self._transcripts = Transcripts()
        self._text = RichText(self._study.notes, self._study.sigles, notes_at_end)
        self._words = self._vocabulary()

    def document(self) -> Markup:
        return self._render(
            "document",
            style=Markup(stylesheet(self._context, self._store)),
            parties=outline.parts(self._study),
            date=self._context.date.isoformat(),
        )

    def _vocabulary(self) -> dict[str, Any]:
        """What every template may say."""
        text = self._text
        drawn = Charts(self._study, self._context.theme, self._drawing)
        return {
            "dossier": self._study,
            "titre": self._document.title,
            "introduction": outline.introduction(self._study),
            "ligne": text.line,
            "prose": text.prose,
            "entre_guillemets": text.quoted,
            "notes_en_fin": text.kept_notes,
            "simple": _without_notes,
            "courant": _running_title,
            "titrage": self._heading,
            "blocs": self._blocs,
            "image": self._pictures.tag,
            "image_rognee": self._pictures.cropped,
            "fond": self._pictures.background,
            "compter": compter,
            "chiffre": lambda name: figures.view(self._study, name),
            "vue_de_tableau": table_view,
            "barres": drawn.bars,
            "reponses": drawn.answers,
            "qr": qr.qr,
            "destination": qr.destination,
            "sources": lambda names: figures.sources(self._study, names),
            "renvoyer": self._transcripts.keep,
            "textes_lus": self._transcripts.kept,
            "texte_long": is_long,
            "texte_court": is_short,
            "lectures": short_ones,
            "theme": self._context.theme,
            "logo": self._pictures.logo,
            "projet": self._context.draft,
            "style_projet": lambda: Markup(draft_sheet(self._context, self._store)),
            "laisser": self._leave_out,
            "credit": pictures.credit,
            "credit_commun": pictures.common_credit,
            "portraits": lambda bloc: [self._study.personnes[one].photo for one in bloc.personnes],
            **columns.WORDS,
        }

    def _render(self, name: str, **words: Any) -> Markup:
        template = self._environment.get_template(f"{FOLDER}/{name}.html")
        return Markup(template.render(**self._words, **words))

    def _drawing(self, **words: Any) -> Markup:
        template = self._environment.get_template(f"{FOLDER}/graphique.svg")
        return Markup(template.render(theme=self._context.theme, **words))

    def _blocs(self, group: Sequence[blocs.Bloc], level: int = _FIRST_LEVEL) -> Markup:
        """Blocks in order; ``level`` is the heading level of their titles."""
        return Markup("\n").join(self._grouped(group, level))

    def _grouped(self, group: Sequence[blocs.Bloc], level: int) -> Iterator[Markup]:
        """Short quotes in a row share a line; every other block stands alone."""
        for short, neighbours in groupby(group, self._is_short_quote):
            if short:
                yield self._render("blocs/citations", citations=self._quotes(neighbours))
            else:
                yield from (self._bloc(bloc, level) for bloc in neighbours)

    def _bloc(self, bloc: blocs.Bloc, level: int) -> Markup:
        if isinstance(bloc, blocs.CitationPlacee):
            return self._render("blocs/citation", citation=self._study.citations[bloc.citation])
        return self._render(f"blocs/{bloc.type}", bloc=bloc, niveau=min(level, _LAST_LEVEL))

    def _is_short_quote(self, bloc: blocs.Bloc) -> bool:
        if not isinstance(bloc, blocs.CitationPlacee):
            return False
        return columns.is_short_quote(self._study.citations[bloc.citation].texte)

    def _quotes(self, group: Iterator[blocs.Bloc]) -> list[dossier.Citation]:
        placed = (bloc for bloc in group if isinstance(bloc, blocs.CitationPlacee))
        return [self._study.citations[bloc.citation] for bloc in placed]

    def _leave_out(self, piece: Located, reason: str, field: str = "") -> Markup:
        """What a template does not print, and why; prints nothing."""
        self._context.left_out(piece, reason, field)
        return Markup("")

    def _heading(self, title: Line, level: int, kind: str = "") -> Markup:
        """A heading of that level, or nothing for a block without a title."""
        if not title:
            return Markup("")
        html = self._words["ligne"](title)
        return Markup('<h{0} class="{1}">{2}</h{0}>').format(level, kind, html)


def _without_notes(line: Line) -> str:
    return line.plain


def _running_title(title: str) -> str:
    """A title short enough for the head of a page: its first words."""
    words = title.split(" ")
    return title if len(words) <= _RUNNING else " ".join(words[:_RUNNING]) + "…"


@cache
def _environment(resources: Resources) -> ImmutableSandboxedEnvironment:
    """The templates of one workspace, compiled once: a third of a short render otherwise."""
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(resources, name)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capitalize_first"] = capitale
    return environment


def _source(resources: Resources, name: str) -> tuple[str, str, Any] | None:
    """A template's text, its file, and whether it still is what was compiled."""
    try:
        file = resources.find(name)
    except (FileNotFoundError, ValueError):
        return None
    data = file.read_bytes()
    return data.decode("utf-8"), str(file), lambda: resources.bytes(name) == data


def _template_fault(problem: TemplateError) -> Diagnostic:
    """A fault in a template, at its line where Jinja knows it."""
    message = f"le modèle de l’étude de cas ne peut pas être rempli ({problem.message})"
    return error("R003", message, _place(problem))


def _place(problem: TemplateError) -> Span | None:
    """The line of the template: syntax errors know it, others left it in the trace."""
    if isinstance(problem, TemplateSyntaxError) and problem.filename:
        return Span(Path(problem.filename), problem.lineno, 1, problem.lineno, 1)
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if frame.filename.endswith((".html", ".svg")) and frame.lineno:
            return Span(Path(frame.filename), frame.lineno, 1, frame.lineno, 1)
    return None
