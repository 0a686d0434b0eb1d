"""The report of a year as a Word file: what its tags say, in the order of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve
from markupsafe import Markup

from ppgp_bilan_annuel.known import BILAN
from ppgp_bilan_annuel.tables import ReportTables
from ppgp_docs.api import (
    Context,
    ContractBudget,
    Document,
    PrintedYearReport,
    YearReport,
    contrat,
)
from ppgp_fiche_action.amendments import amendments_list, life_item
from ppgp_fiche_action.making import make
from ppgp_fiche_action.signatures import signatories
from ppgp_fiche_action.word.fields import typed_prose
from ppgp_fiche_action.word.footnotes import write_notes
from ppgp_fiche_action.word.ooxml import Element, markup, paragraph, run
from ppgp_fiche_action.word.prose import bullets, words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style


def render_report(document: Document, context: Context, template: str) -> bytes:
    """The Word file of a year; see :meth:`ppgp_docs.api.Format.render`."""
    return make(document, context, (template, BILAN), _values)


def _values(sheet: Sheet) -> dict[str, Any]:
    document = sheet.document
    report = YearReport.named(ContractBudget(document.dossier), document.name)
    tables = ReportTables(sheet, report)
    asked = tables.asked()
    date = report.drawn_up
    territory = document.dossier.departement
    filled = {
        "departement": {
            "code": territory.code,
            "nom": territory.nom,
            "autorite": territory.autorite,
        },
        "contrat": _contract(sheet, report.budget.contrat),
        "bilan": {
            "annee": str(report.year),
            "suivante": str(report.next.year) if asked is not None else "",
            "edition": date.en_francais() if date else "",
        },
        "synthese": markup([_sentence(sheet, PrintedYearReport(report).summary())]),
        "actions": _block(tables.actions(), *_texts_of_fiches(sheet, report)),
        "depenses": _block(tables.spent()),
        "financeurs": _block(tables.funders(), _note(sheet), *_accounts(sheet, tables)),
        "indicateurs": _block(tables.indicators()),
        "changements": markup(_changes(sheet, report)),
        "demandes": _block(asked),
        "signatures": _block(tables.signatures()),
    }
    write_notes(sheet)
    return filled


def _contract(sheet: Sheet, one: contrat.Contrat) -> dict[str, str]:
    return {
        "intitule": one.intitule.plain,
        "periode": one.periode.en_clair,
        "signature": one.signature.en_francais() if one.signature else "",
        "signataires": markup(signatories(sheet, one)),
    }


def _sentence(sheet: Sheet, text: str) -> Element:
    return paragraph(sheet.styles[Style.ANNONCE], run(text))


def _note(sheet: Sheet) -> Element:
    told = "Le prévu, l’engagé, le mandaté et le réalisé ne s’additionnent jamais."
    return paragraph(sheet.styles[Style.NOTE], run(told))


def _accounts(sheet: Sheet, tables: ReportTables) -> Iterator[Element]:
    """What was foreseen by account, under its title; nothing where no fiche says."""
    if (table := tables.accounts()) is not None:
        title = f"Charges et produits prévus en {tables.report.year}, par compte\u00a0:"
        yield paragraph(sheet.styles[Style.ANNONCE], run(title))
        yield table


def _block(table: Element | None, *after: Element) -> Markup:
    return markup([] if table is None else [table, *after])


def _texts_of_fiches(sheet: Sheet, report: YearReport) -> Iterator[Element]:
    """What each fiche says of the year in words, under its number and title."""
    for one in report.budget.fiches:
        if texts := report.texts(one):
            number = run(f"Fiche {one.numero}\u00a0: ")
            yield paragraph(sheet.styles[Style.TITRE_3], number, *words(sheet, one.titre))
        for each in texts:
            own = evolve(sheet, document=evolve(sheet.document, fiche=one))
            yield from typed_prose(own, each, "texte", "Bilan de l’année")


def _changes(sheet: Sheet, report: YearReport) -> Iterator[Element]:
    """The amendments and the fiches that stopped in the year, or that nothing changed."""
    amendments = report.amendments
    yield from amendments_list(sheet, report.budget, amendments)
    lives = [life_item(sheet, step, said) for _, step, said in report.lives()]
    yield from bullets(sheet, lives)
    if not (amendments or lives):
        yield _sentence(sheet, f"Aucun avenant en {report.year}, aucune fiche n’a changé d’état.")
    if since := PrintedYearReport(report).since():
        yield _sentence(sheet, since)
