"""What the engine sees of the slide deck."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ppgp_docs.api import (
    Context,
    Diagnostic,
    Document,
    HandledError,
    Span,
    dossier,
    error,
    outline,
)

Dossier = dossier.Dossier

_UNTOLD: Final = (
    "titre",
    "objectif",
    "referent",
    "rubriques",
    "edition",
    "sigles",
    "budget",
    "calendrier",
    "vie",
    "bilans",
    "niveaux",
    "objectifs",
    "sous_actions",
    "points_de_vigilance",
    "tampon",
)
"""What a deck says nothing of: of a fiche, it shows its indicators and their figures."""


class Diaporama:
    """One deck for the case study of a territory."""

    id = "diaporama"
    label = "Diaporama"
    suffix = ".pptx"
    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    template = "diaporama/neutre.pptx"
    templates = ("diaporama",)
    ignores = (
        "contrat",
        "personnes",
        "citations",
        "notes",
        *(f"FicheAction.{name}" for name in _UNTOLD),
    )

    def documents(self, dossier: Dossier) -> Sequence[Document]:
        """The deck; the key figures, which have a slide of their own, and the indicators of the
        fiches must be found in it, and on its slides or in its notes the whole case study."""
        from ppgp_diaporama.story import indicators
        from ppgp_diaporama.story.figures import key_figures, printed

        keys = (text for key in key_figures(dossier) for text in printed(key))
        expected = tuple(dict.fromkeys((*keys, *indicators.printed(dossier))))
        return [
            Document(
                self.id,
                f"diaporama-{dossier.slug}",
                outline.cover_title(dossier),
                dossier,
                expected=expected,
                prints=(
                    *filter(None, (dossier.reunion,)),
                    *outline.story(dossier),
                    *outline.short_versions(dossier),
                ),
            )
        ]

    def refusal(self, document: Document) -> str | None:
        """A dossier with fiches alone tells no story."""
        return outline.untold(document.dossier)

    def may_overflow(self, dossier: Dossier) -> bool:
        """Whether a dossier may hold a text that no slide has room for."""
        from ppgp_diaporama.foresight import may_overflow

        return outline.untold(dossier) is None and may_overflow(dossier)

    def overflowing(self, document: Document, context: Context) -> Sequence[Diagnostic]:
        """What :meth:`render` would refuse of a dossier, for want of room."""
        from ppgp_diaporama.deck import unfitting

        return unfitting(document, context)

    def render(self, document: Document, context: Context) -> bytes:
        """The deck. Raises HandledError for a template or a text that must be mended."""
        from ppgp_diaporama.deck import make_deck

        return make_deck(document, context)

    def check_template(self, file: Path, data: bytes) -> Sequence[Diagnostic]:
        """What is wrong with a PowerPoint template."""
        from ppgp_diaporama.template_check import check

        return check(file, data)

    def annotate_template(self, file: Path, data: bytes) -> bytes:
        """A deck has no comments of ours. Raises HandledError."""
        told = "un modèle PowerPoint ne s’annote pas"
        raise HandledError(error("F021", told, Span(file), "lisez les constats, sans `--annotate`"))
