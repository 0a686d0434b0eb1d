"""The document as one HTML string: the templates of ``templates/etude-de-cas``, and their words.

Templates hold the structure, the style sheets the look, this module what both need to be told. What
changes with the way the document is read is its :class:`Setting`. Nothing in a template can run
code: Jinja is sandboxed, escapes everything and refuses what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ppgp_docs.api import (
    Chiffre,
    Context,
    Document,
    HandledError,
    Line,
    Located,
    Resources,
    blocs,
    capitale,
    compter,
    drawn,
    outline,
    printed_figure,
)
from ppgp_etude_de_cas.document import (
    columns,
    cover,
    figures,
    openers,
    people,
    pictures,
    plates,
    qr,
)
from ppgp_etude_de_cas.document.charts import Bars, Charts
from ppgp_etude_de_cas.document.dates import dated
from ppgp_etude_de_cas.document.galleries import gallery_rows
from ppgp_etude_de_cas.document.pictures import Images, Pictures
from ppgp_etude_de_cas.document.rich_text import RichText
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.document.style import PRESS, SHEETS, draft_sheet, stylesheet
from ppgp_etude_de_cas.document.tables import table_view
from ppgp_etude_de_cas.document.template_faults import is_computed, template_fault
from ppgp_etude_de_cas.document.transcripts import Transcripts, is_long, is_short

FOLDER: Final = "etude-de-cas"
_RUNNING: Final = 7
_CLAUSE: Final = re.compile(r"\s?[,;:.–—]\s")
_FIRST_LEVEL: Final = 3
_LAST_LEVEL: Final = 6


@frozen
class Setting:
    """How a document is read, on pages of paper or on a screen, and what changes with it.

    ``folders`` are those of its templates: one of the first stands before its namesake of the next.
    ``pictures`` and ``charts`` draw; ``words`` are what the templates may say beside the common
    vocabulary, and instead of it. ``addressed`` asks for the address of each piece of the dossier,
    as ``data-address``.
    """

    pictures: Images
    charts: Charts
    text: RichText
    folders: tuple[str, ...] = (FOLDER,)
    words: Mapping[str, Any] = field(factory=dict)
    addressed: bool = False


def make_html(
    document: Document,
    context: Context,
    store: Store,
    notes_at_end: bool = False,
    fineness: float = 1.0,
) -> str:
    """The whole document for paper; its notes at the foot of the pages, or all together at the end;
    its pictures as fine as asked, 1 for 220 dpi.

    Raises HandledError for a template or a picture to mend.
    """
    setting = on_paper(document, context, store, notes_at_end, fineness)
    style = Markup(stylesheet(context, store, PRESS if document.press else SHEETS))
    return write(document, context, setting, "document", style=style)


def on_paper(
    document: Document,
    context: Context,
    store: Store,
    notes_at_end: bool = False,
    fineness: float = 1.0,
) -> Setting:
    """How what a dossier tells is read on pages."""
    study = document.dossier
    pictures_ = Pictures(document, context, store, fineness)
    return Setting(
        pictures_,
        Bars(study.chiffres, context.theme, drawing(context), store.add),
        RichText(study.notes, study.sigles, notes_at_end),
        words={
            "style_projet": lambda: Markup(draft_sheet(context, store)),
            "est_haute": pictures_.is_tall,
            "carte": lambda: cover.map_on_paper(study, context.theme, store),
        },
    )


def write(document: Document, context: Context, setting: Setting, name: str, **words: Any) -> str:
    """The template called ``name``, filled. Raises HandledError for what is to be mended in one."""
    try:
        return str(_Writer(document, context, setting).render(name, **words))
    except TemplateError as problem:
        raise HandledError(template_fault(problem)) from problem
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        if is_computed(problem):
            raise HandledError(template_fault(problem)) from problem
        raise


def drawing(context: Context) -> Callable[..., Markup]:
    """What fills the drawings of charts, each by its name, in the colours of the theme."""

    templates = _templates(context.resources, (FOLDER,))

    def draw(name: str, **words: Any) -> Markup:
        template = templates.get_template(f"{FOLDER}/{name}.svg")
        return Markup(template.render(theme=context.theme, **words))

    return draw


class _Writer:
    """One document being written: its notes are numbered as it goes."""

    def __init__(self, document: Document, context: Context, setting: Setting) -> None:
        self._study = document.dossier
        self._document, self._context, self._setting = document, context, setting
        self._environment = _templates(context.resources, setting.folders)
        self._transcripts = Transcripts()
        self._words = {**self._vocabulary(), **setting.words}

    def _vocabulary(self) -> dict[str, Any]:
        """What every template may say."""
        text = self._setting.text
        known = self._known
        return {
            "dossier": self._study,
            "titre": self._document.title,
            "date": self._context.date.isoformat(),
            "parties": outline.parts(self._study),
            "introduction": outline.introduction(self._study),
            "ligne": text.line,
            "prose": text.prose,
            "entre_guillemets": text.quoted,
            "notes_en_fin": text.kept_notes,
            "simple": _without_notes,
            "courant": _running_title,
            "titrage": self._heading,
            "blocs": self._blocs,
            "adresse": self._address,
            "dater": dated,
            "compter": compter,
            "chiffre": lambda name: printed_figure(known, name),
            "vue_de_tableau": table_view,
            "qr": qr.qr,
            "destination": qr.destination,
            "renvoyer": self._transcripts.keep,
            "textes_lus": self._transcripts.kept,
            "texte_long": is_long,
            "texte_court": is_short,
            "theme": self._context.theme,
            "projet": (*self._context.draft, *self._context.remaining),
            "accords": self._context.draft,
            "reste": self._context.remaining,
            "laisser": self._leave_out,
            **self._drawings(),
            **pictures.WORDS,
            **plates.WORDS,
            **cover.words(self._study),
            **openers.WORDS,
            **columns.WORDS,
            **figures.words(self._study, known),
            **people.words(self._study),
        }

    @property
    def _known(self) -> Mapping[str, Chiffre]:
        """The figures of the document: those of its fiche come first."""
        sheet = self._document.fiche
        return self._study.chiffres_de(sheet) if sheet else self._study.chiffres

    def _drawings(self) -> dict[str, Any]:
        """What templates show beside words."""
        images, charts = self._setting.pictures, self._setting.charts
        return {
            "image": images.tag,
            "image_rognee": images.cropped,
            "image_reperee": images.marked,
            "fond": images.background,
            "hauteur_de_bandeau": lambda image: plates.banner_height(images.ratio(image)),
            "logo": images.logo,
            "rangs_de_galerie": lambda bloc: gallery_rows(bloc, images.ratio),
            "barres": charts.bars,
            "reponses": charts.answers,
            "part_dessinee": charts.share,
            "echelle": charts.scale,
            "pentes": charts.slopes,
            "avant_apres_de": lambda bloc: drawn.compared(self._known, bloc),
            "cadre_pemat": drawn.pemat.framing,
            "scores_pemat": drawn.pemat.changes,
            "regle_pemat": drawn.pemat.below,
            "grilles_pemat": drawn.pemat.grids,
        }

    def render(self, name: str, **words: Any) -> Markup:
        """The template of that name, with more that it may say."""
        template = self._environment.get_template(f"{FOLDER}/{name}.html")
        return Markup(template.render(**self._words, **words))

    def _address(self, piece: Located | str | None) -> Markup:
        """Where a piece was written, as an attribute: what shows the page scrolls to it."""
        if not piece or not self._setting.addressed:
            return Markup("")
        address = piece if isinstance(piece, str) else piece.address()
        return Markup(' data-address="{}"').format(address)

    def _blocs(
        self, group: Sequence[blocs.Bloc], level: int = _FIRST_LEVEL, part: str = ""
    ) -> Markup:
        """Blocks in order; ``level`` is the heading level of their titles.

        The sections of a ``part`` are anchors: its identifier and their rank.
        """
        anchors = openers.anchors(group, part)
        return Markup("\n").join(self._grouped(group, level, anchors))

    def _grouped(
        self, group: Sequence[blocs.Bloc], level: int, anchors: Iterator[str]
    ) -> Iterator[Markup]:
        """Short quotes in a row share a line; every other block stands alone."""
        for short, neighbours in groupby(group, self._is_short_quote):
            if short:
                yield self.render("blocs/citations", citations=list(neighbours))
            else:
                yield from (self._bloc(bloc, level, anchors) for bloc in neighbours)

    def _bloc(self, bloc: blocs.Bloc, level: int, anchors: Iterator[str]) -> Markup:
        if isinstance(bloc, blocs.CitationPlacee):
            return self.render(
                "blocs/citation", bloc=bloc, citation=self._study.citations[bloc.citation]
            )
        anchor = next(anchors, "") if isinstance(bloc, blocs.Section) else ""
        words = {"niveau": min(level, _LAST_LEVEL), "ancre": anchor}
        return self.render(f"blocs/{bloc.type}", bloc=bloc, **words)

    def _is_short_quote(self, bloc: blocs.Bloc) -> bool:
        if not isinstance(bloc, blocs.CitationPlacee) or bloc.mise_en_avant:
            return False
        return columns.is_short_quote(self._study.citations[bloc.citation].texte)

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
    """A title short enough for the head of a page: whole, its first clause or its first words.

    A longer one is taken for a text that voices would skip.
    """
    clause = _CLAUSE.split(title, maxsplit=1)[0]
    short = next((one for one in (title, clause) if len(one.split(" ")) <= _RUNNING), "")
    return short or " ".join(title.split(" ")[:_RUNNING]) + "…"


class _Environment(ImmutableSandboxedEnvironment):
    """The templates of one workspace, compiled once: a third of a short render otherwise.

    Those that were ``seen`` to be unchanged are not looked at again in the same document.
    """

    def __init__(self, resources: Resources, folders: tuple[str, ...], **options: Any) -> None:
        loader = FunctionLoader(lambda name: _source(self.seen, resources, folders, name))
        super().__init__(loader=loader, **options)
        self.seen: set[str] = set()


def _templates(resources: Resources, folders: tuple[str, ...]) -> _Environment:
    """The templates for one more document: each is looked at again, once."""
    environment = _environment(resources, folders)
    environment.seen.clear()
    return environment


@lru_cache(maxsize=16)
def _environment(resources: Resources, folders: tuple[str, ...]) -> _Environment:
    environment = _Environment(
        resources,
        folders,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capitalize_first"] = capitale
    return environment


def _source(
    seen: set[str], resources: Resources, folders: tuple[str, ...], name: str
) -> tuple[str, str, Any] | None:
    """A template's text, its file, and whether it still is what was compiled."""
    look = partial(_found, resources, folders, name)
    if (found := look()) is None:
        return None
    file, data = found

    def is_still() -> bool:
        if name not in seen and look() == found:
            seen.add(name)
        return name in seen

    return data.decode("utf-8"), str(file), is_still


def _found(resources: Resources, folders: tuple[str, ...], name: str) -> tuple[Path, bytes] | None:
    """Templates name one another as those of the case study do; each is the one of the first folder
    that has it."""
    for folder in folders:
        try:
            file = resources.find(f"{folder}/{name.removeprefix(FOLDER).lstrip('/')}")
        except (FileNotFoundError, ValueError):
            continue
        return file, file.read_bytes()
    return None
