"""What the tags of ``recapitulatif.docx`` may name; see ``template.known.RECAPITULATIF``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from ppgp_docs.api import (
    SHARES_ROUNDED,
    ContractAccounts,
    ContractBudget,
    Genre,
    PrintedAmendments,
    SentField,
    contract_sentence,
    contrat,
    drawn,
    envelopes_sentence,
    reserve_sentence,
)
from ppgp_fiche_action.accounts import accounts_table
from ppgp_fiche_action.amendments import amendments_list, amendments_table, life_list
from ppgp_fiche_action.contract.envelope_bars import envelope_bars
from ppgp_fiche_action.contract.tables import PAGE_WIDTH, YEARS_TITLE, ContractTables
from ppgp_fiche_action.fiche.funding import COLON
from ppgp_fiche_action.fiche.values import departement, notes
from ppgp_fiche_action.signatures import signatories, signature_block
from ppgp_fiche_action.word.fields import cited, declare, text
from ppgp_fiche_action.word.ooxml import Element, markup, paragraph, run
from ppgp_fiche_action.word.prose import bullets, words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style


def contract_values(sheet: Sheet) -> dict[str, Any]:
    """All the values; the notes come last, once all calls are numbered."""
    budget = ContractBudget(sheet.document.dossier)
    tables = ContractTables(sheet, budget)
    filled = {
        "departement": departement(sheet),
        "contrat": _contrat(sheet, budget.contrat),
        "synthese": markup([_sentence(sheet, budget)]),
        "enveloppes": _block(tables.envelopes()),
        "fiches": _block(tables.fiches()),
        "budget": _block(tables.crossed()),
        "financeurs": _funders(sheet, tables, budget),
        "indicateurs": _indicators(sheet, tables),
        "signatures": _signatures(sheet, budget.contrat),
    }
    return {**filled, "notes": notes(sheet)}


def _sentence(sheet: Sheet, budget: ContractBudget) -> Element:
    return paragraph(sheet.styles[Style.ANNONCE], run(contract_sentence(budget)))


def _block(table: Element | None) -> Markup:
    return markup([] if table is None else [table])


def _indicators(sheet: Sheet, tables: ContractTables) -> Markup:
    """What is measured, then what each year gave."""
    elements = [table for table in (tables.indicators(),) if table is not None]
    if (years := tables.years()) is not None:
        title = run(f"{YEARS_TITLE}{COLON.rstrip()}")
        elements += [paragraph(sheet.styles[Style.ANNONCE], title), years]
    return markup(elements)


def _funders(sheet: Sheet, tables: ContractTables, budget: ContractBudget) -> Markup:
    """Who pays what, how shares are rounded, which payments are beside the envelopes, what is in
    reserve, then the stages side by side, or the one there is."""
    paid, style = tables.funders(), sheet.styles
    told = filter(None, (SHARES_ROUNDED, envelopes_sentence(budget), reserve_sentence(budget)))
    notes = [paragraph(style[Style.NOTE], run(each)) for each in told]
    elements = [] if paid is None else [paid, *notes]
    if (bars := envelope_bars(sheet, budget, PAGE_WIDTH)) is not None:
        title = run(f"{drawn.ENVELOPES}{COLON.rstrip()}")
        elements += [paragraph(style[Style.ANNONCE], title), bars]
    for title, table in tables.stages():
        elements += [paragraph(style[Style.ANNONCE], run(f"{title}{COLON.rstrip()}")), table]
    if accounts := ContractAccounts.of(budget):
        title = paragraph(style[Style.ANNONCE], run(f"{accounts.title}{COLON.rstrip()}"))
        elements += [title, accounts_table(sheet, accounts, PAGE_WIDTH, "contrat/comptes")]
    return markup([*elements, *_amendments(sheet, budget)])


def _amendments(sheet: Sheet, budget: ContractBudget) -> Iterator[Element]:
    """What changed since the signature: each amendment, then the table of before and after."""
    if budget.contrat.en_vigueur:
        yield paragraph(sheet.styles[Style.ANNONCE], run(f"Avenants au contrat{COLON.rstrip()}"))
        yield from amendments_list(sheet, budget, budget.contrat.en_vigueur)
    if lives := list(life_list(sheet, budget)):
        yield paragraph(
            sheet.styles[Style.ANNONCE], run(f"Fiches qui changent d’état{COLON.rstrip()}")
        )
        yield from lives
    if known := PrintedAmendments.of_contract(budget):
        yield paragraph(sheet.styles[Style.ANNONCE], run(f"{known.title}{COLON.rstrip()}"))
        yield amendments_table(sheet, known, PAGE_WIDTH, "contrat/avenants")


def _signatures(sheet: Sheet, one: contrat.Contrat) -> Markup:
    return markup(signature_block(sheet, one, PAGE_WIDTH, "contrat/signatures"))


def _contrat(sheet: Sheet, one: contrat.Contrat) -> dict[str, Any]:
    national = one.referentiel.engagements if one.referentiel else ()
    engagements = [_engagement(sheet, each) for each in (*one.engagements, *national)]
    _declare_head(sheet, one)
    return {
        "intitule": one.intitule.plain,
        "periode": one.periode.en_clair,
        "signature": one.signature.en_francais() if one.signature else "",
        "signataires": markup(signatories(sheet, one)),
        "textes": _references(sheet, one),
        "engagements": _list(sheet, engagements),
    }


def _declare_head(sheet: Sheet, one: contrat.Contrat) -> None:
    """The fields whose controls stand in the template itself."""
    where = one.address("intitule")
    declare(sheet, SentField(where, "Intitulé", Genre.LINE, cites=cited(one.intitule)))
    declare(sheet, SentField(one.address("signature"), "Date de signature", Genre.DATE))
    declare(sheet, SentField(one.address("periode"), "Période", Genre.YEARS))


def _engagement(sheet: Sheet, one: contrat.Engagement) -> list[Element]:
    number = [run(f"{one.numero}{COLON}")] if one.numero else []
    if one.address().startswith("contrat:"):
        return [*number, *text(sheet, one, "intitule", "Engagement")]
    return [*number, *words(sheet, one.intitule)]  # the State's own words


def _references(sheet: Sheet, one: contrat.Contrat) -> Markup:
    """The texts that the contract stands on."""
    ranks = range(len(one.textes))
    return _list(sheet, [text(sheet, one, f"textes.{rank}", "Texte") for rank in ranks])


def _list(sheet: Sheet, items: Iterable[list[Element]]) -> Markup:
    return markup(bullets(sheet, items))
