"""The public API: all that a plugin may import.

A plugin is a module or object with hooks, by the entry point ``ppgp_docs``::

    from ppgp_docs.api import Document, hookimpl
    class Texte:
        id, label, suffix, media_type = "texte", "Texte", ".txt", "text/plain"
        def documents(self, dossier):
            return [Document(self.id, f"texte-{dossier.slug}", dossier.departement.nom, dossier)]
        def refusal(self, document): return None
        def render(self, document, context):
            return document.title.encode()
    @hookimpl
    def ppgp_register(registry):
        registry.add_format(Texte())
"""

from typing import TYPE_CHECKING, Any

from ppgp_docs import ooxml_names
from ppgp_docs.assets.colours import contrast
from ppgp_docs.assets.fonts import FAMILY, faces, is_symbol, lacking, printable, text_width
from ppgp_docs.assets.locator import CREDIT as LOCATOR_CREDIT
from ppgp_docs.assets.locator import locator
from ppgp_docs.assets.measure import column_widths, longest_word, wrapped
from ppgp_docs.assets.picture import Picture, PictureError
from ppgp_docs.assets.theme import Theme, load_theme
from ppgp_docs.assets.zipfiles import inflated, normalised_zip, zip_of
from ppgp_docs.budget import (
    ETAPES,
    LIBELLES_FINANCEURS,
    LIBELLES_NATURES,
    LIBELLES_STATUTS,
    PREVU,
    Branche,
    Budget,
)
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
from ppgp_docs.francais.accords import accorder, capitale, compter, enchainer, enumerer, finir
from ppgp_docs.francais.courriels import est_un_courriel
from ppgp_docs.francais.dates import MOIS, DatePrecise
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.inclusif.genres import participes
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.lexique import Trait, est_connu, traits
from ppgp_docs.francais.nombres import (
    arrondi_trompeur,
    decimal,
    dire_part,
    entier,
    euros,
    format_pourcentage,
    lire_nombre,
    nearest,
    pourcentage,
    reachable,
    taille,
)
from ppgp_docs.francais.personnes.noms_frequents import is_first_name
from ppgp_docs.francais.phrases import debuts_de_phrases, phrases
from ppgp_docs.francais.proches import mots_proches
from ppgp_docs.francais.radicaux import stems
from ppgp_docs.francais.relecture import nombres_recomposes, relire
from ppgp_docs.francais.remplacement import ne_dit_rien
from ppgp_docs.francais.telephones import est_un_telephone
from ppgp_docs.francais.territoires import departement, departements
from ppgp_docs.francais.typographie.insecables import noms_insecables
from ppgp_docs.francais.typographie.ordinaux import exposants, ordinaux
from ppgp_docs.model import actes, blocs, contrat, dossier, fiche, highlights, outline, rows, trend
from ppgp_docs.model import drawn_charts as drawn
from ppgp_docs.model.address import below
from ppgp_docs.model.amendments import Avenant, Mouvement
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget
from ppgp_docs.model.list_items import counted, items_of
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.place import Champs, Ecrit, Groupe, Labelled, Located, Place, Renvoi
from ppgp_docs.model.printed_amendments import (
    AmendedRow,
    Amendments,
    PrintedAmendments,
    amendment_head,
    life_sentences,
    movement_sentence,
    step_head,
)
from ppgp_docs.model.printed_amounts import NOTHING, PrintedAmounts
from ppgp_docs.model.printed_contract import (
    STAGE_TITLES,
    contract_refusal,
    contract_sentence,
    promised_cells,
    promised_header,
    reserve_sentence,
)
from ppgp_docs.model.printed_contract_accounts import ContractAccounts
from ppgp_docs.model.printed_figure import PrintedFigure, printed_answers, printed_figure
from ppgp_docs.model.printed_funding import (
    FORMER_STATES,
    LIBELLES_FINANCEMENTS,
    PrintedFunding,
    common_status,
    envelopes_sentence,
    former_remarks,
    funding_sentences,
    is_former,
    printed_fundings,
    states_label,
    states_sentence,
    status_remark,
)
from ppgp_docs.model.printed_indicator import PrintedDetail, PrintedYear, printed_years
from ppgp_docs.model.printed_progress import PrintedProgress, Progress
from ppgp_docs.model.printed_text import (
    ENOUGH,
    NUMBER_CLUE,
    NUMBER_PATTERN,
    PrintedText,
    place_within,
    printed_texts,
    printed_texts_of,
)
from ppgp_docs.model.printed_year_report import PrintedYearReport
from ppgp_docs.model.prose import (
    Cited,
    Line,
    ListOfItems,
    Paragraph,
    Prose,
    Run,
    Words,
    parse_line,
    parse_prose,
)
from ppgp_docs.model.references import span_in
from ppgp_docs.model.shares import SHARES_ROUNDED, share_of
from ppgp_docs.model.statement import Statement
from ppgp_docs.model.walk import iter_nodes, rich_texts
from ppgp_docs.model.year_report import YearReport, reported_years
from ppgp_docs.patterns import pattern
from ppgp_docs.plugin.block_words import as_prose
from ppgp_docs.plugin.formats import (
    BY_NAME,
    CASE_STUDY,
    CONTRACT,
    SHORT_VERSIONS,
    Context,
    Document,
    Format,
    TemplateChecker,
)
from ppgp_docs.plugin.hookspecs import hookimpl
from ppgp_docs.plugin.medium import Medium
from ppgp_docs.plugin.omission import Omission, contract_omissions
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.plugin.registry import Registry
from ppgp_docs.roundtrip.fields import (
    COMPUTED,
    COMPUTED_LINE,
    NOTE,
    TAG_LIMIT,
    Genre,
    SentField,
    bookmark_of,
    cited_tag,
    computed_tag,
    part_tag,
    tag_of,
)
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.manifest import Artifact, Manifest
from ppgp_docs.workspace.resources import Resources

if TYPE_CHECKING:
    from ppgp_docs.roundtrip.active_content import ActiveContent, disarmed
    from ppgp_docs.roundtrip.archive import UnreadableFileError


def __getattr__(name: str) -> Any:
    """What reads Office files brings lxml: for the formats that ask for it, no check does."""
    if name not in ("ActiveContent", "UnreadableFileError", "disarmed"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ppgp_docs.roundtrip import active_content

    return getattr(active_content, name)


__all__ = [
    "BY_NAME",
    "CASE_STUDY",
    "COMPUTED",
    "COMPUTED_LINE",
    "CONTRACT",
    "ENOUGH",
    "ETAPES",
    "FAMILY",
    "FORMER_STATES",
    "LIBELLES_FINANCEMENTS",
    "LIBELLES_FINANCEURS",
    "LIBELLES_NATURES",
    "LIBELLES_STATUTS",
    "LOCATOR_CREDIT",
    "MOIS",
    "NOTE",
    "NOTHING",
    "NUMBER_CLUE",
    "NUMBER_PATTERN",
    "PREVU",
    "SHARES_ROUNDED",
    "SHORT_VERSIONS",
    "STAGE_TITLES",
    "TAG_LIMIT",
    "ActiveContent",
    "AmendedRow",
    "Amendments",
    "Artifact",
    "Avenant",
    "Branche",
    "Budget",
    "Champs",
    "Chiffre",
    "Cited",
    "Context",
    "ContractAccounts",
    "ContractBudget",
    "DatePrecise",
    "Diagnostic",
    "Document",
    "Dossier",
    "Ecrit",
    "ExitCode",
    "FicheAction",
    "Format",
    "Genre",
    "Groupe",
    "HandledError",
    "Labelled",
    "LigneBudget",
    "Line",
    "ListOfItems",
    "Located",
    "Manifest",
    "Medium",
    "Mouvement",
    "Omission",
    "Paragraph",
    "Passage",
    "Picture",
    "PictureError",
    "Place",
    "PrintedAmendments",
    "PrintedAmounts",
    "PrintedDetail",
    "PrintedFigure",
    "PrintedFunding",
    "PrintedProgress",
    "PrintedText",
    "PrintedYear",
    "PrintedYearReport",
    "Progress",
    "Prose",
    "Reading",
    "Registry",
    "Renvoi",
    "Resources",
    "Run",
    "Schemas",
    "SentField",
    "Severity",
    "Span",
    "Statement",
    "TemplateChecker",
    "Theme",
    "Trait",
    "UnreadableFileError",
    "Words",
    "YearReport",
    "accorder",
    "actes",
    "amendment_head",
    "arrondi_trompeur",
    "as_prose",
    "below",
    "blocs",
    "bookmark_of",
    "capitale",
    "cited_tag",
    "column_widths",
    "common_status",
    "compter",
    "computed_tag",
    "contract_omissions",
    "contract_refusal",
    "contract_sentence",
    "contrast",
    "contrat",
    "counted",
    "debuts_de_phrases",
    "decimal",
    "departement",
    "departements",
    "dire_part",
    "disarmed",
    "dossier",
    "drawn",
    "enchainer",
    "entier",
    "enumerer",
    "envelopes_sentence",
    "error",
    "est_connu",
    "est_un_courriel",
    "est_un_telephone",
    "euros",
    "exposants",
    "faces",
    "fiche",
    "finir",
    "format_pourcentage",
    "former_remarks",
    "funding_sentences",
    "highlights",
    "hookimpl",
    "inflated",
    "is_first_name",
    "is_former",
    "is_symbol",
    "items_of",
    "iter_nodes",
    "lacking",
    "life_sentences",
    "lire_nombre",
    "load_theme",
    "locator",
    "longest_word",
    "mots_proches",
    "movement_sentence",
    "ne_dit_rien",
    "nearest",
    "nombres_recomposes",
    "noms_insecables",
    "normalised_zip",
    "note",
    "ooxml_names",
    "ordinaux",
    "outline",
    "parse_line",
    "parse_prose",
    "part_tag",
    "participes",
    "pattern",
    "phrases",
    "place_within",
    "pourcentage",
    "printable",
    "printed_answers",
    "printed_figure",
    "printed_fundings",
    "printed_texts",
    "printed_texts_of",
    "printed_years",
    "promised_cells",
    "promised_header",
    "reachable",
    "relire",
    "replace_file",
    "reported_years",
    "reserve_sentence",
    "rich_texts",
    "rows",
    "sans_accents",
    "share_of",
    "simplifier",
    "span_in",
    "states_label",
    "states_sentence",
    "status_remark",
    "stems",
    "step_head",
    "tag_of",
    "taille",
    "text_width",
    "traits",
    "trend",
    "warning",
    "wrapped",
    "zip_of",
]
