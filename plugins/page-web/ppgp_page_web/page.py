"""From a dossier to its page: one string that holds all it shows, and runs nothing.

No script, no address that a browser would fetch: the policy at its head refuses both, so that a
page put on any site stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from ppgp_docs.api import Context, Document
from ppgp_etude_de_cas.document.contents import say_contents
from ppgp_etude_de_cas.document.cover import map_on_screen
from ppgp_etude_de_cas.document.html import FOLDER, Setting, write
from ppgp_etude_de_cas.document.pictures import lighter
from ppgp_etude_de_cas.document.rich_text import RichText
from ppgp_page_web.active import refuse_active
from ppgp_page_web.bars import HtmlBars
from ppgp_page_web.contract import contract_words
from ppgp_page_web.ordinals import finish_text
from ppgp_page_web.pictures import Embedded
from ppgp_page_web.sheet import say_unprinted, sheet_words
from ppgp_page_web.style import policy, stylesheet
from ppgp_page_web.subject import is_of_contract

_FOLDERS: Final = ("page-web", FOLDER)
_MOST: Final = 3_500_000
"""Bytes of the pictures of a page, of which its text makes a third more: it weighs under 5 MB."""

_LEAST: Final = 0.2
_ACRONYM: Final = '<abbr title="{}">{}</abbr>'


def make_page(document: Document, context: Context) -> str:
    """The page of a case study, of a fiche or of a contract; writes no file.

    In a preview, each piece of the dossier bears its address as ``data-address``: what shows the
    page while the dossier is typed scrolls to it. Raises HandledError for a picture or a template
    to mend.
    """
    sheet, style = document.fiche, stylesheet(context)
    setting = _setting(document, context)
    words: dict[str, Any] = {"style": Markup(style), "politique": policy(style)}
    if sheet:
        say_unprinted(sheet, context)
        html = write(document, context, setting, "fiche", **words, **sheet_words(document, sheet))
    elif is_of_contract(document):
        html = write(document, context, setting, "contrat", **words, **contract_words(document))
    else:
        say_contents(document.dossier, context)
        html = _light_enough(document, context, words)
    refuse_active(html, context)
    return finish_text(html)


def _light_enough(document: Document, context: Context, words: Mapping[str, Any]) -> str:
    """The page of a case study, its pictures as fine as their bytes allow."""
    fineness = 1.0
    while True:
        setting = _setting(document, context, fineness)
        html = write(document, context, setting, "document", **words)
        weight = setting.pictures.weight if isinstance(setting.pictures, Embedded) else 0
        if weight <= _MOST or fineness < _LEAST:
            return html
        fineness *= lighter(weight, _MOST)


def _setting(document: Document, context: Context, fineness: float = 1.0) -> Setting:
    study, sheet = document.dossier, document.fiche
    acronyms = sheet.sigles if sheet else study.sigles
    figures = study.chiffres_de(sheet) if sheet else study.chiffres
    text = RichText(study.notes, acronyms, at_end=True, acronym=_ACRONYM)
    return Setting(
        Embedded(document, context, fineness),
        HtmlBars(figures, text.line, context.theme),
        text,
        folders=_FOLDERS,
        words={"carte": lambda: map_on_screen(study)},
        addressed=context.preview,
    )
