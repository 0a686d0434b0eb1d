"""The public API: all that a plugin may import.

A plugin is a module (or object) with hook implementations, found through the entry point group
``ppgp_docs``. The smallest one::

    from ppgp_docs.api import Document, hookimpl

    class Texte:
        id, label, suffix, media_type = "texte", "Texte", ".txt", "text/plain"

        def documents(self, dossier):
            return [Document(self.id, f"texte-{dossier.slug}", dossier.departement.nom, dossier)]

        def refusal(self, document):
            return None

        def render(self, document, context):
            return document.title.encode()

    @hookimpl
    def ppgp_register_formats(registry):
        registry.add(Texte())
"""

from ppgp_docs.assets.fonts import FAMILY, faces, is_symbol, lacking, text_width
from ppgp_docs.assets.measure import column_widths, longest_word, wrapped
from ppgp_docs.assets.picture import Picture, PictureError
from ppgp_docs.assets.theme import Theme
from ppgp_docs.assets.zipfiles import normalised_zip
from ppgp_docs.budget import LIBELLES_NATURES, Branche, Budget, libelle_financeur
from ppgp_docs.diagnostics import (
    Diagnostic,
    ExitCode,
    HandledError,
    Severity,
    Span,
    error,
    note,
    warning,
)
from ppgp_docs.francais.accords import accorder, capitale, compter, enumerer
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.nombres import decimal, entier, euros, format_pourcentage
from ppgp_docs.francais.ordinaux import exposants, ordinaux
from ppgp_docs.model import blocs, contrat, dossier, fiche, outline
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.place import Champs, Groupe
from ppgp_docs.model.printed_figure import PrintedFigure, printed_answers, printed_figure
from ppgp_docs.model.prose import (
    Line,
    ListOfItems,
    Paragraph,
    Prose,
    Run,
    Words,
    parse_line,
    parse_prose,
)
from ppgp_docs.model.shares import SHARES_ROUNDED, share_of
from ppgp_docs.plugin.fallback import as_prose, core_blocs
from ppgp_docs.plugin.formats import CONTRACT, Context, Document, Format, Omission, TemplateChecker
from ppgp_docs.plugin.hookspecs import Registry, hookimpl
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.workspace.output import Artifact
from ppgp_docs.workspace.resources import Resources

__all__ = [
    "CONTRACT",
    "FAMILY",
    "LIBELLES_NATURES",
    "SHARES_ROUNDED",
    "Artifact",
    "Branche",
    "Budget",
    "Champs",
    "Chiffre",
    "Context",
    "ContractBudget",
    "DatePrecise",
    "Diagnostic",
    "Document",
    "ExitCode",
    "Format",
    "Groupe",
    "HandledError",
    "Line",
    "ListOfItems",
    "Omission",
    "Paragraph",
    "Picture",
    "PictureError",
    "PrintedFigure",
    "Prose",
    "Registry",
    "Resources",
    "Run",
    "Schemas",
    "Severity",
    "Span",
    "TemplateChecker",
    "Theme",
    "Words",
    "accorder",
    "as_prose",
    "blocs",
    "capitale",
    "column_widths",
    "compter",
    "contrat",
    "core_blocs",
    "decimal",
    "dossier",
    "entier",
    "enumerer",
    "error",
    "euros",
    "exposants",
    "faces",
    "fiche",
    "format_pourcentage",
    "hookimpl",
    "is_symbol",
    "lacking",
    "libelle_financeur",
    "longest_word",
    "normalised_zip",
    "note",
    "ordinaux",
    "outline",
    "parse_line",
    "parse_prose",
    "printed_answers",
    "printed_figure",
    "share_of",
    "text_width",
    "warning",
    "wrapped",
]
